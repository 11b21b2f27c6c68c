"""What was recognised in a report just put in, for the person who put it in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from annals.check.notices import is_torn
from annals.model import OTHER, OVERVIEW, BlockKind, Edition, Flag, Placed, Report, Safety
from annals.names.candidates import Candidate, candidate_names
from annals.names.linking import report_texts
from annals.text.lexicon import Lexicon
from annals.text.lines import NUMBERINGS, shapes


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyedSection:
    """A section with the title of the page it stands on; `topic` is empty where no topic takes it."""

    level: int
    title: str
    page: str
    topic: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """`numberings` are styles of numbering with how many headings have them, `faults` rules with
    how often they were at work, `reviews` the raw lines (1-based) of changes to be reviewed, `torn` paragraphs without an end, `known` entities by mentions,
    `new` names that recur and nobody registered; `titled` and `dated` are the raw lines (1-based, 0 where there is none)
    that have the report's title and first name its year; `topics` says that the edition has any."""

    report: Report
    encoding: str
    numberings: tuple[tuple[str, int], ...]
    sections: tuple[SurveyedSection, ...]
    paragraphs: int
    faults: tuple[tuple[str, int], ...]
    reviews: tuple[int, ...]
    doubts: tuple[Flag, ...]
    torn: tuple[Placed, ...]
    known: tuple[tuple[str, int], ...]
    new: tuple[Candidate, ...]
    titled: int
    dated: int
    topics: bool

    @property
    def unplaced(self) -> tuple[SurveyedSection, ...]:
        """The headings that no topic takes; the report's own title is above all of them. Without topics there are none."""
        if not self.topics:
            return ()
        return tuple(item for item in self.sections if not item.topic and item.title != self.report.title)


def survey(edition: Edition, report: Report, lexicon: Lexicon, decided: Collection[str]) -> Survey:
    """What the edition makes of one of its reports; `decided`: names that editors have decided about."""
    titles = {topic.slug: topic.title for topic in edition.topics} | {OVERVIEW: "概览"}
    topics = {page.path: page.matter.topic for page in report.pages}
    headings = [placed for placed in report.order if placed.is_heading and placed.origin]
    ledger = report.ledger or ()
    names = {entity.slug: entity.title for entity in edition.registry.entities}
    mentions = Counter(m.entity for m in edition.registry.mentions if m.report == report.id)
    return Survey(
        report=report,
        encoding=report.source.encoding if report.source else "",
        numberings=_numberings(headings),
        sections=tuple(_section(placed, topics, titles) for placed in headings),
        paragraphs=sum(1 for placed in report.order if placed.kind is BlockKind.PARAGRAPH),
        faults=tuple(Counter(entry.code for entry in ledger).most_common()),
        reviews=tuple(sorted(entry.lines[0] for entry in ledger if entry.safety is Safety.REVIEW)),
        doubts=report.flags,
        torn=tuple(
            placed
            for placed in report.order
            if placed.origin and placed.kind is BlockKind.PARAGRAPH and is_torn(placed.text)
        ),
        known=tuple((names[slug], count) for slug, count in mentions.most_common()),
        new=tuple(
            candidate
            for candidate in candidate_names(
                report_texts(edition.reports, edition.facts), edition.registry, lexicon, decided
            )
            if report.id in candidate.reports
        ),
        titled=_line_with(report, report.title),
        dated=_line_with(report, *_forms_of(report.year)) if report.year else 0,
        topics=bool(edition.topics),
    )


def _line_with(report: Report, *words: str) -> int:
    """The first raw line with one of some words, white space apart, as its block has them; 0 where none has."""
    bare = ["".join(word.split()) for word in words]
    for placed in report.order:
        text = "".join(placed.text.split())
        if placed.origin and placed.origin.lines and any(word and word in text for word in bare):
            return placed.origin.lines[0][0]
    return 0


def _forms_of(year: int) -> tuple[str, ...]:
    """A year as reports write it."""
    digits = [int(digit) for digit in str(year)]
    return str(year), *(
        "".join(zero if not digit else "〇一二三四五六七八九"[digit] for digit in digits) for zero in "〇○零"
    )


def _section(placed: Placed, topics: dict[str, str], titles: dict[str, str]) -> SurveyedSection:
    topic = topics[placed.page]
    lines = placed.origin.lines if placed.origin else ()
    return SurveyedSection(
        level=placed.origin.level if placed.origin else 0,
        title=placed.text,
        page=placed.page,
        topic="" if topic == OTHER else titles.get(topic, topic),
        line=lines[0][0] if lines else 0,
    )


def _numberings(headings: list[Placed]) -> tuple[tuple[str, int], ...]:
    counts = Counter(shape.numbering for placed in headings for shape in shapes(placed.text)[:1] if shape.numbering)
    return tuple((name, counts[name]) for name, _ in NUMBERINGS if counts[name])
