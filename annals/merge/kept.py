"""Where an editor had put a block, and as what, when the machine took it out: there it stands again when the machine makes it again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from annals.merge.form import form_of
from annals.merge.parts import Cluster
from annals.model import Block, Former, Kept, Pages, Passage, Stem

BEHIND_ALL = 1_000_000
"""The place on its page (`Passage.at`) of what is put back: one that no passage has."""


def kept_of(
    cluster: Cluster, base: Mapping[str, Passage], order: list[Passage], before: list[Passage]
) -> tuple[Kept, ...]:
    """What is to be known of the blocks of a cluster that is on the pages no more: those that an editor had put elsewhere, or made
    something else. `base` are the generated blocks by id, `order` all of the editor's passages and `before` all of `base` in order."""
    found = []
    for passage in cluster.mine:
        old = base.get(passage.id)
        if old is None:
            continue
        behind, ahead = neighbours(order, passage)
        if (passage.page, behind, ahead) == (old.page, *neighbours(before, old)) and form_of(passage) == form_of(old):
            continue
        beside = [one for one in order if one.id and one.id in (behind, ahead) and one.boxes == passage.boxes]
        found.append(
            Kept(
                block=passage.id,
                page=passage.page,
                behind=behind,
                before=ahead,
                kind=passage.content.kind,
                depth=passage.content.depth,
                level=passage.level,
                own=own_behind(order, passage, behind),
                boxed=beside[0].id if passage.boxes and beside else "",
            )
        )
    return tuple(found)


def neighbours(order: list[Passage], passage: Passage) -> tuple[str, str]:
    """The generated blocks that stand nearest to a passage on its page; empty where there is none."""
    page, at = _on_its_page(order, passage)
    return (
        next((one.id for one in reversed(page[:at]) if one.id), ""),
        next((one.id for one in page[at + 1 :] if one.id), ""),
    )


def own_behind(order: list[Passage], passage: Passage, behind: str) -> int:
    """How many of an editor's own blocks stand between a block and the generated one behind which it is."""
    page, at = _on_its_page(order, passage)
    first = next((number for number, one in enumerate(page) if behind and one.id == behind), -1)
    return at - first - 1


def _on_its_page(order: list[Passage], passage: Passage) -> tuple[list[Passage], int]:
    page = [one for one in order if one.page == passage.page]
    return page, next(number for number, one in enumerate(page) if one.key == passage.key)


def due(kept: Iterable[Kept], made: Mapping[str, Block], known: Iterable[str]) -> tuple[Kept, ...]:
    """Those that the machine makes again: `made` are the blocks made now, `known` those generated last."""
    there = set(known)
    return tuple(one for one in kept if one.block in made and one.block not in there)


def as_taken_out(kept: Iterable[Kept], made: Mapping[str, Block]) -> tuple[Former, ...]:
    """The blocks as they would be known if they had been generated last."""
    return tuple(Former(names=(), blocks=(made[one.block],)) for one in kept)


def put_back(mine: Pages, kept: Iterable[Kept], made: Mapping[str, Block]) -> Pages:
    """An editor's pages with those blocks where they stood; one whose neighbours are gone is left to the machine."""
    found = dict(mine)
    for number, one in enumerate(kept):
        passages = found.get(one.page)
        names = [passage.id for passage in passages or ()]
        at = place_among(one.behind, one.before, one.own, names)
        if passages is None or at is None:
            continue
        block = made[one.block]
        passage = Passage(
            page=one.page,
            at=BEHIND_ALL + number,
            stem=Stem(origin=block),
            content=replace(block.content, kind=one.kind, depth=one.depth),
            level=one.level,
            boxes=next((beside.boxes for beside in passages if one.boxed and beside.id == one.boxed), ()),
        )
        found[one.page] = (*passages[:at], passage, *passages[at:])
    return found


def place_among(behind: str, before: str, own: int, names: list[str]) -> int | None:
    """Where among the blocks of its page, of which generated ones have names, a block is put back that stood between two of
    these, with so many of the editor's own behind the first; None where neither is there."""
    if not (behind and behind in names):
        return names.index(before) if before and before in names else None
    at = names.index(behind) + 1
    last = next((number for number in range(at, len(names)) if names[number]), len(names))
    return min(at + own, last)


def still_away(kept: Iterable[Kept], made: Mapping[str, Block]) -> tuple[Kept, ...]:
    """What the machine does not make now, a block once, the last first known."""
    found = {one.block: one for one in kept if one.block not in made}
    return tuple(found[name] for name in sorted(found))
