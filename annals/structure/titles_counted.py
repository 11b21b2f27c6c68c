"""Titles that a word of the text's own counts: each has a text below it."""

from __future__ import annotations

from collections.abc import Sequence

from annals.structure.evidence import LABEL_WIDTH
from annals.text.captions import box_label
from annals.text.counted import counted_lines
from annals.text.lexicon import Lexicon
from annals.text.lines import CLAUSE, Shape

_WIDEST = 90
"""No title of several clauses is wider."""


def counted_titles(lines: Sequence[Shape], lexicon: Lexicon) -> frozenset[int]:
    """The indexes of the lines that a word counts and that are titles: no sentence, nothing announced, a text below them, as most
    of their like have. Boxes and annexes have their own ways."""
    found = counted_lines([_words(line, lexicon) for line in lines])
    titles = {index for index in found if _is_title(lines, index)}
    return frozenset(titles) if len(titles) * 2 > len(found) else frozenset()


def _words(line: Shape, lexicon: Lexicon) -> str:
    own = line.numbering or line.bullet or line.row or line.glyph or line.text.startswith(lexicon.back_matter)
    return "" if own or box_label(line.text, lexicon.boxes) is not None else line.text


def _is_title(lines: Sequence[Shape], index: int) -> bool:
    line, below = lines[index], lines[index + 1 : index + 2]
    said = line.prose or line.ended or line.text[-1] in "，、；：,;:" or line.width > _WIDEST
    return not said and any(_is_text(other) for other in below)


def _is_text(line: Shape) -> bool:
    return not line.row and ((line.prose and line.width >= CLAUSE) or line.width > LABEL_WIDTH)
