"""Which generated blocks an editor parted or joined: recognised by the sentences that they hold."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping

from annals.merge.parts import beginning_of
from annals.model import Block, BlockKind, PageBlock
from annals.text.characters import letters
from annals.text.sentences import TELLING, held, sentences_of

HELD = 0.7
"""The share of a text that must stand in another for it to have been parted from it."""
_BETWEEN = 0.5
"""The same for one between two that were made one."""
_OVER = 4
"""So many blocks that stand nowhere are looked over for a neighbour."""
_PLACES = 4
"""In so many blocks at most that hold its sentences is one looked for."""
_parting = re.compile("[，、；：。！？]")
_ENDS = "。；，、"
"""What ends a sentence is no matter: who joins what has no end gives it one."""

Place = tuple[str, int]
"""A page and the index of a block on it."""
Blocks = dict[str, tuple[PageBlock, ...]]


def open_places(pages: Blocks, found: dict[Place, int]) -> list[Place]:
    """The places of report text without an origin yet, in order."""
    return [
        (path, index)
        for path, blocks in pages.items()
        for index, block in enumerate(blocks)
        if (path, index) not in found and block.content.kind is not BlockKind.NOTE
    ]


def parted(pages: Blocks, written: list[Block], found: dict[Place, int]) -> dict[Place, tuple[int, ...]]:
    """Blocks without an origin that an editor parted from a generated block: most of their text, sentences of other blocks
    apart, stood in it and stands no longer in the block that it is now."""
    now = {rank: pages[path][index].content.markdown for (path, index), rank in found.items()}
    homes, clauses = _homes(written), _clause_homes(written, now)
    others: dict[Place, tuple[int, ...]] = {}
    parts: dict[int, list[str]] = {}
    # Headings last: what is left of the block is then known.
    waiting = sorted(open_places(pages, found), key=lambda place: is_heading_at(pages, place), reverse=True)
    around, unnamed = _around(pages, found), dict[Place, int]()
    while waiting:
        place = waiting.pop()
        text = pages[place[0]][place[1]].content.markdown.strip()
        for rank in _roots(text, around.get(place, ()), homes, clauses, len(written)):
            own = text if is_heading_at(pages, place) else _without_others(text, rank, homes)
            if held(own, written[rank].content.markdown) >= HELD > held(own, now.get(rank, "")):
                if is_heading_at(pages, place):
                    # A title that ran in: the text goes on under the name. One that only uses words of it is a new one.
                    again = any(held(text, part) >= HELD for part in parts.get(rank, ()))
                    known = rank in now or _begins_in(text, written[rank])
                    if known and written[rank].section is None and not again:
                        others[place] = (rank,)
                elif rank not in now:
                    # Cut so small that no part is like the whole: the first one stands for it.
                    found[place], now[rank] = rank, text
                elif (first := _unnamed(place, rank, now, pages, written, found)) is not None:
                    unnamed[first] = rank
                    around = _around(pages, found)
                    waiting.append(first)
                else:
                    others[place] = (rank,)
                    parts.setdefault(rank, []).append(text)
                break
        else:
            if place in unnamed:
                others[place] = (unnamed[place],)
    return others


def _roots(
    text: str,
    around: Iterable[tuple[int, int]],
    homes: Mapping[str, list[int]],
    clauses: Mapping[str, list[int]],
    count: int,
) -> Iterator[int]:
    """The generated blocks of which a text may be a part, likelier ones first."""
    told = _by_sentence(text, homes)
    # Beside the rest of its block it is a part of that, whatever sentence of another one an editor put to it.
    beside = [rank for _, rank in around if rank in told]
    # Between its neighbours may stand further parts of the same; and what is missing just here.
    near = [rank + step * side for step in (0, 1) for side, rank in around]
    # Half a sentence may have been put anywhere.
    far = [rank for clause in _clauses(text) for rank in clauses.get(clause, ())]
    return (rank for rank in dict.fromkeys((*beside, *told, *near, *far)) if 0 <= rank < count)


def _without_others(text: str, rank: int, homes: Mapping[str, list[int]]) -> str:
    """A text without the sentences that only other generated blocks have."""
    return "".join(s for s in sentences_of(text, "paragraph") if rank in homes.get(s, (rank,)))


def _begins_in(title: str, block: Block) -> bool:
    """Whether a title is how a sentence of a block begins, which is on no page."""
    sentences = map(letters, sentences_of(block.content.markdown, block.content.kind))
    return any(len(letters(title)) >= TELLING and sentence.startswith(letters(title)) for sentence in sentences)


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


def _around(pages: Blocks, found: dict[Place, int]) -> dict[Place, tuple[tuple[int, int], ...]]:
    """For each place without an origin the generated blocks that stand nearest on its page: 1 and the rank of the one
    before it, -1 and that of the one behind it."""
    sides: dict[Place, tuple[tuple[int, int], ...]] = {}
    for path, blocks in pages.items():
        for side, indexes in ((1, range(len(blocks))), (-1, range(len(blocks) - 1, -1, -1))):
            last: int | None = None
            for index in indexes:
                last = found.get((path, index), last)
                if (path, index) not in found and last is not None:
                    sides[path, index] = (*sides.get((path, index), ()), (side, last))
    return sides


def is_heading_at(pages: Blocks, place: Place) -> bool:
    return pages[place[0]][place[1]].content.kind is BlockKind.HEADING


def _unnamed(
    place: Place, rank: int, now: dict[int, str], pages: Blocks, written: list[Block], found: dict[Place, int]
) -> Place | None:
    """A parted block goes on under its name where it begins, as where the machine parts one: the place of the part that had the
    name, if that is another one."""
    whole, text = letters(written[rank].content.markdown), pages[place[0]][place[1]].content.markdown
    here, there = (
        next((at for s in sentences_of(part, "paragraph") if (at := beginning_of(s, whole)) >= 0), -1)
        for part in (text, now[rank])
    )
    if not 0 <= here < there:
        return None
    other = next(place for place, named in found.items() if named == rank)
    del found[other]
    found[place], now[rank] = rank, text
    return other


def joined(pages: Blocks, written: list[Block], found: dict[Place, int], others: dict[Place, tuple[int, ...]]) -> None:
    """Generated blocks that are on no page of their own, but whose text an editor put into
    another block."""
    taken, joined = set(found.values()), set[int]()
    places = {rank: place for place, rank in found.items()}
    free = [rank for rank, part in enumerate(written) if rank not in taken and part.section is None]
    homes = _holding(pages) if free else {}
    # Back again: of several that became one, the last may be what it is most like.
    for rank in (*free, *reversed(free)):
        part = written[rank]
        if rank in joined:
            continue
        by_text = [
            place
            for s in sentences_of(part.content.markdown, part.content.kind)
            for place in homes.get(_telling(s), ())
            if s.rstrip(_ENDS) in pages[place[0]][place[1]].content.markdown
        ][:_PLACES]
        near = [places[r] for r in _nearest(rank, len(written), places)]
        # A word was mended in it, and what stood before and behind it was made one.
        enough = _BETWEEN if len(near) > len(set(near)) else HELD
        for place in dict.fromkeys((*by_text, *near)):
            block = pages[place[0]][place[1]]
            own = written[found[place]].content.markdown if place in found else ""
            if block.content.kind is not BlockKind.HEADING and held(
                part.content.markdown, block.content.markdown
            ) >= enough > held(part.content.markdown, own):
                # Two made one: it goes on under the name of the first, as where the machine joins.
                first = min(rank, found.get(place, rank))
                further = {rank, found.get(place, rank)} - {first}
                found[place], places[first], places[rank] = first, place, place
                others[place] = tuple(sorted({*others.get(place, ()), *further}))
                joined.add(rank)
                break


def _holding(pages: Blocks) -> dict[str, list[Place]]:
    """The places of report text by the sentences and clauses that stand there: a mark may have made one of two sentences."""
    found: dict[str, list[Place]] = {}
    for path, blocks in pages.items():
        for index, block in enumerate(blocks):
            if block.content.kind is not BlockKind.NOTE:
                sentences = sentences_of(block.content.markdown, block.content.kind)
                halves = (half.rstrip(_ENDS) for sentence in sentences for half in sentence.split("；"))
                for text in dict.fromkeys((*_clauses(block.content.markdown), *halves)):
                    found.setdefault(text, []).append((path, index))
    return found


def _telling(sentence: str) -> str:
    """By what a sentence is looked for: its longest clause, or all of it where that tells nothing."""
    whole = sentence.rstrip(_ENDS)
    return max(_clauses(sentence), key=len, default=whole if len(sentence) >= TELLING else "")


def _nearest(rank: int, count: int, places: Mapping[int, Place]) -> Iterator[int]:
    """The blocks before and behind one that stand on a page, over few that do not."""
    for steps in (range(rank - 1, max(-1, rank - 1 - _OVER), -1), range(rank + 1, min(count, rank + 1 + _OVER))):
        yield from [other for other in steps if other in places][:1]


def run_in(pages: Blocks, written: list[Block], found: dict[Place, int], others: dict[Place, tuple[int, ...]]) -> None:
    """Headings that are on no page, but with whose words the text begins that stood right below: an editor ran them in. The text
    goes on under the name of the heading, as where two paragraphs are made one."""
    taken = set(found.values())
    ranks = {block.id: rank for rank, block in enumerate(written)}
    for place, rank in [*found.items()]:
        content = pages[place[0]][place[1]].content
        for above in _gone_above(rank, written, taken, ranks) if content.kind is not BlockKind.HEADING else ():
            title = letters(written[above].content.markdown)
            texts = [letters(text) for text in (content.markdown, written[rank].content.markdown)]
            if title and above not in taken and [text.startswith(title) for text in texts] == [True, False]:
                found[place] = above
                others[place] = tuple(sorted({*others.get(place, ()), rank}))
                taken.add(above)
                break


def _gone_above(rank: int, written: list[Block], taken: Container[int], ranks: Mapping[str, int]) -> Iterator[int]:
    """The headings on no page that stood right above a block, and the one whose section it is in."""
    above = rank - 1
    while above >= 0 and written[above].section is not None and above not in taken:
        yield above
        above -= 1
    home = ranks.get(written[rank].above or "", rank)
    if home < above and written[home].section is not None and home not in taken:
        yield home


def lenders_of(
    pages: Blocks, written: list[Block], found: dict[Place, int], others: dict[Place, tuple[int, ...]]
) -> dict[Place, tuple[int, ...]]:
    """Generated blocks that go on, but for a sentence that now stands in another one, or in what was parted from another one: an
    editor put the end of one paragraph at the beginning of the next. Or of which each sentence stands in another one, and no block
    is what they were."""
    changed = [
        place
        for place, rank in found.items()
        if pages[place[0]][place[1]].content.markdown != written[rank].content.markdown
    ]
    now = {found[path, index]: pages[path][index].content.markdown for path, index in changed}
    there = {*found.values(), *(rank for ranks in others.values() for rank in ranks)}
    homes = _homes(written) if changed else {}
    lenders: dict[Place, tuple[int, ...]] = {}
    for path, index in (*changed, *(place for place in others if place not in found)) if homes else ():
        content = pages[path][index].content
        own = ([found[path, index]] if (path, index) in found else []) + [*others.get((path, index), ())]
        ranks = [
            rank
            for sentence in sentences_of(content.markdown, content.kind)
            for rank in homes.get(sentence, ())
            if sentence not in now.get(rank, sentence if rank in there else "")
            if not any(sentence in written[o].content.markdown for o in own)
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


def _by_sentence(markdown: str, homes: Mapping[str, list[int]]) -> list[int]:
    return [rank for sentence in sentences_of(markdown, "paragraph") for rank in homes.get(sentence, ())[:2]]
