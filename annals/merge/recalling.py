"""What editors had made of blocks that the machine changes again, put back onto the sides of a merge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from annals.markdown.write import passages_of
from annals.merge.align import LIKENESS
from annals.merge.arranged import as_left, names_of
from annals.merge.boxes import boxes_again
from annals.merge.kept import BEHIND_ALL, place_among
from annals.model import Arranged, Block, DraftPage, OwnPiece, Pages, Passage, Stem
from annals.text.sentences import held, likeness


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """The pages as generated and as edited before the machine changed what it changes again, what was decided then, and what is
    known of all that it leaves as it is."""

    pages: dict[str, DraftPage]
    mine: Pages
    used: tuple[Arranged, ...]
    left: tuple[Arranged, ...]

    def boxed_as(self, base: Pages, found: Pages) -> Pages:
        """The pages of the base as found, but what was not recalled in the boxes in which it was generated last, though the
        heading that opens them is recalled as it was before it opened one."""
        names = {block.id for one in self.used for block in one.blocks}
        if not names:
            return found
        boxes = {passage.id: passage.boxes for passages in base.values() for passage in passages}
        only = {p.id: p.boxes for path, page in self.pages.items() for p in passages_of(path, page.blocks)}
        told = {name for name, own in boxes.items() if name not in names and only.get(name, own) != own}
        return {
            path: tuple(replace(p, boxes=boxes[p.id]) if p.id in told else p for p in passages)
            for path, passages in found.items()
        }


def recalled(
    pages: Mapping[str, DraftPage],
    mine: Pages,
    known: Iterable[Arranged],
    new: Mapping[str, Block],
    boxes: tuple[Pages, Pages],
) -> Recalled:
    """The sides of a merge with what editors had made of the blocks that the machine changes again; `pages` as generated last,
    `new` the blocks that are made now, `boxes` both as passages for the boxes that they are in. What an editor has touched since is taken as it stands."""
    found, own = dict(pages), dict(mine)
    used, left = [], []
    made = {block.id: block for page in pages.values() for block in page.blocks}
    homes = {block.id: path for path, page in pages.items() for block in page.blocks}
    was, now = ({p.id: p.boxes for passages in side.values() for p in passages} for side in boxes)
    for one in known:
        standing = _standing(own, one)
        if standing is None or not all(name in made for name in one.names):
            continue
        changes = any(new.get(name) != made[name] or was.get(name) != now.get(name) for name in one.names)
        changes = changes or any(block.id in new and block.id not in made for block in one.blocks)
        if not changes:
            left.append(one)
            continue
        touched = _is_touched(own, one, standing) or _is_elsewhere(one, standing, homes)
        pieces = None if touched else _with_pieces(own, one, standing)
        drafts = _with_blocks(found, one, list(new))
        if drafts is not None and pieces is not None:
            found, own = drafts, pieces
            used.append(one)
    return Recalled(pages=found, mine=_boxed(own, found, used), used=tuple(used), left=tuple(left))


def _boxed(mine: Pages, pages: Mapping[str, DraftPage], used: Sequence[Arranged]) -> Pages:
    """An editor's pages with the recalled pieces in the boxes in which they were."""
    if not used:
        return mine
    made = {p.id: p.boxes for path, page in pages.items() for p in passages_of(path, page.blocks)}
    kept = {(piece.page, piece.names, piece.content): piece for one in used for piece in one.pieces}
    found: dict[str, tuple[Passage, ...]] = {}
    for path, passages in mine.items():
        own = {passage.id: passage for passage in passages if passage.id}
        boxed: list[Passage] = []
        for at, passage in enumerate(passages):
            names = tuple(block.id for block in passage.stem.whole())
            piece = kept.get((path, names, passage.content)) if passage.at > BEHIND_ALL else None
            boxes = passage.boxes
            if piece is not None:
                near = [*boxed[-1:], *passages[at + 1 : at + 2]]
                again = boxes_again(piece.box, own.get(piece.boxed), near, passage.key)
                boxes = made.get(names[0], ()) if piece.as_made else again
            boxed.append(replace(passage, boxes=boxes))
            own |= {passage.id: boxed[-1]} if passage.id else {}
        found[path] = tuple(boxed)
    return found


def _standing(mine: Pages, one: Arranged) -> list[Passage] | None:
    """The passages in which the texts stand that were left; None where one of them stands nowhere."""
    found: list[Passage] = []
    places = [passage for passages in mine.values() for passage in passages]
    own = {block.id for block in one.blocks} | set(one.names)
    places.sort(key=lambda passage: not any(block.id in own for block in passage.stem.blocks()))
    for text in one.left:
        place = next((p for p in places if not any(p is other for other in found) and as_left(p) == text), None)
        if place is None:
            return None
        found.append(place)
    return found


def _is_touched(mine: Pages, one: Arranged, standing: list[Passage]) -> bool:
    """Whether an editor has since put there what the machine took away, or made more of what it left. A paragraph that bears the
    name alone, as it has a sentence of that block, is none of it."""
    texts = {piece.content.markdown for piece in one.pieces}
    others = [p for passages in mine.values() for p in passages if not _is_among(p, standing)]
    return any((p.id in one.names and not _bears_the_name(p, one)) or p.content.markdown in texts for p in others)


def _is_elsewhere(one: Arranged, standing: list[Passage], homes: Mapping[str, str]) -> bool:
    """Whether anything stands on a page where neither the editor had it nor the machine puts it (`homes`): an editor has moved it
    there since."""
    known = {piece.page for piece in one.pieces} | {homes[name] for name in one.names if name in homes}
    return any(passage.page not in known for passage in standing)


def _bears_the_name(passage: Passage, one: Arranged) -> bool:
    others = [block.id for block in passage.stem.others]
    texts = [piece.content.markdown for piece in one.pieces]
    here = passage.content.markdown
    return bool(others) and not {*others} & names_of(one) and all(held(text, here) < LIKENESS for text in texts)


def _without_the_name(passage: Passage, one: Arranged) -> Passage:
    stem = passage.stem
    if stem.origin is None or passage.id not in one.names or not _bears_the_name(passage, one):
        return passage
    first, *others = stem.others
    return replace(passage, stem=Stem(origin=first, others=tuple(others), lenders=(*stem.lenders, stem.origin)))


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
    pages = {path: [_without_the_name(passage, one) for passage in passages] for path, passages in mine.items()}
    there = _pairs(one, standing)
    blocks = {block.id: block for block in one.blocks}
    last: tuple[OwnPiece, Passage] | None = None
    for number, piece in enumerate(one.pieces):
        passages = pages.get(piece.page, [])
        old = there.get(number)
        if last is not None and _follows(piece, last[0]):
            spot: int | None = _place_of(last[1], passages) + 1
        elif old is not None:
            spot = _place_of(old, passages)
        else:
            spot = _spot(piece, passages, standing)
        if spot is None:
            return None
        at = 1 + max((BEHIND_ALL, *(p.at for some in pages.values() for p in some)))
        last = piece, _passage(piece, old, blocks, at)
        passages.insert(spot, last[1])
    return {path: tuple(p for p in some if not _is_among(p, standing)) for path, some in pages.items()}


def _follows(piece: OwnPiece, other: OwnPiece) -> bool:
    """Whether a piece stood right behind another one."""
    if piece.page != other.page:
        return False
    if other.named:
        return piece.behind == other.names[0] and not piece.own
    return piece.behind == other.behind and piece.own == other.own + 1


def _place_of(passage: Passage, passages: list[Passage]) -> int:
    return next(number for number, other in enumerate(passages) if other is passage)


def _is_among(passage: Passage, others: Iterable[Passage]) -> bool:
    return any(passage is other for other in others)


def _spot(piece: OwnPiece, passages: list[Passage], standing: list[Passage]) -> int | None:
    """Where on its page a piece is put of which nothing stands there."""
    left = [passage for passage in passages if not _is_among(passage, standing)]
    at = place_among(piece.behind, piece.before, piece.own, [passage.id for passage in left])
    if at is None:
        return None
    return len(passages) if at == len(left) else _place_of(left[at], passages)


def _passage(piece: OwnPiece, old: Passage | None, blocks: Mapping[str, Block], at: int) -> Passage:
    """A piece as a passage; what stands as it stood (`old`) has the lines that it had."""
    stems = [blocks[name] for name in piece.names]
    stays = old is not None and old.content == piece.content and old.level == piece.level
    return Passage(
        page=piece.page,
        at=at,
        stem=Stem(
            origin=stems[0] if piece.named else None,
            others=tuple(stems[1:] if piece.named else stems),
            lenders=tuple(blocks[name] for name in piece.lenders),
        ),
        content=piece.content,
        level=piece.level,
        boxes=old.boxes if old is not None else (),
        written=old.written if stays and old is not None else None,
    )


def _pairs(one: Arranged, standing: list[Passage]) -> dict[int, Passage]:
    """Which piece stands where one of the passages stands now, on its page: of its text, else the same block or from it."""
    found: dict[int, Passage] = {}
    left = [*standing]
    for alike in (_is_text_of, _is_same, _is_from):
        for number, piece in enumerate(one.pieces):
            passage = next((p for p in left if p.page == piece.page and alike(piece, p)), None)
            if number not in found and passage is not None:
                found[number] = passage
                left = [other for other in left if other is not passage]
    return found


def _is_text_of(piece: OwnPiece, passage: Passage) -> bool:
    texts = piece.content.markdown, passage.content.markdown
    return texts[0] == texts[1] or likeness(*texts, LIKENESS) > 0


def _is_same(piece: OwnPiece, passage: Passage) -> bool:
    return piece.named and passage.id == piece.names[0]


def _is_from(piece: OwnPiece, passage: Passage) -> bool:
    return any(block.id in piece.names for block in passage.stem.whole())
