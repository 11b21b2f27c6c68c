"""Blocks that a person's correction moves beside another one: they stand beside it wherever an editor put that.

Where the machine has that other block no editor may have it any more. What was led there with it is no editor's doing: taken back,
the correction leaves it where it was, as if it had never been led."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from annals.merge.boxes import boxes_again, boxes_of, own_box
from annals.merge.kept import BEHIND_ALL, neighbours, own_behind, place_among
from annals.merge.moves import moved
from annals.merge.parts import Cluster
from annals.model import MOVED_CODE, AppliedCorrection, Block, Box, Document, Goal, Kept, Pages, Passage


def goals_of(document: Document, corrections: Sequence[AppliedCorrection]) -> tuple[Goal, ...]:
    """Where the corrections of a report move blocks. One that moves them into the midst of a block, or beside what another
    correction takes out, has no goal."""
    numbers = {
        name: change.number
        for name, changes in document.changes.items()
        for change in changes
        if change.code == MOVED_CODE
    }
    found = (_goal_of(document.blocks, numbers, number, one) for number, one in enumerate(corrections))
    return tuple(goal for goal in found if goal is not None)


def _goal_of(
    blocks: Sequence[Block], numbers: Mapping[str, int], number: int, applied: AppliedCorrection
) -> Goal | None:
    own = [at for at, block in enumerate(blocks) if numbers.get(block.id) == number]
    if applied.goal is None or not own:
        return None
    behind = applied.correction.after is not None
    beside = blocks[: own[0]][::-1] if behind else blocks[own[-1] + 1 :]
    for block in beside:
        if any(low <= applied.goal[1] and applied.goal[0] <= high for low, high in block.lines):
            names = tuple(one.id for one in blocks[own[0] : own[-1] + 1])
            return Goal(names=names, beside=block.id, behind=behind)
        # What another correction moves to the same place stands between.
        if block.id not in numbers:
            return None
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leads:
    """Where corrections move blocks (`goals`), and the blocks that were led there until now: in an editor's pages they stand as if
    nobody had led them."""

    goals: tuple[Goal, ...]
    led: frozenset[str]

    def shifted(self, base: Pages, theirs: Pages) -> set[str]:
        """What the machine puts elsewhere: of two blocks that changed places the one that a correction moves."""
        named = {name for goal in self.goals for name in goal.names}
        return moved(base, theirs, {}, {}, named | self.led)

    def active(self, base: Pages, shifted: Container[str]) -> tuple[Goal, ...]:
        """The goals of the blocks that are to be led now: those that the machine moves (`shifted`) or makes anew, or that were led
        until now. What stands where an editor left it when its correction came in is led no further."""
        known = {passage.id for passages in base.values() for passage in passages}

        def is_led(goal: Goal, name: str) -> bool:
            # A new part of what stays stands beside that.
            return name in shifted or name in self.led or (name not in known and not stays(goal))

        def stays(goal: Goal) -> bool:
            return any(name in known and name not in shifted and name not in self.led for name in goal.names)

        found = (replace(goal, names=tuple(n for n in goal.names if is_led(goal, n))) for goal in self.goals)
        return tuple(goal for goal in found if goal.names)


NOWHERE = Leads(goals=(), led=frozenset())


def without_joined(goals: Iterable[Goal], still: Iterable[tuple[Cluster, frozenset[str]]]) -> tuple[Goal, ...]:
    """The goals without those of what stays one (`still`) with a block that no correction moves: that stands where an editor has it."""
    names = {
        block.id
        for cluster, apart in still
        for passage in cluster.mine
        if apart & {block.id for block in passage.stem.whole()}
        for block in passage.stem.whole()
    }
    found = (replace(goal, names=tuple(name for name in goal.names if name not in names)) for goal in goals)
    return tuple(goal for goal in found if goal.names)


def targets(
    goals: Iterable[Goal], homes: Mapping[str, str], blocks: Container[str], placed: Container[str]
) -> dict[str, Goal]:
    """By block where it is led: the goal, `beside` what its block is now (`homes`). None of what an editor put elsewhere (`placed`),
    nor of blocks that would lead each other in a circle."""
    found: dict[str, Goal] = {}
    for goal in goals:
        now = replace(goal, beside=homes.get(goal.beside) or goal.beside)
        at, seen = now.beside, {*now.names}
        while at in found and at not in seen:
            seen.add(at)
            at = found[at].beside
        if now.beside in blocks and at not in seen:
            found |= {name: now for name in now.names if name in blocks and name not in placed}
    return found


def led_by(goals: Iterable[Goal], led: Container[str], pages: Pages, mine: Pages, theirs: Pages) -> Iterator[Kept]:
    """Where an editor has (`mine`) what is led beside its goal on the merged pages and stands on the machine's elsewhere."""
    known = {name: goal for goal in goals for name in goal.names if name in led}
    made, had = _places(theirs, known), _places(mine, known)
    for name, (path, passage, beside) in _places(pages, known).items():
        if name in had and (name not in made or (path, passage.boxes, beside) != _of(made[name])):
            page, own, (behind, before) = had[name]
            as_made = not own.boxes or (name in made and made[name][1].boxes == own.boxes)
            near = [one for one in mine[page] if one.id in (behind, before) and one.id and one.boxes == own.boxes]
            yield Kept(
                block=name,
                page=page,
                behind=behind,
                before=before,
                own=own_behind([*mine[page]], own, behind),
                kind=own.content.kind,
                boxed="" if as_made or not near else near[0].id,
                box=None if as_made else own_box(own, boxes_of(theirs)),
                led=(beside[0], "") if known[name].behind else ("", beside[1]),
            )


def _of(place: tuple[str, Passage, tuple[str, str]]) -> tuple[str, tuple[Box, ...], tuple[str, str]]:
    path, passage, beside = place
    return path, passage.boxes, beside


def _places(side: Pages, names: Container[str]) -> dict[str, tuple[str, Passage, tuple[str, str]]]:
    """Where one side has some blocks: the page, the passage, and the blocks that stand nearest to it."""
    return {
        passage.id: (path, passage, neighbours([*passages], passage))
        for path, passages in side.items()
        for passage in passages
        if passage.id in names
    }


def as_not_led(mine: Pages, kept: Iterable[Kept], base: Pages) -> tuple[Pages, frozenset[str]]:
    """An editor's pages with what was led beside another block, and still stands there, where the editor had it, in the boxes in
    which it was; and the names of that."""
    known = {one.block: one for one in kept if any(one.led)}
    there = _places(mine, known)
    left = {name: one for name, one in known.items() if name in there and _stands(one, there[name][2])}
    boxes = {passage.id: passage.boxes for passages in base.values() for passage in passages}
    found, led, number = dict(mine), set[str](), 0
    while left:
        name = next((name for name, one in left.items() if one.behind not in left), next(iter(left)))
        one = left.pop(name)
        run, rest = _without(found, name)
        passages = rest.get(one.page, ())
        at = place_among(one.behind, one.before, one.own, [passage.id for passage in passages])
        if at is None or name not in boxes:
            continue
        number += len(run)
        beside = next((passage for passage in passages if one.boxed and passage.id == one.boxed), None)
        again = boxes_again(one.box, beside, passages[max(0, at - 1) : at + 1], f"{one.page}\n{name}") or boxes[name]
        put = [replace(p, page=one.page, boxes=again, at=_at(p, one.page, number - n)) for n, p in enumerate(run)]
        found = rest | {one.page: (*passages[:at], *put, *passages[at:])}
        led.add(name)
    return found, frozenset(led)


def _stands(one: Kept, beside: tuple[str, str]) -> bool:
    """Whether what was led stands where it was led, between these blocks."""
    return beside[0] == one.led[0] if one.led[0] else beside[1] == one.led[1]


def _without(pages: Pages, name: str) -> tuple[list[Passage], Pages]:
    """A block with what an editor wrote right behind it, and the pages without that."""
    path = next(path for path, passages in pages.items() if any(passage.id == name for passage in passages))
    passages = pages[path]
    low = next(at for at, passage in enumerate(passages) if passage.id == name)
    high = next((at for at in range(low + 1, len(passages)) if passages[at].id), len(passages))
    return [*passages[low:high]], pages | {path: (*passages[:low], *passages[high:])}


def _at(passage: Passage, path: str, number: int) -> int:
    """A place on its page that no other passage has."""
    return passage.at if passage.page == path else 2 * BEHIND_ALL + number


def pages_of_led(goals: Iterable[Goal], sides: Collection[Pages]) -> Iterator[frozenset[str]]:
    """The pages that each goal ties together: those on which a side has its blocks, or what they are led to."""
    for goal in goals:
        names = {*goal.names, goal.beside}
        yield frozenset(
            path
            for side in sides
            for path, passages in side.items()
            for passage in passages
            if any(block.id in names for block in passage.stem.blocks())
        )
