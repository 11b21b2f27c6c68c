"""Which block of an edited page is which generated block.

Blocks carry no mark in the Markdown, so they are recognised by text, then by likeness, ties by
order, over all pages of a report: a paragraph keeps its address through edits and moves. What an
editor parted from a block or joined to one is recognised by the sentences it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from annals.merge.gathered import gather
from annals.merge.regions import matches
from annals.merge.regrouped import HELD, Blocks, Place, is_heading_at, joined, lenders_of, open_places, parted, run_in
from annals.model import Block, BlockKind, Content, PageBlock, Stem
from annals.text.sentences import bigrams, held, likeness

LIKENESS = 0.5
"""Below this ratio a text counts as removed and another one as added."""
_TURNED = 0.75
"""Below this ratio a heading is no paragraph that an editor turned into one, nor the other way about."""
CANDIDATES = 6
"""So many of the most alike by pairs of characters are compared in earnest."""
_COMMON = 200
"""A pair of characters that stands in more blocks than this tells nothing."""
_OFTEN = 100
"""So often, on average, may a block of one side stand on the other for runs to be sought each with each."""

_OWN = -2
"""The rank of a block that is none of those generated."""

_Key = tuple[BlockKind, str]


def stems_of(base: tuple[Block, ...], paths: Mapping[str, str], pages: Blocks) -> dict[str, tuple[Stem, ...]]:
    """For each block of each page what it stems from; a generated block is the origin of one
    block at most."""
    written = [block for block in base if not block.nameless]
    found: dict[Place, int] = {}
    by_page: dict[str, list[int]] = {}
    for rank, block in enumerate(written):
        by_page.setdefault(paths[block.id], []).append(rank)
    for path, blocks in pages.items():
        _match_equal(path, blocks, written, by_page.get(path, []), found)
    _match_moved(pages, written, found)
    _match_alike(pages, written, [paths[block.id] for block in written], found)
    _match_retitled(pages, written, [paths[block.id] for block in written], found)
    others = parted(pages, written, found)
    gather(pages, written, found, others)
    joined(pages, written, found, others)
    run_in(pages, written, found, others)
    lenders = lenders_of(pages, written, found, others)
    if len(set(found.values())) < len(found):
        raise AssertionError("a generated block is the origin of two blocks")
    return {
        path: tuple(
            Stem(
                origin=written[found[path, i]] if (path, i) in found else None,
                others=tuple(written[rank] for rank in others.get((path, i), ())),
                lenders=tuple(written[rank] for rank in lenders.get((path, i), ())),
            )
            for i in range(len(blocks))
        )
        for path, blocks in pages.items()
    }


def _key(content: Content) -> _Key:
    """What two blocks are equal by: what kind of text they are may change and the text be the same."""
    return content.kind if content.kind in _APART else BlockKind.PARAGRAPH, content.markdown


_APART = (BlockKind.HEADING, BlockKind.NOTE)


def _match_equal(
    path: str, blocks: tuple[PageBlock, ...], written: list[Block], own: list[int], found: dict[Place, int]
) -> None:
    for low, place, size in _equal_runs(
        [_key(written[rank].content) for rank in own], [_key(b.content) for b in blocks]
    ):
        for step in range(size):
            found[path, place + step] = own[low + step]


def _equal_runs(keys: Sequence[_Key], others: Sequence[_Key]) -> Sequence[tuple[int, int, int]]:
    """Runs of equal keys. Where the same key stands very often on both sides, the search for the longest run
    would look at each with each."""
    counts, there = Counter(keys), Counter(others)
    if sum(count * there[key] for key, count in counts.items()) > _OFTEN * (len(keys) + len(others)):
        return matches(keys, others)
    return SequenceMatcher(None, keys, others, autojunk=False).get_matching_blocks()


def _match_moved(pages: Blocks, written: list[Block], found: dict[Place, int]) -> None:
    taken = set(found.values())
    by_key: dict[_Key, list[int]] = {}
    for rank in range(len(written) - 1, -1, -1):
        if rank not in taken:
            by_key.setdefault(_key(written[rank].content), []).append(rank)
    for path, index in open_places(pages, found):
        ranks = by_key.get(_key(pages[path][index].content))
        if ranks:
            found[path, index] = ranks.pop()


def _match_alike(pages: Blocks, written: list[Block], homes: Sequence[str], found: dict[Place, int]) -> None:
    """The most alike pairs first, on the same page before elsewhere, ties by order."""
    taken = set(found.values())
    free = {rank for rank in range(len(written)) if rank not in taken}
    index: dict[str, list[int]] = {}
    for rank in sorted(free):
        for pair in bigrams(written[rank].content.markdown):
            index.setdefault(pair, []).append(rank)
    pairs = []
    for order, place in enumerate(open_places(pages, found)):
        block = pages[place[0]][place[1]]
        for rank in _candidates(place, block, index, free, found):
            part = written[rank]
            turned = (part.section is not None) != (block.content.kind is BlockKind.HEADING)
            alike = likeness(part.content.markdown, block.content.markdown, _TURNED if turned else LIKENESS)
            if alike:
                pairs.append((homes[rank] != place[0], -alike, order, rank, place))
    used: set[int] = set()
    for _, _, _, rank, place in sorted(pairs):
        if place not in found and rank not in used:
            used.add(rank)
            found[place] = rank


def _match_retitled(pages: Blocks, written: list[Block], homes: Sequence[str], found: dict[Place, int]) -> None:
    """Headings that are like none but stand where one is missing, between the same two blocks or at the same beginning of a
    page: given a new title, not taken out and put in. What was parted from a neighbour stays for `parted`."""
    taken = set(found.values())
    for path, index in open_places(pages, found):
        if not is_heading_at(pages, (path, index)):
            continue
        before, behind = (
            _neighbour(path, at, pages[path], found)
            for at in (range(index - 1, -1, -1), range(index + 1, len(pages[path])))
        )
        rank = -1 if behind is None else behind - 1
        first = rank >= 0 and homes[rank] == path and (rank == 0 or homes[rank - 1] != path)
        if rank < 0 or rank in taken or not (before == rank - 1 or (before is None and first)):
            continue
        text, near = pages[path][index].content.markdown, [before, behind]
        apart = all(held(text, written[other].content.markdown) < HELD for other in near if other is not None)
        if written[rank].section is not None and apart:
            found[path, index] = rank


def _neighbour(path: str, places: Iterable[int], blocks: tuple[PageBlock, ...], found: dict[Place, int]) -> int | None:
    """The generated block that the nearest of these places is, notes apart; None where there is none, or an editor's own."""
    nearest = next((at for at in places if blocks[at].content.kind is not BlockKind.NOTE), None)
    return None if nearest is None else found.get((path, nearest), _OWN)


def _candidates(
    place: Place,
    block: PageBlock,
    index: dict[str, list[int]],
    free: set[int],
    found: dict[Place, int],
) -> list[int]:
    """The free blocks worth comparing: those that share most, and those that are missing just here."""
    shared: Counter[int] = Counter()
    for pair, count in bigrams(block.content.markdown).items():
        ranks = index.get(pair, ())
        if len(ranks) <= _COMMON:
            for rank in ranks:
                shared[rank] += count
    best = sorted(shared, key=lambda rank: (-shared[rank], rank))[:CANDIDATES]
    path, at = place
    before = next((found[path, i] for i in range(at - 1, max(-1, at - 30), -1) if (path, i) in found), None)
    here: list[int] = []
    if before is not None:
        here = [rank for rank in range(before + 1, before + 1 + CANDIDATES) if rank in free]
    return list(dict.fromkeys((*best, *here)))
