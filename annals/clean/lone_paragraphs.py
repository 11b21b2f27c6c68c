"""Paragraphs that have a page of their own, in larger type than the text: no line around them is set to their width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annals.clean.page_edges import stretches
from annals.text.extents import extent
from annals.text.lines import LONG_LABEL, Shape

_LINES = range(3, 13)
"""So many lines has such a paragraph; fewer show no width."""
_HEAD = 2
"""So many lines at most stand above it on its page: its title."""
_RAGGED = 3.2
"""By so much a full line is narrower than the widest, an indent that is lost included."""
_WIDE = 18


def lone_wraps(lines: Sequence[Shape]) -> frozenset[int]:
    """The places of the lines that go on in the next, in a paragraph that stands with no more than its title between two page ends: they
    are as wide as its widest line and end no sentence."""
    return frozenset(at for start, end in _alone(lines) for at in _full(lines, start, end))


def _alone(lines: Sequence[Shape]) -> Iterator[tuple[int, int]]:
    """The first place of each such block of lines, and the one behind its last."""
    at = head = 0
    for stretch in stretches(lines):
        end = at + len(stretch)
        head = 0 if stretch[0].page_before else head
        ends_page = end == len(lines) or lines[end].page_before
        title = 1 if head == 0 and len(stretch) - 1 in _LINES and _may_head(stretch[0]) else 0
        if ends_page and head <= _HEAD and len(stretch) - title in _LINES and (at or stretch[0].page_before):
            yield at + title, end
        head = head + 1 if len(stretch) == 1 and _may_head(stretch[0]) else _HEAD + 1
        at = end


def _may_head(line: Shape) -> bool:
    return line.width <= LONG_LABEL and not (line.prose or line.ended)


def _full(lines: Sequence[Shape], start: int, end: int) -> Iterator[int]:
    block = lines[start:end]
    widths = [extent(line.text) + line.indent / 2 for line in block]
    plain = (
        not any(line.marked or line.row for line in block)
        and max(widths) >= _WIDE
        and (block[0].prose or block[-1].ended)
    )
    for at in range(len(block) - 1 if plain else 0):
        if widths[at] >= max(widths) - _RAGGED and not block[at].ended and block[at].text[-1] not in "：:":
            yield start + at
