"""Topic pages: one subject through the years, each section where its report counts it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jinja2 import Environment

from annals.markdown.front import fenced
from annals.model import Edition, PageKind, Report, Topic, View, topic_path
from annals.pages.coverage import REPORTS, ROOM, Coverage, Detail, Place
from annals.pages.entity_links import Named, named
from annals.pages.filling import filled
from annals.pages.hubs import TOPICS
from annals.pages.indicators import STYLE, IndicatorPages
from annals.pages.links import beside, link, url
from annals.pages.passage import Passage, Passages
from annals.pages.sections import Section, Shown, sections_of
from annals.pages.spans import Room, Row, Share, span_path, spans_of
from annals.pages.stubs import Gone, stub_of
from annals.pages.told import ToldLists
from annals.pages.topic_figures import figure_tables
from annals.text.excerpts import beginning

_DESCRIBED = 120
"""Characters of a topic's introduction that describe it to search engines."""
_LISTED, _FEW, _SHELVES = 120, 700, 12
"""Reports that a topic lists one by one; years that the list of all topics has in all, and how many series it names with
a number where there would be more."""
_SECTIONS = 12
"""Sections of a report, titles below one and quotations, of which a topic shows the beginnings."""
_NAMES = 60
"""Entities that a year lists."""
_SCRIPT = "assets/annals-years.js"
_LEAST_NAMED, _MOST_NAMED = 2, 16
"""How often a topic names an entity that it lists, and how many it lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A block that a topic quotes from elsewhere: where it stands, and the titles above it."""

    href: str
    chain: str
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """One report on a topic. `id` is the place on the page, `own` leads to the report's own page on it, empty where it
    has none; `whole` says that its sections are shown whole, `length` how many characters are folded: the quotations, and
    the sections where they are whole; `more` is the number of sections of which not even the beginning is shown; `names` are
    the entities that it names, for the script that compares two years, `partial` says that they are not all."""

    id: str
    name: str
    title: str
    href: str
    own: str
    whole: bool
    length: int
    sections: tuple[Section, ...]
    more: int
    quotes: tuple[Quote, ...]
    names: tuple[Named, ...] = ()
    partial: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A report in the list of years: where it speaks of the topic, empty where it does not."""

    name: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """One series in a list of years: its `name`, empty where the edition has no other; `years` are its reports, none where
    they are too many to list; `present` is how many of them speak of the topic, `href` leads to the newest of these;
    `spans` are (link, title, reports) of the pages that read on."""

    name: str
    short: str
    years: tuple[Listed, ...]
    present: int
    href: str
    spans: tuple[tuple[str, str, int], ...] = ()


def topic_stubs(topic: Topic, templates: Environment) -> tuple[View, ...]:
    """Pages at the addresses that a topic had before, leading to where it stands now."""
    return tuple(
        stub_of(Gone.TOPIC, url(topic_path(old)), topic.title, topic.path, templates) for old in topic.redirect_from
    )


def topic_page(
    topic: Topic,
    edition: Edition,
    coverage: Coverage,
    passages: Passages,
    indicators: IndicatorPages,
    told: ToldLists,
    templates: Environment,
) -> View:
    """The derived part of a topic page."""
    here = topic.path
    places = coverage.places[topic.slug]
    years = tuple(_naming(year, places, edition, here) for year in years_of(places, here, passages))
    tables = figure_tables(topic.slug, indicators, here)
    html = templates.get_template("topic_page.html.j2").render(
        shelves=_shelves(topic, edition, coverage, here, topic_spans(topic, edition, coverage)),
        years=years,
        entities=names_on(places, edition, here),
        rest=len(places) - len(years),
        tables=tables,
        own=link(here, here),
        style=beside(here, STYLE),
        script=beside(here, _SCRIPT),
        lists=told.of_topic(topic.slug, here),
    )
    return View(
        path=here,
        title=topic.title,
        kind=PageKind.TOPIC,
        markdown=edition.docs.get(here, _shipped(topic)),
        made=html,
        crumbs=(TOPICS,),
        edit=f"docs/{here}",
        description=beginning(topic.body.strip(), _DESCRIBED),
    )


def names_on(places: Sequence[Place], edition: Edition, here: str) -> tuple[Named, ...]:
    """The entities that reports name most often on their own pages on a topic."""
    blocks = {(place.report.id, block.id) for place in places for block in place.own}
    return named(edition, here, blocks, _LEAST_NAMED)[:_MOST_NAMED]


def topic_spans(topic: Topic, edition: Edition, coverage: Coverage) -> tuple[Row, ...]:
    """The spans of a topic whose own page cannot show something of each report; of others none."""
    places = coverage.places[topic.slug]
    if all(place.detail is not Detail.NOTHING for place in places):
        return ()
    shares = (Share(report=place.report, weight=place.weight) for place in places)
    return spans_of(shares, edition, Room(weight=ROOM, reports=REPORTS, whole=True))


def years_of(places: Sequence[Place], here: str, passages: Passages) -> tuple[Year, ...]:
    """What each report has on a topic, of those of which the page `here` shows something."""
    return tuple(_year(place, here, passages) for place in places if place.detail is not Detail.NOTHING)


def _naming(year: Year, places: Sequence[Place], edition: Edition, here: str) -> Year:
    """A year with the entities that its report names on the topic, in what it quotes too."""
    place = next(place for place in places if place.report.id == year.id)
    found = named(edition, here, ((year.id, block.id) for block in (*place.own, *place.quoted)))
    return replace(year, names=found[:_NAMES], partial=len(found) > _NAMES)


def _shipped(topic: Topic) -> str:
    return f"{fenced({'title': topic.title})}\n{topic.body}"


def _shelves(
    topic: Topic, edition: Edition, coverage: Coverage, here: str, rows: tuple[Row, ...] = ()
) -> tuple[Shelf, ...]:
    """The years by series, where all reports together are few enough to list."""
    spans = {row.series.id: row.spans for row in rows}
    places = {place.report.id: place for place in coverage.places[topic.slug]}
    shelves = edition.shelves()
    few = len(edition.reports) <= _LISTED and (not rows or len(shelves) == 1)
    found = []
    for series, reports in shelves:
        present = [places[report.id] for report in reports if report.id in places]
        found.append(
            Shelf(
                name=series.name if len(shelves) > 1 else "",
                short=series.short or series.name,
                years=tuple(
                    _listed(report, places.get(report.id), edition, topic, here)
                    for report in reports
                    if few or (report.id in places and not rows)
                ),
                present=len(present),
                href=_way(present[0], topic, here) if present else "",
                spans=tuple(
                    (link(here, span_path(topic.path, span.name)), span.title, len(span.shares))
                    for span in spans.get(series.id, ())
                ),
            )
        )
    return tuple(found)


def _listed(report: Report, place: Place | None, edition: Edition, topic: Topic, here: str) -> Listed:
    """A report's place on the topic's page, where that shows nothing of it the text itself."""
    return Listed(name=edition.labels[report.id], href=_way(place, topic, here) if place else "")


def _way(place: Place, topic: Topic, here: str) -> str:
    return link(here, topic.path, place.anchor) if place.anchor else link(here, *place.target)


def _year(place: Place, here: str, passages: Passages) -> Year:
    report, whole = place.report, place.detail is Detail.WHOLE
    shown = Shown(report=report, here=here, passages=passages, linked=set())
    sections = sections_of(place.own, shown, whole=whole)
    return Year(
        id=report.id,
        name=place.label,
        title=report.title,
        href=link(here, report.home),
        own=link(here, *place.target) if place.own else "",
        whole=whole,
        length=sum(len(block.text) for block in (*(place.own if whole else ()), *place.quoted)),
        sections=sections if whole else tuple(_shortened(section) for section in sections[:_SECTIONS]),
        more=0 if whole else len(sections[_SECTIONS:]),
        quotes=tuple(
            Quote(href=shown.href(block), chain=shown.chain(block), passage=shown.passage(block))
            for block in place.quoted[: None if whole else _SECTIONS]
        ),
    )


def _shortened(section: Section) -> Section:
    """A section whose beginning is shown, with the first titles below it."""
    return replace(section, below=section.below[:_SECTIONS])


def topics_index(edition: Edition, coverage: Coverage, templates: Environment) -> View:
    """All topics with the years that cover each."""
    here = TOPICS.path
    few = len(edition.reports) * len(edition.topics) <= _FEW
    rows = []
    for topic in edition.topics:
        shelves = _shelves(topic, edition, coverage, here)
        told = shelves if few else tuple(shelf for shelf in shelves if shelf.present)
        shown = told if few else told[:_SHELVES]
        rows.append((topic, link(here, topic.path), shown, len(told) - len(shown)))
    made = filled(templates, "topics_index.html.j2", rows=rows, few=few)
    return View(
        path=here,
        title=TOPICS.title,
        kind=PageKind.TOPICS,
        markdown="",
        made=made.html,
        description=made.description,
    )
