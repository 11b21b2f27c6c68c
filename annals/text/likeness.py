"""Which passage of a text somebody meant who copied it with slips."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

_AROUND = 2
_MOST = 60_000
"""Characters of the words times those of a text: beyond it the passage is looked for within `_AROUND` lengths of the words on
either side of what is copied exactly, as a run with hundreds of such words would take minutes."""


def most_like(words: str, texts: Iterable[str]) -> str:
    """The passage of one of the texts from which the words differ least, from its first character to its last; empty without
    texts. Of passages that differ as little the longer one, as more is left out in copying than is put in.

    >>> most_like("争取资金200万元", ["资金到位", "为此争取资金二百万元。"])
    '争取资金二百万元'
    >>> most_like("论坛以创新为主题", ["第4届论坛召开。论坛以“创新”为主题，设分论坛。"])
    '论坛以“创新”为主题'
    >>> most_like("“受邀担任主宾国”", ["论坛召开。丹麦受邀担任主宾国。"])
    '受邀担任主宾国'
    """
    found = [(difflib.SequenceMatcher(None, text, words, autojunk=False).find_longest_match(), text) for text in texts]
    if not found:
        return ""
    match, text = max(found, key=lambda one: one[0].size)
    if len(text) * len(words) > _MOST:
        text = text[max(0, match.a - match.b - _AROUND * len(words)) : match.a + (_AROUND + 1) * len(words)]
    # Marks at the ends may have been put around the words: the text's are taken where they are the same.
    told = [at for at, char in enumerate(words) if char.isalnum()]
    low, high = (told[0], told[-1] + 1) if told else (0, len(words))
    lead, rest = words[:low], words[high:]
    start, end = _passage(words[low:high], text)
    start -= len(lead) if text[:start].endswith(lead) else 0
    end += len(rest) if text[end:].startswith(rest) else 0
    return text[start:end]


def _passage(words: str, text: str) -> tuple[int, int]:
    """Where in a text the words stand with the fewest characters changed, left out or put in."""
    # For each place of the text: by how many changes the words so far end there, and where they begin.
    changes, begins = [0] * (len(text) + 1), list(range(len(text) + 1))
    for count, char in enumerate(words, 1):
        above, began = changes, begins
        changes, begins = [count], [0]
        for place, there in enumerate(text):
            changed, begin = above[place] + (char != there), began[place]
            if above[place + 1] + 1 < changed:
                changed, begin = above[place + 1] + 1, began[place + 1]
            if changes[place] + 1 < changed:
                changed, begin = changes[place] + 1, begins[place]
            changes.append(changed)
            begins.append(begin)
    end = min(range(len(text) + 1), key=lambda place: (changes[place], begins[place] - place))
    return begins[end], end
