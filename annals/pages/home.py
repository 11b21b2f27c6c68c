"""The home page: what this is and who stands behind it, what each year covers, the story of what an editor names, what
changed lately."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from jinja2 import Environment

from annals.model import Edition, PageKind, Report, Topic, View, newest_first
from annals.pages.changes import latest_changes
from annals.pages.coverage import Coverage, Place
from annals.pages.entity import EntityPages
from annals.pages.hubs import ABOUT, TOPICS
from annals.pages.indicators import HUB as FIGURES
from annals.pages.links import link
from annals.pages.quotations import PATH as QUOTATIONS
from annals.pages.shelf_pages import covers
from annals.pages.shelves import HUB, MANY, Shelf, Shelves
from annals.pages.standing import CHANGES
from annals.pages.stories import stories_of
from annals.pages.terms import reached
from annals.pages.told import ToldLists

HERE = "index.md"
_YEARS, _TABLES = 8, 3
"""How many years of a series a table shows, the newest; and of how many series there is one."""
_CHANGES = 3
"""How many changes it tells."""
_LITTLE, _MUCH = 300, 1200
"""Below so many characters a report says little on a topic, from so many on much."""


class Amount(StrEnum):
    """How much a report says on a topic; QUOTED: it has no page of its own, only paragraphs elsewhere."""

    QUOTED = "quoted"
    LITTLE = "little"
    SOME = "some"
    MUCH = "much"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What a report has on a topic, with the number of its characters."""

    name: str
    href: str
    amount: Amount
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """The table of one series: its reports as (year, name, link), a row for each topic as (title, link, cells), a cell None
    where there is nothing; `more` says that there are years before these."""

    series: str
    reports: tuple[tuple[str, str, str], ...]
    rows: tuple[tuple[str, str, tuple[Cell | None, ...]], ...]
    more: bool


def home_page(
    edition: Edition,
    text: str,
    coverage: Coverage,
    entries: EntityPages,
    shelves: Shelves,
    told: ToldLists,
    templates: Environment,
) -> View:
    """The derived part of the home page; `text` are the editors' words above it."""
    contact = edition.facts.contact
    newest = newest_first(edition.reports)[:MANY] if shelves.hub else edition.ordered()
    html = templates.get_template("home.html.j2").render(
        reports=[(report, edition.labels[report.id], link(HERE, report.home), covers(report)) for report in newest],
        count=len(edition.reports),
        series=[(shelf, link(HERE, shelf.path)) for shelf in shelves.shelves[:MANY]] if shelves.several else [],
        more_series=max(0, len(shelves.shelves) - MANY),
        hub=link(HERE, HUB) if shelves.hub else "",
        covered=_covered(edition, coverage, shelves.shelves),
        gaps=() if shelves.several else next((shelf.gaps for shelf in shelves.shelves), ()),
        stories=stories_of(edition.facts.home.stories, edition, entries, HERE),
        changes=latest_changes(edition, _CHANGES),
        changes_href=link(HERE, CHANGES),
        topics_href=link(HERE, TOPICS.path),
        link=partial(link, HERE),
    )
    lead = templates.get_template("home_lead.html.j2").render(
        author=edition.facts.site_author,
        contact=contact,
        contact_href=reached(contact),
        about=link(HERE, ABOUT.path) if ABOUT.path in edition.docs else "",
        quotations=link(HERE, QUOTATIONS),
        figures=link(HERE, FIGURES) if edition.indicators else "",
        lists=told.all(HERE),
    )
    return View(
        path=HERE,
        title=edition.facts.site_name,
        kind=PageKind.HOME,
        markdown=text,
        made=lead + html,
        edit="docs/index.md",
    )


def _covered(edition: Edition, coverage: Coverage, shelves: Sequence[Shelf]) -> tuple[Covered, ...]:
    """A table for each of the first series: no row of years mixes two."""
    return tuple(
        Covered(
            series=shelf.series.name if len(shelves) > 1 else "",
            reports=tuple(
                (
                    _short(edition.labels[r.id], r, several=len(shelves) > 1),
                    edition.labels[r.id],
                    link(HERE, r.home),
                )
                for r in shelf.reports[:_YEARS]
            ),
            rows=tuple(_rows(edition.topics, shelf.reports[:_YEARS], coverage)),
            more=len(shelf.reports) > _YEARS,
        )
        for shelf in shelves[:_TABLES]
    )


def _short(label: str, report: Report, *, several: bool) -> str:
    """A label below the name of its series, which need not be told again."""
    return label.removeprefix(label.partition(str(report.year))[0]) if several and report.year is not None else label


def _rows(
    topics: Sequence[Topic], reports: Sequence[Report], coverage: Coverage
) -> list[tuple[str, str, tuple[Cell | None, ...]]]:
    rows = []
    for topic in topics:
        cells = tuple(_cell(coverage.at(topic.slug, report.id)) for report in reports)
        if any(cells):
            rows.append((topic.title, link(HERE, topic.path), cells))
    return rows


def _cell(place: Place | None) -> Cell | None:
    if place is None:
        return None
    length = sum(len(block.text) for block in place.blocks)
    amount = Amount.LITTLE if length < _LITTLE else Amount.SOME if length < _MUCH else Amount.MUCH
    return Cell(
        name=place.label,
        href=link(HERE, *place.target),
        amount=amount if place.own else Amount.QUOTED,
        length=length,
    )
