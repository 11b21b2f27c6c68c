"""All figures of the reports: pure, from published text and the names found in it."""

from __future__ import annotations

from collections.abc import Iterable

from annals.figures.documents import documents_in
from annals.figures.events import events_in
from annals.figures.forms import Forms
from annals.figures.passage import passage_of
from annals.figures.quantities import quantities_in
from annals.model import (
    BlockKind,
    DatedEvent,
    Figures,
    FigureWords,
    Mention,
    Placed,
    PolicyDocument,
    Quantity,
    Registry,
    Report,
    SectionKind,
)
from annals.text.dates import is_month

_ISSUERS = ("机构", "企业", "高校", "医院", "联盟")


def read_figures(reports: Iterable[Report], registry: Registry, words: FigureWords) -> Figures:
    """What the reports' own text says, headings and editors' words apart, in the order of the reports."""
    forms = Forms.of(words)
    bodies = frozenset(entity.slug for entity in registry.entities if entity.type in _ISSUERS)
    named: dict[tuple[str, str], list[Mention]] = {}
    for mention in registry.mentions:
        named.setdefault((mention.report, mention.block), []).append(mention)
    quantities: list[Quantity] = []
    events: list[DatedEvent] = []
    documents: list[PolicyDocument] = []
    for report in reports:
        labels = frozenset(block.id for block in report.blocks if block.section is SectionKind.LABEL)
        for placed in report.order:
            if placed.is_heading or not placed.is_report_text:
                continue
            passage = passage_of(
                report.id,
                placed.id,
                placed.text,
                row=placed.kind is BlockKind.ROW,
                label=_label(report, placed, labels),
                year=report.year,
                mentions=named.get((report.id, placed.id), ()),
                bodies=bodies,
                forms=forms,
            )
            quantities += quantities_in(passage)
            events += events_in(passage)
            documents += documents_in(passage)
    return Figures(quantities=tuple(quantities), events=tuple(events), documents=tuple(documents))


def _label(report: Report, placed: Placed, labels: frozenset[str]) -> str:
    """The month above an item of a timeline."""
    if placed.section is None or placed.section not in labels:
        return ""
    title = report.index.title_of(placed.section)
    return title if is_month(title) else ""
