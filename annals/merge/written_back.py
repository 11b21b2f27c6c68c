"""What an editor wrote in the place of a text that the machine had taken out, when the machine makes that again: it is that text."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from annals.merge.align import stems_of
from annals.merge.edited import EditedPage
from annals.merge.record import Record
from annals.model import Block, DraftPage, Status, Stem

Stems = Mapping[str, tuple[Stem, ...]]


def stems_and_written_back(
    old: Record, new: Record, edited: Mapping[str, EditedPage]
) -> tuple[Stems, tuple[Block, ...]]:
    """What each block of the edited pages stems from, those among the blocks that the machine makes `new` which an editor had written
    by hand. What is made of raw lines of which the machine
    made nothing is that; a heading that a person put in, or a part of what was there, is not."""
    pages = {path: page.blocks() for path, page in edited.items()}
    before = stems_of(old.blocks, old.paths, pages)
    again = _made_again(old, new)
    if not again:
        return before, ()
    ranks = {block.id: rank for rank, block in enumerate(new.blocks)}
    blocks = list(old.blocks)
    for block in again:
        at = sum(ranks.get(other.id, -1) < ranks[block.id] for other in blocks)
        blocks.insert(at, block)
    found = _by_hand(
        before, stems_of(tuple(blocks), {**old.paths, **{b.id: new.paths[b.id] for b in again}}, pages), again
    )
    if not found:
        return before, ()
    left = tuple(block for block in blocks if block.id in old.paths or block.id in found)
    paths = {**old.paths, **{name: new.paths[name] for name in found}}
    return stems_of(left, paths, pages), tuple(block for block in again if block.id in found)


def as_if_made(pages: Mapping[str, DraftPage], blocks: Collection[Block], new: Record) -> dict[str, DraftPage]:
    """The pages as generated last with blocks that are made `new`, where they are now."""
    found = dict(pages)
    ranks = {block.id: rank for rank, block in enumerate(new.blocks)}
    for block in blocks:
        home = new.paths[block.id]
        if home in found:
            there = found[home].blocks
            at = sum(ranks.get(other.id, -1) < ranks[block.id] for other in there)
            found[home] = replace(found[home], blocks=(*there[:at], block, *there[at:]))
    return found


def _by_hand(before: Stems, now: Stems, again: Collection[Block]) -> frozenset[str]:
    """Those of the blocks that stand where nothing generated stood, or in what was more than all that it stemmed from."""
    names = {block.id for block in again}
    found: set[str] = set()
    for path, stems in now.items():
        for was, stem in zip(before[path], stems, strict=True):
            own = {block.id for block in stem.whole()} & names
            if was.origin is None or was.origin == stem.origin:
                found |= own
    return frozenset(found)


def _made_again(old: Record, new: Record) -> tuple[Block, ...]:
    known = {line for block in old.blocks for low, high in block.lines for line in range(low, high + 1)}
    return tuple(
        block
        for block in new.blocks
        if block.id not in old.paths
        and not block.nameless
        and block.status is not Status.INSERTED
        and known.isdisjoint(line for low, high in block.lines for line in range(low, high + 1))
    )
