"""What an editor changed in a block, word by word."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from annals.markdown.read import text_of
from annals.model import Placed
from annals.text.differences import word_runs
from annals.text.excerpts import whole_words

_CONTEXT = 12


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
    whole = "".join(text_of(block.content) for block in placed.stem.whole())
    old = whole if placed.origin is not None else _held_of(whole, placed.text)
    return word_differences(old, placed.text)


def _held_of(whole: str, text: str) -> str:
    """The part of a text that another one holds, from its first to its last shared words."""
    blocks = SequenceMatcher(None, whole, text, autojunk=False).get_matching_blocks()
    shared = [(start, start + size) for start, _, size in blocks if size >= min(4, len(text))]
    return whole[shared[0][0] : shared[-1][1]] if shared else ""


def word_differences(old: str, new: str) -> tuple[Difference, ...]:
    """The changes that lead from one text to another, each with what stands beside it.

    >>> [(d.old, d.new) for d in word_differences("资助金额1.5亿元。", "资助金额15亿元，较多。")]
    [('1.5', '15'), ('', '，较多')]
    """
    runs = word_runs(old, new)
    found = []
    for at, run in enumerate(runs):
        if not run.same:
            before = runs[at - 1].old if at else ""
            after = runs[at + 1].old if at == len(runs) - 2 else ""
            shown = _tail(before) if at <= 1 else _middle(before)
            found.append(Difference(before=shown, old=run.old, new=run.new, after=_head(after)))
    return tuple(found)


def _tail(text: str) -> str:
    low = whole_words(text, max(0, len(text) - _CONTEXT), -1)
    return ("…" if low else "") + text[low:]


def _head(text: str) -> str:
    high = whole_words(text, min(len(text), _CONTEXT), 1)
    return text[:high] + ("…" if high < len(text) else "")


def _middle(text: str) -> str:
    high = whole_words(text, min(len(text), _CONTEXT), 1)
    low = whole_words(text, max(0, len(text) - _CONTEXT), -1)
    return text[:high] + "…" + text[low:] if low > high + 1 else text
