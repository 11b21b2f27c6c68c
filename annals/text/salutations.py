"""Lines that greet, and those with which a letter or speech closes: they stand alone and name nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annals.text.lexicon import Lexicon
from annals.text.lines import Shape

_between = re.compile("[、，,]")
_GREETED = 8
"""So many characters greet at most."""


def salutes(text: str, lexicon: Lexicon, *, cover: bool = False) -> bool:
    """Whether a line greets those who are spoken to: `各位代表：`, `主任、各位委员：`, in mid-speech `同志们！`. On a cover a letter may
    greet with one character, which elsewhere begins too many headings, or name those to whom it speaks (`全体股东：`)."""
    if not text.endswith(("：", ":", "！", "!")):
        return False
    words = tuple(word for word in lexicon.salutations if cover or len(word) > 1)
    ends = lexicon.addressees if cover and text[-1] in "：:" else ("们",)
    parts = [part.strip() for part in _between.split(text[:-1])]
    greeted = [part.startswith(words) or part.endswith(ends) for part in parts]
    short = all(len(part) <= _GREETED for part in parts)
    # What calls out is a sentence unless it is nothing but the greeting: "同志们，让我们为此奋斗！".
    return (any(greeted) and short) or greeted[0] if text[-1] in "：:" else all(greeted) and short


_SIGNED, _SHORT = 8, 40
"""So many lines stand at most below a farewell, and none is wider."""
_closing_mark = re.compile(r"[！!。，,.]$")


def closing_lines(lines: Sequence[Shape], lexicon: Lexicon) -> frozenset[int]:
    """The places of the lines with which a letter or speech closes: a farewell (`此致`, `谢谢大家！`), and who signs below, up to the
    next text or number. What stands above a sentence is none.

    >>> from annals.text.lexicon import shipped_lexicon
    >>> from annals.text.lines import shapes
    >>> sorted(closing_lines(shapes("\\n".join(["全部完成。", "此致", "敬礼！", "会长 丁宁", "一、附表"])), shipped_lexicon()))
    [1, 2, 3]
    """
    found: set[int] = set()
    for at, line in enumerate(lines):
        if _closing_mark.sub("", line.text).replace(" ", "") not in lexicon.farewells or line.numbering:
            continue
        end = at + 1
        while end < min(len(lines), at + 1 + _SIGNED) and _may_sign(lines[end]):
            end += 1
        below = lines[end] if end < len(lines) else None
        if below is None or below.numbering or below.hashes:
            found.update(range(at, end))
    return frozenset(found)


def _may_sign(line: Shape) -> bool:
    signs = not (line.numbering or line.row or line.bullet) and line.width <= _SHORT
    return signs and (not (line.ended or line.prose) or len(line.text) <= _GREETED)
