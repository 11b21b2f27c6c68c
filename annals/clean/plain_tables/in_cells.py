"""Cells that stand a line each, row by row, so that words and figures return in one order; and tables of which nobody can tell how
the cells belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annals.clean.plain_tables.line_rows import words_of
from annals.clean.plain_tables.table import Table, as_rows, is_dressed, is_nothing, is_page_number, is_value, is_year
from annals.text.lines import Shape

_ROWS = 3
"""So many rows, the head apart, show an order."""
_WIDEST = 20
"""Most cells are no wider, in Han characters."""
_MOST = 16
"""A table has so many columns at most."""
_FEWEST = 4
"""So few lines are no table that has to be kept together."""


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


def kept_together(text: str, lines: Sequence[Shape], *, closed: bool) -> Table | None:
    """The lines of a table that nobody can divide, a row each; None where too little tells that they are cells. What stands below the last
    figure may be a heading, where the text goes on below without a note."""
    values = [at for at, line in enumerate(lines) if _holds_value(text, line)]
    last = len(lines) if closed else values[-1] + 1 if len(values) >= _ROWS else 0
    if last < _FEWEST or sum(line.width <= _WIDEST or _holds_value(text, line) for line in lines[:last]) * 4 < last * 3:
        return None
    kept = [at for at in range(last) if not is_dressed(text, lines[at])]
    words = [words_of(text, lines[at].start, lines[at].end) for at in kept]
    parted = {number for number, at in enumerate(kept) if number and kept[number - 1] < at - 1}
    rows = as_rows(words, max(map(len, words)))
    return Table(rows=tuple(replace(row, apart=at in parted) for at, row in enumerate(rows)), settled=False)


def _holds_value(text: str, line: Shape) -> bool:
    return any(is_value(word) for word in text[line.start : line.end].split())
