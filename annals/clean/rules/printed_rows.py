"""Rows of tables that a tool printed as the lists of its programming language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from annals.clean.contract import rule
from annals.model import Edit
from annals.text.characters import is_full
from annals.text.lines import Shape
from annals.text.reading import Reading

_cell = re.compile(r"\s?(?:'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"|(None)|(-?\d[\d.]*))\s?")
_escape = re.compile(r"\\(.)")
_CELLS = 2
"""So many cells make a row."""


@rule("T113", "印成列表的表格行", digits=True)
def lists_as_rows(reading: Reading) -> Iterator[Edit]:
    """Yield rows with bars for lines that are nothing but a list of quoted cells.

    Evidence: two such lines right below each other, with two cells or more each. What stands in a program, with a name before
    the list or a comma behind it, and a single list in a text stay.
    """
    text, lines = reading.text, reading.lines
    rows = [_cells_of(text, line) for line in lines]
    for index, (line, cells) in enumerate(zip(lines, rows, strict=True)):
        if cells and _in_table(lines, rows, index):
            words = [_plain(cell) for cell in cells]
            yield Edit(start=line.start, end=line.end, new=f"| {' | '.join(words)} |")


def _in_table(lines: Sequence[Shape], rows: Sequence[Sequence[str]], index: int) -> bool:
    above = index > 0 and bool(rows[index - 1]) and not lines[index].blanks_before
    below = index + 1 < len(lines) and bool(rows[index + 1]) and not lines[index + 1].blanks_before
    return above or below


def _cells_of(text: str, line: Shape) -> tuple[str, ...]:
    """What the cells of a list say, their quotation marks left out; none where a line is no list or has one cell alone."""
    if text[line.start] != "[" or text[line.end - 1] != "]":
        return ()
    found: list[str] = []
    at, end = line.start + 1, line.end - 1
    quoted = False
    while at < end:
        cell = _cell.match(text, at, end)
        if cell is None or not (cell.end() == end or text[cell.end()] == ","):
            return ()
        quoted = quoted or cell[1] is not None or cell[2] is not None
        found.append(next((part for part in (cell[1], cell[2], cell[4]) if part is not None), ""))
        at = cell.end() + 1
    return tuple(found) if quoted and len(found) >= _CELLS else ()


def _plain(cell: str) -> str:
    """The words of a cell: an escaped line end parts nothing between characters of full width, a bar is escaped."""
    parts = cell.replace("\\t", " ").split("\\n")
    words = parts[0]
    for part in parts[1:]:
        tight = is_full(words[-1:]) and is_full(part[:1])
        words = f"{words}{'' if tight or not (words and part) else ' '}{part}"
    return _escape.sub(r"\1", words).replace("|", "\\|").strip()
