"""Year pages: what a report contains in its own order, where it comes from, what was done to it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from jinja2 import Environment

from annals.clean.order import RULES
from annals.model import Edition, Report, Safety, View
from annals.pages.entity_links import named
from annals.pages.links import edition_name, lines_label, link, sort_key

_RULE_NAMES = {rule.code: rule.name for rule in RULES}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents."""

    level: int
    title: str
    href: str
    kind: str
    inserted: bool


def year_page(report: Report, edition: Edition, text: str, templates: Environment) -> View:
    """The derived part of a report's index page."""
    here = f"{report.id}/index.md"
    entities = named(edition, here, {(report.id, block.id) for block in report.order})
    html = templates.get_template("year_page.html.j2").render(
        report=report,
        entities=entities,
        edition=edition_name(report),
        contents=_contents(report, here),
        counts=_counts(report),
        paragraphs=sum(1 for p in report.order if p.block.kind == "paragraph"),
        items=sum(1 for p in report.order if p.block.kind in ("item", "row")),
        reviews=tuple(e for e in report.cleaned.ledger if e.safety is Safety.REVIEW and e.code in _RULE_NAMES)
        if report.cleaned
        else (),
        rule_names=_RULE_NAMES,
        corrections=report.cleaned.corrections if report.cleaned else (),
        has_ledger=report.cleaned is not None,
        lines_label=lines_label,
        link=lambda there, anchor="": link(here, there, anchor),
    )
    return View(
        here,
        f"{edition_name(report)} {report.title}",
        "year",
        text,
        html,
        toc=(
            (2, "contents", "目录"),
            *(((2, "entities", "条目"),) if entities else ()),
            (2, "source", "来源"),
            (2, "record", "清理记录"),
        ),
        edit=f"docs/{here}",
        description=f"{edition_name(report)}年：{report.title}",
        report=report.id,
    )


def _contents(report: Report, here: str) -> tuple[Entry, ...]:
    top = min((part.level for part in report.base if part.role == "section"), default=1)
    return tuple(
        Entry(
            placed.base.level - top + 1 if placed.base else 2,
            placed.block.text,
            link(here, placed.page, placed.id),
            placed.base.kind if placed.base else "section",
            placed.base is not None and placed.base.status == "inserted",
        )
        for placed in report.order
        if placed.block.kind == "heading" and "timeline" not in placed.block.boxes
    )


def _counts(report: Report) -> tuple[tuple[str, str, int], ...]:
    """Rules that changed this report: code, name, how often."""
    if report.cleaned is None:
        return ()
    counts = Counter(entry.code for entry in report.cleaned.ledger)
    return tuple((code, _RULE_NAMES[code], counts[code]) for code in sorted(counts) if code in _RULE_NAMES)


def home_page(edition: Edition, text: str, templates: Environment) -> View:
    """The derived part of the home page: reports and topics."""
    here = "index.md"
    reports = sorted(edition.reports, key=sort_key, reverse=True)
    html = templates.get_template("home.html.j2").render(
        reports=[
            (report, edition_name(report), link(here, f"{report.id}/index.md"), _covers(report)) for report in reports
        ],
        topics=[(topic, link(here, f"topics/{topic.slug}.md")) for topic in edition.topics],
        gaps=_gaps(edition),
        link=lambda there, anchor="": link(here, there, anchor),
    )
    return View(here, edition.facts.site_name, "home", text, html, edit="docs/index.md")


_LONGEST_NUMBER = 6
"""第十一章; what is longer is a number with its title stuck to it."""


def _covers(report: Report) -> str:
    """What of its original a report holds: its chapter and the numbers of its sections."""
    numbered = [p for p in report.order if p.base is not None and p.base.numbered]
    top = min((p.base.level for p in numbered if p.base), default=1)
    firsts = [p.block.text.split(maxsplit=1)[0] for p in numbered if p.base and p.base.level <= top + 1]
    return "、".join(dict.fromkeys(first for first in firsts if len(first) <= _LONGEST_NUMBER))


def _gaps(edition: Edition) -> tuple[str, ...]:
    """Runs of years between the first and the last report in hand that none covers."""
    years = sorted({report.year for report in edition.reports if report.year is not None})
    found = []
    for before, after in zip(years, years[1:], strict=False):
        if after - before == 2:
            found.append(str(before + 1))
        elif after - before > 2:
            found.append(f"{before + 1}–{after - 1}")
    return tuple(found)
