"""Where every pair of characters stands: all folded texts in one row, and the places in it.

A page takes an unbroken stretch of the row: its names (title, aliases), its headings, the rest,
with one empty place behind each text, so that no pair spans two. A place is an offset into the row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from annals.search.fold import fold
from annals.search.page import Block

# Second characters of keys that are no pairs; folding leaves neither in any text.
IN_PAGES = "*"
IN_TITLES = "#"
# First characters: where a name begins and ends with the second character. They sort before all others.
NAME_STARTS = "!"
NAME_ENDS = "$"


@dataclass(frozen=True, slots=True)
class Home:
    """A page that search leads to. `label` is what names it to readers beside its title; `topic`
    a slug; `aliases` are further names that lead here first."""

    url: str
    title: str
    blocks: tuple[Block, ...]
    kind: str
    year: str = ""
    topic: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A page's part of the row: where it starts, how long its names, its names and headings, and
    all of it are; `texts` are the starts of its blocks with the blocks, in the row's order."""

    start: int
    names: int
    heads: int
    length: int
    texts: tuple[tuple[int, Block], ...]


@dataclass(frozen=True, slots=True)
class Index:
    """`places` by key: pairs of characters, characters in titles and headings, starts and ends of
    names; under `IN_PAGES` page numbers stand instead."""

    stretches: tuple[Stretch, ...]
    places: dict[str, list[int]]


def make_index(homes: Sequence[Home]) -> Index:
    """The index of pages, in the order given."""
    places: dict[str, list[int]] = defaultdict(list)
    stretches = []
    at = 0
    for number, home in enumerate(homes):
        start = at
        chars: set[str] = set()
        texts = []
        heads = [block for block in home.blocks if block.is_heading]
        rest = [block for block in home.blocks if not block.is_heading]
        names = [Block("", "", name) for name in dict.fromkeys((home.title, *home.aliases))]
        ends = []
        for group in (names, heads, rest):
            for block in group:
                text = fold(block.text)
                if not text:
                    continue
                texts.append((at, block))
                chars.update(text)
                for place, pair in enumerate(zip(text, text[1:], strict=False), at):
                    places[pair[0] + pair[1]].append(place)
                if group is not rest:
                    for place, char in enumerate(text, at):
                        places[char + IN_TITLES].append(place)
                if group is names:
                    places[NAME_STARTS + text[0]].append(at)
                    places[NAME_ENDS + text[-1]].append(at + len(text) - 1)
                at += len(text) + 1
            ends.append(at - start)
        for char in chars:
            places[char + IN_PAGES].append(number)
        stretches.append(Stretch(start, *ends, tuple(texts)))
    return Index(tuple(stretches), dict(places))
