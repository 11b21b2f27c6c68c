"""Two columns of text that a tool set side by side, as they stand on the page: each line holds a line of both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from annals.clean.contract import rule
from annals.clean.gutters import FEW, ROWS, Row, bands_of, cells_of, gap, gutter_of, rows_of, says, split_at
from annals.clean.side_notes import SideNote, notes_in_margin
from annals.model import Edit, Safety
from annals.text.captions import is_caption
from annals.text.characters import ends_sentence
from annals.text.extents import extent
from annals.text.reading import Reading

_page = re.compile(r"[^\f]+")
_SHORT = 1.0
"""What leaves so much of its column ends a paragraph."""
_number = re.compile(r"\W*\d{1,4}\W*")


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
        [rows_of(text, match.start(), match.end()) for match in _page.finditer(text)]
        if text.count("  ") >= ROWS
        else []
    )
    if not any(gutter_of(text, rows, ROWS) for rows in pages):
        for note in notes_in_margin(text):
            yield from _moved(note)
    else:
        for rows in pages:
            for band, gutter in _with_gutters(text, rows):
                yield from _parted(text, split_at(text, band, gutter))


def _with_gutters(text: str, rows: Sequence[Row]) -> list[tuple[Sequence[Row], int]]:
    """The parts of a page that are columns, each with its gutter: the whole page where all of it is."""
    whole = gutter_of(text, rows, ROWS)
    bands = [(band, gutter_of(text, band, FEW)) for band in bands_of(rows)]
    other = (split_at(text, band, whole) for band, gutter in bands if not gutter)
    if whole and not any(row.across or (row.has_left and row.has_right) for band in other for row in band):
        return [(rows, whole)]
    found: list[tuple[Sequence[Row], int]] = [(band, gutter) for band, gutter in bands if gutter]
    whole = whole or gutter_of(text, rows, FEW)
    return found or ([(rows, whole)] if whole else [])


def _moved(note: SideNote) -> Iterator[Edit]:
    for at, (start, low, end) in enumerate(note.lines):
        # Of the gap before its first line two characters become the blank line that parts the note from its paragraph.
        begin = low if at else low - 2
        if start < begin:
            yield Edit(start=start, end=begin, new="", reason="旁注前的空白")
        if begin < low:
            yield Edit(start=begin, end=low, new="\n\n", reason="旁注另起一段")
        yield Edit(start=begin, end=end, new="", reason="旁注移到段落之后", to=note.to)


def _parted(text: str, rows: Sequence[Row]) -> Iterator[Edit]:
    """The edits that set the right column of each stretch of lines below its left one. What stands alone above and below
    the columns is the page's own, and a line across them parts what is read first from the rest."""
    filled = [at for at, row in enumerate(rows) if row.start < row.end]
    own = {
        at
        for at, beside in ((filled[0], filled[0] + 1), (filled[-1], filled[-1] - 1))
        if _is_alone(text, rows, at, beside)
    } | {*_below_captions(text, rows), *cells_of(text, rows)}
    for columns, group in groupby(range(len(rows)), key=lambda at: not rows[at].across and at not in own):
        stretch = [rows[at] for at in group]
        while columns and stretch and stretch[-1].start == stretch[-1].end:
            stretch.pop()
        if columns and any(row.has_right for row in stretch):
            yield from _edits(text, stretch)


def _below_captions(text: str, rows: Sequence[Row]) -> set[int]:
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


def _is_blank(rows: Sequence[Row], at: int) -> bool:
    return 0 <= at < len(rows) and rows[at].start == rows[at].end


def _is_alone(text: str, rows: Sequence[Row], at: int, beside: int) -> bool:
    """Whether a line at the edge of a page is its title or number, or both."""
    row = rows[at]
    blank = 0 <= beside < len(rows) and rows[beside].start == rows[beside].end
    parts = gap.split(text[row.start : row.end])
    numbered = any(_number.fullmatch(part.strip()) for part in parts)
    return blank and (len(parts) == 1 or numbered) and not says.search(text, row.start, row.end)


def _edits(text: str, rows: Sequence[Row]) -> Iterator[Edit]:
    last = rows[-1]
    to = text.find("\n", last.end) + 1
    if last.has_right:
        to = last.right
    elif not to:
        return
    gaps, level = _gaps(text, rows), _off_level(text, rows)
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


def _gaps(text: str, rows: Sequence[Row]) -> frozenset[int]:
    """The places of the lines before whose right part the right column has an empty line; none where all its lines have
    one, as those of the two columns may stand at different heights."""
    right, level = [at for at, row in enumerate(rows) if row.has_right], _off_level(text, rows)
    found = [
        at
        for before, at in pairwise(right)
        if at > before + 1 + (before + 1 in level) and rows[at].right - rows[at].left >= 2
    ]
    return frozenset(found) if len(found) * 3 <= len(right) else frozenset()


def _off_level(text: str, rows: Sequence[Row]) -> frozenset[int]:
    """The places of the lines that stand on one side between lines that stand on the other alone: where the columns are set to
    different heights, the other side has no empty line there. A line of both beside it is where a paragraph ended."""
    sides = [(row.has_left, row.has_right) for row in rows]
    three = list(enumerate(zip(sides, sides[1:], sides[2:], strict=False), 1))
    # Of the columns that stand right one may be set to another height, so that each of its lines parts two on the left.
    parting = {at for at, (before, side, after) in three if before[0] and after[0] and side == (False, True)}
    widths = [extent(text[row.start : row.left].strip()) for row in rows]
    ended = {
        at
        for at in parting
        if ends_sentence(text[rows[at - 1].start : rows[at - 1].left].strip()) and widths[at - 1] + _SHORT < max(widths)
    }
    alone = {at for at in parting - ended if any({low, low + 2, low + 4} <= parting for low in (at - 4, at - 2, at))}
    return frozenset(
        (
            *alone,
            *(at for at, (before, side, after) in three if before == after == side[::-1] and side[0] is not side[1]),
        )
    )
