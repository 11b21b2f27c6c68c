"""What the pages that gather many reports are made from, as digests: those of a topic, of an entity, of a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annals.check.entry import REFERENCES, split_references
from annals.edition.page_prints import PagePrints
from annals.model import DatedEvent, Edition, Entity, Indicator, Topic
from annals.pages.chronicle import Chronicle
from annals.pages.coverage import Coverage, Detail, Place
from annals.pages.entity import EntityPages
from annals.pages.indicators import IndicatorPages
from annals.pages.spans import Row
from annals.pages.told import ToldLists
from annals.pages.topic import names_on
from annals.pages.topic_figures import figure_tables
from annals.pages.topic_spans import SpanPage
from annals.pages.topical import Page
from annals.site.reuse import digest_of


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedKeys:
    """`common` is the digest of what all pages are told of the edition, empty where nothing may be reused: then there are
    no keys; `prints` are those of the reports' pages."""

    common: str
    edition: Edition
    prints: PagePrints

    def of_topic(
        self, topic: Topic, rows: Sequence[Row], coverage: Coverage, indicators: IndicatorPages, told: ToldLists
    ) -> str:
        """That of a topic's page; `rows` are its spans, which have pages of their own."""
        here = topic.path
        places = coverage.places[topic.slug]
        return self._key(
            topic,
            self.edition.docs.get(here),
            figure_tables(topic.slug, indicators, here),
            told.of_topic(topic.slug, here),
            names_on(places, self.edition, here),
            [(row.series.id, [(span.name, span.title, len(span.shares)) for span in row.spans]) for row in rows],
            [self._of_place(place) for place in places],
        )

    def of_topic_span(self, page: SpanPage) -> str:
        """That of the page of a topic's span."""
        head = page.path, page.title, page.crumbs, [*page.told.items()]
        return self._key(head, [self._of_place(place) for place in page.places])

    def of_indicator(self, indicator: Indicator, pages: IndicatorPages) -> str:
        """That of an indicator's page."""
        points = pages.points[indicator.slug]
        spots = [spot for found in points.values() for one in found for spot in one.spots]
        quoted = [
            self.prints.of_blocks(spot.report, (self.prints.reports[spot.report].index.placed[spot.block],))
            for spot in spots
        ]
        dated = [(report.id, report.year) for report in pages.in_series(indicator)]
        return self._key("indicator", indicator, [*points.items()], quoted, dated)

    def of_entity(self, entity: Entity, pages: EntityPages) -> str:
        """That of an entity's page, of its spans and of what leads to it."""
        named = pages.teller.named.get(entity.slug, {})
        return self._key(
            entity,
            pages.related.get(entity.slug),
            pages.parts.get(entity.slug),
            [
                (
                    name,
                    found,
                    self.prints.of_blocks(name, (self.prints.reports[name].index.placed[one.block] for one in found)),
                )
                for name, found in named.items()
            ],
            [self._of_reference(name, quote, pages) for name, quote in _references(entity)],
        )

    def of_indexes(self, pages: EntityPages) -> str:
        """That of the indexes of all entities."""
        counts = [
            (slug, [(report, len(found)) for report, found in own.items()]) for slug, own in pages.teller.named.items()
        ]
        told = [
            (entity.slug, entity.title, entity.english, entity.type, entity.aliases)
            for entity in self.edition.registry.entities
        ]
        return self._key("indexes", told, counts, [(report.id, report.year) for report in self.edition.reports])

    def of_events(self, page: Page[DatedEvent], chronicle: Chronicle, shape: str) -> str:
        """That of a page of the chronicle; `shape` is the digest of where all its pages list what."""
        leaf = page.leaf
        above = (leaf.here, leaf.title, leaf.above, leaf.rows, leaf.more, leaf.beside)
        around = (page.slug, page.name, page.count, page.home, page.topics, page.topic)
        shown = []
        for report, events in leaf.shown:
            again = [chronicle.again.get(event, ()) for event in events]
            blocks = [report.index.placed[one.block] for one in (*events, *(other for each in again for other in each))]
            shown.append((report.id, events, again, self.prints.of_blocks(report.id, blocks)))
        return self._key(shape, sorted(chronicle.occasions), above, around, shown)

    def shape_of(self, chronicle: Chronicle) -> str:
        """Where the pages of the chronicle list which reports."""
        return self._key(
            [
                (page.leaf.here, page.leaf.title, [report.id for report, _ in page.leaf.shown])
                for page in chronicle.listed.pages()
            ]
        )

    def _of_place(self, place: Place) -> tuple[object, ...]:
        """A report on a topic as a page shows it that may show nothing of it but where it speaks of the topic."""
        name = place.report.id
        where = name, place.label, place.detail, place.target
        if place.detail is Detail.NOTHING:
            return where
        return where, self.prints.of_pages(name, place.own), self.prints.of_blocks(name, place.quoted)

    def _of_reference(self, name: str, quote: str, pages: EntityPages) -> tuple[object, ...]:
        found = pages.references.find(name, quote)
        return () if found is None else (found[0].id, found[1].id, self.prints.of_blocks(found[0].id, found[1:]))

    def _key(self, *parts: object) -> str:
        return digest_of((self.common, *parts)) if self.common else ""


def _references(entity: Entity) -> Iterator[tuple[str, str]]:
    """The places in reports that an entry refers to, each with the quotation that stands there."""
    for match in REFERENCES.finditer(entity.body):
        yield from ((name, "") for name in split_references(match.group(1)))
    for occasion in entity.occasions:
        yield from ((statement.block, statement.quote) for statement in occasion.statements)
