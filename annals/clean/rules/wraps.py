"""Line ends that the width of a page made: hard wraps inside paragraphs, items and boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annals.clean.contract import rule
from annals.clean.counted_titles import counted_headings
from annals.clean.lone_paragraphs import lone_wraps
from annals.clean.rows_of_names import name_rows
from annals.clean.rules.interruptions import interrupts
from annals.clean.rules.lists import listed_lines
from annals.clean.rules.measuring import measured
from annals.clean.rules.references import ends_entry
from annals.clean.rules.walls import ends_in_ticks, is_of_cover, is_set_apart, names_issuer
from annals.clean.statements import PAGE, announces, counts_on, cut_statements, leads, pulled_apart
from annals.clean.title_lines import (
    CENTRED,
    CONNECTS,
    MARK,
    heading_like,
    is_indented,
    is_spread,
    tells_of_issue,
)
from annals.clean.wrapped_items import items_going_on
from annals.model import Edit, Safety
from annals.text.captions import (
    box_label,
    is_caption,
    is_document_number,
    names_annex,
)
from annals.text.dates import is_month, is_month_of_year
from annals.text.extents import extent
from annals.text.lexicon import Lexicon
from annals.text.lines import CLAUSE, LONG_LABEL, SHORT_LINE, Shape, key_value
from annals.text.reading import Reading
from annals.text.salutations import closing_lines
from annals.text.word_rows import parts_row

_REMNANT = 4
"""So few characters on the line behind a heading are its end."""
_latin_end, _latin_start = re.compile(r"[A-Za-z,.;)]$"), re.compile(r"^[A-Za-z(]")
_WORD = 8
"""What is no wider may be a word or two above a text."""
_spread_end, _spread_start = re.compile(r"[\d,:] [\d.,:]$"), re.compile(r"[\d.,](?!\d)")
_lone_end, _point_start = re.compile(r"(?<![\d.,])\d$"), re.compile(r"[.,] \d(?!\d)")


def glue(before: str, after: str) -> str:
    """What replaces a line end inside a sentence: nothing in Chinese, a space in Latin text, between words in a row and within a
    figure that is set wide."""
    if _spread_end.search(before) and _spread_start.match(after):
        return " "
    if _lone_end.search(before) and _point_start.match(after):
        return " "
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
    told, indented = _told_apart(reading), indents_open_paragraphs(lines)
    for at, (first, second) in enumerate(pairwise(lines)):
        bracketed = is_caption(first.text) and second.text[0] in "（("
        if at in told.surely or (at in told.by_width and not bracketed):
            continue
        same_title = first.hashes == second.hashes > 0 and not second.numbering and CONNECTS.search(first.text)
        if (second.marked and not same_title) or _is_set_in(lines, at, indented):
            continue
        ends = _ends(lines, at, reading.lexicon) or (is_caption(first.text) and not bracketed)
        if ends or _begins(lines, at + 1, reading.lexicon) or _are_two(first, second):
            continue
        yield (
            Edit(start=first.end, end=second.body, new="", reason="标题折行")
            if same_title
            else join(first, second, "段内换行")
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Apart:
    """The places of the lines that go on in no next one: for what many lines tell together, and for what the width tells, which another rule
    judges. A bracket below a caption belongs to it all the same."""

    surely: frozenset[int]
    by_width: frozenset[int]


def _told_apart(reading: Reading) -> _Apart:
    lines = reading.lines
    rows, measure = name_rows(lines, reading.lexicon.surnames), measured(reading)
    counted, widths = counted_headings(reading.text, lines), measure.settled
    alone = rows.led | rows.bare | reading.charts | closing_lines(lines, reading.lexicon)
    begun = alone | reading.articles | counted.begin
    by_width = (at for at in range(len(lines) - 1) if widths[at] is not None or measure.is_end(at))
    return _Apart(
        surely=alone | counted.ends | {at - 1 for at in begun},
        by_width=frozenset(by_width) | frozenset(listed_lines(reading)),
    )


def _is_set_in(lines: Sequence[Shape], at: int, indented: bool) -> bool:
    """Whether a blank line, a page end or an indent sets the next line off, other than that which hangs below an item's words."""
    first, second = lines[at], lines[at + 1]
    hangs = (first.bullet or first.glyph) and second.indent > first.indent
    opens = (indented and is_indented(second) and not hangs) or (first.ended and _sets_in(lines, at + 1))
    return bool(second.blanks_before or second.page_before or opens or max(first.indent, second.indent) > CENTRED)


def _ends(lines: Sequence[Shape], at: int, lexicon: Lexicon) -> bool:
    """Whether a line ends what it says: a title, a row, a date, a number, a line of a cover."""
    line, below = lines[at], lines[at + 1]
    return (
        line.row
        or is_month(line.text)
        or ends_in_ticks(line)
        or bool(line.hashes and not CONNECTS.search(line.text) and below.width > _REMNANT)
        or heading_like(line)
        or _is_far_from_full(lines, at)
        or is_document_number(line.text)
        or is_of_cover(lines, at, lexicon)
        or _is_set_wide(line)
    )


def _begins(lines: Sequence[Shape], at: int, lexicon: Lexicon) -> bool:
    """Whether a line begins something of its own: a key, a box, the name of who issued the text, a remark."""
    line, above = lines[at], lines[at - 1]
    return (
        _stands_alone(line)
        or (above.ended and (_is_far_from_full(lines, at) or _is_bare(lines, at)))
        or _names_box(line, lexicon)
        or tells_of_issue(line, above)
        or names_issuer(lines, at, lexicon)
        or interrupts(line, lexicon)
    )


def _are_two(first: Shape, second: Shape) -> bool:
    """Whether two lines are seen to be two beside each other: two sentences, what announces and what follows, two entries."""
    return (
        (first.ended and first.prose and second.prose)
        or (names_annex(first.text) and second.prose)
        or announces(first, second)
        or counts_on(first, second)
        or leads(first, second)
        or ends_entry(first, second)
    )


@rule("J112", "写满的行")
def full_lines(reading: Reading) -> Iterator[Edit]:
    """Yield joins of lines that are full by the text's own measure and whose sentence goes on in the next."""
    measure = measured(reading)
    full = set(measure.joins)
    charts = {reading.lines[at].start for at in reading.charts}
    cut = cut_statements(
        reading.lines,
        lambda line: line.start in charts or is_set_apart(line) or interrupts(line, reading.lexicon),
    )
    pulled, lone = pulled_apart(reading.lines), lone_wraps(reading.lines)
    counted = counted_headings(reading.text, reading.lines)
    items = items_going_on(reading.text, reading.lines)
    column, room = -1, int(is_spread(reading.lines))
    for at, (first, second) in enumerate(pairwise(reading.lines)):
        column = first.indent + (first.body - first.start) if first.bullet or first.glyph else column
        close = second.blanks_before <= room and not second.page_before
        hangs = column > 1 and abs(second.indent - column) <= 1 and close
        column = column if hangs and not second.marked else -1
        if at in counted.ends:
            continue
        if at in full:
            yield join(first, second, "写满的行")
        elif at in lone:
            yield join(first, second, "自成一页的一段")
        elif at in pulled:
            yield join(first, second, "标点后拆开的行")
        elif at in cut:
            yield join(first, second, "没有说完的一句")
        elif at in counted.inside or _is_centred_heading(first, second, measure.margins[at]):
            yield join(first, second, "标题折行")
        elif at in items or (column >= 0 and first.width >= _LONG_ITEM and not first.ended):
            yield join(first, second, "条目折行")


_LONG_ITEM = 20
"""An item that is wider and unfinished is no heading of the lines that hang below its words."""


def _is_centred_heading(first: Shape, second: Shape, edge: int) -> bool:
    """A long numbered heading in the middle of its page, broken into two lines; where it fills its page, the rest of it alone
    stands in the middle."""
    fills = second.width * 2 <= first.width and not (second.prose or second.ended or is_caption(second.text))
    centred = second.indent - edge > CENTRED and (first.indent - edge > CENTRED or fills)
    # Who signs stands at the right edge, behind the end of the last line of what is enclosed.
    below = second.indent + second.width <= first.indent + 2 * first.width
    close = below and not second.blanks_before and not second.page_before and not second.marked
    return centred and close and bool(first.numbering) and first.width >= CLAUSE and not first.ended


def _is_set_wide(line: Shape) -> bool:
    """Whether a line is a title whose characters were set apart, a blank between any two."""
    words = line.text.split()
    return len(words) >= _WIDE and all(len(word) == 1 and word.isalpha() for word in words)


_WIDE = 4
"""So many single characters in a row are a title set wide."""


def _is_far_from_full(lines: Sequence[Shape], index: int) -> bool:
    """Whether the words above a paragraph fill no third of its first line, or it is wider than any line that a page's width breaks: that
    did not break them off (`前言`), nor an item's that leave room for more words than the line below them has more."""
    if index + 1 >= len(lines):
        return False
    first, second = lines[index : index + 2]
    opens = not index or first.blanks_before > 0 or first.page_before or lines[index - 1].ended
    far = first.width <= _WORD and first.width * 3 < second.width
    if MARK.search(first.text) or not first.text[-1].isalpha():
        return False
    if first.bullet or first.glyph:
        return first.width <= LONG_LABEL and extent(first.text) + _FIRST_WORDS <= extent(second.text)
    announced = index > 0 and lines[index - 1].text[-1] in "：:"
    held = (opens or announced) and _would_have_held(lines, index)
    return held or (opens and (far or (first.width <= LONG_LABEL and second.width > PAGE)))


def _would_have_held(lines: Sequence[Shape], index: int) -> bool:
    """Whether a line without a mark leaves room for the word below it, though the two lines below stand close and the first of them,
    which is no wider than the second, is broken: it is a title above their paragraph."""
    first, below = lines[index], lines[index + 1 : index + 3]
    close = len(below) == _BELOW and not any(line.blanks_before or line.page_before or line.marked for line in below)
    if not close or below[0].ended or first.width > LONG_LABEL:
        return False
    broken, after = (extent(line.text) for line in below)
    held = extent(first.text) + extent("".join(_first_word.findall(below[0].text)[:1]))
    return held + _RAGGED <= broken <= after + _RAGGED


_FIRST_WORDS = 8.0
"""So much room would have held a word or two of the next line."""
_BELOW = 2
_RAGGED = 2.0
"""By so much the widths of full lines differ."""
_first_word = re.compile(r"[A-Za-z\d.,%'-]+|.")


def _names_box(line: Shape, lexicon: Lexicon) -> bool:
    """Whether a line is the number of a box and its title: `专栏3 重点工程`."""
    label = box_label(line.text, lexicon.boxes)
    return label is not None and label[0] < label[1] and not line.prose and line.width <= SHORT_LINE


def _is_bare(lines: Sequence[Shape], index: int) -> bool:
    """Whether the last line above a blank one says no sentence and has no mark: behind a whole one it does not go on with it."""
    line = lines[index]
    last = index + 1 == len(lines) or lines[index + 1].blanks_before > 0
    return last and not (line.ended or line.prose or MARK.search(line.text)) and line.text[-1].isalnum()


def _sets_in(lines: Sequence[Shape], index: int) -> bool:
    """Whether a line is indented and the one below it goes on further left."""
    below = lines[index + 1 : index + 2]
    return is_indented(lines[index]) and any(
        line.indent < lines[index].indent and not line.blanks_before for line in below
    )


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


def _stands_alone(line: Shape) -> bool:
    pair = key_value(line.text)
    is_key = pair is not None and not line.prose and len(pair[0]) <= 8
    return is_key or is_month_of_year(line.text) or is_month(line.text) or line.row or line.ticks == 0
