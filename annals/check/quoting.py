"""Words quoted from a block that has no such words."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from annals.check.blocks import holding_block
from annals.markdown.read import text_of
from annals.model import Index, Phrase, Placed, Problem
from annals.text.likeness import most_like
from annals.text.yaml_values import as_value

_ALIKE = 0.4
"""Of `第三届甲乙` and `第3届甲乙` 0.8 is alike, of two sentences of one report that have nothing to do with each other 0.2."""


def misquoted(path: str, line: int, shown: str, quote: str, reference: str, indexes: Mapping[str, Index]) -> Problem:
    """What is wrong with a quotation, on a line of a file (path from the root), that the block it is from does not hold;
    `indexes` of the reports by id, in one of which the block is."""
    report, _, name = reference.partition("#")
    parts = indexes[report].parts[name]
    nearest = most_like(quote, [part.text for part in parts])
    if changed := _changed_on_page(quote, parts):
        place = f"docs/{changed.page}:{changed.block.line}"
        cure = Phrase.of("quote-changed", place=place, nearest=nearest, quote=quote)
    elif holding := holding_block(quote, report, indexes):
        cure = Phrase.of("quote-held", block=holding)
    elif difflib.SequenceMatcher(None, quote, nearest, autojunk=False).ratio() < _ALIKE:
        cure = Phrase.of("quote-unlike")
    else:
        cure = Phrase.of("quote-alike", nearest=as_value(nearest))
    return Problem.of("E210", path, line, excerpt=shown, quote=quote, reference=reference, cure=cure)


def _changed_on_page(quote: str, parts: Iterable[Placed]) -> Placed | None:
    """The block in whose text as it was made a quotation stands, and not in what an editor made of it: the slip may be there."""
    return next((it for it in parts if any(quote in text_of(block.content) for block in it.stem.blocks())), None)
