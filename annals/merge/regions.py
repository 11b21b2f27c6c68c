"""Where three versions of one sequence agree, and who changed the rest.

The changes of each side against the base are laid over each other: those that touch the same tokens
of the base stand together in one region, all others apart, however near they are. A gap between two
tokens is touched only by what is put into it or taken out around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from itertools import pairwise

from annals.text.sequences import longest_rising

_SMALL = 4_000
"""Up to so many pairs of tokens are compared each with each: `difflib` takes the square of a run's
length, so a long one is first cut at what stands once on either side."""
_ROUNDS = 8
"""So often what is left between the cuts is cut again."""


class Kind(Enum):
    """Who changed a region: nobody, both alike, the editor, the machine, both differently."""

    UNCHANGED = "unchanged"
    SAME = "same"
    MINE = "mine"
    THEIRS = "theirs"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """base[low:high] became side[first:last]."""

    low: int
    high: int
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """What a stretch of the base is on each side; stretches follow each other without gap or overlap."""

    kind: Kind
    base: slice
    mine: slice
    theirs: slice


def changes(base: Sequence[str], side: Sequence[str]) -> list[Change]:
    """What one side changed, in order. Tokens in common between two changes are kept by that side."""
    found: list[Change] = []
    low = first = 0
    for at, there, size in (*matches(base, side), (len(base), len(side), 0)):
        if low < at or first < there:
            found.append(Change(low=low, high=at, first=first, last=there))
        low, first = at + size, there + size
    return found


def regions_of(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str], own: Sequence[Change], other: Sequence[Change]
) -> Iterator[Region]:
    """The three versions from beginning to end. `own` and `other` are the changes of mine and of theirs, in order."""
    at = mine_at = theirs_at = 0
    for group in _groups(own, other):
        low = min(change.low for _, change in group)
        high = max(change.high for _, change in group)
        if at < low:
            yield _unchanged(at, mine_at, theirs_at, low - at)
        mine_at, theirs_at = mine_at + low - at, theirs_at + low - at
        grown = [0, 0]
        for side, change in group:
            grown[side] += (change.last - change.first) - (change.high - change.low)
        here, there = (
            slice(mine_at, mine_at + high - low + grown[0]),
            slice(theirs_at, theirs_at + high - low + grown[1]),
        )
        sides = {side for side, _ in group}
        if len(sides) == 2:
            kind = Kind.SAME if mine[here] == theirs[there] else Kind.CONFLICT
        else:
            kind = Kind.THEIRS if 1 in sides else Kind.MINE
        yield Region(kind=kind, base=slice(low, high), mine=here, theirs=there)
        at, mine_at, theirs_at = high, here.stop, there.stop
    if at < len(base):
        yield _unchanged(at, mine_at, theirs_at, len(base) - at)


def _unchanged(at: int, mine: int, theirs: int, size: int) -> Region:
    return Region(
        kind=Kind.UNCHANGED,
        base=slice(at, at + size),
        mine=slice(mine, mine + size),
        theirs=slice(theirs, theirs + size),
    )


def _groups(own: Sequence[Change], other: Sequence[Change]) -> list[list[tuple[int, Change]]]:
    """Changes that touch the same tokens, each with its side; two that put something into the same gap
    stand together as well."""
    marked = sorted(
        [*((0, change) for change in own), *((1, change) for change in other)],
        key=lambda entry: (entry[1].low, entry[1].high, entry[0]),
    )
    found: list[list[tuple[int, Change]]] = []
    end = gap = -1
    for side, change in marked:
        into = change.low if change.low == change.high else -1
        if change.low < end or (into == gap >= 0):
            found[-1].append((side, change))
        else:
            found.append([(side, change)])
        end, gap = max(end, change.high), into
    return found


# --- what two versions have in common ---------------------------------------------------------


def matches(base: Sequence[Hashable], side: Sequence[Hashable]) -> list[tuple[int, int, int]]:
    """Runs of equal tokens, in order on both sides: where they begin in the base and on the side, and how long they
    are."""
    found: list[tuple[int, int, int]] = []
    left = [(0, len(base), 0, len(side), _ROUNDS)]
    while left:
        low, high, first, last, rounds = left.pop()
        size = _alike_from(base, low, high, side, first, last)
        found.append((low, first, size))
        low, first = low + size, first + size
        size = _alike_up_to(base, low, high, side, first, last)
        high, last = high - size, last - size
        found.append((high, last, size))
        if low == high or first == last:
            continue
        if (high - low) * (last - first) <= _SMALL:
            matcher = SequenceMatcher(None, base[low:high], side[first:last], autojunk=False)
            found += [(low + at, first + there, size) for at, there, size in matcher.get_matching_blocks()]
        elif rounds:
            cuts = _standing_once(base, low, high, side, first, last)
            # Each part begins with the token it was cut at; without a cut there is nothing more to find.
            ends = [(low, first), *cuts, (high, last)] if cuts else []
            left += [(*_crossed(one, following), rounds - 1) for one, following in pairwise(ends)]
    return sorted(match for match in found if match[2])


def _crossed(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int, int, int]:
    return one[0], other[0], one[1], other[1]


def _alike_from(base: Sequence[Hashable], low: int, high: int, side: Sequence[Hashable], first: int, last: int) -> int:
    size = 0
    while size < min(high - low, last - first) and base[low + size] == side[first + size]:
        size += 1
    return size


def _alike_up_to(base: Sequence[Hashable], low: int, high: int, side: Sequence[Hashable], first: int, last: int) -> int:
    size = 0
    while size < min(high - low, last - first) and base[high - 1 - size] == side[last - 1 - size]:
        size += 1
    return size


def _standing_once(
    base: Sequence[Hashable], low: int, high: int, side: Sequence[Hashable], first: int, last: int
) -> list[tuple[int, int]]:
    """Where the tokens stand that both runs have exactly once, as many as keep their order."""
    counts, others = Counter(base[low:high]), Counter(side[first:last])
    there = {side[at]: at for at in range(first, last) if others[side[at]] == 1}
    pairs = [(at, there[base[at]]) for at in range(low, high) if counts[base[at]] == 1 and base[at] in there]
    return [pairs[at] for at in longest_rising([place for _, place in pairs])]
