"""A listing of all that the reports tell of one kind, and one of each topic: the chronicle, the documents of policy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from annals.model import RESERVED_TITLES, Edition, PageKind, View, topic_path
from annals.pages.coverage import Coverage
from annals.pages.filling import Filled
from annals.pages.links import link
from annals.pages.listing import Leaf, Listing, Said, listing_of
from annals.pages.spans import Room

T = TypeVar("T", bound=Said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """One page: its place in the listing, the slug of its topic (empty: all), what stands above the list. `topics` are the
    others as (title, link, how many), on first pages alone, `topic` the topic's own page as (title, link)."""

    leaf: Leaf[T]
    slug: str
    name: str
    count: int
    home: str
    topics: tuple[tuple[str, str, int], ...]
    topic: tuple[str, str]

    def view(self, kind: PageKind, made: Filled, crumbs: tuple[tuple[str, str], ...]) -> View:
        """The page with what it says; `crumbs` lead to the listing's first page of its topic."""
        first = not self.leaf.title
        return View(
            path=self.leaf.here,
            title=self.name if first else f"{self.name}（{self.leaf.title}）",
            # Search has nothing to find on the others: it knows the sentences where they stand.
            kind=kind if first and not self.slug else PageKind.SPAN,
            made=made.html,
            description=made.description,
            crumbs=(*crumbs[: -1 if first else None], *self.leaf.above),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Topical(Generic[T]):
    """`whole` lists all, `topics` those of each topic that has any, by its slug; `title` is what the list is called."""

    title: str
    edition: Edition
    whole: Listing[T]
    topics: Mapping[str, Listing[T]]

    @staticmethod
    def of(title: str, folder: str, items: Iterable[T], edition: Edition, coverage: Coverage, room: Room) -> Topical[T]:
        """Pages below `folder`; what a topic quotes from elsewhere is its own as well."""
        items = tuple(items)
        own: dict[str, list[T]] = {slug: [] for slug in (*(topic.slug for topic in edition.topics), *RESERVED_TITLES)}
        topics: dict[tuple[str, str], list[str]] = {(one.report, one.block): [] for one in items}
        for slug in own:
            places = coverage.places.get(slug, ())
            blocks = {(place.report.id, block.id) for place in places for block in (*place.own, *place.quoted)}
            for block in topics.keys() & blocks:
                topics[block].append(slug)
        for one in items:
            for slug in topics[one.report, one.block]:
                own[slug].append(one)
        return Topical(
            title=title,
            edition=edition,
            whole=listing_of(f"{folder}/index.md", items, edition, room),
            topics={
                slug: listing_of(f"{folder}/topics/{slug}.md", listed, edition, room)
                for slug, listed in own.items()
                if listed
            },
        )

    @property
    def home(self) -> str:
        """The first page; empty where there is nothing to list."""
        return self.whole.home if self.whole.items else ""

    def paths(self) -> tuple[str, ...]:
        """The pages below docs/."""
        return tuple(path for listing in self._listings() for path in listing.paths())

    def held(self) -> Iterator[tuple[str, tuple[T, ...]]]:
        """Each page below docs/ with all that it lists or leads to."""
        for listing in self._listings():
            yield from listing.held()

    def _listings(self) -> tuple[Listing[T], ...]:
        return (self.whole, *self.topics.values()) if self.home else ()

    def titles(self) -> Mapping[str, str]:
        """What topics are called, by slug."""
        return {topic.slug: topic.title for topic in self.edition.topics} | dict(RESERVED_TITLES)

    def pages(self) -> Iterator[Page[T]]:
        """All pages, those of all items first."""
        titles = self.titles()
        for slug, listing in (("", self.whole), *self.topics.items()) if self.home else ():
            for leaf in listing.leaves():
                own = slug and slug not in RESERVED_TITLES
                others = () if leaf.title else (other for other in self.topics if other != slug)
                yield Page(
                    leaf=leaf,
                    slug=slug,
                    name=f"{self.title}：{titles[slug]}" if slug else self.title,
                    count=listing.count,
                    home=link(leaf.here, listing.home),
                    topics=tuple(
                        (titles[other], link(leaf.here, self.topics[other].home), self.topics[other].count)
                        for other in others
                    ),
                    topic=(titles[slug], link(leaf.here, topic_path(slug))) if own else ("", ""),
                )

    def crumbs(self, slug: str) -> tuple[tuple[str, str], ...]:
        """What leads to the first page of a topic, or of all."""
        first = ((self.title, self.whole.home),)
        return (*first, (self.titles()[slug], self.topics[slug].home)) if slug else first

    def of_report(self, report: str, here: str) -> tuple[str, str, int] | None:
        """(Title, link, how many) of what a report has."""
        own = self.whole.items.get(report, ())
        return (self.title, self.whole.way(report, here), len(own)) if own else None

    def of_topic(self, slug: str, here: str) -> tuple[str, str, int] | None:
        """(Title, link, how many) of what a topic has."""
        listing = self.topics.get(slug)
        return (self.title, link(here, listing.home), listing.count) if listing else None
