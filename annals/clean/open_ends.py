"""Whether the paragraphs of a text end with a full stop, so that a missing one tells of a tear."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from annals.text.lines import CLAUSE, Shape
from annals.text.reading import Reading

CLAUSE_MARK = re.compile("[，。；,]")
"""What states something has one."""


def leaves_ends_open(lines: Sequence[Shape]) -> bool:
    """Whether most paragraphs of a text end without a full stop, so that a missing one tells of no tear: notes, answers,
    entries of a list. What ends in a letter, a digit or their marks is of another kind: a reference, an address."""
    ends = [
        first
        for first, second in pairwise(lines)
        if second.blanks_before and not first.marked and CLAUSE_MARK.search(first.text) and not first.text[-1].isascii()
    ]
    return len(ends) >= _ENDS and sum(1 for line in ends if not line.ended) * 2 > len(ends)


_ENDS = 20
"""So many paragraphs tell how a text ends them."""


def moved_against_open_ends(reading: Reading) -> frozenset[int]:
    """The places of the lines behind which a person moved what follows, or took out what followed, over a blank line, where the text
    leaves so many paragraphs without a full stop that a missing one tells of no tear there. Whoever brings two halves of a sentence
    together has paragraphs that end."""
    lines = reading.lines
    ends = [first for first, second in pairwise(lines) if second.blanks_before and _states(first)]
    if len(ends) >= _FEW and sum(1 for line in ends if not line.ended) * _SELDOM <= len(ends):
        return frozenset()
    return frozenset(
        index
        for index, (first, second) in enumerate(pairwise(lines))
        if second.blanks_before and any(first.end <= at <= second.start for at in reading.moved)
    )


_FEW = 4
"""Of fewer paragraphs nobody can say how a text ends them."""
_SELDOM = 5
"""One paragraph in so many may lack a full stop where all have one as a rule."""


def _states(line: Shape) -> bool:
    return not line.marked and line.width >= CLAUSE and CLAUSE_MARK.search(line.text) is not None
