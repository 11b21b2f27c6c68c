"""What stands between the name of a picture or table and what its source says: its labels and cells."""

from __future__ import annotations

from collections.abc import Sequence

from annals.structure.evidence import LABEL_WIDTH, Evidence

_REACH = 60
"""No picture and no table that a tool gave line by line has more lines above or below one of them."""


def stands_in_frame(lines: Sequence[Evidence], index: int) -> bool:
    """Whether a line stands below the name of a picture or table and above its source or note, no text and no heading between. Where
    the names stand below the pictures, what is between is another's."""
    top = _frame(lines, range(index - 1, max(-1, index - 1 - _REACH), -1))
    end = _frame(lines, range(index + 1, min(len(lines), index + 1 + _REACH)))
    if top is None or end is None or not lines[top].caption or lines[end].caption:
        return False
    above, below = lines[max(0, top - 1) : top], lines[end + 1 : end + 2]
    return not (any(line.tells_of_table for line in above) and any(line.caption for line in below))


def _frame(lines: Sequence[Evidence], places: range) -> int | None:
    """The nearest of some lines that is a caption or tells of a table; None where text or a heading stands before it."""
    for at in places:
        line = lines[at]
        if line.caption or line.tells_of_table:
            return at
        text = line.shape.prose and (line.wrapped or line.shape.width > LABEL_WIDTH)
        if text or line.shape.hashes or line.shape.numbering or line.listed:
            return None
    return None
