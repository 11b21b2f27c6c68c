"""Titles that have numbered sentences of their own style of number below them: `1.人事`, `1. 完成…。`, `2. 修订…。`, `2.财务`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annals.text.lines import STYLES, Shape
from annals.text.numerals import COUNTING, value_of

ITEMS = 60
"""So many lines above a title, the title before it is looked for."""
counted = re.compile(rf"[{COUNTING}]+|\d+")


def number_of(shape: Shape) -> int:
    """The last part of a line's number, 0 where none can be read."""
    if shape.number:
        return shape.number[-1]
    match = counted.search(shape.text)
    return (value_of(match.group()) or 0) if match else 0


def heads_same_style(lines: Sequence[Shape], index: int) -> bool:
    """Whether a numbered line that is no sentence stands above sentences that count from 1 in its own style, or right below such ones
    and is the next of the title above them. What a list counts on through is none, nor where all bear one number.

    >>> from annals.text.lines import shapes
    >>> lines = shapes("1.人事\\n1.清淤三次。\\n2.补植树木。\\n2.财务\\n1.补助到位。\\n3.用车")
    >>> [heads_same_style(lines, index) for index in (0, 3, 5)]
    [True, True, True]
    >>> heads_same_style(shapes("1.清淤三次。\\n2.补植树木。\\n3.用车"), 2)
    False
    """
    line, above, below = lines[index], lines[max(0, index - 1) : index], lines[index + 1 : index + 2]
    own = [other for other in below if other.numbering == line.numbering]
    if _says(line) or any(not _says(other) or number_of(other) != 1 for other in own):
        return False
    beside = any(other.numbering == line.numbering for other in above)
    return _is_next(lines, index) if beside or not own else True


def _is_next(lines: Sequence[Shape], index: int) -> bool:
    """Whether the sentences above a line count back to 1, and above these a title has the number before its own."""
    line, counted = lines[index], 0
    for other in reversed(lines[max(0, index - ITEMS) : index]):
        if other.numbering != line.numbering:
            if other.numbering and STYLES.index(other.numbering) < STYLES.index(line.numbering):
                return False
            continue
        number = number_of(other)
        if not _says(other) or counted == 1:
            return counted == 1 and not _says(other) and number == number_of(line) - 1
        if counted and number != counted - 1:
            return False
        counted = number
    return False


def _says(line: Shape) -> bool:
    return line.prose or line.ended
