"""Cells that stand a line each: row by row, so that words and figures return in one order, or column by column, as many lines in
each; and tables of which nobody can tell how the cells belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annals.clean.plain_tables.line_rows import words_of
from annals.clean.plain_tables.table import Span, Table, as_rows, is_nothing, is_page_number, is_value, is_year
from annals.text.lines import Shape

_ROWS = 3
"""So many rows, the head apart, show an order."""
_WIDEST = 20
"""Most cells are no wider, in Han characters."""
_MOST = 16
"""A table has so many columns at most."""
_SEEN = 3
"""So many columns of figures without blank lines between show where each ends."""
_FEWEST = 4
"""So few lines are no table that has to be kept together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of a table that a tool gave one after the other: the cells of each from its head down."""

    cells: tuple[tuple[Span, ...], ...]


def cell_by_cell(text: str, lines: Sequence[Shape]) -> Table | None:
    """The table whose cells stand below each other row by row; None where words and figures do not return in one order from the
    first row to the last line."""
    lines = lines[:-1] if lines and is_page_number(text, lines, len(lines) - 1) else lines
    cells = [(line.start, line.end) for line in lines]
    words = [text[slice(*cell)] for cell in cells]
    for count in range(2, min(_MOST, len(cells) // (_ROWS + 1)) + 1):
        if len(cells) % count == 0 and _returns(words, count):
            rows = [cells[at : at + count] for at in range(0, len(cells), count)]
            return Table(rows=as_rows(rows, count), settled=True)
    return None


def _returns(words: Sequence[str], count: int) -> bool:
    """Whether so many words each are a row: names above, and below them in each column figures alone or words alone, both
    among them."""
    head, body = words[:count], words[count:]
    if not all(map(_is_name, head)) or len(set(head)) < count:
        return False
    kinds = []
    for at in range(count):
        column = [word for word in body[at::count] if not is_nothing(word)]
        values = sum(map(is_value, column))
        if 0 < values < len(column):
            return False
        kinds.append(values > 0)
    return any(kinds) and not all(kinds)


def _is_name(word: str) -> bool:
    return is_year(word) or not is_value(word)


def column_by_column(text: str, lines: Sequence[Shape]) -> Columns | None:
    """The columns of a table that stand one behind the other, as many lines in each: a name, and below it figures alone or words
    alone, both among them. Blank lines part the columns, or all but the first have figures and there are three, or two of
    which the first has years. None where they do not."""
    groups: list[list[Span]] = []
    for line in lines:
        if line.blanks_before or not groups:
            groups.append([])
        groups[-1].append((line.start, line.end))
    if _are_columns(text, groups) is None:
        groups = _runs(text, [(line.start, line.end) for line in lines])
        values = _are_columns(text, groups)
        if values is None or not all(values[1:]) or len(groups) + values[0] < _SEEN:
            return None
    return Columns(cells=tuple(map(tuple, groups)))


def _runs(text: str, cells: Sequence[Span]) -> list[list[Span]]:
    """Cells in groups as long as the last of them, a name with the figures below it."""
    last = next((at for at in range(len(cells) - 1, -1, -1) if not _is_figure(text[slice(*cells[at])])), 0)
    length = len(cells) - last
    return [list(cells[at : at + length]) for at in range(0, len(cells), length)]


def _are_columns(text: str, groups: Sequence[Sequence[Span]]) -> list[bool] | None:
    """Which of several groups of as many cells have figures below their names; None where these are no columns."""
    length = len(groups[0]) if groups else 0
    if len(groups) < 2 or length <= _ROWS or any(len(group) != length for group in groups):
        return None
    kinds = []
    for group in groups:
        name, *rest = (text[slice(*cell)] for cell in group)
        values = sum(map(_is_figure, rest))
        if not _is_name(name) or 0 < values < len(rest):
            return None
        kinds.append(values > 0)
    return kinds if any(kinds) else None


def _is_figure(word: str) -> bool:
    return is_value(word) or is_nothing(word)


def kept_together(text: str, lines: Sequence[Shape], *, closed: bool) -> Table | None:
    """The lines of a table that nobody can divide, a row each; None where too little tells that they are cells. What stands below the last
    figure may be a heading, where the text goes on below without a note."""
    values = [at for at, line in enumerate(lines) if _holds_value(text, line)]
    last = len(lines) if closed else values[-1] + 1 if len(values) >= _ROWS else 0
    if last < _FEWEST or sum(line.width <= _WIDEST or _holds_value(text, line) for line in lines[:last]) * 4 < last * 3:
        return None
    rows = [words_of(text, line.start, line.end) for line in lines[:last]]
    return Table(rows=as_rows(rows, max(map(len, rows))), settled=False)


def _holds_value(text: str, line: Shape) -> bool:
    return any(is_value(word) for word in text[line.start : line.end].split())
