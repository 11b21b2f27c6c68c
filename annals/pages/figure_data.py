"""Open data on figures: quantities.csv, events.csv, documents.csv (the guide, data.md)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import TypeVar

from annals.model import DatedEvent, Edition, Figures, PolicyDocument, Quantity, Report
from annals.pages.data_parts import Whole
from annals.pages.links import url
from annals.pages.spreadsheet import csv_of, rows_of

_Found = TypeVar("_Found", Quantity, DatedEvent, PolicyDocument)

# fmt: off
QUANTITY_COLUMNS = (
    "series", "report", "block", "start", "end", "printed", "kind", "value", "value_to", "unit", "base_value", "base_value_to",
    "base_unit", "approx", "of", "period", "period_from", "sentence", "url",
)
EVENT_COLUMNS = (
    "series", "report", "block", "start_char", "start", "end", "precision", "date_from", "text", "entities", "url",
)
DOCUMENT_COLUMNS = ("series", "report", "block", "start_char", "number", "title", "issuer", "date", "url")
# fmt: on
FIGURE_COLUMNS = {
    "quantities": QUANTITY_COLUMNS,
    "events": EVENT_COLUMNS,
    "documents": DOCUMENT_COLUMNS,
}
"""The columns of each table."""
_NUMBERS = ("value", "value_to", "base_value", "base_value_to")
FIGURE_TYPES: dict[str, dict[str, str]] = {
    "quantities": {"start": "integer", "end": "integer"} | dict.fromkeys(_NUMBERS, "number"),
    "events": {"start_char": "integer"},
    "documents": {"start_char": "integer"},
}
"""Columns that hold something else than words; a date may be a month or a year alone."""
_SEPARATOR = " | "


def quantities_csv(edition: Edition, figures: Figures) -> Whole:
    """One row for each quantity, in reading order."""
    return _table(QUANTITY_COLUMNS, edition, figures.quantities, _quantity)


def events_csv(edition: Edition, figures: Figures) -> Whole:
    """One row for each dated event, in reading order."""
    return _table(EVENT_COLUMNS, edition, figures.events, _event)


def documents_csv(edition: Edition, figures: Figures) -> Whole:
    """One row for each document of policy and block that names it, in reading order."""
    return _table(DOCUMENT_COLUMNS, edition, figures.documents, _document)


FIGURE_TABLES: dict[str, Callable[[Edition, Figures], Whole]] = {
    "quantities.csv": quantities_csv,
    "events.csv": events_csv,
    "documents.csv": documents_csv,
}
"""The files: what each says of some reports."""


def _table(
    columns: Sequence[str],
    edition: Edition,
    found: Iterable[_Found],
    row: Callable[[Report, _Found, str], tuple[str, ...]],
) -> Whole:
    """What a table says of some reports. The rows of a report are written once: of a table that is too long as a whole they
    are asked for again in its parts."""
    reports = {report.id: report for report in edition.reports}
    of_reports = groupby((one for one in found if one.report in reports), attrgetter("report"))
    rows = {}
    for name, own in of_reports:
        report = reports[name]
        # A block has several numbers.
        addresses = {block: f"{url(placed.page)}#{placed.id}" for block, placed in report.index.placed.items()}
        rows[name] = rows_of(row(report, one, addresses[one.block]) for one in own)

    def whole(wanted: Collection[str]) -> str:
        some = set(wanted)
        return csv_of(columns, ()) + "".join(text for report, text in rows.items() if report in some)

    return whole


def plain_value(value: Decimal | None) -> str:
    """A number without an exponent and without zeros that nothing prints: 2.50 is as printed, 1E+4 never.

    >>> [plain_value(Decimal(text)) for text in ("2.50", "1E+4", "0.5")], plain_value(None)
    (['2.50', '10000', '0.5'], '')
    """
    return "" if value is None else format(value, "f")


def base_value(value: Decimal | None) -> str:
    """A base value, in which zeros behind the point say nothing: 26500.00 people are 26500.

    >>> [base_value(Decimal(text)) for text in ("265000000.00", "0.50", "10")]
    ['265000000', '0.5', '10']
    """
    text = plain_value(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _quantity(report: Report, found: Quantity, where: str) -> tuple[str, ...]:
    amount = found.amount
    return (
        report.series,
        found.report,
        found.block,
        str(amount.start),
        str(amount.end),
        found.printed,
        amount.kind,
        plain_value(amount.value),
        plain_value(amount.value_to),
        amount.unit,
        base_value(amount.base_value),
        base_value(amount.base_value_to),
        amount.base_unit,
        amount.approx,
        found.of,
        found.period,
        found.told_by,
        found.sentence,
        where,
    )


def _event(report: Report, found: DatedEvent, where: str) -> tuple[str, ...]:
    return (
        report.series,
        found.report,
        found.block,
        str(found.start_char),
        found.start,
        found.end,
        found.precision,
        found.told_by,
        found.text,
        _SEPARATOR.join(found.entities),
        where,
    )


def _document(report: Report, found: PolicyDocument, where: str) -> tuple[str, ...]:
    told = (found.number, found.title, found.issuer, found.date)
    return (report.series, found.report, found.block, str(found.start_char), *told, where)
