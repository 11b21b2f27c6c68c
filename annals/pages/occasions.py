"""The editions of a recurring event: rows of what its sentences state, checked against them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from annals.model import Entity, Statement, missing_years
from annals.names.stated import wrong_value, wrong_year
from annals.pages.quoting import References


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One edition as one report tells it; every statement's quotation stands in its block."""

    year: int
    report: str
    statements: tuple[Statement, ...]

    def values(self, field: str) -> tuple[Statement, ...]:
        return tuple(statement for statement in self.statements if statement.field == field)


def rows(entity: Entity, references: References) -> tuple[Row, ...]:
    """The rows of an entity by year, then report; statements whose quotation is gone, or says something else, are withheld."""
    found: list[Row] = []
    for occasion in entity.occasions:
        quoted = [references.find(statement.block, statement.quote) for statement in occasion.statements]
        if wrong_year(occasion, [(at[0].year, at[1].text) for at in quoted if at is not None]):
            continue
        by_report: dict[str, list[Statement]] = {}
        for statement in occasion.statements:
            if stands(statement, references):
                by_report.setdefault(statement.block.partition("#")[0], []).append(statement)
        found += [
            Row(year=occasion.year, report=report, statements=tuple(by_report[report])) for report in sorted(by_report)
        ]
    return tuple(found)


def stands(statement: Statement, references: References) -> bool:
    """Whether the quotation is still in the block it names, and says what is stated."""
    found = references.find(statement.block, statement.quote)
    if found is None or statement.quote not in found[1].block.text:
        return False
    return wrong_value(statement, found[0].year) is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What the ordinals and dates of an event's rows say of each other.

    `first` is the year that would have been the first edition if one was held every year;
    `odd` the years whose ordinal or dates do not fit; `gaps` runs of years without a row."""

    first: int | None
    odd: tuple[int, ...]
    gaps: tuple[str, ...]


def check(found: tuple[Row, ...]) -> Check:
    """Self-check of an event's rows.

    >>> def row(year, ordinal):
    ...     return Row(year=year, report="r", statements=(Statement(field="ordinal", value=str(ordinal), quote="", block=""),))
    >>> check((row(2011, 4), row(2012, 5), row(2017, 10)))
    Check(first=2008, odd=(), gaps=('2013–2016',))
    >>> check((row(2011, 4), row(2012, 4))).odd
    (2012,)
    """
    firsts = [(row.year, row.year - int(cell.value) + 1) for row in found for cell in row.values("ordinal")]
    counts: dict[int, int] = {}
    for _, first in firsts:
        counts[first] = counts.get(first, 0) + 1
    usual = max(counts, key=lambda first: (counts[first], -first)) if counts else None
    odd = {year for year, first in firsts if first != usual} | {row.year for row in found if not _dates_fit(row)}
    gaps = missing_years(row.year for row in found)
    return Check(first=usual if len(firsts) > 1 else None, odd=tuple(sorted(odd)), gaps=gaps)


def _dates_fit(row: Row) -> bool:
    dates = [datetime.date.fromisoformat(cell.value) for field in ("start", "end") for cell in row.values(field)]
    return all(date.year == row.year for date in dates) and dates == sorted(dates)


def told(statement: Statement, row: Row) -> str:
    """A cell as readers see it; a beginning together with its end: 9月24—25日."""
    if statement.field == "ordinal":
        return f"第 {statement.value} 届"
    if statement.field != "start":
        return statement.value
    _, month, day = (int(part) for part in statement.value.split("-"))
    said = f"{month}月{day}"
    for last in row.values("end"):
        _, end_month, end_day = (int(part) for part in last.value.split("-"))
        if (end_month, end_day) != (month, day):
            said += f"—{end_day}" if end_month == month else f"日—{end_month}月{end_day}"
    return said + "日"
