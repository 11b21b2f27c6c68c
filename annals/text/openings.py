"""How a title and the sentence below it begin."""

from __future__ import annotations

from annals.text.characters import is_han
from annals.text.lines import Shape

_OPENING = 3
"""So many characters tell how a sentence begins."""


def begins_as_title(title: Shape, below: Shape) -> bool:
    """Whether a line opens with the words of the numbered title above it, so that it begins a sentence of its own: no sentence
    begins twice (`1. 村委会与用水户约定不明的风险`, `村委会每年与各户签订…`)."""
    words = title.text[title.number_end - title.body :][:_OPENING] if title.numbering else ""
    same = len(words) == _OPENING and all(map(is_han, words)) and below.text.startswith(words)
    return same and not (title.prose or title.ended or below.marked) and is_han(title.text[-1])
