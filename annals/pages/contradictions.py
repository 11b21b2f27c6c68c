"""Where reports do not tell the same alike, as editors judged it: both sentences beside each other, nothing repaired."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment

from annals.model import Cited, Edition, Judgement, Mention, PageKind, Placed, Report, Verdict, View
from annals.pages.filling import filled
from annals.pages.guide import about_crumbs
from annals.pages.links import link
from annals.pages.listing import Listing, listing_of
from annals.pages.passage import Passages
from annals.pages.quoting import Quoted, References, quotes
from annals.pages.spans import Room

PATH, TITLE = "about/contradictions.md", "前后不一"
_ROOM = Room(weight=60, reports=40)
"""Pairs of sentences on a page, of so many reports: some 2,000 bytes each."""
_NAMES = {
    Verdict.CONTRADICTION: "两处不能都对",
    Verdict.SCOPE: "口径不同",
    Verdict.REPEAT: "同一件事说了两遍",
}
"""What readers are told; of two different things they are told nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A judgement whose places are there; it stands with `report`, the later of the two."""

    report: str
    block: str
    judged: Judgement
    places: tuple[tuple[Report, Placed, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two sentences, with the report and raw line it stands at."""

    label: str
    quoted: Quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A judgement as readers see it."""

    subject: str
    verdict: str
    name: str
    reason: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The pairs of one report; those that only say the same twice apart."""

    id: str
    name: str
    href: str
    entries: tuple[Entry, ...]
    repeats: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradictions:
    """All pairs that readers are shown."""

    edition: Edition
    listing: Listing[Pair]

    @staticmethod
    def of(edition: Edition) -> Contradictions:
        references = References.of(edition)
        order = {report.id: place for place, report in enumerate(edition.ordered())}
        found = (_pair(judged, references, order) for judged in edition.judgements if judged.verdict in _NAMES)
        pairs = [pair for pair in found if pair is not None]
        return Contradictions(edition=edition, listing=listing_of(PATH, pairs, edition, _ROOM))

    @property
    def home(self) -> str:
        """The first page, which editors may open with words of their own; empty where there is neither."""
        return PATH if self.listing.items or PATH in self.edition.docs else ""

    def paths(self) -> tuple[str, ...]:
        """The pages below docs/."""
        return self.listing.paths() if self.home else ()

    def held(self) -> Iterator[tuple[str, tuple[Pair, ...]]]:
        """Each page below docs/ with all that it lists or leads to."""
        return self.listing.held() if self.home else iter(())

    def of_report(self, report: str, here: str) -> tuple[str, str, int] | None:
        """(Title, link, how many) of what a report has, repeats apart."""
        count = sum(pair.judged.verdict is not Verdict.REPEAT for pair in self.listing.items.get(report, ()))
        return (TITLE, self.listing.way(report, here), count) if count else None

    def all(self, here: str) -> tuple[str, str, int] | None:
        """The same of all reports."""
        pairs = (pair for own in self.listing.items.values() for pair in own)
        count = sum(pair.judged.verdict is not Verdict.REPEAT for pair in pairs)
        return (TITLE, link(here, PATH), count) if count else None

    def views(self, passages: Passages, templates: Environment) -> Iterator[View]:
        """All pages."""
        edition = self.edition
        references = References.of(edition)
        for leaf in self.listing.leaves() if self.home else ():
            first = not leaf.title
            years = tuple(
                _year(report, pairs, leaf.here, edition, passages, references) for report, pairs in leaf.shown
            )
            made = filled(
                templates,
                "contradictions_page.html.j2",
                leaf=leaf,
                years=years,
                home=link(leaf.here, PATH),
                title=TITLE,
            )
            yield View(
                path=leaf.here,
                title=TITLE if first else f"{TITLE}（{leaf.title}）",
                kind=PageKind.CONTRADICTIONS if first else PageKind.SPAN,
                markdown=edition.docs.get(PATH, "") if first else "",
                made=made.html,
                crumbs=(*about_crumbs(edition), *(() if first else ((TITLE, PATH), *leaf.above))),
                edit=f"docs/{PATH}" if first and PATH in edition.docs else "",
                description=made.description,
            )


def _pair(judged: Judgement, references: References, order: dict[str, int]) -> Pair | None:
    """None where a quotation is not on its block any more: what was judged is not there."""
    places = []
    for cited in (judged.a, judged.b):
        found = references.find(cited.block, cited.quote)
        if found is None or cited.quote not in found[1].text:
            return None
        places.append((*found, cited.quote))
    report, placed, _ = min(places, key=lambda place: order[place[0].id])
    return Pair(report=report.id, block=placed.id, judged=judged, places=tuple(places))


def _year(
    report: Report,
    pairs: tuple[Pair, ...],
    here: str,
    edition: Edition,
    passages: Passages,
    references: References,
) -> Year:
    entries = [(pair.judged.verdict, _entry(pair, here, passages, references)) for pair in pairs]
    return Year(
        id=report.id,
        name=edition.labels[report.id],
        href=link(here, report.home),
        entries=tuple(entry for verdict, entry in entries if verdict is not Verdict.REPEAT),
        repeats=tuple(entry for verdict, entry in entries if verdict is Verdict.REPEAT),
    )


def _entry(pair: Pair, here: str, passages: Passages, references: References) -> Entry:
    judged = pair.judged
    return Entry(
        subject=judged.subject,
        verdict=judged.verdict,
        name=_NAMES[judged.verdict],
        reason=judged.reason,
        sides=tuple(
            _side(place, cited, here, passages, references)
            for place, cited in zip(pair.places, (judged.a, judged.b), strict=True)
        ),
    )


def _side(
    place: tuple[Report, Placed, str], cited: Cited, here: str, passages: Passages, references: References
) -> Side:
    report, placed, quote = place
    # As a mention, so that its sentence is quoted as those of an entry are.
    said = Mention(
        entity="", report=report.id, block=placed.id, section="", start=placed.text.index(quote), surface=quote
    )
    (quoted,) = quotes([said], report, here, passages)
    return Side(label=references.label(cited.block), quoted=quoted)
