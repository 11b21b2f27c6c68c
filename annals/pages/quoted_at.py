"""Where other pages quote or name a paragraph: topics, entries, rows of their editions, figures through the years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from annals.figures.points import points_of
from annals.model import Edition, Mention, entity_path
from annals.pages.coverage import Coverage
from annals.pages.indicators import measure_id
from annals.pages.links import link
from annals.pages.occasions import stands
from annals.pages.quoting import References

_MOST = 12
"""Of more entries than these that a paragraph names, it is told how many they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """The pages that quote a paragraph, as (title, link): the topics that took it from elsewhere, the entries that
    it names, with `more` beyond these, the rows of editions and the figures that were read from it."""

    topics: tuple[tuple[str, str], ...] = ()
    entries: tuple[tuple[str, str], ...] = ()
    more: int = 0
    rows: tuple[tuple[str, str], ...] = ()
    figures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedAt:
    """The pages that quote each block, by report and address of the block; each (title, path, anchor)."""

    titles: Mapping[str, str]
    mentions: Mapping[tuple[str, str], tuple[Mention, ...]]
    topics: Mapping[tuple[str, str], tuple[tuple[str, str, str], ...]]
    rows: Mapping[tuple[str, str], tuple[tuple[str, str, str], ...]]
    figures: Mapping[tuple[str, str], tuple[tuple[str, str, str], ...]]

    @staticmethod
    def of(edition: Edition, coverage: Coverage) -> QuotedAt:
        return QuotedAt(
            titles={entity.slug: entity.title for entity in edition.registry.entities},
            mentions=edition.registry.by_block,
            topics=_topics(edition, coverage),
            rows=_rows(edition),
            figures=_figures(edition),
        )

    def by_report(self) -> dict[str, list[object]]:
        """All that is known of each report's blocks besides its mentions, to tell whether it is the same."""
        told: dict[str, list[object]] = {}
        for found in (self.topics, self.rows, self.figures):
            for (report, block), pages in sorted(found.items()):
                told.setdefault(report, []).append((block, pages))
        return told

    def of_block(self, report: str, block: str, here: str) -> Elsewhere:
        """The pages that quote one block, with links from the page `here`."""
        where = (report, block)
        named = list(dict.fromkeys(mention.entity for mention in self.mentions.get(where, ())))
        return Elsewhere(
            topics=tuple((title, link(here, path, name)) for title, path, name in self.topics.get(where, ())),
            entries=tuple((self.titles[slug], link(here, entity_path(slug))) for slug in named[:_MOST]),
            more=len(named[_MOST:]),
            rows=tuple((title, link(here, path, name)) for title, path, name in self.rows.get(where, ())),
            figures=tuple((title, link(here, path, name)) for title, path, name in self.figures.get(where, ())),
        )


def _topics(edition: Edition, coverage: Coverage) -> dict[tuple[str, str], tuple[tuple[str, str, str], ...]]:
    found: dict[tuple[str, str], tuple[tuple[str, str, str], ...]] = {}
    for topic in edition.topics:
        path = topic.path
        for place in coverage.places.get(topic.slug, ()):
            for placed in place.quoted:
                where = (place.report.id, placed.id)
                found[where] = (*found.get(where, ()), (topic.title, path, place.anchor))
    return found


def _rows(edition: Edition) -> dict[tuple[str, str], tuple[tuple[str, str, str], ...]]:
    references = References.of(edition)
    found: dict[tuple[str, str], dict[tuple[str, str, str], None]] = {}
    for entity in edition.registry.entities:
        for occasion in entity.occasions:
            for statement in occasion.statements:
                standing = references.find(statement.block, statement.quote) if stands(statement, references) else None
                if standing is not None:
                    report, placed = standing
                    row = (f"{entity.title} {occasion.year}", entity.path, "editions")
                    found.setdefault((report.id, placed.id), {})[row] = None
    return {where: tuple(rows) for where, rows in found.items()}


def _figures(edition: Edition) -> dict[tuple[str, str], tuple[tuple[str, str, str], ...]]:
    reports = {report.id: report for report in edition.reports}
    found: dict[tuple[str, str], dict[tuple[str, str, str], None]] = {}
    for indicator in edition.indicators:
        titles = {measure.id: f"{indicator.title}：{measure.title}" for measure in indicator.measures}
        for measure, points in points_of(indicator, reports).items():
            title = titles[measure] if len(titles) > 1 else indicator.title
            for spot in (spot for point in points for spot in point.spots):
                figure = (title, indicator.path, measure_id(measure))
                found.setdefault((spot.report, spot.block), {})[figure] = None
    return {where: tuple(figures) for where, figures in found.items()}
