"""The ranks that a tool's own # marks give to headings, where they agree with each other.

Marks are wrong more often than right: most tools count how large a line is printed, some give one count to all. Where nearly
all headings bear some and hardly any has a number or glyph, they are what tells; elsewhere these do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from annals.structure.evidence import Evidence, Role

_FEWEST = 10
"""Fewer headings with marks agree by chance."""
_REST = 10
"""Of so many headings with marks at most one has a number or glyph as well, and to so many there is at most one with a number
alone."""
_OFTEN = 2
"""A count that fewer headings bear is a slip: it ranks as the next one does."""


def ranks_of_marks(lines: Sequence[Evidence], roles: Sequence[Role], indexes: Sequence[int]) -> dict[int, int]:
    """The level that each count of # marks stands for; nothing where they do not rank the headings of a text."""
    marked = [lines[index].shape for index in indexes if lines[index].shape.hashes]
    others = sum(
        1 for index in indexes if lines[index].shape.hashes and (lines[index].shape.numbering or lines[index].glyph)
    )
    free = [i for i in indexes if lines[i].shape.numbering and roles[i] is Role.HEADING and not lines[i].shape.hashes]
    agree = max(others, len(free)) * _REST <= len(marked)
    counts = Counter(shape.hashes for shape in marked)
    # One mark above all others is the title's.
    title = marked[0].hashes if marked and counts[marked[0].hashes] == 1 and marked[0].hashes == min(counts) else 0
    often = sorted(count for count, found in counts.items() if found >= _OFTEN and count != title)
    if len(marked) < _FEWEST or len(often) < 2 or not agree or not _descend(often, [shape.hashes for shape in marked]):
        return {}
    ranks = {count: rank for rank, count in enumerate([title, *often] if title else often, 1)}
    deepest = max(ranks.values())
    slips = {count: next((ranks[o] for o in often if o > count), deepest) for count in counts if count not in ranks}
    return ranks | slips


def _descend(often: Sequence[int], marks: Sequence[int]) -> bool:
    """Whether a heading goes one rank deeper than the one before it, seldom more: where marks skip ranks again and again, they
    say how large a line is printed."""
    places = [often.index(count) for count in marks if count in often]
    deeper = [after - before for before, after in pairwise(places) if after > before]
    return sum(1 for step in deeper if step > 1) * 4 <= len(deeper)
