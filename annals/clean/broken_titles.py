"""Numbered titles in large characters that a narrow column breaks within a word, wherever the tool put blank lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from annals.clean.title_lines import MARK
from annals.text.cut_words import inside_words
from annals.text.lines import CHAPTERS, CLAUSE, LONG_LABEL, Shape

_RANKED = (*CHAPTERS, "一、", "（一）", "X", "X.Y", "X.Y.Z")
_LEAST = 10
"""No column is so narrow that it breaks a title which is no wider."""
_lone = re.compile(r"[，、][^\W\d_]$")
"""A clause of one character is none."""
_RAGGED = 2
"""By so much the rest of a title may be wider than its first line, which bears the number."""


def cut_titles(text: str, lines: Sequence[Shape]) -> frozenset[int]:
    """The places of numbered titles that break off in a word of the text, with which a short line goes on below them (`二、以制度为
    重点，开|展日常巡查`), or behind the first
    character of a clause, though a blank line may stand between: larger characters are set further apart. A title that ends with
    a word, and a line with a mark of its own below one, stay."""
    asked = [
        (at, first.text, second.text) for at, (first, second) in enumerate(pairwise(lines)) if _may_be_cut(lines, at)
    ]
    told = inside_words(text, [(before, after) for _, before, after in asked])
    return frozenset(at for (at, first, _), cut in zip(asked, told, strict=True) if cut or _lone.search(first))


def _may_be_cut(lines: Sequence[Shape], at: int) -> bool:
    first, second = lines[at], lines[at + 1]
    after = lines[at + 2] if at + 2 < len(lines) else None
    title = first.numbering in _RANKED and not (first.prose or first.ended or first.hashes)
    rest = not (second.marked or second.prose or second.ended or second.page_before or MARK.search(second.text))
    told = after is not None and (after.prose or after.numbering != "" or after.width >= CLAUSE)
    sized = _LEAST <= first.width <= LONG_LABEL and second.width <= first.width + _RAGGED
    return bool(title and rest and told and sized and second.blanks_before <= 1)
