"""Which numbers go up as the pages of a text do: by small steps, far apart, in pace with the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from annals.text.dates import YEAR
from annals.text.lines import CLAUSE, Shape
from annals.text.sequences import longest_rising

IS_YEAR = re.compile(YEAR)
_YEARS = range(1950, 2050)
"""Numbers that rise within these are a timeline's."""
STEP = 4
"""Page numbers that OCR found are on average no further apart."""
_PAGE = (150, 6000)
"""The least and most characters of a printed page."""
_CHAIN = 4
TEXT = 60
"""Less text between two numbers is no page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNumber:
    """A number that a line holds: the line's index and offset, and the value."""

    index: int
    offset: int
    value: int


def is_year(number: PageNumber) -> bool:
    return IS_YEAR.fullmatch(str(number.value)) is not None


def increasing(numbers: Sequence[PageNumber], lines: Sequence[Shape] = ()) -> list[PageNumber]:
    """Numbers that go up by small steps, far apart, at least three in a row; with `lines`, text stands between them."""
    found: list[PageNumber] = []
    run: list[PageNumber] = []
    for number in [*numbers, None]:
        # The numbers of a table's rows, its cells below each other, stand some lines apart as well.
        near = (
            number
            and run
            and 0 < number.value - run[-1].value <= STEP * 3
            and number.index - run[-1].index > 3
            and (not lines or _has_text(lines, run[-1], number))
        )
        if not near:
            small = run and run[-1].value - run[0].value <= STEP * (len(run) - 1)
            if len(run) >= 3 and small and not all(n.value in _YEARS for n in run):
                found += run
            run = []
        if number:
            run.append(number)
    return found


def _has_text(lines: Sequence[Shape], low: PageNumber, high: PageNumber) -> bool:
    """Whether something is said between two numbers: cells are narrow and end in no mark."""
    return any(line.ended or line.width >= CLAUSE for line in lines[low.index : high.index])


def next_to(lines: Sequence[Shape], known: Sequence[PageNumber], numbers: Sequence[PageNumber]) -> list[PageNumber]:
    """Numbers alone between blank lines that go on by one from a known page number, or from one found so, some lines
    of text away."""
    found = {number.index: number for number in known}
    for turned in (False, True):
        last: PageNumber | None = None
        for number in sorted(numbers, key=lambda n: n.index, reverse=turned):
            if number.index in found:
                last = number
                continue
            step = -1 if turned else 1
            far = last is not None and abs(number.offset - last.offset) >= TEXT
            if far and last is not None and number.value == last.value + step and _stands_alone(lines, number):
                found[number.index] = last = number
    return [number for number in found.values() if number not in known]


def longest_ascending(numbers: Sequence[PageNumber]) -> list[PageNumber]:
    return [numbers[place] for place in longest_rising([number.value for number in numbers])]


def ascending_alone(lines: Sequence[Shape], bare: Sequence[PageNumber]) -> list[PageNumber]:
    """The longest ascending run among numbers that stand alone between blank lines, other numbers
    passed over: most of such numbers, and either five by small steps or four that keep pace with
    the text. Between most of them stands text: the rows of a table whose cells stand each between blank lines have numbers as well."""
    alone = [n for n in bare if _stands_alone(lines, n)]
    chain = longest_ascending(alone)
    told = sum(1 for low, high in pairwise(chain) if _has_text(lines, low, high))
    if len(chain) < _CHAIN or len(chain) * 2 < len(alone) or told * 2 < len(chain) - 1:
        return []
    small = len(chain) > _CHAIN and chain[-1].value - chain[0].value <= STEP * (len(chain) - 1)
    return chain if small or _keeps_pace(chain) else []


def pace_of(known: Sequence[PageNumber]) -> float | None:
    """Characters to a page, from page numbers in order; None where they make no sense as such."""
    steps = [
        (after.offset - before.offset) / (after.value - before.value)
        for before, after in pairwise(known)
        if after.value > before.value
    ]
    pace = median(steps) if steps else 0
    return pace if _PAGE[0] <= pace <= _PAGE[1] else None


def _keeps_pace(chain: Sequence[PageNumber]) -> bool:
    pace = pace_of(chain)
    pairs = pairwise(chain)
    return pace is not None and all(
        pace / 2 <= (b.offset - a.offset) / (b.value - a.value) <= pace * 2 for a, b in pairs
    )


def fitting(lines: Sequence[Shape], known: Sequence[PageNumber], bare: Sequence[PageNumber]) -> list[PageNumber]:
    """Bare numbers that known page numbers leave room for: more than those before and less than
    those behind, and either next to one of them or as far on as the text has gone on. Each one
    found is known to the next: once forwards, once backwards."""
    pace = pace_of(longest_ascending(known))
    found: dict[int, PageNumber] = {}
    for turned in (False, True):
        ordered = sorted([*known, *found.values()], key=lambda n: n.index)
        rest = [n for n in bare if n.index not in found]
        behind = _nearest_limits(ordered, rest, not turned)
        waiting = sorted([*ordered, *rest], key=lambda n: n.index, reverse=turned)
        sure = {n.index for n in ordered}
        last: PageNumber | None = None
        for number in waiting:
            if number.index not in sure:
                low, high = (behind[number.index], last) if turned else (last, behind[number.index])
                if not _has_room(number, low, high, pace if _stands_alone(lines, number) else None):
                    continue
                found[number.index] = number
            if last is None or (number.value < last.value if turned else number.value > last.value):
                last = number
    return list(found.values())


def between(known: Sequence[PageNumber], numbers: Sequence[PageNumber]) -> list[PageNumber]:
    """Numbers with a zero in front, which are no chapter's, that go up together with two known page numbers at least."""
    told = [number for number in known if number.value]
    together = longest_ascending(sorted([*told, *numbers], key=lambda n: n.index))
    return [number for number in together if number in numbers] if len(told) > 1 and set(told) <= set(together) else []


def _nearest_limits(
    known: Sequence[PageNumber], numbers: Sequence[PageNumber], behind: bool
) -> dict[int, PageNumber | None]:
    """For each number the least known one behind it, or else the greatest before it."""
    limits: dict[int, PageNumber | None] = {}
    limit: PageNumber | None = None
    asked = {n.index for n in numbers}
    for number in sorted([*known, *numbers], key=lambda n: n.index, reverse=behind):
        if number.index in asked:
            limits[number.index] = limit
        elif limit is None or (number.value < limit.value if behind else number.value > limit.value):
            limit = number
    return limits


def _has_room(number: PageNumber, low: PageNumber | None, high: PageNumber | None, pace: float | None) -> bool:
    if (low is None and high is None) or (low and number.value <= low.value) or (high and number.value >= high.value):
        return False
    room = (high.value if high else number.value + 2) - (low.value if low else number.value - 2)
    known = low or high
    return room <= STEP or (pace is not None and known is not None and _in_pace(number, known, pace))


def _stands_alone(lines: Sequence[Shape], number: PageNumber) -> bool:
    after = lines[number.index + 1 : number.index + 2]
    return bool(lines[number.index].blanks_before) and all(line.blanks_before for line in after) and not is_year(number)


def _in_pace(number: PageNumber, known: PageNumber, pace: float) -> bool:
    steps = number.value - known.value
    due = (number.offset - known.offset) / pace
    return abs(steps - due) <= max(1.0, 0.35 * abs(steps))
