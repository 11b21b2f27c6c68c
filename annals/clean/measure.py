"""To which width a text is set, and which of its line ends that width made.

A printed line is broken where the next word found no room. So a text says itself what is a wrap: its widest lines end
in mid-sentence, one like the other, and what marks a paragraph's beginning (an indent, a blank line, a blank behind
the last word) never stands between them. All of it is counted on the text at hand; nothing is supposed of the tool
that wrote it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

from annals.clean.line_ends import SURE, LineEnds
from annals.clean.line_widths import INNER_MARK, ROOM
from annals.clean.statements import announces, counts_on
from annals.clean.title_lines import lacks_word
from annals.text.extents import loose

_LARGE = 0.62
"""A heading set in larger characters has room for so many of the text's own, at least."""
_BROKEN = 3.0
"""Log odds: how little a paragraph or an item ends short without a mark."""
_TITLED = 0.4
"""A line that may be a title, with more room beside it than this share of its width, is no cut one."""
_BESIDE, _BELOW = 0.25, 3
"""No numbered line that a width breaks leaves more than this share of what so many lines below it fill."""
_TAIL = 3.0
"""The rest of such a heading is no wider; what is wider may be a heading of its own."""
_HANGING = 1.2
"""By so much a line may be wider than its page: a mark hangs over, two are set as one."""
_SAID = 2
"""A line with so many marks in it states something."""
_EXACT = 1.5
"""Log odds: how little a line is broken off before a character for which there is exactly the room."""
_BREAK = "  "
"""How Markdown writes a line break."""

_Fits = tuple[tuple[float, float], tuple[float, float]]
"""Of a line that begins a paragraph, and of one that goes on with it: the log likelihoods that its end is none within the
paragraph, and that it is one."""
_NO_WRAP: _Fits = ((0.0, -math.inf), (0.0, -math.inf))


@dataclass(frozen=True, kw_only=True)
class Measure(LineEnds):
    """Which line ends are wraps, by the likeliest reading of all lines together."""

    def _ends_title(self, at: int) -> bool:
        """Whether the line below a heading that fills its line is the rest of it."""
        second, width = self.lines[at + 1], self.widths[at]
        short = at + 1 == len(self.rooms) or not self._is_full(at + 1)
        large = width is not None and self._is_large(at, width)
        full = large or self._is_full(at) or lacks_word(self.lines[at], second, self.rooms[at])
        return full and short and not second.prose and not second.ended and not second.page_before

    def _is_large(self, at: int, width: float) -> bool:
        """Whether a heading and a word or two below it may fill a line, as larger characters do before the text's own; one of
        two clauses is cut anywhere in the second."""
        tail = self.extents[at] if "，" in self.lines[at].text else _TAIL
        return self.extents[at] >= _LARGE * width and self.extents[at + 1] <= tail

    @cached_property
    def joins(self) -> tuple[int, ...]:
        """The places of the lines that go on in the next: the likeliest reading of all lines together, each of which
        either begins a paragraph or goes on with one."""
        if not self.lines:
            return ()
        scores = (0.0, -math.inf)
        back: list[tuple[bool, bool]] = []
        for fits in self._fits:
            steps = [[scores[c] + fits[c][w] for c in (0, 1)] for w in (0, 1)]
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
        steps = self._fits
        count = len(steps)
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

    def is_end(self, at: int) -> bool:
        """Whether the lines close around a line, if no others, tell that its end is none of a width's wraps."""
        return self.widths[at] is not None and self.leanings[at] < -SURE

    @cached_property
    def _fits(self) -> tuple[_Fits, ...]:
        """How well each reading of a line and its end fits the evidence; of all lines but the last."""
        return tuple(self._fits_at(at) for at in range(len(self.lines) - 1))

    def _fits_at(self, at: int) -> _Fits:
        first, second = self.lines[at], self.lines[at + 1]
        if self.widths[at] is None or first.row or first.hashes or at + 1 in self.walls:
            return _NO_WRAP
        ended = self.ended(at) or announces(first, second)
        barred = (
            (at in self.titles and not self._ends_title(at))
            or (ended and self.text.startswith(_BREAK, first.end))
            or counts_on(first, second)
        )
        begun, continued = (
            (self._fits_end(at, continues, ended), -math.inf if barred else self._fits_wrap(at, continues, ended))
            for continues in (False, True)
        )
        return begun, continued

    def _fits_wrap(self, at: int, continues: bool, ended: bool) -> float:
        """How well it fits that the end of a line is a wrap."""
        room, score = self._fit(at, continues, wraps=True)
        if at in self.titles:
            room = -1.0
        cut = not ended and at not in self.notes and self._may_fill(at, room)
        score += 0.0 if room < ROOM else -4.0 if cut else -2 * SURE
        stopped = ended and not self._is_taken_up(at)
        score += 0.0 if not stopped else -1.0 if self.lines[at].text[-1] in "；;" else -3.0 + self._sentence_odds
        score += self._lead_odds if ended and self._leads(at + 1) else 0.0
        on_page = not self.lines[at + 1].page_before
        for (present, absent), seen, counts in zip(self._odds, self._evidence(at), (True, on_page, True), strict=True):
            score += (present if seen else absent) if counts else 0.0
        return score

    def _fits_end(self, at: int, continues: bool, ended: bool) -> float:
        """How well it fits that the end of a line ends its paragraph."""
        room, score = self._fit(at, continues, wraps=False)
        whole = ended or (at in self.notes and room >= ROOM)
        score += (-3.0 if room < ROOM else 0.0) + (0.0 if whole else -3.0 - self._states(at))
        score -= _BROKEN if room >= ROOM and (self._breaks_off(at) if continues else self._is_item(at)) else 0.0
        return score - (_BROKEN if self._is_taken_up(at) else 0.0)

    def _is_taken_up(self, at: int) -> bool:
        """Whether a line is full beyond doubt, however wide its figures are set, and the next takes up its sentence."""
        unsure = 2 * (self.looseness[at] + loose(self.lines[at + 1].text[:1]))
        return at + 1 in self.taken_up and self.rooms[at] + unsure < ROOM

    def _is_item(self, at: int) -> bool:
        """Whether a line is an item without its end: those of a list that is announced end with marks."""
        listed = at > 0 and bool(self.lines[at].numbering) and self.lines[at - 1].text[-1] in "：:；;"
        return listed and not self.ended(at) and self.lines[at].text[-1] not in "：:"

    def _may_fill(self, at: int, room: float) -> bool:
        """Whether a line that leaves room may be cut all the same: what says less than a sentence does is a title, and whole
        with so much room beside it; so is what bears a number, where the lines below fill theirs."""
        if self._said(at) < _SAID:
            return room < _TITLED * self.extents[at]
        reach = min(self.widths[at] or 0.0, max(self.extents[at + 1 : at + 1 + _BELOW]))
        beside = reach - self.extents[at] - self._needs[at]
        return room < self.extents[at] and not (self.lines[at].numbering and beside > _BESIDE * reach)

    def _breaks_off(self, at: int) -> bool:
        """Whether a line that goes on with a paragraph would leave it without an end: a short line without a mark is a heading,
        or goes on with one."""
        line, above = self.lines[at], self.lines[at - 1]
        titled = at - 1 in self.titles or above.numbering or above.hashes
        return not (titled or self.ended(at) or line.text[-1] in "：:")

    def _states(self, at: int) -> float:
        """How little a line may break off: what has said so much, with marks, says it to the end of its sentence, or
        announces what stands below."""
        if self.lines[at].text[-1] in "：:":
            return 0.0
        return SURE / 2 if self._said(at) >= _SAID else 0.0

    def _said(self, at: int) -> int:
        """How many marks stand within a line, behind its number."""
        line = self.lines[at]
        return len(INNER_MARK.findall(line.text, line.number_end - line.body if line.numbering else 0))

    def _would_have_held(self, at: int, room: float) -> bool:
        """Whether the next character would have filled a line exactly, in which nothing is of uncertain width."""
        return 0.0 <= room < ROOM and not loose(self.lines[at].text + self.lines[at + 1].text[:2])

    def _fit(self, at: int, continues: bool, *, wraps: bool) -> tuple[float, float]:
        """The room at the end of a line if it continues a paragraph or begins one, and how well that fits its width."""
        line, room = self.lines[at], self.rooms[at]
        indent = 0.0
        if not continues:
            # How far a tool that keeps indents sets one in blanks is not exact.
            indent = 1.0 if line.indent >= 2 else 0.0 if at in self.walls and room < ROOM else self._lost_indent
        width = self.widths[at] or 0.0
        overflows = line.indent < 2 and self.extents[at] + indent > width + _HANGING + self.looseness[at] / 2
        score = -SURE if overflows else 0.0
        if wraps and room < ROOM <= room + self.looseness[at] - indent - ROOM:
            score -= 1.5
        if wraps and self._would_have_held(at, room - indent):
            score -= _EXACT
        return (room - indent if room >= ROOM else room), score
