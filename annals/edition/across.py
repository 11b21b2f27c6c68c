"""The pages that gather many reports: topics, figures, entities and lists. An edit of one page of a report touches few."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from jinja2 import Environment

from annals.edition.page_groups import PageGroups
from annals.edition.shared_keys import SharedKeys
from annals.edition.working import HANDFUL, apart
from annals.model import DatedEvent, Edition, Entity, Indicator, Topic, View
from annals.pages.coverage import Coverage
from annals.pages.entity import EntityPages
from annals.pages.entity_index import entity_indexes
from annals.pages.entity_spans import span_views
from annals.pages.indicators import IndicatorPages
from annals.pages.links import url
from annals.pages.passage import Passages
from annals.pages.told import ToldLists
from annals.pages.topic import topic_page, topic_spans, topic_stubs, topics_index
from annals.pages.topic_spans import SpanPage, topic_span_pages
from annals.pages.topical import Page
from annals.text.pinyin import sorting_keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Across:
    """What these pages are made with. Whatever a group of them is made from belongs into its key, `shared_keys`."""

    edition: Edition
    coverage: Coverage
    passages: Passages
    told: ToldLists
    entities: EntityPages
    templates: Environment
    keys: SharedKeys
    groups: PageGroups

    def views(self) -> Iterator[View]:
        """All of them."""
        yield from self._topics()
        for entity in self.edition.registry.entities:
            key = self.keys.of_entity(entity, self.entities)
            yield from self.groups.views(f"entity:{entity.slug}", key, partial(self._entity, entity))
        key = self.keys.of_indexes(self.entities)
        yield from self.groups.views("indexes:", key, self._indexes)
        chronicle = self.told.chronicle
        shape = self.keys.shape_of(chronicle)
        for page in chronicle.listed.pages():
            key = self.keys.of_events(page, chronicle, shape)
            yield from self.groups.views(f"events:{page.leaf.here}", key, partial(self._events, page))
        yield from self.told.views(self.passages, self.templates)

    def _indexes(self) -> tuple[View, ...]:
        # The dictionary of pinyin holds 60 MB. It is needed once, before the site is at its largest.
        many = len(self.edition.reports) >= HANDFUL
        return entity_indexes(self.edition, self.templates, partial(apart, sorting_keys) if many else sorting_keys)

    def _topics(self) -> Iterator[View]:
        """The pages of topics and of indicators."""
        edition, templates = self.edition, self.templates
        indicators = IndicatorPages.of(edition, self.passages)
        yield topics_index(edition, self.coverage, templates)
        for topic in edition.topics:
            rows = topic_spans(topic, edition, self.coverage)
            key = self.keys.of_topic(topic, rows, self.coverage, indicators, self.told)
            yield from self.groups.views(f"topic:{topic.slug}", key, partial(self._topic, topic, indicators))
            for page in topic_span_pages(topic, edition, self.coverage, rows):
                key = self.keys.of_topic_span(page)
                yield from self.groups.views(f"topic:{page.path}", key, partial(self._topic_span, page))
        taken = {f"topics/{topic.slug}.html" for topic in edition.topics}
        for topic in edition.topics:
            yield from (stub for stub in topic_stubs(topic, templates) if url(stub.path) not in taken)
        if edition.indicators:
            yield indicators.hub(templates)
        for indicator in edition.indicators:
            key = self.keys.of_indicator(indicator, indicators)
            yield from self.groups.views(
                f"indicator:{indicator.slug}", key, partial(self._indicator, indicator, indicators)
            )

    def _topic(self, topic: Topic, indicators: IndicatorPages) -> tuple[View, ...]:
        edition, coverage, passages = self.edition, self.coverage, self.passages
        return (topic_page(topic, edition, coverage, passages, indicators, self.told, self.templates),)

    def _topic_span(self, page: SpanPage) -> tuple[View, ...]:
        return (page.view(self.passages, self.templates),)

    def _indicator(self, indicator: Indicator, indicators: IndicatorPages) -> tuple[View, ...]:
        return (indicators.page(indicator, self.templates),)

    def _entity(self, entity: Entity) -> tuple[View, ...]:
        pages, templates = self.entities, self.templates
        return (
            pages.view(entity, templates),
            *span_views(entity, pages, templates),
            *pages.stubs(entity, templates),
        )

    def _events(self, page: Page[DatedEvent]) -> tuple[View, ...]:
        return (self.told.chronicle.view(page, self.passages, self.templates),)
