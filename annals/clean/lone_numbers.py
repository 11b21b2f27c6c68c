"""Numbers in digits that stand alone above their titles: those of an outline, as tools tear them off that read a page cell by
cell, and those of chapters, which count on where the numbers of pages leap."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from annals.clean.furniture.keys import opening_lines, title_key
from annals.text.dates import YEAR
from annals.text.lines import CLAUSE, SHORT_LINE, Shape, is_figures
from annals.text.units import COUNTER

_alone = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}")
_FEWEST = 3
"""Fewer numbers that count on may be figures."""

Path = tuple[int, ...]


def may_be_title(line: Shape) -> bool:
    marked = line.numbering or line.bullet or line.row
    return not marked and not line.prose and line.width <= SHORT_LINE and not is_figures(line.text)


def begins_with_count(line: Shape) -> bool:
    """Whether a line is what a cell of a table holds: `5次（出生至出栏）`, `14 次/年`, `1,200`."""
    return not line.marked and line.width <= CLAUSE and bool(_count_first.match(line.text) or is_figures(line.text))


_count_first = re.compile(rf"(?!{YEAR}\s?年)\d[\d,.]*\s?{COUNTER}")


def outline_alone(lines: Sequence[Shape]) -> frozenset[int]:
    """The places of the lines that are such a number, each with a title below, that go on from each other: 1, 1.1, 1.2, 2, 2.1.
    A number of one part counts only right before the first below it: it may be that of a page."""
    found: list[tuple[int, Path]] = []
    for at, line in enumerate(lines[:-1]):
        if _alone.fullmatch(line.text) and not (line.bullet or line.hashes) and may_be_title(lines[at + 1]):
            found.append((at, tuple(int(part) for part in line.text.split("."))))
    chain: list[tuple[int, Path]] = []
    for place, (at, path) in enumerate(found):
        below = found[place + 1][1] if place + 1 < len(found) else ()
        if len(path) == 1 and below != (*path, 1):
            continue
        if not chain or _goes_on(chain[-1][1], path):
            chain.append((at, path))
    deep = sum(1 for _, path in chain if len(path) > 1)
    return frozenset(at for at, _ in chain) if len(chain) >= _FEWEST and deep > 1 else frozenset()


def _goes_on(last: Path, path: Path) -> bool:
    """Whether a number is the next one, or the first below the last."""
    if path == (*last, 1):
        return True
    size = len(path)
    return size <= len(last) and path[:-1] == last[: size - 1] and path[-1] == last[size - 1] + 1


_chapter = re.compile(r"\d\d")
_BELOW_TEN = 10
"""The numbers of chapters in two digits begin below it, with a zero."""


def chapters_alone(lines: Sequence[Shape]) -> frozenset[int]:
    """The places of the lines that are the number of a chapter, in two digits, with its title below: 01, 02 … 09, 10. They count on
    by one, the first one has a zero, and three at least do so, or the first is 01. A page's number beside a title that returns is
    none, and one that stands before the title of no chapter."""
    running = running_beside(lines)
    best: dict[int, list[int]] = {}
    for at, line in enumerate(lines[:-1]):
        title = lines[at + 1]
        if not _chapter.fullmatch(line.text) or line.bullet or at + 1 in running:
            continue
        if may_be_title(title) and not begins_with_count(title):
            value = int(line.text)
            chain = [*best.get(value - 1, []), at]
            if len(chain) > len(best.get(value, [])) and (len(chain) > 1 or value < _BELOW_TEN):
                best[value] = chain
    chain = max(best.values(), key=len, default=[])
    return frozenset(chain) if len(chain) >= _FEWEST or (chain and lines[chain[0]].text == "01") else frozenset()


def running_beside(lines: Sequence[Shape]) -> frozenset[int]:
    """The places of titles that return with another number alone beside them, or with one where the text began with them: those of
    pages."""
    opening = opening_lines(lines)
    keys = [title_key(line.text) if may_be_title(line) else "" for line in lines]
    counts = Counter(keys)
    beside: dict[str, set[str]] = {}
    for at, key in enumerate(keys):
        if key and counts[key] > 1:
            near = (lines[other].text for other in (at - 1, at + 1) if 0 <= other < len(lines))
            beside.setdefault(key, set()).update(text for text in near if text.isdecimal())
    first = {keys[at] for at in opening if keys[at] and not (at and lines[at - 1].text.isdecimal())}
    titles = {key for key, numbers in beside.items() if len(numbers) > 1 or (numbers and key in first)}
    return frozenset(at for at, key in enumerate(keys) if key in titles)
