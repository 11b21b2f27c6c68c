"""Two columns of a page whose lines a tool gave in turn, as they stand beside each other: which lines go on from which.

Within a column the lines keep their order, so a page is two texts shuffled into each other. Nothing marks a line as left or
right; what tells is whether one goes on with another: a sentence that is cut goes on in the middle of one, a word of the text
is whole, a number follows its own. The likeliest reading of all lines of a page together is taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annals.clean.later_lines import LEADERS
from annals.text.characters import ends_sentence
from annals.text.extents import extent
from annals.text.lines import CLAUSE, Shape, is_figures

_STAY, _INSIDE = 1.0, 3.0
"""Log odds for a line that goes on in the column of the line above it, behind a blank line and without one: what stands close was
one piece for the tool."""
_LEAP = -1.0
"""And for one of the other column, where the columns were given one after the other."""
_IN_TURN, _AGAIN = 1.0, -1.0
"""The same where they were given in turn."""
_TURN = 3.0
"""How little a page passes from one way to the other."""
_SEEN, _UNSEEN, _WORD = 1.5, -1.2, 1.0
"""Two characters across the line end that the text has beside each other, that it has not, and a third that goes with them."""
_BARRED = -3.0
"""In the midst of a sentence nothing begins that is numbered, and no number goes back."""
_NEXT = 2.0
_SHORT = 0.7
"""What fills less of a column may end there without a mark."""
_MARK_FIRST, _MARK_ASTRAY = 2.0, -4.0
_GAIN = 15.0
"""By so much the new order of a page must be likelier than the old one: pages in order gain next to nothing, shuffled ones fifty
and more."""
_FEWEST, _MOST = 12, 200
"""A page has so many lines; every line is weighed against every one above it, which of a whole book set as one page takes hours."""

_digit = re.compile(r"\d")
_closing = re.compile(r"[，。、；：！？）》」』”’%％]")
_said = re.compile("[，。；：]")
_entry = re.compile(rf"[{LEADERS}][{LEADERS}\s]{{3}}\s?\d{{1,4}}$")
"""How an entry of a list of contents ends, which is whole."""

Link = Callable[[int, int], float]
_State = tuple[int, int, bool]
"""The column of the line above, the last line of the other column (-1 for none), and whether the columns come in turn."""


def pieces(lines: Sequence[str]) -> frozenset[str]:
    """What stands beside each other in the lines of a text, two characters and three, blanks left out and any digit as 0."""
    found: set[str] = set()
    for line in lines:
        bare = _bare(line)
        found.update(bare[at : at + 2] for at in range(len(bare) - 1))
        found.update(bare[at : at + 3] for at in range(len(bare) - 2))
    return frozenset(found)


def second_column(page: Sequence[Shape], known: frozenset[str]) -> frozenset[int]:
    """The places in a page of the lines of the column that is to be read second; none where the page stands in order. `known` are
    the pieces of its text."""
    if not _FEWEST <= len(page) <= _MOST:
        return frozenset()
    link = _Links.of(page, known)
    blank = [bool(line.blanks_before) for line in page]
    order = sum(link(at, at + 1) + (_STAY if blank[at + 1] else _INSIDE) for at in range(len(page) - 1))
    columns, likely = _likeliest(len(page), blank, link)
    if likely - order < _GAIN:
        return frozenset()
    one, other = ([at for at, column in enumerate(columns) if column == side] for side in (0, 1))
    # The columns follow each other as lines do.
    return frozenset(one if link(other[-1], one[0]) > link(one[-1], other[0]) + _NEXT else other)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Links:
    """How well each line of a page goes on with any other one above it, in log odds."""

    page: Sequence[Shape]
    texts: tuple[str, ...]
    known: frozenset[str]
    full: float
    seen: dict[tuple[int, int], float]

    @staticmethod
    def of(page: Sequence[Shape], known: frozenset[str]) -> _Links:
        texts = tuple(_bare(line.text) for line in page)
        widths = sorted(map(extent, texts))
        return _Links(page=page, texts=texts, known=known, full=widths[len(widths) * 3 // 4], seen={})

    def __call__(self, one: int, other: int) -> float:
        if (one, other) not in self.seen:
            self.seen[one, other] = self._in_sentence(one, other) + _in_series(self.page[one], self.page[other])
        return self.seen[one, other]

    def _in_sentence(self, one: int, other: int) -> float:
        above, below = self.texts[one], self.texts[other]
        if _closing.match(below):
            return _MARK_ASTRAY if ends_sentence(above) else _MARK_FIRST
        if ends_sentence(above) or above[-1] in "：:" or _entry.search(above) or extent(above) < _SHORT * self.full:
            return 0.0
        if self.page[other].numbering or self.page[other].bullet:
            return _BARRED
        if is_figures(self.page[one].text) or is_figures(self.page[other].text):
            return 0.0
        across = self._across(above, below)
        titled = extent(below) < _SHORT * self.full and not _said.search(below)
        return across / 2 - _SEEN if titled else across

    def _across(self, above: str, below: str) -> float:
        """Whether the text has what would stand across the line end."""
        whole = _SEEN if above[-1] + below[0] in self.known else _UNSEEN
        return whole + _WORD * sum(piece in self.known for piece in (above[-2:] + below[0], above[-1] + below[:2]))


def _in_series(one: Shape, other: Shape) -> float:
    """Whether the number of a heading goes on from the one right above it."""
    above, below = one.number, other.number
    if not above or not below:
        return 0.0
    follows = below == (*above, 1) or any(below == (*above[:at], above[at] + 1) for at in range(len(above)))
    return _NEXT if follows else _BARRED if below <= above else _LEAP


def _likeliest(count: int, blank: Sequence[bool], link: Link) -> tuple[list[int], float]:
    """The column of each line, 0 or 1, in the likeliest reading of all, and how likely that is."""
    scores: dict[_State, float] = {(0, -1, False): 0.0, (0, -1, True): -_TURN}
    back: list[dict[_State, _State]] = []
    for at in range(1, count):
        found: dict[_State, float] = {}
        came: dict[_State, _State] = {}
        for state, score in scores.items():
            column, last, turn = state
            for now in (False, True):
                base = score - (_TURN if now is not turn else 0.0)
                # What stands close was no line by itself.
                stay = link(at - 1, at) + (_INSIDE if not blank[at] else _AGAIN if now else _STAY)
                leap = (link(last, at) if last >= 0 else _LEAP) + (_IN_TURN if now else _LEAP)
                leap -= 0.0 if blank[at] else _INSIDE
                for key, value in (((column, last, now), base + stay), ((1 - column, at - 1, now), base + leap)):
                    if value > found.get(key, float("-inf")):
                        found[key], came[key] = value, state
        scores = found
        back.append(came)
    state = max(scores, key=lambda key: scores[key])
    likely = scores[state]
    columns = [state[0]]
    for came in reversed(back):
        state = came[state]
        columns.append(state[0])
    return columns[::-1], likely


def is_shuffled(page: Sequence[Shape]) -> bool:
    """Whether so many lines of a page stand between blank lines, and break off, that it is worth asking how they go on."""
    open_ends = sum(
        1
        for above, below in pairwise(page)
        if below.blanks_before
        and not (above.ended or above.numbering or _entry.search(above.text))
        and above.width >= CLAUSE
    )
    return len(page) >= _FEWEST and open_ends * 6 >= len(page)


def _bare(text: str) -> str:
    return _digit.sub("0", "".join(text.split()))
