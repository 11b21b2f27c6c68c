"""Which reports speak of which topic, and where: what every way from one year to another is read from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from annals.model import Edition, Placed, Report, Series, newest_first, topic_path

ROOM, REPORTS, _BEGINNINGS = 22_000, 40, 12
"""How much of its reports a topic's page shows whole, the newest years first, in the measure of `Place`, and of how
many; of how many beyond these it shows the beginnings. Of all others it says where they are."""
_BLOCK, _CELL = 100, 15
"""Characters that the marks and links around a block, and around a cell of a table, take as many bytes as."""


class Detail(StrEnum):
    """How much of a report a topic's page shows."""

    WHOLE = "whole"
    BEGINNINGS = "beginnings"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What one report has on a topic: `own` the blocks of its own pages on it, `quoted` those that the topic quotes from
    its other pages, `weight` how much of a page both fill when they are shown whole: their characters, and what stands around
    them; `detail` how much of them the topic's page shows."""

    report: Report
    label: str
    slug: str
    own: tuple[Placed, ...]
    quoted: tuple[Placed, ...]
    weight: int
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
            return topic_path(self.slug), self.anchor
        return self.quoted[0].page, self.quoted[0].id


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The places of each topic by its slug, in the order in which years are listed; the reserved topics, which have no
    page of their own, too."""

    places: Mapping[str, tuple[Place, ...]]
    series: Mapping[str, Series]
    """The series of each report by its id."""
    dated: Mapping[tuple[str, str], tuple[tuple[int, ...], tuple[Place, ...]]]
    """By topic and id of the series the years that have it, the oldest first, each with its first place."""

    @staticmethod
    def of(edition: Edition) -> Coverage:
        own = [(report, edition.labels[report.id], _own(report)) for report in edition.ordered()]
        quoted = {topic.slug: topic.blocks for topic in edition.topics}
        slugs = dict.fromkeys([*quoted, *(slug for _, _, pages in own for slug in pages)])
        places = {
            slug: sized(
                _place(report, label, slug, pages.get(slug, ()), _quoted(quoted.get(slug, ()), report))
                for report, label, pages in own
            )
            for slug in slugs
        }
        series = {report.id: edition.series_of(report) for report in edition.reports}
        return Coverage(places=places, series=series, dated=_dated(places, series))

    def at(self, slug: str, report: str) -> Place | None:
        """What a report has on a topic."""
        return next((place for place in self.places.get(slug, ()) if place.report.id == report), None)

    def nearest(self, slug: str, report: Report) -> tuple[Place | None, Place | None]:
        """The places of a topic in the nearest year before and after a report's, of the same series."""
        year = report.year
        if year is None:
            return None, None
        years, places = self.dated.get((slug, self.series[report.id].id), ((), ()))
        before, after = bisect_left(years, year) - 1, bisect_right(years, year)
        return places[before] if before >= 0 else None, places[after] if after < len(places) else None


def _dated(
    places: Mapping[str, tuple[Place, ...]], series: Mapping[str, Series]
) -> dict[tuple[str, str], tuple[tuple[int, ...], tuple[Place, ...]]]:
    found: dict[tuple[str, str], dict[int, Place]] = {}
    for slug, own in places.items():
        for place in own:
            if place.report.year is not None:
                found.setdefault((slug, series[place.report.id].id), {}).setdefault(place.report.year, place)
    return {key: (tuple(sorted(years)), tuple(years[year] for year in sorted(years))) for key, years in found.items()}


def sized(places: Iterable[Place]) -> tuple[Place, ...]:
    """The places where there is something, each with how much of it one page has room for, the newest years first."""
    given = [place for place in places if place.blocks]
    room, beginnings, details = ROOM, _BEGINNINGS, dict.fromkeys((place.report.id for place in given), Detail.NOTHING)
    by_report = {place.report.id: place for place in given}
    for number, report in enumerate(newest_first(place.report for place in given)):
        room -= by_report[report.id].weight
        if room >= 0 and number < REPORTS:
            details[report.id] = Detail.WHOLE
        elif beginnings:
            details[report.id] = Detail.BEGINNINGS
            beginnings -= 1
    return tuple(replace(place, detail=details[place.report.id]) for place in given)


def _place(report: Report, label: str, slug: str, own: tuple[Placed, ...], quoted: tuple[Placed, ...]) -> Place:
    """What a report has on a topic, before it is known how much of it the topic's page shows."""
    texts = [block.text for block in (*own, *quoted)]
    weight = sum([len(text) + _BLOCK + _CELL * text.count("\t") for text in texts])
    return Place(report=report, label=label, slug=slug, own=own, quoted=quoted, weight=weight, detail=Detail.WHOLE)


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
