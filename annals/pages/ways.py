"""The ways on from a report page: to its topic, to the same topic in other years, to the pages before and behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from math import log, sqrt

from annals.model import BlockKind, Edition, Placed, PublishedPage, Report, topic_path
from annals.pages.coverage import Coverage, Place
from annals.pages.links import link, within
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
            quotes=_quotes(shown.report, islice(_telling(page.placed), _SHOWN), shown),
        )
        for page in around
        if page is not None
    ]
    return tuple(item for item in found if item.quotes)


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


_TOO_COMMON = 0.5
"""Pairs of characters that more than this share of the blocks to choose from hold tell none of them from the others."""
_LEAST_PAIRS = 3
"""So many rare pairs are shared by blocks that speak of one thing; one or two are shared by chance."""

Owned = tuple[str, Placed]
"""A block with the id of its report."""


def nearest(own: Sequence[Owned], others: Sequence[Owned], passages: Passages, most: int) -> tuple[Placed, ...]:
    """At most so many of the other blocks, the nearest first: those that share an entity, or where none does those
    that share rare words. Where none shares anything, the first alone."""
    named = Counter(slug for report, block in own for slug in _named(report, block, passages))
    words = {pair for _, block in own for pair in _pairs(block.text)}
    held = Counter(pair for _, block in others for pair in _pairs(block.text))
    most_held = max(1, int(len(others) * _TOO_COMMON))
    rare = {pair: log((len(others) + 1) / held[pair]) for pair in words if 0 < held[pair] <= most_held}
    ranked = []
    for at, (report, block) in enumerate(others):
        # What the page names often and the reports seldom is what it is about.
        shared = (named[slug] / passages.commonness[slug] for slug in {*_named(report, block, passages)} & named.keys())
        ranked.append((-sum(shared), -_weight(block.text, rare), at, block))
    ranked.sort(key=lambda item: item[:3])
    by_name = [block for names, _, _, block in ranked if names]
    by_words = [block for _, pairs, _, block in ranked if pairs]
    return tuple((by_name or by_words)[:most]) or tuple(block for _, block in others[:1])


def _named(report: str, block: Placed, passages: Passages) -> Iterable[str]:
    return (mention.entity for mention in passages.mentions.get((report, block.id), ()))


def _weight(text: str, rare: dict[tuple[str, str], float]) -> float:
    """How many rare pairs a text holds, the rarer the heavier; a long one holds more of any."""
    pairs = _pairs(text)
    shared = pairs & rare.keys()
    return sum(sorted(rare[pair] for pair in shared)) / sqrt(len(pairs)) if len(shared) >= _LEAST_PAIRS else 0.0


def _pairs(text: str) -> set[tuple[str, str]]:
    return {pair for pair in pairwise(text) if all(char.isalpha() for char in pair)}
