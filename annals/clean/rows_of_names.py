"""Rows of names below a word that says who they are: `委员：丁 宁 于海洋`, and the lines in which they go on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from annals.text.lexicon.words import Words
from annals.text.lines import Shape
from annals.text.word_rows import counts_names

_key = re.compile(r"[^：:，。；、！？|]{1,24}[：:][ ]*(?=\S)")
_ROW = 2
"""So many names set apart by blanks are a row, whatever stands above them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRows:
    """The places of lines that begin with a word for the names behind it, and of those in which the names above go on."""

    led: frozenset[int]
    going_on: frozenset[int]


def name_rows(lines: Sequence[Shape], surnames: Words) -> NameRows:
    """The rows of names in a text. A line goes on with the row right above where it is names as well: two and more, or one
    that hangs further in than the row begins. Names that nobody announces are none."""
    counts = [_names_behind_key(line, surnames) for line in lines]
    led = {at for at, count in enumerate(counts) if count >= _ROW}
    # One name alone may be any word: beside a row it is one (`主任：黄河`).
    led |= {at for at, count in enumerate(counts) if count and not led.isdisjoint((at - 1, at + 1))}
    going_on: set[int] = set()
    start = None
    for at, line in enumerate(lines):
        if at in led:
            start = at
        elif start is not None and _goes_on(lines[start], line, surnames):
            going_on.add(at)
        else:
            start = None
    return NameRows(led=frozenset(led), going_on=frozenset(going_on))


def _names_behind_key(line: Shape, surnames: Words) -> int:
    key = _key.match(line.text) if not (line.row or line.hashes) else None
    return counts_names(line.text[key.end() :], surnames) if key is not None else 0


def _goes_on(row: Shape, line: Shape, surnames: Words) -> bool:
    if line.marked or line.blanks_before or line.page_before:
        return False
    least = 1 if line.indent > row.indent + 1 else _ROW
    return counts_names(line.text, surnames) >= least
