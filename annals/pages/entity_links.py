"""Mentions as links on report pages, and what an entry says of itself in short."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from annals.check.entry import REFERENCES
from annals.model import Edition, Entity, EntityLink, Mention, PageKind, SectionKind, View, entity_path
from annals.pages.links import link
from annals.text.excerpts import beginning

_LONGEST = 90
"""Characters of a description on a card."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An entity as a page lists it: how often the page's subject names it."""

    title: str
    href: str
    count: int


def named(edition: Edition, here: str, blocks: Iterable[tuple[str, str]], least: int = 1) -> tuple[Named, ...]:
    """The entities mentioned at least `least` times in some blocks, given as (report, id), the
    most often named first; `here` is the path of the page that lists them."""
    titles = {entity.slug: entity.title for entity in edition.registry.entities}
    by_block = edition.registry.by_block
    counts = Counter(mention.entity for where in blocks for mention in by_block.get(where, ()))
    return tuple(
        Named(title=titles[slug], href=link(here, entity_path(slug)), count=count)
        for slug, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if count >= least
    )


def linked_views(views: tuple[View, ...], edition: Edition) -> tuple[View, ...]:
    """The views of report text with their mentions linked."""
    by_block = edition.registry.by_block
    return tuple(
        _linked(view, by_block) if view.kind in (PageKind.REPORT, PageKind.CHAPTER) else view for view in views
    )


def _linked(view: View, by_block: Mapping[tuple[str, str], tuple[Mention, ...]]) -> View:
    def links(block: str) -> tuple[EntityLink, ...]:
        return tuple(
            EntityLink(
                start=mention.start,
                end=mention.end,
                slug=mention.entity,
                href=link(view.path, entity_path(mention.entity)),
            )
            for mention in by_block.get((view.report, block), ())
        )

    # A heading is a mention, but no link.
    marking = tuple(
        block if block.kind in tuple(SectionKind) else replace(block, links=links(block.id)) for block in view.marking
    )
    return replace(view, marking=marking)


def about(entity: Entity) -> str:
    """The first paragraph of an entry's prose, its references taken off.

    >>> entry = Entity(slug="a", title="甲会", title_source="report", type="论坛", body="两年一次的论坛。[2012#l19]")
    >>> about(entry)
    '两年一次的论坛。'
    """
    first = REFERENCES.sub("", entity.body.split("\n\n")[0]).replace("\n", " ").strip()
    return beginning(first, _LONGEST)
