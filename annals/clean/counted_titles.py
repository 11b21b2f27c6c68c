"""Where titles end that a word of the text's own counts, which a narrow column sets over several lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from annals.text.counted import counted_lines
from annals.text.cut_words import inside_words
from annals.text.dates import YEAR
from annals.text.extents import extent
from annals.text.lines import Shape

_LONGEST = 7
"""No title goes on over more lines."""
_TAIL = 5
"""The rest of a title, as wide as a word or two, may be the line below."""
_dated = re.compile(rf"{YEAR}(?:\s?年|[-－—–]\d)")
_lone = re.compile(r"[^\W\d_][，、；)）]")
_begin = re.compile(r"[A-Za-z\d.,%]+|.")
_opens_on = re.compile(r"[，、；：,;:—\-的和与及或在对为以将]$")
"""How no title ends."""


@dataclass(frozen=True, kw_only=True)
class CountedTitles:
    """Of the lines that a word counts: `begin`, their places, and `last`, where their title ends, as far as the text tells."""

    begin: frozenset[int]
    last: dict[int, int]

    @cached_property
    def inside(self) -> frozenset[int]:
        """The places of the lines whose title goes on in the next."""
        return frozenset(at for first, last in self.last.items() for at in range(first, last))

    @cached_property
    def ends(self) -> frozenset[int]:
        """The places of the last lines of titles."""
        return frozenset(self.last.values())


def counted_headings(text: str, lines: Sequence[Shape]) -> CountedTitles:
    """The titles that a word of the text counts. One ends at a line that leaves room for what follows, or above a date that
    opens a sentence; never within a word, behind a mark that waits for more, or where it becomes a sentence."""
    found = counted_lines([line.text if _is_plain(line) else "" for line in lines])
    last = {at: end for at in found if (end := _end(text, lines, at)) is not None}
    return CountedTitles(begin=frozenset(found), last=last)


def _is_plain(line: Shape) -> bool:
    return not (line.numbering or line.bullet or line.row or line.glyph)


def _end(text: str, lines: Sequence[Shape], first: int) -> int | None:
    """The place of the last line of a title, None where nothing tells."""
    for at in range(first, min(first + _LONGEST, len(lines) - 1)):
        line, below = lines[at], lines[at + 1]
        if line.ended or line.prose:
            return None
        apart = below.blanks_before > 0 or below.page_before or below.marked
        if _opens_on.search(line.text) or (not apart and _goes_on(text, lines, at)):
            if apart:
                return None
            continue
        if apart or _dated.match(below.text) or _leaves_room(lines, first, at):
            return at
    return None


def _goes_on(text: str, lines: Sequence[Shape], at: int) -> bool:
    """Whether a line ends within a word, before a clause of one character, or above the rest of a title: a word or two without a
    mark, below which a text begins."""
    line, below = lines[at], lines[at + 1]
    after = lines[at + 2 : at + 3]
    rest = below.width <= _TAIL and not below.ended and below.text[-1].isalnum()
    rest = rest and all(other.width > 2 * below.width for other in after)
    return rest or _lone.match(below.text) is not None or inside_words(text, [(line.text, below.text)])[0]


def _leaves_room(lines: Sequence[Shape], first: int, at: int) -> bool:
    """Whether what begins the next line would have fitted beside a line, as wide as the title's lines and those below it are set."""
    near = lines[first : at + 4]
    width = max(extent(line.text) for line in (near[:-1] if len(near) > at - first + 1 else near))
    begin = _begin.match(lines[at + 1].text)
    return extent(lines[at].text) + extent(begin.group() if begin else "") <= width - _RAGGED


_RAGGED = 1.0
"""By so much the widths of full lines differ."""
