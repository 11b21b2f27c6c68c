"""Topic pages: one subject through the years, each section where its report counts it."""

from __future__ import annotations

from dataclasses import dataclass

from jinja2 import Environment

from annals.markdown.front import fenced
from annals.model import Edition, PageKind, Topic, View
from annals.pages.coverage import Coverage, Detail, Place
from annals.pages.entity_links import named
from annals.pages.links import link
from annals.pages.passage import Passage, Passages
from annals.pages.sections import Section, Shown, sections_of
from annals.text.excerpts import beginning

_DESCRIBED = 120
"""Characters of a topic's introduction that describe it to search engines."""
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
    the sections where they are whole."""

    id: str
    name: str
    title: str
    href: str
    own: str
    whole: bool
    length: int
    sections: tuple[Section, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A report in the list of years: where it speaks of the topic, empty where it does not."""

    name: str
    href: str


def topic_stubs(topic: Topic, templates: Environment) -> tuple[View, ...]:
    """Pages at the addresses that a topic had before, leading to where it stands now."""
    found = []
    for old in topic.redirect_from:
        here = f"topics/{old}.md"
        html = templates.get_template("page_stub.html.j2").render(
            title=topic.title, target=link(here, f"topics/{topic.slug}.md")
        )
        found.append(View(path=here, title="此专题已移", kind=PageKind.STUB, markdown="", html=html))
    return tuple(found)


def topic_page(topic: Topic, edition: Edition, coverage: Coverage, passages: Passages, templates: Environment) -> View:
    """The derived part of a topic page."""
    here = f"topics/{topic.slug}.md"
    places = coverage.places[topic.slug]
    years = tuple(_year(place, here, passages) for place in places if place.detail is not Detail.NOTHING)
    blocks = {(place.report.id, block.id) for place in places for block in place.own}
    entities = named(edition, here, blocks, _LEAST_NAMED)[:_MOST_NAMED]
    html = templates.get_template("topic_page.html.j2").render(
        listed=_listed(topic, edition, coverage, here), years=years, entities=entities
    )
    toc = (
        *((2, f"y-{year.id}", year.name) for year in years),
        *(((2, "entities", "相关条目"),) if entities else ()),
    )
    return View(
        path=here,
        title=topic.title,
        kind=PageKind.TOPIC,
        markdown=edition.docs.get(here, _shipped(topic)),
        html=html,
        crumbs=(("专题", "topics/index.md"),),
        toc=toc,
        edit=f"docs/{here}",
        description=beginning(topic.body.strip(), _DESCRIBED),
    )


def _shipped(topic: Topic) -> str:
    return f"{fenced({'title': topic.title})}\n{topic.body}"


def _listed(topic: Topic, edition: Edition, coverage: Coverage, here: str) -> tuple[Listed, ...]:
    """Every report: its place on the topic's page, where that shows nothing of it the text itself."""
    found = []
    for report in edition.ordered():
        place = coverage.at(topic.slug, report.id)
        if place is not None and place.anchor:
            href = link(here, f"topics/{topic.slug}.md", place.anchor)
        else:
            href = link(here, *place.target) if place else ""
        found.append(Listed(name=edition.labels[report.id], href=href))
    return tuple(found)


def _year(place: Place, here: str, passages: Passages) -> Year:
    report, whole = place.report, place.detail is Detail.WHOLE
    shown = Shown(report=report, here=here, passages=passages, linked=set())
    return Year(
        id=report.id,
        name=place.label,
        title=report.title,
        href=link(here, f"{report.id}/index.md"),
        own=link(here, *place.target) if place.own else "",
        whole=whole,
        length=sum(len(block.text) for block in (*(place.own if whole else ()), *place.quoted)),
        sections=sections_of(place.own, shown, whole=whole),
        quotes=tuple(
            Quote(href=shown.href(block), chain=shown.chain(block), passage=shown.passage(block))
            for block in place.quoted
        ),
    )


def topics_index(edition: Edition, coverage: Coverage, templates: Environment) -> View:
    """All topics with the years that cover each."""
    here = "topics/index.md"
    rows = [
        (topic, link(here, f"topics/{topic.slug}.md"), _listed(topic, edition, coverage, here))
        for topic in edition.topics
    ]
    html = templates.get_template("topics_index.html.j2").render(rows=rows)
    return View(
        path=here,
        title="专题",
        kind=PageKind.TOPICS,
        markdown="",
        html=html,
        description="同一主题在各年报告中的内容，逐年对照",
    )
