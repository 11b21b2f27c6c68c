"""Numbers of one series of which some are headings and some are text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from annals.check.signs import Place, Sign, place_of
from annals.model import Block, BlockKind
from annals.text.lines import shapes

_FEW = 3
"""So many times as many of the other kind make one an exception."""


def series_signs(blocks: Sequence[tuple[Block, str]]) -> Iterator[Place]:
    """The numbered parts that are text where nearly all of their style are headings, and those that are headings where
    nearly all are text."""
    shown = [(block, " ".join(text.split())) for block, text in blocks if text.strip()]
    styles: dict[str, list[tuple[Block, str]]] = defaultdict(list)
    for (block, text), shape in zip(shown, shapes("\n".join(text for _, text in shown)), strict=True):
        if shape.numbering and block.content.kind is not BlockKind.ROW:
            styles[shape.numbering].append((block, text))
    for parts in styles.values():
        headings = [part for part in parts if part[0].section is not None]
        texts = [part for part in parts if part[0].section is None]
        if len(headings) >= _FEW * len(texts):
            yield from (place_of(Sign.SIBLINGS, block, text) for block, text in texts)
        elif len(texts) >= _FEW * len(headings):
            yield from (place_of(Sign.SIBLINGS, block, text) for block, text in headings)
