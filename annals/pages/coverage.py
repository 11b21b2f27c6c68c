"""Which reports speak of which topic, and where: what every way from one year to another is read from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from annals.model import Edition, Placed, Report, Series

_WHOLE, _BEGINNINGS = 30_000, 12
"""Characters of the reports that a topic's page shows whole, the newest years first, and of how many years beyond these it
shows the beginnings; of all others it says where they are."""


class Detail(StrEnum):
    """How much of a report a topic's page shows."""

    WHOLE = "whole"
    BEGINNINGS = "beginnings"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What one report has on a topic: `own` the blocks of its own pages on it, `quoted` those that the topic quotes from
    its other pages, `detail` how much of them the topic's page shows."""

    report: Report
    label: str
    slug: str
    own: tuple[Placed, ...]
    quoted: tuple[Placed, ...]
    detail: Detail

    @property
    def blocks(self) -> tuple[Placed, ...]:
        """The report's own page on the topic, or what is quoted."""
        return self.own or self.quoted

    @property
    def anchor(self) -> str:
        """The place of this report on the topic's page; empty where it shows nothing of it."""
        return "" if self.detail is Detail.NOTHING else f"y-{self.report.id}"

    @property
    def target(self) -> tuple[str, str]:
        """Where to read it, as a path below docs/ and an anchor: on the report's own page, else as quoted."""
        if self.own:
            return self.own[0].page, ""
        if self.anchor:
            return f"topics/{self.slug}.md", self.anchor
        return self.quoted[0].page, self.quoted[0].id


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The places of each topic by its slug, in the order in which years are listed; the reserved topics, which have no
    page of their own, too."""

    places: Mapping[str, tuple[Place, ...]]
    series: Mapping[str, Series]
    """The series of each report by its id."""

    @staticmethod
    def of(edition: Edition) -> Coverage:
        own = [(report, edition.labels[report.id], _own(report)) for report in edition.ordered()]
        quoted = {topic.slug: topic.blocks for topic in edition.topics}
        slugs = dict.fromkeys([*quoted, *(slug for _, _, pages in own for slug in pages)])
        return Coverage(
            places={
                slug: _sized(
                    Place(
                        report=report,
                        label=label,
                        slug=slug,
                        own=pages.get(slug, ()),
                        quoted=_quoted(quoted.get(slug, ()), report),
                        detail=Detail.WHOLE,
                    )
                    for report, label, pages in own
                )
                for slug in slugs
            },
            series={report.id: edition.series_of(report) for report in edition.reports},
        )

    def at(self, slug: str, report: str) -> Place | None:
        """What a report has on a topic."""
        return next((place for place in self.places.get(slug, ()) if place.report.id == report), None)

    def nearest(self, slug: str, report: Report) -> tuple[Place | None, Place | None]:
        """The places of a topic in the nearest year before and after a report's, of the same series."""
        year = report.year
        if year is None:
            return None, None
        dated = [
            (place.report.year, place)
            for place in self.places.get(slug, ())
            if place.report.year is not None and self.series[place.report.id] == self.series[report.id]
        ]
        before = max((pair for pair in dated if pair[0] < year), key=lambda pair: pair[0], default=None)
        after = min((pair for pair in dated if pair[0] > year), key=lambda pair: pair[0], default=None)
        return before and before[1], after and after[1]


def _sized(places: Iterable[Place]) -> tuple[Place, ...]:
    """The places where there is something, each with how much of it the topic's page has room for."""
    room, beginnings = _WHOLE, _BEGINNINGS
    found = []
    for place in places:
        if place.blocks:
            room -= sum(len(block.text) for block in (*place.own, *place.quoted))
            beginnings -= room < 0
            detail = Detail.WHOLE if room >= 0 else Detail.BEGINNINGS if beginnings >= 0 else Detail.NOTHING
            found.append(replace(place, detail=detail))
    return tuple(found)


def _own(report: Report) -> dict[str, tuple[Placed, ...]]:
    """The blocks of a report's pages by topic, in the order of its pages."""
    found: dict[str, tuple[Placed, ...]] = {}
    for page in report.pages:
        found[page.matter.topic] = (*found.get(page.matter.topic, ()), *page.placed)
    return found


def _quoted(references: Iterable[str], report: Report) -> tuple[Placed, ...]:
    """The blocks of a report that a topic quotes from elsewhere, each once, in the order in which it names them."""
    return tuple(
        dict.fromkeys(
            placed
            for reference in references
            for owner, _, name in [reference.partition("#")]
            if owner == report.id
            for placed in report.index.parts.get(name, ())
        )
    )
