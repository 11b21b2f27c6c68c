"""A table found in plain lines, and the edits that write it with bars."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annals.clean.furniture.dress import Dress, dressed
from annals.model import Edit, HintKind
from annals.text.lines import Shape

_FIGURED = 3

Span = tuple[int, int]
"""The offsets of a cell in the text."""

_VALUE = r"[-+−–±↑↓<>≤≥~～约（(]{0,2}\d[\d,，]{0,20}(?:[.．]\d{1,10})?[%％‰]?[)）]?"
_value = re.compile(_VALUE)
_nothing = re.compile(r"[-—–―…/／*]{1,6}|\.{3}|[Nn]/?[Aa]")
_of_pages = re.compile(r"\d{1,4} ?/ ?\d{1,4}")
_year = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The cells of one printed line of a table, None where a column has none; `continued` says that they go on with the
    cells above, `apart` that something of the page's own stands between it and the row above."""

    cells: tuple[Span | None, ...]
    continued: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows of a table in the order of the text. `settled` says that its rows and columns are certain; in one that is not, each
    printed line is a row, and what could not be told apart stands in one cell."""

    rows: tuple[Row, ...]
    settled: bool

    @property
    def width(self) -> int:
        """Of how many columns it is."""
        return max(len(row.cells) for row in self.rows)


def holds_figures(text: str, table: Table) -> bool:
    """Whether three rows or more have a figure behind the first cell: what has no caption is a table by that."""
    rows = [[text[slice(*cell)] for cell in row.cells[1:] if cell is not None] for row in table.rows]
    return sum(any(map(is_value, row)) for row in rows) >= _FIGURED


def holds_two_figures(text: str, table: Table) -> bool:
    """Whether a cell holds figures side by side: two columns have been taken for one."""
    cells = (text[slice(*cell)].split() for row in table.rows for cell in row.cells if cell is not None)
    return any(is_value(one) and is_value(other) for words in cells for one, other in pairwise(words))


def is_value(text: str) -> bool:
    """Whether a cell holds a figure and nothing else.

    >>> is_value("-1,204.5"), is_value("4.71%"), is_value("12家"), is_value("——")
    (True, True, False, False)
    """
    return _value.fullmatch(text) is not None


def is_nothing(text: str) -> bool:
    """Whether a cell holds a mark for what there is not: it stands in columns of any kind."""
    return _nothing.fullmatch(text) is not None


def is_figure(text: str) -> bool:
    """Whether a cell may stand in a column of figures."""
    return is_value(text) or is_nothing(text)


def is_year(text: str) -> bool:
    """Whether a cell holds a bare year, as the head of a column of figures does."""
    return _year.fullmatch(text) is not None


def is_page_number(text: str, lines: Sequence[Shape], at: int) -> bool:
    """Whether a line is the number of a page that a table goes on over: dressed as one, or between blank lines."""
    number = dressed(text[lines[at].start : lines[at].end])
    if is_dressed(text, lines[at]):
        return True
    below = lines[at + 1 : at + 2]
    alone = lines[at].blanks_before > 0 and all(line.blanks_before or line.page_before for line in below)
    return alone and (number is not None or _of_pages.fullmatch(lines[at].text) is not None)


def is_dressed(text: str, line: Shape) -> bool:
    """Whether a line is a page number by its dress, wherever it stands: `— 8 —`, of which the dash is read as the mark of an item."""
    number = dressed(text[line.start : line.end])
    return number is not None and number.dress in (Dress.SURE, Dress.FRAMED)


def bars(table: Table, reason: str) -> Iterator[Edit]:
    """The edits that part the cells of a table with bars, and nothing else: what stands between two of them are blanks and
    line ends."""
    done: int | None = None
    for row in table.rows:
        begin = next(cell[0] for cell in row.cells if cell is not None)
        if done is not None and not row.apart:
            yield Edit(start=done, end=begin, new="\n", reason=reason)
        hint = HintKind.CONTINUED if row.continued else None
        at, new = begin, "|"
        for number, cell in enumerate(row.cells):
            if cell is None:
                new += "  |"
                continue
            yield Edit(start=at, end=cell[0], new=f"{new} ", reason=reason, hint=hint if at == begin else None)
            at, new = cell[1], " |"
            if all(after is None for after in row.cells[number + 1 :]):
                new += "  |" * (len(row.cells) - number - 1)
                break
        yield Edit(start=at, end=at, new=new, reason=reason)
        done = at


def as_rows(lines: Iterable[Sequence[Span]], columns: int) -> tuple[Row, ...]:
    """Rows of cells that stand one behind the other, empty ones added at the end up to a number of columns."""
    return tuple(Row(cells=(*cells, *(None,) * (columns - len(cells)))) for cells in lines)
