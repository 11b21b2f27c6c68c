"""The marks of a page as its reader is told of them: what each sign means."""

from __future__ import annotations

from collections.abc import Sequence

from annals.model import Marking

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
