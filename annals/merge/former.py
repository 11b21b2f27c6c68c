"""What the machine's text was before it made, too, what an editor had made of it, or made other than the editor, who was asked.

Merged with the machine's new text alone, the editor's own change would look like the machine's work, and go with it: who took
a comma out that a correction took out as well would find it back when the correction is withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from annals.merge.form import form_of
from annals.merge.parts import Cluster, plain
from annals.merge.regions import Kind, changes, regions_of
from annals.model import Block, DraftPage, Former, Pages, Passage

_LONGEST = 4_000
"""Texts longer than so many characters are not compared."""


def former_of(cluster: Cluster, texts: Iterable[tuple[str, str]]) -> Former | None:
    """What is to be known of a cluster with these texts by key; None if that is no other than what is generated now."""
    base, mine, theirs = (
        {passage.key: passage for passage in side} for side in (cluster.base, cluster.mine, cluster.theirs)
    )
    blocks: list[Block] = []
    for key, markdown in texts:
        if key not in base:
            return None
        old, new = base[key], theirs.get(key)
        side = new if new is not None and key in mine and form_of(mine[key]) == form_of(old) else old
        if side.stem.origin is None:
            return None
        blocks.append(replace(side.stem.origin, content=replace(side.stem.origin.content, markdown=markdown)))
    now = [passage.stem.origin for passage in cluster.theirs if passage.stem.origin is not None]
    if not now or [_told(block) for block in blocks] == [_told(block) for block in now]:
        return None
    return Former(names=tuple(block.id for block in now), blocks=tuple(blocks))


def as_before(
    pages: Mapping[str, DraftPage], formers: Iterable[Former], new: Mapping[str, Block], mine: Pages, base: Pages
) -> tuple[dict[str, DraftPage], tuple[Former, ...]]:
    """The pages as generated last, but where the machine changes blocks again that have a former text and an editor's change
    still stands against them, with that; and the formers of all that the machine leaves as it is."""
    found = dict(pages)
    left = []
    own = {passage.id: passage for passages in mine.values() for passage in passages if passage.id}
    made = {passage.id: passage for passages in base.values() for passage in passages}
    for former in formers:
        home = next((path for path, page in found.items() if former.names[0] in {b.id for b in page.blocks}), None)
        there = {block.id: block for block in found[home].blocks} if home else {}
        if home is None or not there.keys() >= set(former.names):
            continue
        if all(name in new and _told(new[name]) == _told(there[name]) for name in former.names):
            left.append(former)
        elif _stands(former, [own[n] for n in former.names if n in own], [made[n] for n in former.names if n in made]):
            found[home] = replace(found[home], blocks=tuple(_instead(found[home].blocks, former)))
    return found, tuple(left)


def _instead(blocks: Iterable[Block], former: Former) -> Iterable[Block]:
    for block in blocks:
        if block.id == former.names[0]:
            yield from former.blocks
        elif block.id not in former.names:
            yield block


def _stands(former: Former, mine: Sequence[Passage], made: Sequence[Passage]) -> bool:
    """Whether an editor's text differs from the former one wherever the machine's does; where blocks were parted or joined,
    the marks at their ends aside."""
    was = [(block.level, block.content.markdown) for block in former.blocks]
    own, other = ([(passage.level, passage.content.markdown) for passage in side] for side in (mine, made))
    if not own or max(sum(len(text) for _, text in side) for side in (was, own, other)) > _LONGEST:
        return False
    if _differs(*(_characters(side, str) for side in (was, own, other))):
        return True
    letters = [_characters(side, plain) for side in (was, own, other)]
    return letters[0] != letters[2] and _differs(*letters)


def _characters(side: Iterable[tuple[int, str]], read: Callable[[str], str]) -> list[str]:
    return [char for level, text in side for char in ("\n" + "#" * bool(level), *read(text))]


def _differs(was: list[str], own: list[str], other: list[str]) -> bool:
    regions = regions_of(was, own, other, changes(was, own), changes(was, other))
    return all(region.kind is not Kind.THEIRS for region in regions)


def _told(block: Block) -> tuple[object, ...]:
    return block.id, block.content, block.level, block.section
