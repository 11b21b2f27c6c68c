"""Tables and forms that a tool set out with blanks: cells that begin at the same place in line after line.

A row of a table is one whatever number its first cell bears: that the cells beside it stand in a column tells, and the column
is seen from the lines around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_gap = re.compile(r"(?<=\S)[ \u3000]{3,}(?=\S)")
_apart = re.compile(r"[ \u3000]{8,80}")
_heading = re.compile(
    r"(?:第\w{1,4}[编編篇章节節条條]|[（(]?\w{1,3}[)）、.．]|\d{1,2}(?:[.．]\d{1,2}){1,3})[ \u3000]?(?=[^\s\d.．])"
)
_numbered = re.compile(r"(?:第\w{1,4}[编編篇章节節条條]|[（(]?(?:\w{1,3})[)）、.．]|\d{1,2}(?:[.．]\d{1,2}){1,3})$")
_FAR, _FARTHER = 8, 12
"""No paragraph is indented so far; of lines with a number alone before their words, none by far."""
_BEHIND_NUMBER = 4
"""So many blanks part the number of a clause from its name in the next column; a title stands closer."""
_EXACT, _LOOSE, _WIDE = 1, 2, 20
"""By so much the cells of a column stand apart, up to a width and behind it: tools reckon with letters of all widths."""
_REACH = 8
"""The rows that tell a column stand no further apart."""
_ROWS = 3
"""So many rows with cells side by side make a table."""
_LINES = 8
"""So many lines of one cell with a single row among them are one too."""
_CELL = 20
"""No first cell is wider; what is, is a column of text."""
_BETWEEN = 2
"""So many lines of a first cell may stand between the lines of the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line that is not blank: its place, where cells begin in it behind blanks, whether two stand side by side, whether it is
    a number and words far behind it, or close as in a heading, the width of the first cell and the end of the line."""

    at: int
    starts: tuple[int, ...]
    beside: bool
    clause: bool
    heading: bool
    first: int
    end: int


def grid_lines(lines: Sequence[str]) -> frozenset[int]:
    """The places of the lines that are rows of tables set out with blanks, or parts of them."""
    filled = [_line(at, text) for at, text in enumerate(lines) if text.strip()]
    columns = [_column(filled, index) for index in range(len(filled))]
    found: set[int] = set()
    start = 0
    while start < len(filled):
        column = columns[start]
        if column is None:
            start += 1
            continue
        end = _end_of_grid(filled, columns, start, column)
        run = filled[start:end]
        rows = [line for line in run if line.beside or line.clause]
        narrow = sum(1 for line in rows if line.first <= _CELL)
        most = _ROWS if len(run) < _LINES or column < _WIDE else 1
        if len(rows) >= most and narrow * 3 >= len(rows) * 2:
            found.update(line.at for line in run)
        start = end
    return frozenset(found)


def is_parted(text: str) -> bool:
    """Whether a line holds two parts of words with so many blanks between that they stand apart on the page.

    >>> is_parted("2023年报告          2024年报告"), is_parted("目          录"), is_parted("第一章          总则")
    (True, False, False)
    """
    parts = _apart.split(text.strip())
    return len(parts) > 1 and all(len(part) > 1 for part in parts) and not _numbered.fullmatch(parts[0])


def _line(at: int, text: str) -> _Line:
    text = text.rstrip()
    begin = len(text) - len(text.lstrip())
    gaps = list(_gap.finditer(text))
    # A blank behind the number of a heading parts no cells: `第一章    总则`.
    number = bool(gaps) and _numbered.fullmatch(text[begin : gaps[0].start()]) is not None
    inner = gaps[1:] if number else gaps
    starts = [match.end() for match in inner] + ([begin] if begin >= _FAR else [])
    first = inner[0].start() - begin if inner else len(text) - begin
    clause = number and not inner and not text[begin:].startswith("第") and len(gaps[0].group()) >= _BEHIND_NUMBER
    heading = not inner and begin < _FAR and _heading.match(text, begin) is not None
    return _Line(
        at=at,
        starts=tuple(starts),
        beside=bool(inner),
        clause=clause,
        heading=heading,
        first=first,
        end=len(text),
    )


def _column(lines: Sequence[_Line], index: int) -> int | None:
    """A place where a cell of a line begins as cells of two lines nearby do, rows among them; None without one."""
    near = [*lines[max(0, index - _REACH) : index], *lines[index + 1 : index + 1 + _REACH]]
    for start in lines[index].starts:
        same = [line for line in near if any(_meet(start, other) for other in line.starts)]
        rows = sum(line.beside for line in (*same, lines[index]))
        clauses = sum(line.clause for line in near) if start >= _FARTHER else 0
        cell = start >= _WIDE and sum(start in line.starts for line in near) * 2 >= _REACH
        if (len(same) > 1 and rows + clauses > 1) or cell:
            return start
    return None


def _meet(one: int, other: int) -> bool:
    return abs(one - other) <= (_EXACT if min(one, other) < _WIDE else _LOOSE)


def _end_of_grid(lines: Sequence[_Line], columns: Sequence[int | None], start: int, column: int) -> int:
    """The place behind the last line of a table that begins at `start`: what stands between two of its lines ends left of their
    column and is no heading, or is a row itself."""
    end = start + 1
    while end < len(lines):
        ahead = range(end, min(end + 1 + _BETWEEN, len(lines)))
        after = next((at for at in ahead if _goes_on(lines[at], columns[at], column)), None)
        if after is None or any(_crosses(line, column) for line in lines[end:after]):
            break
        if _stands_apart(lines, start, after):
            break
        column, end = columns[after] or column, after + 1
    return end


def _stands_apart(lines: Sequence[_Line], start: int, at: int) -> bool:
    """Whether blank lines part a line of one cell from the rows above it, which stand close: the title of what follows the table may
    begin below any of its columns."""
    line = lines[at]
    alone = not (line.beside or line.clause) and line.at - lines[at - 1].at > 1
    return alone and at - start >= _ROWS and lines[at - 1].at - lines[start].at == at - 1 - start


def _goes_on(line: _Line, own: int | None, column: int) -> bool:
    """Whether a line has a cell in a column, its own or that of the rows above."""
    return own is not None or any(_meet(start, column) for start in line.starts)


def _crosses(line: _Line, column: int) -> bool:
    return line.heading or (line.end >= column and not (line.beside or line.clause))
