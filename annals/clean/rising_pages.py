"""Contents lists without leaders, which the page at the end of each entry tells: `3.5 混合模型 96`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from annals.clean.later_lines import LONGEST
from annals.text.lines import SHORT_LINE, Shape

_entry = re.compile(r"(?=.{0,80}[^\W\d_]).{0,80}?[^\d.,\s]\s{0,4}(?P<page>\d{1,4})")
_front = re.compile(r"(?=.{0,80}[^\W\d_]).{0,80}?\s[ivxl]{1,6}")
"""The pages before the first chapter bear Roman numbers."""
_last = re.compile(r"(?<![\d.,])(\d{1,4})\W{0,3}$")
_LONGEST = 8
"""No page takes more characters at the end of its line, with what stands around it."""
_FEWEST = 5
"""So many entries make a list."""
_MISSES = 3
"""So many short lines in a row may be no entries: what a page's end put between, or the first line of one that went on."""


def end_of_rising(lines: Sequence[Shape], start: int) -> int | None:
    """The place of the last entry of a list that begins at `start`, below its title: each entry ends in a page, none in one before
    that of the entry above; most of them in another one. None where there are fewer than five.

    Years and counts at the ends of lines fall as often as they rise."""
    found: list[tuple[int, int]] = []
    misses = 0
    for index in range(start, len(lines)):
        page = _page(lines[index])
        if page is None or (found and page < found[-1][1]):
            misses += 1
            if misses > _MISSES or lines[index].width > SHORT_LINE or lines[index].ended:
                break
            continue
        found.append((index, page))
        misses = 0
    pages = [page for _, page in found]
    risen = sum(1 for before, after in pairwise(pages) if after > before)
    return found[-1][0] if len(found) >= _FEWEST and risen * 2 >= len(found) else None


def pages_rise(lines: Sequence[Shape]) -> bool:
    """Whether the numbers at the ends of the lines of a list, or on lines of their own between, are pages: five at least, none less
    than the one before and most of them more."""
    found = [int(match[1]) for line in lines if (match := _last.search(line.text[-_LONGEST:]))]
    steps = [after - before for before, after in pairwise(found)]
    return len(found) >= _FEWEST and min(steps) >= 0 and sum(step > 0 for step in steps) * 2 >= len(found)


def _page(line: Shape) -> int | None:
    """The page in which a line ends, 0 for a Roman one, None where it ends in none."""
    if line.width > LONGEST or line.row or line.bullet:
        return None
    match = _entry.fullmatch(line.text)
    if match:
        return int(match["page"])
    return 0 if _front.fullmatch(line.text) else None
