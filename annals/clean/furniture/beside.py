"""Page numbers that a title which returns tells: it carries them, or they stand on the line beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from annals.clean.furniture.keys import MARKS, opening_lines, title_key, whole
from annals.clean.furniture.parting import at_page_end
from annals.clean.furniture.sequence import IS_YEAR, PageNumber, pace_of
from annals.text.lines import SHORT_LINE, Shape

_at_either_end = re.compile(r"(\d{1,4})\D.*\D(\d{1,4})|(\d{1,4})\D.*|.*\D(\d{1,4})", re.DOTALL)
_TITLE = 4
"""No title is shorter."""
_STEP = 3
"""Numbers beside a title that is not that of the text are no further apart."""


def carried(text: str, lines: Sequence[Shape]) -> list[PageNumber]:
    """Page numbers at the beginning or end of a title that stands elsewhere too; what is the same
    at each place is part of the title (05 …)."""
    by_key: dict[str, list[tuple[int, str]]] = {}
    for index, line in enumerate(lines):
        content = whole(text, line) if line.width <= SHORT_LINE and not line.ended else ""
        if len(key := title_key(content)) >= _TITLE:
            by_key.setdefault(key, []).append((index, content))
    found = []
    for places in by_key.values():
        ends = [(index, _at_either_end.fullmatch(content)) for index, content in places] if len(places) > 1 else []
        values = [
            (index, {int(e) for e in match.groups() if e and not IS_YEAR.fullmatch(e)})
            for index, match in ends
            if match
        ]
        counts = Counter(value for _, own in values for value in own)
        found += [
            PageNumber(index=i, offset=lines[i].start, value=value)
            for i, own in values
            for value in own
            if counts[value] == 1 and value
        ]
    return sorted(found, key=lambda n: n.index)


def beside_titles(text: str, lines: Sequence[Shape], bare: Sequence[PageNumber]) -> list[PageNumber]:
    """Bare numbers next to each place of one title that returns, going up with the pages. The title of the text itself has
    none where it stands as such, above the first sentence; there one header more with a number is enough, and several may be
    many pages apart."""
    by_index = {number.index: number for number in bare}
    opening = frozenset(opening_lines(lines))
    found: list[PageNumber] = []
    for places in _titles(text, lines).values():
        own = opening & set(places)
        for step in (-1, 1):
            numbers = [by_index.get(at + step) for at in places if at not in own or at + step in by_index]
            known = [number for number in numbers if number]
            if len(known) == len(numbers) and _goes_up(known, titled=bool(own), alone=max(opening, default=0) + 1):
                found += known
    return found


def lacking(text: str, lines: Sequence[Shape], known: Mapping[int, int]) -> dict[int, int]:
    """The lines, with the number, that hold a title that returns and, at one end of it, a page number that lacks between two `known` ones
    on both sides of them: of a scan the header and its number are now two lines, now one (`科学技术`, `·217·`; `科学技术·219·`).
    The same title with a number carries that of its page before the first `known` one as well, and behind the last."""
    keys = Counter(title_key(whole(text, line)) for line in lines if line.width <= SHORT_LINE)
    told = [at for at in sorted(known) if known[at]]
    found: dict[int, int] = {}
    for first, last in pairwise(told):
        for index in range(first + 1, last) if known[last] - known[first] > 1 else ():
            inside = _within(_carried_by(text, lines[index], keys), known[first], known[last]) - set(found.values())
            if inside:
                found[index] = min(inside)
    carrying = {title_key(whole(text, lines[index])) for index in found}
    for index, low, high in _outside(told, known, len(lines)) if carrying else ():
        inside = _within(_carried_by(text, lines[index], keys), low, high)
        if inside and at_page_end(lines, index) and title_key(whole(text, lines[index])) in carrying:
            found[index] = min(inside)
    return found


def _outside(told: Sequence[int], known: Mapping[int, int], count: int) -> Iterator[tuple[int, int, int]]:
    """The indexes before the first number that is told and behind the last, each with what a number there is greater and
    less than."""
    first, last = told[0], told[-1]
    yield from ((index, 0, known[first]) for index in range(first))
    yield from ((index, known[last], known[last] + _STEP) for index in range(last + 1, count))


def _within(values: set[int], low: int, high: int) -> set[int]:
    return {value for value in values if low < value < high}


def _carried_by(text: str, line: Shape, keys: Mapping[str, int]) -> set[int]:
    """The numbers at the ends of a line that holds a title that returns."""
    if line.width > SHORT_LINE or line.numbering:
        return set()
    content = whole(text, line).strip(MARKS)
    match = _at_either_end.fullmatch(content)
    key = title_key(content)
    least = _CHAPTER if _between_marks.search(whole(text, line)) else _TITLE
    return {int(end) for end in match.groups() if end} if match and len(key) >= least and keys[key] > 1 else set()


_between_marks = re.compile(r"[·•—–-]\s?\d{1,4}\s?[·•—–-]$|^[·•—–-]\s?\d{1,4}\s?[·•—–-]")
_CHAPTER = 2
"""No chapter of a yearbook has a shorter name: `农业 ·37·`."""


def _titles(text: str, lines: Sequence[Shape]) -> dict[str, list[int]]:
    """Where each line that may be a running title stands."""
    found: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        short = line.width <= SHORT_LINE and not line.ended and not line.row
        if short and len(key := title_key(whole(text, line))) >= _TITLE:
            found.setdefault(key, []).append(index)
    return found


def _goes_up(known: Sequence[PageNumber], *, titled: bool, alone: int) -> bool:
    """Whether the numbers beside a title go up as pages do; beside that of the text itself, one behind the line `alone` does."""
    steps = [after.value - before.value for before, after in pairwise(known)]
    if titled:
        return all(step > 0 for step in steps) and any(number.index > alone for number in known)
    return all(0 < step <= _STEP for step in steps) and pace_of(known) is not None
