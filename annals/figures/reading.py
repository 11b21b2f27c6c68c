"""All figures of the reports: pure, from published text and the names found in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from annals.figures.documents import documents_in
from annals.figures.events import events_in
from annals.figures.forms import Forms
from annals.figures.passage import passage_of
from annals.figures.quantities import quantities_in
from annals.model import (
    BODIES,
    BlockKind,
    DatedEvent,
    Figures,
    Mention,
    Placed,
    PolicyDocument,
    Quantity,
    Registry,
    Report,
    SectionKind,
)
from annals.text.dates import is_month
from annals.text.lexicon import Lexicon

_ISSUERS = (*BODIES, "联盟")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadableBlock:
    """A block of the report's own text: `row` of a table, `label` the month above it in a timeline, and who is named."""

    id: str
    text: str
    row: bool
    label: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Readable:
    """All that the figures of one report are read from, the words apart: the same gives the same. `bodies` are those of
    its mentions that act and issue, in the order of their slugs."""

    report: str
    year: int | None
    bodies: tuple[str, ...]
    blocks: tuple[ReadableBlock, ...]


def readable(reports: Iterable[Report], registry: Registry) -> Iterator[Readable]:
    """What is read of each report: its own text, headings and editors' words apart."""
    issuers = {entity.slug for entity in registry.entities if entity.type in _ISSUERS}
    named: dict[tuple[str, str], list[Mention]] = {}
    for mention in registry.mentions:
        named.setdefault((mention.report, mention.block), []).append(mention)
    for report in reports:
        labels = frozenset(block.id for block in report.blocks if block.section is SectionKind.LABEL)
        blocks = tuple(
            ReadableBlock(
                id=placed.id,
                text=placed.text,
                row=placed.kind is BlockKind.ROW,
                label=_label(report, placed, labels),
                mentions=tuple(named.get((report.id, placed.id), ())),
            )
            for placed in report.order
            if placed.is_report_text and not placed.is_heading
        )
        bodies = {mention.entity for block in blocks for mention in block.mentions} & issuers
        yield Readable(report=report.id, year=report.year, bodies=tuple(sorted(bodies)), blocks=blocks)


def figures_in(given: Readable, lexicon: Lexicon) -> Figures:
    """What one report says."""
    forms, bodies = _forms(lexicon), frozenset(given.bodies)
    quantities: list[Quantity] = []
    events: list[DatedEvent] = []
    documents: list[PolicyDocument] = []
    for block in given.blocks:
        passage = passage_of(
            given.report,
            block.id,
            block.text,
            row=block.row,
            label=block.label,
            year=given.year,
            mentions=block.mentions,
            bodies=bodies,
            forms=forms,
        )
        quantities += quantities_in(passage)
        events += events_in(passage)
        documents += documents_in(passage)
    return Figures(quantities=tuple(quantities), events=tuple(events), documents=tuple(documents))


def joined(parts: Iterable[Figures]) -> Figures:
    """The figures of several reports, in their order."""
    every = tuple(parts)
    return Figures(
        quantities=tuple(one for part in every for one in part.quantities),
        events=tuple(one for part in every for one in part.events),
        documents=tuple(one for part in every for one in part.documents),
    )


@lru_cache(maxsize=1)
def _forms(lexicon: Lexicon) -> Forms:
    """Made once of the words, whatever many reports are read."""
    return Forms.of(lexicon)


def _label(report: Report, placed: Placed, labels: frozenset[str]) -> str:
    """The month above an item of a timeline."""
    if placed.section is None or placed.section not in labels:
        return ""
    title = report.index.title_of(placed.section)
    return title if is_month(title) else ""
