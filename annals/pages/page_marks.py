"""The marks of a page as its reader is told of them: what each sign means, and every mark with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from annals.model import Mark, Marking

NOTED = "noted"
"""Beside the kinds of marks: a block that an editor wrote or rewrote, which bears a sign, too."""


def kinds_of(marking: Sequence[Marking]) -> tuple[str, ...]:
    """What kinds of signs stand on a page, the first seen first."""
    found: dict[str, None] = {}
    for block in marking:
        found |= dict.fromkeys(str(mark.kind) for mark in block.marks)
        if block.note:
            found[NOTED] = None
    return tuple(found)


def distinct(marking: Sequence[Marking]) -> tuple[tuple[Marking, Mark, int], ...]:
    """Each mark of a page once, at its first block, with how often it occurs."""
    first: dict[str, tuple[Marking, Mark]] = {}
    counts: Counter[str] = Counter()
    for block in marking:
        for mark in block.marks:
            first.setdefault(mark.title, (block, mark))
            counts[mark.title] += 1
    return tuple((block, mark, counts[title]) for title, (block, mark) in first.items())
