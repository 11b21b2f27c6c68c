"""What the line ends of a text show together: with an indent below, a blank line between or a blank behind, by how often each of
these stands at a wrap and at the end of a paragraph."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from annals.clean.line_widths import DEEPEST, INNER_MARK, ROOM, Widths
from annals.clean.page_edges import left_edges

_SAMPLE = 5
"""Fewer lines have no usual width."""
_LESS, _MUCH = 1.2, 5.0
"""By so much first lines that lost their indent are shorter, at least; what leaves more is the end of a paragraph."""
SURE = 4.0
"""Log odds: the most that a single kind of evidence may say."""
_BLANK = 1
"""The place of a blank line among the kinds of evidence."""
_NOWHERE = 2.0
"""What the counts of a sign begin with, one for wraps and one for ends."""


@dataclass(frozen=True, kw_only=True)
class LineEnds(Widths):
    """The lines of a text with what tells wraps from ends. `titles` are the places of headings, which go on in a
    short line only, `taken_up` those of the lines that take up the sentence above (`其中，…`), as no paragraph begins, `notes`
    those of the lines that begin with the label of a note (`来源：市统计局，2016年3月`), which need no mark at their end."""

    titles: frozenset[int]
    taken_up: frozenset[int] = frozenset()
    notes: frozenset[int] = frozenset()

    def _is_full(self, at: int) -> bool:
        return self.rooms[at] < ROOM

    @cached_property
    def margins(self) -> tuple[int, ...]:
        """For each line how far the lines around it stand from the left edge."""
        return left_edges(self.lines)

    def opens(self, at: int) -> bool:
        """Whether a line is indented as the first of a paragraph is."""
        return 2 <= self.lines[at].indent - self.margins[at] <= DEEPEST

    def trails(self, at: int) -> bool:
        """Whether a blank stands behind the last word of a line."""
        return self.text[self.lines[at].end : self.lines[at].end + 1] == " "

    @cached_property
    def _ends(self) -> tuple[tuple[int, bool], ...]:
        """The line ends that hardly need evidence, and whether they are wraps: full and in mid-sentence, or else short
        behind a whole sentence."""
        found: list[tuple[int, bool]] = []
        for at, (first, second) in enumerate(pairwise(self.lines)):
            if self.widths[at] is None or first.row or first.hashes:
                continue
            full = self._is_full(at)
            if full and not self.ended(at) and at + 1 not in self.walls:
                found.append((at, True))
            elif not full and self.ended(at) and not second.row:
                found.append((at, False))
        return tuple(found)

    @cached_property
    def _odds(self) -> tuple[tuple[float, float], ...]:
        """For an indent below, a blank line between and a blank at the end: what their presence and their absence say
        for a wrap, in log odds."""
        counts = [[1.0, 1.0, 1.0, 1.0] for _ in range(3)]
        for at, wrap in self._ends:
            if not self.lines[at + 1].page_before:
                # No heading and no item is set in as paragraphs are: only what stands above a plain line tells.
                plain = at + 1 not in self.walls and at + 1 not in self.titles
                for count, seen in zip(counts, self._evidence(at) if plain else (), strict=plain):
                    count[2 * (not wrap) + (not seen)] += 1
        for at in self._below_titles:
            counts[0][2 + (not self.opens(at))] += 1
        # Whoever sets a blank line parts something by it: where no wrap has one, a few wraps tell as much as many.
        parts = counts[_BLANK][0] == 1.0 and counts[_BLANK][1] > 1.0
        return tuple(
            (
                -SURE
                if parts and kind == _BLANK
                else _log(wrapped / (wrapped + not_wrapped), ended / (ended + not_ended)),
                # What a tool writes nowhere tells nothing by being absent, however few ends there are.
                _log(not_wrapped / (wrapped + not_wrapped), not_ended / (ended + not_ended))
                if wrapped + ended > _NOWHERE
                else 0.0,
            )
            for kind, (wrapped, not_wrapped, ended, not_ended) in enumerate(counts)
        )

    @cached_property
    def _below_titles(self) -> tuple[int, ...]:
        """The places of the lines of text right below headings, or the rest of one: each begins a paragraph, and shows whether these
        set in; where each chapter is but one paragraph, nothing else does."""
        return tuple(at for at in range(1, len(self.rooms)) if self._names(at - 1) and self._tells(at))

    def _names(self, at: int) -> bool:
        """Whether a line is a heading, or words without any mark as its rest is."""
        line = self.lines[at]
        words = (
            not (line.row or line.bullet or self.ended(at) or INNER_MARK.search(line.text)) and line.text[-1].isalpha()
        )
        return at in self.titles or bool(line.hashes) or (words and at not in self.charts)

    def _tells(self, at: int) -> bool:
        """Whether a line without a mark states something, at the left edge or set in as paragraphs are."""
        line = self.lines[at]
        stated = line.prose or (self.widths[at] is not None and self._is_full(at) and INNER_MARK.search(line.text))
        return bool(stated) and not line.marked and at not in self.titles and line.indent - self.margins[at] <= DEEPEST

    def _evidence(self, at: int) -> tuple[bool, bool, bool]:
        return self.opens(at + 1), self.lines[at + 1].blanks_before > 0, self.trails(at)

    @cached_property
    def _lost_indent(self) -> float:
        """By how much the first lines of paragraphs are shorter than the others, where their indent itself is gone."""
        behind = {at for at, wrap in self._ends if not wrap} | self.titles
        behind |= {at for at in range(len(self.rooms)) if self._is_bare_title(at)}
        first = [
            at + 1
            for at in sorted(behind)
            if at + 1 < len(self.rooms)
            and self.widths[at + 1] is not None
            and not self.walls & {at + 1, at + 2}
            and not self.ended(at + 1)
            and self.rooms[at + 1] < self.extents[at + 1]
            and not self.opens(at + 1)
        ]
        rooms = [self.rooms[at] + self.looseness[at] for at in first]
        short = [room for room in rooms if 2 * ROOM <= room <= ROOM + 3]
        if len(short) >= 2 and len(short) * 2 >= len(rooms):
            return 2.0
        # Where long words hide it, the first lines leave more of the width than those within paragraphs do.
        within = {at for at, wrap in self._ends if wrap} - set(first)
        left, usual = (self._left(places) for places in (first, within))
        if len(left) < _SAMPLE or len(usual) < _SAMPLE or median(usual) < -ROOM:
            return 0.0
        return 2.0 if median(left) - median(usual) >= _LESS else 0.0

    def _left(self, places: Collection[int]) -> list[float]:
        """How much of the width some lines leave, whatever follows; those that leave much apart."""
        left = [(self.widths[at] or 0.0) - self.extents[at] for at in places]
        return [room for room in left if room < _MUCH]

    def _is_bare_title(self, at: int) -> bool:
        """Whether a line without a number or any mark is short, as titles are."""
        line = self.lines[at]
        bare = not (line.marked or self.ended(at) or line.text[-1] in "：:" or INNER_MARK.search(line.text))
        return bare and at not in self.walls and self.widths[at] is not None and self.rooms[at] > self.extents[at]

    @cached_property
    def _sentence_odds(self) -> float:
        """How much more sentences end within paragraphs than at their ends, in log odds."""
        inner, outer = 1, 1
        for at, wrap in self._ends:
            text = self.lines[at].text
            inner += sum(text.count(mark) for mark in ("。", "！", "？", ". ")) - (text[-1] in "。！？")
            outer += not wrap
        return _log(inner, outer)

    def _leads(self, at: int) -> bool:
        """Whether a line leads to the items below it."""
        return self.lines[at].text[-1] in "：:" and at + 1 in self.walls

    @cached_property
    def _lead_odds(self) -> float:
        """How much more of the sentences that lead to items end a paragraph than stand in one of their own, in log odds:
        counted where the line above tells, which is no whole sentence, or ends short."""
        going, alone = 1, 1
        for at in range(1, len(self.lines)):
            if self.widths[at - 1] is not None and self._leads(at):
                full = self._is_full(at - 1)
                going += full and not self.ended(at - 1)
                alone += not full and (self.ended(at - 1) or at - 1 in self.titles)
        return _log(going, alone)


def _log(one: float, other: float) -> float:
    return max(-SURE, min(SURE, math.log(one / other)))
