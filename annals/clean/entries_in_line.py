"""Lists of contents whose entries run on in a line, each with its page and without leaders: `一、综合 02 （一）人口 02`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from annals.clean.later_lines import key_of
from annals.text.lines import SHORT_LINE, Shape
from annals.text.numerals import COUNTING, TO_TEN

_number = (
    rf"(?:第[{COUNTING}\d]{{1,4}}[编章节篇] ?|[{TO_TEN}]{{1,3}}、|[（(][{TO_TEN}]{{1,3}}[)）]|[（(]\d{{1,2}}[)）]"
    r"|\d{1,2}(?:\.\d{1,2}){0,3}[.、]? ?)"
)
_entry = re.compile(
    rf"(?P<title>{_number}[^\s\d…⋯]{{2}}[^\n…⋯]{{0,28}}?)(?:\s{{0,3}}[…⋯]{{1,6}}\s{{0,3}}|\s{{1,9}}/?\s?)(?P<page>\d{{1,3}})"
    rf"(?=\s{{1,9}}{_number}|\s{{0,9}}$)\s*"
)
_FEWEST, _LONGEST = 3, 2_000
"""So many entries are a list; a longer line is a text."""


def lists_in_lines(lines: Sequence[Shape], returns: Callable[[str, int], bool]) -> Iterator[tuple[int, int]]:
    """The first and last lines of such lists: all that they hold is entries, two and more in one of the lines, the pages of
    which never fall, and most titles come again below. `returns` tells that of a title and the line where it is listed."""
    at = 0
    while at < len(lines):
        found: list[tuple[str, int]] = []
        end, widest = at, 0
        while end < len(lines) and (own := _entries_of(lines[end].text)):
            found, widest, end = found + own, max(widest, len(own)), end + 1
        pages = [page for _, page in found]
        if len(found) >= _FEWEST and widest > 1 and pages == sorted(pages):
            again = sum(returns(title, end - 1) for title, _ in found)
            if again * 2 > len(found):
                yield at, end - 1
        at = max(end, at + 1)


def _entries_of(text: str) -> list[tuple[str, int]]:
    """The titles and pages of a line that holds nothing else, none of another line."""
    found, at = [], 0
    while len(text) <= _LONGEST and at < len(text):
        match = _entry.match(text, at)
        if match is None:
            return []
        found.append((match.group("title"), int(match.group("page"))))
        at = match.end()
    return found


def holds_headings_below(text: str, lines: Sequence[Shape], index: int) -> bool:
    """Whether a line is a list that runs on: the short lines below it stand in it in their order and make up most
    of it, page numbers apart."""
    line = lines[index]
    if line.end - line.start > _LONGEST_LIST:
        return False
    listed = _digits.sub("", key_of(text[line.start : line.end]))
    at, held, count = 0, 0, 0
    for below in lines[index + 1 :]:
        key = _digits.sub("", key_of(below.text)) if below.width <= SHORT_LINE and not below.prose else ""
        place = listed.find(key, at) if len(key) >= 2 else -1
        if place >= 0:
            at, held, count = place + len(key), held + len(key), count + 1
    return count >= _HELD and held * 10 >= len(listed) * 7


_digits = re.compile(r"\d+")
_HELD = 3
"""So many headings make a list."""
_LONGEST_LIST = 20_000
