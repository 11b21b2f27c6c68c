"""Text to sentences and how alike two texts are."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher

from annals.text.characters import CLOSERS

_sentence = re.compile(rf"[^。！？]*[。！？]+[{re.escape(CLOSERS)}]*\s*|[^。！？]+")
_cell = re.compile(r".*? \| |.+", re.DOTALL)

TELLING = 8
"""A sentence of so many characters is hardly ever in a report twice by chance."""


def sentences_of(markdown: str, kind: str) -> tuple[str, ...]:
    """The sentences of a block, or the cells of a table row; joined they are the text again.

    >>> sentences_of("论坛在外地举行。“好！”共3场", "paragraph")
    ('论坛在外地举行。', '“好！”', '共3场')
    >>> sentences_of("甲 | 乙", "row")
    ('甲 | ', '乙')
    """
    return tuple((_cell if kind == "row" else _sentence).findall(markdown))


def bigrams(text: str) -> Counter[str]:
    return Counter(text[i : i + 2] for i in range(len(text) - 1)) if len(text) > 1 else Counter(text)


def dice(one: Counter[str], other: Counter[str]) -> float:
    """How alike two texts are by their pairs of characters, 0 to 1; cheap and blind to order."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def likeness(one: str, other: str, least: float) -> float:
    """How alike two texts are in order, 0 to 1; 0 for anything below `least`."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    found = matcher.ratio()
    return found if found >= least else 0.0


def held(small: str, large: str) -> float:
    """The share of a text that stands in a larger one in runs of at least four characters."""
    matcher = SequenceMatcher(None, small, large, autojunk=False)
    return sum(size for _, _, size in matcher.get_matching_blocks() if size >= min(4, len(small))) / max(1, len(small))
