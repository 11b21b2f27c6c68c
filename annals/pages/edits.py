"""What an editor changed in a block, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from annals.markdown.read import text_of
from annals.model import Placed

_word = re.compile(r"[A-Za-z]+|\d+(?:\.\d+)*|\s+|.", re.DOTALL)
_CONTEXT = 12
_SHORT = 2
"""Fewer equal words than this between two changes are part of the change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A change of an editor: `old` became `new`. `before` is what stands between it and the change
    before, shortened; `after` is what stands behind the last one."""

    before: str
    old: str
    new: str
    after: str


def differences(placed: Placed) -> tuple[Difference, ...]:
    """The changes in a block against the text that it stems from. In what an editor parted from
    another block, only what the editor added is one."""
    whole = "".join(text_of(block.content) for block in placed.stem.blocks())
    old = whole if placed.origin is not None else _held_of(whole, placed.text)
    return word_differences(old, placed.text)


def _held_of(whole: str, text: str) -> str:
    """The part of a text that another one holds, from its first to its last shared words."""
    blocks = SequenceMatcher(None, whole, text, autojunk=False).get_matching_blocks()
    shared = [(start, start + size) for start, _, size in blocks if size >= min(4, len(text))]
    return whole[shared[0][0] : shared[-1][1]] if shared else ""


def word_differences(old: str, new: str) -> tuple[Difference, ...]:
    """The changes that lead from one text to another; words are Han characters, runs of Latin
    letters, figures.

    >>> [(d.old, d.new) for d in word_differences("资助金额1.5亿元。", "资助金额15亿元，较多。")]
    [('1.5', '15'), ('', '，较多')]
    """
    one, two = _word.findall(old), _word.findall(new)
    hunks: list[list[int]] = []
    for tag, low, high, first, last in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if hunks and low - hunks[-1][1] < _SHORT:
            hunks[-1][1], hunks[-1][3] = high, last
        else:
            hunks.append([low, high, first, last])
    found = []
    for index, (low, high, first, last) in enumerate(hunks):
        before = "".join(one[hunks[index - 1][1] : low]) if index else _tail("".join(one[:low]))
        after = _head("".join(one[high:])) if index == len(hunks) - 1 else ""
        found.append(
            Difference(before=_middle(before), old="".join(one[low:high]), new="".join(two[first:last]), after=after)
        )
    return tuple(found)


def _tail(text: str) -> str:
    return text if len(text) <= _CONTEXT else "…" + text[-_CONTEXT:]


def _head(text: str) -> str:
    return text if len(text) <= _CONTEXT else text[:_CONTEXT] + "…"


def _middle(text: str) -> str:
    return text if len(text) <= 2 * _CONTEXT + 1 else text[:_CONTEXT] + "…" + text[-_CONTEXT:]
