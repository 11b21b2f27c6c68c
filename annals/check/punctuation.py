"""Half-width marks among Chinese text that an editor typed; report text has its cleaning rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from annals.markdown.read import read_blocks, split_front_matter
from annals.model import Edit, PageBlock, Problem

_AROUND = 8


def punctuation_problems(
    path: str, text: str, own: Callable[[int], bool], half_width: Callable[[str], Iterable[Edit]]
) -> Iterable[Problem]:
    """Marks that `half_width` (rule P101) would change in the blocks of a page; `own` tells by a
    block's line whether an editor wrote it."""
    _, body, before = split_front_matter(text)
    for block in read_blocks(body, before):
        if own(block.line) and "`" not in block.content.markdown:
            yield from _block_problems(path, block, half_width)


def _block_problems(path: str, block: PageBlock, half_width: Callable[[str], Iterable[Edit]]) -> Iterable[Problem]:
    edits = list(half_width(block.text))
    if edits:
        first = edits[0]
        low, high = max(0, first.start - _AROUND), first.end + _AROUND
        details = (
            ("mark", block.text[first.start : first.end]),
            ("wanted", first.new),
            ("count", str(len(edits))),
            ("around", block.text[low:high]),
        )
        yield Problem("N204", f"docs/{path}", block.line, details)
