"""Whether numbered headings that stand beside each other follow each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from annals.markdown.read import text_of
from annals.model import Document
from annals.text.characters import HAN
from annals.text.lines import label_of
from annals.text.numerals import COUNTING, value_of

_digits = re.compile(r"\d+")
_glued = re.compile(rf"\d{{1,2}}(?:\.\d{{1,2}})+(?=[{HAN}])")
_counted = re.compile(rf"[{COUNTING}]+")


def broken_series(document: Document) -> Iterator[tuple[int, str]]:
    """The raw line (1-based) and the words of each numbered heading that does not follow the one of its style before it
    below the same section: a number is left out, or it goes back, unless the series begins anew. Where a series
    begins is not looked at, as an excerpt may begin anywhere."""
    series: dict[tuple[str | None, str], list[tuple[int, int, str]]] = {}
    for block in document.sections():
        if not block.numbered:
            continue
        text = text_of(block.content)
        style, label = label_of(text) or ("", "")
        number = last_number(label)
        if number is not None:
            series.setdefault((block.above, style), []).append((number, block.first_line, text))
    told = _leading_numbers(document)
    for found in series.values():
        for (before, start, _), (number, line, text) in pairwise(found):
            between = {value for at, value in told if start < at < line}
            missing = set(range(before + 1, number)) - between
            if missing or (number <= before and number != 1):
                yield line, text[:24]


def _leading_numbers(document: Document) -> list[tuple[int, int]]:
    """The numbers that blocks of text begin with, each with its raw line: parts that are no headings, and headings with
    their words right behind the number (`1.4土壤`), which have none of their own."""
    found = []
    for block in document.blocks:
        if block.lines and not block.numbered:
            text = text_of(block.content)
            _, label = label_of(text) or ("", "")
            glued = _glued.match(text)
            number = last_number(glued[0] if glued is not None else label)
            if number is not None:
                found.append((block.first_line, number))
    return found


def last_number(label: str) -> int | None:
    """The number by which a heading stands in its series: `2.3` is the third, `第四章` the fourth.

    >>> last_number("2.3 "), last_number("第四章 "), last_number("（十二）")
    (3, 4, 12)
    """
    digits = _digits.findall(label)
    if digits:
        return int(digits[-1])
    counted = _counted.search(label)
    return value_of(counted[0]) if counted is not None else None
