"""The measure of a text: which of its lines begin something or stand alone, whatever stands above them, is told to it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from annals.clean.counted_titles import counted_headings
from annals.clean.furniture.notes import notes_at_foot
from annals.clean.measure import Measure
from annals.clean.numbered_items import cut_members
from annals.clean.page_edges import behind_blanks, is_set_in_below_blank, left_edges
from annals.clean.rows_of_names import name_rows
from annals.clean.rules.interruptions import interrupts, is_noted
from annals.clean.rules.lists import begin_alike, catalogued
from annals.clean.rules.references import ends_entry
from annals.clean.statements import PAGE
from annals.clean.title_lines import (
    CENTRED,
    MARK,
    heading_like,
    is_indented,
    is_spaced_out,
    is_spread,
    is_title_of_clauses,
    is_title_of_two,
    tells_of_issue,
)
from annals.text.articles import ARTICLE
from annals.text.captions import (
    begins_entry,
    box_label,
    is_caption,
    is_document_number,
    names_letter,
    names_picture,
    names_publication,
    names_series,
    states_in_box,
)
from annals.text.characters import HAN
from annals.text.dates import is_date
from annals.text.lexicon import Lexicon
from annals.text.lines import CLAUSE, LONG_LABEL, SHORT_LINE, Shape, is_figures
from annals.text.numerals import TO_TEN, value_of
from annals.text.openings import begins_as_title
from annals.text.reading import Reading
from annals.text.salutations import closing_lines, salutes

_COVER, _ISSUED = 12, 4
"""A cover has so many lines at most, and who issued it stands among so many."""


def is_of_cover(lines: Sequence[Shape], at: int, lexicon: Lexicon) -> bool:
    """Whether a line ends what it says, though without a mark: a greeting, on a cover the title and the date."""
    text = lines[at].text
    if salutes(text, lexicon) or at >= _COVER:
        return salutes(text, lexicon)
    titled = names_publication(text, lexicon) or names_letter(text, lexicon)
    return titled or is_date(text) or names_issuer(lines, at, lexicon)


def names_issuer(lines: Sequence[Shape], at: int, lexicon: Lexicon) -> bool:
    """Whether one of the first lines below a title is the name of who issued it, or the very first one above it."""
    text = lines[at].text
    above = at == 0 and any(names_publication(line.text, lexicon) and not MARK.search(line.text) for line in lines[1:2])
    return (above or 0 < at < _ISSUED) and text.endswith((*lexicon.issuers, *lexicon.offices)) and not MARK.search(text)


_CHAPTERS = ("编", "部分", "章", "节")
"""What bears such a number is a title; where it is long already, a blank line ends it."""


def measured(reading: Reading) -> Measure:
    """The measure of a text, told which of its lines begin something or stand alone, whatever stands above them."""
    lines = reading.lines
    walls: set[int] = {*reading.articles, *reading.charts, *(at + 1 for at in reading.charts)}
    rows = name_rows(lines, reading.lexicon.surnames)
    for at in rows.led | rows.bare:
        walls.update((at, at + 1))
    boxed: set[int] = set()
    parted = is_spread(lines) or is_spaced_out(lines)
    for at, (line, edge) in enumerate(zip(lines, left_edges(lines), strict=True)):
        alone = line.indent - edge > CENTRED or (is_caption(line.text) and not line.prose) or is_figures(line.text)
        alone = alone or is_set_apart(line) or _closes_row(line.text)
        label = None if line.prose else box_label(line.text, reading.lexicon.boxes)
        if label is not None and not states_in_box(line.text, label[1]):
            alone = True
            boxed.add(at + 1)
        alone = alone or names_series(line, reading.lexicon) or names_picture(line, reading.lexicon)
        above = lines[at - 1] if at else line
        said = above.ended or above.text[-1] in "：:"
        listed = at > 0 and (begin_alike(above, line) or (said and _dash.match(line.text) is not None))
        listed = listed or _is_title_behind(lines, at) or (at > 0 and ends_entry(above, line))
        listed = listed or (above.numbering in _CHAPTERS and line.blanks_before > 0 and above.width > LONG_LABEL)
        listed = listed or (not parted and _is_below_long_title(above, line))
        listed = listed or is_set_in_below_blank(lines, at, edge)
        listed = listed or (at > 0 and (_heads_unbroken(above, line) or begins_as_title(above, line)))
        told = alone or listed or (line.marked and not (at and _counts_within(above, line))) or line.ticks == 0
        told = told or tells_of_issue(line, lines[at - 1] if at else None) or _heads_table(lines, at)
        if told or begins_entry(line.text) or interrupts(line, reading.lexicon):
            walls.add(at)
        alone = alone or is_document_number(line.text)
        if alone or ends_in_ticks(line) or is_of_cover(lines, at, reading.lexicon):
            walls.add(at + 1)
    walls.update(_behind_notes(lines, reading.lexicon))
    entries = {at for end in catalogued(lines) for at in (end, end + 1)}
    walls.update(entries, (at + 1 for at in entries))
    for at in closing_lines(lines, reading.lexicon):
        walls.update((at, at + 1))
    counted = counted_headings(reading.text, lines)
    walls.update(counted.begin, (at + 1 for at in counted.ends))
    walls.update(
        at for notes in notes_at_foot(lines, moved=True) for at in (*(note.start for note in notes), notes[-1].stop)
    )
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
    captions = {at for at, line in enumerate(lines) if is_caption(line.text) and not line.prose}
    measure = Measure(
        text=reading.text,
        lines=lines,
        walls=frozenset(walls),
        boxed=frozenset(boxed),
        charts=reading.charts | captions | entries,
        titles=frozenset(titles),
        notes=frozenset(at for at, line in enumerate(lines) if is_noted(line, reading.lexicon)),
        taken_up=frozenset(
            at
            for at, line in enumerate(lines)
            if line.text.startswith(reading.lexicon.taking_up) or (at and _tells_of_some(lines[at - 1], line))
        ),
    )
    cut = frozenset(cut_members(measure))
    return replace(measure, titles=measure.titles - cut) if cut else measure


def _counts_within(above: Shape, line: Shape) -> bool:
    """Whether a number and the next one stand where the clause above goes on, which names quarters, terms or grades in a row:
    `三、四季度回升，|一、二季度持平。`"""
    two = _two_numbers.match(line.text) if above.text[-1] in "，、；" and not above.marked else None
    return two is not None and value_of(two[2]) == (value_of(two[1]) or 0) + 1 and line.ended


_two_numbers = re.compile(rf"([{TO_TEN}])、([{TO_TEN}])(?:季|线|级|期|等|类|批|产|区|楼|届|年|月|环)")


def _tells_of_some(above: Shape, line: Shape) -> bool:
    """Whether a line tells of some of those whom the line above names: `代表们围绕…讨论。`, `有代表提出，…`."""
    some = _some.match(line.text)
    return some is not None and some[1] in above.text


_some = re.compile(rf"[也还另又]?有(?:的|些|一些|位|名|几位)?([{HAN}]{{2}})")


def _is_below_long_title(above: Shape, line: Shape) -> bool:
    """Whether a line stands below a blank one and a numbered title that is as wide as the page, with no clause in it."""
    sized = LONG_LABEL < above.width <= SHORT_LINE and above.numbering in _TITLED
    whole = not (above.hashes or above.prose or above.ended or "，" in above.text or above.text[-1] in "：:、；")
    return sized and whole and line.blanks_before > 0 and not line.page_before


_TITLED = (*_CHAPTERS, "X.Y", "X.Y.Z", "一、", "（一）")


def _heads_table(lines: Sequence[Shape], at: int) -> bool:
    """Whether a short line stands close above the rows of a table and is no end of a sentence: its name or its unit."""
    line, below = lines[at], lines[at + 1 : at + 2]
    short = line.width <= CLAUSE and not (line.row or line.ended or line.prose or line.text[-1] in "：:")
    return short and any(other.row and not other.blanks_before and not other.page_before for other in below)


def _heads_unbroken(above: Shape, line: Shape) -> bool:
    """Whether a line is wider than any that a page's width breaks, and the one above it may be its heading: what did not break the
    one broke off no other."""
    may_head = above.width <= SHORT_LINE and not above.prose and above.text[-1].isalnum()
    return line.width > PAGE and may_head


def _is_title_behind(lines: Sequence[Shape], at: int) -> bool:
    """Whether a short line without any mark stands between a whole sentence and a number, a glyph or an indent: the last line
    of a paragraph would end with its sentence."""
    line, below = lines[at], lines[at + 1 : at + 2]
    if not at or not lines[at - 1].ended or line.ended or line.prose or MARK.search(line.text):
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
    two = len(line.number) > 1 and MARK.findall(title) == ["，"] and not any(char.isdigit() for char in title)
    return two and (apart or len(line.number) in titled)


def _behind_notes(lines: Sequence[Shape], lexicon: Lexicon) -> Iterator[int]:
    """The places of the lines behind notes, which are set narrower or smaller than the text: each ends with its sentence, or where its
    line stops short (`资料来源：省统计局`), or above two blank lines and more, as a table or picture is set off."""
    inside = False
    for at, line in enumerate(lines):
        inside = (inside or interrupts(line, lexicon)) and not line.row and not is_caption(line.text)
        inside = inside and not (at + 1 < len(lines) and line.width * 2 < lines[at + 1].width)
        set_off = any(below.blanks_before > 1 and not below.page_before for below in lines[at + 1 : at + 2])
        if inside and (line.ended or set_off):
            yield at + 1
            inside = False


_COLUMNS = "   "
_columns = re.compile(r"\S {3,}\S")
"""So many blanks stand between cells, or between columns of text whose lines a tool set side by side."""
_cells = re.compile(r"(?:^| )\d[\d,.]{0,15}[%％]? {1,8}[-–—]?\d[\d,.]{0,15}[%％]?$")
"""Two figures and more with blanks between them close the row of a table whose walls are gone."""
_dash = re.compile(r"[—–―·•](?![—–―\d])")
"""Behind a whole sentence, a dash without its blank begins an item."""


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


def ends_in_ticks(line: Shape) -> bool:
    """Whether a row of boxes to tick ends a line that does not fill its page's width: nothing goes on behind it."""
    return line.width <= LONG_LABEL and line.ticks is not None
