"""Lines that greet: they stand alone and name nothing."""

from __future__ import annotations

import re

from annals.text.lexicon import Lexicon

_between = re.compile("[、，,]")
_GREETED = 8
"""So many characters greet at most."""


def salutes(text: str, lexicon: Lexicon, *, cover: bool = False) -> bool:
    """Whether a line greets those who are spoken to: `各位代表：`, `主任、各位委员：`, in mid-speech `同志们！`. On a cover a letter may
    greet with one character, which elsewhere begins too many headings."""
    if not text.endswith(("：", ":", "！", "!")):
        return False
    words = tuple(word for word in lexicon.salutations if cover or len(word) > 1)
    parts = _between.split(text[:-1])
    greeted = [part.strip().startswith(words) for part in parts]
    short = all(len(part) <= _GREETED for part in parts)
    # What calls out is a sentence unless it is nothing but the greeting: "同志们，让我们为此奋斗！".
    return (any(greeted) and short) or greeted[0] if text[-1] in "：:" else all(greeted) and short
