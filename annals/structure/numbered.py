"""Levels of numbered headings, and of framed ones that numbers stand below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from annals.structure.evidence import Evidence, Role
from annals.structure.same_style import counted
from annals.text.lines import OUTLINED, STYLES, Shape
from annals.text.numerals import value_of

_FIXED_LEVELS = {"章": 1, "节": 2, "X": 1, "X.Y": 2, "X.Y.Z": 3, "X.Y.Z.W": 4}
_PARTS = ("编", "部分")
_AROUND = ("章", "节", "条", "一、", "（一）")
"""Styles below which an outline in digits may stand as a whole."""
_first_number = re.compile(r"[（(]?[一1][)）、.．]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Styles:
    """The numbering styles of a text's headings: the level of each, the rank of each (0 is the widest), and the style
    below which its outline in digits stands, empty where that is as wide as chapters."""

    levels: dict[str, int]
    ranks: dict[str, int]
    around: str


def numbering_styles(lines: Sequence[Evidence], roles: Sequence[Role], above: int) -> Styles:
    """The numbering styles that headings of a text use, and how they stand to each other; headings
    without a number stand above them on so many levels."""
    headings = [line.shape for line, role in zip(lines, roles, strict=True) if role is Role.HEADING]
    used = {shape.numbering for shape in headings}
    around = _around(headings, used)
    levels: dict[str, int] = {}
    shift = sum(1 for part in _PARTS if part in used)
    fixed = [level for name, level in _FIXED_LEVELS.items() if name in used and not (around and name in OUTLINED)]
    if shift and min(fixed, default=1) > 1:
        shift -= 1  # Parts that consist of 节 alone, or of 1.1, 1.2: these stand right below them.
    order = _order(around)
    for name in order:
        if name not in used:
            continue
        if name in _PARTS:
            levels[name] = len(levels) + 1
        elif name in _FIXED_LEVELS and not (around and name in OUTLINED):
            levels[name] = _FIXED_LEVELS[name] + shift
        else:
            levels[name] = max(levels.values(), default=0) + 1
    # 节 have room for one level above them as it is.
    lower = max(0, above + 1 - min(levels.values(), default=1)) if above else 0
    levels = {name: level + lower for name, level in levels.items()}
    return Styles(levels=levels, ranks={name: rank for rank, name in enumerate(order)}, around=around)


def marked_above(lines: Sequence[Evidence], roles: Sequence[Role]) -> int:
    """How many # marks the titles of the works bear at most that a volume consists of (a collection of statutes), 0 where
    it is one work: they have no number and fewer marks than all headings that have one, and each time the widest numbers
    begin anew, one of them stands before."""
    shapes = [line.shape for line, role in zip(lines, roles, strict=True) if role is Role.HEADING]
    marked = [shape for shape in shapes if shape.hashes]
    widest = min((shape.hashes for shape in marked if shape.numbering), default=0)
    titles = begun = 0
    titled = False
    for shape in marked:
        if not shape.numbering and shape.hashes < widest:
            titles, titled = titles + 1, True
        elif shape.numbering and shape.hashes == widest and _value(shape) == (1,):
            if not titled:
                return 0
            begun, titled = begun + 1, False
    return widest - 1 if titles > 1 and begun > 1 else 0


def marked_widest(headings: Sequence[Shape], styles: Styles) -> tuple[int, int]:
    """How many # marks the widest numbers bear, and their level, where each style has a count of its own: what bears as many
    without a number stands beside them. (0, 0) where the marks do not tell."""
    counts: dict[str, set[int]] = {}
    for shape in headings:
        counts.setdefault(shape.numbering, set()).add(shape.hashes)
    own = {style: next(iter(marks)) for style, marks in counts.items() if len(marks) == 1}
    if len(own) < max(2, len(counts)) or len(set(own.values())) < len(own) or 0 in own.values():
        return 0, 0
    widest = min(own, key=lambda style: styles.ranks[style])
    several = sum(1 for shape in headings if shape.numbering == widest) > 1
    return (own[widest], styles.levels[widest]) if several and own[widest] == min(own.values()) else (0, 0)


def _order(around: str) -> tuple[str, ...]:
    """The styles from the widest to the narrowest, those of the outline in digits behind the one around it."""
    if not around:
        return STYLES
    rest = [name for name in STYLES if name not in OUTLINED]
    at = rest.index(around) + 1
    return (*rest[:at], *OUTLINED, *rest[at:])


def _around(headings: Sequence[Shape], used: set[str]) -> str:
    """The narrowest style that an outline in digits stands below: it begins anew below headings of that style, or
    goes on through them, and they not below its numbers."""
    digits = [place for place, shape in enumerate(headings) if shape.numbering in OUTLINED]
    if not digits:
        return ""
    begun = _begun([headings[place].number for place in digits])
    for style in reversed(_AROUND):
        places = [place for place, shape in enumerate(headings) if shape.numbering == style]
        if not places or places[0] > digits[0] or (len(places) > 1 and places[-1] < digits[0]):
            continue
        if _begun([_value(headings[place]) for place in places]) <= begun and (style != "章" or "X" in used):
            return style
    return ""


def _begun(numbers: Sequence[tuple[int, ...]]) -> int:
    """How often a series begins."""
    return 1 + sum(1 for before, number in pairwise(numbers) if number <= before)


def _value(shape: Shape) -> tuple[int, ...]:
    match = counted.search(shape.text)
    return (value_of(match.group()) or 0,) if match else (0,)


def below_annex(styles: Styles, behind: Sequence[Evidence]) -> Styles | None:
    """The styles of the numbers of an annex, all one level lower, where they begin anew in it; None where they go on through
    it, where wider ones than its first follow, and where they are chapters, which keep their level. `behind` are the numbered headings up to the next part of its kind."""
    ranks = [styles.ranks[line.shape.numbering] for line in behind]
    if not ranks or ranks[0] > min(ranks) or _value(behind[0].shape) != (1,):
        return None
    if behind[0].shape.numbering in (*_PARTS, *_FIXED_LEVELS):
        return None
    widest = [_value(line.shape) for line, rank in zip(behind, ranks, strict=True) if rank == ranks[0]]
    if _begun(widest) > 1:
        return None
    return replace(styles, levels={name: level + 1 for name, level in styles.levels.items()})


def nested(headings: Sequence[Shape], styles: Styles) -> frozenset[int]:
    """Which numbered headings, by their place among all of them, begin a series anew below a member of their own style:
    `（三）` has `（一）（二）（三）（四）` below it where `（四）` comes once more behind them."""
    found: set[int] = set()
    for style in {shape.numbering for shape in headings} - {*_FIXED_LEVELS, *_PARTS}:
        rank = styles.ranks[style]
        run: list[int] = []
        for place, shape in enumerate(headings):
            if styles.ranks[shape.numbering] < rank:
                found.update(_inner([(at, _value(headings[at])[0]) for at in run]))
                run = []
            elif shape.numbering == style:
                run.append(place)
        found.update(_inner([(at, _value(headings[at])[0]) for at in run]))
    return frozenset(found)


def _inner(series: Sequence[tuple[int, int]]) -> Iterator[int]:
    """The places of those runs from 1 behind which the series goes on that was left for them."""
    at = 1
    while at < len(series):
        end, outer = at, series[at - 1][1]
        while end < len(series) and series[end][1] == end - at + 1:
            end += 1
        goes_on = end < len(series) and outer and series[end][1] == outer + 1
        # Of two alone that begin behind the first, one may be told twice: `一、一、二、二、`.
        if goes_on and end - at >= (2 if outer > 1 else 3):
            yield from (place for place, _ in series[at:end])
        at = max(end, at) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    """A heading that encloses what follows: twice the rank of its numbering, one more where it is nested, its level, its number in the outline in digits.
    A framed heading has the rank of the number that it stands below, -1 where there is none."""

    rank: int
    level: int
    number: tuple[int, ...] = ()
    framed: bool = False


class Enclosing:
    """The numbered and framed headings that are open at a place of a text. `styles` are those of the text."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self._open: list[_Open] = []

    def number(self, line: Evidence, *, nested: bool) -> int:
        """Open a numbered heading, `nested` if its style stands around it too; its level: one below the number that encloses it, whatever styles other
        chapters put between; chapters and 节 keep theirs. A framed heading encloses the numbers that begin
        anew below it."""
        style, number = line.shape.numbering, line.shape.number
        rank = 2 * self.styles.ranks[style] + nested
        if self._in_frame() and self._open[-1].rank < rank and not _first_number.match(line.text):
            self._open.pop()
        beside = self._beside(number)
        while self._open and self._open[-1].rank >= rank:
            self._open.pop()
        if style in _FIXED_LEVELS and self._in_frame():
            self._open.pop()
        level = self._outlined(style, number, beside) if number else self._level(style)
        self._open.append(_Open(rank=rank, level=level, number=number))
        return level

    def _level(self, style: str) -> int:
        fixed = style in _FIXED_LEVELS or not self._open
        return self.styles.levels[style] if fixed else self._open[-1].level + 1

    def _beside(self, number: tuple[int, ...]) -> int | None:
        """The level of an open heading that has the same number above it."""
        return next(
            (
                heading.level
                for heading in self._open
                if number
                and heading.number[:-1] == number[:-1]
                and heading.number[-1:]
                and len(heading.number) == len(number)
            ),
            None,
        )

    def _outlined(self, style: str, number: tuple[int, ...], beside: int | None) -> int:
        """The level of a heading of the outline in digits: below its own number. Where that was lost, it stands below
        no other: beside what is open of other numbers."""
        strange = [
            heading for heading in self._open if heading.number and heading.number != number[: len(heading.number)]
        ]
        while self._open and self._open[-1] in strange:
            self._open.pop()
        own = self._open[-1] if self._open and self._open[-1].number else None
        if own is not None:
            level = own.level + len(number) - len(own.number)
        elif self.styles.around and self._open:
            level = (
                self._open[-1].level
                + 1
                + self.styles.levels[style]
                - min(self.styles.levels[name] for name in OUTLINED if name in self.styles.levels)
            )
        else:
            level = self.styles.levels[style] + max(0, len(number) - len(OUTLINED))
        if beside is not None and (own is None or len(number) > len(own.number) + 1):
            return beside
        return min([level, *(heading.level for heading in strange)])

    def framed_level(self) -> int | None:
        """The level of the framed heading that numbers have stood below, if any: the next one stands beside it."""
        return next((heading.level for heading in reversed(self._open) if heading.framed), None)

    def frame(self, level: int) -> None:
        """Open a framed heading below the number that is open, in place of the last one."""
        while any(heading.framed for heading in self._open):
            self._open.pop()
        self._open.append(_Open(rank=self._open[-1].rank if self._open else -1, level=level, framed=True))

    def _in_frame(self) -> bool:
        return bool(self._open) and self._open[-1].framed
