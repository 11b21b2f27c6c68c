"""Documents of policy: each once a report, with number, issuer and date as far as these are written, and the sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jinja2 import Environment

from annals.model import Edition, Mention, PageKind, PolicyDocument, Report, View, entity_path
from annals.pages.coverage import Coverage
from annals.pages.filling import filled
from annals.pages.links import beside, link
from annals.pages.passage import Passages
from annals.pages.quoting import Quoted, quotes
from annals.pages.spans import Room
from annals.pages.topical import Page, Topical

FOLDER, TITLE = "documents", "政策文件"
_ROOM = Room(weight=120, reports=40)
"""Documents on a page, of so many reports."""
_SENTENCES = 12
"""Sentences about one document that a page quotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One document as a report tells of it, in several places; it stands where it is named first. `entity` is the slug of
    its entry, empty where it has none."""

    tellings: tuple[PolicyDocument, ...]
    entity: str

    @property
    def report(self) -> str:
        return self.tellings[0].report

    @property
    def block(self) -> str:
        return self.tellings[0].block

    @property
    def title(self) -> str:
        """The one with the number, else the first."""
        return next((one.title for one in self.tellings if one.number), self.tellings[0].title)

    def told(self) -> tuple[str, str, str]:
        """Number, issuer and date, each as first written, empty where it is nowhere."""
        numbers = (one.number for one in self.tellings)
        issuers = (one.issuer for one in self.tellings)
        dates = (one.date for one in self.tellings)
        return next(filter(None, numbers), ""), next(filter(None, issuers), ""), next(filter(None, dates), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A document as readers see it; `href` leads to its entry, `more` are sentences that are not shown."""

    title: str
    href: str
    number: str
    issuer: str
    date: str
    iso: str
    quotes: tuple[Quoted, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """One report's documents in the order in which it names them."""

    id: str
    name: str
    href: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policies:
    """All documents of an edition, and those of each topic."""

    listed: Topical[Policy]

    @staticmethod
    def of(edition: Edition, coverage: Coverage) -> Policies:
        found: dict[tuple[str, str], list[PolicyDocument]] = {}
        entities: dict[tuple[str, str], str] = {}
        for one in edition.figures.documents:
            entity = _entity(one, edition.registry.by_block.get((one.report, one.block), ()))
            key = (one.report, f"entry {entity}" if entity else f"title {one.title}")
            found.setdefault(key, []).append(one)
            entities[key] = entity
        policies = [Policy(tellings=tuple(own), entity=entities[key]) for key, own in found.items()]
        return Policies(listed=Topical.of(TITLE, FOLDER, policies, edition, coverage, _ROOM))

    def views(self, passages: Passages, templates: Environment) -> Iterator[View]:
        """All pages."""
        edition = self.listed.edition
        for page in self.listed.pages():
            years = tuple(_year(report, own, page, passages, edition) for report, own in page.leaf.shown)
            made = filled(
                templates,
                "documents_page.html.j2",
                page=page,
                leaf=page.leaf,
                years=years,
                data=beside(page.leaf.here, "data/documents.csv"),
            )
            yield page.view(PageKind.DOCUMENTS, made, self.listed.crumbs(page.slug))


def _entity(one: PolicyDocument, mentions: Sequence[Mention]) -> str:
    """The entry whose name is the whole title, with its marks or without."""
    first = one.start_char + 1
    last = first + len(one.title)
    return next((m.entity for m in mentions if m.start in (first - 1, first) and m.end in (last, last + 1)), "")


def _year(report: Report, policies: Sequence[Policy], page: Page[Policy], passages: Passages, edition: Edition) -> Year:
    here = page.leaf.here
    return Year(
        id=report.id,
        name=edition.labels[report.id],
        href=link(here, report.home),
        rows=tuple(_row(report, policy, here, passages) for policy in policies),
    )


def _row(report: Report, policy: Policy, here: str, passages: Passages) -> Row:
    # As mentions, so that its sentences are quoted as those of an entry are.
    places = [
        Mention(
            entity=policy.entity,
            report=one.report,
            block=one.block,
            section="",
            start=one.start_char,
            surface=f"《{one.title}》",
        )
        for one in policy.tellings
    ]
    number, issuer, date = policy.told()
    return Row(
        title=policy.title,
        href=link(here, entity_path(policy.entity)) if policy.entity else "",
        number=number,
        issuer=issuer,
        date=_date(date),
        iso=date,
        quotes=quotes(places[:_SENTENCES], report, here, passages),
        more=len(places[_SENTENCES:]),
    )


_UNITS: Mapping[int, str] = {0: "年", 1: "月", 2: "日"}


def _date(iso: str) -> str:
    """A date as readers write it, as exactly as it is known.

    >>> _date("2031-10-01"), _date("2031-10"), _date("")
    ('2031年10月1日', '2031年10月', '')
    """
    return "".join(f"{int(part)}{_UNITS[place]}" for place, part in enumerate(iso.split("-"))) if iso else ""
