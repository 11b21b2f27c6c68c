"""The editions of a recurring event as a table: every value with the sentence it was read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from annals.model import Edition
from annals.names.entity_page import FIELDS
from annals.pages.links import beside, link
from annals.pages.occasions import Check, Row, told
from annals.pages.passage import Passage, Passages
from annals.pages.quoting import References

FIELD_NAMES = {
    "ordinal": "届次",
    "start": "日期",
    "end": "结束",
    "theme": "主题",
    "host_country": "主宾国",
    "host_province": "主宾省（市）",
    "figures": "数字",
}
ROWS = 12
"""Rows of one table: each takes up to six kilobytes with its sentences."""
_DECADE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One value of an edition's row and the sentence it was read from."""

    value: str
    what: str
    passage: Passage
    href: str
    label: str
    year_from_report: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OccasionRow:
    """A row of the editions table: the report that tells it, cells by column."""

    year: int
    report: str
    cells: tuple[tuple[str, tuple[Cell, ...]], ...]
    odd: bool

    @property
    def sentences(self) -> tuple[Cell, ...]:
        """One cell for each sentence that its values were read from: paper cannot unfold any."""
        told = {(cell.label, cell.passage.text): cell for _, cells in self.cells for cell in reversed(cells)}
        return tuple(told.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows, the newest first, the fields that any of them states, how many rows there are beyond these, and the link to the
    file that has all of them."""

    rows: tuple[OccasionRow, ...]
    fields: tuple[str, ...]
    more: int = 0
    data: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowSpan:
    """Editions with a page of their own in the entity's folder: those of a decade, or of a year where a decade has too
    many; `parts` are the years of such a decade."""

    name: str
    title: str
    rows: tuple[Row, ...]
    parts: tuple[RowSpan, ...] = ()


def row_spans(found: Sequence[Row]) -> tuple[RowSpan, ...]:
    """The pages of an entity's editions, the newest first; none where one table holds them all."""
    if len(found) <= ROWS:
        return ()
    newest = sorted(found, key=lambda row: -row.year)
    return tuple(_decade(tuple(own)) for _, own in groupby(newest, lambda row: row.year // _DECADE))


def _decade(found: tuple[Row, ...]) -> RowSpan:
    first = found[0].year // _DECADE * _DECADE
    whole = RowSpan(name=f"editions-{first}s", title=f"{first}—{first + _DECADE - 1} 年", rows=found)
    if len(found) <= ROWS:
        return whole
    years = [(year, tuple(own)) for year, own in groupby(found, lambda row: row.year)]
    return replace(
        whole, parts=tuple(RowSpan(name=f"editions-{year}", title=f"{year} 年", rows=own) for year, own in years)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """Makes tables of editions."""

    edition: Edition
    references: References
    passages: Passages

    def table(self, found: Sequence[Row], checked: Check, here: str) -> Table:
        """The newest of some rows on the page `here`, as many as a table holds."""
        newest = sorted(found, key=lambda row: -row.year)
        rows = tuple(self._row(row, checked, here) for row in newest[:ROWS])
        fields = tuple(field for field in FIELDS if field != "end" and any(dict(row.cells).get(field) for row in rows))
        return Table(rows=rows, fields=fields, more=len(newest) - len(rows), data=beside(here, "data/editions.csv"))

    def _row(self, row: Row, checked: Check, here: str) -> OccasionRow:
        name = self.edition.labels.get(row.report, row.report)
        return OccasionRow(
            year=row.year,
            report=name,
            cells=tuple((field, self._cells(row, field, here)) for field in FIELDS),
            odd=row.year in checked.odd,
        )

    def _cells(self, row: Row, field: str, here: str) -> tuple[Cell, ...]:
        found = []
        for statement in row.values(field):
            at = self.references.find(statement.block, statement.quote)
            if at is not None:
                report, placed = at
                start = placed.text.index(statement.quote)
                end = start + len(statement.quote)
                passage = self.passages.passage(report.id, placed, here, start=start, end=end)
                found.append(
                    Cell(
                        value=told(statement, row),
                        what=statement.what,
                        passage=replace(passage, before=False, after=False),
                        href=link(here, placed.page, placed.id),
                        label=self.references.label(statement.block),
                        year_from_report=statement.year_from_report,
                    )
                )
        return tuple(found)
