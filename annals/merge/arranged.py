"""What an editor had made of several blocks, or parts of one, before the machine changed them.

A sentence that was put into another paragraph and that a correction drops leaves no trace on the pages: taken back, it would stand
where the program puts it. Merged once more with what the editor had then, it stands where the editor had it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from annals.merge.boxes import own_box
from annals.merge.decided import still_decided
from annals.merge.form import form_of
from annals.merge.kept import neighbours, own_behind
from annals.merge.parts import Cluster
from annals.model import Arranged, Choice, Conflict, OwnPiece, Passage, Side


def _is_changed(cluster: Cluster) -> bool:
    """Whether an editor has blocks of the base otherwise than they were generated."""
    return [(p.key, form_of(p), p.content.markdown, p.stem.whole()) for p in cluster.base] != [
        (p.key, form_of(p), p.content.markdown, p.stem.whole()) for p in cluster.mine
    ] or any(p.stem.lenders for p in cluster.mine)


def arranged_of(
    cluster: Cluster,
    left: Iterable[Passage],
    order: list[Passage],
    told: Sequence[Conflict],
    decided: Iterable[Choice],
    out: Container[str],
) -> Arranged | None:
    """What is to be known of a cluster that the machine changed and of which `left` stands on the pages now; `order` are all of
    the editor's passages, `told` the conflicts in it, `decided` what was of others, `out` the blocks that are in a box no more, which an editor
    undid. None for what nobody arranged, or where the machine's side was chosen."""
    blocks = tuple(passage.stem.origin for passage in cluster.base if passage.stem.origin is not None)
    given_up = any(conflict.side is Side.THEIRS for conflict in told)
    if given_up or not (cluster.base and cluster.mine and _is_changed(cluster)) or len(blocks) < len(cluster.base):
        return None
    known = {passage.id: passage for passage in cluster.base}
    return Arranged(
        names=tuple(passage.id for passage in cluster.theirs),
        blocks=blocks,
        pieces=tuple(_piece(passage, order, known, out) for passage in cluster.mine),
        left=_texts(left),
        choices=_choices(known, told, decided),
    )


def _choices(known: Container[str], told: Iterable[Conflict], decided: Iterable[Choice]) -> tuple[Choice, ...]:
    """What was decided of these blocks: a wording that was refused once is refused when it comes again."""
    now = (conflict.decided(conflict.side) for conflict in told if conflict.side)
    return still_decided((one for one in decided if one.block in known and one.side is Side.MINE), now)


def _piece(passage: Passage, order: list[Passage], known: Mapping[str, Passage], out: Container[str]) -> OwnPiece:
    behind, before = neighbours(order, passage)
    beside = [one for one in order if one.id and one.id in (behind, before) and one.boxes == passage.boxes]
    names = tuple(block.id for block in passage.stem.whole() if block.id in known)
    return OwnPiece(
        page=passage.page,
        behind=behind,
        before=before,
        own=own_behind(order, passage, behind),
        names=names,
        named=passage.id in known,
        lenders=tuple(block.id for block in passage.stem.lenders if block.id in known),
        content=passage.content,
        level=passage.level,
        as_made=bool(names) and names[0] not in out and passage.boxes == known[names[0]].boxes,
        boxed=beside[0].id if passage.boxes and beside else "",
        box=own_box(passage, {box.id for old in known.values() for box in old.boxes}),
    )


def _texts(passages: Iterable[Passage]) -> tuple[str, ...]:
    return tuple(sorted(map(as_left, passages)))


def as_left(passage: Passage) -> str:
    """A passage as it is known among what was left."""
    return f"{passage.content.kind} {passage.content.markdown}"


def texts_of(one: Arranged) -> tuple[str, ...]:
    """Every text in it."""
    return (
        *(block.content.markdown for block in one.blocks),
        *(piece.content.markdown for piece in one.pieces),
        *one.left,
        *(text for choice in one.choices for text in (choice.base, choice.mine, choice.theirs)),
    )


def still_arranged(stuck: Iterable[Arranged], found: Iterable[Arranged]) -> tuple[Arranged, ...]:
    """What is known of arrangements: of a block the last that is made known, unless its page is stuck."""
    known: list[Arranged] = []
    for one in (*found, *stuck):
        known = [other for other in known if not names_of(one) & names_of(other)] + [one]
    return tuple(sorted(known, key=lambda one: one.blocks[0].id))


def names_of(one: Arranged) -> set[str]:
    """The blocks that it is about, as they were and as they are made now."""
    return {*one.names, *(block.id for block in one.blocks)}
