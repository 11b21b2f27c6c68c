"""Sentences of reports as other pages quote them, each leading to its paragraph."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annals.model import Edition, Index, Mention, Placed, Report
from annals.pages.links import link, origin_lines
from annals.text.characters import CLOSERS, SENTENCE_END

_boundary = re.compile(rf"[{SENTENCE_END}]+[{re.escape(CLOSERS)}]*")
_LONGEST = 160
"""Characters of a sentence that are shown; a longer one is cut around what it is quoted for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A sentence in parts as (text, whether it is what the sentence is quoted for), and where
    it stands; `chain` are the titles above it."""

    parts: tuple[tuple[str, bool], ...]
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
    for match in _boundary.finditer(text):
        if match.end() <= start:
            low = match.end()
        elif match.end() >= end:
            high = match.end()
            break
    return low, high


def quotes(mentions: Sequence[Mention], index: Index, here: str) -> tuple[Quoted, ...]:
    """The sentences of one report's mentions in reading order, each sentence once; `here` is the
    path of the page that quotes them."""
    by_sentence: dict[tuple[str, int, int], list[Mention]] = {}
    for mention in mentions:
        low, high = sentence(index.placed[mention.block].block.text, mention.start, mention.end)
        by_sentence.setdefault((mention.block, low, high), []).append(mention)
    return tuple(
        _quoted(index.placed[block], low, high, found, index, here) for (block, low, high), found in by_sentence.items()
    )


def _quoted(placed: Placed, low: int, high: int, mentions: list[Mention], index: Index, here: str) -> Quoted:
    text = placed.text.replace("\t", " ")
    half = _LONGEST // 2
    cut_low, cut_high = max(low, mentions[0].start - half), min(high, mentions[-1].end + half)
    parts = [("…" if cut_low > low else "", False)]
    at = cut_low
    for mention in mentions:
        parts += [(text[at : mention.start], False), (text[mention.start : mention.end], True)]
        at = mention.end
    parts += [(text[at:cut_high], False), ("…" if cut_high < high else "", False)]
    chain = " › ".join(index.titles(placed.section))
    href = link(here, placed.page, placed.id)
    return Quoted(parts=tuple(part for part in parts if part[0]), href=href, chain=chain, is_heading=placed.is_heading)


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
