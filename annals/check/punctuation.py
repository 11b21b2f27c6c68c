"""Half-width marks and full-width figures among Chinese text that an editor typed; report text has its cleaning rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable

from annals.check.unseen import wide_in_block
from annals.markdown.front import Front
from annals.markdown.read import read_blocks
from annals.model import Edit, PageBlock, Problem

_AROUND = 8
_reference = re.compile(r"\([a-z0-9][a-z0-9_-]{0,60}\s?#[lsh][0-9a-z-]{1,20}\)")
"""Round brackets about a reference to a block are to be square ones, not wide ones."""


def punctuation_problems(
    path: str, front: Front, own: Container[int] | None, half_width: Callable[[str], Iterable[Edit]]
) -> Iterable[Problem]:
    """Marks that `half_width` (rule P101) would change in the blocks of a page; `own` are the
    lines of blocks that an editor wrote, None for all."""
    for block in read_blocks(front.body, front.lines_before):
        if (own is None or block.line in own) and "`" not in block.content.markdown:
            yield from _block_problems(path, block, half_width)
            yield from wide_in_block(path, block.line, block.text)


def _block_problems(path: str, block: PageBlock, half_width: Callable[[str], Iterable[Edit]]) -> Iterable[Problem]:
    references = [match.span() for match in _reference.finditer(block.text)]
    edits = [edit for edit in half_width(block.text) if not any(start <= edit.start < end for start, end in references)]
    if edits:
        first = edits[0]
        low, high = max(0, first.start - _AROUND), first.end + _AROUND
        yield Problem.of(
            "N204",
            f"docs/{path}",
            block.line,
            mark=block.text[first.start : first.end],
            wanted=first.new,
            count=len(edits),
            around=block.text[low:high],
        )
