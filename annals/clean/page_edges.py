"""Where the lines around a line begin, which of them stand close together, and which a blank line parts for good."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from annals.text.lines import LONG_LABEL, Shape

_SET_IN = 4
"""The first line of a paragraph is set in by so many blanks at most, where its tool writes one for each character."""


def left_edges(lines: Sequence[Shape]) -> tuple[int, ...]:
    """For each line the indent of the leftmost lines around it, or of those close above and below that make a text with it:
    a page may be set in as a whole, and what stands above and below it may not."""
    indents = [line.indent for line in lines]
    edges = [min(indents[max(0, at - 12) : at + 13]) for at in range(len(indents))]
    at = 0
    for stretch in stretches(lines):
        least = min(line.indent for line in stretch)
        if any(
            first.indent - least <= _SET_IN and second.indent == least and first.width > LONG_LABEL and not first.ended
            for first, second in pairwise(stretch)
        ):
            edges[at : at + len(stretch)] = [least] * len(stretch)
        at += len(stretch)
    return tuple(edges)


def is_set_in_below_blank(lines: Sequence[Shape], at: int, edge: int) -> bool:
    """Whether a line begins a paragraph though the one above may lack its full stop: a blank line stands between, it is
    set in from the left edge, and no block of lines is."""
    line, below = lines[at], lines[at + 1 : at + 2]
    block = any(other.indent >= line.indent and not other.blanks_before and not other.page_before for other in below)
    return line.blanks_before > 0 and not line.page_before and 2 <= line.indent - edge <= _SET_IN and not block


def all_set_in(lines: Sequence[Shape]) -> bool:
    """Whether a text that parts its paragraphs with blank lines sets in nearly all of them, the rests of sentences apart."""
    prose = [
        line
        for above, line in pairwise(lines)
        if line.prose and line.blanks_before and not line.marked and (above.marked or _behind_whole(above))
    ]
    return len(prose) >= _PARAGRAPHS and sum(2 <= line.indent <= _SET_IN for line in prose) * 10 >= len(prose) * 9


def _behind_whole(line: Shape) -> bool:
    return line.ended and line.text[-1] not in "；;"


_PARAGRAPHS = 6
"""Fewer tell not how a text begins its paragraphs."""


def lacks_indent(first: Shape, second: Shape) -> bool:
    """Whether a line below a blank one has no indent and says sentences to their end, and the paragraph above, which has one, breaks off
    at a semicolon: where all paragraphs are set in, it is the rest of that one."""
    broken = first.text[-1] in "；;" and first.prose and first.indent >= 2 and not first.marked
    return (
        broken
        and second.blanks_before > 0
        and second.indent == 0
        and second.ended
        and second.prose
        and not second.marked
    )


def stretches(lines: Sequence[Shape]) -> Iterator[list[Shape]]:
    """The lines that neither a blank line nor a page end parts."""
    stretch: list[Shape] = []
    for line in lines:
        if stretch and (line.blanks_before or line.page_before):
            yield stretch
            stretch = []
        stretch.append(line)
    if stretch:
        yield stretch


def behind_blanks(lines: Sequence[Shape], cover_lines: int) -> Iterator[int]:
    """The places of lines that a blank one parts from the line above though that fills its width: below a colon, and on a
    cover, which has `cover_lines` at most, where no sentence has begun that could go on. None where sentences go on over
    blank lines as often as not."""
    inside = [
        second.blanks_before > 0
        for first, second in pairwise(lines)
        if "，" in first.text and not (first.ended or first.marked or second.marked or second.page_before)
    ]
    if any(inside) and sum(inside) * 2 >= len(inside):
        return
    cover = True
    for at, (first, second) in enumerate(pairwise(lines)):
        cover = cover and at < cover_lines and not (first.prose or first.ended or first.numbering or "，" in first.text)
        if second.blanks_before and not second.page_before and (cover or first.text[-1] in "：:"):
            yield at + 1
