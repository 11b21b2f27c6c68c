"""What the machine's text was before it made, too, what an editor had made of it, or made other than the editor, who was asked.

Merged with the machine's new text alone, the editor's own change would look like the machine's work, and go with it: who took
a comma out that a correction took out as well would find it back when the correction is withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from annals.merge.form import form_of
from annals.merge.parts import Cluster, plain
from annals.merge.regions import Kind, changes, regions_of
from annals.model import FORMS, Block, DraftPage, Former, Pages, Passage
from annals.text.sentences import sentences_of

_BEGINS = "\n", "\n#"
"""What stands for the beginning of a text, and of a heading, among characters."""
_LONGEST = 4_000
"""Texts longer than so many characters are not compared."""


def former_of(cluster: Cluster, texts: Iterable[tuple[str, str]]) -> Former | None:
    """What is to be known of a cluster with these texts by key; None if that is no other than what is generated now, or stands on
    several pages."""
    base, mine, theirs = (
        {passage.key: passage for passage in side} for side in (cluster.base, cluster.mine, cluster.theirs)
    )
    blocks: list[Block] = []
    ranks = {passage.key: rank for rank, passage in enumerate(cluster.base)}
    for key, markdown in sorted(texts, key=lambda one: ranks.get(one[0], -1)):
        if key not in base:
            return None
        old, new = base[key], theirs.get(key)
        side = new if new is not None and key in mine and form_of(mine[key]) == form_of(old) else old
        if side.stem.origin is None:
            return None
        blocks.append(replace(side.stem.origin, content=replace(side.stem.origin.content, markdown=markdown)))
    now = [passage.stem.origin for passage in cluster.theirs if passage.stem.origin is not None]
    if not now or len({passage.page for passage in (*cluster.base, *cluster.theirs)}) > 1:
        return None
    if [_told(block) for block in blocks] == [_told(block) for block in now]:
        return None
    return Former(names=tuple(block.id for block in now), blocks=tuple(blocks))


def taken_out(base: Iterable[Passage]) -> Former | None:
    """What is to be known of blocks that an editor took out and that the machine makes no longer."""
    blocks = tuple(passage.stem.origin for passage in base if passage.stem.origin is not None)
    return Former(names=(), blocks=blocks) if blocks else None


def with_taken_out(
    pages: Mapping[str, DraftPage], formers: Iterable[Former], new: Mapping[str, Block], paths: Mapping[str, str]
) -> dict[str, DraftPage]:
    """The pages as generated last, with the blocks that the machine makes again and an editor had taken out, so that they stay
    out. `new` are the blocks that are made now, in their order, `paths` their pages."""
    found = dict(pages)
    ranks = {name: rank for rank, name in enumerate(new)}
    known = {block.id for page in pages.values() for block in page.blocks}
    for block in (block for former in formers if not former.names for block in former.blocks):
        home = paths.get(block.id, "")
        if block.id in ranks and block.id not in known and home in found:
            known.add(block.id)
            blocks = found[home].blocks
            at = sum(ranks.get(other.id, -1) < ranks[block.id] for other in blocks)
            found[home] = replace(found[home], blocks=(*blocks[:at], block, *blocks[at:]))
    return found


def out_still(formers: Iterable[Former], made: Mapping[str, Block]) -> Iterator[Former]:
    """What editors took out and the machine does not make now, a block once."""
    seen = set(made)
    for block in (block for former in formers if not former.names for block in former.blocks):
        if block.id not in seen:
            seen.add(block.id)
            yield Former(names=(), blocks=(block,))


def as_before(
    pages: Mapping[str, DraftPage], formers: Iterable[Former], new: Mapping[str, Block], mine: Pages, base: Pages
) -> tuple[dict[str, DraftPage], tuple[Former, ...]]:
    """The pages as generated last, but where the machine changes blocks again that have a former text and an editor's change
    still stands against them, with that; and the formers of all that the machine leaves as it is. Each former has names."""
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
        elif all(name in new and _formed(new[name]) == _formed(there[name]) for name in former.names):
            # Only words change again: what was decided of the others is decided.
            known = _worded(former, there, new) if _stands(former, *_sides(former, own, made)) else None
            left += [known] if known is not None and _differ(known, new) else []
            if known is not None and _one_to_one(former):
                at = {block.id: _between(there[block.id], block, new[block.id]) for block in former.blocks}
                found[home] = replace(found[home], blocks=tuple(at.get(b.id, b) for b in found[home].blocks))
        elif _stands(former, *_sides(former, own, made)):
            found[home] = replace(found[home], blocks=tuple(_instead(found[home].blocks, former)))
    return found, tuple(left)


def joined(known: Former, made: Former, blocks: Mapping[str, Block]) -> Former:
    """What is known of blocks from before, and what came of them now; `blocks` are those generated now."""
    if not (known.names == made.names and _one_to_one(known) and _one_to_one(made)):
        return known
    return Former(
        names=known.names,
        blocks=tuple(
            _with_words(one, blocks[one.id], one, two, Kind.MINE, Kind.CONFLICT, Kind.SAME, otherwise=Kind.THEIRS)
            for one, two in zip(known.blocks, made.blocks, strict=True)
        ),
    )


def _sides(
    former: Former, own: Mapping[str, Passage], made: Mapping[str, Passage]
) -> tuple[list[Passage], list[Passage]]:
    return [own[n] for n in former.names if n in own], [made[n] for n in former.names if n in made]


def _one_to_one(former: Former) -> bool:
    return former.names == tuple(block.id for block in former.blocks)


def _differ(former: Former, new: Mapping[str, Block]) -> bool:
    return [_told(block) for block in former.blocks] != [_told(new[name]) for name in former.names]


def _worded(former: Former, there: Mapping[str, Block], new: Mapping[str, Block]) -> Former | None:
    """A former with the words that the machine changed since; None where these stand in none of its blocks."""
    if _one_to_one(former):
        return replace(
            former,
            blocks=tuple(
                _with_words(block, there[block.id], block, new[block.id], Kind.MINE, otherwise=Kind.THEIRS)
                for block in former.blocks
            ),
        )
    blocks = list(former.blocks)
    for name in former.names:
        one, two = _sentences(there[name]), _sentences(new[name])
        for change in changes(one, two):
            old, now = "".join(one[change.low : change.high]), "".join(two[change.first : change.last])
            homes = [at for at, block in enumerate(blocks) if old and block.content.markdown.count(old) == 1]
            if len(homes) != 1:
                return None
            content = blocks[homes[0]].content
            worded = replace(content, markdown=content.markdown.replace(old, now))
            blocks[homes[0]] = replace(blocks[homes[0]], content=worded)
    return replace(former, blocks=tuple(blocks))


def _with_words(shape: Block, base: Block, one: Block, two: Block, *kinds: Kind, otherwise: Kind) -> Block:
    """A block with the sentences of `one` in the regions of these kinds, and else of `two`, or of the base."""
    was, own, other = _sentences(base), _sentences(one), _sentences(two)
    text = "".join(
        "".join(
            own[region.mine]
            if region.kind in kinds
            else was[region.base]
            if otherwise is Kind.UNCHANGED
            else other[region.theirs]
        )
        for region in regions_of(was, own, other, changes(was, own), changes(was, other))
    )
    return replace(shape, content=replace(shape.content, markdown=text))


def _between(was: Block, former: Block, new: Block) -> Block:
    """A block as generated last, but with the former words of the sentences that the machine changes now."""
    return _with_words(was, was, former, new, Kind.CONFLICT, Kind.SAME, otherwise=Kind.UNCHANGED)


def _sentences(block: Block) -> tuple[str, ...]:
    return sentences_of(block.content.markdown, block.content.kind)


def _instead(blocks: Iterable[Block], former: Former) -> Iterable[Block]:
    for block in blocks:
        if block.id == former.names[0]:
            yield from former.blocks
        elif block.id not in former.names:
            yield block


def _stands(former: Former, mine: Sequence[Passage], made: Sequence[Passage]) -> bool:
    """Whether an editor's text differs from the former one wherever the machine's does; where blocks were parted or joined,
    the marks at their ends aside."""
    if _one_to_one(former) and (_boxed_alike(former, mine, made) or _levelled_alike(former, mine, made)):
        return True
    was = [(block.level, block.content.markdown) for block in former.blocks]
    own, other = ([(passage.level, passage.content.markdown) for passage in side] for side in (mine, made))
    if not own or max(sum(len(text) for _, text in side) for side in (was, own, other)) > _LONGEST:
        return False
    if _differs(*(_characters(side, str) for side in (was, own, other))):
        return True
    letters = [_characters(side, plain) for side in (was, own, other)]
    return letters[0] != letters[2] and _differs(*letters)


def _boxed_alike(former: Former, mine: Sequence[Passage], made: Sequence[Passage]) -> bool:
    """Whether an editor, too, made or undid the box that the machine made or undid."""
    now = [passage.stem.origin.section if passage.stem.origin else None for passage in made]
    changed = [
        (block.section in FORMS) != (section in FORMS) for block, section in zip(former.blocks, now, strict=False)
    ]
    boxes = [[[box.kind for box in passage.boxes] for passage in side] for side in (mine, made)]
    return any(changed) and boxes[0] == boxes[1]


def _levelled_alike(former: Former, mine: Sequence[Passage], made: Sequence[Passage]) -> bool:
    """Whether an editor, too, gave a heading the level that the machine gave it; all words are those that it had."""
    now = [passage.stem.origin.level if passage.stem.origin else 0 for passage in made]
    changed = [0 < block.level != level > 0 for block, level in zip(former.blocks, now, strict=False)]
    shown = [[(passage.level, plain(passage.content.markdown)) for passage in side] for side in (mine, made)]
    return any(changed) and shown[0] == shown[1]


def _characters(side: Iterable[tuple[int, str]], read: Callable[[str], str]) -> list[str]:
    return [char for level, text in side for char in (_BEGINS[level > 0], *read(text))]


def _differs(was: list[str], own: list[str], other: list[str]) -> bool:
    """Where the machine parts a block, and the editor elsewhere, the editor's parts were chosen."""
    regions = regions_of(was, own, other, changes(was, own), changes(was, other))
    alone = (region for region in regions if region.kind is Kind.THEIRS)
    return own != was and all({*was[region.base], *other[region.theirs]} <= {*_BEGINS} for region in alone)


def _formed(block: Block) -> tuple[object, ...]:
    return block.id, block.level, block.section, block.content.kind


def _told(block: Block) -> tuple[object, ...]:
    return block.id, block.content, block.level, block.section
