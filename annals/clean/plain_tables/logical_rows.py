"""Which printed lines of a table are one row: a cell that is wrapped, a head of several lines, names set beside the middle of
their row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from annals.clean.plain_tables.table import Row, Span, Table, is_nothing, is_value, is_year
from annals.text.characters import is_full
from annals.text.extents import extent

Cells = tuple[Span | None, ...]

_word = re.compile(r"[^ \u3000\u00a0]+")

_FULL, _WORD = 1.6, 4.0
"""So much room a cell leaves at most that goes on below, and so wide is the column it is in at least, in Han characters."""
_PARTED = 3
"""So many rows between blank lines show that these part the rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A printed line of a table: its cells column by column, None where they stand in none or in several; the same for a line of
    the head that names groups of columns; and all that is in it."""

    cells: Cells | None
    above: Cells | None
    spans: tuple[Span, ...]
    blanks_before: bool


def with_rows(text: str, lines: Sequence[Printed], columns: int, *, beyond: bool) -> Table | None:
    """The table that printed lines with known columns make. `beyond` says that the last one has a single cell and belongs to the
    table only where it goes on with what stands above."""
    body = _first_of_body(text, lines, columns)
    head, settled = _head(text, lines[:body], columns)
    rows = list(head)
    parted = _blanks_part_rows(text, lines[body:])
    wide = _widths(text, lines[body:], columns)
    for at in range(body, len(lines)):
        line = lines[at]
        cells = line.cells or _in_turn(text, line.spans, columns)
        inner = at > body and ((parted and not line.blanks_before) or (not parted and _goes_on(text, lines, at, wide)))
        if beyond and at == len(lines) - 1 and not inner:
            break
        if inner and line.cells is not None and not _may_meet(text, rows, cells):
            inner, settled = False, False
        settled = (
            settled and line.cells is not None and not (cells[0] is None and not inner and not _has_values(text, cells))
        )
        rows.append(Row(cells=cells, continued=inner))
    wanted = max(len(row.cells) for row in rows)
    rows = [replace(row, cells=(*row.cells, *(None,) * (wanted - len(row.cells)))) for row in rows]
    return Table(rows=tuple(rows), settled=settled)


def _in_turn(text: str, spans: Sequence[Span], columns: int) -> Cells:
    """The cells of a line that fits no columns, parted at every blank between Chinese words and between figures; single characters
    are a word that was set wide."""
    found: list[Span] = []
    for start, end in spans:
        words = [match.span() for match in _word.finditer(text, start, end)]
        kept = words[:1]
        for word in words[1:]:
            if _are_apart(text[slice(*kept[-1])], text[slice(*word)]):
                kept.append(word)
            else:
                kept[-1] = (kept[-1][0], word[1])
        found += kept
    return (*found, *(None,) * max(0, columns - len(found)))


def _are_apart(one: str, other: str) -> bool:
    if is_value(one.rsplit(" ", 1)[-1]) and is_value(other):
        return True
    return is_full(one[-1]) and is_full(other[0]) and len(other) > 1 and len(one.rsplit(" ", 1)[-1]) > 1


def _value_columns(text: str, lines: Sequence[Printed], columns: int) -> frozenset[int]:
    """The columns behind the first that hold figures in most of the lines that have them at all."""
    found = set()
    for number in range(1, columns):
        cells = _column(text, lines, number)
        values = sum(is_value(cell) for cell in cells)
        if values * 2 > len([cell for cell in cells if not is_nothing(cell)]):
            found.add(number)
    return frozenset(found)


def _has_values(text: str, cells: Cells) -> bool:
    return any(cell is not None and is_value(text[slice(*cell)]) for cell in cells)


def _first_of_body(text: str, lines: Sequence[Printed], columns: int) -> int:
    """The place of the first line below the head: the first with figures in their columns, years apart; where no column holds
    figures, the second line that has all cells, or what follows the first blank line."""
    values = _value_columns(text, lines, columns)
    for at, line in enumerate(lines[1:], 1):
        cells = line.cells or ()
        held = [text[slice(*cell)] for number, cell in enumerate(cells) if number in values and cell is not None]
        if held and any(is_value(cell) for cell in held) and not all(map(is_year, held)):
            return at
    if values:
        return 1
    full = [
        at
        for at, line in enumerate(lines)
        if line.cells and sum(cell is not None for cell in line.cells) >= columns - 1
    ]
    return max(1, full[1] if len(full) > 1 and full[0] == 0 else full[0] if full and full[0] > 0 else 1)


def _head(text: str, lines: Sequence[Printed], columns: int) -> tuple[list[Row], bool]:
    """The rows of the head: one where its lines stand in columns, else each line by itself. And whether that is certain."""
    if all(line.cells is not None for line in lines):
        rows = [Row(cells=line.cells, continued=at > 0) for at, line in enumerate(lines) if line.cells]
        meet = all(_may_meet(text, rows[:at], row.cells) for at, row in enumerate(rows) if at)
        groups = len(rows) > 1 and _is_group(text, rows, columns)
        return ([replace(row, continued=row.continued and meet and not groups) for row in rows], meet or groups)
    found = []
    for line in lines:
        cells = line.cells or line.above
        found.append(Row(cells=cells or _in_turn(text, line.spans, columns)))
    return found, sum(map(bool, lines[-1].cells or lines[-1].above or ())) >= columns - 1


def _is_group(text: str, rows: Sequence[Row], columns: int) -> bool:
    """Whether the lines of a head above its last one name groups of columns: the last has a name for every column but maybe the
    first, and what stands above has not, or the last has years."""
    last = [cell for cell in rows[-1].cells if cell is not None]
    above = sum(any(row.cells[number] for row in rows[:-1]) for number in range(columns))
    dated = all(is_year(text[slice(*cell)]) for cell in last)
    return len(last) >= columns - 1 and (dated or above < columns - 1)


def _blanks_part_rows(text: str, lines: Sequence[Printed]) -> bool:
    """Whether blank lines part the rows: several, no two lines between two of them with figures in one column, and some row of
    several lines."""
    groups: list[list[Printed]] = []
    for line in lines:
        if line.blanks_before or not groups:
            groups.append([])
        groups[-1].append(line)
    if len(groups) < _PARTED or len(groups) == len(lines):
        return False
    for group in groups:
        if any(line.cells is None for line in group):
            return False
        for one, other in pairwise(group):
            full = [sum(cell is not None for cell in line.cells or ()) for line in (one, other)]
            both = [
                number
                for number, (above, below) in enumerate(zip(one.cells or (), other.cells or (), strict=True))
                if above and below and is_value(text[slice(*above)]) and is_value(text[slice(*below)])
            ]
            if both or min(full) == len(one.cells or ()):
                return False
    return True


def _widths(text: str, lines: Sequence[Printed], columns: int) -> list[float]:
    """How wide the widest cell of each column is set."""
    return [max(map(extent, _column(text, lines, number)), default=0.0) for number in range(columns)]


def _column(text: str, lines: Sequence[Printed], number: int) -> list[str]:
    """What stands in a column, line by line, where it has anything."""
    cells = [line.cells[number] for line in lines if line.cells is not None]
    return [text[slice(*cell)] for cell in cells if cell is not None]


def _goes_on(text: str, lines: Sequence[Printed], at: int, wide: Sequence[float]) -> bool:
    """Whether a line goes on with the row above: its cells stand below full ones, it has no figures, and not all columns; or it
    has the figures of a name that is set above and below them."""
    cells, above = lines[at].cells, lines[at - 1].cells
    if cells is None or above is None or lines[at].blanks_before:
        return False
    own = [number for number, cell in enumerate(cells) if cell is not None]
    if _beside_middle(text, lines, at) or _beside_middle(text, lines, at - 1):
        return True
    if len(own) == len(cells) or _has_values(text, cells) or (0 in own and own != [0]):
        return False
    stand = [number for number in own if above[number] is not None]
    if stand != own:
        return False
    return any(
        wide[number] >= _WORD and extent(text[slice(*cell)]) >= wide[number] - _FULL
        for number in own
        if (cell := above[number]) is not None
    )


def _beside_middle(text: str, lines: Sequence[Printed], at: int) -> bool:
    """Whether a line has the figures of a row whose name stands on the lines above and below it."""
    if not 0 < at < len(lines) - 1:
        return False
    before, cells, after = lines[at - 1].cells, lines[at].cells, lines[at + 1].cells
    if before is None or cells is None or after is None or cells[0] is not None or not _has_values(text, cells):
        return False
    return all(line[0] is not None and not any(line[1:]) for line in (before, after))


def _may_meet(text: str, rows: Sequence[Row], cells: Cells) -> bool:
    """Whether the cells of a line may follow those above in one row: two figures, two Latin words would become one."""
    above: list[str] = ["" for _ in cells]
    for row in rows:
        if not row.continued:
            above = ["" for _ in cells]
        above = [text[slice(*cell)] if cell else end for cell, end in zip(row.cells, above, strict=False)]
    return not any(
        cell is not None
        and end[-1:].isascii()
        and end[-1:].isalnum()
        and text[cell[0]].isascii()
        and text[cell[0]].isalnum()
        for cell, end in zip(cells, above, strict=False)
    )
