"""Columns that blanks show: what stands below each other in the lines of a text layer that keeps the places of words
(`pdftotext -layout`). Places are counted in characters from the beginning of the printed line, as such tools set them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from annals.clean.furniture.dress import dressed
from annals.clean.plain_tables.logical_rows import Printed, with_rows
from annals.clean.plain_tables.table import Span, Table, is_value
from annals.text.characters import is_full
from annals.text.lines import Shape

_gap = re.compile(r"(?<=\S)[ \u3000\u00a0]{2,}(?=\S)")
_blank = re.compile(r"[ \u3000\u00a0]")
_ROWS = 3
"""So many lines with cells side by side make a table."""
_NEAR = 4
"""A cell that stands below none of its column stands so close to one of them, and closer than to any other."""
_BEYOND = 3
"""A cell that reaches so far beyond its column may be two."""
_FIT = 5
"""Of so many lines one may not fit the columns of the others."""

Place = tuple[int, int]
"""Where a cell begins and ends in its printed line, in characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """The cells of a printed line: their spans in the text, and where each stands in the line."""

    at: int
    spans: tuple[Span, ...]
    places: tuple[Place, ...]


def in_columns(text: str, lines: Sequence[Shape]) -> Table | None:
    """The table that lines make whose cells stand below each other; None where no columns are seen. Lines behind its last row are
    left out."""
    if any("\t" in text[line.start : line.end] for line in lines):
        return None
    found = [_line(text, at, line) for at, line in enumerate(lines)]
    several = [line for line in found if len(line.spans) > 1]
    if len(several) < _ROWS:
        return None
    counts = Counter(len(line.spans) for line in several)
    for count in sorted((count for count, many in counts.items() if many > 1), reverse=True):
        columns = _columns([line for line in several if len(line.spans) == count])
        if columns is None:
            continue
        rows = [_placed(text, line, columns) for line in several]
        fitting = sum(row is not None for row in rows)
        most = (len(rows) - fitting) * _FIT <= len(rows) or counts[count] * 2 > len(several)
        if fitting >= _ROWS and most:
            return _table(text, lines, found, _widened(text, several, columns))
    return None


def _line(text: str, at: int, line: Shape) -> _Line:
    begin = max(text.rfind("\n", 0, line.start), text.rfind("\f", 0, line.start)) + 1
    spans, low = [], line.start
    for match in _gap.finditer(text, line.start, line.end):
        spans.append((low, match.start()))
        low = match.end()
    spans.append((low, line.end))
    return _Line(at=at, spans=tuple(spans), places=tuple((low - begin, high - begin) for low, high in spans))


def _columns(lines: Sequence[_Line]) -> tuple[Place, ...] | None:
    """The columns of lines with as many cells; None where cells of one reach below those of the next."""
    columns = tuple(
        (min(place[0] for place in cells), max(place[1] for place in cells))
        for cells in zip(*(line.places for line in lines), strict=True)
    )
    apart = all(one[1] < other[0] for one, other in pairwise(columns))
    return columns if apart else None


def _widened(text: str, lines: Sequence[_Line], columns: Sequence[Place]) -> tuple[Place, ...]:
    """The columns as wide as what stands in them on all lines, heads among them, as long as they stay apart."""
    found = list(columns)
    for line in sorted(lines, key=lambda line: -len(line.places)):
        for span, place in zip(line.spans, line.places, strict=True):
            number = _column_of(place, found)
            # What has a blank in it may be two cells.
            if number is None or _blank.search(text, *span):
                continue
            low, high = min(place[0], found[number][0]), max(place[1], found[number][1])
            before, after = found[number - 1 : number], found[number + 1 : number + 2]
            if not any(one[1] >= low for one in before) and not any(high >= one[0] for one in after):
                found[number] = (low, high)
    return tuple(found)


def _placed(text: str, line: _Line, columns: Sequence[Place]) -> tuple[Span | None, ...] | None:
    """The cells of a line column by column; None where one stands below none of them or below several."""
    cells: list[Span | None] = [None] * len(columns)
    for span, place in zip(line.spans, line.places, strict=True):
        for part, number in _parts(text, span, place, columns):
            if number is None or any(cells[number:]):
                return None
            cells[number] = part
    return tuple(cells)


def _parts(text: str, span: Span, place: Place, columns: Sequence[Place]) -> list[tuple[Span, int | None]]:
    """A cell and its column, or the cells that single blanks part where they reach below several columns: each blank stands before
    the left edge of a column or, a single one between Chinese words or between figures, between the middles of two."""
    below = [number for number, column in enumerate(columns) if _shared(place, column) > 0]
    blanks = [match.span() for match in _blank.finditer(text, *span)]
    if len(below) == 1 and below[0] + 1 < len(columns) and place[1] > columns[below[0]][1]:
        below.append(below[0] + 1)
    edges = {columns[number][0] for number in below[1:]}
    cuts = [(low, high) for low, high in blanks if place[0] + high - span[0] in edges]
    if len(below) == 2 and len(blanks) == 1 and not cuts:
        cuts = blanks if _is_between(text, span, place, blanks[0], [columns[number] for number in below]) else []
    if not cuts or len(cuts) != len(below) - 1:
        return [(span, _column_of(place, columns))]
    starts, ends = [span[0], *(high for _, high in cuts)], [*(low for low, _ in cuts), span[1]]
    return [((low, high), number) for low, high, number in zip(starts, ends, below, strict=True)]


def _is_between(text: str, span: Span, place: Place, blank: Span, columns: Sequence[Place]) -> bool:
    """Whether a blank between Chinese words or between figures stands between the middles of two columns, and what is behind it
    reaches beyond the first."""
    low, high = blank
    alike = (is_full(text[low - 1]) and is_full(text[high])) or all(
        is_value(part) for part in text[slice(*span)].split(text[low:high])
    )
    left, right = (sum(column) / 2 for column in columns)
    behind = place[0] + high - span[0]
    return (
        alike and left < behind - 1 < right and (place[1] >= columns[0][1] + _BEYOND or _shared(place, columns[1]) > 0)
    )


def _column_of(place: Place, columns: Sequence[Place]) -> int | None:
    """The one column below which a cell stands; without one, the next, where it is clearly nearer than any other."""
    below = [number for number, column in enumerate(columns) if _shared(place, column) > 0]
    if below:
        return below[0] if len(below) == 1 else None
    near = sorted((-_shared(place, column), number) for number, column in enumerate(columns))
    clear = len(near) == 1 or near[0][0] < near[1][0] - 1
    return near[0][1] if near[0][0] < _NEAR and clear else None


def _shared(one: Place, other: Place) -> int:
    """How many places two cells share; less than one where they stand beside each other, by so many."""
    return min(one[1], other[1]) - max(one[0], other[0])


def _table(text: str, lines: Sequence[Shape], found: Sequence[_Line], columns: Sequence[Place]) -> Table | None:
    last = max(line.at for line in found if len(line.spans) > 1)
    printed = [
        Printed(
            cells=_placed(text, line, columns),
            above=_above(line, columns),
            spans=line.spans,
            blanks_before=lines[line.at].blanks_before > 0,
        )
        for line in found
    ]
    # What stands alone behind the last row belongs to the table where it stands below another column than the first.
    stop = last + 1
    while stop < len(printed) and (cells := printed[stop].cells) is not None and cells[0] is None:
        if dressed(lines[stop].text):
            break
        stop += 1
    beyond = stop < len(printed) and dressed(lines[stop].text) is None
    return with_rows(text, printed[: stop + beyond], len(columns), beyond=beyond)


def _above(line: _Line, columns: Sequence[Place]) -> tuple[Span | None, ...] | None:
    """The cells of a line that stand above several columns each, in the first of theirs; None where two meet."""
    cells: list[Span | None] = [None] * len(columns)
    for span, place in zip(line.spans, line.places, strict=True):
        number = next((at for at, column in enumerate(columns) if _shared(place, column) > 0), None)
        if number is None:
            number = max((at for at, column in enumerate(columns) if column[1] <= place[0]), default=0)
        if any(cells[number:]):
            return None
        cells[number] = span
    return tuple(cells)
