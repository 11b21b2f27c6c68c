"""Words quoted from a block that has no such words."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from annals.check.blocks import holding_block
from annals.model import Index, Phrase, Problem
from annals.text.likeness import most_like
from annals.text.yaml_values import as_value

_ALIKE = 0.4
"""Of `第三届甲乙` and `第3届甲乙` 0.8 is alike, of two sentences of one report that have nothing to do with each other 0.2."""


def misquoted(path: str, line: int, shown: str, quote: str, reference: str, indexes: Mapping[str, Index]) -> Problem:
    """What is wrong with a quotation, on a line of a file (path from the root), that the block it is from does not hold;
    `indexes` of the reports by id, in one of which the block is."""
    report, _, name = reference.partition("#")
    nearest = most_like(quote, [part.text for part in indexes[report].parts[name]])
    if holding := holding_block(quote, report, indexes):
        cure = Phrase.of("quote-held", block=holding)
    elif difflib.SequenceMatcher(None, quote, nearest, autojunk=False).ratio() < _ALIKE:
        cure = Phrase.of("quote-unlike")
    else:
        cure = Phrase.of("quote-alike", nearest=as_value(nearest))
    return Problem.of("E210", path, line, excerpt=shown, quote=quote, reference=reference, cure=cure)
