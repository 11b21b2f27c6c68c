"""Where every pair of characters stands: all folded texts in one row, and the places in it.

A page takes an unbroken stretch of the row: its names (title, aliases), its headings, the rest,
with one empty place behind each text, so that no pair spans two. A place is an offset into the row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from annals.site.search.fold import folded
from annals.site.search.page import Block

# Second characters of keys that are no pairs; folding leaves neither in any text.
IN_PAGES = "*"
IN_TITLES = "#"
# A frequent pair counts as one character, so that it makes pairs with what stands before and behind.
_FREQUENT = 0xF0000
_GAP = "\n"


@dataclass(frozen=True, slots=True)
class Home:
    """A page that search leads to: `kind` as the filter has it, `year` empty where none is meant,
    `topic` a slug, `aliases` further names that lead here first."""

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
    """`places` by key: pairs of characters, characters in titles and headings; under `IN_PAGES`
    page numbers stand instead, and for a pair in `frequent` a summary: for each of its pages the
    number, how often times four (plus 1 in names, plus 2 in names or headings), and how far from the
    page's start it first stands outside its names (else in them). `aliases` are the starts of names that are no titles."""

    stretches: tuple[Stretch, ...]
    places: dict[str, list[int]]
    summaries: dict[str, list[tuple[int, int, int]]]
    frequent: tuple[str, ...]
    aliases: tuple[int, ...]


def make_index(homes: Sequence[Home], often: int) -> Index:
    """The index of pages, in the order given; a pair found more than `often` times is frequent."""
    places: dict[str, list[int]] = defaultdict(list)
    stretches, aliases = [], []
    row: list[str] = []
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
                text = folded(block.text)
                if not text:
                    continue
                if group is names and at > start:
                    aliases.append(at)
                texts.append((at, block))
                chars.update(text)
                for place, pair in enumerate(zip(text, text[1:], strict=False), at):
                    places[pair[0] + pair[1]].append(place)
                if group is not rest:
                    for place, char in enumerate(text, at):
                        places[char + IN_TITLES].append(place)
                row += (text, _GAP)
                at += len(text) + 1
            ends.append(at - start)
        for char in chars:
            places[char + IN_PAGES].append(number)
        stretches.append(Stretch(start, *ends, tuple(texts)))
    frequent = tuple(
        sorted(key for key, found in places.items() if len(found) > often and key[1] not in (IN_PAGES, IN_TITLES))
    )
    whole = _GAP + "".join(row) + _GAP
    summaries = {}
    for number, pair in enumerate(frequent):
        one = chr(_FREQUENT + number)
        found = places.pop(pair)
        for place in found:
            # `whole` starts one place before the row.
            before, behind = whole[place], whole[place + 3]
            if before != _GAP:
                places[before + one].append(place - 1)
            if behind != _GAP:
                places[one + behind].append(place)
        summaries[one + IN_PAGES] = _summary(found, stretches)
    return Index(tuple(stretches), dict(places), summaries, frequent, tuple(aliases))


def _summary(places: list[int], stretches: Sequence[Stretch]) -> list[tuple[int, int, int]]:
    found = []
    number, at = 0, 0
    while at < len(places):
        while places[at] >= stretches[number].start + stretches[number].length:
            number += 1
        stretch = stretches[number]
        start = at
        while at < len(places) and places[at] < stretch.start + stretch.length:
            at += 1
        own = [place - stretch.start for place in places[start:at]]
        first = next((place for place in own if place >= stretch.names), own[0])
        flags = (own[0] < stretch.names) + 2 * (own[0] < stretch.heads)
        found.append((number, 4 * len(own) + flags, first))
    return found
