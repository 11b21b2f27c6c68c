"""Marks of notes without their notes, and notes without marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from annals.check.signs import Place, Sign, place_of
from annals.model import Block, BlockKind
from annals.text.lines import SHORT_LINE

_mark = re.compile(r"[①-⑳]|\[\d{1,2}\]")
_torn_note = re.compile(r"(?:[①-⑳]|\[\d{1,2}\])[，。、；：]")


def note_signs(blocks: Sequence[tuple[Block, str]]) -> Iterator[Place]:
    """The paragraphs that begin with a mark and what cannot be a note's beginning, those that begin with a mark that
    no text has, and those with a mark that has no note, where the text has notes at all."""
    paragraphs = [(block, text) for block, text in blocks if block.content.kind is not BlockKind.ROW]
    heads = [(block, text, match[0]) for block, text in paragraphs if (match := _mark.match(text))]
    inner = {match[0] for _, text in paragraphs for match in _mark.finditer(text, 1)}
    if not any(mark in inner for _, _, mark in heads):
        return
    noted = {mark for _, _, mark in heads}
    for block, text in paragraphs:
        head = _mark.match(text)
        if (head and (head[0] not in inner or _torn_note.match(text) or _holds_more(text))) or any(
            match[0] not in noted for match in _mark.finditer(text, 1)
        ):
            yield place_of(Sign.NOTE_MARK, block, text)


def _holds_more(text: str) -> bool:
    """Whether more sentences stand behind a note than a note has."""
    return len(text) > 2 * SHORT_LINE and text.count("。") > 1
