"""The page on method: every rule in its own words with its counts, every correction and doubt that a person recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from jinja2 import Environment

from annals.clean.contract import Rule
from annals.clean.order import RULES
from annals.clean.rule_page import Example, RulePage
from annals.markdown.read import parser
from annals.model import Edition, PageKind, Report, Safety, View, newest_first
from annals.pages.filling import filled
from annals.pages.guide import about_crumbs
from annals.pages.links import link
from annals.pages.record import Record

PATH = "about/method.md"
_TOLD, _ENTRIES = 12, 100
"""Of how many reports, the newest, the page tells every correction, and how many of these in all; the others tell theirs
themselves."""
_NAMED, _OLDER = 6, 40
"""Reports that a rule names with its count, of more it says in all; reports that are named without their corrections."""
_EXAMPLES = 20_000
"""Bytes of examples of rules at work that the page has room for; `explain` shows all, also those of the others."""
_SAFETY = {Safety.SAFE: "直接应用", Safety.REVIEW: "应用，另列出来供人复核"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """A rule as readers see it, its parts as HTML; `position` is its place in the order (1-based), `counts`
    are (report, how often) where it was at work."""

    rule: Rule
    position: int
    does: str
    evidence: str
    spared: str
    examples: tuple[Example, ...]
    safety: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRows:
    id: str
    name: str
    record: Record


def method_page(edition: Edition, pages: Sequence[RulePage], text: str, templates: Environment) -> View:
    """The derived part of the page on method; `pages` are those of all rules."""
    reports = [report for report in newest_first(edition.reports) if report.ledger is not None]
    counts = [Counter(entry.code for entry in report.ledger or ()) for report in reports]
    names = [edition.labels[report.id] for report in reports]
    told = {page.code: page for page in pages}
    rules = [
        _row(rule, position, told[rule.code], _at_work(rule, names, counts)) for position, rule in enumerate(RULES, 1)
    ]
    rules = _with_room(rules)
    active = [row for row in rules if row.counts]
    waiting = [row for row in rules if not row.counts]
    everyone = newest_first(edition.reports)
    rows = _told(everyone, edition)
    shown = {row.id for row in rows}
    older = [
        (edition.labels[report.id], link(PATH, report.home, "record")) for report in everyone if report.id not in shown
    ]
    made = filled(
        templates,
        "method_page.html.j2",
        active=active,
        waiting=waiting,
        reports=rows,
        older=older[:_OLDER],
        more=len(older[_OLDER:]),
        total=len(reports),
        named=_NAMED,
    )
    return View(
        path=PATH,
        title=made.title,
        kind=PageKind.METHOD,
        markdown=text,
        made=made.html,
        crumbs=about_crumbs(edition),
        edit=f"docs/{PATH}",
    )


def _told(reports: Sequence[Report], edition: Edition) -> tuple[ReportRows, ...]:
    """The newest reports with their records, as many as the page has room for."""
    room, found = _ENTRIES, []
    for report in reports[:_TOLD]:
        record = Record.of(report, PATH)
        if record.count <= room:
            room -= record.count
            found.append(ReportRows(id=report.id, name=edition.labels[report.id], record=record))
    return tuple(found)


def _with_room(rows: Sequence[RuleRow]) -> list[RuleRow]:
    """The rules in their order, those at work with their examples as long as the page has room."""
    room, found = _EXAMPLES, []
    for row in rows:
        size = sum(len("".join(example.spelt).encode()) for example in row.examples)
        shown = bool(row.counts) and size <= room
        room -= size if shown else 0
        found.append(row if shown else replace(row, examples=()))
    return found


def _row(rule: Rule, position: int, page: RulePage, counts: tuple[tuple[str, int], ...]) -> RuleRow:
    return RuleRow(
        rule=rule,
        position=position,
        does=_html(page.does),
        evidence=_html(page.evidence),
        spared=_html(page.spared),
        examples=page.examples,
        safety=_SAFETY[rule.safety],
        counts=counts,
    )


# Made once: to make one takes longer than to read what a rule says.
_reader = parser()
_reader.options["html"] = False


def _html(markdown: str) -> str:
    """A part of a rule's page, which ships with the tool, as HTML; tags in it are text."""
    return str(_reader.render(markdown)).strip()


def _at_work(rule: Rule, names: list[str], counts: list[Counter[str]]) -> tuple[tuple[str, int], ...]:
    return tuple((name, count[rule.code]) for name, count in zip(names, counts, strict=True) if count[rule.code])
