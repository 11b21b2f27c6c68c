"""Line ends that the width of a page made: hard wraps inside paragraphs, items and boxes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from annals.clean.contract import rule
from annals.clean.measure import Measure
from annals.clean.numbered_items import cut_members
from annals.clean.page_edges import behind_blanks, is_set_in_below_blank, left_edges
from annals.clean.rows_of_names import name_rows
from annals.clean.rules.interruptions import interrupts
from annals.clean.rules.lists import begin_alike, listed_lines
from annals.clean.rules.references import ends_entry
from annals.clean.statements import announces, cut_statements, leads, pulled_apart
from annals.clean.title_lines import (
    CENTRED,
    heading_like,
    is_indented,
    is_spread,
    is_title_of_clauses,
    is_title_of_two,
    tells_of_issue,
)
from annals.model import Edit, Safety
from annals.text.articles import ARTICLE
from annals.text.captions import (
    begins_entry,
    box_label,
    is_caption,
    is_document_number,
    names_picture,
    names_publication,
    names_series,
)
from annals.text.dates import is_date, is_month, is_month_of_year
from annals.text.lexicon import Lexicon
from annals.text.lines import CLAUSE, LONG_LABEL, SHORT_LINE, Shape, is_figures, key_value
from annals.text.reading import Reading
from annals.text.salutations import salutes
from annals.text.word_rows import parts_row

_REMNANT = 4
"""So few characters on the line behind a heading are its end."""
_latin_end, _latin_start = re.compile(r"[A-Za-z,.;)]$"), re.compile(r"^[A-Za-z(]")
_WORD = 8
"""What is no wider may be a word or two above a text."""
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
    indented, listed = indents_open_paragraphs(lines), listed_lines(reading)
    named_rows = name_rows(lines, reading.lexicon.surnames).led
    widths = measured(reading).settled
    for index, (first, second) in enumerate(pairwise(lines)):
        named = is_caption(first.text) and second.text[0] in "（("
        if ((index in listed or widths[index] is not None) and not named) or index + 1 in reading.articles:
            continue
        if {index, index + 1} & named_rows:
            continue
        hangs = (first.bullet or first.glyph) and second.indent > first.indent
        opens = (indented and is_indented(second) and not hangs) or (first.ended and _sets_in(lines, index + 1))
        if second.blanks_before or second.page_before or first.row or _stands_alone(second) or opens:
            continue
        same_title = first.hashes == second.hashes > 0 and not second.numbering and CONNECTS.search(first.text)
        if second.marked and not same_title:
            continue
        if (
            is_month(first.text)
            or ends_in_ticks(first)
            or (first.hashes and not CONNECTS.search(first.text) and second.width > _REMNANT)
            or heading_like(first)
            or _is_far_from_full(lines, index)
            or (first.ended and _is_far_from_full(lines, index + 1))
            or (first.ended and first.prose and second.prose)
            or (first.ended and _is_bare(lines, index + 1))
            or is_document_number(first.text)
            or announces(first, second)
            or leads(first, second)
            or ends_entry(first, second)
            or _names_box(second, reading.lexicon)
            or tells_of_issue(second, first)
            or _is_of_cover(lines, index, reading.lexicon)
            or _names_issuer(lines, index + 1, reading.lexicon)
            or _is_set_wide(first)
        ):
            continue
        if first.indent > CENTRED or second.indent > CENTRED:
            continue
        if interrupts(second, reading.lexicon) or (is_caption(first.text) and not named):
            continue
        yield (
            Edit(start=first.end, end=second.body, new="", reason="标题折行")
            if same_title
            else join(first, second, "段内换行")
        )


@rule("J112", "写满的行")
def full_lines(reading: Reading) -> Iterator[Edit]:
    """Yield joins of lines that are full by the text's own measure and whose sentence goes on in the next."""
    measure = measured(reading)
    full = set(measure.joins)
    cut = cut_statements(reading.lines, lambda line: is_set_apart(line) or interrupts(line, reading.lexicon))
    pulled = pulled_apart(reading.lines)
    column = -1
    for at, (first, second) in enumerate(pairwise(reading.lines)):
        column = first.indent + (first.body - first.start) if first.bullet or first.glyph else column
        hangs = column > 1 and abs(second.indent - column) <= 1 and not second.blanks_before and not second.page_before
        column = column if hangs and not second.marked else -1
        if at in full:
            yield join(first, second, "写满的行")
        elif at in pulled:
            yield join(first, second, "标点后拆开的行")
        elif at in cut:
            yield join(first, second, "没有说完的一句")
        elif _is_centred_heading(first, second, measure.margins[at]):
            yield join(first, second, "标题折行")
        elif column >= 0 and first.width >= _LONG_ITEM and not first.ended:
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


_COVER, _ISSUED = 12, 4
"""A cover has so many lines at most, and who issued it stands among so many."""


def _is_of_cover(lines: Sequence[Shape], at: int, lexicon: Lexicon) -> bool:
    """Whether a line ends what it says, though without a mark: a greeting, on a cover the title and the date."""
    text = lines[at].text
    if salutes(text, lexicon) or at >= _COVER:
        return salutes(text, lexicon)
    return is_date(text) or names_publication(text, lexicon) or _names_issuer(lines, at, lexicon)


def _names_issuer(lines: Sequence[Shape], at: int, lexicon: Lexicon) -> bool:
    """Whether one of the first lines below a title is the name of who issued it."""
    text = lines[at].text
    return 0 < at < _ISSUED and text.endswith((*lexicon.issuers, *lexicon.offices)) and not _marks.search(text)


def _is_set_wide(line: Shape) -> bool:
    """Whether a line is a title whose characters were set apart, a blank between any two."""
    words = line.text.split()
    return len(words) >= _WIDE and all(len(word) == 1 and word.isalpha() for word in words)


_WIDE = 4
"""So many single characters in a row are a title set wide."""


_CHAPTERS = ("编", "部分", "章", "节")
"""What bears such a number is a title; where it is long already, a blank line ends it."""


def measured(reading: Reading) -> Measure:
    """The measure of a text, told which of its lines begin something or stand alone, whatever stands above them."""
    lines = reading.lines
    walls: set[int] = set(reading.articles)
    for at in name_rows(lines, reading.lexicon.surnames).led:
        walls.update((at, at + 1))
    boxed: set[int] = set()
    for at, (line, edge) in enumerate(zip(lines, left_edges(lines), strict=True)):
        alone = line.indent - edge > CENTRED or (is_caption(line.text) and not line.prose) or is_figures(line.text)
        alone = alone or is_set_apart(line) or _closes_row(line.text)
        if not line.prose and box_label(line.text, reading.lexicon.boxes) is not None:
            alone = True
            boxed.add(at + 1)
        alone = alone or names_series(line, reading.lexicon) or names_picture(line, reading.lexicon)
        above = lines[at - 1] if at else line
        said = above.ended or above.text[-1] in "：:"
        listed = at > 0 and (begin_alike(above, line) or (said and _dash.match(line.text) is not None))
        listed = listed or _is_title_behind(lines, at) or (at > 0 and ends_entry(above, line))
        listed = listed or (above.numbering in _CHAPTERS and line.blanks_before > 0 and above.width > LONG_LABEL)
        listed = listed or is_set_in_below_blank(lines, at, edge)
        told = alone or listed or line.marked or line.ticks == 0
        told = told or tells_of_issue(line, lines[at - 1] if at else None)
        if told or begins_entry(line.text) or interrupts(line, reading.lexicon):
            walls.add(at)
        alone = alone or is_document_number(line.text)
        if alone or ends_in_ticks(line) or _is_of_cover(lines, at, reading.lexicon):
            walls.add(at + 1)
    walls.update(_behind_notes(lines, reading.lexicon))
    titled, spread = _titled_depths(lines), is_spread(lines)
    walls.update(behind_blanks(lines, _COVER))
    titles = {
        at
        for at, line in enumerate(lines)
        if heading_like(line)
        and ("，" not in line.text or line.numbering in _CHAPTERS or _is_title_in_outline(lines, at, titled))
        and not (at and lines[at - 1].text[-1] in "：:；;")
    }
    for at in range(len(lines) - 1):
        open_title = at not in walls or bool(lines[at].numbering)
        two = open_title and at + 1 not in walls
        if two and (is_title_of_two(lines, at, spread) or is_title_of_clauses(lines, at, spread)):
            titles.add(at)
            walls.update((at, at + 2))
    measure = Measure(
        text=reading.text, lines=lines, walls=frozenset(walls), boxed=frozenset(boxed), titles=frozenset(titles)
    )
    cut = frozenset(cut_members(measure))
    return replace(measure, titles=measure.titles - cut) if cut else measure


def _is_title_behind(lines: Sequence[Shape], at: int) -> bool:
    """Whether a short line without any mark stands between a whole sentence and a number, a glyph or an indent: the last line
    of a paragraph would end with its sentence."""
    line, below = lines[at], lines[at + 1 : at + 2]
    if not at or not lines[at - 1].ended or line.ended or line.prose or _marks.search(line.text):
        return False
    short = line.width * 2 <= lines[at - 1].width and line.text[-1].isalnum()
    return short and any(
        bool(other.numbering or other.glyph or other.hashes) or (is_indented(other) and other.indent > line.indent)
        for other in below
    )


def _titled_depths(lines: Sequence[Shape]) -> set[int]:
    """How many parts the numbers have that stand before titles in this text and not before sentences: 3 for `1.3.1`."""
    numbered = [line for line in lines if len(line.number) > 1]
    counts = Counter(len(line.number) for line in numbered)
    titles = Counter(len(line.number) for line in numbered if heading_like(line) and "，" not in line.text)
    return {depth for depth, count in counts.items() if titles[depth] * 2 > count}


def _is_title_in_outline(lines: Sequence[Shape], at: int, titled: set[int]) -> bool:
    """Whether a line of two clauses that the outline in digits numbers is a title, as most of its rank are, or as it stands
    between blank lines: `1.3.1 以项目为重点，推进改造`."""
    line, after = lines[at], lines[at + 1 : at + 2]
    apart = line.blanks_before > 0 and all(other.blanks_before for other in after)
    title = line.text[line.number_end - line.body :]
    two = len(line.number) > 1 and _marks.findall(title) == ["，"] and not any(char.isdigit() for char in title)
    return two and (apart or len(line.number) in titled)


def _behind_notes(lines: Sequence[Shape], lexicon: Lexicon) -> Iterator[int]:
    """The places of the lines behind notes, which are set narrower or smaller than the text: each ends with its sentence."""
    inside = False
    for at, line in enumerate(lines):
        inside = (inside or interrupts(line, lexicon)) and not line.row and not is_caption(line.text)
        if inside and line.ended:
            yield at + 1
            inside = False


_marks = re.compile("[，。；：、！？,;:]")


_COLUMNS = "   "
_columns = re.compile(r"\S {3,}\S")
"""So many blanks stand between cells, or between columns of text whose lines a tool set side by side."""
_cells = re.compile(r"(?:^| )\d[\d,.]{0,15}[%％]? {1,8}[-–—]?\d[\d,.]{0,15}[%％]?$")
"""Two figures and more with blanks between them close the row of a table whose walls are gone."""
_dash = re.compile(r"[—–―·•](?![—–―\d])")
"""Behind a whole sentence, a dash without its blank begins an item."""


def _is_far_from_full(lines: Sequence[Shape], index: int) -> bool:
    """Whether the words above a paragraph fill no third of its first line: no page's width broke them off (`前言`)."""
    if index + 1 >= len(lines):
        return False
    first, second = lines[index : index + 2]
    opens = not index or first.blanks_before > 0 or first.page_before or lines[index - 1].ended
    said = _marks.search(first.text) or not first.text[-1].isalpha() or first.bullet or first.glyph
    return opens and not said and first.width <= _WORD and first.width * 3 < second.width


def _names_box(line: Shape, lexicon: Lexicon) -> bool:
    """Whether a line is the number of a box and its title: `专栏3 重点工程`."""
    label = box_label(line.text, lexicon.boxes)
    return label is not None and label[0] < label[1] and not line.prose and line.width <= SHORT_LINE


def _is_bare(lines: Sequence[Shape], index: int) -> bool:
    """Whether the last line above a blank one says no sentence and has no mark: behind a whole one it does not go on with it."""
    line = lines[index]
    last = index + 1 == len(lines) or lines[index + 1].blanks_before > 0
    return last and not (line.ended or line.prose or _marks.search(line.text)) and line.text[-1].isalnum()


def _sets_in(lines: Sequence[Shape], index: int) -> bool:
    """Whether a line is indented and the one below it goes on further left."""
    below = lines[index + 1 : index + 2]
    return is_indented(lines[index]) and any(
        line.indent < lines[index].indent and not line.blanks_before for line in below
    )


def is_set_apart(line: Shape) -> bool:
    """Whether a line holds cells, or columns of text set side by side: what goes on in one of them is not the line. The gap
    behind a number that opens a line parts none."""
    if _COLUMNS not in line.text:
        return False
    article = ARTICLE.match(line.text)
    opens = article.end() if article else max(0, line.number_end - line.body)
    return _columns.search(line.text, opens) is not None


def _closes_row(text: str) -> bool:
    return (text[-1].isdigit() or text[-1] in "%％") and _cells.search(text) is not None


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


def ends_in_ticks(line: Shape) -> bool:
    """Whether a row of boxes to tick ends a line that does not fill its page's width: nothing goes on behind it."""
    return line.width <= LONG_LABEL and line.ticks is not None
