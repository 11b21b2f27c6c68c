"""What stands between the halves of a sentence, or where a page ends."""

from __future__ import annotations

from collections.abc import Sequence

from annals.text.characters import parts_pair
from annals.text.lines import Shape
from annals.text.units import starts_with_counter

_TORN = (20, 8)
"""The least widths of the two parts of a sentence that a line of a page stands in."""


def cuts_a_sentence(lines: Sequence[Shape], index: int) -> bool:
    """Whether a line stands between an unfinished long line and an unmarked one that goes on, or
    between an opening mark and its closing one."""
    if not 0 < index < len(lines) - 1:
        return False
    before, after = lines[index - 1], lines[index + 1]
    if before.ended or before.hashes or before.bullet:
        return False
    if parts_pair(before.text, after.text) and not after.marked:
        return True
    rest = after.width >= _TORN[1] or (after.ended and not starts_with_counter(after.text))
    return before.width >= _TORN[0] and not after.marked and rest


def at_page_end(lines: Sequence[Shape], index: int) -> bool:
    """Whether a form feed of the raw text stands beside a line."""
    return lines[index].page_before or (index + 1 < len(lines) and lines[index + 1].page_before)
