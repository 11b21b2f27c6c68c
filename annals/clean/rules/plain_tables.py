"""Tables that a caption or the line of a unit announces and a text layer gives as plain lines, made into rows of `| cell | cell |`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeGuard

from annals.clean.contract import rule
from annals.clean.plain_tables.columns import in_columns
from annals.clean.plain_tables.in_cells import cell_by_cell, kept_together
from annals.clean.plain_tables.line_rows import in_lines
from annals.clean.plain_tables.regions import Region, Regions
from annals.clean.plain_tables.stacked import column_by_column, turned
from annals.clean.plain_tables.table import Table, bars, holds_figures, holds_two_figures
from annals.model import Edit, Safety
from annals.text.reading import Reading


@rule("T118", "上下对齐的表格", Safety.REVIEW)
def aligned_columns(reading: Reading) -> Iterator[Edit]:
    """Yield bars for a table whose cells stand below each other, as `pdftotext -layout` sets them.

    Evidence: a caption (表1 …) or, with figures in three rows, the line of a unit; three lines with cells side by side, columns that the lines with most cells show and all
    others fit. Cells that wrap and heads of several lines are one row. A line that fits no column, and text below
    the table, leave all of it to T121.
    """
    for region in Regions(reading=reading):
        table = in_columns(reading.text, reading.lines[region.first : region.last])
        if _is_settled(table, reading.text, region) and _lines_rather(reading, region, table) is None:
            yield from bars(table, "各格上下对齐")


@rule("T119", "一行一行的表格", Safety.REVIEW)
def rows_in_lines(reading: Reading) -> Iterator[Edit]:
    """Yield bars for a table whose rows stand a line each, their cells parted by single blanks.

    Evidence: a caption or the line of a unit, as many cells of the same kinds in all lines, a head among three at least. Words that blanks part are one cell
    only where figures on both sides leave room for one, or where both are Latin. One line of another number of cells leaves all to T121.
    """
    for region in Regions(reading=reading):
        table = _lines_rather(reading, region, in_columns(reading.text, reading.lines[region.first : region.last]))
        if _is_settled(table, reading.text, region):
            yield from bars(table, "各行的格数、种类相同")


@rule("T120", "一格一格的表格", Safety.REVIEW)
def cells_in_turn(reading: Reading) -> Iterator[Edit]:
    """Yield bars for a table whose cells stand a line each: row by row, or column by column, whose cells are moved into rows.

    Evidence: a caption or the line of a unit, and an order that holds from the first line to the last: as many cells of the same kinds in each row or in
    each column, below a name. Columns of unlike length, and a cell too many, stay for T121.
    """
    text = reading.text
    for region in Regions(reading=reading):
        lines = reading.lines[region.first : region.last]
        table = cell_by_cell(text, lines)
        if table is not None:
            yield from bars(table, "名目和数目按一个次序反复")
            continue
        above = reading.lines[: region.caption] if region.captioned else ()
        columns = column_by_column(text, lines, above)
        if columns is not None:
            yield from turned(text, columns, "一栏一栏的格子归到各行")


@rule("T121", "没有分清行列的表格", Safety.REVIEW)
def undivided_tables(reading: Reading) -> Iterator[Edit]:
    """Yield bars for the words of each line of a table that nobody can divide, so that it stays one block.

    Evidence: a caption, and half of the lines in rows, or short lines alone with figures among them. No two words become one cell, and
    what says something, or stands below the last figure without a note behind it, is left outside.
    """
    text = reading.text
    for region in Regions(reading=reading):
        lines = reading.lines[region.first : region.last]
        if not region.captioned:
            continue
        table = (
            in_columns(text, lines)
            or in_lines(text, lines, closed=region.closed, noted=region.noted)
            or kept_together(text, lines, closed=region.closed)
        )
        if table is not None:
            yield from bars(table, "行列没有分清，一行一格")


def _lines_rather(reading: Reading, region: Region, columns: Table | None) -> Table | None:
    """The table of the words that blanks part, a row a line, where it tells more than one of `columns`: these leave two figures in a
    cell, or lack the rows on the next page, where a tool has set all further in."""
    lines = reading.lines[region.first : region.last]
    table = in_lines(reading.text, lines, closed=region.closed, noted=region.noted)
    if table is None or columns is None:
        return table
    # As many words on each line as there are columns leave no choice.
    other = table.width == columns.width and [row.cells for row in table.rows] != [row.cells for row in columns.rows]
    return table if table.settled and (other or holds_two_figures(reading.text, columns)) else None


def _is_settled(table: Table | None, text: str, region: Region) -> TypeGuard[Table]:
    return table is not None and table.settled and (region.captioned or holds_figures(text, table))
