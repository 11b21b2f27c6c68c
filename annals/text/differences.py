"""Two states of a text, word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_word = re.compile(r"[A-Za-z]+|\d+(?:\.\d+)*|\s+|.", re.DOTALL)
_SHORT = 2
"""Fewer equal words than this between two changes are part of the change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words that both states have, or what stood where, in the other, something else stands."""

    old: str
    new: str

    @property
    def same(self) -> bool:
        return self.old == self.new


def shared_ends(old: str, new: str) -> tuple[int, int]:
    """How many characters two texts share at their beginning, and how many at their end besides.

    >>> shared_ends("共15亿元", "共1.5亿元"), shared_ends("aa", "a")
    ((2, 3), (1, 0))
    """
    least = min(len(old), len(new))
    head = next((at for at in range(least) if old[at] != new[at]), least)
    return head, next((at for at in range(least - head) if old[-1 - at] != new[-1 - at]), least - head)


def words_of(text: str) -> list[str]:
    """The words of a text; joined they are the text again.

    >>> words_of("共1.5亿元and技术")
    ['共', '1.5', '亿', '元', 'and', '技', '术']
    """
    return _word.findall(text)


def word_runs(old: str, new: str) -> tuple[Run, ...]:
    """Both texts from beginning to end, in turns the same and changed; words are Han characters,
    runs of Latin letters, figures.

    >>> [(run.old, run.new) for run in word_runs("资助金额1.5亿元。", "资助金额15亿元，较多。")]
    [('资助金额', '资助金额'), ('1.5', '15'), ('亿元', '亿元'), ('', '，较多'), ('。', '。')]
    """
    one, two = words_of(old), words_of(new)
    changes: list[list[int]] = []
    for tag, low, high, first, last in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if changes and low - changes[-1][1] < _SHORT:
            changes[-1][1], changes[-1][3] = high, last
        else:
            changes.append([low, high, first, last])
    found, done = [], 0
    for low, high, first, last in changes:
        found += _same(one[done:low])
        found.append(Run(old="".join(one[low:high]), new="".join(two[first:last])))
        done = high
    return (*found, *_same(one[done:]))


_LONG, _BESIDE = 30, 12
"""Of words in common more than so many characters are not shown whole, but so many beside a difference."""


def abridged(texts: Sequence[str]) -> tuple[str, ...]:
    """Several states of one text without the long stretches that all of them have, so that one sees where they differ;
    an empty one says that nothing stands there.

    >>> abridged(["一二三四五六七八九十" * 4 + "在甲地。", "一二三四五六七八九十" * 4 + "在乙地。"])
    ('…十一二三四五六七八九十在甲地。', '…十一二三四五六七八九十在乙地。')
    """
    first = next((text for text in texts if text), "")
    placed = [_kept(first, text) for text in texts if text]
    shared: list[tuple[int, int]] = [(0, len(first))]
    for kept in placed:
        shared = [
            (max(low, at), min(high, at + size))
            for low, high in shared
            for at, _, size in kept
            if max(low, at) < min(high, at + size)
        ]
    cuts = [
        (low + _BESIDE if low else 0, high - _BESIDE if high < len(first) else high)
        for low, high in shared
        if high - low > _LONG
    ]
    return tuple(_without(text, cuts, _kept(first, text)) if text else "" for text in texts)


def _kept(one: str, other: str) -> list[tuple[int, int, int]]:
    """The stretches that two texts share, of two words and more: where they begin in each, and their length."""
    found, at, there = [], 0, 0
    for run in word_runs(one, other):
        if run.same:
            found.append((at, there, len(run.old)))
        at, there = at + len(run.old), there + len(run.new)
    return found


def _without(text: str, cuts: Sequence[tuple[int, int]], kept: Sequence[tuple[int, int, int]]) -> str:
    """A text without what is cut of the one that it shares `kept` with."""
    for low, high in reversed(cuts):
        at, there, _ = next(one for one in kept if one[0] <= low and high <= one[0] + one[2])
        text = text[: there + low - at] + "…" + text[there + high - at :]
    return text


def _same(words: list[str]) -> list[Run]:
    text = "".join(words)
    return [Run(old=text, new=text)] if text else []
