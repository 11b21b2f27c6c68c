"""A topic's figures: its indicators as rows, years as columns, each number leading to its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from annals.model import Comparable, Indicator, Measure, ReadPoint
from annals.pages.indicator_chart import BREAKS
from annals.pages.indicators import IndicatorPages, measure_id
from annals.pages.links import link
from annals.text.period_words import told_period

_YEARS = 12
"""Years of one table, the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One number: `report` is the id of the one that prints it, `word` what parts it from the number before it, empty where
    both may be compared, `title` when it holds and what is counted, with the reason of a break."""

    printed: str
    href: str
    report: str
    comparable: Comparable
    word: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What the reports of a series say for one year; `silent` says that there is a report of that year which does not say it."""

    values: tuple[Value, ...]
    silent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A measure of an indicator through the years."""

    title: str
    href: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The measures of one indicator that have numbers."""

    title: str
    href: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTable:
    """The indicators of one series on a topic: its `name`, empty where the edition has no other, `years` the newest first;
    `older` is how many years there are before these."""

    name: str
    years: tuple[int, ...]
    groups: tuple[Group, ...]
    older: int


def figure_tables(topic: str, pages: IndicatorPages, here: str) -> tuple[FigureTable, ...]:
    """The tables of a topic (by its slug) on the page `here`, one for each series that has indicators on it."""
    own = [indicator for indicator in pages.edition.indicators if indicator.topic == topic]
    several = len(pages.edition.shelves()) > 1
    order = [series.id for series, _ in pages.edition.shelves()]

    def shelf(indicator: Indicator) -> str:
        return pages.edition.facts.shelf_of(indicator.series).id

    found = []
    kept = sorted((one for one in own if shelf(one) in order), key=lambda one: order.index(shelf(one)))
    for series, group in groupby(kept, shelf):
        name = pages.edition.facts.shelf_of(series).name if several else ""
        table = _table(tuple(group), name, pages, here)
        found += [table] if table.groups else []
    return tuple(found)


def _table(indicators: tuple[Indicator, ...], name: str, pages: IndicatorPages, here: str) -> FigureTable:
    reports = {report.year for report in pages.in_series(indicators[0]) if report.year is not None}
    points = [found for one in indicators for own in pages.points[one.slug].values() for found in own]
    every = sorted(reports | {found.point.year for found in points}, reverse=True)
    years = every[:_YEARS]
    groups = []
    for indicator in indicators:
        rows = [
            _row(indicator, measure, years, reports, pages, here)
            for measure in indicator.measures
            if any(found.point.year in years for found in pages.points[indicator.slug][measure.id])
        ]
        if rows:
            href = link(here, indicator.path)
            groups.append(Group(title=indicator.title, href=href, rows=tuple(rows)))
    return FigureTable(name=name, years=tuple(years), groups=tuple(groups), older=len(every) - len(years))


def _row(
    indicator: Indicator, measure: Measure, years: Sequence[int], reports: set[int], pages: IndicatorPages, here: str
) -> Row:
    by_year: dict[int, list[Value]] = {}
    for found in reversed(pages.points[indicator.slug][measure.id]):
        by_year.setdefault(found.point.year, []).append(_value(found, pages, here))
    return Row(
        title=f"{measure.title}（{measure.unit}）",
        href=link(here, indicator.path, measure_id(measure.id)),
        cells=tuple(Cell(values=tuple(by_year.get(year, ())), silent=year in reports) for year in years),
    )


def _value(found: ReadPoint, pages: IndicatorPages, here: str) -> Value:
    point = found.point
    said = (told_period(point.period), point.scope, found.reason)
    return Value(
        printed=point.printed,
        href=pages.href(found, here),
        report=point.report,
        comparable=found.comparable,
        word=BREAKS.get(found.comparable, ""),
        title="；".join(part for part in said if part),
    )
