"""Where the lines around a line begin, and which of them stand close together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annals.text.lines import Shape


def left_edges(lines: Sequence[Shape]) -> tuple[int, ...]:
    """For each line the indent of the leftmost lines around it: a page may be set in as a whole."""
    indents = [line.indent for line in lines]
    return tuple(min(indents[max(0, at - 12) : at + 13]) for at in range(len(indents)))


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
