"""The lexicon as a value: lists of plain words, each for one meaning."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words of an edition. Each field is a list of the same name (`foreign_publications` is
    `foreign-publications.yml`), whose head says what it is for; `things` are (word, type of entry)."""

    back_matter: Words
    boxes: Words
    charts: Words
    circulars: Words
    cities: Words
    common: Words
    foreign_publications: Words
    issuers: Words
    leads: Words
    local: Words
    loose_things: Words
    no_body: Words
    no_candidate: Words
    no_name: Words
    notes: Words
    offices: Words
    overviews: Words
    pictures: Words
    provinces: Words
    publications: Words
    salutations: Words
    things: tuple[tuple[str, str], ...]
    vague_things: Words

    def things_of(self, types: Iterable[str]) -> Words:
        """The words at the end of names of things of some types, longest first."""
        wanted = frozenset(types)
        return longest_first(word for word, kind in self.things if kind in wanted)


LISTS: dict[str, str] = {field.name.replace("_", "-"): field.name for field in fields(Lexicon)}
"""The field of each list by the name it has in files."""
TYPED = ("things",)
"""Lists whose words come with a type."""


def longest_first(words: Iterable[str]) -> Words:
    """Words in the order in which a search has to try them."""
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def any_of(words: Iterable[str]) -> str:
    """A group of a regular expression that any of the words matches, the longest first; of no
    words one that nothing matches."""
    return f"(?:{'|'.join(map(re.escape, longest_first(words))) or '(?!)'})"


def ending(text: str, words: Words) -> str:
    """The longest of the words that a text ends with, or an empty string.

    >>> ending("科技创新中心", ("中心", "创新中心"))
    '创新中心'
    """
    return max((word for word in words if text.endswith(word)), key=len, default="")
