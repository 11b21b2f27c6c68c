"""Line ends that are no paragraph ends: pages, columns, boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annals.clean.broken_titles import cut_titles
from annals.clean.contract import rule
from annals.clean.counted_titles import counted_headings
from annals.clean.page_edges import is_set_in_below_blank, left_edges
from annals.clean.room_left import leaves_room
from annals.clean.rows_of_names import name_rows
from annals.clean.rules.interruptions import LEADS_ON, UNFINISHED, clause_goes_on, interrupts, waits_for_rest
from annals.clean.rules.walls import is_set_apart
from annals.clean.rules.wraps import indents_open_paragraphs, join
from annals.clean.title_lines import CONNECTS, is_broken_heading, is_indented, is_title_of_two_lines
from annals.model import Edit, Safety
from annals.text.captions import is_caption
from annals.text.characters import HAN, OPENING, is_han
from annals.text.cut_words import inside_words
from annals.text.dates import YEAR, wants_date
from annals.text.lexicon import Lexicon
from annals.text.lines import CLAUSE, LONG_LABEL, SHORT_LINE, Shape, is_figures, key_value
from annals.text.numerals import COUNTING
from annals.text.openings import begins_as_title
from annals.text.reading import Reading
from annals.text.units import starts_with_counter, starts_with_unit

_LISTING = 12
"""A line with a comma that is wider states something, so that the figure below it may go on."""
_OPEN = 20
"""A line that ends in a comma and is wider is no key or cell."""
_ITEM = 10
"""A numbered line that ends in a comma and is as wide says something: no title ends so."""
_han = re.compile(f"[{HAN}]")
_date = re.compile(rf"{YEAR}\s?年|\d{{1,2}}\s?月")
"""How a sentence often begins; below a heading with a comma it does."""
_ends_in_figure = re.compile(rf"[{HAN}][ ]?\d[\d,.]*$")
_split_number = re.compile(r"\d[.,]$")
_cannot_start = re.compile(r"^(?:[，。、；：！？）》〉”’%％]|的(?![士确黎卡]).)")


@rule("J119", "行首的标点")
def marks_first(reading: Reading) -> Iterator[Edit]:
    """Yield joins of a line that begins with a mark no line begins with, and the line right above it.

    A tool that parts a line behind a bracket makes two short ones of a full one: no width tells what they are. A mark that
    stands alone on its line is left to the rules that take it as a sign of more.
    """
    for first, second in pairwise(reading.lines):
        close = not (second.blanks_before or second.page_before or first.row or second.row)
        if close and _mark_first.match(second.text) and not second.marked and first.text[-1] not in _OPENS:
            yield join(first, second, "标点不在行首")


_mark_first = re.compile(r"[，。、；：！？）》」』”’】〕][^\s，。、；：！？][^|]")
_OPENS = "（《「『“‘【〔：:|"
"""Behind these nothing closes or stops: what follows is no rest of the line."""


@rule("J106", "数目与单位分行")
def count_and_unit(reading: Reading) -> Iterator[Edit]:
    """Yield nothing for the line end between a large figure and the measure word that follows it.

    Years above items, figures without a measure word and the scales of charts stay.
    """
    for index, (first, second) in enumerate(pairwise(reading.lines)):
        # Below other figures it is the last one of a scale, and the word is that of an axis.
        scale = index > 0 and is_figures(reading.lines[index - 1].text)
        if _count.fullmatch(first.text) and starts_with_counter(second.text) and not second.marked and not scale:
            yield join(first, second, "数目与单位")


_count = re.compile(r"[1-9]\d{0,2}(?:,\d{3})*(?:\.\d+)?|[1-9]\d*(?:\.\d+)?")


@rule("J103", "断开的句子", Safety.REVIEW)
def torn_sentence(reading: Reading) -> Iterator[Edit]:
    """Yield joins of the two halves of a sentence that a page, column or box tore apart.

    Evidence: the first is unfinished text, the second unmarked text; over a page less is asked. Slogans without
    a full stop, headings, items and whole paragraphs stay.
    """
    lines = reading.lines
    indented = indents_open_paragraphs(lines)
    widest = max((line.width for line in lines), default=0)
    open_ends, moved = _leaves_ends_open(lines), _moved_against_open_ends(reading)
    edges = left_edges(lines)
    halves = _cut_in_a_word(reading.text, lines)
    titles = cut_titles(reading.text, lines)
    names = name_rows(lines, reading.lexicon.surnames).bare
    alone = names | reading.articles
    counted = counted_headings(reading.text, lines)
    for index, (first, second) in enumerate(pairwise(lines)):
        opens = indented and is_indented(second) and first.numbering and not first.prose
        if (opens and not is_title_of_two_lines(lines, index)) or second.ticks == 0:
            continue
        if first.hashes and first.hashes == second.hashes and not second.numbering and CONNECTS.search(first.text):
            yield Edit(start=first.end, end=second.body, new="", reason="标题折行")
            continue
        if index in titles or is_broken_heading(first, second) or is_title_of_two_lines(lines, index):
            yield join(first, second, "标题折行")
            continue
        if _is_cut_item(first, second, widest):
            yield join(first, second, "有编号的句子折行")
            continue
        if clause_goes_on(lines, index, index + 1):
            yield join(first, second, "前段以分号结尾，换页后接续")
            continue
        if second.marked or first.hashes or first.ended or first.row or interrupts(second, reading.lexicon):
            continue
        barred = index in counted.ends | names or index + 1 in counted.begin | alone
        barred = barred or is_set_apart(first) or is_set_apart(second) or _is_of_chart(reading, index)
        barred = barred or _is_title_at_foot(reading, first, second)
        if barred or _is_noted(first, second) or begins_as_title(first, second):
            continue
        if is_set_in_below_blank(lines, index + 1, edges[index + 1]):
            continue
        following = lines[index + 2] if index + 2 < len(lines) else None
        apart = open_ends and second.blanks_before and not second.page_before and not _cannot_start.match(second.text)
        if apart and index not in halves:
            continue
        bare = index not in moved
        over_page = second.page_before and (
            (bare and _goes_on(first, second, following)) or waits_for_rest(first, second, reading.lexicon)
        )
        if (
            index in halves
            or over_page
            or _is_torn(first, second, reading.lexicon, unsaid=bare)
            or _breaks_item_off(lines, index, reading.lexicon)
        ):
            yield join(first, second, "前段末句未完，后段接续")


def _is_title_at_foot(reading: Reading, first: Shape, second: Shape) -> bool:
    """Whether a line leaves room at the end of a page, though the next one would have filled it: what it says is whole."""
    waits = waits_for_rest(first, second, reading.lexicon) or _cannot_start.match(second.text)
    return second.page_before and not waits and leaves_room(reading, first)


def _is_noted(first: Shape, second: Shape) -> bool:
    """Whether below what announces a table or a list stands a note, and nothing of that: `分类如下：`, `2 不含内部资料。`"""
    mark = _note_mark.match(second.text) if second.blanks_before and first.text[-1] in "：:" else None
    return mark is not None and not starts_with_unit(second.text, mark.end())


_note_mark = re.compile(rf"\d{{1,2}} ?(?=[{HAN}])")


def _is_of_chart(reading: Reading, index: int) -> bool:
    """Whether a line or the next one is text of a chart, or the line a caption that states nothing."""
    text = reading.lines[index].text
    return not reading.charts.isdisjoint((index, index + 1)) or (is_caption(text) and not _clause_mark.search(text))


def _cut_in_a_word(text: str, lines: Sequence[Shape]) -> frozenset[int]:
    """The places of the lines that state something and break off in a word of the text, which goes on below them in what ends a
    sentence."""
    asked = [
        (index, first.text, second.text)
        for index, (first, second) in enumerate(pairwise(lines))
        if not (first.numbering and not first.prose)
        and first.width >= CLAUSE
        and _clause_mark.search(first.text)
        and not first.ended
        and (second.prose or second.ended)
    ]
    told = inside_words(text, [(before, after) for _, before, after in asked])
    return frozenset(index for (index, _, _), cut in zip(asked, told, strict=True) if cut)


def _leaves_ends_open(lines: Sequence[Shape]) -> bool:
    """Whether most paragraphs of a text end without a full stop, so that a missing one tells of no tear: notes, answers,
    entries of a list. What ends in a letter, a digit or their marks is of another kind: a reference, an address."""
    ends = [
        first
        for first, second in pairwise(lines)
        if second.blanks_before
        and not first.marked
        and _clause_mark.search(first.text)
        and not first.text[-1].isascii()
    ]
    return len(ends) >= _ENDS and sum(1 for line in ends if not line.ended) * 2 > len(ends)


_ENDS = 20
"""So many paragraphs tell how a text ends them."""
_clause_mark = re.compile("[，。；,]")


def _moved_against_open_ends(reading: Reading) -> frozenset[int]:
    """The places of the lines behind which a person moved what follows, or took out what followed, over a blank line, where the text
    leaves so many paragraphs without a full stop that a missing one tells of no tear there. Whoever brings two halves of a sentence
    together has paragraphs that end."""
    lines = reading.lines
    ends = [first for first, second in pairwise(lines) if second.blanks_before and _states(first)]
    if len(ends) >= _FEW and sum(1 for line in ends if not line.ended) * _SELDOM <= len(ends):
        return frozenset()
    return frozenset(
        index
        for index, (first, second) in enumerate(pairwise(lines))
        if second.blanks_before and any(first.end <= at <= second.start for at in reading.moved)
    )


_FEW = 4
"""Of fewer paragraphs nobody can say how a text ends them."""
_SELDOM = 5
"""One paragraph in so many may lack a full stop where all have one as a rule."""


def _states(line: Shape) -> bool:
    return not line.marked and line.width >= CLAUSE and _clause_mark.search(line.text) is not None


def _is_cut_item(first: Shape, second: Shape, widest: int) -> bool:
    """A numbered line that is too wide for a heading and as wide as any of the text, whose sentence the next line ends.
    Where paragraphs are not wrapped, they are wider than their headings."""
    close = not second.blanks_before and not second.page_before and not second.marked
    cut = bool(first.numbering or first.bullet) and first.width > LONG_LABEL and not first.ended and not first.hashes
    return close and cut and widest <= first.width + 2 and second.ended and second.width <= first.width


def _breaks_item_off(lines: Sequence[Shape], at: int, lexicon: Lexicon) -> bool:
    """Whether an item of clauses lacks the mark that its neighbours end in, and the line below a blank one, no further in, has it.
    A full stop may as well end the paragraph below a list whose last item was left without: such a line is taken only where
    it is shorter, and an item follows, a page ends between them or it begins with the figure that the item asks for."""
    first, second = lines[at], lines[at + 1]
    asked = first.text.endswith((*lexicon.asking_figures, *lexicon.growing)) and _number_first.match(second.text)
    listed = asked or second.page_before or any(line.bullet for line in lines[at + 2 : at + 3])
    clauses = first.bullet and not first.row and first.width >= CLAUSE and _clause_mark.search(first.text)
    if not (clauses and UNFINISHED.search(first.text)) or first.text[-1] in "；;":
        return False
    near = [line.text[-1] for line in lines[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS + 2] if line.bullet]
    marked = second.text[-1] in "；;" or (second.text[-1] == "。" and second.width < first.width and listed)
    below = second.blanks_before > 0 and second.indent <= first.indent
    return bool(marked and below and any(mark in "；;。" for mark in near))


_number_first = re.compile(rf"[\d{COUNTING}]")
_NEIGHBOURS = 3
"""So many lines off stands the next item, where it breaks off as well."""


def _goes_on(first: Shape, second: Shape, following: Shape | None) -> bool:
    """Over a page the evidence may be weaker: a long unfinished line, and no label behind it."""
    if (
        first.width < CLAUSE
        or not UNFINISHED.search(first.text)
        or (first.numbering and not first.prose and first.width <= LONG_LABEL)
    ):
        return False
    if first.bullet:
        return following is not None and following.bullet and not _count.fullmatch(second.text)
    label = (
        second.width <= CLAUSE
        and not second.ended
        and not second.text.endswith(";")
        and following is not None
        and not following.page_before
    )
    return not label and key_value(second.text) is None


def _is_title_of_clauses(line: Shape, lexicon: Lexicon) -> bool:
    """Whether a numbered line of clauses tells no figure and asks for none: `（一）工作推进缓慢，效益不高` heads the figures below."""
    told = any(char.isdigit() for char in line.text[line.number_end - line.body :])
    asks = line.text.endswith(lexicon.asking_figures) or LEADS_ON.search(line.text) or line.text[-1] in "，、"
    return bool(line.numbering) and not (told or asks or line.prose)


def _is_torn(first: Shape, second: Shape, lexicon: Lexicon, *, unsaid: bool) -> bool:
    """Whether two lines are halves of a sentence; where a missing full stop says nothing (not `unsaid`), only by what stands at
    their ends."""
    if key_value(second.text) is not None and not second.prose:
        return False
    open_marks = sum(first.text.count(mark) for mark in OPENING[:6]) - sum(
        first.text.count(mark) for mark in "”’）》〉】"
    )
    if (
        unsaid
        and not first.bullet
        and first.width >= _LISTING
        and "，" in first.text
        and second.prose
        and second.text[0].isdigit()
        and not (_date.match(second.text) and not wants_date(first.text))
        and not _is_title_of_clauses(first, lexicon)
    ):
        return True
    if first.numbering and first.text[-1] == "，" and first.width >= _ITEM and second.prose and second.ended:
        return True
    if _ends_in_figure.search(first.text) and starts_with_unit(second.text) and second.prose:
        return True
    if _split_number.search(first.text) and second.text[0].isdigit():
        return True
    if _cannot_start.match(second.text) or (first.text[-1] in "，、,—" and first.width > _OPEN):
        return True
    if LEADS_ON.search(first.text) and first.width > LONG_LABEL and "，" in first.text and not second.bullet:
        return True
    if not UNFINISHED.search(first.text) or (not _han.search(first.text) and is_han(second.text[0])):
        return False
    if first.width >= SHORT_LINE and not first.bullet and not first.prose and second.ended:
        return unsaid
    return (first.prose and ((unsaid and second.prose) or open_marks > 0)) or (
        open_marks > 0 and second.prose and first.width >= CLAUSE
    )
