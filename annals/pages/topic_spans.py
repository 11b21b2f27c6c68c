"""The pages of a topic of which more reports speak than one page can show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanPage:
    """The page of a span before it is made: `told` is what its template is told besides the text of `places`, plain values
    all."""

    path: str
    title: str
    crumbs: tuple[tuple[str, str], ...]
    told: Mapping[str, object]
    places: tuple[Place, ...]

    def view(self, passages: Passages, templates: Environment) -> View:
        """The page as it is shown."""
        years = years_of(self.places, self.path, passages)
        html = templates.get_template("topic_span.html.j2").render(self.told, years=years)
        return View(path=self.path, title=self.title, kind=PageKind.SPAN, made=html, crumbs=self.crumbs)


def topic_span_pages(topic: Topic, edition: Edition, coverage: Coverage, rows: Iterable[Row]) -> Iterator[SpanPage]:
    """The pages of a topic's spans, given by series as `topic_spans` gives them."""
    lister = _Lister(topic, edition, coverage)
    for row in rows:
        yield from lister.pages(row, row.roots, ())


class _Lister:
    """Lists the pages of one topic's spans."""

    def __init__(self, topic: Topic, edition: Edition, coverage: Coverage) -> None:
        self._topic, self._edition = topic, edition
        self._places = {place.report.id: place for place in coverage.places[topic.slug]}
        self._shelves = {series.id: reports for series, reports in edition.shelves()}

    def pages(self, row: Row, spans: Sequence[Span], above: tuple[Span, ...]) -> Iterator[SpanPage]:
        """The pages of spans beside each other and of all below them."""
        beside = [None, *spans, None]
        for before, span, behind in zip(beside, spans, beside[2:], strict=False):
            here = span_path(self._topic.path, span.name)
            places = () if span.parts else sized(self._places[share.report.id] for share in span.shares)
            others = self._others(places, here)
            yield SpanPage(
                path=here,
                title=f"{self._topic.title}：{span.title}",
                crumbs=(
                    TOPICS,
                    (self._topic.title, self._topic.path),
                    *((one.title, span_path(self._topic.path, one.name)) for one in above),
                ),
                told={
                    "topic": self._topic.title,
                    "home": link(here, self._topic.path),
                    "span": span.title,
                    "count": len(span.shares),
                    "series": row.series.name if row.top not in (None, span) else "",
                    "parts": [(self._link(here, part), part.title, len(part.shares)) for part in span.parts],
                    "rest": others[:_LISTED],
                    "more": len(others[_LISTED:]),
                    "without": [self._edition.labels[report.id] for report in self._without(row, span)][:_LISTED],
                    "ways": [(self._link(here, other), other.title) for other in (before, behind) if other is not None],
                },
                places=places,
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
