"""Who put which block elsewhere, and what stands the other way about than on either side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping
from itertools import pairwise

from annals.merge.parts import is_heading
from annals.model import Pages
from annals.text.sequences import longest_rising

_HEAVY = 8
"""For so many blocks that the machine moves counts one that it leaves in its place."""


def renamed(base: Pages, mine: Pages) -> dict[str, str]:
    """Pages that an editor gave another name: old path → new path."""
    homes = {passage.id: path for path, passages in base.items() for passage in passages}
    found: dict[str, tuple[int, str]] = {}
    for path, passages in mine.items():
        if path in base:
            continue
        ids = [homes[passage.id] for passage in passages if passage.id]
        for old, count in Counter(ids).most_common(1):
            if old not in mine and 2 * count > len(ids) and count > found.get(old, (0, ""))[0]:
                found[old] = (count, path)
    return {old: path for old, (_, path) in found.items()}


def moved(
    base: Pages, mine: Pages, names: dict[str, str], parted: dict[str, str], light: Container[str] = ()
) -> set[str]:
    """The ids that an editor put elsewhere: to another page, or out of their order on it. A new part
    (`parted`) stood where the block stood that it is from; what was not there before was put nowhere.
    Of two blocks that changed places the `light` one was moved: the machine moves it, too; or the new part: it was put there."""
    places = {
        passage.id: (names.get(path, path), at * (len(parted) + 1))
        for path, passages in base.items()
        for at, passage in enumerate(passages)
    }
    for number, (name, root) in enumerate(parted.items(), 1):
        places[name] = (places[root][0], places[root][1] + number)
    found: set[str] = set()
    for path, passages in mine.items():
        known = [passage for passage in passages if passage.id in places]
        own = [passage for passage in known if places[passage.id][0] == path]
        found |= {passage.id for passage in known if places[passage.id][0] != path}
        # A heading counts for two: who puts the last item of a section into the next one has not moved the heading between.
        size = _HEAVY if any(one.id in light for one in own) else 1
        steps = [
            (4 * size * places[one.id][1] + step, one.id)
            for one in own
            for step in range((1 + is_heading(one)) * (1 if one.id in light else size) * (2 - (one.id in parted)))
        ]
        # Of two neighbours that changed places the first was put behind the second: what comes before both stays before both.
        backwards = steps[::-1]
        kept = longest_rising([-place for place, _ in backwards])
        found |= {one.id for one in own} - {backwards[at][1] for at in kept}
    return found


def riding(mine: Pages, placed: Container[str], shifted: Container[str]) -> set[str]:
    """What an editor put behind a block that the machine moves."""
    found: set[str] = set()
    for passages in mine.values():
        anchor = ""
        for name in (passage.id for passage in passages if passage.id):
            if name not in placed:
                anchor = name
            elif anchor in shifted:
                found.add(name)
    return found


_Places = Mapping[str, tuple[str, int]]
"""Where blocks stand: the page, and the number there."""


def _places(side: Pages) -> dict[str, tuple[str, int]]:
    return {p.id: (path, at) for path, found in side.items() for at, p in enumerate(found) if p.id}


def against_both(base: Pages, pages: Pages, mine: Pages, theirs: Pages, along: Container[str]) -> set[str]:
    """Blocks that stand the other way about than on either side. What an editor put before the first and the machine behind the
    second of two cannot be both; the editor's order stands. What goes `along` with a block stands where that does. Of two, one
    of which the editor put before a third and the machine the other behind that, nobody minds the order, unless some of what
    changed places stands side by side on both sides."""
    was, own, other = _places(base), _places(mine), _places(theirs)
    # Of what an editor made one each part is somewhere: only what stands against all of them stands against it.
    parts = {
        p.id: [other[b.id] for b in p.stem.whole() if b.id in other] or [other.get(p.id, ("", 0))]
        for passages in mine.values()
        for p in passages
    }
    found: set[tuple[str, str]] = set()
    for path, passages in pages.items():
        known = [p.id for p in passages if p.id in other and p.id not in along and own.get(p.id, ("", 0))[0] == path]
        for at, one in enumerate(known):
            found |= {
                (one, two)
                for two in known[at + 1 :]
                if own[one] > own[two] and all(a[0] == b[0] and a > b for a in parts[one] for b in parts[two])
            }
    if not found & (_side_by_side(mine, other) & _side_by_side(theirs, own)):
        found = {(one, two) for one, two in found if not _either_side_of_a_third(one, two, was, own, other)}
    return {name for pair in found for name in pair}


def _side_by_side(side: Pages, known: Container[str]) -> set[tuple[str, str]]:
    """Of the blocks that are known each with the one before it."""
    names = [[p.id for p in passages if p.id in known] for passages in side.values()]
    return {(two, one) for some in names for one, two in pairwise(some)}


def _either_side_of_a_third(one: str, two: str, was: _Places, own: _Places, other: _Places) -> bool:
    """Whether one side put the first of two blocks before another one that it had stood behind, and the other side the second
    behind that one."""
    return any(
        _put_before(one, third, was, sides[0]) and _put_before(third, two, was, sides[1])
        for sides in ((own, other), (other, own))
        for third in was.keys() & own.keys() & other.keys()
    )


def _put_before(one: str, two: str, was: _Places, now: _Places) -> bool:
    pairs = [(places.get(one, ("", 0)), places.get(two, ("", 0))) for places in (was, now)]
    return all(a[0] == b[0] != "" for a, b in pairs) and pairs[0][0] > pairs[0][1] and pairs[1][0] < pairs[1][1]
