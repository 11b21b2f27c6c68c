"""To which width a text is set, and which of its line ends that width made.

A printed line is broken where the next word found no room. So a text says itself what is a wrap: its widest lines end
in mid-sentence, one like the other, and what marks a paragraph's beginning (an indent, a blank line, a blank behind
the last word) never stands between them. All of it is counted on the text at hand; nothing is supposed of the tool
that wrote it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from annals.clean.page_edges import left_edges, stretches
from annals.clean.statements import counts_on
from annals.text.extents import extent, loose
from annals.text.lines import CLAUSE, Shape

_RAGGED = 2.0
"""By so much the widths of full lines differ: marks that may not begin a line, figures that found no room."""
_NARROWEST, _WIDEST = 10.0, 80.0
_WINDOW, _STEP = 48, 12
"""How many lines around a line say how wide its page is set, and how often that is measured anew."""
_LEAST = 3
"""So many lines of one width are no chance."""
_CLUSTER = 0.35
_OVER = 3
"""Of so many full lines at most one stands beside a line that is clearly wider: what is set to a width does not pass it."""
_DEEPEST = 8
"""A line that is indented further opens no paragraph."""
_INSET = 4.0
"""By so much the lines of a box are narrower at most."""
_ROOM = 0.3
"""So much room may be left over at the end of a full line."""
_LONGEST_WORD = 12
_LARGE = 0.7
"""A heading set in larger characters has room for so many of the text's own, at least."""
_TAIL = 3.0
"""The rest of such a heading is no wider; what is wider may be a heading of its own."""
_HANGING = 1.2
"""By so much a line may be wider than its page: a mark hangs over, two are set as one."""
_SURE = 4.0
"""Log odds: the most that a single kind of evidence may say."""

_unbreakable = re.compile(r"[“‘（《〈【〔「『(]*(?:[A-Za-z\d.,%'/+:-]+|.)[，。、；：！？）》〉】〕」』”’),.;:!?%％…]*")
_inner_mark = re.compile(r"[，。；、：！？](?!$)")
_latin_end = re.compile(r"[A-Za-z\d)\]][.!?][\"'\])]*$")
_BREAK = "  "
"""How Markdown writes a line break."""


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What the lines of a text say together about their ends. `walls` are the places of the lines that begin
    something whatever stands above them: headings, items, rows, captions. `titles` are the
    places of headings, which go on in a short line only."""

    text: str
    lines: tuple[Shape, ...]
    walls: frozenset[int]
    titles: frozenset[int]

    @cached_property
    def extents(self) -> tuple[float, ...]:
        return tuple(extent(self.text[line.start : line.end]) + line.indent / 2 for line in self.lines)

    @cached_property
    def _looseness(self) -> tuple[float, ...]:
        return tuple(loose(line.text) for line in self.lines)

    @cached_property
    def common(self) -> tuple[float | None, ...]:
        """For each line the width to which the lines around it are set; None where they have none in common."""
        count = len(self.lines)
        found: list[float | None] = []
        for start in range(0, count, _STEP):
            first = max(0, min(start + (_STEP - _WINDOW) // 2, count - _WINDOW))
            window = range(first, min(count, first + _WINDOW))
            inset = {at for at in window if self.insets[at]}
            free, boxed = self._width_of(at for at in window if at not in inset), self._width_of(inset)
            found += [boxed if at in inset else free for at in range(start, min(count, start + _STEP))]
        return tuple(found)

    @cached_property
    def widths(self) -> tuple[float | None, ...]:
        """The common widths, and for lines close together that have none a width of their own; where they are too few for
        one, it shows in that the first of them sets in and the next do not."""
        widths, at = list(self.common), 0
        for stretch in stretches(self.lines):
            end = at + len(stretch)
            rest = min((line.indent for line in stretch[1:]), default=stretch[0].indent)
            widest = max(self.extents[at:end])
            if not any(widths[at:end]):
                widths[at:end] = [self._width_of(range(at, end))] * len(stretch)
            sets_in = 2 <= stretch[0].indent - rest <= _DEEPEST and not stretch[0].marked
            if sets_in and not any(widths[at:end]) and CLAUSE <= widest <= _WIDEST:
                widths[at:end] = [widest] * len(stretch)
            at = end
        for start, end, width in self._narrow_runs(widths):
            widths[start:end] = [width] * (end - start)
        return tuple(widths)

    def _narrow_runs(self, widths: Sequence[float | None]) -> Iterator[tuple[int, int, float]]:
        """The lines of boxes, from place to place, and how wide these are set: lines below each other of which none but the
        last fills the text's width and each fills, with the word that follows, the width of the widest of them. The
        first may have lost an indent."""
        rooms, at = self._rooms(widths), 0
        while at < len(rooms):
            end = at
            while end < len(rooms) and _ROOM <= rooms[end] <= _INSET + 2 and end + 1 not in self.walls:
                end += 1
            body = range(at + 1, end)
            if len(body) >= _LEAST - 1:
                own = max(self.extents[line] for line in body)
                less = (widths[at] or 0.0) - own
                cut = sum(1 for line in range(at, end) if not self._ended(line))
                if less >= 1 and all(rooms[line] - less < _ROOM for line in body) and cut * 2 > end - at:
                    yield at, end + 1, own
            at = max(end, at + 1)

    @cached_property
    def insets(self) -> tuple[bool, ...]:
        """For each line whether it stands in a box: several lines together of which none begins at the left edge."""
        found: list[bool] = []
        edge = min((line.indent for line in self.lines), default=0)
        for stretch in stretches(self.lines):
            inset = len(stretch) > 1 and min(line.indent for line in stretch) >= edge + 2
            found += [inset] * len(stretch)
        return tuple(found)

    def _width_of(self, places: Iterable[int]) -> float | None:
        free = [at for at in places if not self.lines[at].row and not self.lines[at].hashes]
        widths = sorted((self.extents[at] for at in free), reverse=True)
        for width in dict.fromkeys(widths):
            if not _NARROWEST <= width <= _WIDEST:
                continue
            full = [at for at in free if self._is_near(at, width)]
            rivals = sum(1 for other in widths if other >= width / 2)
            wider = sum(1 for other in widths if other > width + 2 * _RAGGED)
            if wider * _OVER > len(full):
                continue
            if len(full) >= max(_LEAST, _CLUSTER * rivals) and self._are_wrapped(full):
                return sorted((self.extents[at] for at in full), reverse=True)[len(full) // 4]
        return None

    def _ended(self, at: int) -> bool:
        """Whether a line ends as a sentence does, an English one or an entry of references as well."""
        line = self.lines[at]
        if line.ended or not _latin_end.search(line.text):
            return line.ended
        split = at + 1 < len(self.lines) and self.lines[at + 1].text[0].isdigit() and line.text[-2].isdigit()
        return not split

    def _is_near(self, at: int, width: float) -> bool:
        slack = self._looseness[at]
        return width - _RAGGED - slack <= self.extents[at] <= width + 0.5 + slack

    def _are_wrapped(self, full: Sequence[int]) -> bool:
        """Whether lines of one width are cut sentences: most of them end in the midst of one, and are no names."""
        unfinished = sum(1 for at in full if not self._ended(at))
        spoken = sum(1 for at in full if _inner_mark.search(self.lines[at].text))
        return unfinished * 2 > len(full) and spoken * 3 >= len(full)

    @cached_property
    def rooms(self) -> tuple[float, ...]:
        """How much room the beginning of the next line would have left at the end of each line; below 0 it found none."""
        return self._rooms(self.widths)

    def _rooms(self, widths: Sequence[float | None]) -> tuple[float, ...]:
        found: list[float] = []
        for at, (first, second) in enumerate(pairwise(self.lines)):
            width = widths[at]
            match = _unbreakable.match(second.text)
            unit = (match.group() if match else second.text)[:_LONGEST_WORD]
            room = -1.0 if width is None else width - self.extents[at] - extent(unit) - loose(first.text) - loose(unit)
            found.append(room)
        return tuple(found)

    def _is_full(self, at: int) -> bool:
        return self.rooms[at] < _ROOM

    @cached_property
    def margins(self) -> tuple[int, ...]:
        """For each line how far the lines around it stand from the left edge."""
        return left_edges(self.lines)

    def opens(self, at: int) -> bool:
        """Whether a line is indented as the first of a paragraph is."""
        return 2 <= self.lines[at].indent - self.margins[at] <= _DEEPEST

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
            if full and not self._ended(at) and at + 1 not in self.walls:
                found.append((at, True))
            elif not full and self._ended(at) and not second.row:
                found.append((at, False))
        return tuple(found)

    @cached_property
    def _odds(self) -> tuple[tuple[float, float], ...]:
        """For an indent below, a blank line between and a blank at the end: what their presence and their absence say
        for a wrap, in log odds."""
        counts = [[1.0, 1.0, 1.0, 1.0] for _ in range(3)]
        for at, wrap in self._ends:
            if not self.lines[at + 1].page_before:
                for count, seen in zip(counts, self._evidence(at), strict=True):
                    count[2 * (not wrap) + (not seen)] += 1
        return tuple(
            (
                _log(wrapped / (wrapped + not_wrapped), ended / (ended + not_ended)),
                _log(not_wrapped / (wrapped + not_wrapped), not_ended / (ended + not_ended)),
            )
            for wrapped, not_wrapped, ended, not_ended in counts
        )

    def _evidence(self, at: int) -> tuple[bool, bool, bool]:
        return self.opens(at + 1), self.lines[at + 1].blanks_before > 0, self.trails(at)

    def _ends_title(self, at: int) -> bool:
        """Whether the line below a heading that fills its line is the rest of it."""
        second, width = self.lines[at + 1], self.widths[at]
        short = at + 1 == len(self.rooms) or not self._is_full(at + 1)
        full = self._is_full(at) or (width is not None and self._is_large(at, width))
        return full and short and not second.prose and not second.ended and not second.page_before

    def _is_large(self, at: int, width: float) -> bool:
        """Whether a heading and a word or two below it may fill a line, as larger characters do before the text's own."""
        return self.extents[at] >= _LARGE * width and self.extents[at + 1] <= _TAIL

    @cached_property
    def _lost_indent(self) -> float:
        """By how much the first lines of paragraphs are shorter than the others, where their indent itself is gone."""
        behind = {at for at, wrap in self._ends if not wrap} | self.titles
        rooms = [
            self.rooms[at + 1] + self._looseness[at + 1]
            for at in sorted(behind)
            if at + 1 < len(self.rooms)
            and self.widths[at + 1] is not None
            and not self.walls & {at + 1, at + 2}
            and not self._ended(at + 1)
            and self.rooms[at + 1] < self.extents[at + 1]
            and not self.opens(at + 1)
        ]
        short = [room for room in rooms if 2 * _ROOM <= room <= _ROOM + 3]
        return 2.0 if len(short) >= 2 and len(short) * 2 >= len(rooms) else 0.0

    @cached_property
    def _sentence_odds(self) -> float:
        """How much more sentences end within paragraphs than at their ends, in log odds."""
        inner, outer = 1, 1
        for at, wrap in self._ends:
            text = self.lines[at].text
            inner += sum(text.count(mark) for mark in ("。", "！", "？", ". ")) - (text[-1] in "。！？")
            outer += not wrap
        return _log(inner, outer)

    @cached_property
    def joins(self) -> tuple[int, ...]:
        """The places of the lines that go on in the next: the likeliest reading of all lines together, each of which
        either begins a paragraph or goes on with one."""
        if not self.lines:
            return ()
        scores = (0.0, -math.inf)
        back: list[tuple[bool, bool]] = []
        for at in range(len(self.lines) - 1):
            steps = [
                [scores[before] + self._score(at, bool(before), bool(after)) for before in (0, 1)] for after in (0, 1)
            ]
            back.append((steps[0][1] > steps[0][0], steps[1][1] > steps[1][0]))
            scores = (max(steps[0]), max(steps[1]))
        going = scores[1] > scores[0]
        found: list[int] = []
        for at in range(len(back) - 1, -1, -1):
            if going:
                found.append(at)
            going = back[at][going]
        return tuple(reversed(found))

    @cached_property
    def leanings(self) -> tuple[float, ...]:
        """For each line end by how much the likeliest reading in which it is a wrap is likelier than the likeliest in which
        it is none, in log likelihood: about 0 where the text does not tell, minus infinity where it cannot be one."""
        count = len(self.lines) - 1
        steps = [[[self._score(at, bool(c), bool(w)) for w in (0, 1)] for c in (0, 1)] for at in range(count)]
        behind = [[0.0, 0.0] for _ in range(count + 1)]
        for at in range(count - 1, -1, -1):
            behind[at] = [max(steps[at][c][w] + behind[at + 1][w] for w in (0, 1)) for c in (0, 1)]
        found: list[float] = []
        before = [0.0, -math.inf]
        for at in range(count):
            ends = [max(before[c] + steps[at][c][w] for c in (0, 1)) for w in (0, 1)]
            found.append(ends[1] + behind[at + 1][1] - ends[0] - behind[at + 1][0])
            before = ends
        return tuple(found)

    def _score(self, at: int, continues: bool, wraps: bool) -> float:
        """How well it fits the evidence, as a log likelihood, that a line continues a paragraph or begins one and that
        its end is a wrap or not."""
        first, second = self.lines[at], self.lines[at + 1]
        if self.widths[at] is None or first.row or first.hashes or at + 1 in self.walls:
            return -math.inf if wraps else 0.0
        if wraps and at in self.titles and not self._ends_title(at):
            return -math.inf
        ended = self._ended(at)
        if wraps and ((ended and self.text.startswith(_BREAK, first.end)) or counts_on(first, second)):
            return -math.inf
        room, score = self._fit(at, continues, wraps)
        if wraps and at in self.titles:
            room = -1.0
        if wraps:
            score += 0.0 if room < _ROOM else -4.0 if not ended and room < self.extents[at] else -7.0
            score += 0.0 if not ended else -1.0 if first.text[-1] in "；;" else -3.0 + self._sentence_odds
            for (present, absent), seen, counts in zip(
                self._odds, self._evidence(at), (True, not second.page_before, True), strict=True
            ):
                score += (present if seen else absent) if counts else 0.0
        else:
            score += (-3.0 if room < _ROOM else 0.0) + (0.0 if ended else -3.0)
        return score

    def _fit(self, at: int, continues: bool, wraps: bool) -> tuple[float, float]:
        """The room at the end of a line if it continues a paragraph or begins one, and how well that fits its width."""
        line, room = self.lines[at], self.rooms[at]
        indent = 0.0
        if not continues:
            # How far a tool that keeps indents sets one in blanks is not exact.
            indent = 1.0 if line.indent >= 2 else 0.0 if at in self.walls and room < _ROOM else self._lost_indent
        width = self.widths[at] or 0.0
        overflows = line.indent < 2 and self.extents[at] + indent > width + _HANGING + loose(line.text) / 2
        score = -_SURE if overflows else 0.0
        if wraps and room < _ROOM <= room + loose(line.text) - indent - _ROOM:
            score -= 1.5
        return (room - indent if room >= _ROOM else room), score


def _log(one: float, other: float) -> float:
    return max(-_SURE, min(_SURE, math.log(one / other)))
