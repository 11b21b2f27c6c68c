"""Words that stand upright on a page, which a tool read as a line for each character."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from annals.clean.contract import rule
from annals.model import Edit
from annals.text.characters import han_character
from annals.text.lines import Shape
from annals.text.reading import Reading

_CONTENTS = ("目录", "目次")
_LONGEST = 6
"""No word that opens or closes a book is longer."""


@rule("J127", "竖排的题目")
def upright_words(reading: Reading) -> Iterator[Edit]:
    """Yield joins of lines of one Han character each that spell the title of a list of contents or of a part before or behind the
    chapters (`目`, `录`; `前`, `言`), as its title or as an entry of the list.

    Evidence: the lexicon has the word whole. Cells of one character, and columns of other words, stay.
    """
    words = {*_CONTENTS, *reading.lexicon.overviews, *reading.lexicon.back_matter}
    at = 0
    while at < len(reading.lines):
        count = _characters_of_word(reading.lines, at, words)
        for first, second in pairwise(reading.lines[at : at + count]):
            yield Edit(start=first.end, end=second.start, new="", reason="竖排的题目")
        at += max(count, 1)


def _characters_of_word(lines: Sequence[Shape], at: int, words: set[str]) -> int:
    """How many lines from one on are the characters of a word, 0 where they spell none."""
    spelt = ""
    for count, line in enumerate(lines[at : at + _LONGEST]):
        if not han_character.fullmatch(line.text) or line.marked:
            return 0
        spelt += line.text
        if count and spelt in words:
            return count + 1
    return 0
