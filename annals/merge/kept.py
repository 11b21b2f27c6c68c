"""Where an editor had put a block, and as what, when the machine took it out: there it stands again when the machine makes it again."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import accumulate, pairwise

from annals.merge.boxes import boxes_again, own_box
from annals.merge.form import form_of
from annals.merge.parts import Cluster
from annals.model import Block, Former, Kept, Pages, Passage, Stem

BEHIND_ALL = 1_000_000
"""The place on its page (`Passage.at`) of what is put back: one that no passage has."""


def kept_of(lost: Iterable[Cluster], base: list[Passage], order: list[Passage]) -> Iterator[Kept]:
    """What is to be known of the blocks of clusters that are on the pages no more: those that an editor had put elsewhere or made
    something else, or which know what stood behind them. `base` are all generated blocks in order, `order` all of the editor's passages."""
    taken = {passage.key: passage for cluster in lost for passage in cluster.mine}
    if not taken:
        return
    made = {passage.id: passage for passage in base}
    forms = {box.id for passage in base for box in passage.boxes}
    known = _turned(base, order) | _before_own(order, taken)
    for passage in taken.values():
        old = made.get(passage.id)
        if old is None:
            continue
        behind, ahead = neighbours(order, passage)
        as_made = (passage.page, behind, ahead) == (old.page, *neighbours(base, old)) and form_of(passage) == form_of(
            old
        )
        if as_made and passage.key not in known:
            continue
        beside = [one for one in order if one.id and one.id in (behind, ahead) and one.boxes == passage.boxes]
        yield Kept(
            block=passage.id,
            page=passage.page,
            behind=behind,
            before=ahead,
            kind=passage.content.kind,
            depth=passage.content.depth,
            level=passage.level,
            own=own_behind(order, passage, behind),
            boxed=beside[0].id if passage.boxes and beside else "",
            box=own_box(passage, forms),
        )


def _turned(base: list[Passage], order: list[Passage]) -> set[str]:
    """The blocks that stand the other way about than they were generated with another one of their page: the machine's place is
    none beside blocks that an editor put elsewhere, though they went there together."""
    ranks = {passage.id: rank for rank, passage in enumerate(base)}
    pages: dict[str, list[str]] = {}
    for passage in order:
        if passage.id in ranks:
            pages.setdefault(passage.page, []).append(passage.id)
    found: set[str] = set()
    for names in pages.values():
        highest = [*accumulate((ranks[name] for name in names), max)]
        lowest = [*accumulate((ranks[name] for name in reversed(names)), min)][::-1]
        found |= {
            name
            for name, high, low in zip(names, highest, lowest, strict=True)
            if high > ranks[name] or low < ranks[name]
        }
    return found


def _before_own(order: list[Passage], taken: Container[str]) -> set[str]:
    """Those of the blocks that are taken out behind which an editor's own blocks stand, and all that are taken out with them."""
    found: set[str] = set()
    run: list[str] = []
    for one, following in pairwise([*order, None]):
        if one is None or (following is not None and following.page != one.page):
            run = []
        elif one.key in taken:
            run.append(one.key)
            if following is not None and not following.id:
                found |= {*run}
        elif one.id:
            run = []
    return found


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


def put_back(mine: Pages, kept: Iterable[Kept], made: Mapping[str, Block], away: Iterable[Kept] = ()) -> Pages:
    """An editor's pages with those blocks where they stood; one whose neighbours are gone is left to the machine, but what stood
    behind one that is still away stands where that did."""
    found = dict(mine)
    left, out = {one.block: one for one in kept}, {one.block: one for one in away}
    for number in range(len(left)):
        name = next((name for name, one in left.items() if one.behind not in left), next(iter(left)))
        one = _behind_what_is_there(left.pop(name), out)
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
            boxes=boxes_again(
                one.box,
                next((beside for beside in passages if one.boxed and beside.id == one.boxed), None),
                passages[max(0, at - 1) : at + 1],
                f"{one.page}\n{one.block}",
            ),
        )
        found[one.page] = (*passages[:at], passage, *passages[at:])
    return found


def _behind_what_is_there(one: Kept, away: Mapping[str, Kept]) -> Kept:
    for _ in range(len(away)):
        before = away.get(one.behind)
        if before is None or before.page != one.page:
            break
        one = replace(one, behind=before.behind, own=before.own + one.own)
    return one


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
