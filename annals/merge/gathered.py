"""Items that an editor wrote out as one paragraph: it is like none of them, and holds them all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from annals.model import Block, BlockKind, PageBlock
from annals.text.sentences import held

_HELD = 0.7
"""The share of an item that must stand in the paragraph, as marks and words between them change."""
_MADE_OF = 0.6
"""The share of the paragraph that its items make up."""
_FEWEST = 2

_Place = tuple[str, int]


def gather(
    pages: Mapping[str, tuple[PageBlock, ...]],
    written: list[Block],
    found: dict[_Place, int],
    others: dict[_Place, tuple[int, ...]],
) -> None:
    """Find for each block without an origin the run of generated blocks on no page that it is made of, just behind or before
    what stands beside it; it goes on under the name of the first of them."""
    taken = set(found.values())
    for place, ranks in _runs(pages, len(written), found, taken):
        content = pages[place[0]][place[1]].content
        if content.kind in (BlockKind.NOTE, BlockKind.HEADING) or place in others:
            continue
        inside = [
            rank
            for rank in ranks
            if written[rank].section is None and held(written[rank].content.markdown, content.markdown) >= _HELD
        ]
        length = sum(len(written[rank].content.markdown) for rank in inside)
        if len(inside) >= _FEWEST and length >= _MADE_OF * len(content.markdown):
            found[place] = inside[0]
            others[place] = tuple(inside[1:])
            taken.update(inside)


def _runs(
    pages: Mapping[str, tuple[PageBlock, ...]], count: int, found: Mapping[_Place, int], taken: set[int]
) -> Iterator[tuple[_Place, list[int]]]:
    """Each place without an origin with the free ranks that follow on the nearest known block above it, or, where there is
    none, come before the nearest one below it."""
    for path, blocks in pages.items():
        for index in range(len(blocks)):
            if (path, index) in found:
                continue
            above = next((found[path, at] for at in range(index - 1, -1, -1) if (path, at) in found), None)
            below = next((found[path, at] for at in range(index + 1, len(blocks)) if (path, at) in found), None)
            ranks: list[int] = []
            if above is not None:
                ranks = _free(range(above + 1, count), taken)
            if not ranks and below is not None:
                ranks = _free(range(below - 1, -1, -1), taken)[::-1]
            if ranks:
                yield (path, index), ranks


def _free(ranks: range, taken: set[int]) -> list[int]:
    """The ranks up to the first that is taken."""
    run: list[int] = []
    for rank in ranks:
        if rank in taken:
            break
        run.append(rank)
    return run
