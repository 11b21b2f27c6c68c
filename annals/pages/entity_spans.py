"""The pages of an entity that is named too often, or has too many editions, for one page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from jinja2 import Environment

from annals.model import Edition, Entity, PageKind, View
from annals.pages.entity import EntityPages
from annals.pages.hubs import ENTITIES
from annals.pages.links import link
from annals.pages.mentions import ReportMentions
from annals.pages.occasion_table import FIELD_NAMES, RowSpan, row_spans
from annals.pages.occasions import check, rows
from annals.pages.quoting import References
from annals.pages.spans import Row, Span, span_path

_LISTED = 300
"""Spans that a page leads to; of more it says how many there are."""


def entity_span_paths(edition: Edition, spans: Mapping[str, tuple[Row, ...]]) -> dict[str, tuple[str, ...]]:
    """The pages of the entities' spans below docs/, by slug; of most there are none. `spans` are those of what is named too often
    for one page."""
    references = References.of(edition)
    found = {}
    for entity in edition.registry.entities:
        names = [span.name for row in spans.get(entity.slug, ()) for span in row.every()]
        names += [span.name for one in row_spans(rows(entity, references)) for span in (one, *one.parts)]
        if names:
            found[entity.slug] = tuple(span_path(entity.path, name) for name in names)
    return found


def span_views(entity: Entity, pages: EntityPages, templates: Environment) -> Iterator[View]:
    """The pages of an entity's spans."""
    maker = _Maker(entity, pages, templates)
    for row in pages.teller.spans.get(entity.slug, ()):
        yield from maker.mentions(row, row.roots, ())
    found = rows(entity, pages.references)
    for span in row_spans(found):
        yield maker.editions(span, ())
        for part in span.parts:
            yield maker.editions(part, (span,))


class _Maker:
    """Makes the views of one entity's spans."""

    def __init__(self, entity: Entity, pages: EntityPages, templates: Environment) -> None:
        self._entity = entity
        self._pages = pages
        self._templates = templates
        self._checked = check(rows(entity, pages.references))

    def mentions(self, row: Row, spans: Sequence[Span], above: tuple[Span, ...]) -> Iterator[View]:
        """The pages of spans beside each other and of all below them."""
        beside = [None, *spans, None]
        for before, span, behind in zip(beside, spans, beside[2:], strict=False):
            here = span_path(self._entity.path, span.name)
            told = () if span.parts else tuple(self._told(span, here))
            html = self._templates.get_template("entity_span.html.j2").render(
                entity=self._entity,
                home=link(here, self._entity.path),
                span=span,
                series=row.series.name if row.top not in (None, span) else "",
                parts=[(self._link(here, part.name), part.title, part) for part in span.parts[:_LISTED]],
                more=len(span.parts[_LISTED:]),
                years=told,
                cut=span.weight - sum(year.count for year in told) if told else 0,
                ways=[(self._link(here, other.name), other.title) for other in (before, behind) if other is not None],
            )
            yield self._view(here, span, above, html)
            yield from self.mentions(row, span.parts, (*above, span))

    def _told(self, span: Span, here: str) -> Iterator[ReportMentions]:
        for share in span.shares:
            yield self._pages.teller.told(self._entity.slug, share.report, here, span.lines)

    def editions(self, span: RowSpan, above: tuple[RowSpan, ...]) -> View:
        """The page of some editions."""
        here = span_path(self._entity.path, span.name)
        html = self._templates.get_template("entity_editions.html.j2").render(
            entity=self._entity,
            home=link(here, self._entity.path, "editions"),
            span=span,
            parts=[(self._link(here, part.name), part.title, len(part.rows)) for part in span.parts],
            table=None if span.parts else self._pages.tables.table(span.rows, self._checked, here),
            field_names=FIELD_NAMES,
        )
        return self._view(here, span, above, html, "历届 ")

    def _link(self, here: str, name: str) -> str:
        return link(here, span_path(self._entity.path, name))

    def _view(
        self,
        here: str,
        span: Span | RowSpan,
        above: Iterable[Span | RowSpan],
        html: str,
        what: str = "",
    ) -> View:
        return View(
            path=here,
            title=f"{self._entity.title}：{what}{span.title}",
            kind=PageKind.SPAN,
            made=html,
            crumbs=(
                ENTITIES,
                (self._entity.title, self._entity.path),
                *((one.title, span_path(self._entity.path, one.name)) for one in above),
            ),
        )
