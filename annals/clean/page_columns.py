"""The page numbers of a contents list that a tool set apart from its titles: as a column below them, each on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from annals.clean.later_lines import LEADERS
from annals.text.lines import Shape
from annals.text.numerals import COUNTING, value_of

_page = rf"(?:\d{{1,4}}|[ivxlc]{{1,6}}|[IVXLC]{{1,6}}|[Ⅰ-Ⅻⅰ-ⅻ]{{1,3}}|[{COUNTING}]{{1,5}})"
_pages = re.compile(rf"[(（\[<〈—–.…·-]{{0,6}} ?({_page}(?: {{1,8}}{_page}){{0,60}}) ?[)）\]>〉—–-]{{0,3}}")
_leaders = re.compile(rf"[{LEADERS}](?:\s?[{LEADERS}]){{5,400}}")
_letter = re.compile(r"[^\W\d_]")
_head = re.compile("页[码次数]?")
_FEWEST = 2
"""One number behind a list may be the page's own, but where each entry has its own below it."""


def page_column(lines: Sequence[Shape], first: int, last: int) -> range:
    """The places of the lines right behind a list (its lines are `first` to `last`) that hold its page numbers, below each other or
    in one line, with their head: several, none less than the one before, and no more than the list has lines."""
    found: list[int] = []
    end = last + 1
    end += end < len(lines) and _head.fullmatch(lines[end].text) is not None
    while end < len(lines):
        numbers = _numbers(lines[end])
        if not numbers or len(found) + len(numbers) > last - first + 2:
            break
        found += numbers
        end += 1
    told = [number for number in found if number]
    rising = all(before <= after for before, after in pairwise(told))
    least = 1 if any(_numbers(line) for line in lines[first : last + 1]) else _FEWEST
    return range(last + 1, end) if len(found) >= least and rising else range(0)


def led_apart(lines: Sequence[Shape]) -> set[int]:
    """The places of the lines that hold the leaders of an entry and nothing else, its title on the line above, its page on the one
    below: a reader set apart what a tab parts."""
    return {
        index
        for index, line in enumerate(lines[1:-1], 1)
        if _leaders.fullmatch(line.text)
        and _numbers(lines[index + 1])
        and _letter.search(lines[index - 1].text)
        and not lines[index - 1].prose
    }


def _numbers(line: Shape) -> list[int]:
    """The page numbers that a line holds and nothing else, Roman ones as 0."""
    match = _pages.fullmatch(line.text) if not line.marked else None
    return [value_of(number) or 0 for number in match[1].split()] if match else []
