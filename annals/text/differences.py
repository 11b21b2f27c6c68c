"""Two states of a text, word by word."""

from __future__ import annotations

import re
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


def _same(words: list[str]) -> list[Run]:
    text = "".join(words)
    return [Run(old=text, new=text)] if text else []
