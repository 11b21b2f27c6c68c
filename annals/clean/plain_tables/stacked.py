"""Columns that a tool gave one behind the other, as many cells in each, their heads on top; the first of them may stand above
the caption, which is set in the middle of the page (pdfminer, pdftotext)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annals.clean.plain_tables.table import Span, is_dressed, is_figure, is_value, is_year
from annals.model import Edit
from annals.text.captions import is_caption
from annals.text.lines import Shape
from annals.text.measures import SCALE, UNIT

_ROWS = 3
"""So many rows, the head apart, show an order."""
_SEEN = 3
"""So many columns of figures without blank lines between show where each ends."""
_TAIL = 2
"""So few lines behind the last figure may be what follows the table: a heading, set in two."""
_WIDEST = 20
"""No name is wider, in Han characters, where it stands above the caption."""
_unit = re.compile(rf"(?:{SCALE})?(?:{UNIT})|{SCALE}|[%％‰]|个?百分点")


Columns = tuple[tuple[Span, ...], ...]
"""The columns of a table that a tool gave one after the other: the cells of each from its head down."""


def column_by_column(text: str, lines: Sequence[Shape], above: Sequence[Shape]) -> Columns | None:
    """The columns of a table that stand one behind the other, as many lines in each: a name, and below it figures alone or words
    alone, both among them. Blank lines part the columns, or all but the first have figures and there are three, or two of
    which the first has years; or each has its blank lines at the same places, and two have figures or the others are units. None
    where they do not. Where none of them names the rows, `above` the caption stands a column that does."""
    own = [line for line in lines if not is_dressed(text, line)]
    found = _parted(text, own) or _counted(text, own)
    if found is None or any(_holds(text, one, other) for one, other in pairwise(found[-1])):
        return None
    named = not all(_holds_units(text, group) or _holds_figures(text, group) for group in found)
    first = None if named else _column_above(text, above, len(found[0]))
    columns = tuple(map(tuple, found))
    return columns if first is None else (first, *columns)


def _holds(text: str, one: Span, other: Span) -> bool:
    """Whether something stands between two cells: the caption, the number of a page."""
    return not text[one[1] : other[0]].isspace()


def turned(text: str, columns: Columns, reason: str) -> Iterator[Edit]:
    """The edits that write columns which stand one behind the other as rows: the cells of all but the last column move beside those of
    the last. A caption or a page number between two columns stays where it is."""
    *others, last = columns
    for cell, after in pairwise([cell for column in others for cell in column] + [last[0]]):
        opening = "| " if after == last[0] else ""
        yield Edit(start=cell[1], end=cell[1], new=" | ", reason=reason)
        if not _holds(text, cell, after):
            yield Edit(start=cell[1], end=after[0], new=opening, reason=reason)
        elif opening:
            yield Edit(start=after[0] - 1, end=after[0], new=f"\n{opening}", reason=reason)
    for cell, after in pairwise(last):
        yield Edit(start=cell[1], end=after[0], new=" |\n| ", reason=reason)
    yield Edit(start=last[-1][1], end=last[-1][1], new=" |", reason=reason)
    for row, cell in enumerate(last):
        for column in others:
            yield Edit(start=column[row][0], end=column[row][1], new="", reason="一栏一栏的格子归到各行", to=cell[0])


def _parted(text: str, lines: Sequence[Shape]) -> list[list[Span]] | None:
    """The columns that blank lines part."""
    for own in _ends(text, lines):
        groups: list[list[Span]] = []
        for line in own:
            if line.blanks_before or not groups:
                groups.append([])
            groups[-1].append((line.start, line.end))
        if _are_columns(text, groups) is not None:
            return groups
    return None


def _counted(text: str, lines: Sequence[Shape]) -> list[list[Span]] | None:
    """The columns that are as long as the last of them, a name with the figures below it."""
    for own in _ends(text, lines):
        last = next((at for at in range(len(own) - 1, -1, -1) if not is_figure(text[own[at].start : own[at].end])), 0)
        length = len(own) - last
        parts = [own[at : at + length] for at in range(0, len(own), length)]
        groups = [[(line.start, line.end) for line in part] for part in parts]
        values = _are_columns(text, groups)
        if values is None:
            continue
        if all(values[1:]) and len(groups) + values[0] >= _SEEN:
            return groups
        alike = len({tuple(line.blanks_before > 0 for line in part[1:]) for part in parts}) == 1
        words = [group for group, figures in zip(groups, values, strict=True) if not figures]
        if alike and (sum(values) > 1 or all(_holds_units(text, group) for group in words[len(words) > 1 :])):
            return groups
    return None


def _ends(text: str, lines: Sequence[Shape]) -> Iterator[Sequence[Shape]]:
    """The lines, and those up to the last figure where few stand apart behind it."""
    if not lines:
        return
    yield lines
    last = next((at for at in range(len(lines) - 1, -1, -1) if is_figure(text[lines[at].start : lines[at].end])), -1)
    tail = lines[last + 1 :]
    if last > 0 and 0 < len(tail) <= _TAIL and tail[0].blanks_before:
        yield lines[: last + 1]


def _are_columns(text: str, groups: Sequence[Sequence[Span]]) -> list[bool] | None:
    """Which of several groups of as many cells have figures below their names; None where these are no columns."""
    length = len(groups[0]) if groups else 0
    if len(groups) < 2 or length <= _ROWS or any(len(group) != length for group in groups):
        return None
    kinds = []
    for group in groups:
        name, *rest = [text[slice(*cell)] for cell in group]
        values = sum(map(is_figure, rest))
        # A unit among names is of another column: a cell has left its place.
        units = sum(map(_is_unit, rest))
        if (is_value(name) and not is_year(name)) or 0 < values < len(rest) or 0 < units < len(rest) or _is_unit(name):
            return None
        kinds.append(values > 0)
    return kinds if any(kinds) else None


def _column_above(text: str, above: Sequence[Shape], length: int) -> tuple[Span, ...] | None:
    """The names of the rows that stand above the caption, so many with their head, apart from what stands before them."""
    own = above[-length:]
    if len(own) < length or not (own[0].blanks_before or own[0].page_before):
        return None
    words = [text[line.start : line.end] for line in own]
    plain = all(
        not (line.marked or line.ended or line.page_before or line.row) and line.width <= _WIDEST for line in own[1:]
    )
    if own[0].marked or not plain or any(is_figure(word) or is_caption(word) for word in words):
        return None
    if len(set(words)) < length or any(mark in word for word in words for mark in "，。；："):
        return None
    return tuple((line.start, line.end) for line in own)


def _holds_units(text: str, group: Sequence[Span]) -> bool:
    """Whether below its head a column has what figures are counted in."""
    return all(map(_is_unit, (text[slice(*cell)] for cell in group[1:])))


def _holds_figures(text: str, group: Sequence[Span]) -> bool:
    return all(is_figure(text[slice(*cell)]) for cell in group[1:])


def _is_unit(word: str) -> bool:
    return _unit.fullmatch(word) is not None
