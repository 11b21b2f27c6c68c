"""What is told through the years, as the files of the index hold it: a list for each page, several pages a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from annals.model import Comparable
from annals.pages.yearly import YearCell, YearRow, YearValue
from annals.site.search.index import Home
from annals.site.search.leaves import packed

_BYTES = 6_000
_COMPARED = (Comparable.PARTLY, Comparable.NO)
_BY_NAME = "entity"
"""The kind of pages whose things are asked for by their whole names; an indicator is asked for by words of its title."""


def told_files(rows: Mapping[str, Sequence[YearRow]], homes: Sequence[Home]) -> list[tuple[int, list[Any]]]:
    """The first page (its number) and the value of each file: of each page with rows its number, address, title, names,
    rows, and 1 where it is asked for by its whole name. `rows` are those of pages by address."""
    groups = [
        (
            number,
            [number, home.url, home.title, [home.title, *home.aliases], [_row(row) for row in rows[home.url]], by_name],
        )
        for number, home in enumerate(homes)
        if home.url in rows
        for by_name in [int(home.kind == _BY_NAME)]
    ]
    return list(packed(groups, _BYTES))


def _row(row: YearRow) -> list[Any]:
    cells = [_cell(cell) for cell in row.cells]
    return [row.label, row.series, row.name, row.anchor, [list(forms) for forms in row.forms], cells, int(row.older)]


def _cell(cell: YearCell) -> list[Any]:
    return [cell.year, int(cell.silence), cell.more, [_value(value) for value in cell.values]]


def _value(value: YearValue) -> list[Any]:
    """What is empty at the end is left out."""
    compared = _COMPARED.index(value.comparable) + 1 if value.comparable in _COMPARED else 0
    found = "" if value.found == value.value else value.found
    told = [value.value, value.href, found, compared, value.when, value.scope, value.report]
    while not told[-1]:
        told.pop()
    return told
