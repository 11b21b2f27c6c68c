"""Sentences of reports as other pages quote them, each leading to its paragraph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from annals.model import Edition, Mention, Placed, Report
from annals.pages.links import link, origin_lines
from annals.pages.passage import Passage, Passages
from annals.text.excerpts import end_of, sentence_end, start_of

_BESIDE = 80
"""Characters of a sentence shown on either side of what it is quoted for; of a longer one, whole clauses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A sentence and where it stands; `chain` are the titles above it."""

    passage: Passage
    href: str
    chain: str
    is_heading: bool


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence (or list item, or heading) around [start:end] of a text.

    >>> text = "甲会开幕。乙会在外地举行，为期两天。丙会闭幕。"
    >>> low, high = sentence(text, 5, 7); text[low:high]
    '乙会在外地举行，为期两天。'
    """
    low, high = 0, len(text)
    for match in sentence_end.finditer(text):
        if match.end() <= start:
            low = match.end()
        elif match.end() >= end:
            high = match.end()
            break
    return low, high


def quotes(mentions: Sequence[Mention], report: Report, here: str, passages: Passages) -> tuple[Quoted, ...]:
    """The sentences of one report's mentions in reading order, each sentence once; `here` is the path of the page
    that quotes them. Each other entity is linked once."""
    by_sentence: dict[tuple[str, int, int], list[Mention]] = {}
    for mention in mentions:
        low, high = sentence(report.index.placed[mention.block].block.text, mention.start, mention.end)
        by_sentence.setdefault((mention.block, low, high), []).append(mention)
    linked: set[str] = set()
    found = []
    for (block, low, high), named in by_sentence.items():
        placed = report.index.placed[block]
        text = placed.text[low:high]
        start, end = start_of(text, named[0].start - low, _BESIDE), end_of(text, named[-1].end - low, _BESIDE)
        passage = passages.passage(
            report.id,
            placed,
            here,
            start=low + start,
            end=low + end,
            named=[(mention.start, mention.end) for mention in named],
            linked=linked,
        )
        found.append(
            Quoted(
                # A sentence is whole, whatever stands around it.
                passage=replace(passage, before=start > 0, after=end < len(text)),
                href=link(here, placed.page, placed.id),
                chain=" › ".join(passages.marks[report.id].titles(placed.section)),
                is_heading=placed.is_heading,
            )
        )
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """Finds blocks by references such as `2012#l19`."""

    edition: Edition
    reports: Mapping[str, Report]

    @staticmethod
    def of(edition: Edition) -> References:
        return References(edition=edition, reports={report.id: report for report in edition.reports})

    def find(self, reference: str, quote: str = "") -> tuple[Report, Placed] | None:
        """The block that is meant, of parts the one that holds a quotation."""
        report, _, name = reference.partition("#")
        owner = self.reports.get(report)
        placed = owner.index.find(name, quote) if owner else None
        return (owner, placed) if owner and placed else None

    def label(self, reference: str) -> str:
        """How readers see a reference: `2012 第 19 行`."""
        found = self.find(reference)
        if found is None:
            return reference
        report, placed = found
        name = reference.partition("#")[2]
        named = [block for block in placed.stem.blocks() if name in (block.id, *block.anchors)]
        lines = named[0].lines if named else origin_lines(placed.stem)
        line = f" 第 {lines[0][0]} 行" if lines else ""
        return f"{self.edition.labels[report.id]}{line}"
