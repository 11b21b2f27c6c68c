"""What became of something through the years, in short: the newest editions of an entity that an editor names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annals.model import Edition, Entity, Statement
from annals.pages.entity import EntityPages
from annals.pages.entity_links import about
from annals.pages.links import link
from annals.pages.occasions import Row, rows, told

_STORIES, _YEARS = 3, 6
"""How many are told, and how many years of each."""
_FIELDS = (("ordinal", ""), ("start", ""), ("theme", "主题"), ("host_country", "主宾国"))
"""What is told of a year, in order, each with the word that says what it is where its value does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One value, the sentence it was read from and the link to where that stands."""

    what: str
    value: str
    quote: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A year of a story: what is known of it or, where no edition is recorded, how often the report names it."""

    name: str
    href: str
    facts: tuple[Fact, ...]
    mentions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An entity: what it is, its newest years, and how often the reports name it in all."""

    title: str
    href: str
    about: str
    chapters: tuple[Chapter, ...]
    mentions: int


def stories_of(slugs: Sequence[str], edition: Edition, entries: EntityPages, here: str) -> tuple[Story, ...]:
    """The stories of some entities on the page `here`; of those that there are not, none."""
    known = [entries.entities[slug] for slug in slugs if slug in entries.entities]
    return tuple(_story(entity, edition, entries, here) for entity in known[:_STORIES])


def _story(entity: Entity, edition: Edition, entries: EntityPages, here: str) -> Story:
    mentions = entries.mentions.get(entity.slug, ())
    href = link(here, entity.path)
    occasions = sorted(rows(entity, entries.references), key=lambda row: -row.year)
    chapters = [_of_row(row, entries, href, here) for row in occasions] or [
        Chapter(name=edition.labels[report.id], href=f"{href}#y-{report.id}", facts=(), mentions=count)
        for report in edition.ordered()
        if (count := sum(mention.report == report.id for mention in mentions))
    ]
    return Story(
        title=entity.title,
        href=href,
        about=about(entity),
        chapters=tuple(chapters[:_YEARS]),
        mentions=len(mentions),
    )


def _of_row(row: Row, entries: EntityPages, href: str, here: str) -> Chapter:
    facts = [
        Fact(what=what, value=told(statement, row), quote=statement.quote, href=at)
        for field, what in _FIELDS
        for statement in row.values(field)
        if (at := _at(statement, entries, here))
    ]
    return Chapter(name=str(row.year), href=f"{href}#editions", facts=tuple(facts), mentions=0)


def _at(statement: Statement, entries: EntityPages, here: str) -> str:
    found = entries.references.find(statement.block, statement.quote)
    return link(here, found[1].page, found[1].id) if found else ""
