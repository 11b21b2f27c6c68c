"""The record behind merged pages: what they were made from, and what is known of editors' work for when the machine
changes it again."""

from __future__ import annotations

from collections.abc import Mapping

from annals.merge.agreed import put_alike, still_alike
from annals.merge.arranged import still_arranged
from annals.merge.former import joined, out_still
from annals.merge.heads import as_asked, left_off, open_again
from annals.merge.kept import still_away
from annals.merge.record import Record
from annals.merge.sides import Sides, pages_of
from annals.model import Arranged, Block, Conflict, Former, Kept, Merged


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
        formers=_formers(old, held, waiting, settled),
        kept=_kept(old, held, waiting, settled, blocks),
        arranged=_arranged(old, held, waiting, settled),
        heads=left_off(held, settled),
    )


def _kept(
    old: Record, held: Sides, waiting: frozenset[str], settled: Merged, blocks: Mapping[str, Block]
) -> tuple[Kept, ...]:
    """Where editors had put what the machine takes out, and what it puts there, too, or leads there; on waiting pages as known before."""
    away = still_away((*(one for one in old.kept if not any(one.led)), *settled.kept), blocks)
    alike = {one.block: one for one in old.kept if old.paths.get(one.block) in waiting and one.block in blocks}
    alike |= {one.block: one for one in settled.led if one.page not in waiting}
    now = (*still_alike(held.alike, dict(settled.pages), held.theirs), *put_alike(held.base, held.mine, held.theirs))
    for one in now:
        # What was led until now and is no more stands where it stood before: no editor put it there again.
        if one.page not in waiting and one.block not in held.led:
            alike.setdefault(one.block, one)
    return tuple(sorted((*away, *alike.values()), key=lambda one: one.block))


def _formers(old: Record, held: Sides, waiting: frozenset[str], settled: Merged) -> tuple[Former, ...]:
    """What blocks were: on waiting pages as known before, elsewhere as it is now."""
    there = {block.id for path in waiting & held.before.keys() for block in held.before[path].blocks}
    kept = [former for former in old.formers if there & set(former.names)]
    blocks = {block.id: block for page in held.after.values() for block in page.blocks}
    known = {former.names[0]: former for former in held.formers}
    for made in (former for former in settled.formers if former.names):
        one = next((old for old in known.values() if set(old.names) & set(made.names)), None)
        known[made.names[0] if one is None else one.names[0]] = made if one is None else joined(one, made, blocks)
    now = [former for former in known.values() if not there & set(former.names)]
    out = sorted(out_still((*old.formers, *settled.formers), blocks), key=lambda former: former.blocks[0].id)
    return (*sorted((*kept, *now), key=lambda former: former.names), *out)


def _arranged(old: Record, held: Sides, waiting: frozenset[str], settled: Merged) -> tuple[Arranged, ...]:
    """What is known of editors' arrangements: where pages wait as before, elsewhere as it is now."""
    there = {name for name, path in old.paths.items() if path in waiting}
    stuck = [one for one in old.arranged if there & set(one.names) or waiting & {piece.page for piece in one.pieces}]
    return still_arranged(stuck, (*held.recalled.left, *settled.arranged))


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
