"""What the reports say of a name, by report: all of it, or its beginning with the way to all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annals.model import Edition, Mention, Report, entity_path
from annals.pages.links import link
from annals.pages.listing import raw_lines
from annals.pages.passage import Passages
from annals.pages.quoting import Quoted, quotes
from annals.pages.spans import Room, Row, Share, span_path, spans_of

ROOM = Room(weight=120, reports=40)
"""Mentions that a page quotes, in so many reports: some 600 bytes each."""

Named = Mapping[str, Mapping[str, Sequence[Mention]]]
"""The mentions by slug and id of the report, in reading order; the reports in the order in which years are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMentions:
    """What one report says: its sentences in reading order, none where it does not name it; `href` leads to all of them
    where these are not all."""

    id: str
    name: str
    year: int | None
    count: int
    quotes: tuple[Quoted, ...]
    href: str = ""


def named_by_report(edition: Edition) -> Named:
    """All mentions, each found without going over the others."""
    order = {report.id: place for place, report in enumerate(edition.ordered())}
    found: dict[str, dict[str, list[Mention]]] = {}
    for mention in sorted(edition.registry.mentions, key=lambda mention: order.get(mention.report, len(order))):
        found.setdefault(mention.entity, {}).setdefault(mention.report, []).append(mention)
    return found


def is_long(mentions: Mapping[str, Sequence[Mention]]) -> bool:
    """Whether an entity is named more often than its own page can quote."""
    return len(mentions) > ROOM.reports or sum(map(len, mentions.values())) > ROOM.weight


def mention_spans(edition: Edition, named: Named) -> dict[str, tuple[Row, ...]]:
    """The spans of the entities that are named too often for one page, by slug."""
    reports = {report.id: report for report in edition.reports}
    return {
        slug: spans_of((_share(reports[report], own) for report, own in by_report.items()), edition, ROOM)
        for slug, by_report in named.items()
        if is_long(by_report)
    }


def _share(report: Report, mentions: Sequence[Mention]) -> Share:
    return Share(report=report, weight=len(mentions), lines=raw_lines(report, mentions))


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """Tells what a report says of an entity on a page."""

    edition: Edition
    named: Named
    passages: Passages
    spans: Mapping[str, tuple[Row, ...]]

    def told(self, slug: str, report: Report, here: str, within: tuple[int, int] | None = None) -> ReportMentions:
        """All that a report says, on the page `here`; `within` are the first and last raw line, of a part of it."""
        found = self.named.get(slug, {}).get(report.id, ())
        if within is not None:
            lines = raw_lines(report, found)
            found = [mention for mention, line in zip(found, lines, strict=True) if within[0] <= line <= within[1]]
        # A part has more than a page holds only where one raw line does.
        return self._of(report, found, quotes(found[: ROOM.weight], report, here, self.passages), "")

    def first(self, slug: str, report: Report, here: str) -> ReportMentions:
        """The first thing that a report says, and the way to all of it."""
        found = self.named.get(slug, {}).get(report.id, ())
        first = [mention for mention in found if mention.block == found[0].block]
        shown = quotes(first, report, here, self.passages)[:1]
        whole = len(quotes(found, report, here, self.passages)) == 1 if len(found) == len(first) else False
        return self._of(report, found, shown, "" if whole else self.way(slug, report, here))

    def way(self, slug: str, report: Report, here: str) -> str:
        """Where all that a report says is quoted; empty where it says nothing."""
        for row in self.spans.get(slug, ()):
            for span in row.roots:
                *_, last = [None, *span.of_report(report.id)]
                if last is not None:
                    return link(here, span_path(entity_path(slug), last.name), "" if last.parts else f"y-{report.id}")
        return ""

    def _of(self, report: Report, found: Sequence[Mention], shown: tuple[Quoted, ...], href: str) -> ReportMentions:
        return ReportMentions(
            id=report.id,
            name=self.edition.labels[report.id],
            year=report.year,
            count=len(found),
            quotes=shown,
            href=href,
        )
