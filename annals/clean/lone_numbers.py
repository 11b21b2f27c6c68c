"""Numbers in digits that stand alone above their titles: those of an outline, as tools tear them off that read a page cell by
cell, those of chapters, which count on where the numbers of pages leap, and those with a mark of their own, which a tab parts from
what they count."""

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


_with_mark = re.compile(r"([（(]?)(\d{1,2})([.．、)）])(?!\d)(.*)")
_DEPTH = 3
"""So many counts in one style stand within each other at most."""


def counted_alone(lines: Sequence[Shape]) -> frozenset[int]:
    """The places of the lines that are a number with its mark and nothing else (`2.`, `（2）`), each with what it counts below, where
    numbers with that mark count on, alone or before their words: one that is open is the one before, or it is 1 and 2 follows."""
    open_counts: dict[str, list[tuple[int, int]]] = {}
    found: set[int] = set()
    for at, line in enumerate(lines):
        match = _with_mark.fullmatch(line.text) if line.text[0] in _FIRST and not line.row else None
        if match is None:
            continue
        opens, number, closes, rest = match.groups()
        counts, value = open_counts.setdefault(opens + closes, []), int(number)
        depth = next((i for i in range(len(counts) - 1, -1, -1) if counts[i][0] == value - 1), None)
        # A number right above or below another one is of a column.
        column = any(_is_number_alone(lines[near]) for near in (at - 1, at + 1) if 0 <= near < len(lines))
        alone = not rest and at + 1 < len(lines) and not column
        if depth is None and value > 1:
            continue
        if depth is not None:
            before = counts[depth][1]
            found |= ({at} if alone else set()) | ({before} if value == _SECOND and before >= 0 else set())
            del counts[depth:]
        counts.append((value, at if alone else -1))
        del counts[:-_DEPTH]
    return frozenset(found)


def _is_number_alone(line: Shape) -> bool:
    match = _with_mark.fullmatch(line.text)
    return match is not None and not match[4]


_FIRST = "（(0123456789"
_SECOND = 2


_HEAD = 4
"""So many lines at the top of a page may be its header, numbers that a tool read between its parts with them."""
_PAGES = 4
"""What heads so many pages is no title."""


def page_heads(lines: Sequence[Shape]) -> frozenset[int]:
    """The places of the lines at the top of pages that say what others there say: the parts of a header."""
    tops = [at for at, line in enumerate(lines) if line.page_before]
    near = {at for top in tops for at in range(top, min(top + _HEAD, len(lines))) if may_be_title(lines[at])}
    counts = Counter(lines[at].text for at in near)
    return frozenset(at for at in near if counts[lines[at].text] >= _PAGES)


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
