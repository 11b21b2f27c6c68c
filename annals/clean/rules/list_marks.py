"""What tools make of numbered lines and their wraps when they see a list in them: a mark before the number, a mark before
each line of one item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annals.clean.contract import rule
from annals.clean.rules.wraps import glue
from annals.model import Edit
from annals.text.characters import HAN, han_character, width
from annals.text.lines import CLAUSE, LONG_LABEL, Shape
from annals.text.numerals import COUNTING, TO_TEN
from annals.text.reading import Reading
from annals.text.units import starts_with_unit

_number = (
    rf"(?:第[{COUNTING}\d]{{1,5}}[编章节条]|[{TO_TEN}]{{1,3}}、|[（(](?:[{TO_TEN}]{{1,3}}|\d{{1,2}})[)）]"
    r"|\d{1,2}[、．.](?!\d)|\d{1,2}(?:\.\d{1,2}){1,3}(?= ))"
)
_marked_number = re.compile(
    rf"^[ ]{{0,12}}([-*+][ ]{{1,4}})(?:\*\*)?(?P<number>{_number})[ ]{{0,4}}(?=[{HAN}A-Za-z“《])", re.MULTILINE
)
_numbered = re.compile(rf"(?:\*\*)?{_number}")
_FEWEST = 3
"""Fewer lines may be so by chance."""
_RAGGED = 3
"""By so much the widths of lines that a page's width cut differ."""
_open_end = re.compile(rf"[{HAN}A-Za-z\d，、“（《”）》%]$")


@rule("J116", "一个条目的几行")
def items_in_lines(reading: Reading) -> Iterator[Edit]:
    """Yield joins of an item with the lines that go on with it, which a tool gave marks of their own.

    Evidence: it fills the width at which at least three items of the text are cut, and has no end.
    A line with a number begins an item.
    """
    lines = reading.lines
    cut = [at for at in range(len(lines) - 1) if _may_go_on(lines[at], lines[at + 1])]
    widest = max((width(lines[at].text) for at in cut), default=0)
    full = [at for at in cut if width(lines[at].text) + _RAGGED >= widest]
    if len(full) < _FEWEST or widest < LONG_LABEL or _is_even(lines, widest):
        return
    for at in full:
        yield Edit(start=lines[at].end, end=lines[at + 1].body, new="", reason="条目折行")


def _may_go_on(first: Shape, second: Shape) -> bool:
    marked = first.bullet and second.bullet and not second.glyph and not second.page_before
    # `- 5 -` is the number of a page.
    words = han_character.search(second.text) is not None and not _numbered.match(second.text)
    return marked and words and _open_end.search(first.text) is not None


def _is_even(lines: Sequence[Shape], widest: int) -> bool:
    """Whether items are wider than the width at which they would be cut: then nothing cuts them."""
    return any(line.bullet and width(line.text) > widest + _RAGGED for line in lines)


@rule("J125", "条目缩进的续行")
def hanging_lines(reading: Reading) -> Iterator[Edit]:
    """Yield joins of an item with the lines below it that are set in to where its words begin: in Markdown and in print alike they
    go on with it.

    Evidence: the indent, and no end of a sentence before. What has a mark of its own, lines behind a colon, and short ones stay.
    """
    lines = reading.lines
    column = -1
    for first, second in pairwise(lines):
        opens = first.bullet or first.numbering in _ITEM_NUMBERS
        if opens:
            column = first.indent + max(first.body, first.number_end) - first.start
        elif first.indent != column:
            column = -1
        close = not (second.blanks_before or second.page_before or second.marked)
        going = first.width >= CLAUSE and _open_end.search(first.text) is not None
        if column > 0 and second.indent == column and close and going:
            yield Edit(start=first.end, end=second.start, new=glue(first.text, second.text), reason="条目折行")


_ITEM_NUMBERS = ("1.", "（1）")


@rule("J117", "独占一行的项目符号")
def marks_alone(reading: Reading) -> Iterator[Edit]:
    """Yield a space for the line end between a mark alone on its line and the words that it stands before.

    Evidence: at least three such lines, each with words of their own below it. What has a mark or a number, a row and a
    heading stay.
    """
    lines = reading.lines
    found = [(first, second) for first, second in pairwise(lines) if _stands_before(first, second)]
    for first, second in found if len(found) >= _FEWEST else ():
        yield Edit(start=first.end, end=second.body, new=" ", reason="项目符号与条目本为一行")


def _stands_before(first: Shape, second: Shape) -> bool:
    return (
        _lone_mark.fullmatch(first.text) is not None
        and not second.marked
        and han_character.search(second.text) is not None
    )


_lone_mark = re.compile(r"[•●◦▪■◆➢➤\ue000-\uf8ff]")


@rule("D107", "编号之前的列表号")
def marks_before_numbers(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of list marks before numbers in the manner of Chinese outlines: `- 一、总体要求`, `- **1.2 范围**`.

    Evidence: three such lines at least. Items without a number keep their marks.
    """
    found = [
        match
        for match in _marked_number.finditer(reading.text)
        if not (match.group("number").replace(".", "").isdigit() and starts_with_unit(reading.text, match.end()))
    ]
    for match in found if len(found) >= _FEWEST else ():
        yield Edit(start=match.start(1), end=match.end(1), new="")
