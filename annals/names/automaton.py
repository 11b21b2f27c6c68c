"""Every place where any of many strings stands in a text, by a Rust Aho–Corasick automaton."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from annals.text.forms import plain_ideographs


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """`name` stands at [start:end] of the text."""

    start: int
    end: int
    name: str


class Finder:
    """Finds a fixed set of names; built once, asked for every text."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = sorted(set(names) - {""})
        # All hits, overlapping ones too: which are valid depends on what stands around each, and
        # an invalid longer one must not hide a valid shorter one.
        self._automaton = AhoCorasick(map(plain_ideographs, self._names), matchkind=MatchKind.Standard)

    def find(self, text: str) -> tuple[Hit, ...]:
        """All hits by start, the longest first where several start at one place; radicals, which editors paste from
        PDFs, count as the characters meant."""
        found = self._automaton.find_matches_as_indexes(plain_ideographs(text), overlapping=True)
        hits = [Hit(start=start, end=end, name=self._names[number]) for number, start, end in found]
        return tuple(sorted(hits, key=lambda hit: (hit.start, -hit.end)))


def leftmost_longest(hits: Iterable[Hit], valid: Callable[[Hit], bool]) -> tuple[Hit, ...]:
    """Of sorted hits those that count: from the left, the longest valid one at each place, none
    inside or across one before it.

    >>> long, short = Hit(start=0, end=4, name="甲乙丙丁"), Hit(start=2, end=4, name="丙丁")
    >>> [hit.name for hit in leftmost_longest([long, short], lambda hit: True)]
    ['甲乙丙丁']
    >>> [hit.name for hit in leftmost_longest([long, short], lambda hit: hit is not long)]
    ['丙丁']
    """
    kept: list[Hit] = []
    for hit in hits:
        if (not kept or hit.start >= kept[-1].end) and valid(hit):
            kept.append(hit)
    return tuple(kept)
