"""What stands between the halves of a sentence without being page furniture: captions, notes,
tables and boxes that a page or column put there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from annals.clean.contract import rule
from annals.clean.furniture.note_marks import is_referred, lines_above, mark_of
from annals.clean.line_widths import INNER_MARK
from annals.clean.title_lines import heading_like
from annals.model import Edit, Safety
from annals.text.captions import (
    box_label,
    holds_rights,
    is_caption,
    is_table_number,
    names_chart,
    names_picture,
    tells_of_picture,
)
from annals.text.characters import HAN
from annals.text.lexicon import Lexicon
from annals.text.lexicon.words import Words
from annals.text.lines import CLAUSE, Shape, is_figures
from annals.text.numerals import COUNTING, TO_TEN
from annals.text.reading import Reading
from annals.text.units import COUNTER, starts_with_counter
from annals.text.word_rows import closes_row

UNFINISHED = re.compile(
    rf"(?:[，、；—“‘（《〈,;({HAN}A-Za-z\d%％]|(?<=[{HAN}A-Za-z\d])[”’》〉])$|(?<=[，、；,;{HAN}A-Za-z\d%％])(?:[\[［〔【]\d{{1,3}}[\]］〕】]|[①-⑳¹²³⁴-⁹])$"
)
"""How a line ends whose sentence does not: behind a word, perhaps in quotation or title marks, or a mark within it, or the mark of a
note behind these."""
# A mark before a comma or full stop, or before a word that goes on, stands behind the word above it.
_note_mark = re.compile(r"(?:[\[［]\d{1,3}[\]］]|[①-⑳¹²³⁴⁵]|\\?\*(?!\*))(?!\s?[，。、；：！？）等的和与及])")
_BOX = 40
"""Lines that a box inside a sentence has at most."""
_BOX_TITLE = 60
_LABEL, _SCALE = 8, 3
"""How wide a label of a chart is at most, and how many figures below each other make a scale."""
_cells = re.compile(r"\S {3,}\S")
_clause = re.compile("[，。；]")
_to_next_text = re.compile(r"[ \f]*\n\s*(?=\S|\Z)")
_figure = re.compile(rf"\d[\d,.]*\s?(?:[%％]|{COUNTER})")
LEADS_ON = re.compile(r"[和与及或的、，在对为]$")
"""How no statement ends, though its line may."""
_figures_first = re.compile(rf"[\d{COUNTING}]")
_split_count = re.compile(rf"[\d{TO_TEN}百千两]$")


@rule("J105", "插在句中的图题与脚注", Safety.REVIEW)
def interrupters(reading: Reading) -> Iterator[Edit]:
    """Yield moves of captions, notes, tables and boxes from the middle of a sentence to behind its paragraph.

    Evidence: an unfinished long line before, unmarked text behind, nothing else between. What stands
    between whole paragraphs stays.
    """
    text, lines = reading.text, reading.lines
    index = 0
    while index < len(lines):
        end = _end_of_interruption(reading, index + 1)
        # What stands right above the number of a table is its name.
        named = index + 1 < end and is_table_number(lines[index + 1].text) and not _clause.search(lines[index].text)
        goes_on = index + 1 < end < len(lines) and not (
            named or _is_item(lines, index + 1) or _is_entry(lines, index + 1)
        )
        goes_on = goes_on and (
            _goes_on_over(lines[index], lines[end], reading.lexicon) or clause_goes_on(lines, index, end)
        )
        if goes_on:
            to = line_after(text, lines[end])
            if to is not None:
                page_end = text.find("\f", lines[end - 1].end, lines[end].start)
                # Where a page ended stays known to the joins.
                behind = page_end if page_end > 0 and text[page_end - 1] == "\n" else lines[end].start
                yield Edit(start=lines[index + 1].start, end=behind, new="", reason="移到接回的段落之后", to=to)
        index = end


def _is_entry(lines: Sequence[Shape], at: int) -> bool:
    """Whether a line with a number in brackets is the next entry of a list of references: it counts on from one right above, or
    what stands above it names a work (`[J]`), be it that the one above ends in no mark. Above the note of a page stands its text."""
    number = _entry.match(lines[at].text)
    above = [match for line in lines[max(0, at - _ENTRY) : at] if (match := _entry.match(line.text))]
    counts = number is not None and bool(above) and 0 < int(number[1]) - int(above[-1][1]) <= _LOST
    return counts or (number is not None and _of_work.search(lines[at - 1].text) is not None)


_of_work = re.compile(r"[\[［][A-Z](?:/OL)?[\]］]")
_entry = re.compile(r"[\[［【〔](\d{1,3})[\]］】〕]")
_ENTRY, _LOST = 4, 3
"""An entry has no more lines, of its own or of those whose numbers a tool lost."""


def _is_item(lines: Sequence[Shape], at: int) -> bool:
    """Whether a line with a ringed number counts on from one further up and no word above bears its mark: an item, no note."""
    mark = mark_of(lines[at])
    if mark is None or mark.form != "circled" or is_referred(lines_above(lines, at - 1), mark):
        return False
    above = [mark_of(line) for line in lines[max(0, at - _ITEMS) : at]]
    return any(other is not None and mark.follows(other) for other in above)


_ITEMS = 60
"""Two items of one count stand no further apart."""


def _end_of_interruption(reading: Reading, start: int) -> int:
    """The index behind captions, notes and table rows, or behind a box; `start` where nothing
    interrupts."""
    lines, lexicon = reading.lines, reading.lexicon
    end = start
    while end < len(lines) and (
        interrupts(lines[end], lexicon)
        or _is_picture_caption(lines, end, lexicon)
        or end in reading.charts
        or (end > start and _is_label(lines[end]))
        or (end == start and _begins_scale(lines, start))
    ):
        end += 1
    return end if end > start or end >= len(lines) else _end_of_box(reading, start)


def _is_label(line: Shape) -> bool:
    """What stands in a chart or table: a figure, or a word or two that say nothing."""
    spoken = line.ended or line.prose or any(mark in line.text for mark in "，、；")
    return is_figures(line.text) or (line.width <= _LABEL and not spoken and not line.marked)


def _begins_scale(lines: Sequence[Shape], start: int) -> bool:
    """Whether the lines of a chart that has no caption begin here: figures alone, several together."""
    few = lines[start : start + _SCALE]
    return len(few) == _SCALE and all(is_figures(line.text) for line in few)


def _is_picture_caption(lines: Sequence[Shape], index: int, lexicon: Lexicon) -> bool:
    """`项目签约现场` next to a page's or picture's place, inside a paragraph that is not at its end."""
    if not 0 < index < len(lines) - 1 or lines[index].marked:
        return False
    before, after = lines[index - 1], lines[index + 1]
    # A chart's name alone might be the end of the sentence: a picture or page stands on both sides.
    charted = lines[index].page_before and after.page_before and names_chart(lines[index], lexicon)
    if not charted and not names_picture(lines[index], lexicon):
        return False
    at_break = lines[index].page_before or after.page_before
    return at_break and before.prose and not before.ended and after.prose and not after.marked


def _end_of_box(reading: Reading, start: int) -> int:
    """Where a sentence that a box at `start` interrupts goes on, or `start`. A box that began on a
    new page ends where another page begins. Otherwise a torn number tells (三 … 个高新区, 达到 …
    67家), or that the last paragraph alone has nothing of the box's subject, or that there are but
    two paragraphs: the box's and the rest of the sentence."""
    lines, boxes = reading.lines, reading.lexicon.boxes
    title, torn = lines[start], lines[start - 1]
    label = box_label(title.text, boxes)
    if label is None or torn.ended:
        return start
    splits_count, wants_figure = _split_count.search(torn.text), torn.text.endswith(reading.lexicon.asking_figures)
    border = _next_heading(lines, start + 1, boxes)
    for after in range(start + 2, border):
        line = lines[after]
        if line.marked or not (lines[after - 1].ended or lines[after - 1].marked):
            continue
        counted = (splits_count and starts_with_counter(line.text)) or (wants_figure and _figure.match(line.text))
        if counted or (title.page_before and line.page_before):
            return after
    inside = lines[start + 1 : border]
    if title.page_before and title.width <= _BOX_TITLE and torn.prose and UNFINISHED.search(torn.text):
        off_subject = _off_subject(title.text[label[1] :].strip(), inside)
        if off_subject:
            return start + 1 + off_subject
    two = len(inside) == 2 and torn.prose and all(line.prose and line.ended and not line.marked for line in inside)
    return start + 2 if two and label[1] > label[0] else start


def _off_subject(name: str, inside: Sequence[Shape]) -> int | None:
    """The place of the only paragraph, the last one, that has no word in common with the box's title."""
    words = [name[at : at + 2] for at in range(len(name) - 1)]
    foreign = [not any(word in line.text for word in words) for line in inside]
    whole = all(line.prose and line.ended and not line.marked for line in inside)
    return len(inside) - 1 if whole and len(inside) > 2 and foreign[-1] and sum(foreign) == 1 else None


def _next_heading(lines: Sequence[Shape], start: int, boxes: Words) -> int:
    end = start
    while (
        end < len(lines)
        and end - start < _BOX
        and not (lines[end].numbering or lines[end].hashes or box_label(lines[end].text, boxes))
    ):
        end += 1
    return end


def interrupts(line: Shape, lexicon: Lexicon) -> bool:
    """Whether a line is a table's row, a caption, marked as a heading or not, or a note."""
    if line.row or line.bullet:
        return line.row
    if line.hashes:
        return is_caption(line.text) and not line.prose
    return (
        tells_of_picture(line)
        or is_noted(line, lexicon)
        or is_caption(line.text)
        or holds_rights(line.text)
        or _note_mark.match(line.text) is not None
    )


def is_noted(line: Shape, lexicon: Lexicon) -> bool:
    """Whether a line begins with the label of a note below a table or figure (`来源：市统计局，2016年3月`), or of one that tells how
    the text came, as the foot of its first page does (`收稿日期：2017-10-16`, `*通信作者：王某`)."""
    text = line.text.lstrip("*\\")
    labels = (*lexicon.notes, *lexicon.origins)
    return text.startswith(labels) and any(text.startswith((f"{key}：", f"{key}:")) for key in labels)


def _goes_on_over(first: Shape, second: Shape, lexicon: Lexicon) -> bool:
    long_enough = first.width >= CLAUSE and not first.ended and not first.hashes and not interrupts(first, lexicon)
    # A title is whole, however long, and so is the row of a table, whose figures stand behind blanks; a name goes on with nothing.
    titled = (heading_like(first) or (bool(first.numbering) and not first.prose)) and "，" not in first.text
    # So is what stands at two ends of a line: the units of two axes.
    titled = titled or (not INNER_MARK.search(first.text) and _cells.search(first.text) is not None)
    said = second.ended or second.prose or second.width >= CLAUSE
    if titled or not said or any(closes_row(line.text) for line in (first, second)):
        return False
    return long_enough and UNFINISHED.search(first.text) is not None and not second.marked and not second.hashes


def waits_for_rest(first: Shape, second: Shape, lexicon: Lexicon) -> bool:
    """Whether a line, however short, breaks off as none does that is whole, in a comma, a word that leads on or one that asks for a
    figure, and the next one ends its sentence: over the end of a page that is enough."""
    if first.marked or first.ended or second.marked or not second.ended:
        return False
    asks = first.text.endswith(lexicon.asking_figures) and _figures_first.match(second.text) is not None
    return asks or LEADS_ON.search(first.text) is not None


def clause_goes_on(lines: Sequence[Shape], index: int, after: int) -> bool:
    """Whether a paragraph that a page's end cuts at a semicolon goes on: it is no item of a list,
    and the semicolon is not where its neighbours end too."""
    first, second = lines[index], lines[after]
    if not (first.text.endswith(("；", ";")) and first.prose) or first.marked or second.marked or not second.prose:
        return False
    listed = any(line.text.endswith(("；", ";")) for line in (*lines[max(0, index - 1) : index], second))
    return not listed and any(line.page_before for line in lines[index + 1 : after + 1])


def line_after(text: str, line: Shape) -> int | None:
    """The start of the next line with text behind a line, or the end of a text that ends with a
    line end, or None."""
    match = _to_next_text.match(text, line.end)
    return match.end() if match else None
