"""Which block of an edited page is which generated block.

Blocks carry no mark in the Markdown, so they are recognised by text, then by likeness, ties by
order, over all pages of a report: a paragraph keeps its address through edits and moves. What an
editor parted from a block or joined to one is recognised by the sentences it holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from annals.merge.gathered import gather
from annals.merge.regions import matches
from annals.model import Block, BlockKind, Content, PageBlock, Stem
from annals.text.sentences import TELLING, bigrams, held, likeness, sentences_of

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
_HELD = 0.7
"""The share of a text that must stand in another for it to have been parted from it."""

_OWN = -2
"""The rank of a block that is none of those generated."""

_parting = re.compile("[，、；：。！？]")
_ENDS = "。；，、"
"""What ends a sentence is no matter: who joins what has no end gives it one."""

_Place = tuple[str, int]
_Key = tuple[BlockKind, str]
_Blocks = dict[str, tuple[PageBlock, ...]]


def stems_of(base: tuple[Block, ...], paths: Mapping[str, str], pages: _Blocks) -> dict[str, tuple[Stem, ...]]:
    """For each block of each page what it stems from; a generated block is the origin of one
    block at most."""
    written = [block for block in base if not block.nameless]
    found: dict[_Place, int] = {}
    by_page: dict[str, list[int]] = {}
    for rank, block in enumerate(written):
        by_page.setdefault(paths[block.id], []).append(rank)
    for path, blocks in pages.items():
        _match_equal(path, blocks, written, by_page.get(path, []), found)
    _match_moved(pages, written, found)
    _match_alike(pages, written, [paths[block.id] for block in written], found)
    _match_retitled(pages, written, [paths[block.id] for block in written], found)
    others = _parted(pages, written, found)
    gather(pages, written, found, others)
    _joined(pages, written, found, others)
    lenders = _lenders(pages, written, found, others)
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
    path: str, blocks: tuple[PageBlock, ...], written: list[Block], own: list[int], found: dict[_Place, int]
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


def _open(pages: _Blocks, found: dict[_Place, int]) -> list[_Place]:
    """The places of report text without an origin yet, in order."""
    return [
        (path, index)
        for path, blocks in pages.items()
        for index, block in enumerate(blocks)
        if (path, index) not in found and block.content.kind is not BlockKind.NOTE
    ]


def _match_moved(pages: _Blocks, written: list[Block], found: dict[_Place, int]) -> None:
    taken = set(found.values())
    by_key: dict[_Key, list[int]] = {}
    for rank in range(len(written) - 1, -1, -1):
        if rank not in taken:
            by_key.setdefault(_key(written[rank].content), []).append(rank)
    for path, index in _open(pages, found):
        ranks = by_key.get(_key(pages[path][index].content))
        if ranks:
            found[path, index] = ranks.pop()


def _match_alike(pages: _Blocks, written: list[Block], homes: Sequence[str], found: dict[_Place, int]) -> None:
    """The most alike pairs first, on the same page before elsewhere, ties by order."""
    taken = set(found.values())
    free = {rank for rank in range(len(written)) if rank not in taken}
    index: dict[str, list[int]] = {}
    for rank in sorted(free):
        for pair in bigrams(written[rank].content.markdown):
            index.setdefault(pair, []).append(rank)
    pairs = []
    for order, place in enumerate(_open(pages, found)):
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


def _match_retitled(pages: _Blocks, written: list[Block], homes: Sequence[str], found: dict[_Place, int]) -> None:
    """Headings that are like none but stand where one is missing, between the same two blocks or at the same beginning of a
    page: given a new title, not taken out and put in. What was parted from a neighbour stays for `_parted`."""
    taken = set(found.values())
    for path, index in _open(pages, found):
        if not _is_heading(pages, (path, index)):
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
        apart = all(held(text, written[other].content.markdown) < _HELD for other in near if other is not None)
        if written[rank].section is not None and apart:
            found[path, index] = rank


def _neighbour(path: str, places: Iterable[int], blocks: tuple[PageBlock, ...], found: dict[_Place, int]) -> int | None:
    """The generated block that the nearest of these places is, notes apart; None where there is none, or an editor's own."""
    nearest = next((at for at in places if blocks[at].content.kind is not BlockKind.NOTE), None)
    return None if nearest is None else found.get((path, nearest), _OWN)


def _candidates(
    place: _Place,
    block: PageBlock,
    index: dict[str, list[int]],
    free: set[int],
    found: dict[_Place, int],
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


def _parted(pages: _Blocks, written: list[Block], found: dict[_Place, int]) -> dict[_Place, tuple[int, ...]]:
    """Blocks without an origin that an editor parted from a generated block: most of their text
    stood in it and stands no longer in the block that it is now."""
    now = {rank: pages[path][index].content.markdown for (path, index), rank in found.items()}
    homes = _homes(written)
    clauses = _clause_homes(written, now)
    others: dict[_Place, tuple[int, ...]] = {}
    parts: dict[int, list[str]] = {}
    around = _around(pages, found)
    # Headings last: what is left of the block is then known.
    for path, index in sorted(_open(pages, found), key=lambda place: _is_heading(pages, place)):
        block = pages[path][index]
        # Between its neighbours may stand further parts of the same; and what is missing just here.
        near = [rank + step * side for step in (0, 1) for side, rank in around.get((path, index), ())]
        # Half a sentence may have been put anywhere.
        far = [rank for clause in _clauses(block.content.markdown) for rank in clauses.get(clause, ())]
        for rank in dict.fromkeys((*_by_sentence(block.content.markdown, homes), *near, *far)):
            if not 0 <= rank < len(written):
                continue
            text = block.content.markdown.strip()
            if held(text, written[rank].content.markdown) >= _HELD > held(text, now.get(rank, "")):
                if block.content.kind is BlockKind.HEADING:
                    # A title that ran in: the text goes on under the name. One that only uses words of it is a new one.
                    again = any(held(text, part) >= _HELD for part in parts.get(rank, ()))
                    if rank in now and written[rank].section is None and not again:
                        others[path, index] = (rank,)
                elif rank in now:
                    later = _name_the_first((path, index), rank, block.content.markdown, now, written, found)
                    others[later] = (rank,)
                    parts.setdefault(rank, []).append(pages[later[0]][later[1]].content.markdown)
                else:
                    # Cut so small that no part is like the whole: the first one stands for it.
                    found[path, index] = rank
                    now[rank] = block.content.markdown
                break
    return others


def _clause_homes(written: list[Block], now: Mapping[int, str]) -> dict[str, list[int]]:
    """The generated blocks by the clauses that they are on the page without."""
    found: dict[str, list[int]] = {}
    for rank, text in now.items():
        for clause in _clauses(written[rank].content.markdown) if text != written[rank].content.markdown else ():
            if clause not in text:
                found.setdefault(clause, []).append(rank)
    return found


def _clauses(markdown: str) -> Iterable[str]:
    return (clause for clause in _parting.split(markdown) if len(clause) >= TELLING)


def _around(pages: _Blocks, found: dict[_Place, int]) -> dict[_Place, tuple[tuple[int, int], ...]]:
    """For each place without an origin the generated blocks that stand nearest on its page: 1 and the rank of the one
    before it, -1 and that of the one behind it."""
    sides: dict[_Place, tuple[tuple[int, int], ...]] = {}
    for path, blocks in pages.items():
        for side, indexes in ((1, range(len(blocks))), (-1, range(len(blocks) - 1, -1, -1))):
            last: int | None = None
            for index in indexes:
                last = found.get((path, index), last)
                if (path, index) not in found and last is not None:
                    sides[path, index] = (*sides.get((path, index), ()), (side, last))
    return sides


def _is_heading(pages: _Blocks, place: _Place) -> bool:
    return pages[place[0]][place[1]].content.kind is BlockKind.HEADING


def _name_the_first(
    place: _Place, rank: int, text: str, now: dict[int, str], written: list[Block], found: dict[_Place, int]
) -> _Place:
    """A parted block goes on under its name where it begins, as where the machine parts one;
    returns the place of the other part."""
    whole = written[rank].content.markdown
    here, there = (whole.find(sentences_of(part, "paragraph")[0]) for part in (text, now[rank]))
    if not 0 <= here < there:
        return place
    other = next(place for place, named in found.items() if named == rank)
    del found[other]
    found[place], now[rank] = rank, text
    return other


def _joined(
    pages: _Blocks, written: list[Block], found: dict[_Place, int], others: dict[_Place, tuple[int, ...]]
) -> None:
    """Generated blocks that are on no page of their own, but whose text an editor put into
    another block."""
    taken, joined = set(found.values()), set[int]()
    places = {rank: place for place, rank in found.items()}
    homes: dict[str, list[_Place]] = {}
    for path, blocks in pages.items():
        for index, block in enumerate(blocks):
            if block.content.kind is BlockKind.NOTE:
                continue
            for sentence in sentences_of(block.content.markdown, block.content.kind):
                if len(sentence) >= TELLING:
                    homes.setdefault(sentence.rstrip(_ENDS), []).append((path, index))
    free = [rank for rank, part in enumerate(written) if rank not in taken and part.section is None]
    # Back again: of several that became one, the last may be what it is most like.
    for rank in (*free, *reversed(free)):
        part = written[rank]
        if rank in joined:
            continue
        by_text = [
            place
            for s in sentences_of(part.content.markdown, part.content.kind)
            for place in homes.get(s.rstrip(_ENDS), ())[:2]
        ]
        near = [places[r] for r in (rank - 1, rank + 1) if r in places]
        for place in dict.fromkeys((*by_text, *near)):
            block = pages[place[0]][place[1]]
            own = written[found[place]].content.markdown if place in found else ""
            if block.content.kind is not BlockKind.HEADING and held(
                part.content.markdown, block.content.markdown
            ) >= _HELD > held(part.content.markdown, own):
                # Two made one: it goes on under the name of the first, as where the machine joins.
                first = min(rank, found.get(place, rank))
                further = {rank, found.get(place, rank)} - {first}
                found[place], places[first] = first, place
                others[place] = tuple(sorted({*others.get(place, ()), *further}))
                joined.add(rank)
                break


def _lenders(
    pages: _Blocks, written: list[Block], found: dict[_Place, int], others: dict[_Place, tuple[int, ...]]
) -> dict[_Place, tuple[int, ...]]:
    """Generated blocks that go on, but for a sentence that now stands in another one: an editor put the end of one
    paragraph at the beginning of the next."""
    changed = [
        place
        for place, rank in found.items()
        if pages[place[0]][place[1]].content.markdown != written[rank].content.markdown
    ]
    now = {found[path, index]: pages[path][index].content.markdown for path, index in changed}
    homes = _homes(written) if len(changed) > 1 else {}
    lenders: dict[_Place, tuple[int, ...]] = {}
    for path, index in changed if homes else ():
        content = pages[path][index].content
        own = (found[path, index], *others.get((path, index), ()))
        ranks = [
            rank
            for sentence in sentences_of(content.markdown, content.kind)
            for rank in homes.get(sentence, ())
            if sentence not in now.get(rank, sentence) and not any(sentence in written[o].content.markdown for o in own)
        ]
        lenders[path, index] = tuple(dict.fromkeys(ranks))
    return lenders


def _homes(written: list[Block]) -> dict[str, list[int]]:
    homes: dict[str, list[int]] = {}
    for rank, part in enumerate(written):
        for sentence in sentences_of(part.content.markdown, part.content.kind):
            if len(sentence) >= TELLING:
                homes.setdefault(sentence, []).append(rank)
    return homes


def _by_sentence(markdown: str, homes: dict[str, list[int]]) -> list[int]:
    return [rank for sentence in sentences_of(markdown, "paragraph") for rank in homes.get(sentence, ())[:2]]
