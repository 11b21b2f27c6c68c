"""Where every pair of characters stands: all folded texts in one row, and the places in it.

A page takes an unbroken stretch of the row: its names (title, aliases), its headings, the rest,
with one empty place behind each text, so that no pair spans two. A place is an offset into the row."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import add as joined

from annals.site.search.fold import folded_runs
from annals.site.search.page import Block

# Second characters of keys that are no pairs; folding leaves neither in any text.
IN_PAGES = "*"
IN_TITLES = "#"
# A frequent pair counts as one character, so that it makes pairs with what stands before and behind.
_FREQUENT = 0xF0000
_GAP = "\n"
# A character at the bound of a word or a number, in keys of its own; folding leaves none of these in any text.
_BOUND = 0xE000


def _bound(char: str) -> str:
    return chr(_BOUND + ord(char))


def _is_pair(key: str) -> bool:
    """Whether a key is a pair of characters as they stand in texts."""
    return key[1] not in (IN_PAGES, IN_TITLES) and not any(_BOUND <= ord(char) < _BOUND + 0x1900 for char in key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A page that search leads to: `kind` as the filter has it, `year` empty where none is meant,
    `topic` a slug, `series` an id, empty where there is one alone, `aliases` further names that lead here first."""

    url: str
    title: str
    blocks: tuple[Block, ...]
    kind: str
    year: str = ""
    topic: str = ""
    series: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A page's part of the row: where it starts, how long its names, its names and headings, and
    all of it are; `texts` are the starts of its blocks with the blocks, in the row's order; `under` says of
    each heading how many blocks of the rest stand between it and the heading before, `levels` its level."""

    start: int
    names: int
    heads: int
    length: int
    texts: tuple[tuple[int, Block], ...]
    under: tuple[int, ...]
    levels: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """`places` by key: pairs of characters, the same once more where the first begins a number or a word of an alphabet
    or the second ends one, characters in titles and headings; under `IN_PAGES`
    page numbers stand instead, and for a pair in `frequent` a summary: for each of its pages the
    number, how often times four (plus 1 in names, plus 2 in names or headings), and how far from the
    page's start it first stands outside its names (else in them). `aliases` are the starts of names that are no titles."""

    stretches: tuple[Stretch, ...]
    places: Mapping[str, array[int]]
    summaries: dict[str, list[tuple[int, int, int]]]
    frequent: tuple[str, ...]
    aliases: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A block with its text folded, which is not empty, and the bounds of its numbers and words."""

    block: Block
    text: str
    firsts: Sequence[int]
    lasts: Sequence[int]


class _Row:
    """All folded texts in one row, and the places in it of pairs and characters."""

    def __init__(self) -> None:
        # Some millions of small numbers: as objects they would take nine times the room.
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
        self.texts += (text, _GAP)
        self.end += len(text) + 1


def make_index(homes: Sequence[Home], often: int) -> Index:
    """The index of pages, in the order given; a pair found more than `often` times is frequent."""
    row = _Row()
    stretches: list[Stretch] = []
    aliases: list[int] = []
    for number, home in enumerate(homes):
        stretches.append(_add_page(row, home, number, aliases))
    pairs = ((key, found) for key, found in row.places.items() if _is_pair(key))
    frequent = tuple(sorted(key for key, found in pairs if len(found) > often))
    summaries = _as_characters(row, frequent, stretches)
    return Index(
        stretches=tuple(stretches),
        places=row.places,
        summaries=summaries,
        frequent=frequent,
        aliases=tuple(aliases),
    )


def _lines(blocks: Iterable[Block]) -> list[_Line]:
    """What is left of blocks once their texts are folded."""
    found = ((block, folded_runs(block.text)) for block in blocks)
    return [_Line(block=block, text=text, firsts=firsts, lasts=lasts) for block, (text, firsts, lasts) in found if text]


def _add_page(row: _Row, home: Home, number: int, aliases: list[int]) -> Stretch:
    """A page's stretch of the row: its names, its headings, the rest."""
    start = row.end
    chars: set[str] = set()
    texts: list[tuple[int, Block]] = []

    def add(lines: Iterable[_Line], *, in_titles: bool) -> int:
        for line in lines:
            texts.append((row.end, line.block))
            chars.update(line.text)
            row.add(line, in_titles=in_titles)
        return row.end - start

    own = (Block(anchor="", heading="", text=name) for name in dict.fromkeys((home.title, *home.aliases)))
    names = add(_lines(own), in_titles=True)
    aliases += [at for at, _ in texts if at > start]
    lines = _lines(home.blocks)
    heads = add((line for line in lines if line.block.is_heading), in_titles=True)
    length = add((line for line in lines if not line.block.is_heading), in_titles=False)
    for char in chars:
        row.places[char + IN_PAGES].append(number)
    return Stretch(
        start=start,
        names=names,
        heads=heads,
        length=length,
        texts=tuple(texts),
        under=_under(lines),
        levels=tuple(line.block.level for line in lines if line.block.is_heading),
    )


def _under(lines: Iterable[_Line]) -> tuple[int, ...]:
    found = []
    since = 0
    for line in lines:
        if line.block.is_heading:
            found.append(since)
            since = 0
        else:
            since += 1
    return tuple(found)


def _as_characters(
    row: _Row, frequent: Sequence[str], stretches: Sequence[Stretch]
) -> dict[str, list[tuple[int, int, int]]]:
    """Count each frequent pair as one character: its own places make way for those of the pairs that it makes
    with what stands before and behind it, and for the summary that is returned."""
    whole = _GAP + "".join(row.texts) + _GAP
    summaries = {}
    for number, pair in enumerate(frequent):
        one = chr(_FREQUENT + number)
        found = row.places.pop(pair)
        for place in found:
            # `whole` starts one place before the row.
            before, behind = whole[place], whole[place + 3]
            if before != _GAP:
                row.places[before + one].append(place - 1)
            if behind != _GAP:
                row.places[one + behind].append(place)
        summaries[one + IN_PAGES] = _summary(found, stretches)
    return summaries


def _summary(places: Sequence[int], stretches: Sequence[Stretch]) -> list[tuple[int, int, int]]:
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
