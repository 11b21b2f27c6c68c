"""Where every pair of characters stands on some pages that follow each other: their folded texts in one row, and the places in it.

A page takes an unbroken stretch of the row: its names (title, aliases), its headings, the rest,
with one empty place behind each text, so that no pair spans two. A place is an offset into the row. An index is put together
of parts, so that one changed page makes no other part anew."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from operator import add as joined

from annals.site.search.fold import folded_runs
from annals.site.search.written_numbers import steps

# Second characters of keys that are no pairs; folding leaves neither in any text.
IN_PAGES = "*"
IN_TITLES = "#"
GAP = "\n"
"""Stands behind each text of a row."""
# A character at the bound of a word or a number, in keys of its own; folding leaves none of these in any text.
_BOUND = 0xE000


def _bound(char: str) -> str:
    return chr(_BOUND + ord(char))


def is_pair(key: str) -> bool:
    """Whether a key is a pair of characters as they stand in texts."""
    return key[1] not in (IN_PAGES, IN_TITLES) and not any(_BOUND <= ord(char) < _BOUND + 0x1900 for char in key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a page says: its names, and its blocks as (text, whether it is a heading)."""

    names: tuple[str, ...]
    blocks: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lay:
    """How a page lies in the row: how long its names, its names and headings, and all of it are; where its texts start,
    from its own start, in the row's order, and in the same order their numbers: its names from 0, behind them its blocks.
    A text of which folding leaves nothing is not there."""

    names: int
    heads: int
    length: int
    starts: tuple[int, ...]
    order: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """Numbers that grow, by key: `keys` are two characters each, one behind the other; of each its first and its last number, and
    the steps between them as text."""

    keys: str
    firsts: tuple[int, ...]
    lasts: tuple[int, ...]
    steps: tuple[str, ...]

    @staticmethod
    def of(found: Mapping[str, Sequence[int]]) -> Runs:
        return Runs(
            keys="".join(found),
            firsts=tuple([run[0] for run in found.values()]),
            lasts=tuple([run[-1] for run in found.values()]),
            steps=tuple(["" if len(run) == 1 else steps(run[1:], run[0]) for run in found.values()]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Pages in a row of their own: `text` is the row, `lays` how each page lies in it. `places` by key are offsets into it: those of pairs
    of characters, the same once more where the first begins a number or a word of an alphabet
    or the second ends one, characters in titles and headings (`IN_TITLES`). `pages` by character (`IN_PAGES`) are the numbers of the pages
    that have it, the first of them 0."""

    text: str
    lays: tuple[Lay, ...]
    places: Runs
    pages: Runs


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A text, folded, which is not empty, its number on its page, and the bounds of its numbers and words."""

    number: int
    text: str
    firsts: Sequence[int]
    lasts: Sequence[int]


class _Row:
    """All folded texts in one row, and the places in it of pairs and characters."""

    def __init__(self) -> None:
        # Some hundred thousands of small numbers: as objects they would take nine times the room.
        self.places: dict[str, array[int]] = defaultdict(partial(array, "I"))
        self.texts: list[str] = []
        self.end = 0

    def add(self, line: _Line, *, in_titles: bool) -> None:
        """Put a line behind all others, and an empty place behind it."""
        text, end, places = line.text, self.end, self.places
        for place, pair in enumerate(map(joined, text, text[1:]), end):
            places[pair].append(place)
        for at in line.firsts:
            if at + 1 < len(text):
                places[_bound(text[at]) + text[at + 1]].append(end + at)
        for at in line.lasts:
            if at:
                places[text[at - 1] + _bound(text[at])].append(end + at - 1)
        if in_titles:
            for place, char in enumerate(text, end):
                places[char + IN_TITLES].append(place)
        self.texts += (text, GAP)
        self.end += len(text) + 1


def part_of(pages: Sequence[Told]) -> Part:
    """The part that pages make, in the order given."""
    row = _Row()
    having: dict[str, array[int]] = defaultdict(partial(array, "I"))
    lays = []
    for number, page in enumerate(pages):
        start = len(row.texts)
        lays.append(_laid(row, page))
        for char in set().union(*row.texts[start:]) - {GAP}:
            having[char + IN_PAGES].append(number)
    return Part(text="".join(row.texts), lays=tuple(lays), places=Runs.of(row.places), pages=Runs.of(having))


def _laid(row: _Row, page: Told) -> Lay:
    """Put a page behind all others: its names, its headings, the rest."""
    start = row.end
    starts: list[int] = []
    order: list[int] = []

    def add(lines: Iterable[_Line], *, in_titles: bool) -> int:
        for line in lines:
            starts.append(row.end - start)
            order.append(line.number)
            row.add(line, in_titles=in_titles)
        return row.end - start

    headings = {number for number, (_, is_heading) in enumerate(page.blocks, len(page.names)) if is_heading}
    lines = _lines(chain(page.names, (text for text, _ in page.blocks)))
    return Lay(
        names=add((line for line in lines if line.number < len(page.names)), in_titles=True),
        heads=add((line for line in lines if line.number in headings), in_titles=True),
        length=add(
            (one for one in lines if one.number >= len(page.names) and one.number not in headings), in_titles=False
        ),
        starts=tuple(starts),
        order=tuple(order),
    )


def _lines(texts: Iterable[str]) -> list[_Line]:
    """What is left of texts once they are folded."""
    found = enumerate(map(folded_runs, texts))
    return [
        _Line(number=number, text=text, firsts=firsts, lasts=lasts) for number, (text, firsts, lasts) in found if text
    ]
