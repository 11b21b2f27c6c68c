"""Marks of notes without their notes, and notes without marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annals.check.signs import Place, Sign, place_of
from annals.model import Block, BlockKind
from annals.text.lines import SHORT_LINE

_mark = re.compile("[①-⑳]")
"""A number in brackets may be that of a list of references, which need not all be cited."""
_torn = re.compile(r"(?:[①-⑳]|\[\d{1,2}\])[，。、；：]")


def note_signs(blocks: Sequence[tuple[Block, str]]) -> Iterator[Place]:
    """The paragraphs that begin with a mark and what no note begins with; where a text has notes at all also those that
    begin with a mark that no text has, that go on behind a note, and those with a mark that has no note."""
    texts = [(block, text) for block, text in blocks if block.content.kind is not BlockKind.ROW]
    noted = {match[0] for _, text in texts if (match := _mark.match(text))}
    inner = {match[0] for _, text in texts for match in _mark.finditer(text, 1)}
    has_notes = bool(noted & inner)
    for block, text in texts:
        head = _mark.match(text)
        alone = head is not None and (head[0] not in inner or _holds_more(text))
        lost = any(match[0] not in noted for match in _mark.finditer(text, 1))
        if _torn.match(text) or (has_notes and (alone or lost)):
            yield place_of(Sign.NOTE_MARK, block, text)


def skipped_references(blocks: Sequence[tuple[Block, str]]) -> Iterator[Place]:
    """The references behind whose number the next is left out or goes back: the one that is missing was joined to them,
    or stands elsewhere. A list that begins anew does so at one."""
    numbered = [(block, text, int(match[1])) for block, text in blocks if (match := _reference.match(text)) is not None]
    for (block, text, number), (_, _, following) in pairwise(numbered):
        if following not in (number + 1, 1):
            yield place_of(Sign.NOTE_MARK, block, text)


_reference = re.compile(r"[\[［【](\d{1,3})[\]］】」]")
"""The number of an entry in a list of references."""


def _holds_more(text: str) -> bool:
    """Whether more sentences stand behind a note than a note has."""
    return len(text) > 2 * SHORT_LINE and text.count("。") > 1
