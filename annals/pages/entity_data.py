"""Open data on entities: entities.json, mentions.csv, editions.csv (the guide, data.md)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from annals.model import Edition, Entity, by_year
from annals.pages.entity_links import entity_path
from annals.pages.links import url
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


def entity_records(edition: Edition) -> list[dict[str, Any]]:
    """The entities with the number of their mentions, also by report."""
    order = [report.id for report in by_year(edition.reports)]
    counts: dict[str, dict[str, int]] = {}
    for mention in edition.registry.mentions:
        years = counts.setdefault(mention.entity, dict.fromkeys(order, 0))
        years[mention.report] += 1
    return [
        {
            "id": entity.slug,
            "name": entity.title,
            "type": entity.type,
            "aliases": list(entity.aliases),
            "english": entity.english or None,
            "url": url(entity_path(entity.slug)),
            "mentions": sum(counts.get(entity.slug, {}).values()),
            "years": {report: count for report, count in counts.get(entity.slug, {}).items() if count},
        }
        for entity in edition.registry.entities
    ]


def mentions_csv(edition: Edition) -> str:
    """One row for each mention in report text, headings included, in reading order."""
    references = References.of(edition)
    found = []
    for mention in edition.registry.mentions:
        placed = references.reports[mention.report].index.placed[mention.block]
        where = f"{url(placed.page)}#{placed.id}"
        found.append((mention.entity, mention.report, mention.block, mention.surface, str(mention.start), where))
    return csv_of(MENTION_COLUMNS, found)


def editions_csv(edition: Edition) -> str:
    """One row for each edition of an event and report that tells of it."""
    references = References.of(edition)
    found = [
        _edition_row(entity, row, references)
        for entity in edition.registry.entities
        for row in rows(entity, references)
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
