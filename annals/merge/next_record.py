"""The record behind merged pages: what they were made from, and the heads of those that are gone."""

from __future__ import annotations

from annals.merge.heads import as_asked, left_off, open_again
from annals.merge.record import Record
from annals.merge.sides import Sides, pages_of
from annals.model import Conflict, Merged


def recorded(
    old: Record,
    new: Record,
    held: Sides,
    waiting: frozenset[str],
    conflicts: tuple[Conflict, ...],
    merged: Merged,
    settled: Merged,
) -> Record:
    """What the merged pages were made from: what was generated now, on waiting pages what was
    generated before, with the conflicts there and what is known of them."""
    again = open_again(held, settled)
    blocks = {block.id: block for page in held.after.values() for block in page.blocks}
    order = _order(
        [block.id for block in old.blocks],
        [block.id for block in new.blocks if block.id in blocks],
        {block.id for path in waiting & held.after.keys() for block in held.after[path].blocks},
    )
    return Record(
        year=new.year,
        title=new.title,
        matters={path: as_asked(page.matter, again.get(path, ())) for path, page in held.after.items()},
        written={path: old.written.get(path, "") if path in waiting else new.written[path] for path in held.after},
        blocks=tuple(blocks[name] for name in order),
        paths={block.id: path for path, page in held.after.items() for block in page.blocks},
        choices=tuple(
            conflict.decided(conflict.side)
            for conflict in (
                *(one for one in conflicts if pages_of(one, merged) & waiting),
                *(one for found in again.values() for one in found),
            )
        ),
        heads=left_off(held, settled),
    )


def _order(old: list[str], new: list[str], waiting: set[str]) -> list[str]:
    """The names in the source's order: on waiting pages as it was, elsewhere as it is, each
    waiting block before those that it stood before."""
    ranks = {name: rank for rank, name in enumerate(old)}
    left = [name for name in old if name in waiting]
    found: list[str] = []
    for name in new:
        if name in waiting:
            continue
        while left and name in ranks and ranks[left[0]] < ranks[name]:
            found.append(left.pop(0))
        found.append(name)
    return found + left
