"""Which lines that return are lines of the text: the same sentence, or a part of it, may be said at several places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set

from annals.clean.furniture.keys import Keyed, spaceless, tells
from annals.text.lines import SHORT_LINE, Shape

_FULL = 0.9
_MOST = 0.9
"""So many of the lines that tell are no wider than the width the text is set to."""
_FEWEST = 8
"""Fewer lines that tell say nothing of a width."""


def said_again(known: Keyed) -> Set[int]:
    """The lines that fill the width the text is set to, and tell, or return with the line above or below them, which fills it as
    well or tells: a passage that is said at two places. Beside a running title stands what each page says of its own."""
    lines = known.lines
    wide = _width_of(lines)
    if wide is None:
        return frozenset()
    full = [wide * _FULL <= line.width <= SHORT_LINE and not (line.row or line.hashes) for line in lines]
    found: set[int] = set()
    for own in known.places(index for index in range(1, len(lines) - 1) if full[index]).values():
        if len(own) < 2:
            continue
        for step in (-1, 1):
            beside: dict[str, list[int]] = defaultdict(list)
            for index in own:
                if full[index + step] or tells(lines[index + step]):
                    beside[spaceless(lines[index + step].text)].append(index)
            found |= {index for same in beside.values() if len(same) > 1 for index in same}
        found |= {index for index in own if tells(lines[index])}
    return found


def _width_of(lines: Sequence[Shape]) -> float | None:
    """The width that the lines of a text fill; none where most are whole paragraphs, or there are too few."""
    widths = sorted(line.width for line in lines if tells(line))
    wide = widths[int(len(widths) * _MOST)] if len(widths) >= _FEWEST else None
    return wide if wide is not None and wide * _FULL <= SHORT_LINE else None
