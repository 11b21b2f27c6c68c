"""Open data on indicators: indicators.csv, and beside each indicator's page its own rows (the guide, data.md)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from annals.figures.points import points_of
from annals.model import INDICATORS, Edition, Indicator, Measure, ReadPoint, Report
from annals.pages.figure_data import base_value, plain_value
from annals.pages.links import url
from annals.pages.moved import moved_pages
from annals.pages.spreadsheet import csv_of

# fmt: off
INDICATOR_COLUMNS = (
    "indicator", "measure", "series", "report", "period", "printed", "value", "unit", "base_value", "base_unit", "scope",
    "comparable", "reason", "quote", "block", "url",
)
# fmt: on
INDICATOR_TYPES = dict.fromkeys(("value", "base_value"), "number")
_SEPARATOR = " | "


def indicators_csv(edition: Edition, reports: Collection[str]) -> str:
    """One row for each point, of some reports, that stands in its report."""
    wanted, known = set(reports), _by_id(edition)
    rows = (row for indicator in edition.indicators for row in _rows(indicator, known) if row[3] in wanted)
    return csv_of(INDICATOR_COLUMNS, rows)


def indicator_tables(edition: Edition) -> dict[str, str]:
    """The rows of each indicator by the path of their file below the site's root, beside its page."""
    known = _by_id(edition)
    found = {one.slug: csv_of(INDICATOR_COLUMNS, _rows(one, known)) for one in edition.indicators}
    return {path: found[slug] for path, slug in table_paths(edition).items()}


def table_paths(edition: Edition) -> dict[str, str]:
    """The files of all indicators, at their former addresses too, each with the indicator (its slug) that it is about."""
    found = {
        address.removesuffix(".html") + ".csv": page.path.removeprefix(INDICATORS).removesuffix(".md")
        for page in moved_pages(edition.docs)
        for address in page.addresses
        if address.startswith(INDICATORS)
    }
    slugs = {indicator.slug for indicator in edition.indicators}
    own = {table_path(slug): slug for slug in slugs}
    return dict(sorted(({path: slug for path, slug in found.items() if slug in slugs} | own).items()))


def table_path(slug: str) -> str:
    """The file with the rows of an indicator."""
    return f"{INDICATORS}{slug}.csv"


def _by_id(edition: Edition) -> Mapping[str, Report]:
    return {report.id: report for report in edition.reports}


def _rows(indicator: Indicator, reports: Mapping[str, Report]) -> Iterator[tuple[str, ...]]:
    points = points_of(indicator, reports)
    for measure in indicator.measures:
        for found in points[measure.id]:
            yield _row(indicator, measure, found, reports[found.point.report])


def _row(indicator: Indicator, measure: Measure, found: ReadPoint, report: Report) -> tuple[str, ...]:
    point, amount = found.point, found.amount
    first = report.index.placed[found.spots[0].block]
    return (
        indicator.slug,
        measure.id,
        report.series,
        point.report,
        point.period,
        point.printed,
        plain_value(amount.value),
        amount.unit,
        base_value(amount.base_value),
        amount.base_unit,
        point.scope,
        found.comparable,
        found.reason,
        _SEPARATOR.join(report.index.placed[spot.block].text[spot.start : spot.end] for spot in found.spots),
        _SEPARATOR.join(spot.block for spot in found.spots),
        f"{url(first.page)}#{first.id}",
    )
