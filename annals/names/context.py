"""Whether a name that stands in a text names its thing there, or is a part of another name.

The registry cannot list every longer name that a coming report will bring; these rules know
the forms in which Chinese reports write them. What they miss, `not` in the registry says."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from annals.model import BODIES, PLACES
from annals.text.characters import HAN, han_character
from annals.text.lexicon import Lexicon
from annals.text.lexicon.words import any_of

_ascii_word = re.compile(r"[A-Za-z0-9]")
_quoted = re.compile(r"《([^《》]*)》|“([^“”]*)”")
"""Types of things that may stand behind a place and be named after it."""
_LONGEST_PLACE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """What a lexicon's words say of the text around a name, made once for all texts."""

    title_after: re.Pattern[str]
    title_end: re.Pattern[str]
    body_behind: re.Pattern[str]
    places: frozenset[str]
    leads: frozenset[str]
    local: frozenset[str]

    @staticmethod
    def of(lexicon: Lexicon) -> Forms:
        things = any_of(word for word, kind in lexicon.things if kind not in PLACES)
        bodies = any_of(set(lexicon.things_of(BODIES)) - set(lexicon.loose_things))
        stops = any_of((*lexicon.no_name, *lexicon.no_body))
        return Forms(
            # “甲”“乙”等一批示范项目: what the quotations hold are titles, too.
            title_after=re.compile(rf"(?:“[^“”]*”|[、和与等])*[{HAN}]{{0,6}}?{things}"),
            title_end=re.compile(rf"{things}$"),
            # A place and behind it what a body is called, up to the word for its kind: 美国GRC公司. Words that no
            # name holds (与…的 公司, 成立公司) end the search: there the place stands for itself.
            body_behind=re.compile(rf"(?:(?!{stops})[{HAN}A-Za-z·\- ]){{0,16}}?{bodies}"),
            places=frozenset((*lexicon.provinces, *lexicon.cities)),
            leads=frozenset(lexicon.leads),
            local=frozenset(lexicon.local),
        )

    def home_of(self, name: str) -> str:
        """The large place that a full name begins with, the longest; empty where it begins with none."""
        return max((place for place in self.places if name.startswith(place)), key=len, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """A text with what decides about names in it, found once: the inside of 《》 and of
    quotations that are titles as (start, end)."""

    text: str
    titles: tuple[tuple[int, int], ...]
    forms: Forms

    @staticmethod
    def of(text: str, forms: Forms) -> Surroundings:
        """Find the titles of a text: all of 《》, and “” around or before the word for a thing."""
        found = []
        for match in _quoted.finditer(text):
            if match.group(1) is not None:
                found.append(match.span(1))
            elif forms.title_end.search(match.group(2)) or forms.title_after.match(text, match.end()):
                found.append(match.span(2))
        return Surroundings(text=text, titles=tuple(found), forms=forms)

    def is_whole_word(self, start: int, end: int) -> bool:
        """Whether Latin letters or digits at the edges of a name end there."""
        text = self.text
        cut_before = start > 0 and _ascii_word.match(text[start]) and _ascii_word.match(text[start - 1])
        cut_after = end < len(text) and _ascii_word.match(text[end - 1]) and _ascii_word.match(text[end])
        return not cut_before and not cut_after

    def is_part_of_title(self, start: int, end: int) -> bool:
        """Whether a name is a part of a longer title in 《》 or “”."""
        at = bisect_right(self.titles, (start, len(self.text))) - 1
        if at < 0:
            return False
        low, high = self.titles[at]
        return low <= start and end <= high and (start, end) != (low, high)

    def points_back(self, start: int) -> bool:
        """Whether a common noun at `start` begins a phrase, so that it can stand for a thing named
        before; 分论坛 and 举办论坛133场 speak of others.
        """
        return start == 0 or not han_character.match(self.text[start - 1]) or self.text[start - 1] in self.forms.leads

    def is_part_of_body(self, end: int) -> bool:
        """Whether a place that ends at `end` begins the name of a body."""
        return self.forms.body_behind.match(self.text, end) is not None

    def is_another_place_s(self, start: int, places: frozenset[str], own: str) -> bool:
        """Whether a local short form (市科委) is preceded by the name of a place, of the registry's or
        of the larger ones that everybody knows, other than the place `own` that the report is about."""
        if self.text[start] not in self.forms.local:
            return False
        return any(
            name in places or (name in self.forms.places and not own.startswith(name)) for name in self._before(start)
        )

    def is_of(self, start: int, home: str) -> bool:
        """Whether a local short form is preceded by the name of the place `home` itself, or of a larger or smaller one that
        is written alike, with or without the word for its kind."""
        return self.text[start] in self.forms.local and any(alike(name, home) for name in self._before(start))

    def _before(self, start: int) -> set[str]:
        """What may be the name of a place in front of a local short form."""
        return {self.text[start - size : start] for size in range(2, min(start, _LONGEST_PLACE) + 1)}


def alike(one: str, other: str) -> bool:
    """Whether two names of places are one, be it with or without the word for its kind; of no name nothing is known.

    >>> alike("甲", "甲市"), alike("乙", "甲"), alike("", "甲")
    (True, False, False)
    """
    return bool(one and other) and (one.startswith(other) or other.startswith(one))
