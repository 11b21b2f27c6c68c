"""Mentions as links on report pages, with a card for each entity that a page names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from dataclasses import dataclass, replace

from jinja2 import Environment

from annals.check.names import REFERENCES
from annals.model import Edition, Entity, EntityLink, Mention, PageKind, SectionKind, View
from annals.pages.links import link
from annals.text.excerpts import beginning

_LONGEST = 90
"""Characters of a description on a card."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a card tells: what it is, in which reports, how often."""

    slug: str
    title: str
    type: str
    about: str
    years: str
    mentions: int
    href: str


def entity_path(slug: str) -> str:
    return f"entities/{slug}.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An entity as a page lists it: how often the page's subject names it."""

    title: str
    href: str
    count: int


def named(edition: Edition, here: str, blocks: Container[tuple[str, str]], least: int = 1) -> tuple[Named, ...]:
    """The entities mentioned at least `least` times in some blocks, given as (report, id), the
    most often named first; `here` is the path of the page that lists them."""
    titles = {entity.slug: entity.title for entity in edition.registry.entities}
    counts = Counter(m.entity for m in edition.registry.mentions if (m.report, m.block) in blocks)
    return tuple(
        Named(title=titles[slug], href=link(here, entity_path(slug)), count=count)
        for slug, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if count >= least
    )


def linked_views(views: tuple[View, ...], edition: Edition, templates: Environment) -> tuple[View, ...]:
    """The views of report text with their mentions linked, and the cards for what these and other views link."""
    by_block: dict[tuple[str, str], list[Mention]] = {}
    for mention in edition.registry.mentions:
        by_block.setdefault((mention.report, mention.block), []).append(mention)
    facts = _facts(edition)
    return tuple(
        _linked(view, by_block, facts, templates)
        if view.kind in (PageKind.REPORT, PageKind.CHAPTER) or view.named
        else view
        for view in views
    )


def _linked(
    view: View, by_block: dict[tuple[str, str], list[Mention]], facts: dict[str, Card], templates: Environment
) -> View:
    def links(block: str) -> tuple[EntityLink, ...]:
        mentions = by_block.get((view.report, block), ())
        return tuple(
            EntityLink(start=m.start, end=m.end, slug=m.entity, href=link(view.path, entity_path(m.entity)))
            for m in mentions
        )

    # A name in a heading is a mention, but no link.
    marking = tuple(
        block if block.kind in tuple(SectionKind) else replace(block, links=links(block.id)) for block in view.marking
    )
    slugs = dict.fromkeys([*(found.slug for block in marking for found in block.links), *view.named])
    if not slugs:
        return view
    cards = [replace(facts[slug], href=link(view.path, entity_path(slug))) for slug in slugs]
    return replace(
        view, marking=marking, html=view.html + templates.get_template("entity_cards.html.j2").render(cards=cards)
    )


def _facts(edition: Edition) -> dict[str, Card]:
    """The card of every entity, without its link."""
    order = {report.id: place for place, report in enumerate(edition.ordered())}
    counts: Counter[str] = Counter()
    reports: dict[str, set[str]] = {}
    for mention in edition.registry.mentions:
        counts[mention.entity] += 1
        reports.setdefault(mention.entity, set()).add(mention.report)
    return {
        entity.slug: Card(
            slug=entity.slug,
            title=entity.title,
            type=entity.type,
            about=about(entity),
            years="、".join(
                edition.labels[report] for report in sorted(reports.get(entity.slug, ()), key=order.__getitem__)
            ),
            mentions=counts[entity.slug],
            href="",
        )
        for entity in edition.registry.entities
    }


def about(entity: Entity) -> str:
    """The first paragraph of an entry's prose, its references taken off.

    >>> entry = Entity(slug="a", title="甲会", title_source="report", type="论坛", body="两年一次的论坛。[2012#l19]")
    >>> about(entry)
    '两年一次的论坛。'
    """
    first = REFERENCES.sub("", entity.body.split("\n\n")[0]).replace("\n", " ").strip()
    return beginning(first, _LONGEST)
