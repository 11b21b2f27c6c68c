"""Where every pair of characters stands: the folded texts of all pages in one row, put together of parts, and the places in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from annals.site.search.page import Block
from annals.site.search.part import GAP, IN_PAGES, Lay, Part, Runs, Told, is_pair, part_of
from annals.site.search.written_numbers import count_of, number, steps

PART = 80_000
"""Characters from which on a part is full. Of small parts there are many, with the same pairs in each; of a large one more is made anew."""
# A frequent pair counts as one character, so that it makes pairs with what stands before and behind.
_FREQUENT = 0xF0000

PartMaker = Callable[[Sequence[Told]], Part]


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

    @property
    def names(self) -> tuple[str, ...]:
        """Its title and its aliases, each once."""
        return tuple(dict.fromkeys((self.title, *self.aliases)))


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
    """`places` by key as text, each as its distance from the one before, see `Part`; under `IN_PAGES`
    page numbers stand instead, and for a pair in `frequent` a summary: for each of its pages the
    number, how often times four (plus 1 in names, plus 2 in names or headings), and how far from the
    page's start it first stands outside its names (else in them). `aliases` are the starts of names that are no titles."""

    stretches: tuple[Stretch, ...]
    places: Mapping[str, str]
    summaries: dict[str, list[tuple[int, int, int]]]
    frequent: tuple[str, ...]
    aliases: tuple[int, ...]


@dataclass(slots=True, kw_only=True)
class _Joined:
    """The runs of parts by key, as texts to be joined, and the last number of each."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)

    def add(self, runs: Runs, start: int) -> None:
        """Put the numbers of a part behind those of the parts before it; its own count from `start`."""
        texts, last, keys = self.texts, self.last, iter(runs.keys)
        for first, second, at, end, between in zip(keys, keys, runs.firsts, runs.lasts, runs.steps, strict=True):
            key = first + second
            if key in last:
                texts[key] += number(start + at - last[key]), between
            else:
                texts[key] = [number(start + at), between]
            last[key] = start + end

    def whole(self) -> dict[str, str]:
        """The numbers of each key."""
        return {key: "".join(found) for key, found in self.texts.items()}


def make_index(homes: Sequence[Home], often: int, part: PartMaker = part_of) -> Index:
    """The index of pages, in the order given; a pair found more than `often` times is frequent. `part` makes the parts."""
    places, pages = _Joined(), _Joined()
    stretches: list[Stretch] = []
    aliases: list[int] = []
    row: list[str] = []
    end = 0
    for own in _parted(homes):
        made = part([_told(home) for home in own])
        places.add(made.places, end)
        pages.add(made.pages, len(stretches))
        for home, lay in zip(own, made.lays, strict=True):
            stretches.append(_stretch(home, lay, end))
            aliases += [
                end + at for at, which in zip(lay.starts, lay.order, strict=True) if at and which < len(home.names)
            ]
            end += lay.length
        row.append(made.text)
    found = places.whole()
    frequent = tuple(sorted(key for key, text in found.items() if _is_frequent(key, text, often)))
    summaries = _as_characters(found, "".join(row), frequent, stretches)
    return Index(
        stretches=tuple(stretches),
        places=found | pages.whole(),
        summaries=summaries,
        frequent=frequent,
        aliases=tuple(aliases),
    )


def _parted(homes: Iterable[Home]) -> Iterator[list[Home]]:
    """Pages that follow each other, as many as fill a part."""
    own: list[Home] = []
    size = 0
    for home in homes:
        own.append(home)
        size += sum(len(block.text) for block in home.blocks)
        if size >= PART:
            yield own
            own, size = [], 0
    if own:
        yield own


def _told(home: Home) -> Told:
    return Told(names=home.names, blocks=tuple([(block.text, block.is_heading) for block in home.blocks]))


def _stretch(home: Home, lay: Lay, start: int) -> Stretch:
    names = home.names
    texts = (*(Block(anchor="", heading="", text=name) for name in names), *home.blocks)
    read = [texts[which] for which in sorted(lay.order) if which >= len(names)]
    return Stretch(
        start=start,
        names=lay.names,
        heads=lay.heads,
        length=lay.length,
        texts=tuple([(start + at, texts[which]) for at, which in zip(lay.starts, lay.order, strict=True)]),
        under=_under(read),
        levels=tuple(block.level for block in read if block.is_heading),
    )


def _under(blocks: Iterable[Block]) -> tuple[int, ...]:
    found = []
    since = 0
    for block in blocks:
        if block.is_heading:
            found.append(since)
            since = 0
        else:
            since += 1
    return tuple(found)


def _is_frequent(key: str, text: str, often: int) -> bool:
    """Whether a key is a pair with more than so many places, given as text."""
    return len(text) > often and is_pair(key) and count_of(text) > often


def _as_characters(
    places: dict[str, str], row: str, frequent: Sequence[str], stretches: Sequence[Stretch]
) -> dict[str, list[tuple[int, int, int]]]:
    """Count each frequent pair as one character: its own places make way for those of the pairs that it makes
    with what stands before and behind it, and for the summary that is returned."""
    whole = f"{GAP}{row}{GAP}"
    summaries = {}
    for order, pair in enumerate(frequent):
        one = chr(_FREQUENT + order)
        del places[pair]
        found = list(_found(pair, row))
        beside: dict[str, list[int]] = {}
        for place in found:
            # `whole` starts one place before the row.
            before, behind = whole[place], whole[place + 3]
            if before != GAP:
                beside.setdefault(before + one, []).append(place - 1)
            if behind != GAP:
                beside.setdefault(one + behind, []).append(place)
        places |= {key: steps(at) for key, at in beside.items()}
        summaries[one + IN_PAGES] = _summary(found, stretches)
    return summaries


def _found(pair: str, row: str) -> Iterator[int]:
    """The places of a pair in a row, which may overlap."""
    at = row.find(pair)
    while at >= 0:
        yield at
        at = row.find(pair, at + 1)


def _summary(places: Sequence[int], stretches: Sequence[Stretch]) -> list[tuple[int, int, int]]:
    found = []
    page, at = 0, 0
    while at < len(places):
        while places[at] >= stretches[page].start + stretches[page].length:
            page += 1
        stretch = stretches[page]
        start = at
        while at < len(places) and places[at] < stretch.start + stretch.length:
            at += 1
        own = [place - stretch.start for place in places[start:at]]
        first = next((place for place in own if place >= stretch.names), own[0])
        flags = (own[0] < stretch.names) + 2 * (own[0] < stretch.heads)
        found.append((page, 4 * len(own) + flags, first))
    return found
