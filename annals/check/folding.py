"""What is told of many signs: stretches instead of every spot in them, and no more than a person will look at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

from annals.check.signs import MASSES, Place, Sign
from annals.model import Block

_PER, _LEAST = 2_000, 5
"""One place in so many characters is told, and so many in any text: five in 10,000 are a person's patience."""
_NEAR = 1_500
"""Places with more characters between them are never told as one: what lies between is sound."""


class Paper:
    """Where raw lines stand in a text, counted in characters of its blocks."""

    def __init__(self, blocks: Sequence[tuple[Block, str]]) -> None:
        ordered = sorted((block.first_line, len(text)) for block, text in blocks)
        self._lines = [line for line, _ in ordered]
        self._ends = [0, *accumulate(length for _, length in ordered)]

    @property
    def length(self) -> int:
        return self._ends[-1]

    def upto(self, line: int) -> int:
        """How many characters stand in the blocks that begin on a line or before."""
        return self._ends[bisect_right(self._lines, line)]

    def between(self, place: Place, other: Place) -> int:
        """How many characters of the text stand between two places, the second of which begins later."""
        return max(0, self.upto(other.line - 1) - self.upto(place.last))


def folded(places: Iterable[Place], blocks: Sequence[tuple[Block, str]]) -> tuple[Place, ...]:
    """The places as they are told, in the order of the text: what lies in a table that fell apart or in a program is told
    by it; the nearest are told as one stretch while there are too many; and of those that are still too many the slightest
    are left out (they are counted, not listed)."""
    paper = Paper(blocks)
    found = list(_outside(sorted(places, key=lambda place: (place.line, -place.last))))
    most = max(_LEAST, paper.length // _PER)
    gaps = sorted((paper.between(one, other), at) for at, (one, other) in enumerate(pairwise(found), 1))
    close = {at for gap, at in gaps[: max(0, len(found) - most)] if gap <= _NEAR}
    told: list[Place] = []
    for at, place in enumerate(found):
        if at in close:
            told[-1] = _joined(told[-1], place)
        else:
            told.append(place)
    return tuple(sorted(sorted(told, key=_weight)[:most], key=lambda place: place.line))


def _outside(places: Sequence[Place]) -> Iterator[Place]:
    """The masses, and of the other places those that lie in none. Of several at one line one is told."""
    until = told = 0
    for place in places:
        mass = place.sign in MASSES
        if (mass and place.last > until) or (not mass and place.last > until and place.line > told):
            until, told = (place.last if mass else until), place.line
            yield place


def _joined(place: Place, other: Place) -> Place:
    """Two neighbouring places as one: of a sign if both show it, else a stretch in which several do."""
    sign = place.sign if place.sign is other.sign else Sign.MUDDLED
    return Place(sign=sign, line=place.line, last=max(place.last, other.last), text=place.text)


def _weight(place: Place) -> tuple[bool, bool, int, int]:
    """What is looked at first: stretches of several signs, tables, then the longest; single spots last."""
    return (place.sign is not Sign.MUDDLED, place.sign not in MASSES, place.line - place.last, place.line)
