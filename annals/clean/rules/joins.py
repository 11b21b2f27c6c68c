"""Line ends that are no paragraph ends: pages, columns, boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annals.clean.contract import rule
from annals.clean.counted_titles import counted_headings
from annals.clean.cut_headings import cut_titles
from annals.clean.open_ends import CLAUSE_MARK, leaves_ends_open, moved_against_open_ends
from annals.clean.page_edges import all_set_in, is_set_in_below_blank, lacks_indent, left_edges
from annals.clean.room_left import leaves_room
from annals.clean.rows_of_names import name_rows
from annals.clean.rules.interruptions import LEADS_ON, UNFINISHED, clause_goes_on, interrupts, waits_for_rest
from annals.clean.rules.walls import is_set_apart
from annals.clean.rules.wraps import indents_open_paragraphs, join
from annals.clean.title_lines import CONNECTS, is_broken_heading, is_indented, is_title_of_two_lines
from annals.model import Edit, Safety
from annals.text.captions import holds_rights, is_caption
from annals.text.characters import HAN, OPENING, han_character, is_han
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
    page, indented, set_in = _Page.of(reading), indents_open_paragraphs(lines), all_set_in(lines)
    for at, (first, second) in enumerate(pairwise(lines)):
        opens = indented and is_indented(second) and first.numbering and not first.prose
        if (opens and not is_title_of_two_lines(lines, at)) or second.ticks == 0:
            continue
        if first.hashes and first.hashes == second.hashes and not second.numbering and CONNECTS.search(first.text):
            yield Edit(start=first.end, end=second.body, new="", reason="标题折行")
        elif at in page.titles or is_broken_heading(first, second) or is_title_of_two_lines(lines, at):
            yield join(first, second, "标题折行")
        elif _is_cut_item(first, second, page.widest):
            yield join(first, second, "有编号的句子折行")
        elif clause_goes_on(lines, at, at + 1):
            yield join(first, second, "前段以分号结尾，换页后接续")
        elif set_in and lacks_indent(first, second) and not interrupts(second, reading.lexicon):
            yield join(first, second, "前段以分号结尾，后一行没有段首的缩进")
        elif not _stay_apart(page, at) and _are_halves(page, at):
            yield join(first, second, "前段末句未完，后段接续")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A text, with what all of its lines together tell of single ones, by their places: titles of several lines, lines broken off in a
    word, lines that go on in no next one, lines that no one goes on in, ends that a person made; its widest line; and whether its paragraphs
    end without a full stop as a rule."""

    reading: Reading
    titles: frozenset[int]
    halves: frozenset[int]
    ends: frozenset[int]
    begins: frozenset[int]
    moved: frozenset[int]
    edges: tuple[int, ...]
    widest: int
    open_ends: bool

    @staticmethod
    def of(reading: Reading) -> _Page:
        lines = reading.lines
        names = name_rows(lines, reading.lexicon.surnames).bare
        counted = counted_headings(reading.text, lines)
        return _Page(
            reading=reading,
            titles=frozenset(cut_titles(reading.text, lines)),
            halves=_cut_in_a_word(reading.text, lines),
            ends=frozenset(counted.ends | names),
            begins=frozenset(counted.begin | names | reading.articles),
            moved=moved_against_open_ends(reading),
            edges=left_edges(lines),
            widest=max((line.width for line in lines), default=0),
            open_ends=leaves_ends_open(lines),
        )


def _stay_apart(page: _Page, at: int) -> bool:
    """Whether a line is whole, or the next one begins something, so that no sentence is torn between them."""
    lines, lexicon = page.reading.lines, page.reading.lexicon
    first, second = lines[at], lines[at + 1]
    return bool(
        (second.marked or first.hashes or first.ended or first.row)
        or interrupts(second, lexicon)
        or (at in page.ends or at + 1 in page.begins)
        or (is_set_apart(first) or is_set_apart(second) or holds_rights(first.text))
        or _is_of_chart(page.reading, at)
        or _is_title_at_foot(page.reading, first, second)
        or _is_noted(first, second)
        or begins_as_title(first, second)
        or is_set_in_below_blank(lines, at + 1, page.edges[at + 1])
    )


def _are_halves(page: _Page, at: int) -> bool:
    """Whether a line and the next one say one sentence. Where paragraphs end without a full stop as a rule, one that ends so says nothing."""
    if at in page.halves:
        return True
    lines, lexicon = page.reading.lines, page.reading.lexicon
    first, second = lines[at], lines[at + 1]
    if page.open_ends and second.blanks_before and not (second.page_before or _cannot_start.match(second.text)):
        return False
    unsaid = at not in page.moved
    following = lines[at + 2] if at + 2 < len(lines) else None
    over_page = second.page_before and (
        (unsaid and _goes_on(first, second, following)) or waits_for_rest(first, second, lexicon)
    )
    return over_page or _is_torn(first, second, lexicon, unsaid=unsaid) or _breaks_item_off(lines, at, lexicon)


def _is_title_at_foot(reading: Reading, first: Shape, second: Shape) -> bool:
    """Whether a line leaves room at the end of a page, though the next one would have filled it: what it says is whole."""
    waits = waits_for_rest(first, second, reading.lexicon) or _cannot_start.match(second.text)
    return second.page_before and not waits and leaves_room(reading, first)


def _is_noted(first: Shape, second: Shape) -> bool:
    """Whether below what announces a table or a list stands a note, and nothing of that: `分类如下：`, `2 不含内部资料。`, or an entry
    of a list of references whose number a tool cut: `57]林泉.…`."""
    if _half_number.match(second.text) and first.text.rfind("[") <= first.text.rfind("]"):
        return True
    mark = _note_mark.match(second.text) if second.blanks_before and first.text[-1] in "：:" else None
    return mark is not None and not starts_with_unit(second.text, mark.end())


_note_mark = re.compile(rf"\d{{1,2}} ?(?=[{HAN}])")
_half_number = re.compile(r"\d{1,3}[\]］][^\s，。、；]")


def _is_of_chart(reading: Reading, index: int) -> bool:
    """Whether a line or the next one is text of a chart, or the line a caption that states nothing."""
    text = reading.lines[index].text
    return not reading.charts.isdisjoint((index, index + 1)) or (is_caption(text) and not CLAUSE_MARK.search(text))


def _cut_in_a_word(text: str, lines: Sequence[Shape]) -> frozenset[int]:
    """The places of the lines that state something, themselves or where they go on, and break off in a word of the text, which goes on
    below them in what ends a sentence."""
    asked = [
        (index, first.text, second.text)
        for index, (first, second) in enumerate(pairwise(lines))
        if not (first.numbering and not first.prose)
        and first.width >= CLAUSE
        and (CLAUSE_MARK.search(first.text) or _end_of_word.match(second.text))
        and not first.ended
        and (second.prose or second.ended)
    ]
    told = inside_words(text, [(before, after) for _, before, after in asked])
    return frozenset(index for (index, _, _), cut in zip(asked, told, strict=True) if cut)


_end_of_word = re.compile(f"[{HAN}][，、。；]")
"""What no clause consists of, one character, is the end of a word that the line above begins."""


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
    clauses = first.bullet and not first.row and first.width >= CLAUSE and CLAUSE_MARK.search(first.text)
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
    if (unsaid and _tells_figures(first, second, lexicon)) or _asks_for_more(first, second):
        return True
    if not UNFINISHED.search(first.text) or (not han_character.search(first.text) and is_han(second.text[0])):
        return False
    if first.width >= SHORT_LINE and not first.bullet and not first.prose and second.ended:
        return unsaid
    opened = sum(map(first.text.count, OPENING[:6])) > sum(map(first.text.count, "”’）》〉】"))
    if first.prose:
        return opened or (unsaid and second.prose)
    return opened and second.prose and first.width >= CLAUSE


def _tells_figures(first: Shape, second: Shape, lexicon: Lexicon) -> bool:
    """Whether a line of clauses may go on with the figure that the next one begins with; a date begins a sentence of its own."""
    dated = _date.match(second.text) and not wants_date(first.text)
    states = not first.bullet and first.width >= _LISTING and "，" in first.text
    figures = second.prose and second.text[0].isdigit() and not dated
    return states and figures and not _is_title_of_clauses(first, lexicon)


def _asks_for_more(first: Shape, second: Shape) -> bool:
    """Whether what stands at a line's end asks for what the next one begins with: a comma, a figure for its unit, half a number."""
    clauses = first.numbering and first.text[-1] == "，" and first.width >= _ITEM and second.prose and second.ended
    counted = _ends_in_figure.search(first.text) and starts_with_unit(second.text) and second.prose
    number = _split_number.search(first.text) and second.text[0].isdigit()
    stopped = _cannot_start.match(second.text) or (first.text[-1] in "，、,—" and first.width > _OPEN)
    led = LEADS_ON.search(first.text) and first.width > LONG_LABEL and "，" in first.text and not second.bullet
    return bool(clauses or counted or number or stopped or led)
