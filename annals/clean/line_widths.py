"""To which width the lines of a text are set, page by page and box by box, and how much room each leaves."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from annals.clean.page_edges import stretches
from annals.text.articles import ARTICLE
from annals.text.extents import extent, loose
from annals.text.lines import CLAUSE, Shape

_RAGGED = 2.0
"""By so much the widths of full lines differ: marks that may not begin a line, figures that found no room."""
_NARROWEST, _WIDEST = 10.0, 80.0
_WINDOW, _STEP = 48, 12
"""How many lines around a line say how wide its page is set, and how often that is measured anew."""
_CLOSE, _NEAR = 16, 4
"""The same, where so many lines have no width in common."""
_SAME = 0.5
"""By so much lines set to one width may seem to differ."""
_LEAST = 3
"""So many lines of one width are no chance."""
_CLUSTER = 0.35
_OVER = 3
"""Of so many full lines at most one stands beside a line that is clearly wider: what is set to a width does not pass it."""
DEEPEST = 8
"""A line that is indented further opens no paragraph."""
_INSET = 4.0
"""By so much the lines of a box are narrower at most."""
ROOM = 0.3
"""So much room may be left over at the end of a full line."""
_LONGEST_WORD = 12
_BORROWED = 20.0
"""What is set narrower shows its width itself: labels and names beside it are as wide by chance."""
_UNFITTED = 4
"""Of so many lines in mid-sentence one may be short where the others are set to a width."""

_unbreakable = re.compile(r"[“‘（《〈【〔「『(]*(?:[A-Za-z\d.,%'/+:-]+|.)[，。、；：！？）》〉】〕」』”’),.;:!?%％…]*")
INNER_MARK = re.compile(r"[，。；、：！？](?!$)")
_latin_end = re.compile(r"[A-Za-z\d)\]][.!?][\"'\])]*$")


@dataclass(frozen=True, kw_only=True)
class Widths:
    """The lines of a text and how wide they are set. `walls` are the places of the lines that begin something whatever
    stands above them: headings, items, rows, captions; `boxed` those of the first lines of boxes that are named; `charts`
    those of the text and captions of charts, whose width says nothing."""

    text: str
    lines: tuple[Shape, ...]
    walls: frozenset[int]
    boxed: frozenset[int] = frozenset()
    charts: frozenset[int] = frozenset()

    @cached_property
    def extents(self) -> tuple[float, ...]:
        return tuple(
            extent(self.text[line.start : line.end]) + line.indent / 2 + _gap(line.text) / 2 for line in self.lines
        )

    @cached_property
    def looseness(self) -> tuple[float, ...]:
        return tuple(loose(line.text) for line in self.lines)

    @cached_property
    def common(self) -> tuple[float | None, ...]:
        """For each line the width to which the lines around it are set; None where they have none in common."""
        found: list[float | None] = []
        for start in range(0, len(self.lines), _STEP):
            found += self._around(start, _STEP, _WINDOW)
        # Where a box set to another width stands among the lines, fewer lines say what they all together do not.
        known = {width for width in found if width}
        for start in range(0, len(found) if known else 0, _NEAR):
            if None in found[start : start + _NEAR]:
                own = self._around(start, _NEAR, _CLOSE)
                for at, width in enumerate(own, start):
                    if width and any(abs(width - other) <= _SAME for other in known):
                        found[at] = found[at] or width
        return tuple(found)

    def _around(self, start: int, step: int, size: int) -> list[float | None]:
        """For each of some lines the width that `size` lines around them have in common, those in boxes and the others apart."""
        count = len(self.lines)
        first = max(0, min(start + (step - size) // 2, count - size))
        window = range(first, min(count, first + size))
        inset = {at for at in window if self.insets[at]}
        free, boxed = self._width_of(at for at in window if at not in inset), self._width_of(inset)
        return [boxed if at in inset else free for at in range(start, min(count, start + step))]

    @cached_property
    def widths(self) -> tuple[float | None, ...]:
        """How wide each line is set, by whatever the lines around it show."""
        return _with(self._by_place, self._refits)

    @cached_property
    def settled(self) -> tuple[float | None, ...]:
        """The widths that many lines show together, around a line or in its run; None elsewhere."""
        return _with(self.common, self._refits)

    @cached_property
    def _by_place(self) -> tuple[float | None, ...]:
        """The common widths, and for lines close together that have none a width of their own; where they are too few for
        one, it shows in that the first of them sets in and the next do not."""
        widths, at = list(self.common), 0
        for stretch in stretches(self.lines):
            end = at + len(stretch)
            rest = min((line.indent for line in stretch[1:]), default=stretch[0].indent)
            widest = max(self.extents[at:end])
            if not any(widths[at:end]):
                widths[at:end] = [self._width_of(range(at, end))] * len(stretch)
            sets_in = 2 <= stretch[0].indent - rest <= DEEPEST and not stretch[0].marked
            if sets_in and not any(widths[at:end]) and CLAUSE <= widest <= _WIDEST:
                widths[at:end] = [widest] * len(stretch)
            at = end
        return _with(widths, [*self._narrow_runs(widths), *self._named_boxes(widths)])

    @cached_property
    def _refits(self) -> tuple[tuple[int, int, float], ...]:
        return tuple(self._refitted(self._by_place))

    def _runs(self) -> Iterator[tuple[int, int]]:
        """The lines from one that begins something to the next, in or out of a box."""
        start = 0
        for at in range(1, len(self.lines) + 1):
            if at == len(self.lines) or at in self.walls or self.insets[at] != self.insets[start]:
                yield start, at
                start = at

    def _refitted(self, widths: Sequence[float | None]) -> Iterator[tuple[int, int, float]]:
        """The runs of lines that are set to another width than most lines around them, and to which: of the widths that
        any lines of the text show together, the one that leaves the fewest sentences broken in the run."""
        runs = [(start, end) for start, end in self._runs() if end - start > 1]
        shown = {round(width, 1): width for width in widths if width and width >= _BORROWED}
        for start, end in runs:
            own = self._width_of(range(start, end)) if end - start > _LEAST else None
            if own and not any(self._passes(at, own) for at in range(start, end)):
                shown.setdefault(round(own, 1), own)
        palette = sorted(shown.values())
        while runs and palette:
            start, end = runs.pop()
            cut = [at for at in range(start, end - 1) if self._is_cut(at, start)]
            now = self._broken(cut, [widths[at] for at in cut])
            if not now:
                continue
            reach = sorted((self.extents[at] for at in cut), reverse=True)[len(cut) // 4]
            left, _, best = min((self._broken(cut, [width] * len(cut)), abs(width - reach), width) for width in palette)
            if left >= now or left * _UNFITTED > len(cut):
                continue
            last = max((at for at in cut if self._passes(at, best)), default=end)
            behind = next((at + 1 for at in range(last, end) if self.ended(at)), end)
            if behind < end:
                # A box that nothing ends but its last sentence stands above.
                runs += [(start, behind), (behind, end)]
            else:
                yield start, end, best

    def _passes(self, at: int, width: float) -> bool:
        return self.extents[at] > width + _RAGGED + self.looseness[at]

    def _is_cut(self, at: int, start: int) -> bool:
        """Whether a line of the run that begins at `start` ends in mid-sentence, as far as its words tell."""
        line = self.lines[at]
        title = at == start and at in self.walls and not INNER_MARK.search(line.text)
        return not (self.ended(at) or line.row or line.hashes or line.text[-1] in "：:" or title)

    def _broken(self, cut: Sequence[int], widths: Sequence[float | None]) -> int:
        """How many of the lines in mid-sentence do not fill a width, or pass it, themselves or where they go on. The indent of a
        first line may be lost."""
        return sum(
            width is None
            or self._passes(at, width)
            or self._passes(at + 1, width)
            or width - self.extents[at] - self._needs[at] >= ROOM + 2 * self._may_open(at)
            for at, width in zip(cut, widths, strict=True)
        )

    def _may_open(self, at: int) -> bool:
        return at in self.walls or at - 1 in self.walls or at == 0 or self.ended(at - 1)

    def _named_boxes(self, widths: Sequence[float | None]) -> Iterator[tuple[int, int, float]]:
        """The lines of boxes that are named above, and how wide these are set, be they as few as two: each of them that
        breaks off is full by the width of the widest, its paragraph's indent, which may be lost, apart."""
        rooms = self._rooms(widths)
        for first in sorted(self.boxed):
            width, end = widths[first] if first < len(widths) else None, first
            while (
                width and end < len(rooms) and self.extents[end] < width - 1 and (end == first or end not in self.walls)
            ):
                end += 1
            own = max(self.extents[first:end], default=0.0)
            cut = [at for at in range(first, end) if not self.ended(at) and at + 1 not in self.walls]
            full = sum(rooms[at] - (width or 0) + own < ROOM + 2 for at in cut)
            if cut and width and own >= max(CLAUSE, width - _INSET - 2) and full * _OVER >= len(cut) * (_OVER - 1):
                yield first, end, own

    def _narrow_runs(self, widths: Sequence[float | None]) -> Iterator[tuple[int, int, float]]:
        """The lines of boxes, from place to place, and how wide these are set: lines below each other of which none but the
        last fills the text's width and each fills, with the word that follows, the width of the widest of them. The
        first may have lost an indent."""
        rooms, at = self._rooms(widths), 0
        while at < len(rooms):
            end = at
            while end < len(rooms) and ROOM <= rooms[end] <= _INSET + 2 and end + 1 not in self.walls:
                end += 1
            body = range(at + 1, end)
            if len(body) >= _LEAST - 1:
                own = max(self.extents[line] for line in body)
                less = (widths[at] or 0.0) - own
                # First lines that lost their indent leave as much room, and so may the last ones of two paragraphs in a row.
                cut = any(not (self.ended(line) or self._may_open(line)) for line in body)
                fills = cut and all(rooms[line] - less < ROOM for line in body)
                if less >= 1 and fills and self._are_wrapped(range(at, end)):
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
        free = [at for at in places if not (self.lines[at].row or self.lines[at].hashes or at in self.charts)]
        if len(free) < _LEAST:
            return None
        widths = sorted(self.extents[at] for at in free)
        for width in dict.fromkeys(reversed(widths)):
            if not _NARROWEST <= width <= _WIDEST:
                continue
            rivals = len(widths) - bisect_left(widths, width / 2)
            wider = len(widths) - bisect_right(widths, width + 2 * _RAGGED)
            if wider * _OVER > len(free):
                continue
            full = [at for at in free if self._is_near(at, width)]
            # Beside a paragraph that stands on a line, a few names are as wide by chance.
            unbroken = widths[-1] > _WIDEST and len(full) < 2 * _LEAST
            if wider * _OVER > len(full) or unbroken:
                continue
            if len(full) >= max(_LEAST, _CLUSTER * rivals) and self._are_wrapped(full):
                return sorted((self.extents[at] for at in full), reverse=True)[len(full) // 4]
        return None

    def ended(self, at: int) -> bool:
        """Whether a line ends as a sentence does, an English one or an entry of references as well."""
        line = self.lines[at]
        if line.ended or not _latin_end.search(line.text):
            return line.ended
        split = at + 1 < len(self.lines) and self.lines[at + 1].text[0].isdigit() and line.text[-2].isdigit()
        return not split

    def _is_near(self, at: int, width: float) -> bool:
        slack = self.looseness[at]
        return width - _RAGGED - slack <= self.extents[at] <= width + 0.5 + slack

    def _are_wrapped(self, full: Sequence[int]) -> bool:
        """Whether lines of one width are cut sentences: most of them end in the midst of one, and are no names."""
        unfinished = sum(1 for at in full if not self.ended(at))
        spoken = sum(1 for at in full if INNER_MARK.search(self.lines[at].text))
        return unfinished * 2 > len(full) and spoken * 3 >= len(full)

    @cached_property
    def rooms(self) -> tuple[float, ...]:
        """How much room the beginning of the next line would have left at the end of each line; below 0 it found none."""
        return self._rooms(self.widths)

    def _rooms(self, widths: Sequence[float | None]) -> tuple[float, ...]:
        return tuple(
            -1.0 if width is None else width - self.extents[at] - needs
            for at, (needs, width) in enumerate(zip(self._needs, widths, strict=False))
        )

    @cached_property
    def _needs(self) -> tuple[float, ...]:
        """How much room the beginning of the next line takes, and how uncertain that is, for each line but the last."""
        found: list[float] = []
        for first, second in pairwise(self.lines):
            match = _unbreakable.match(second.text)
            unit = (match.group() if match else second.text)[:_LONGEST_WORD]
            found.append(extent(unit) + loose(first.text) + loose(unit))
        return tuple(found)


def _gap(text: str) -> int:
    """How many blanks set the words of an article off from its number, where they are more than one: they take room, as those of
    a justified line do not."""
    article = ARTICLE.match(text)
    blanks = len(article[0]) - len(article[0].rstrip(" ")) if article else 0
    return blanks if blanks > 1 else 0


def _with(widths: Sequence[float | None], runs: Iterable[tuple[int, int, float]]) -> tuple[float | None, ...]:
    """The widths, and over them those of runs of lines."""
    found = list(widths)
    for start, end, width in runs:
        found[start:end] = [width] * (end - start)
    return tuple(found)
