"""Blocks that a person's correction moves beside another one: they stand beside it wherever an editor put that.

Where the machine has that other block no editor may have it any more."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from annals.merge.cluster import Outcome
from annals.merge.moves import moved
from annals.merge.parts import Cluster, ends_with
from annals.model import MOVED_CODE, AppliedCorrection, Block, Document, Goal, Pages


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


def shifted_by(goals: Iterable[Goal], base: Pages, theirs: Pages) -> set[str]:
    """What the machine puts elsewhere: of two blocks that changed places the one that a correction moves."""
    return moved(base, theirs, {}, {}, {name for goal in goals for name in goal.names})


def active(goals: Iterable[Goal], base: Pages, shifted: Container[str]) -> tuple[Goal, ...]:
    """The goals of the blocks that are to be led now: those that the machine moves (`shifted`) or makes anew. What stands where an
    editor left it when its correction came in is led no further."""
    known = {passage.id for passages in base.values() for passage in passages}

    def is_led(goal: Goal, name: str) -> bool:
        # A new part of what stays stands beside that.
        return name in shifted or (name not in known and not stays(goal))

    def stays(goal: Goal) -> bool:
        return any(name in known and name not in shifted for name in goal.names)

    found = (replace(goal, names=tuple(n for n in goal.names if is_led(goal, n))) for goal in goals)
    return tuple(goal for goal in found if goal.names)


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


def ends_of(base: Pages, outcomes: Iterable[Outcome]) -> dict[str, str]:
    """The part in which a block ends that is in several now: what is led behind the block is led behind that."""
    was = {passage.id: passage for passages in base.values() for passage in passages}
    return {
        key: next((name for name, part in reversed(outcome) if ends_with(part, was[key])), key)
        for outcome in outcomes
        if len(outcome) > 1
        for key, passage in outcome
        if key in was and not ends_with(passage, was[key])
    }


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
