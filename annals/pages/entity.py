"""Entity pages: what the registry says, and everything the reports say of a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jinja2 import Environment

from annals.check.entry import REFERENCES, split_references
from annals.markdown.front import fenced
from annals.model import PLACES, Edition, Entity, Mention, PageKind, Report, Series, View, entity_path, newest_first
from annals.pages.entity_links import about
from annals.pages.filling import filled
from annals.pages.hubs import ENTITIES
from annals.pages.links import link, url
from annals.pages.mentions import ReportMentions, Teller
from annals.pages.occasion_table import FIELD_NAMES, Tables, row_spans
from annals.pages.occasions import check, rows
from annals.pages.passage import Passages
from annals.pages.quoting import References
from annals.pages.related import Related, related_names
from annals.pages.spans import span_path
from annals.pages.stubs import Gone, stub_of
from annals.pages.threads import Threads
from annals.pages.timeline import MOST_TICKS, Tick, charts

_NEWEST = 24
"""Reports whose first sentence an entry quotes where it leads to the others."""
_LISTED = 40
"""Reports of a series of which those are named that do not name an entry; of more they are counted."""
_GROUPS = 3
"""Series of which each tells how many of its reports do not name an entry; of more they are counted together."""
_KIN = 60
"""Entries that an entry names as its parts; of more it says how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityRef:
    """Another entity as a link."""

    title: str
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What the reports of one series say of an entity on its page: its `name`, empty where the edition has no other; how
    often each report that names it does; how many do not, and their labels where they are few; its spans as (link, title,
    reports, mentions)."""

    name: str
    counts: tuple[tuple[str, int], ...]
    absent: int
    without: tuple[str, ...]
    spans: tuple[tuple[str, str, int, int], ...]

    @property
    def mentions(self) -> int:
        return sum(count for _, count in self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityPages:
    """What all entity pages share; made once."""

    edition: Edition
    references: References
    passages: Passages
    entities: dict[str, Entity]
    mentions: dict[str, tuple[Mention, ...]]
    related: dict[str, tuple[Related, ...]]
    parts: dict[str, tuple[str, ...]]
    series: tuple[tuple[Series, tuple[Report, ...]], ...]
    teller: Teller
    tables: Tables

    @staticmethod
    def of(edition: Edition, threads: Threads) -> EntityPages:
        mentions: dict[str, list[Mention]] = {}
        for mention in edition.registry.mentions:
            mentions.setdefault(mention.entity, []).append(mention)
        parts: dict[str, list[str]] = {}
        for entity in edition.registry.entities:
            for whole in entity.part_of:
                parts.setdefault(whole, []).append(entity.slug)
        references, passages = References.of(edition), threads.passages
        return EntityPages(
            edition=edition,
            references=references,
            passages=passages,
            entities={entity.slug: entity for entity in edition.registry.entities},
            mentions={slug: tuple(found) for slug, found in mentions.items()},
            related=related_names(edition.registry.mentions),
            parts={slug: tuple(found) for slug, found in parts.items()},
            series=edition.shelves(),
            teller=Teller(edition=edition, named=threads.named, passages=passages, spans=threads.spans),
            tables=Tables(edition=edition, references=references, passages=passages),
        )

    def view(self, entity: Entity, templates: Environment) -> View:
        """The page of one entity."""
        here = entity.path
        long = entity.slug in self.teller.spans
        years = self._years(entity, here, long)
        found = rows(entity, self.references)
        checked = check(found)
        table = self.tables.table(found, checked, here)
        groups = self._groups(entity, here)
        related = self._related(entity, here)
        kin = self.parts.get(entity.slug, ())
        made = filled(
            templates,
            "entity_page.html.j2",
            about=about(entity),
            entity=entity,
            is_place=entity.type in PLACES,
            long=long,
            naming=len(self.teller.named.get(entity.slug, ())),
            years=years,
            groups=groups,
            silent=sum(group.absent for group in groups) if len(groups) > _GROUPS else 0,
            table=table,
            older=[
                (link(here, span_path(entity.path, span.name)), span.title, len(span.rows)) for span in row_spans(found)
            ],
            field_names=FIELD_NAMES,
            check=checked,
            total=len(self.mentions.get(entity.slug, ())),
            charts=charts(self._ticks(entity, here, years)),
            wholes=self._refs(entity.part_of, here),
            parts=self._refs(kin[:_KIN], here),
            more_parts=len(kin[_KIN:]),
            related=related,
        )
        return View(
            path=here,
            title=entity.title,
            kind=PageKind.ENTITY,
            markdown=self._markdown(entity, here),
            made=made.html,
            crumbs=(ENTITIES,),
            edit=f"docs/{here}",
            description=made.description,
            aliases=_known_as(entity),
        )

    def _years(self, entity: Entity, here: str, long: bool) -> tuple[ReportMentions, ...]:
        """What each report that names it says, by series; of more than a page holds the first of the newest."""
        named = self.teller.named.get(entity.slug, {})
        if not long:
            return tuple(self.teller.told(entity.slug, self.references.reports[report], here) for report in named)
        newest = newest_first(self.references.reports[report] for report in named)[:_NEWEST]
        shown = {report.id: report for report in newest}
        return tuple(self.teller.first(entity.slug, shown[report], here) for report in named if report in shown)

    def _groups(self, entity: Entity, here: str) -> tuple[Group, ...]:
        named, labels = self.teller.named.get(entity.slug, {}), self.edition.labels
        own: dict[str, list[Report]] = {}
        for report in named:
            own.setdefault(self.edition.series_of(self.references.reports[report]).id, []).append(
                self.references.reports[report]
            )
        rows = {row.series.id: row.spans for row in self.teller.spans.get(entity.slug, ())}
        return tuple(
            Group(
                name=series.name if len(self.series) > 1 else "",
                counts=tuple((labels[report.id], len(named[report.id])) for report in own.get(series.id, ())),
                absent=len(reports) - len(own.get(series.id, ())),
                without=tuple(labels[report.id] for report in reports if report.id not in named)
                if len(reports) <= _LISTED
                else (),
                spans=tuple(
                    (link(here, span_path(entity.path, span.name)), span.title, len(span.shares), span.weight)
                    for span in rows.get(series.id, ())
                ),
            )
            for series, reports in self.series
        )

    def _ticks(self, entity: Entity, here: str, shown: Sequence[ReportMentions]) -> list[tuple[str, list[Tick]]]:
        """The reports with a year by series, each with how often it names it; none of a series too long for a line."""
        named, told = self.teller.named.get(entity.slug, {}), {year.id for year in shown}

        def tick(report: Report, year: int) -> Tick:
            href = f"#y-{report.id}" if report.id in told else self.teller.way(entity.slug, report, here)
            count = len(named.get(report.id, ()))
            name = self.edition.labels[report.id]
            # A line below its series' name has years alone.
            return Tick(name=name, label=str(year) if len(self.series) > 1 else name, year=year, count=count, href=href)

        return [
            (
                series.name if len(self.series) > 1 else "",
                [tick(report, report.year) for report in reports if report.year is not None],
            )
            for series, reports in self.series
            if len(reports) <= MOST_TICKS
        ]

    def stubs(self, entity: Entity, templates: Environment) -> tuple[View, ...]:
        """Pages at the addresses that an entry had before, leading to where it stands now."""
        found = (
            stub_of(Gone.ENTITY, url(entity_path(old)), entity.title, entity.path, templates)
            for old in entity.redirect_from
        )
        return tuple(replace(view, crumbs=(ENTITIES,)) for view in found)

    def _markdown(self, entity: Entity, here: str) -> str:
        """The editors' prose with its block references as links."""

        def refer(reference: str) -> str:
            found = self.references.find(reference)
            if found is None:
                return f"[{reference}]"
            _, placed = found
            return f'<a href="{link(here, placed.page, placed.id)}">{self.references.label(reference)}</a>'

        def refer_all(inside: str) -> str:
            return (
                '<span class="annals-ref" data-search-exclude>'
                + "、".join(refer(name) for name in split_references(inside))
                + "</span>"
            )

        body = REFERENCES.sub(lambda match: refer_all(match.group(1)), entity.body)
        return f"{fenced({'title': entity.title})}\n{body}\n"

    def _refs(self, slugs: Sequence[str], here: str) -> tuple[EntityRef, ...]:
        return tuple(
            EntityRef(title=self.entities[slug].title, href=link(here, entity_path(slug)))
            for slug in slugs
            if slug in self.entities
        )

    def _related(self, entity: Entity, here: str) -> tuple[EntityRef, ...]:
        kin = {*entity.part_of, *self.parts.get(entity.slug, ())}
        return tuple(
            EntityRef(
                title=self.entities[pair.slug].title,
                href=link(here, entity_path(pair.slug)),
                note=f"同见于 {pair.shared} 节",
            )
            for pair in self.related.get(entity.slug, ())
            if pair.slug not in kin
        )


def _known_as(entity: Entity) -> tuple[str, ...]:
    """What people may type for an entity besides its title; a common noun that only points back
    (论坛) is nobody's name."""
    forms = [ambiguous.form for ambiguous in entity.ambiguous if not ambiguous.after]
    return (*entity.aliases, *forms, *([entity.english] if entity.english else []))
