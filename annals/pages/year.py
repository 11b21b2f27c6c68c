"""Year pages: what a report contains in its own order, where it comes from, what was done to it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial

from jinja2 import Environment

from annals.clean.order import RULE_NAMES
from annals.model import BlockKind, Edition, Flag, PageKind, Report, Safety, View
from annals.pages.contents import contents_of
from annals.pages.entity_links import named
from annals.pages.filling import filled
from annals.pages.links import lines_label, link, raw_link, within
from annals.pages.record import Record
from annals.pages.told import ToldLists

_NAMED_FIRST, _TOLD_FIRST = 24, 8
"""How many entities, and how many corrections and doubts each, the page shows before one asks for the rest."""
_NAMED, _TOLD, _REVIEWS, _PAGES = 200, 100, 60, 24
"""How many of them it has at all, of a volume that has more: the data file has every one; how many places to look at again
it names, and how many pages it lists without a fold."""

_SIGNS = ("N111", "N112")
_WHOLE = "W302"
"""Codes of doubts: places that may have been read wrongly, and a text that was not understood."""
_AT = 8
"""So many places of one kind of doubt are linked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubted:
    """One kind of doubt about a report: its words, at how many places, and the first of these: the raw lines (1-based) as
    a reader sees them, and the address of the first line."""

    reason: str
    count: int
    places: tuple[tuple[str, str], ...]


def year_page(report: Report, edition: Edition, text: str, told: ToldLists, templates: Environment) -> View:
    """The derived part of a report's index page."""
    here = report.home
    entities = named(edition, here, {(report.id, block.id) for block in report.order})
    reviews = [entry for entry in report.ledger or () if entry.safety is Safety.REVIEW and entry.code in RULE_NAMES]
    made = filled(
        templates,
        "year_page.html.j2",
        report=report,
        entities=entities[:_NAMED_FIRST],
        more=entities[_NAMED_FIRST:_NAMED],
        named=len(entities),
        edition=edition.labels[report.id],
        contents=contents_of(report, here),
        counts=_counts(report),
        paragraphs=sum(1 for p in report.order if p.kind is BlockKind.PARAGRAPH),
        items=sum(1 for p in report.order if p.kind in (BlockKind.ITEM, BlockKind.ROW)),
        reviews=[(raw_link(here, report, entry.lines[0]), entry) for entry in reviews[:_REVIEWS]],
        reviewed=len(reviews),
        rule_names=RULE_NAMES,
        record=Record.of(report, here),
        told_first=_TOLD_FIRST,
        lists=told.of_report(report.id, here),
        told=_TOLD,
        pages_first=_PAGES,
        doubted=_doubted(report, here),
        misunderstood=next((flag.reason for flag in report.flags if flag.code == _WHOLE), ""),
        has_ledger=report.ledger is not None,
        lines_label=lines_label,
        link=partial(link, here),
        official=edition.facts.official,
        pages=[
            (page, link(here, page.path), within(page.matter.title, edition.labels[report.id])) for page in report.pages
        ],
    )
    return View(
        path=here,
        title=f"{edition.labels[report.id]} {report.title}",
        kind=PageKind.YEAR,
        markdown=text,
        made=made.html,
        edit=f"docs/{here}",
        description=made.description,
        report=report.id,
    )


def _doubted(report: Report, here: str) -> tuple[Doubted, ...]:
    """The kinds of doubt, the most frequent first."""
    kinds: dict[str, list[Flag]] = {}
    for flag in report.flags:
        if flag.code in _SIGNS:
            kinds.setdefault(flag.reason, []).append(flag)
    ordered = sorted(kinds.values(), key=lambda flags: (-len(flags), flags[0].lines))
    return tuple(
        Doubted(
            reason=flags[0].reason,
            count=len(flags),
            places=tuple((flag.where, raw_link(here, report, flag.lines[0])) for flag in flags[:_AT]),
        )
        for flags in ordered
    )


def _counts(report: Report) -> tuple[tuple[str, str, int], ...]:
    """Rules that changed this report: code, name, how often."""
    counts = Counter(entry.code for entry in report.ledger or ())
    return tuple((code, RULE_NAMES[code], counts[code]) for code in sorted(counts) if code in RULE_NAMES)
