"""Two columns of text whose lines a tool gave in turn, one of the left column and one of the right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annals.clean.contract import rule
from annals.clean.interleaved import is_shuffled, pieces, second_column
from annals.model import Edit, Safety
from annals.text.lines import Shape
from annals.text.reading import Reading


@rule("J120", "交替读出的两栏", Safety.REVIEW)
def columns_in_turn(reading: Reading) -> Iterator[Edit]:
    """Yield moves of the lines of one column behind the lines of the other, page by page.

    Evidence: see clean/interleaved.py: on a page of its own, lines between blank lines that break off, and an order in which
    they go on that is far likelier than the one given. Lists, tables and pages in order stay.
    """
    text, lines = reading.text, reading.lines
    if "\f" not in text:
        return
    pages = [page for page in _pages(lines) if is_shuffled(page)]
    known = pieces([line.text for line in lines]) if pages else frozenset()
    for page in pages:
        yield from _moves(text, page, second_column(page, known))


def _pages(lines: Sequence[Shape]) -> Iterator[Sequence[Shape]]:
    start = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or lines[at].page_before:
            yield lines[start:at]
            start = at


def _moves(text: str, page: Sequence[Shape], second: frozenset[int]) -> Iterator[Edit]:
    """The moves that set some lines of a page behind all others, each with what stands between it and the next line."""
    last = len(page)
    while last and last - 1 in second:
        last -= 1
    starts = [line.start - line.indent for line in page]
    end = text.find("\n", page[-1].end) + 1
    if last == len(page) and not end:
        return
    to = starts[last] if last < len(page) else end
    at = 0
    while at < last:
        after = at
        while after in second:
            after += 1
        if after > at:
            yield Edit(start=starts[at], end=starts[after], new="", reason="另一栏的行", to=to)
        at = after + 1
