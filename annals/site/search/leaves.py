"""Printed pages in the index: where the paragraphs stand that each one has."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from annals.site.search.index import Home, Stretch

LEAF_BYTES = 4_000

Key = TypeVar("Key")


def leaf_places(
    leaves: Mapping[tuple[str, str], Sequence[str]], homes: Sequence[Home], stretches: Sequence[Stretch]
) -> dict[str, list[int]]:
    """The places of the paragraphs of each printed page by what it is numbered, in lower case and in the order of numbers
    as text; `leaves` are the pages by address and anchor of a block."""
    found: dict[str, list[int]] = defaultdict(list)
    if not leaves:
        return found
    for home, stretch in zip(homes, stretches, strict=True):
        for place, block in stretch.texts:
            for label in () if block.is_heading else leaves.get((home.url, block.anchor), ()):
                found[label.lower()].append(place)
    return {label: found[label] for label in sorted(found)}


def packed(items: Iterable[tuple[Key, Any]], most: int) -> Iterator[tuple[Key, list[Any]]]:
    """Items, each with a key, in runs of so many bytes: the key of the first and the items themselves. None is cut."""
    first: list[Key] = []
    run: list[Any] = []
    size = 0
    for key, item in items:
        taken = len(json.dumps(item, ensure_ascii=False, separators=(",", ":")).encode())
        if run and size + taken > most:
            yield first[0], run
            first, run, size = [], [], 0
        first.append(key)
        run.append(item)
        size += taken
    if run:
        yield first[0], run
