"""What an editor had made of several blocks, or parts of one, before the machine changed them.

A sentence that was put into another paragraph and that a correction drops leaves no trace on the pages: taken back, it would stand
where the program puts it. Merged once more with what the editor had then, it stands where the editor had it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from annals.merge.kept import BEHIND_ALL, neighbours, own_behind, place_among
from annals.merge.parts import Cluster
from annals.model import Arranged, Block, Conflict, DraftPage, OwnPiece, Pages, Passage, Side, Stem


def is_arranged(cluster: Cluster) -> bool:
    """Whether an editor made several blocks one, one several, or put a sentence into another one."""
    return bool(cluster.base and cluster.mine) and (
        len(cluster.mine) > 1 or any(passage.stem.others or passage.stem.lenders for passage in cluster.mine)
    )


def arranged_of(
    cluster: Cluster, left: Iterable[Passage], order: list[Passage], told: Sequence[Conflict]
) -> Arranged | None:
    """What is to be known of a cluster that the machine changed and of which `left` stands on the pages now; `order` are all of
    the editor's passages, `told` the conflicts in it. None for what nobody arranged, or where the machine's side was chosen."""
    blocks = tuple(passage.stem.origin for passage in cluster.base if passage.stem.origin is not None)
    given_up = any(conflict.side is Side.THEIRS for conflict in told)
    if given_up or not is_arranged(cluster) or len(blocks) < len(cluster.base):
        return None
    known = {block.id for block in blocks}
    return Arranged(
        names=tuple(passage.id for passage in cluster.theirs),
        blocks=blocks,
        pieces=tuple(_piece(passage, order, known) for passage in cluster.mine),
        left=_texts(left),
        choices=tuple(conflict.decided(conflict.side) for conflict in told if conflict.side),
    )


def _piece(passage: Passage, order: list[Passage], known: set[str]) -> OwnPiece:
    behind, before = neighbours(order, passage)
    beside = [one for one in order if one.id and one.id in (behind, before) and one.boxes == passage.boxes]
    return OwnPiece(
        page=passage.page,
        behind=behind,
        before=before,
        own=own_behind(order, passage, behind),
        names=tuple(block.id for block in passage.stem.whole() if block.id in known),
        named=passage.id in known,
        lenders=tuple(block.id for block in passage.stem.lenders if block.id in known),
        content=passage.content,
        level=passage.level,
        boxed=beside[0].id if passage.boxes and beside else "",
    )


def _texts(passages: Iterable[Passage]) -> tuple[str, ...]:
    return tuple(sorted(map(_text, passages)))


def _text(passage: Passage) -> str:
    return f"{passage.content.kind} {passage.content.markdown}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """The pages as generated and as edited before the machine changed what it changes again, what was decided then, and what is
    known of all that it leaves as it is."""

    pages: dict[str, DraftPage]
    mine: Pages
    used: tuple[Arranged, ...]
    left: tuple[Arranged, ...]


def recalled(
    pages: Mapping[str, DraftPage], mine: Pages, known: Iterable[Arranged], new: Mapping[str, Block]
) -> Recalled:
    """The sides of a merge with what editors had made of the blocks that the machine changes again; `pages` as generated last,
    `new` the blocks that are made now. What an editor has touched since is taken as it stands."""
    found, own = dict(pages), dict(mine)
    used, left = [], []
    made = {block.id: block for page in pages.values() for block in page.blocks}
    for one in known:
        standing = _standing(own, one)
        if standing is None or not all(name in made for name in one.names):
            continue
        changes = any(new.get(name) != made[name] for name in one.names)
        changes = changes or any(block.id in new and block.id not in made for block in one.blocks)
        if not changes:
            left.append(one)
            continue
        pieces = None if _is_touched(own, one, standing) else _with_pieces(own, one, standing)
        drafts = _with_blocks(found, one, list(new))
        if drafts is not None and pieces is not None:
            found, own = drafts, pieces
            used.append(one)
    return Recalled(pages=found, mine=own, used=tuple(used), left=tuple(left))


def _standing(mine: Pages, one: Arranged) -> list[Passage] | None:
    """The passages in which the texts stand that were left; None where one of them stands nowhere."""
    found: list[Passage] = []
    places = [passage for passages in mine.values() for passage in passages]
    own = {block.id for block in one.blocks} | set(one.names)
    places.sort(key=lambda passage: not any(block.id in own for block in passage.stem.blocks()))
    for text in one.left:
        place = next((p for p in places if not any(p is other for other in found) and _text(p) == text), None)
        if place is None:
            return None
        found.append(place)
    return found


def _is_touched(mine: Pages, one: Arranged, standing: list[Passage]) -> bool:
    """Whether an editor has since put there what the machine took away, or made more of what it left."""
    texts = {piece.content.markdown for piece in one.pieces}
    others = [p for passages in mine.values() for p in passages if not any(p is other for other in standing)]
    return any(p.id in one.names or p.content.markdown in texts for p in others)


def _with_blocks(pages: dict[str, DraftPage], one: Arranged, order: Sequence[str]) -> dict[str, DraftPage] | None:
    """The pages as generated last with the blocks as they were; one that is made no more behind the one that it stood behind."""
    found = dict(pages)
    homes = {block.id: path for path, page in pages.items() for block in page.blocks}
    near = [homes[name] for name in (*one.names, *(block.id for block in one.blocks)) if name in homes]
    ranks = {name: rank for rank, name in enumerate(order)}
    before = ""
    for block in one.blocks:
        home = homes.get(block.id) or (near[0] if near else "")
        if not home:
            # Nothing is left of what they were: they stand where they are made now.
            following = next((name for name in order[ranks.get(block.id, len(order)) :] if name in homes), "")
            preceding = next((name for name in reversed(order[: ranks.get(block.id, 0)]) if name in homes), "")
            home = homes.get(preceding) or homes.get(following) or ""
        if not home:
            return None
        blocks = [*found[home].blocks]
        at = next((n for n, other in enumerate(blocks) if other.id == block.id), None)
        if at is not None:
            blocks[at] = block
        else:
            at = next((n + 1 for n, other in enumerate(blocks) if other.id == before), None)
            if at is None:
                rank = ranks.get(block.id, -1)
                at = sum(ranks.get(other.id, -1) < rank for other in blocks)
            blocks.insert(at, block)
        found[home] = replace(found[home], blocks=tuple(blocks))
        homes[block.id] = home
        before = block.id
    was = {block.id for block in one.blocks}
    gone = {name for name in one.names if name not in was}
    return {
        path: replace(page, blocks=tuple(b for b in page.blocks if b.id not in gone)) if gone else page
        for path, page in found.items()
    }


def _with_pieces(mine: Pages, one: Arranged, standing: list[Passage]) -> Pages | None:
    """An editor's pages with what an editor had there; None where its place is nowhere."""
    blocks = {block.id: block for block in one.blocks}
    staying = {piece.names[0]: piece.page for piece in one.pieces if piece.named}
    there = {p.id: p for p in standing if p.id and staying.get(p.id) == p.page}
    gone = [passage for passage in standing if not any(passage is other for other in there.values())]
    found = {path: [p for p in passages if not any(p is other for other in gone)] for path, passages in mine.items()}
    last: Passage | None = None
    for piece in one.pieces:
        stems = [blocks[name] for name in piece.names]
        stem = Stem(
            origin=stems[0] if piece.named else None,
            others=tuple(stems[1:] if piece.named else stems),
            lenders=tuple(blocks[name] for name in piece.lenders),
        )
        old = there.pop(piece.names[0], None) if piece.named else None
        passages = found.get(piece.page)
        if passages is None:
            return None
        if old is not None:
            at = passages.index(old)
            # What stands as it stood has the lines that it had.
            written = old.written if old.content == piece.content and old.level == piece.level else None
            passages[at] = last = replace(old, stem=stem, content=piece.content, level=piece.level, written=written)
            continue
        names = [passage.id for passage in passages]
        spot = place_among(piece.behind, piece.before, piece.own, names)
        if spot is None and last is not None and last.page == piece.page:
            spot = passages.index(last) + 1
        if spot is None:
            return None
        boxes = next((p.boxes for p in passages if piece.boxed and p.id == piece.boxed), ())
        last = Passage(
            page=piece.page,
            at=1 + max((BEHIND_ALL, *(p.at for some in found.values() for p in some))),
            stem=stem,
            content=piece.content,
            level=piece.level,
            boxes=boxes,
        )
        passages.insert(spot, last)
    return {path: tuple(passages) for path, passages in found.items()}


def still_arranged(stuck: Iterable[Arranged], found: Iterable[Arranged]) -> tuple[Arranged, ...]:
    """What is known of arrangements: of a block the last that is made known, unless its page is stuck."""
    known: list[Arranged] = []
    for one in (*found, *stuck):
        known = [other for other in known if not _names(one) & _names(other)] + [one]
    return tuple(sorted(known, key=lambda one: one.blocks[0].id))


def _names(one: Arranged) -> set[str]:
    return {*one.names, *(block.id for block in one.blocks)}
