"""Lines that a word of the text's own counts: `第一阶段：…`, `优秀案例3-…`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from annals.text.characters import HAN
from annals.text.numerals import TO_TEN, value_of

_named = re.compile(
    rf"(?:(?P<word>(?!第)[{HAN}]{{2,6}}?)(?P<number>\d{{1,2}}|[{TO_TEN}]{{1,3}})|第(?P<ordinal>\d{{1,2}}|[{TO_TEN}]{{1,3}})(?P<behind>[{HAN}]{{2,4}}))"
    rf"(?P<mark>[ ]?[-－—–：:][ ]?)(?=[{HAN}A-Za-z\d“《])"
)
_PICTURES = "图表"
"""What is counted as a picture or a table is its caption."""
_FEWEST = 3
"""Fewer lines count nothing."""


def counted_lines(texts: Sequence[str]) -> dict[int, int]:
    """By the indexes of the lines that a word, its number and a mark open, where the word counts at least three of them from 1 on: how
    long word, number and mark are. It may begin to count anew. Captions are none.

    >>> counted_lines(["第一阶段：试点", "先选两个区。", "第二阶段：推广", "第三阶段：验收", "图1：年度"])
    {0: 5, 2: 5, 3: 5}
    """
    found: dict[str, list[tuple[int, int, int]]] = {}
    for index, text in enumerate(texts):
        match = _named.match(text)
        word = (match["word"] or match["behind"]) if match else ""
        value = value_of(match["number"] or match["ordinal"]) if match else None
        if match and value and word[-1] not in _PICTURES:
            found.setdefault(f"{word}{match['mark'].strip()}", []).append((index, value, match.end()))
    return {index: end for lines in found.values() if _counts([n for _, n, _ in lines]) for index, _, end in lines}


def _counts(values: Sequence[int]) -> bool:
    """Whether numbers begin with 1 and most of them go on from the one before or begin anew."""
    steps = sum(1 for one, other in pairwise(values) if other in (one + 1, 1))
    return len(values) >= _FEWEST and values[0] == 1 and max(values) > 1 and steps * 3 >= (len(values) - 1) * 2
