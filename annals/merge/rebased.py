"""A page as an editor had it before the machine changed it, with what the editor has done to the page since."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from annals.merge.regions import Kind, changes, matches, regions_of
from annals.model import Hunk
from annals.text.sentences import sentences_of

Files = Mapping[str, str | None]
"""Texts of files by path; None: there is none."""
_LINE = "\n"
_form = re.compile(r"[ ]*(?:#{1,6}|[-*+>]|\d{1,9}[.)])[ ]+")


def hunks_of(text: str | None, now: str) -> tuple[Hunk, ...]:
    """Which lines of a text (None: there is none) are others in another one, and what stands there."""
    one, other = (text or "").split(_LINE), now.split(_LINE)
    ends = [(0, 0, 0), *matches(one, other), (len(one), len(other), 0)]
    return tuple(
        (low + size, at, tuple(other[first + size : there]))
        for (low, first, size), (at, there, _) in pairwise(ends)
        if low + size < at or first + size < there
    )


def with_hunks(text: str | None, hunks: Sequence[Hunk]) -> str:
    """The other text.

    >>> with_hunks("甲\\n乙\\n丙", hunks_of("甲\\n乙\\n丙", "甲\\n丁\\n戊\\n丙"))
    '甲\\n丁\\n戊\\n丙'
    """
    lines = (text or "").split(_LINE)
    for low, high, put in reversed(hunks):
        lines[low:high] = put
    return _LINE.join(lines)


def clashing_lines(base: str, mine: str, theirs: str) -> tuple[frozenset[int], frozenset[int]]:
    """The lines (from 1) of two versions of a text that stand where both made different things of one place.

    >>> clashing_lines("甲\\n乙", "甲\\n丙", "甲\\n戊")
    (frozenset({2}), frozenset({2}))
    """
    sides = _lines(mine), _lines(theirs)
    found: tuple[set[int], set[int]] = set(), set()
    was = _lines(base)
    for region in regions_of(was, *sides, changes(was, sides[0]), changes(was, sides[1])):
        for places, side, at in zip(found, sides, (region.mine, region.theirs), strict=True):
            if region.kind is Kind.CONFLICT:
                first = 1 + sum(line.count(_LINE) + 1 for line in side[: at.start])
                places |= {*range(first, first + sum(line.count(_LINE) + 1 for line in side[at]))}
    return frozenset(found[0]), frozenset(found[1])


def with_both(base: str, mine: str, theirs: str, *, within: bool = True) -> str | None:
    """A text with what two sides made of it, line by line, and sentence by sentence in lines that both changed, character by
    character in sentences; None where they made different things of one place. What makes a line a heading or an item is a place of
    its own; not `within`, a line is one place. Of two runs of lines that were put in at one place, mine comes first: who writes something
    behind a line writes it of that line.

    >>> with_both("甲。\\n\\n乙。", "甲。\\n\\n注。\\n\\n乙。", "丙。\\n\\n乙。")
    '丙。\\n\\n注。\\n\\n乙。'
    >>> with_both("## 甲乙丙丁", "## 甲己丙丁", "- 甲乙丙丁")
    '- 甲己丙丁'
    """
    lines = _with_both(_lines(base), _lines(mine), _lines(theirs), _within if within else lambda *_: None)
    return None if lines is None else _LINE.join(lines)


def form_in(line: str) -> str:
    """What stands before the words of a line and makes it a heading, an item or a quotation."""
    found = _form.match(line)
    return found[0] if found else ""


_Settle = Callable[[Sequence[str], Sequence[str], Sequence[str]], tuple[str, ...] | None]


def _with_both(
    base: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...], settle: _Settle
) -> tuple[str, ...] | None:
    found: list[str] = []
    for region in regions_of(base, mine, theirs, changes(base, mine), changes(base, theirs)):
        was, one, two = base[region.base], mine[region.mine], theirs[region.theirs]
        if region.kind is not Kind.CONFLICT:
            found += two if region.kind is Kind.THEIRS else one
            continue
        both = (*one, *two) if not was else settle(was, one, two)
        if both is None:
            return None
        found += both
    return tuple(found)


def _within(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...] | None:
    was, one, two = (_parts(_LINE.join(side)) for side in (base, mine, theirs))
    parts = _with_both(was, one, two, _in_sentence)
    return None if parts is None else ("".join(parts),)


def _in_sentence(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...] | None:
    was, one, two = (tuple("".join(side)) for side in (base, mine, theirs))
    return _with_both(was, one, two, lambda *_: None) if max(map(len, (was, one, two))) <= _LONGEST else None


_LONGEST = 2_000
"""Beyond so many characters nobody looks into a sentence."""


def _lines(text: str) -> tuple[str, ...]:
    """The lines of a text, each with the blank ones before it: joined they are the text again."""
    found: list[str] = []
    blank: list[str] = []
    for line in text.split(_LINE):
        blank.append(line)
        if line.strip():
            found.append(_LINE.join(blank))
            blank = []
    return (*found, *([_LINE.join(blank)] if blank else []))


def _parts(text: str) -> tuple[str, ...]:
    """The sentences of some lines, what stands before them on their lines, and what parts these."""
    found: list[str] = []
    for number, line in enumerate(text.split(_LINE)):
        found += [_LINE] * (number > 0)
        form = form_in(line)
        found += [form] if form else []
        found += sentences_of(line.removeprefix(form), "paragraph")
    return tuple(found)
