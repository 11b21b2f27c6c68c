"""What stands around tables and may be a part of them, or of the text above: names that became headings, headings that stayed
plain lines, rows that were left outside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from annals.check.signs import Place, Sign, Told, place_of, reach
from annals.model import Block, BlockKind, Cleaned
from annals.text.characters import HAN, ends_sentence, is_prose, width
from annals.text.lines import CLAUSE, SHORT_LINE

_OUTLINE = 3
"""So many headings above text show what a heading of the outline is."""
_NAMED = 2
"""The name of a table and its unit stand above it; a third line is none of it."""
_UNSETTLED = "T121"
"""The rule that sets the lines of a table below each other where nobody can tell how they are divided."""
_unit = re.compile(r"[（(]单位[：:][^（）()]{1,16}[)）]$")
_figure = re.compile(
    rf"[{HAN}）)%％](?: ?[-−]?\d[\d,]{{0,20}}(?:\.\d{{1,8}})?[%％]?)(?: [-−]?\d[\d,.]{{0,20}}[%％]?){{0,12}}$"
)


def around_tables(blocks: Sequence[Told]) -> Iterator[Place]:
    """Headings that name a table, short lines above one that may be a heading, and what stands below one like a row of it."""
    yield from _names(blocks)
    yield from _stacked(blocks)
    yield from _tails(blocks)


def undivided(blocks: Sequence[Told], cleaned: Cleaned) -> Iterator[Place]:
    """The tables of which some rows or columns are not settled, each once: what the rule that keeps them together wrote."""
    unsettled = {
        line
        for entry in cleaned.ledger
        if entry.code == _UNSETTLED
        for line in range(entry.lines[0], entry.lines[1] + 1)
    }
    at = 0
    while at < len(blocks):
        end = at + 1
        if blocks[at][0].content.kind is BlockKind.ROW:
            while end < len(blocks) and _goes_on(blocks[end][0]):
                end += 1
            lines = {line for block, _ in blocks[at:end] for low, high in block.lines for line in range(low, high + 1)}
            if lines & unsettled:
                yield reach(Sign.UNDIVIDED, blocks[at:end])
        at = end


def _goes_on(block: Block) -> bool:
    """Whether a row goes on with the table above it."""
    return block.content.kind is BlockKind.ROW and not block.content.header


def _names(blocks: Sequence[Told]) -> Iterator[Place]:
    """The headings without a number that have nothing but a table below them, in a text whose other headings have text, and
    those that bear a unit. The first is the title; one of several without a number is a part as they are, and so is what
    stands beside chapters."""
    headings = [at for at, (block, _) in enumerate(blocks) if block.section is not None]
    plain = Counter((blocks[at][0].above, blocks[at][0].level) for at in headings if not blocks[at][0].numbered)
    above_table = [
        at
        for at in headings[1:]
        if plain[blocks[at][0].above, blocks[at][0].level] == 1
        and not blocks[at][0].numbered
        and blocks[at][0].level > 1
        and _begins_table(blocks, at + 1)
    ]
    others = len(headings) - len(above_table)
    for at in headings[1:]:
        block, text = blocks[at]
        named = at in above_table and others >= max(_OUTLINE, 2 * len(above_table))
        if named or _unit.search(text):
            yield place_of(Sign.LABEL_HEADING, block, text)


def _begins_table(blocks: Sequence[Told], at: int) -> bool:
    """Whether rows stand here, or below one short line that may be their unit."""
    kinds = [block.content.kind for block, _ in blocks[at : at + 2]]
    unit = len(kinds) > 1 and _is_label(*blocks[at]) and kinds[1] is BlockKind.ROW
    return bool(kinds) and (kinds[0] is BlockKind.ROW or unit)


def _is_label(block: Block, text: str) -> bool:
    plain = block.section is None and block.content.kind is BlockKind.PARAGRAPH
    return plain and width(text) <= CLAUSE and not ends_sentence(text)


def _stacked(blocks: Sequence[Told]) -> Iterator[Place]:
    """The first of several short lines right above a table that stand behind a whole sentence: a table has a name and a unit."""
    for at, (block, _) in enumerate(blocks):
        if block.content.kind is not BlockKind.ROW or (at and blocks[at - 1][0].content.kind is BlockKind.ROW):
            continue
        first = at
        while first and _is_label(*blocks[first - 1]):
            first -= 1
        behind = first and (ends_sentence(blocks[first - 1][1]) and is_prose(blocks[first - 1][1]))
        if behind and at - first == _NAMED + 1 and not blocks[first][1][-1].isdigit():
            yield place_of(Sign.UNMARKED, *blocks[first])


def _tails(blocks: Sequence[Told]) -> Iterator[Place]:
    """The lines right below a table that end in a figure as its rows do, without saying anything."""
    tail: list[Told] = []
    inside = False
    for block, text in blocks:
        row = block.content.kind is BlockKind.ROW
        inside = row or (inside and block.content.kind is BlockKind.PARAGRAPH and _may_be_row(block, text))
        if inside and not row:
            tail.append((block, text))
        elif tail:
            yield reach(Sign.FRAGMENTS, tail)
            tail = []
    if tail:
        yield reach(Sign.FRAGMENTS, tail)


def _may_be_row(block: Block, text: str) -> bool:
    says = block.section is not None or "，" in text or ends_sentence(text) or width(text) > SHORT_LINE
    return not says and _figure.search(text) is not None
