"""Two columns of text that a tool set side by side, as they stand on the page: each line holds a line of both."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from annals.clean.contract import rule
from annals.clean.side_notes import SideNote, notes_in_margin
from annals.model import Edit, Safety
from annals.text.captions import is_caption
from annals.text.characters import HAN
from annals.text.extents import extent
from annals.text.lines import is_figures
from annals.text.reading import Reading

_page = re.compile(r"[^\f]+")
_row = re.compile(r"([^\n]*)(\n|\Z)")
_gap = re.compile(r"(?<=\S) {2,}(?=\S)")
_any_gap = re.compile(r"(?<=\S) +(?=\S)")
_han = re.compile(f"[{HAN}]")
_number = re.compile(r"\W*\d{1,4}\W*")
_said = re.compile("[，。、；：]")
_ROWS, _FEW = 12, 4
"""So many lines with text on both sides of one gutter make two columns; where pages of the same text did, fewer do."""
_LONGEST = 120
"""No page has more lines: a text whose pages are not parted does not tell where its columns end."""
_SIDE = 8
"""A line of a column is no narrower, save the last of a paragraph; cells are."""
_EVEN = 1.25
"""Columns of text are of one width; those of a table differ."""
_THREE = 3
_PLACES = 3
"""So many places are asked whether a gutter is there: tables have more."""
_CELLS = 4
"""A row of a table has so many cells; columns of text are three at most."""
_SHIFT = 8
"""By so much a line with many figures may push what stands right of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A line of a page: `start` and `end` in the text, its line end left out; `left` is where its left part ends and
    `right` where its right part begins, the end of the line where it has none; `across`: it crosses the gutter."""

    start: int
    end: int
    left: int
    right: int
    across: bool = False

    @property
    def has_left(self) -> bool:
        return self.left > self.start

    @property
    def has_right(self) -> bool:
        return self.right < self.end


@rule("J113", "并排的两栏", Safety.REVIEW)
def columns_of_text(reading: Reading) -> Iterator[Edit]:
    """Yield a line end for the gutter of each line of two columns, and a move of its right part below the left column; a move of a
    note in the margin, its lines in one, behind the paragraph beside which it stands.

    Evidence: on a page of its own, a gutter of blanks at one place in a dozen lines and more, text with marks and of one
    width on both sides, and hardly a line across; of a note three lines and more at one place, narrow and of one width, that end with
    their sentence, beside wide lines whose sentences go on. Tables, lists in columns and texts without page ends stay.
    """
    text = reading.text
    pages = (
        [_rows(text, match.start(), match.end()) for match in _page.finditer(text)] if text.count("  ") >= _ROWS else []
    )
    found = [_gutter(text, rows, _ROWS) for rows in pages]
    if not any(found):
        for note in notes_in_margin(text):
            yield from _moved(note)
    else:
        for rows, gutter in zip(pages, found, strict=True):
            at = gutter or _gutter(text, rows, _FEW)
            if at:
                yield from _parted(text, _split_all(text, rows, at))


def _moved(note: SideNote) -> Iterator[Edit]:
    for at, (gap, low, end) in enumerate(note.lines):
        # Of the gap before its first line two characters become the blank line that parts the note from its paragraph.
        begin = low if at else low - 2
        if gap < begin:
            yield Edit(start=gap, end=begin, new="", reason="旁注前的空白")
        if begin < low:
            yield Edit(start=begin, end=low, new="\n\n", reason="旁注另起一段")
        yield Edit(start=begin, end=end, new="", reason="旁注移到段落之后", to=note.to)


def _rows(text: str, start: int, end: int) -> list[_Row]:
    """The lines of a page, blank ones too."""
    found = []
    for match in _row.finditer(text, start, end):
        if match.start() == end:
            break
        line_end = match.start() + len(match[1].rstrip())
        found.append(_Row(start=match.start(), end=line_end, left=line_end, right=line_end))
    return found


def _gutter(text: str, rows: Sequence[_Row], least: int) -> int:
    """The place in its lines at which the right column of a page begins; 0 where it has no two columns."""
    cells = _cells(text, rows)
    filled = [row for place, row in enumerate(rows) if row.start < row.end and place not in cells]
    if not least <= len(filled) <= _LONGEST:
        return 0
    ends = Counter(match.end() - row.start for row in filled for match in _gap.finditer(text, row.start, row.end))
    # Lines of the right column stand alone where the two are set to different heights.
    alone = Counter(indent for row in filled if (indent := _indent(text, row)) > _SIDE)
    for at, often in sorted(ends.items(), key=lambda item: (-item[1], item[0]))[:_PLACES]:
        if often >= least and _are_columns(_sides(text, filled, at), least):
            return at
        if often >= _FEW and often + alone[at] >= least and _are_columns(_whole_sides(text, filled, at), least):
            return at
    # The first of three columns, of which the other two are one until they are asked for again.
    for place in sorted(place for place, often in ends.items() if often >= least):
        lefts, rights = _sides(text, filled, place)
        three = [(left, *_gap.split(right)) for left, right in zip(lefts, rights, strict=True)]
        whole = [sides for sides in three if len(sides) == _THREE]
        if len(whole) * 3 >= len(three) and _are_columns([list(side) for side in zip(*whole, strict=True)], least):
            return place
    return 0


def _sides(text: str, filled: Sequence[_Row], at: int) -> tuple[list[str], list[str]]:
    """What stands on both sides of a gutter, in the lines that have both; nothing where many lines between the first and the last of
    these go across."""
    split = _split_all(text, filled, at)
    both = [place for place, row in enumerate(split) if row.has_left and row.has_right]
    # A title or a text across the page stands above or below the columns.
    across = sum(row.across for row in split[both[0] : both[-1]]) if both else 0
    if across * 6 > len(both):
        return [], []
    lefts = [text[split[place].start : split[place].left].strip() for place in both]
    return lefts, [text[split[place].right : split[place].end].strip() for place in both]


def _whole_sides(text: str, filled: Sequence[_Row], at: int) -> tuple[list[str], list[str]]:
    """The same with the lines between that stand on one side alone."""
    split = _split_all(text, filled, at)
    beside = [place for place, row in enumerate(split) if row.has_right]
    inside = split[beside[0] : beside[-1] + 1] if beside else []
    lefts = [text[row.start : row.left].strip() for row in inside if row.has_left and not row.across]
    rights = [text[row.right : row.end].strip() for row in inside if row.has_right]
    across = sum(row.across for row in inside)
    return (lefts, rights) if across * 6 <= min(len(lefts), len(rights)) else ([], [])


def _indent(text: str, row: _Row) -> int:
    return row.end - row.start - len(text[row.start : row.end].lstrip())


def _cells(text: str, rows: Sequence[_Row]) -> frozenset[int]:
    """The places of the lines of tables on a page: rows of figures, and what stands close above and below them and says nothing."""
    found: set[int] = set()
    for blank, group in groupby(range(len(rows)), key=lambda at: rows[at].start == rows[at].end):
        piece = list(group)
        if not blank and any(_is_cells(text, rows[at]) for at in piece):
            found.update(at for at in piece if not _said.search(text, rows[at].start, rows[at].end))
    return frozenset(found)


def _is_cells(text: str, row: _Row) -> bool:
    parts = _gap.split(text[row.start : row.end].strip())
    return len(parts) >= _CELLS and sum(map(is_figures, parts)) * 2 >= len(parts)


def _are_columns(sides: Sequence[Sequence[str]], least: int) -> bool:
    """Whether what stands side by side in so many lines is text of one width on all sides."""
    if not sides or min(map(len, sides)) < least:
        return False
    # One line may be wider: small print, a mark that hangs over.
    wide = [sorted(map(extent, side))[len(side) * 3 // 4] for side in sides]
    prose = all(_is_prose(side) for side in sides)
    # Of narrower columns one may say little with marks where the others do.
    prose = prose or (len(sides) == _THREE and _is_prose([line for side in sides for line in side]))
    return max(wide) <= _EVEN * min(wide) and prose


def _is_prose(lines: Sequence[str]) -> bool:
    """Whether one side of a page says something in most of its lines: they are long, with marks in them."""
    said = [line for line in lines if len(line) >= _SIDE and _han.search(line) and _said.search(line)]
    return len(said) * 2 >= len(lines)


def _split_all(text: str, rows: Sequence[_Row], at: int) -> list[_Row]:
    """The lines of a page as two each. Above the first regular one a title in large characters fills its column with fewer of
    them, so that what stands beside it begins further left."""
    found = [_split(text, row, at) for row in rows]
    top = next((i for i, row in enumerate(found) if row.has_left and row.has_right), 0)
    titled = {i: _beside_title(text, found[i], at) for i in range(top) if not found[i].has_right}
    # Authors stand side by side as well, but say nothing.
    said = [
        row for row in titled.values() if row is not None and row.has_left and _said.search(text, row.right, row.end)
    ]
    return [titled.get(i) or row for i, row in enumerate(found)] if said else found


def _beside_title(text: str, row: _Row, at: int) -> _Row | None:
    """A line as the part of a title in large characters and what the right column has beside it; None where it is one line."""
    line = text[row.start : row.end]
    gaps = [match.span() for match in _any_gap.finditer(line)]
    indent = len(line) - len(line.lstrip())
    left, right = gaps[0] if gaps else (0, indent)
    alone = row.across and not gaps and 3 * indent >= at
    if not (len(gaps) == 1 or alone) or not _SIDE <= len(line) - right <= at:
        return None
    return replace(row, left=row.start + left, right=row.start + right, across=False)


def _split(text: str, row: _Row, at: int) -> _Row:
    """A line as two, where the right column begins `at` so many characters from its left edge."""
    start, end = row.start, row.end
    border = start + at
    if end < border:
        return _Row(start=start, end=end, left=end, right=end)
    if not text[border - 2 : border].strip():
        left = start + len(text[start:border].rstrip())
        return _Row(start=start, end=end, left=left, right=border)
    gaps = [match.span() for match in _gap.finditer(text, max(start, border - _SHIFT), end)]
    near = [span for span in gaps if abs(span[1] - border) <= _SHIFT]
    if near:
        left, right = min(near, key=lambda span: abs(span[1] - border))
        return _Row(start=start, end=end, left=left, right=right)
    # Two Latin words may have their blank anywhere.
    if text[border - 1] == " " and not (text[border - 2].isascii() and text[border].isascii()):
        return _Row(start=start, end=end, left=border - 1, right=border)
    return _Row(start=start, end=end, left=end, right=end, across=True)


def _parted(text: str, rows: Sequence[_Row]) -> Iterator[Edit]:
    """The edits that set the right column of each stretch of lines below its left one. What stands alone above and below
    the columns is the page's own, and a line across them parts what is read first from the rest."""
    filled = [at for at, row in enumerate(rows) if row.start < row.end]
    own = {
        at
        for at, beside in ((filled[0], filled[0] + 1), (filled[-1], filled[-1] - 1))
        if _is_alone(text, rows, at, beside)
    } | {*_below_captions(text, rows), *_cells(text, rows)}
    for columns, group in groupby(range(len(rows)), key=lambda at: not rows[at].across and at not in own):
        stretch = [rows[at] for at in group]
        while columns and stretch and stretch[-1].start == stretch[-1].end:
            stretch.pop()
        if columns and any(row.has_right for row in stretch):
            yield from _edits(text, stretch)


def _below_captions(text: str, rows: Sequence[_Row]) -> set[int]:
    """The places of the lines of a picture that stands across the columns: its name, with blank lines in the picture's stead below or
    above it, and what follows until text stands side by side again."""
    found: set[int] = set()
    pictured = False
    for blank, group in groupby(range(len(rows)), key=lambda at: rows[at].start == rows[at].end):
        piece = list(group)
        if blank:
            continue
        beside = any(rows[at].has_right for at in piece)
        room = any(
            all(_is_blank(rows, at) for at in near)
            for near in ((piece[0] - 2, piece[0] - 1), (piece[-1] + 1, piece[-1] + 2))
        )
        named = room and any(is_caption(text[rows[at].start : rows[at].end].strip()) for at in piece)
        pictured = not beside and (named or pictured)
        found.update(piece if pictured else ())
    return found


def _is_blank(rows: Sequence[_Row], at: int) -> bool:
    return 0 <= at < len(rows) and rows[at].start == rows[at].end


def _is_alone(text: str, rows: Sequence[_Row], at: int, beside: int) -> bool:
    """Whether a line at the edge of a page is its title or number, or both."""
    row = rows[at]
    blank = 0 <= beside < len(rows) and rows[beside].start == rows[beside].end
    parts = _gap.split(text[row.start : row.end])
    numbered = any(_number.fullmatch(part.strip()) for part in parts)
    return blank and (len(parts) == 1 or numbered) and not _said.search(text, row.start, row.end)


def _edits(text: str, rows: Sequence[_Row]) -> Iterator[Edit]:
    last = rows[-1]
    to = text.find("\n", last.end) + 1
    if last.has_right:
        to = last.right
    elif not to:
        return
    gaps, level = _gaps(rows), _off_level(rows)
    goes_on = max((at for at, row in enumerate(rows) if row.has_left), default=-1)
    for at, row in enumerate(rows):
        if not row.has_right:
            continue
        low = row.right - (at in gaps)
        # An empty line on the left stays one, where more follows below.
        new = "\n" if row.has_left or (0 < at < goes_on and at not in level) else ""
        if row is last:
            yield Edit(start=row.left, end=row.right, new=new + "\n" * (at in gaps), reason="右栏")
            continue
        yield Edit(start=row.left, end=low, new=new, reason="栏间的空白")
        if low < row.right:
            yield Edit(start=low, end=row.right, new="\n", reason="右栏的空行")
        yield Edit(start=low, end=text.index("\n", row.end) + 1, new="", reason="右栏移到左栏之后", to=to)


def _gaps(rows: Sequence[_Row]) -> frozenset[int]:
    """The places of the lines before whose right part the right column has an empty line; none where all its lines have
    one, as those of the two columns may stand at different heights."""
    right, level = [at for at, row in enumerate(rows) if row.has_right], _off_level(rows)
    found = [
        at
        for before, at in pairwise(right)
        if at > before + 1 + (before + 1 in level) and rows[at].right - rows[at].left >= 2
    ]
    return frozenset(found) if len(found) * 3 <= len(right) else frozenset()


def _off_level(rows: Sequence[_Row]) -> frozenset[int]:
    """The places of the lines that stand on one side between lines that stand on the other alone: where the columns are set to
    different heights, the other side has no empty line there. A line of both beside it is where a paragraph ended."""
    sides = [(row.has_left, row.has_right) for row in rows]
    return frozenset(
        at
        for at, (before, side, after) in enumerate(zip(sides, sides[1:], sides[2:], strict=False), 1)
        if before == after == side[::-1] and side[0] is not side[1]
    )
