"""Tables of a Word document: rows with bars where every cell is one, HTML where cells are merged."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

WIDEST, TALLEST = 200, 2000


@dataclass(slots=True, kw_only=True)
class Cell:
    """A cell with its words; `across` columns wide and `down` rows high."""

    text: str
    across: int = 1
    down: int = 1
    goes_on: bool = False


def table_text(rows: list[list[Cell]]) -> str:
    """A table as text. One of a single cell frames a paragraph, and is that paragraph."""
    rows = [row for row in rows if row]
    if sum(len(row) for row in rows) == 1:
        return rows[0][0].text.replace("\n", "\n\n")
    _merge_down(rows)
    merged = any(cell.across > 1 or cell.down > 1 or cell.goes_on for row in rows for cell in row)
    widths = {len(row) for row in rows}
    if merged or len(widths) > 1 or any("|" in cell.text for row in rows for cell in row):
        return "".join(["<table>", *(_html(row) for row in rows), "</table>"])
    lines = [f"| {' | '.join(_line(cell.text) for cell in row)} |" for row in rows]
    return "\n".join([*lines[:1], f"|{' --- |' * len(rows[0])}", *lines[1:]]) if rows else ""


def _line(text: str) -> str:
    return " ".join(text.split("\n"))


def _html(row: list[Cell]) -> str:
    cells = []
    for cell in row:
        if cell.goes_on:
            continue
        spans = f' colspan="{cell.across}"' * (cell.across > 1) + f' rowspan="{cell.down}"' * (cell.down > 1)
        cells.append(f"<td{spans}>{escape(_line(cell.text), quote=False)}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def _merge_down(rows: list[list[Cell]]) -> None:
    """A cell that goes on another is part of the one above it in the same column, which reaches a row further down."""
    open_at: dict[int, Cell] = {}
    for row in rows:
        column = 0
        for cell in row:
            above = open_at.get(column)
            if cell.goes_on and above is not None and above.down < TALLEST:
                above.down += 1
            else:
                cell.goes_on = False
                open_at[column] = cell
            column += cell.across
