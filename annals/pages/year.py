"""Year pages: what a report contains in its own order, where it comes from, what was done to it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial

from jinja2 import Environment

from annals.clean.order import RULE_NAMES
from annals.model import BlockKind, Edition, PageKind, Report, Safety, View
from annals.pages.contents import contents_of
from annals.pages.entity_links import named
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
"""Codes of doubts: single places that may have been read wrongly, and a text that was not understood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubted:
    """One kind of doubt about a report: its words, at how many places, and the raw line (1-based) of the first,
    to which `href` leads."""

    reason: str
    count: int
    line: int
    href: str


def year_page(report: Report, edition: Edition, text: str, told: ToldLists, templates: Environment) -> View:
    """The derived part of a report's index page."""
    here = f"{report.id}/index.md"
    entities = named(edition, here, {(report.id, block.id) for block in report.order})
    reviews = [entry for entry in report.ledger or () if entry.safety is Safety.REVIEW and entry.code in RULE_NAMES]
    html = templates.get_template("year_page.html.j2").render(
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
        misunderstood=any(flag.code == _WHOLE for flag in report.flags),
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
        html=html,
        toc=(
            (2, "contents", "目录"),
            (2, "record", "更正与存疑"),
            *(((2, "entities", "条目"),) if entities else ()),
            (2, "source", "来源"),
        ),
        edit=f"docs/{here}",
        description=f"{edition.labels[report.id]}年：{report.title}",
        report=report.id,
    )


def _doubted(report: Report, here: str) -> tuple[Doubted, ...]:
    """The kinds of doubt, the most frequent first."""
    lines: dict[str, list[int]] = {}
    for flag in report.flags:
        if flag.code in _SIGNS:
            lines.setdefault(flag.reason, []).append(flag.lines[0])
    found = [
        Doubted(reason=reason, count=len(at), line=min(at), href=raw_link(here, report, min(at)))
        for reason, at in lines.items()
    ]
    return tuple(sorted(found, key=lambda item: (-item.count, item.line)))


def _counts(report: Report) -> tuple[tuple[str, str, int], ...]:
    """Rules that changed this report: code, name, how often."""
    counts = Counter(entry.code for entry in report.ledger or ())
    return tuple((code, RULE_NAMES[code], counts[code]) for code in sorted(counts) if code in RULE_NAMES)
