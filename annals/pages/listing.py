"""Things told by reports, listed year by year on one page, or on pages by decade, year and report where they are many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Generic, Protocol, TypeVar

from annals.model import Edition, Report
from annals.pages.links import link, origin_lines
from annals.pages.spans import Room, Row, Share, Span, spans_of

_LISTED = 300
"""Spans that a page leads to; of more it says how many there are."""


class Said(Protocol):
    """Something that stands in a block of a report."""

    @property
    def report(self) -> str: ...
    @property
    def block(self) -> str: ...


T = TypeVar("T", bound=Said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf(Generic[T]):
    """One page of a listing: its path below docs/; `title` of its years, empty on the first page; `above` are the pages
    over it as (title, path); `shown` the reports with what each has, none where `rows` lead on: (name of the series, empty
    where there is but one, ways as (link, title, how many)). `more` counts the ways that have no room, `beside` are (link,
    title)."""

    here: str
    title: str = ""
    above: tuple[tuple[str, str], ...] = ()
    shown: tuple[tuple[Report, tuple[T, ...]], ...] = ()
    rows: tuple[tuple[str, tuple[tuple[str, str, int], ...]], ...] = ()
    more: int = 0
    beside: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Generic[T]):
    """A list whose first page is at `home`; `items` by report in the order in which years are listed."""

    home: str
    edition: Edition
    items: Mapping[str, tuple[T, ...]]
    rows: tuple[Row, ...]
    room: Room

    @property
    def count(self) -> int:
        return sum(map(len, self.items.values()))

    def paths(self) -> tuple[str, ...]:
        """The pages below docs/."""
        return (self.home, *(self._path(span) for row in self.rows for span in row.every()))

    def held(self) -> Iterator[tuple[str, tuple[T, ...]]]:
        """Each page below docs/ with all that it lists, or that stands on the pages it leads to and counts."""
        yield self.home, tuple(chain.from_iterable(self.items.values()))
        for span in (span for row in self.rows for span in row.every()):
            reports = (share.report.id for share in span.shares)
            yield self._path(span), tuple(one for _, own in self._within(reports, span.lines) for one in own)

    def way(self, report: str, here: str) -> str:
        """Where the page is that lists what a report has; empty where it has nothing."""
        if report not in self.items:
            return ""
        for row in self.rows:
            for root in row.roots:
                *_, last = [None, *root.of_report(report)]
                if last is not None:
                    return link(here, self._path(last), "" if last.parts else f"y-{report}")
        return link(here, self.home, f"y-{report}")

    def leaves(self) -> Iterator[Leaf[T]]:
        """All pages, the first one first."""
        if not self.rows:
            yield Leaf(here=self.home, shown=tuple(self._shown(self.items)))
            return
        several = len(self.edition.shelves()) > 1
        yield Leaf(
            here=self.home,
            rows=tuple(
                (row.series.name if several else "", self._ways(self.home, row.spans[:_LISTED])) for row in self.rows
            ),
            more=sum(len(row.spans[_LISTED:]) for row in self.rows),
        )
        for row in self.rows:
            yield from self._below(row, row.roots, ())

    def _below(self, row: Row, spans: Sequence[Span], above: tuple[tuple[str, str], ...]) -> Iterator[Leaf[T]]:
        beside = [None, *spans, None]
        for before, span, behind in zip(beside, spans, beside[2:], strict=False):
            here = self._path(span)
            series = row.series.name if row.top not in (None, span) else ""
            yield Leaf(
                here=here,
                title=series + span.title,
                above=above,
                shown=() if span.parts else tuple(self._shown((share.report.id for share in span.shares), span.lines)),
                rows=(("", self._ways(here, span.parts[:_LISTED])),) if span.parts else (),
                more=len(span.parts[_LISTED:]),
                beside=tuple(
                    (link(here, self._path(other)), other.title) for other in (before, behind) if other is not None
                ),
            )
            yield from self._below(row, span.parts, (*above, (span.title, here)))

    def _ways(self, here: str, spans: Iterable[Span]) -> tuple[tuple[str, str, int], ...]:
        return tuple((link(here, self._path(span)), span.title, span.weight) for span in spans)

    def _shown(
        self, reports: Iterable[str], lines: tuple[int, int] | None = None
    ) -> Iterator[tuple[Report, tuple[T, ...]]]:
        for report, items in self._within(reports, lines):
            # A part has more than a page holds only where one raw line does.
            yield report, items[: self.room.weight]

    def _within(self, reports: Iterable[str], lines: tuple[int, int] | None) -> Iterator[tuple[Report, tuple[T, ...]]]:
        """The items of some reports, of a part of one those of its first to last raw line."""
        by_id = {report.id: report for report in self.edition.reports}
        for name in reports:
            report, items = by_id[name], self.items[name]
            if lines is not None:
                at = raw_lines(report, items)
                items = tuple(one for one, line in zip(items, at, strict=True) if lines[0] <= line <= lines[1])
            yield report, items

    def _path(self, span: Span) -> str:
        return f"{self.home.removesuffix('.md').removesuffix('/index')}/{span.name}.md"


def listing_of(home: str, items: Iterable[T], edition: Edition, room: Room) -> Listing[T]:
    """The items of all reports, each report's in the order given."""
    found: dict[str, list[T]] = {report.id: [] for report in edition.ordered()}
    for one in items:
        found[one.report].append(one)
    held = {name: tuple(own) for name, own in found.items() if own}
    reports = {report.id: report for report in edition.reports}
    shares = [
        Share(report=reports[name], weight=len(own), lines=raw_lines(reports[name], own)) for name, own in held.items()
    ]
    rows = () if room.holds(shares) else spans_of(shares, edition, room)
    return Listing(home=home, edition=edition, items=held, rows=rows, room=room)


def raw_lines(report: Report, items: Iterable[Said]) -> tuple[int, ...]:
    """The raw line (1-based) of each item's block; a block that an editor added counts with the one before."""
    found: list[int] = []
    for one in items:
        lines = origin_lines(report.index.placed[one.block].stem)
        found.append(lines[0][0] if lines else found[-1] if found else 1)
    return tuple(found)
