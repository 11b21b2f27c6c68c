"""Where characters stand behind moves, and which moves cannot be made in one pass."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from annals.model import Edit


def interleave(moves: Sequence[Edit]) -> bool:
    """Whether moves with different goals reach into each other, as those of the cells of a table do that stood column by column."""
    done = 0
    for goal, group in groupby(sorted(moves, key=lambda edit: edit.start), key=lambda edit: edit.to):
        if any(edit.start < done for edit in group):
            return True
        done = goal or 0
    return False


def behind_move(offset: int, start: int, end: int, to: int) -> int:
    """Where a character stands after a move of text[start:end] to `to` of the text after the cut."""
    if start <= offset < end:
        return offset - start + to
    offset = offset - (end - start) if offset >= end else offset
    return offset + (end - start) if offset >= to else offset
