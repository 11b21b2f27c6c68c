"""Lines that stand by themselves though no blank line parts them: lists, cells, axis labels, names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annals.text.captions import is_caption
from annals.text.characters import HAN
from annals.text.lines import CLAUSE, Shape
from annals.text.reading import Reading

_FEW = 5
"""A phrase of a picture is set in no more lines, and a line so narrow is a word of its own."""
_entry = re.compile(rf"[{HAN}]{{2,12}}[：: ，,]")
"""How an entry of a catalogue begins: `档号：…`, `省档案馆 …`, `省档案馆，全宗号24，…`."""
_ENTRIES = 3
"""So many lines with the same marks in the same order are no wrapped text."""
_marks = re.compile(r"[，、；：,;:《》〔〕（）()]")
_figure = re.compile(r"\d ?[%％]?$")
_break = re.compile(r" {2,}\n")
"""How Markdown writes a line break."""
_FORMULA = "$$"
"""What stands above and below a formula."""


def listed_lines(reading: Reading) -> frozenset[int]:
    """The places of the lines whose line end parts two items or cells, because the lines around them are a list."""
    lines = reading.lines
    found: set[int] = set(catalogued(lines))
    for block in _blocks(lines):
        if _is_list(lines[block.start : block.stop], _above(lines, block), reading.text):
            found.update(block[:-1])
    return frozenset(found)


def catalogued(lines: Sequence[Shape]) -> frozenset[int]:
    """The places of the lines whose line end parts two entries of a catalogue, commas in them or not, however wide they are."""
    return frozenset(
        at
        for block in _blocks(lines)
        if _are_entries(lines[block.start : block.stop], _above(lines, block))
        for at in block[:-1]
    )


def _blocks(lines: Sequence[Shape]) -> Iterator[range]:
    """The places of lines close together, several at a time."""
    start = 0
    for at in range(1, len(lines) + 1):
        if at < len(lines) and not _begins_block(lines[at]):
            continue
        if at - start > 1:
            yield range(start, at)
        start = at


def _above(lines: Sequence[Shape], block: range) -> Sequence[Shape]:
    return lines[max(0, block.start - 1) : block.start]


def _begins_block(line: Shape) -> bool:
    return bool(line.blanks_before or line.page_before or line.marked)


def _is_list(block: Sequence[Shape], above: Sequence[Shape], text: str) -> bool:
    """Whether lines close together are items of a list or cells of a table rather than a phrase in several lines:
    they are announced, many, narrow, alike, hold a figure each, or are broken on purpose."""
    if any(line.text == _FORMULA for line in block):
        return False
    if any(_break.match(text, line.end) for line in block[:-1]):
        return True
    if any(line.prose or "，" in line.text or "," in line.text for line in block if not _figure.search(line.text)):
        return False
    announced = any(line.text[-1] in "：:" or is_caption(line.text) for line in (*above, block[0]))
    figures = sum(1 for line in block if _figure.search(line.text))
    return (
        announced or figures > 1 or len(block) > _FEW or all(line.width <= _FEW for line in block) or _are_alike(block)
    )


def _are_alike(block: Sequence[Shape]) -> bool:
    """Whether two lines that follow each other begin or end with the same word, as names of one kind do, or begin with
    the same words however long they are, as entries of a catalogue do (`档号：…`)."""
    ends = [(line.text[:2], line.text[-1]) for line in block if line.width < CLAUSE]
    named = any(one[0] == other[0] or one[1] == other[1] for one, other in pairwise(ends))
    return named or any(begin_alike(one, other) for one, other in pairwise(block))


def _are_entries(block: Sequence[Shape], above: Sequence[Shape]) -> bool:
    """Whether lines that say no sentence, commas in them or not, are entries of a catalogue: each begins as one beside it does, or
    all of them have the same marks in the same order below a line that announces them (`县档案馆，案卷号24，《请示》`)."""
    if any(line.ended or line.prose for line in block):
        return False
    alike = {at for at, (one, other) in enumerate(pairwise(block)) if begin_alike(one, other)}
    if len(alike | {at + 1 for at in alike}) == len(block):
        return True
    announced = any(line.text[-1] in "：:" for line in above)
    forms = [_marks.findall(line.text) for line in block]
    return announced and len(block) >= _ENTRIES and forms[0] != [] and all(form == forms[0] for form in forms)


def begin_alike(one: Shape, other: Shape) -> bool:
    """Whether two lines begin with the same key; what goes on does not begin as it began."""
    first, second = _entry.match(one.text), _entry.match(other.text)
    return first is not None and second is not None and first.group() == second.group()
