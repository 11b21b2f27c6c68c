"""Three versions of a run of sentences to one, and where both sides changed the same sentence.

A token is a sentence, or a HEAD and the name of the block that begins there: blocks that were
joined or parted are merged as one run. merge3 finds the regions; where it sees a conflict, the
changes are looked at sentence by sentence, as neighbours do not disturb each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from merge3 import Merge3

from annals.text.sentences import bigrams, dice

HEAD = "\x00"
_ALIKE = 0.4
"""Sentences at least so alike are versions of one sentence."""
_GROUP = 4
"""As many sentences of one side may be one sentence of the other: torn and mended ones."""
_LARGEST = 4_000
"""Beyond so many pairs of sentences a rewritten run is taken as one change."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A run of sentences that both sides changed differently; `at` is where it begins in the base."""

    at: int
    base: tuple[str, ...]
    mine: tuple[str, ...]
    theirs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Change:
    """base[low:high] became `new`."""

    low: int
    high: int
    new: tuple[str, ...]


Settle = Callable[[Clash], str]
"""What becomes of a clash: `mine`, `theirs`, or nothing if it is undecided (mine stands in)."""


def merged_tokens(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str], settle: Settle) -> tuple[str, ...]:
    """The merged tokens. `settle` is asked about each clash; undecided, mine stands in."""
    merged: list[str] = []
    for region in Merge3(base, mine, theirs, sequence_matcher=_matcher).merge_regions():
        if region[0] == "conflict":
            _, low, high, mine_low, mine_high, theirs_low, theirs_high = region
            whole = high == len(base) or base[high].startswith(HEAD)
            merged += _refine(
                tuple(base[low:high]),
                tuple(mine[mine_low:mine_high]),
                tuple(theirs[theirs_low:theirs_high]),
                lambda clash, low=low: settle(replace(clash, at=low + clash.at)),
                whole,
            )
        else:
            side = {"unchanged": base, "same": mine, "a": mine, "b": theirs}[region[0]]
            merged += side[region[1] : region[2]]
    return tuple(merged)


def _matcher(junk: None, one: Sequence[str], other: Sequence[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(junk, one, other, autojunk=False)


def _refine(
    base: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...], settle: Settle, whole: bool
) -> list[str]:
    """A region in which both sides changed something; `whole`: the last block of it ends there."""
    merged: list[str] = []
    at = 0
    for own, other in _groups(_changes(base, mine), _changes(base, theirs)):
        low = min(change.low for change in (*own, *other))
        high = max(change.high for change in (*own, *other))
        merged += base[at:low]
        at = high
        one, two = _version(base, low, high, own), _version(base, low, high, other)
        if not other or one == two or (not one and _whole_blocks(base, low, high, whole)):
            merged += one
        elif not own:
            merged += two
        elif low == high and not _alike(one, two):
            merged += _both(one, two)
        else:
            merged += two if settle(Clash(low, base[low:high], one, two)) == "theirs" else one
    return [*merged, *base[at:]]


def _version(base: tuple[str, ...], low: int, high: int, changes: list[_Change]) -> tuple[str, ...]:
    """base[low:high] with one side's changes in it."""
    found: list[str] = []
    at = low
    for change in changes:
        found += base[at : change.low]
        found += change.new
        at = change.high
    return (*found, *base[at:high])


def _groups(mine: list[_Change], theirs: list[_Change]) -> list[tuple[list[_Change], list[_Change]]]:
    """Changes that touch the same sentences, by side; a mere insertion touches none, but two at
    the same place stand together."""
    marked = sorted(
        [(change.low, change.high, 0, change) for change in mine]
        + [(change.low, change.high, 1, change) for change in theirs],
        key=lambda entry: (entry[0], entry[1], entry[2]),
    )
    groups: list[tuple[list[_Change], list[_Change]]] = []
    end, point = -1, -1
    for low, high, side, change in marked:
        together = low < end or (low == high == point)
        if not groups or not together:
            groups.append(([], []))
            end = high
        groups[-1][side].append(change)
        end = max(end, high)
        point = low if low == high else -1
    return groups


def _alike(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Whether two insertions at one place are versions of the same text."""
    return dice(bigrams(_text(one)), bigrams(_text(two))) >= _ALIKE and bool(_text(one)) and bool(_text(two))


def _both(mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    """Two insertions at one place: what goes on with the block before comes before a new block;
    where both begin a block, it is one, with the machine's name."""
    if mine[0].startswith(HEAD) and theirs[0].startswith(HEAD):
        return (*theirs, *mine[1:]) if len(mine) == 1 or len(theirs) == 1 else (*theirs, *mine)
    return (*mine, *theirs) if theirs[0].startswith(HEAD) else (*theirs, *mine)


def _whole_blocks(base: tuple[str, ...], low: int, high: int, whole: bool) -> bool:
    if low == high or not base[low].startswith(HEAD):
        return False
    return whole if high == len(base) else base[high].startswith(HEAD)


def _text(tokens: Sequence[str]) -> str:
    return "".join(token for token in tokens if not token.startswith(HEAD))


# --- one side's changes, as small as they can be told -----------------------------------------


def _changes(base: tuple[str, ...], side: tuple[str, ...]) -> list[_Change]:
    found: list[_Change] = []
    for tag, low, high, first, last in _matcher(None, base, side).get_opcodes():
        if tag == "replace":
            found += _paired(base[low:high], side[first:last], low)
        elif tag != "equal":
            found.append(_Change(low, high, side[first:last]))
    return found


def _paired(base: tuple[str, ...], side: tuple[str, ...], offset: int) -> list[_Change]:
    """A rewritten run as changes of single sentences, by the pairing that keeps most text
    together; several sentences may have become one, or one several."""
    rows, columns = len(base), len(side)
    if rows * columns > _LARGEST:
        return [_Change(offset, offset + rows, side)]
    grams, side_grams = [_grams(token) for token in base], [_grams(token) for token in side]
    best: list[list[tuple[float, int, int]]] = [[(0.0, 0, 0)] * (columns + 1) for _ in range(rows + 1)]
    steps = [(1, 1), *((1, n) for n in range(2, _GROUP + 1)), *((n, 1) for n in range(2, _GROUP + 1))]
    for row in range(rows + 1):
        for column in range(columns + 1):
            options = [(0.0, 0, 0)] if not row and not column else []
            if row:
                options.append((best[row - 1][column][0], 1, 0))
            if column:
                options.append((best[row][column - 1][0], 0, 1))
            for down, across in steps:
                if down <= row and across <= column:
                    gain = _gain(grams[row - down : row], side_grams[column - across : column])
                    if gain:
                        options.append((best[row - down][column - across][0] + gain, down, across))
            best[row][column] = max(options)
    path: list[tuple[int, int, int, int]] = []
    row, column = rows, columns
    while row or column:
        _, down, across = best[row][column]
        path.append((row - down, row, column - across, column))
        row, column = row - down, column - across
    return _joined(list(reversed(path)), base, side, offset)


def _joined(
    path: list[tuple[int, int, int, int]], base: tuple[str, ...], side: tuple[str, ...], offset: int
) -> list[_Change]:
    """The steps of a pairing as changes: what was put in and taken out without a partner at one
    place is one change."""
    found: list[_Change] = []
    loose = False
    for low, high, first, last in path:
        paired = low < high and first < last
        new = side[first:last]
        if found and not paired and loose:
            found[-1] = _Change(found[-1].low, offset + high, (*found[-1].new, *new))
        elif base[low:high] != new:
            found.append(_Change(offset + low, offset + high, new))
        loose = not paired
    return found


def _grams(token: str) -> Counter[str]:
    return Counter() if token.startswith(HEAD) else bigrams(token)


def _gain(base: list[Counter[str]], side: list[Counter[str]]) -> float:
    """What pairing these sentences is worth: the text they share, if they are alike at all. A
    group must begin and end with a sentence, not with the head of a block."""
    if not (base[0] and base[-1] and side[0] and side[-1]):
        return 0.0
    one, other = sum(base, Counter()), sum(side, Counter())
    alike = dice(one, other)
    return alike * alike * (one.total() + other.total()) if alike >= _ALIKE else 0.0
