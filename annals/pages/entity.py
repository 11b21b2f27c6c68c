"""Entity pages: what the registry says, and everything the reports say of a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jinja2 import Environment

from annals.check.names import REFERENCES, split_references
from annals.markdown.front import fenced
from annals.model import PLACES, Edition, Entity, Mention, PageKind, Report, View
from annals.names.registry import FIELDS
from annals.pages.entity_links import about, entity_path
from annals.pages.links import link
from annals.pages.occasions import Check, Row, check, rows, told
from annals.pages.passage import Passage, Passages
from annals.pages.quoting import Quoted, References, quotes
from annals.pages.related import Related, related_names

FIELD_NAMES = {
    "ordinal": "届次",
    "start": "开始",
    "end": "结束",
    "theme": "主题",
    "host_country": "主宾国",
    "host_province": "主宾省（市）",
    "figures": "数字",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One value of an edition's row and the sentence it was read from."""

    value: str
    what: str
    passage: Passage
    href: str
    label: str
    year_from_report: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OccasionRow:
    """A row of the editions table: the report that tells it, cells by column."""

    year: int
    report: str
    cells: tuple[tuple[str, tuple[Cell, ...]], ...]
    odd: bool

    @property
    def sentences(self) -> tuple[Cell, ...]:
        """One cell for each sentence that its values were read from: paper cannot unfold any."""
        told = {(cell.label, cell.passage.text): cell for _, cells in self.cells for cell in reversed(cells)}
        return tuple(told.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMentions:
    """What one report says: its sentences in reading order; none where it does not name it."""

    id: str
    name: str
    year: int | None
    count: int
    quotes: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityRef:
    """Another entity as a link."""

    title: str
    href: str
    note: str = ""


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

    @staticmethod
    def of(edition: Edition) -> EntityPages:
        mentions: dict[str, list[Mention]] = {}
        for mention in edition.registry.mentions:
            mentions.setdefault(mention.entity, []).append(mention)
        parts: dict[str, list[str]] = {}
        for entity in edition.registry.entities:
            for whole in entity.part_of:
                parts.setdefault(whole, []).append(entity.slug)
        return EntityPages(
            edition=edition,
            references=References.of(edition),
            passages=Passages.of(edition),
            entities={entity.slug: entity for entity in edition.registry.entities},
            mentions={slug: tuple(found) for slug, found in mentions.items()},
            related=related_names(edition.registry.mentions),
            parts={slug: tuple(found) for slug, found in parts.items()},
        )

    def view(self, entity: Entity, templates: Environment) -> View:
        """The page of one entity."""
        here = entity_path(entity.slug)
        years = tuple(self._year(entity, report, here) for report in self.edition.ordered())
        found = rows(entity, self.references)
        checked = check(found)
        table = tuple(self._row(row, checked, here) for row in sorted(found, key=lambda row: -row.year))
        fields = tuple(field for field in FIELDS if field != "end" and any(dict(row.cells).get(field) for row in table))
        html = templates.get_template("entity_page.html.j2").render(
            entity=entity,
            is_place=entity.type in PLACES,
            years=years,
            table=table,
            fields=fields,
            field_names=FIELD_NAMES,
            check=checked,
            total=len(self.mentions.get(entity.slug, ())),
            chart=chart(years),
            wholes=self._refs(entity.part_of, here),
            parts=self._refs(self.parts.get(entity.slug, ()), here),
            related=self._related(entity, here),
        )
        toc = (
            *(((2, "editions", "历届"),) if table else ()),
            *((2, f"y-{year.id}", year.name) for year in years if year.quotes),
            *(((2, "related", "相关条目"),) if self._related(entity, here) else ()),
        )
        return View(
            path=here,
            title=entity.title,
            kind=PageKind.ENTITY,
            markdown=self._markdown(entity, here),
            html=html,
            crumbs=(("条目", "entities/index.md"),),
            toc=toc,
            edit=f"docs/{here}",
            description=about(entity) or f"{entity.title}在各年报告中的全部提及",
            aliases=_known_as(entity),
        )

    def stubs(self, entity: Entity, templates: Environment) -> tuple[View, ...]:
        """Pages at the addresses that an entry had before, leading to where it stands now."""
        found = []
        for old in entity.redirect_from:
            here = entity_path(old)
            html = templates.get_template("entity_stub.html.j2").render(
                title=entity.title, target=link(here, entity_path(entity.slug))
            )
            found.append(
                View(
                    path=here,
                    title="此条目已移",
                    kind=PageKind.STUB,
                    markdown="",
                    html=html,
                    crumbs=(("条目", "entities/index.md"),),
                )
            )
        return tuple(found)

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

    def _year(self, entity: Entity, report: Report, here: str) -> ReportMentions:
        found = [mention for mention in self.mentions.get(entity.slug, ()) if mention.report == report.id]
        return ReportMentions(
            id=report.id,
            name=self.edition.labels[report.id],
            year=report.year,
            count=len(found),
            quotes=quotes(found, report, here, self.passages),
        )

    def _row(self, row: Row, checked: Check, here: str) -> OccasionRow:
        def cells(field: str) -> tuple[Cell, ...]:
            found = []
            for statement in row.values(field):
                at = self.references.find(statement.block, statement.quote)
                if at is not None:
                    report, placed = at
                    start = placed.text.index(statement.quote)
                    end = start + len(statement.quote)
                    passage = self.passages.passage(report.id, placed, here, start=start, end=end)
                    found.append(
                        Cell(
                            value=told(statement, row),
                            what=statement.what,
                            passage=replace(passage, before=False, after=False),
                            href=link(here, placed.page, placed.id),
                            label=self.references.label(statement.block),
                            year_from_report=statement.year_from_report,
                        )
                    )
            return tuple(found)

        name = self.edition.labels.get(row.report, row.report)
        return OccasionRow(
            year=row.year,
            report=name,
            cells=tuple((field, cells(field)) for field in FIELDS),
            odd=row.year in checked.odd,
        )

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


# --- the small timeline ---------------------------------------------------------------------


def _known_as(entity: Entity) -> tuple[str, ...]:
    """What people may type for an entity besides its title; a common noun that only points back
    (论坛) is nobody's name."""
    forms = [ambiguous.form for ambiguous in entity.ambiguous if not ambiguous.after]
    return (*entity.aliases, *forms, *([entity.english] if entity.english else []))


_LABEL = 14
"""Width of a year's label on the timeline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A report in hand on the timeline: `x` from 0 to 100, radius by the number of mentions;
    `low` sets its label a line lower, where the one before stands too close."""

    x: float
    radius: float
    low: bool
    name: str
    count: int
    href: str


def chart(years: Sequence[ReportMentions]) -> tuple[Dot, ...]:
    """The reports with a year along a line from the first to the last; areas grow with mentions."""
    dated = sorted(((year, year.year) for year in years if year.year is not None), key=lambda pair: pair[1])
    if len({number for _, number in dated}) < 2:
        return ()
    low, high = min(number for _, number in dated), max(number for _, number in dated)
    most = max((year.count for year, _ in dated), default=0) or 1
    dots: list[Dot] = []
    for year, number in dated:
        x = round(100 * (number - low) / (high - low), 2)
        radius = round(1.4 + 2.6 * (year.count / most) ** 0.5, 2) if year.count else 1.4
        close = bool(dots) and x - dots[-1].x < _LABEL and not dots[-1].low
        dots.append(
            Dot(
                x=x,
                radius=radius,
                low=close,
                name=year.name,
                count=year.count,
                href=f"#y-{year.id}" if year.count else "",
            )
        )
    return tuple(dots)
