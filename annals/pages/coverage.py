"""Which reports speak of which topic, and where: what every way from one year to another is read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from annals.model import Edition, Placed, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one report speaks of a topic: its own page, or the place on the topic's page that quotes it. `blocks` are
    the topic's blocks in this report, `own` says that they stand on a page of their own; `path` is below docs/, `anchor`
    a place on that page."""

    report: Report
    label: str
    path: str
    anchor: str
    own: bool
    blocks: tuple[Placed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The places of each topic by its slug, in the order in which years are listed; the reserved topics, which have no
    page of their own, too."""

    places: Mapping[str, tuple[Place, ...]]

    @staticmethod
    def of(edition: Edition) -> Coverage:
        found: dict[str, list[Place]] = {}
        for report in edition.ordered():
            label = edition.labels[report.id]
            own = own_blocks(report)
            for slug, blocks in own.items():
                path = blocks[0].page
                place = Place(report=report, label=label, path=path, anchor="", own=True, blocks=blocks)
                found.setdefault(slug, []).append(place)
            for topic in edition.topics:
                quoted = quoted_blocks(topic.blocks, report)
                if quoted and topic.slug not in own:
                    path, anchor = f"topics/{topic.slug}.md", f"y-{report.id}"
                    place = Place(report=report, label=label, path=path, anchor=anchor, own=False, blocks=quoted)
                    found.setdefault(topic.slug, []).append(place)
        return Coverage(places={slug: tuple(places) for slug, places in found.items()})

    def at(self, slug: str, report: str) -> Place | None:
        """Where a report speaks of a topic."""
        return next((place for place in self.places.get(slug, ()) if place.report.id == report), None)

    def nearest(self, slug: str, report: Report) -> tuple[Place | None, Place | None]:
        """The places of a topic in the nearest year before and after a report's, of the same series."""
        year = report.year
        if year is None:
            return None, None
        dated = [
            (place.report.year, place)
            for place in self.places.get(slug, ())
            if place.report.year is not None and place.report.series == report.series
        ]
        before = max((pair for pair in dated if pair[0] < year), key=lambda pair: pair[0], default=None)
        after = min((pair for pair in dated if pair[0] > year), key=lambda pair: pair[0], default=None)
        return before and before[1], after and after[1]


def own_blocks(report: Report) -> dict[str, tuple[Placed, ...]]:
    """The blocks of a report's pages by topic, in the order of its pages; topics without any are left out."""
    found: dict[str, list[Placed]] = {}
    for page in report.pages:
        found.setdefault(page.matter.topic, []).extend(page.placed)
    return {slug: tuple(blocks) for slug, blocks in found.items() if blocks}


def quoted_blocks(references: tuple[str, ...], report: Report) -> tuple[Placed, ...]:
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
