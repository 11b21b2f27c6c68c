"""The index as small files that a browser fetches one by one; the guide (design-notes.md) tells the format.

Each file is a script that hands over one value, so that a page opened from a disk, which may
not fetch, can load it as a script. All but the first are named after their content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import isqrt
from typing import Any

from annals.pages.yearly import YearRow
from annals.site.search.fold import folded
from annals.site.search.index import Home, Index, PartMaker, Stretch, make_index
from annals.site.search.leaves import LEAF_BYTES, leaf_places, packed
from annals.site.search.part import part_of
from annals.site.search.written_numbers import DIGITS, numbers, steps
from annals.site.search.yearly import told_files
from annals.text.han import SIMPLIFIED

FORMAT = 5
FOLDER = "search/"
FIRST = FOLDER + "index.js"
SHARD_BYTES = (1_700, 12_000)
"""At least and at most, of what a query fetches of the index."""
TEXT_BYTES = (1_700, 5_000)
"""At least and at most, of the texts that are fetched for what is shown."""
OFTEN = 4_000
"""A pair found more often than this would fill a shard by itself."""
FEW_PAGES = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What is known of readers' words: those of `questions`, which no text need have, and the `places` that the
    reports are about, which may stand before the name of a body there."""

    questions: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What the index holds beside texts: `rows`, told through the years, by address of their page, and the numbers of the
    printed pages (`leaves`) by address and anchor of the blocks that stand on them."""

    rows: Mapping[str, Sequence[YearRow]] = field(default_factory=dict)
    leaves: Mapping[tuple[str, str], Sequence[str]] = field(default_factory=dict)


_RANKS = "省市州区县"
_NO_WORDS = Words()
_NOTHING = Beside()


def search_files(
    homes: Sequence[Home],
    topics: Sequence[tuple[str, str]],
    kinds: Sequence[tuple[str, str]],
    often: int = OFTEN,
    words: Words = _NO_WORDS,
    series: Sequence[tuple[str, str, str]] = (),
    beside: Beside = _NOTHING,
    part: PartMaker = part_of,
) -> dict[str, str]:
    """All files of the index by path below the site's root. `topics` and `kinds` are (value,
    words for readers), in the order in which readers see them, `series` (value, name, what stands before a year); `often` makes a pair frequent, `part`
    makes the parts of the index."""
    index = make_index(homes, often, part)
    files: dict[str, str] = {}
    shards = list(_shards(index))
    chunks = list(_chunks(index.stretches, homes))
    years = sorted({home.year for home in homes}, reverse=True)
    large = [(number, len(text.encode())) for number, (_, text) in enumerate(shards) if len(text) > SHARD_BYTES[1]]
    found = {
        "format": FORMAT,
        "lengths": numbers(stretch.length for stretch in index.stretches),
        "names": numbers(stretch.names for stretch in index.stretches),
        "heads": numbers(stretch.heads - stretch.names for stretch in index.stretches),
        "aliases": steps(index.aliases),
        **_facet("year", [(year, year) for year in years], [home.year for home in homes]),
        **_facet("topic", [("", ""), *topics], [home.topic for home in homes]),
        **_facet("kind", kinds, [home.kind for home in homes]),
        **_facet("series", [("", "", ""), *series], [home.series for home in homes]),
        "frequent": "".join(index.frequent),
        "keys": "".join(key for key, _ in shards),
        "shards": _put_all(files, "s", (text for _, text in shards)),
        "large": numbers(value for pair in large for value in pair),
        "chunks": _put_all(files, "t", (chunk for _, chunk in chunks)),
        "chunkStarts": steps([start for start, _ in chunks]),
        # Where one file has room for all titles a list can show them at once.
        "titles": _put_all(files, "n", [_titles(homes)] if len(homes) <= FEW_PAGES else []),
        "blocks": _put_all(files, "b", [_blocks(index.stretches)]),
        **_told(files, beside, homes),
        **_leaves(files, leaf_places(beside.leaves, homes, index.stretches)),
        "questions": [folded(word) for word in words.questions],
        "places": [folded(word) for word in words.places],
        "bodies": sorted({folded(name) for home in homes for name in (home.title, *home.aliases) if _is_local(name)}),
        "han": _han(index),
    }
    files[FIRST] = _script("index", _json(found))
    return files


def _told(files: dict[str, str], beside: Beside, homes: Sequence[Home]) -> dict[str, str]:
    """The files of what is told through the years: their pages, and the first page of each."""
    told = told_files(beside.rows, homes)
    return {
        "told": steps([number for number, home in enumerate(homes) if home.url in beside.rows]),
        "toldFiles": _put_all(files, "y", (value for _, value in told)),
        "toldStarts": steps([number for number, _ in told]),
    }


def _leaves(files: dict[str, str], places: Mapping[str, Sequence[int]]) -> dict[str, Any]:
    """The files of printed pages: `58:<places>,59:<places>`, and the first number of each."""
    runs = list(packed(((label, f"{label}:{steps(found)}") for label, found in places.items()), LEAF_BYTES))
    return {
        "leaves": _put_all(files, "l", (",".join(run) for _, run in runs)),
        "leafKeys": [label for label, _ in runs],
    }


def _is_local(name: str) -> bool:
    """Whether a name begins with the rank of a place that it leaves out: 市科委."""
    return len(name) > 2 and name[0] in _RANKS


def _facet(name: str, choices: Sequence[tuple[str, ...]], values: Sequence[str]) -> dict[str, Any]:
    """What a filter offers, and the place of each page's value in that offer: place and how often
    in a row, again and again."""
    order = {value: place for place, (value, *_) in enumerate(choices)}
    runs = (number for value, run in groupby(values) for number in (order[value], sum(1 for _ in run)))
    return {name: [list(choice) for choice in choices], f"{name}s": numbers(runs)}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _script(name: str, text: str) -> str:
    """The file of that name whose value is, as JSON, that text."""
    return f"annalsSearch([{_json(name)},{text}])\n"


def _put_all(files: dict[str, str], kind: str, values: Iterable[Any]) -> str:
    """Add a file for each value; the hashes in their names, one behind the other."""
    hashes = []
    for number, value in enumerate(values):
        text = _json(value)
        digest = _digest(text)
        name = f"{kind}{number}-{digest}"
        files[f"{FOLDER}{name}.js"] = _script(name, text)
        hashes.append(digest)
    return "".join(hashes)


def _blocks(stretches: Sequence[Stretch]) -> list[str]:
    """Where each block starts; of each heading how many blocks stand before it; its level."""
    return [
        steps([start for stretch in stretches for start, _ in stretch.texts]),
        numbers(count for stretch in stretches for count in stretch.under),
        numbers(level for stretch in stretches for level in stretch.levels),
    ]


def _titles(homes: Sequence[Home]) -> list[str]:
    """Folder, then its pages (name without ending, title, one a line), again and again."""
    folders = groupby(homes, lambda home: home.url.rpartition("/")[0])
    lines = (
        (folder, (f"{home.url.rpartition('/')[2].removesuffix('.html')}\t{home.title}" for home in own))
        for folder, own in folders
    )
    return [text for folder, own in lines for text in (folder, "\n".join(own))]


def _digest(text: str) -> str:
    """Four characters: the number before them is what keeps names apart."""
    value = int.from_bytes(hashlib.sha256(text.encode()).digest()[:3])
    return "".join(DIGITS[value >> shift & 63] for shift in (18, 12, 6, 0))


def _shards(index: Index) -> Iterable[tuple[str, str]]:
    """First key and text of each shard. In the text, groups of keys with one first character are
    parted by `;`, keys by `,`: `科技<places>,年<places>;下…`, each place as its distance from the one before."""
    entries = [
        (key, key[1] + (index.places[key] if key in index.places else _summary(index.summaries[key])))
        for key in sorted(index.places.keys() | index.summaries.keys())
    ]
    most = _fair(sum(len(entry) for _, entry in entries), SHARD_BYTES)
    first, size, char = "", 0, ""
    text: list[str] = []
    for key, entry in entries:
        # Places are ASCII; the two characters of a key are more often Han than not.
        taken = len(entry) + 5
        if text and size + taken > most:
            yield first, "".join(text)
            text, size, char = [], 0, ""
        if not text:
            first = key
        elif key[0] != char:
            text.append(";")
        text.append("," + entry if key[0] == char else key[0] + entry)
        char = key[0]
        size += taken
    if text:
        yield first, "".join(text)


def _fair(whole: int, bounds: tuple[int, int]) -> int:
    """How large a file may be where `whole` is put into files of one size: each takes some seven bytes of the list that every
    reader fetches, and a query two or three files. The sum of both is least at the root of thrice the whole."""
    least, most = bounds
    return min(max(least, isqrt(3 * whole)), most)


def _summary(rows: Sequence[tuple[int, int, int]]) -> str:
    since = (row[0] - before for before, row in zip((0, *(row[0] for row in rows)), rows, strict=False))
    return numbers(value for step, row in zip(since, rows, strict=True) for value in (step, *row[1:]))


def _chunks(stretches: Sequence[Stretch], homes: Sequence[Home]) -> Iterable[tuple[int, list[Any]]]:
    """Start of each chunk and what it holds: its pages (number, address, title), its headings (with the heads of a
    table's row or cell behind a line break), then of each block its start (from the block before), heading, anchor, text."""
    # A Han character is three bytes.
    most = _fair(3 * sum(stretch.length for stretch in stretches), TEXT_BYTES)
    start, size, last = 0, 0, 0
    headings: dict[str, int] = {}
    pages: list[list[Any]] = []
    flat: list[Any] = []
    for number, stretch in enumerate(stretches):
        for at, block in stretch.texts:
            taken = len(block.text.encode()) + len(block.anchor) + 12
            if flat and size + taken > most:
                yield start, [pages, list(headings), *flat]
                headings, pages, flat, size = {}, [], [], 0
            if not flat:
                start = last = at
            if not pages or pages[-1][0] != number:
                pages.append([number, homes[number].url, homes[number].title])
                size += len(homes[number].url) + len(homes[number].title.encode()) + 12
            heading = "\n".join((block.heading, "\t".join(block.heads))) if block.heads else block.heading
            if heading not in headings:
                headings[heading] = len(headings)
                size += len(heading.encode()) + 3
            flat += [at - last, headings[heading], block.anchor, block.text]
            last = at
            size += taken
    if flat:
        yield start, [pages, list(headings), *flat]


def _han(index: Index) -> list[str]:
    """The traditional characters whose simplified forms occur, and those forms."""
    known = {key[0] for key in index.places}
    pairs = [(form, simple) for form, simple in sorted(SIMPLIFIED.items()) if simple in known]
    return ["".join(form for form, _ in pairs), "".join(simple for _, simple in pairs)]
