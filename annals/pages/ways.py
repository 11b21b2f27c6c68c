"""The ways on from a report page: to its topic, to the same topic in other years, to the pages before and behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from annals.model import BlockKind, Edition, Placed, PublishedPage, Report, topic_path
from annals.pages.coverage import Coverage, Place
from annals.pages.links import link, within
from annals.pages.nearness import nearest
from annals.pages.passage import Passage, Passages
from annals.text.excerpts import beginning_of

_THIN = 300
"""Characters of report text below which a page shows what stands beside it."""
_SHOWN, _WHOLE = 2, 160
"""How many blocks of another page it shows, and up to how many characters each is shown whole; of a longer one whole
clauses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Another page: what it is called and where it is."""

    name: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What another page says: the beginnings of some of its blocks, each with the link to where it stands."""

    name: str
    href: str
    quotes: tuple[tuple[Passage, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Where a page of a report leads on; None and empty where there is nothing. `before` and `after` are the same topic
    in the nearest years that have it, `previous` and `following` the pages of the report around this one; `beside` is
    there for a page of few words."""

    topic: Way | None
    before: Way | None
    after: Way | None
    previous: Way | None
    following: Way | None
    beside: tuple[Beside, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """The page on which others are quoted: its blocks, of which report, under which label; `linked` are the entities
    linked there."""

    own: Sequence[Placed]
    here: str
    report: str
    label: str
    passages: Passages
    linked: set[str]


def ways_of(report: Report, page: PublishedPage, edition: Edition, coverage: Coverage, passages: Passages) -> Ways:
    """The ways on from one page of a report."""
    here, slug = page.path, page.matter.topic
    title = next((topic.title for topic in edition.topics if topic.slug == slug), "")
    label = edition.labels[report.id]
    before, after = coverage.nearest(slug, report)
    at = report.pages.index(page)
    around = (report.pages[at - 1] if at else None, next(islice(report.pages, at + 1, None), None))
    shown = _Shown(own=page.placed, here=here, report=report.id, label=label, passages=passages, linked=set())
    return Ways(
        topic=Way(name=title, href=link(here, topic_path(slug))) if title else None,
        before=_year(before, here),
        after=_year(after, here),
        previous=_page(around[0], label, here),
        following=_page(around[1], label, here),
        beside=_beside((after, before), around, shown) if is_thin(page) else (),
    )


def is_thin(page: PublishedPage) -> bool:
    """Whether a page has so few words that it shows what stands beside it, in other reports too."""
    return sum(len(block.text) for block in page.placed if not block.is_heading) < _THIN


def _year(place: Place | None, here: str) -> Way | None:
    return Way(name=place.label, href=link(here, *place.target)) if place else None


def _page(page: PublishedPage | None, label: str, here: str) -> Way | None:
    return Way(name=within(page.matter.title, label), href=link(here, page.path)) if page else None


def _beside(years: Sequence[Place | None], around: Sequence[PublishedPage | None], shown: _Shown) -> tuple[Beside, ...]:
    """The topic in the years next to this one, by what is nearest in subject; where no other year has it, the pages of the report next to this one."""
    found = [
        Beside(
            name=place.label,
            href=link(shown.here, *place.target),
            quotes=_nearest(place, shown),
        )
        for place in years
        if place is not None
    ] or [
        Beside(
            name=within(page.matter.title, shown.label),
            href=link(shown.here, page.path),
            quotes=_first(shown.report, page.placed, shown),
        )
        for page in around
        if page is not None
    ]
    return tuple(item for item in found if item.quotes)


def _first(report: str, blocks: Sequence[Placed], shown: _Shown) -> tuple[tuple[Passage, str], ...]:
    return _quotes(report, islice(_telling(blocks), _SHOWN), shown)


def _nearest(place: Place, shown: _Shown) -> tuple[tuple[Passage, str], ...]:
    report = place.report.id
    own = [(shown.report, block) for block in shown.own if block.is_report_text]
    others = [(report, block) for block in _telling(place.blocks)]
    return _quotes(report, nearest(own, others, shown.passages, _SHOWN), shown)


def _telling(blocks: Iterable[Placed]) -> Iterator[Placed]:
    """The blocks that tell something."""
    return (block for block in blocks if block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) and block.is_report_text)


def _quotes(report: str, blocks: Iterable[Placed], shown: _Shown) -> tuple[tuple[Passage, str], ...]:
    """The beginnings of blocks."""
    found = []
    for block in blocks:
        end = beginning_of(block.text, _WHOLE)
        passage = shown.passages.passage(report, block, shown.here, end=end, linked=shown.linked)
        found.append((passage, link(shown.here, block.page, block.id)))
    return tuple(found)
