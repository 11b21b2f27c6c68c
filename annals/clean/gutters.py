"""The gutter between two or three columns of text that a tool set side by side: where it is on a page, and which lines it parts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from annals.text.characters import han_character
from annals.text.extents import extent
from annals.text.lines import is_figures

_row = re.compile(r"([^\n]*)(\n|\Z)")
gap = re.compile(r"(?<=\S) {2,}(?=\S)")
_any_gap = re.compile(r"(?<=\S) +(?=\S)")
says = re.compile("[，。、；：]")
ROWS, FEW = 12, 4
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
_HANG = 3
"""By so much the lines of an item stand right of its mark, and by so much a column's left edge is uncertain."""
_ROOM = 3
"""So many blank lines part what stands below each other on a page."""
_SHIFT = 8
"""By so much a line with many figures may push what stands right of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
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


def rows_of(text: str, start: int, end: int) -> list[Row]:
    """The lines of a page, blank ones too."""
    found = []
    for match in _row.finditer(text, start, end):
        if match.start() == end:
            break
        line_end = match.start() + len(match[1].rstrip())
        found.append(Row(start=match.start(), end=line_end, left=line_end, right=line_end))
    return found


def bands_of(rows: Sequence[Row]) -> list[list[Row]]:
    """The parts of a page that room parts: a picture or a table stands above or below the columns, not in them."""
    found: list[list[Row]] = [[]]
    for blank, group in groupby(rows, key=lambda row: row.start == row.end):
        piece = list(group)
        if blank and len(piece) >= _ROOM and found[-1]:
            found.append([])
        elif not blank or found[-1]:
            found[-1] += piece
    return [band for band in found if band]


def gutter_of(text: str, rows: Sequence[Row], least: int) -> int:
    """The place in its lines at which the right column of a page begins; 0 where it has no two columns."""
    cells = cells_of(text, rows)
    filled = [row for place, row in enumerate(rows) if row.start < row.end and place not in cells]
    if not least <= len(filled) <= _LONGEST:
        return 0
    # Of three columns the other two are one until they are asked for again.
    three = (at for at in sorted(_often(text, filled, least)) if _are_three(text, filled, at, least))
    return next(three, 0) or _two(text, filled, least)


def _two(text: str, filled: Sequence[Row], least: int) -> int:
    """The gutter of two columns of text; 0 where the lines have none."""
    often = _often(text, filled, least)
    for at in sorted(often, key=lambda at: (-often[at], at))[:_PLACES]:
        if any(_are_columns(sides, least) for sides in _both_sides(text, filled, at)):
            return at
    return 0


def _often(text: str, filled: Sequence[Row], least: int) -> dict[int, int]:
    """In how many lines something begins at a place, of those places at or beside which it does in enough lines."""
    edges = [_edges(text, row) for row in filled]
    often = Counter(place for places in edges for place in places)
    near = {at: sum(any(abs(place - at) <= _HANG for place in places) for places in edges) for at in often}
    return {at: count for at, count in often.items() if near[at] >= least}


def _edges(text: str, row: Row) -> tuple[int, ...]:
    """The places in a line at which something begins behind a gap or, where the columns are set to different heights, alone."""
    indent = _indent(text, row)
    alone = (indent,) if indent > _SIDE else ()
    return (*alone, *(match.end() - row.start for match in gap.finditer(text, row.start, row.end)))


def _both_sides(text: str, filled: Sequence[Row], at: int) -> Iterator[tuple[list[str], list[str]]]:
    """What stands on both sides of a gutter in the lines that have both and, where some have, with those between that have one."""
    sides = _sides(text, filled, at)
    yield sides
    if len(sides[0]) >= FEW:
        yield _whole_sides(text, filled, at)


def _are_three(text: str, filled: Sequence[Row], at: int, least: int) -> bool:
    """Whether a gutter is the first of two: what stands right of it is two columns, each as wide as the left one."""
    for lefts, rights in _both_sides(text, filled, at):
        right = "\n".join(rights)
        rows = rows_of(right, 0, len(right))
        second = _two(right, rows, FEW)
        if second and any(_are_columns((lefts, *sides), min(FEW, least)) for sides in _both_sides(right, rows, second)):
            return True
    return False


def _sides(text: str, filled: Sequence[Row], at: int) -> tuple[list[str], list[str]]:
    """What stands on both sides of a gutter, in the lines that have both; nothing where many lines between the first and the last of
    these go across."""
    split = split_at(text, filled, at)
    both = [place for place, row in enumerate(split) if row.has_left and row.has_right]
    # A title or a text across the page stands above or below the columns.
    across = sum(row.across for row in split[both[0] : both[-1]]) if both else 0
    if across * 6 > len(both):
        return [], []
    lefts = [text[split[place].start : split[place].left] for place in both]
    return lefts, [text[split[place].right : split[place].end] for place in both]


def _whole_sides(text: str, filled: Sequence[Row], at: int) -> tuple[list[str], list[str]]:
    """The same with the lines between that stand on one side alone."""
    split = split_at(text, filled, at)
    beside = [place for place, row in enumerate(split) if row.has_right]
    inside = split[beside[0] : beside[-1] + 1] if beside else []
    lefts = [text[row.start : row.left] for row in inside if row.has_left and not row.across]
    rights = [text[row.right : row.end] for row in inside if row.has_right]
    across = sum(row.across for row in inside)
    return (lefts, rights) if across * 6 <= min(len(lefts), len(rights)) else ([], [])


def _indent(text: str, row: Row) -> int:
    return row.end - row.start - len(text[row.start : row.end].lstrip())


def cells_of(text: str, rows: Sequence[Row]) -> frozenset[int]:
    """The places of the lines of tables on a page: rows of figures, and what stands close above and below them and says nothing."""
    found: set[int] = set()
    for blank, group in groupby(range(len(rows)), key=lambda at: rows[at].start == rows[at].end):
        piece = list(group)
        if not blank and any(_is_cells(text, rows[at]) for at in piece):
            found.update(at for at in piece if not says.search(text, rows[at].start, rows[at].end))
    return frozenset(found)


def _is_cells(text: str, row: Row) -> bool:
    parts = gap.split(text[row.start : row.end].strip())
    return len(parts) >= _CELLS and sum(map(is_figures, parts)) * 2 >= len(parts)


def _are_columns(sides: Sequence[Sequence[str]], least: int) -> bool:
    """Whether what stands side by side in so many lines is text of one width on all sides."""
    bare = [[line.strip() for line in side] for side in sides]
    if not bare or min(map(len, bare)) < least:
        return False
    # One line may be wider: small print, a mark that hangs over.
    wide = [sorted(map(extent, side))[len(side) * 3 // 4] for side in bare]
    prose = all(map(_is_prose, bare))
    # Of narrower columns one may say little with marks where the others do.
    prose = prose or (len(bare) == _THREE and _is_prose([line for side in bare for line in side]))
    return max(wide) <= _EVEN * min(wide) and prose


def _is_prose(lines: Sequence[str]) -> bool:
    """Whether one side of a page says something in most of its lines: they are long, with marks in them."""
    said = [line for line in lines if len(line) >= _SIDE and han_character.search(line) and says.search(line)]
    return len(said) * 2 >= len(lines)


def split_at(text: str, rows: Sequence[Row], at: int) -> list[Row]:
    """The lines of a page as two each. Above the first regular one a title in large characters fills its column with fewer of
    them, so that what stands beside it begins further left."""
    found = [_split(text, row, at) for row in rows]
    top = next((i for i, row in enumerate(found) if row.has_left and row.has_right), 0)
    titled = {i: _beside_title(text, found[i], at) for i in range(top) if not found[i].has_right}
    # Authors stand side by side as well, but say nothing.
    said = [
        row for row in titled.values() if row is not None and row.has_left and says.search(text, row.right, row.end)
    ]
    return [titled.get(i) or row for i, row in enumerate(found)] if said else found


def _beside_title(text: str, row: Row, at: int) -> Row | None:
    """A line as the part of a title in large characters and what the right column has beside it; None where it is one line."""
    line = text[row.start : row.end]
    gaps = [match.span() for match in _any_gap.finditer(line)]
    indent = len(line) - len(line.lstrip())
    left, right = gaps[0] if gaps else (0, indent)
    alone = row.across and not gaps and 3 * indent >= at
    # What one character sets off is an item.
    item = bool(gaps) and left - indent == 1
    if item or not (len(gaps) == 1 or alone) or not _SIDE <= len(line) - right <= at:
        return None
    return replace(row, left=row.start + left, right=row.start + right, across=False)


def _split(text: str, row: Row, at: int) -> Row:
    """A line as two, where the right column begins `at` so many characters from its left edge."""
    start, end = row.start, row.end
    border = start + at
    if end < border:
        return Row(start=start, end=end, left=end, right=end)
    mark = start + _indent(text, row)
    if border - _HANG <= mark < border:
        # The mark of an item stands left of its text.
        return Row(start=start, end=end, left=start, right=mark)
    if not text[border - 2 : border].strip():
        left = start + len(text[start:border].rstrip())
        return Row(start=start, end=end, left=left, right=border)
    gaps = [match.span() for match in gap.finditer(text, start, end)]
    near = [span for span in gaps if abs(span[1] - border) <= _SHIFT]
    if near:
        left, right = min(near, key=lambda span: abs(span[1] - border))
        return Row(start=start, end=end, left=left, right=right)
    # Two Latin words may have their blank anywhere.
    if text[border - 1] == " " and not (text[border - 2].isascii() and text[border].isascii()):
        return Row(start=start, end=end, left=border - 1, right=border)
    return Row(start=start, end=end, left=end, right=end, across=True)
