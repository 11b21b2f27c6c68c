"""Where the words that a correction quotes stand in the decoded raw text."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cached_property
from itertools import chain

from annals.model import Correction, Operation, Phrase, Problem, Source, few
from annals.text.forms import plain_ideographs
from annals.text.likeness import most_like
from annals.text.yaml_values import as_value

_ignored = re.compile(r"[\s#]+")
_TOLD = 3
"""So many lines on which a quotation stands are named."""


_TELLING = 4
"""Characters of a quotation that is hardly anywhere by chance."""
_LINES = 2
"""A quotation goes on over so many lines below the one that looks most like it."""


class NoPlaceError(ValueError):
    """A quotation that is not found as often as `wanted`, but on the lines `others`; or, with `ahead`, only on that line before
    the one, `since`, behind which it is looked for; or, not `found` at all, on the `others` and not on the one, `since`, that
    was named."""

    def __init__(
        self,
        text: str,
        found: int,
        nearest: str,
        wanted: int = 1,
        ahead: int = 0,
        since: int = 0,
        others: tuple[int, ...] = (),
        near: int = 0,
    ) -> None:
        self.others, self.near = others, near
        self.text, self.found, self.nearest = text, found, nearest
        self.wanted, self.ahead, self.since = wanted, ahead, since

    def problem(self, yml: str, line: int, swapped: tuple[str, int] | None = None) -> Problem:
        """What is told of a correction on a line of its `.yml`; `swapped`: the words it puts in and the raw line they stand on."""
        how = Phrase.of("quote-found", found=str(self.found), wanted=str(self.wanted))
        cure = Phrase.of("quote-nowhere")
        if self.near:
            cure = Phrase.of("quote-nearest", nearest=as_value(self.nearest), line=str(self.near))
        if self.ahead:
            how = Phrase.of("quote-ahead", ahead=str(self.ahead), since=str(self.since))
            cure = Phrase.of("quote-turned")
        elif self.found and self.others:
            cure = Phrase.of("quote-several", lines=few(tuple(map(str, self.others)), _TOLD))
        elif self.others:
            lines = few(tuple(map(str, self.others)), _TOLD)
            how = Phrase.of("quote-elsewhere", named=str(self.since), lines=lines)
            cure = Phrase.of("quote-line")
        elif swapped is not None and not self.found:
            how, cure = Phrase.of("quote-swapped", other=swapped[0], line=str(swapped[1])), Phrase.of("quote-swap")
        return Problem.of("E104", yml, line, excerpt=self.text, text=self.text, how=how, cure=cure)


class Finder:
    """Finds text in a raw report, ignoring spaces, line ends and # marks; 工 finds ⼯ as well."""

    def __init__(self, source: Source) -> None:
        self.source = source

    @cached_property
    def offsets(self) -> tuple[int, ...]:
        """Where each character of `bare` stands."""
        text, kept, at = self.source.text, [], 0
        for gap in _ignored.finditer(text):
            kept.append(range(at, gap.start()))
            at = gap.end()
        return tuple(chain(*kept, range(at, len(text))))

    @cached_property
    def bare(self) -> str:
        return plain_ideographs(_ignored.sub("", self.source.text))

    def all(self, text: str, line: int | None = None) -> list[tuple[int, int]]:
        bare = plain_ideographs(_ignored.sub("", text))
        found, at = [], self.bare.find(bare) if bare else -1
        while at >= 0:
            place = self.offsets[at], self.offsets[at + len(bare) - 1] + 1
            if line is None or self.source.line_of(place[0]) == line:
                found.append(place)
            at = self.bare.find(bare, at + 1)
        return found

    def one(self, text: str, line: int | None = None, since: int = 0) -> tuple[int, int]:
        places = self.all(text, line)
        found = [place for place in places if place[0] >= since]
        if since and found:
            return found[0]
        if since and places:
            ahead, start = (self.source.line_of(at) for at in (places[-1][0], since - 1))
            raise NoPlaceError(text, 0, "", ahead=ahead, since=start)
        if len(found) != 1:
            raise self.none_at(text, len(found), line)
        return found[0]

    def none_at(self, text: str, found: int, line: int | None, wanted: int = 1) -> NoPlaceError:
        """What is wrong with a quotation that was found so often, on a line if one was named."""
        named = line if found else None
        places = self.all(text, named) if found or line is not None else []
        others = tuple(dict.fromkeys(self.source.line_of(at) for at, _ in places))
        near, nearest = (0, "") if others else self.nearest(text)
        return NoPlaceError(text, found, nearest, wanted, since=line or 0, others=others, near=near)

    def nearest(self, text: str) -> tuple[int, str]:
        """The raw line that looks most like the text, and the passage that begins on it and is most like it."""
        bare = _ignored.sub("", text)[:60]
        best, likeness = 0, 0
        for number in range(1, len(self.source.line_starts) + 1):
            line = self.source.line_text(number).strip()
            match = SequenceMatcher(None, bare, line, autojunk=False).find_longest_match()
            if match.size > likeness:
                best, likeness = number, match.size
        if not best:
            return 0, ""
        lines = range(best, min(best + _LINES, len(self.source.line_starts)) + 1)
        return best, most_like(text, ["".join(self.source.line_text(number).strip() for number in lines)])


def swapped_in(finder: Finder, correction: Correction) -> tuple[str, int] | None:
    """The words that a correction puts in and their raw line, where these stand in the raw text as often as what they are to replace
    should: the two were swapped. None else; what is short stands in any text."""
    words = correction.with_ or ""
    places = finder.all(words, correction.line) if len(words) >= _TELLING else []
    return (words, finder.source.line_of(places[0][0])) if len(places) == (correction.count or 1) else None


def places_of(finder: Finder, correction: Correction) -> tuple[tuple[int, int], ...]:
    """The raw ranges a correction speaks of: its target first, then the place it leads to. Raises NoPlaceError."""
    if correction.at:
        return correction.at
    if correction.op is Operation.HEADING:
        return (finder.one(correction.before or "", correction.line),)
    if correction.count is not None:
        found = finder.all(correction.target, correction.line)
        if len(found) != correction.count:
            raise finder.none_at(correction.target, len(found), correction.line, correction.count)
        return tuple(found)
    start, end = finder.one(correction.target, correction.line)
    if correction.through is not None:
        end = finder.one(correction.through, since=end)[1]
    if correction.op is Operation.MOVE:
        anchor = finder.one(correction.after or correction.before or "")
        return ((start, end), anchor)
    return ((start, end),)
