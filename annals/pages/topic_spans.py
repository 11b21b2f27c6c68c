"""The pages of a topic of which more reports speak than one page can show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jinja2 import Environment

from annals.model import Edition, PageKind, Report, Topic, View
from annals.pages.coverage import Coverage, Detail, Place, sized
from annals.pages.hubs import TOPICS
from annals.pages.links import link
from annals.pages.passage import Passages
from annals.pages.spans import Row, Span, span_path
from annals.pages.topic import topic_spans, years_of

_LISTED = 300
"""Reports of a year that are named where the page has no room for their text."""


def topic_span_paths(edition: Edition, coverage: Coverage) -> tuple[str, ...]:
    """The pages of all topics' spans below docs/; in most editions there are none."""
    return tuple(
        span_path(topic.path, span.name)
        for topic in edition.topics
        for row in topic_spans(topic, edition, coverage)
        for span in row.every()
    )


def topic_span_pages(
    topic: Topic, edition: Edition, coverage: Coverage, passages: Passages, templates: Environment
) -> Iterator[View]:
    """The pages of a topic's spans."""
    maker = _Maker(topic, edition, coverage, passages, templates)
    for row in topic_spans(topic, edition, coverage):
        yield from maker.pages(row, row.roots, ())


class _Maker:
    """Makes the views of one topic's spans."""

    def __init__(
        self, topic: Topic, edition: Edition, coverage: Coverage, passages: Passages, templates: Environment
    ) -> None:
        self._topic, self._edition, self._passages, self._templates = topic, edition, passages, templates
        self._places = {place.report.id: place for place in coverage.places[topic.slug]}
        self._shelves = {series.id: reports for series, reports in edition.shelves()}

    def pages(self, row: Row, spans: Sequence[Span], above: tuple[Span, ...]) -> Iterator[View]:
        """The pages of spans beside each other and of all below them."""
        beside = [None, *spans, None]
        for before, span, behind in zip(beside, spans, beside[2:], strict=False):
            here = span_path(self._topic.path, span.name)
            places = () if span.parts else sized(self._places[share.report.id] for share in span.shares)
            years, others = years_of(places, here, self._passages), self._others(places, here)
            html = self._templates.get_template("topic_span.html.j2").render(
                topic=self._topic,
                home=link(here, self._topic.path),
                span=span,
                series=row.series.name if row.top not in (None, span) else "",
                parts=[(self._link(here, part), part.title, len(part.shares)) for part in span.parts],
                years=years,
                rest=others[:_LISTED],
                more=len(others[_LISTED:]),
                without=[self._edition.labels[report.id] for report in self._without(row, span)][:_LISTED],
                ways=[(self._link(here, other), other.title) for other in (before, behind) if other is not None],
            )
            yield View(
                path=here,
                title=f"{self._topic.title}：{span.title}",
                kind=PageKind.SPAN,
                made=html,
                crumbs=(
                    TOPICS,
                    (self._topic.title, self._topic.path),
                    *((one.title, span_path(self._topic.path, one.name)) for one in above),
                ),
            )
            yield from self.pages(row, span.parts, (*above, span))

    def _link(self, here: str, span: Span) -> str:
        return link(here, span_path(self._topic.path, span.name))

    def _others(self, places: Sequence[Place], here: str) -> list[tuple[str, str]]:
        """The reports of which the page shows nothing, and where they speak of the topic."""
        silent = [place for place in places if place.detail is Detail.NOTHING]
        return [(place.label, link(here, place.blocks[0].page, place.blocks[0].id)) for place in silent]

    def _without(self, row: Row, span: Span) -> list[Report]:
        """The reports of the same years in the series that do not speak of the topic."""
        low, high = span.years or ((-(10**9), 10**9) if span is row.top else (1, 0))
        return [
            report
            for report in self._shelves[row.series.id]
            if report.id not in self._places and report.year is not None and low <= report.year <= high
        ]
