"""Who put which block elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container

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
