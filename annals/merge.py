"""Which block of an edited page is which generated block; knows blocks and strings only.

Blocks carry no mark in the Markdown, so they are recognised by text, then by likeness, ties by
order, over all pages of a report: a paragraph keeps its address through edits and moves."""

from __future__ import annotations

from difflib import SequenceMatcher

from annals.model import Generated, PageBlock

LIKENESS = 0.5
"""Below this ratio a text counts as removed and another one as added."""

_Place = tuple[str, int]


def align(
    base: tuple[Generated, ...], pages: dict[str, tuple[PageBlock, ...]]
) -> dict[str, tuple[Generated | None, ...]]:
    """For each block of each page the generated block it stems from, or None for an editor's own."""
    free = [part for part in base if part.role == "block" or part.markdown]
    found: dict[_Place, Generated] = {}
    for path, blocks in pages.items():
        own = [part for part in free if part.page == path]
        _match_equal(path, blocks, own, found)
    taken = {part.id for part in found.values()}
    free = [part for part in free if part.id not in taken]
    open_places = [(path, i) for path, blocks in pages.items() for i in range(len(blocks)) if (path, i) not in found]
    _match_moved(pages, open_places, free, found)
    _match_alike(pages, open_places, free, found)
    return {path: tuple(found.get((path, i)) for i in range(len(blocks))) for path, blocks in pages.items()}


def _key(part: Generated) -> tuple[bool, str]:
    return part.role == "section", part.markdown


def _block_key(block: PageBlock) -> tuple[bool, str]:
    return block.kind == "heading", block.markdown


def _match_equal(
    path: str, blocks: tuple[PageBlock, ...], own: list[Generated], found: dict[_Place, Generated]
) -> None:
    matcher = SequenceMatcher(None, [_key(p) for p in own], [_block_key(b) for b in blocks], autojunk=False)
    for low, place, size in matcher.get_matching_blocks():
        for step in range(size):
            found[path, place + step] = own[low + step]


def _match_moved(
    pages: dict[str, tuple[PageBlock, ...]], places: list[_Place], free: list[Generated], found: dict[_Place, Generated]
) -> None:
    by_key: dict[tuple[bool, str], list[Generated]] = {}
    for part in free:
        by_key.setdefault(_key(part), []).append(part)
    for path, index in list(places):
        block = pages[path][index]
        parts = by_key.get(_block_key(block))
        if parts and block.kind != "note":
            part = parts.pop(0)
            found[path, index] = part
            places.remove((path, index))
            free.remove(part)


def _match_alike(
    pages: dict[str, tuple[PageBlock, ...]], places: list[_Place], free: list[Generated], found: dict[_Place, Generated]
) -> None:
    """The most alike pairs first, on the same page before elsewhere, ties by order."""
    pairs = []
    for order, (path, index) in enumerate(places):
        block = pages[path][index]
        if block.kind == "note":
            continue
        for rank, part in enumerate(free):
            if (part.role == "section") != (block.kind == "heading"):
                continue
            likeness = _likeness(part.markdown, block.markdown)
            if likeness >= LIKENESS:
                pairs.append((part.page != path, -likeness, order, rank))
    used_places: set[int] = set()
    used_parts: set[int] = set()
    for _, _, order, rank in sorted(pairs):
        if order not in used_places and rank not in used_parts:
            used_places.add(order)
            used_parts.add(rank)
            found[places[order]] = free[rank]


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < LIKENESS or matcher.quick_ratio() < LIKENESS:
        return 0.0
    return matcher.ratio()
