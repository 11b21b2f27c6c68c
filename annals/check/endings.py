"""Paragraphs whose end says that they go on in the next one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annals.check.notices import is_torn
from annals.check.signs import Place, Sign, Told, place_of
from annals.model import BlockKind
from annals.text.characters import ends_sentence, is_han, is_prose, width
from annals.text.lines import LONG_LABEL, label_of

_REMNANT = 2
_SEMICOLONS = "；;"


def unended(blocks: Sequence[Told]) -> Iterator[Place]:
    """The paragraphs that break off in a word and are followed by a paragraph that begins nothing. A short line may be a
    cell or a name, and an item of a list has no stop where its neighbours have none."""
    for (block, text), (below, following) in pairwise(blocks):
        if block.section is not None or below.section is not None:
            continue
        if {block.content.kind, below.content.kind} != {BlockKind.PARAGRAPH} or width(text) < LONG_LABEL:
            continue
        breaks = is_han(text[-1]) and "，" in text and not is_torn(text)
        goes_on = is_han(following[:1]) and label_of(following) is None and width(following) > _REMNANT
        if breaks and goes_on and ends_sentence(following):
            yield place_of(Sign.UNENDED, block, text, end=True)


def after_semicolons(blocks: Sequence[Told]) -> Iterator[Place]:
    """The paragraphs of whole sentences that end in a semicolon alone among their neighbours, and are followed by one that goes
    on: a tool began a line there. The items of a list have theirs one after the other, or what announces them above."""
    for (_, over), (block, text), (below, words) in zip([(None, ""), *blocks], blocks, blocks[1:], strict=False):
        if block.section is not None or {block.content.kind, below.content.kind} != {BlockKind.PARAGRAPH}:
            continue
        alone = (
            text[-1] in _SEMICOLONS and (over or " ")[-1] not in f"{_SEMICOLONS}：:" and words[-1] not in _SEMICOLONS
        )
        whole = is_prose(text) and is_prose(words) and label_of(text) is None and label_of(words) is None
        if alone and whole and below.section is None:
            yield place_of(Sign.OPEN, block, text, end=True)


def swallowed_numbers(others: Sequence[Told]) -> Iterator[Place]:
    """The paragraphs that hold behind a stop the number that follows one which begins a paragraph, and begins none itself:
    `…认证。2、染料` where another begins with `1、`. Items that all stand in one paragraph are a sentence."""
    begun = {int(match[1]) for _, text in others if (match := _number.match(text)) is not None}
    for block, text in others:
        inner = next((it for it in _inner_number.finditer(text) if _follows(int(it[1]), begun)), None)
        if block.content.kind is BlockKind.PARAGRAPH and inner is not None and len(_inner_number.findall(text)) == 1:
            yield place_of(Sign.INNER_MARK, block, text[inner.start() :])


_number = re.compile(r"(\d{1,2})、(?!\d)")
_inner_number = re.compile(r"(?<=[。；])(\d{1,2})、(?!\d)")


def _follows(number: int, begun: set[int]) -> bool:
    return number - 1 in begun and number not in begun
