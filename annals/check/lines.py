"""Signs that the raw lines give: a part that ends in a line its page broke, short lines joined, columns read as one."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annals.check.signs import Place, Sign, place_of
from annals.clean.measure import Measure
from annals.clean.rules.measuring import measured
from annals.model import Block, BlockKind, Source
from annals.text.characters import HAN, ends_sentence, is_han, width
from annals.text.lexicon import Lexicon
from annals.text.lines import CLAUSE, Shape
from annals.text.reading import Reading

_ROOM, _INDENT = 0.3, 2.3
"""A line with so little room left is full, and the first line of a paragraph that sets in by two characters."""
_REST = 6
"""What is left of a heading for a second line is no wider."""
_NARROW = 1.6
"""Log odds of five to one: a likelihood that leans less to one side has not decided. Beyond it nearly all ends are right:
in a report of 1983 ten of ten were, doubted only because their lines are full."""
_SHORT = 0.3
_NO_PAGE = 18
"""A line with so large a share of its page left is short; and where all lines are so narrow, they are no lines of sentences
but a list, whose longest items look full."""
_HALF = (0.38, 0.56)
"""Shares of a page's width between which a line is as wide as one of two columns."""
_HALVES, _APART = 4, 25
"""So many such lines in a row make a stretch, with so many other lines between two of them at most."""
_ANNOUNCES = "：:；;"


def line_signs(blocks: Sequence[tuple[Block, str]], source: Source, lexicon: Lexicon) -> Iterator[Place]:
    """The parts that end where a full line does though their sentence goes on, those that were joined of short lines, and
    the stretches in which two columns were read as one. `blocks` are given with their words."""
    measure = measured(Reading(text=source.text, lexicon=lexicon))
    places = {bisect_right(source.line_starts, line.start): at for at, line in enumerate(measure.lines[:-1])}
    yield from _columns(measure, {at: number for number, at in places.items()})
    joined: list[Place] = []
    for (block, text), (_, following) in pairwise([*blocks, (None, "")]):
        if block is None or not block.lines or block.content.kind in (BlockKind.ROW, BlockKind.CAPTION) or not text:
            continue
        at = places.get(block.lines[-1][1])
        if _is_run_together(measure, [places[line] for line in _lines_of(block) if line in places], block, text):
            joined.append(place_of(Sign.JOINED, block, text))
        if at is None:
            continue
        whole = ends_sentence(text) or text[-1] in _ANNOUNCES
        if not whole and following and _may_go_on(measure, at, block, text, following):
            yield place_of(Sign.CUT_LINE, block, text, end=True)

    # One alone may be a heading of a form, set in two lines.
    yield from joined if len(joined) > 1 else ()


def _lines_of(block: Block) -> list[int]:
    return [line for first, last in block.lines for line in range(first, last + 1)]


def _is_run_together(measure: Measure, lines: Sequence[int], block: Block, text: str) -> bool:
    """Whether lines were joined of which none is full and none says that it goes on, to words without one stop: the items
    of a list whose marks were lost. A sentence that a tool broke early has a stop at its end."""
    if block.section is not None or len(lines) < 2 or ends_sentence(text) or "。" in text or block.numbered:
        return False
    inner = [at for at in lines if at != lines[-1]]
    return all(_is_short(measure, at) and measure.lines[at].text[-1] not in "，、；：" for at in inner)


def _is_short(measure: Measure, at: int) -> bool:
    """Whether a line leaves much of its page free, or its page is as narrow as no page of sentences is."""
    page = measure.widths[at]
    return page is not None and (page < _NO_PAGE or measure.rooms[at] > _SHORT * page)


def _columns(measure: Measure, numbers: dict[int, int]) -> Iterator[Place]:
    """The stretches in which lines of half the width break off in a word, again and again: of two columns that were read
    line by line the lines beside a picture or a gap stand alone, and those around them hold a piece of either, with a blank
    between them. A heading, a cell and the last line of a paragraph are short too, but the one has no clause and the other
    ends."""
    doubles = _doubles(measure.lines)
    halves = [at for at in range(len(measure.lines) - 1) if _is_half(measure, at) or at in doubles]
    run: list[int] = []
    for at in [*halves, math.inf]:
        if run and at - run[-1] > _APART:
            if len(run) >= _HALVES:
                first, last = int(run[0]), int(run[-1]) + 1
                line, end = numbers[first], numbers.get(last, numbers[first])
                yield Place(sign=Sign.COLUMNS, line=line, last=max(line, end), text=measure.lines[first].text[:24])
            run = []
        run.append(int(at) if at != math.inf else 0)


def _is_half(measure: Measure, at: int) -> bool:
    page, line = measure.widths[at], measure.lines[at]
    if page is None or page < 2 * CLAUSE or line.numbering or line.hashes or line.row or line.ended:
        return False
    wide = width(line.text)
    return max(CLAUSE, _HALF[0] * page) <= wide <= _HALF[1] * page and is_han(line.text[-1]) and " " not in line.text


def _doubles(lines: Sequence[Shape]) -> frozenset[int]:
    """The places of the lines that hold two halves of lines each. None where a tool joined printed lines with a blank, which
    then stands in most whole paragraphs; and what is printed on each page was cut nowhere."""
    whole = [_gap.search(line.text) is not None for line in lines if line.width > _SHEET]
    if len(whole) >= _HALVES and sum(whole) * 2 > len(whole):
        return frozenset()
    printed = Counter(line.text for line in lines)
    return frozenset(at for at, line in enumerate(lines) if printed[line.text] < _PAGES and _is_double(line))


def _is_double(line: Shape) -> bool:
    """Whether a line holds two halves of lines: one blank between Chinese words, none in their midst, far from both its ends."""
    gaps = [match.start() for match in _gap.finditer(line.text)]
    if not 0 < len(gaps) <= _BLANKS or line.row or line.hashes or line.width > _SHEET:
        return False
    parts = ((line.text[: gap + 1], line.text[gap + 2 :]) for gap in gaps)
    return any(width(left) >= _PIECE and width(right) >= _PIECE and left[-1] not in "。：" for left, right in parts)


_gap = re.compile(rf"[{HAN}，、；。”）] (?=[{HAN}“（《])")
_BLANKS = 2
"""A line with more such blanks is a row of cells or set with blanks between its words."""
_PAGES = 3
"""What is printed so often is a page's own."""
_SHEET = 100
"""No two halves of lines are wider; a paragraph that is not wrapped is."""
_PIECE = 12
"""Half of a line is as wide as this at least; a name or a cell is narrower."""


def _may_go_on(measure: Measure, at: int, block: Block, text: str, following: str) -> bool:
    """Whether a line is full, or would be with an indent that its tool did not keep, and the next begins nothing; a shorter
    one where the measure leaves it open, and it is a clause or stands above what may be its last characters."""
    page = measure.widths[at]
    if page is None or page < CLAUSE or at + 1 in measure.walls:
        return False
    if block.lines[0][0] != block.lines[-1][1]:
        return measure.rooms[at] < _ROOM
    if measure.rooms[at] < _INDENT:
        return True
    rest = block.section is not None and width(following) <= _REST and not ends_sentence(text)
    return measure.leanings[at] > -_NARROW and (rest or ("，" in text and not block.numbered))
