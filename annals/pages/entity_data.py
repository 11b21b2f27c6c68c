"""Open data on entities: entities.json, mentions.csv, editions.csv (the guide, data.md)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from annals.model import Edition, Entity, by_year
from annals.pages.links import url
from annals.pages.mentions import named_by_report
from annals.pages.occasions import Row, rows
from annals.pages.quoting import References
from annals.pages.spreadsheet import csv_of

MENTION_COLUMNS = ("entity", "report", "block", "surface", "start", "url")
EDITION_COLUMNS = (
    "entity",
    "year",
    "ordinal",
    "start",
    "end",
    "theme",
    "host_country",
    "host_province",
    "quote",
    "report",
    "block",
    "url",
)
_SEPARATOR = " | "


def entity_records(edition: Edition, reports: Collection[str]) -> list[dict[str, Any]]:
    """The entities with the number of their mentions in some reports, also by report."""
    order = [report.id for report in by_year(edition.reports) if report.id in set(reports)]
    counts = {
        slug: {report: len(found) for report, found in own.items()} for slug, own in named_by_report(edition).items()
    }
    records = []
    for entity in edition.registry.entities:
        own = counts.get(entity.slug, {})
        years = {report: own[report] for report in order if report in own}
        records.append(
            {
                "id": entity.slug,
                "name": entity.title,
                "type": entity.type,
                "aliases": list(entity.aliases),
                "english": entity.english or None,
                "url": url(entity.path),
                "mentions": sum(years.values()),
                "years": years,
            }
        )
    return records


def mentions_csv(edition: Edition, reports: Collection[str]) -> str:
    """One row for each mention in the text of some reports, headings included, in reading order."""
    wanted = {report.id: report.index.placed for report in edition.reports if report.id in set(reports)}
    found = []
    for mention in edition.registry.mentions:
        if mention.report in wanted:
            placed = wanted[mention.report][mention.block]
            where = f"{url(placed.page)}#{placed.id}"
            found.append((mention.entity, mention.report, mention.block, mention.surface, str(mention.start), where))
    return csv_of(MENTION_COLUMNS, found)


def editions_csv(edition: Edition, reports: Collection[str]) -> str:
    """One row for each edition of an event and report, of some, that tells of it."""
    references, wanted = References.of(edition), set(reports)
    found = [
        _edition_row(entity, row, references)
        for entity in edition.registry.entities
        for row in rows(entity, references)
        if row.report in wanted
    ]
    return csv_of(EDITION_COLUMNS, found)


def _edition_row(entity: Entity, row: Row, references: References) -> Sequence[str]:
    def value(field: str) -> str:
        return _SEPARATOR.join(dict.fromkeys(statement.value for statement in row.values(field)))

    found = [at for said in row.statements if (at := references.find(said.block, said.quote)) is not None]
    blocks = dict.fromkeys(placed.id for _, placed in found)
    quotes = dict.fromkeys(statement.quote for statement in row.statements)
    where = f"{url(found[0][1].page)}#{found[0][1].id}" if found else ""
    fields = EDITION_COLUMNS[2:8]
    return (
        entity.slug,
        str(row.year),
        *(value(field) for field in fields),
        _SEPARATOR.join(quotes),
        row.report,
        _SEPARATOR.join(blocks),
        where,
    )
