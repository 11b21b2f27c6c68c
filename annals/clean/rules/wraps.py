"""Line ends that the width of a page made: hard wraps inside paragraphs, items and boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annals.clean.contract import rule
from annals.clean.rules.interruptions import interrupts
from annals.model import Edit, Safety
from annals.text.dates import is_month, is_month_of_year
from annals.text.lines import CLAUSE, LONG_LABEL, Shape, is_caption, key_value
from annals.text.reading import Reading
from annals.text.word_rows import parts_row

_REMNANT = 4
"""So few characters on the line behind a heading are its end."""
_latin_end, _latin_start = re.compile(r"[A-Za-z,.;)]$"), re.compile(r"^[A-Za-z(]")
CONNECTS = re.compile(r"[与和及暨、的]$")
"""How a heading ends that goes on in the next line."""


def glue(before: str, after: str) -> str:
    """What replaces a line end inside a sentence: nothing in Chinese, a space in Latin text and between words in a row."""
    latin = _latin_end.search(before) and _latin_start.match(after)
    return " " if latin or parts_row(before, after) else ""


def join(first: Shape, second: Shape, reason: str) -> Edit:
    return Edit(start=first.end, end=second.start, new=glue(first.text, second.text), reason=reason)


@rule("J102", "硬换行", Safety.SAFE)
def hard_wrap(reading: Reading) -> Iterator[Edit]:
    """Yield joins of line ends inside a paragraph, where the text parts its paragraphs with blank lines.

    Headings, items, numbering, keys and centred lines stand alone, and so does a line behind a whole sentence.
    """
    lines = reading.lines
    if not _separates_by_blank_lines(lines):
        return
    indented = indents_open_paragraphs(lines)
    for index, (first, second) in enumerate(pairwise(lines)):
        hangs = (first.bullet or first.glyph) and second.indent > first.indent
        opens = (indented and is_indented(second) and not hangs) or (first.ended and _sets_in(lines, index + 1))
        if second.blanks_before or second.page_before or first.row or _stands_alone(second) or opens:
            continue
        same_title = first.hashes == second.hashes > 0 and not second.numbering and CONNECTS.search(first.text)
        if second.marked and not same_title:
            continue
        if (
            is_month(first.text)
            or (first.hashes and not CONNECTS.search(first.text) and second.width > _REMNANT)
            or heading_like(first)
            or (first.ended and first.prose and second.prose)
        ):
            continue
        if first.indent > CENTRED or second.indent > CENTRED:
            continue
        if interrupts(second, reading.lexicon) or (is_caption(first.text) and second.text[0] not in "（("):
            continue
        yield (
            Edit(start=first.end, end=second.body, new="", reason="标题折行")
            if same_title
            else join(first, second, "段内换行")
        )


@rule("J108", "条目内的折行")
def hanging_items(reading: Reading) -> Iterator[Edit]:
    """Yield joins of an item with the lines that hang below its words.

    Evidence: the item fills its line or is long and unfinished. A short one is a heading above a paragraph: left alone.
    """
    lines = reading.lines
    full_edge = _usual_edge(lines)
    column = None
    for first, second in pairwise(lines):
        if first.bullet or first.glyph:
            column = first.indent + (first.body - first.start)
        hangs = column is not None and abs(second.indent - column) <= 1 and second.indent > 1
        if not hangs or second.blanks_before or second.page_before or second.marked:
            column = None
        elif _edge(first) >= full_edge - _RAGGED or (first.width >= _LONG_ITEM and not first.ended):
            yield join(first, second, "条目折行")
        else:
            column = None


@rule("J109", "缩进的专栏里的折行")
def indented_blocks(reading: Reading) -> Iterator[Edit]:
    """Yield joins of full lines in a block that is indented as a whole and sets in the first line of each paragraph.

    Blocks of single lines, centred titles and lines that are not full stay.
    """
    for block in _stretches(reading.lines):
        inner = [line for line in block if not line.row]
        margin = min((line.indent for line in inner), default=0)
        if margin < 2:
            continue
        edge = max(_edge(line) for line in inner)
        set_in = False
        for first, second in pairwise(block):
            opens = margin + 2 <= first.indent <= margin + 4
            full = _edge(first) >= edge - _RAGGED and first.width >= CLAUSE and not first.hashes and not first.row
            goes_on = second.indent == margin and not second.marked and not interrupts(second, reading.lexicon)
            set_in = (set_in or opens) and full and goes_on
            if set_in:
                yield join(first, second, "专栏里的折行")


_LONG_ITEM = 20
_PAGE_WIDTH = 60
"""No page is set wider."""


def _edge(line: Shape) -> int:
    """Where a line ends, in Han widths from the left edge of its page."""
    return line.width + (line.indent + 1) // 2


def _usual_edge(lines: Sequence[Shape]) -> int:
    edges = sorted(_edge(line) for line in lines)
    return edges[int(len(edges) * 0.9)] if edges else 0


def _stretches(lines: Sequence[Shape]) -> Iterator[list[Shape]]:
    """The lines that neither a blank line nor a page end parts, two or more together."""
    stretch: list[Shape] = []
    for line in lines:
        if stretch and (line.blanks_before or line.page_before):
            if len(stretch) > 1:
                yield stretch
            stretch = []
        stretch.append(line)
    if len(stretch) > 1:
        yield stretch


@rule("J104", "固定宽度的换行")
def fixed_width(reading: Reading) -> Iterator[Edit]:
    """Yield joins of full lines in a text that wraps at a fixed width without blank lines between paragraphs.

    Evidence: most lines end at one width, and the next does not open a paragraph. Texts of uneven lines stay whole.
    """
    lines = reading.lines
    free = [line for line in lines if not line.hashes and not line.row]
    full_width = _wrap_width(free)
    if full_width is None:
        return
    parted = _separates_by_blank_lines(lines)
    indented = sum(1 for line in free if line.indent >= 2) * 10 >= len(free)
    for first, second in pairwise(lines):
        if second.blanks_before or second.hashes or second.bullet or second.glyph or first.row or second.row:
            continue
        if (
            first.indent > CENTRED
            and second.indent > CENTRED
            and _is_long_title(first, full_width)
            and not second.marked
        ):
            yield join(first, second, "标题折行")
            continue
        if first.indent > CENTRED or second.indent > CENTRED or (interrupts(first, reading.lexicon) and first.ended):
            continue
        full = _edge(first) >= full_width - _RAGGED
        # Where paragraphs are indented, a line without indent opens none, however short the one
        # before it came out (full-width figures made half-width).
        full = full or (
            indented and not first.ended and not first.marked and first.width * 2 >= full_width and not second.marked
        )
        goes_on = second.indent < 2 if indented else (parted or not first.ended) and not second.marked
        goes_on = goes_on and not heading_like(second) and not interrupts(second, reading.lexicon)
        if full and goes_on and not first.hashes:
            yield join(first, second, "满行换行")


CENTRED = 8
"""A line indented further stands in the middle of its page, on its own."""
_RAGGED = 3
"""How far short of the full width a wrapped line may end: a mark or number that did not fit."""


def _is_long_title(line: Shape, full_width: int) -> bool:
    return bool(line.numbering) and line.width * 10 >= full_width * 6 and not line.ended


def _wrap_width(lines: Sequence[Shape]) -> int | None:
    """The width to which most lines are written, or None where there is no such width."""
    widths = sorted(_edge(line) for line in lines)
    if len(widths) < 5:
        return None
    full_width = widths[int(len(widths) * 0.9)]
    full = sum(1 for width in widths if full_width - _RAGGED <= width <= full_width + _RAGGED)
    return full_width if CLAUSE <= full_width <= _PAGE_WIDTH and full * 2 >= len(widths) else None


def _sets_in(lines: Sequence[Shape], index: int) -> bool:
    """Whether a line is indented and the one below it goes on further left."""
    below = lines[index + 1 : index + 2]
    return is_indented(lines[index]) and any(
        line.indent < lines[index].indent and not line.blanks_before for line in below
    )


def heading_like(line: Shape) -> bool:
    return bool(line.numbering) and line.width <= LONG_LABEL and not line.ended and not line.prose


def _separates_by_blank_lines(lines: tuple[Shape, ...]) -> bool:
    """Whether blank lines separate this text's paragraphs: at least one line end in five has
    one. Items stand close everywhere and do not count."""
    free = [line for line in lines[1:] if not line.bullet]
    return bool(free) and sum(1 for line in free if line.blanks_before) * 5 >= len(free)


def indents_open_paragraphs(lines: Sequence[Shape]) -> bool:
    """Whether this text's paragraphs begin with an indent: one line with a sentence in five does,
    wrapped lines between them not."""
    prose = [line for line in lines if line.prose and not line.hashes and not line.bullet and not line.row]
    return len(prose) >= 5 and sum(1 for line in prose if is_indented(line)) * 5 >= len(prose)


def is_indented(line: Shape) -> bool:
    return 2 <= line.indent <= CENTRED


def _stands_alone(line: Shape) -> bool:
    pair = key_value(line.text)
    is_key = pair is not None and not line.prose and len(pair[0]) <= 8
    return is_key or is_month_of_year(line.text) or is_month(line.text) or line.row
