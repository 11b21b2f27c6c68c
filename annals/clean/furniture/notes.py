"""Which lines are notes at the foot of a page that cuts a sentence.

The form of a note's mark proves little: lists are numbered alike. A note is known by its place, between the halves
of a sentence and before a page's end, and by its mark, which stands in the text above or goes on counting."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from annals.clean.furniture.note_marks import CIRCLED, Mark, is_referred, lines_above, mark_of
from annals.clean.line_widths import INNER_MARK
from annals.text.captions import is_caption
from annals.text.characters import HAN, han_character
from annals.text.charts import chart_lines
from annals.text.lexicon import Lexicon
from annals.text.lines import CLAUSE, Shape

_certain = ("circled", "bracketed", "worded", "raised", "starred", "named")
"""Forms in which a mark that stands in the text above, or a page's end below, is enough."""
_unfinished = re.compile(rf"\d\.$|[，、；—“‘（《〈,;({HAN}A-Za-z\d%％*†‡※§¶⁰¹²³⁴⁵⁶⁷⁸⁹{CIRCLED}\]］〕】]$|</sup>$")
_LONG = 30
"""So many lines of notes at most stand at the foot of a page."""
_WRAPS = 5
"""No note goes on over more lines."""
_PARAGRAPH = 80
"""A paragraph has at most so many lines."""
_RAGGED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Interruption:
    """Notes between the halves of a sentence, by indexes of lines: the lines of each note, the lines of the page's
    end behind them, where the sentence resumes, and the last line of its paragraph, where that is known."""

    notes: tuple[range, ...]
    furniture: range
    resumes: int
    closes: int | None


def interruptions_of(
    lines: Sequence[Shape], lexicon: Lexicon, page_ends: Collection[int] = ()
) -> tuple[Interruption, ...]:
    """The notes that stand inside sentences, in order. `page_ends` are the indexes of lines that may be page
    numbers; a form feed before a line is a page end, too."""
    found: list[Interruption] = []
    index, charts = 0, chart_lines(lines)
    while index < len(lines) - 2:
        opens = index not in charts and _is_open(lines, index, lexicon)
        one = _interruption(lines, lexicon, page_ends, index, charts) if opens else None
        if one is not None:
            found.append(one)
        index = one.resumes if one else index + 1
    return tuple(found)


def notes_at_foot(
    lines: Sequence[Shape], known: Collection[int] = (), *, moved: bool = False
) -> tuple[tuple[range, ...], ...]:
    """The lines of the notes that stand at the foot of a page which ends with a whole sentence, page by page: each is as
    whole, a page ends behind the last, and the first has its mark in the text above. What begins at a line that is `known` is
    left out. With `moved` also those that stand behind a paragraph with blank lines around each, where F111 has put them."""
    found: list[tuple[range, ...]] = []
    index = 1
    while index < len(lines):
        above = lines[index - 1]
        marks, notes, after = (
            _notes_below(lines, (), index) if _may_end_page(above) and index not in known else ([], [], index)
        )
        whole = bool(notes) and all(lines[note.stop - 1].ended for note in notes)
        paged = after < len(lines) and (lines[after].page_before or (moved and whole and _are_parted(lines, notes)))
        told = whole and paged and marks[0].form in _AT_FOOT and not _counts_on(lines, index - 1, marks[0])
        if told and is_referred(lines_above(lines, index - 1), marks[0]):
            found.append(tuple(notes))
        index = max(index + 1, after if whole else index)
    return tuple(found)


def _are_parted(lines: Sequence[Shape], notes: Sequence[range]) -> bool:
    """Whether blank lines stand before each note and behind the last, and nowhere within."""
    begun = {note.start for note in notes} | {notes[-1].stop}
    return all((lines[at].blanks_before > 0) == (at in begun) for note in notes for at in (*note, note.stop))


def _may_end_page(line: Shape) -> bool:
    # What a line announces, a table or a list, may stand on the next page.
    return (line.ended or line.text[-1] in "：:") and not (line.hashes or line.row)


_AT_FOOT = ("circled", "bracketed", "worded", "raised", "starred", "plain")
"""Forms that items, which stand behind whole sentences too, have less often."""


def _interruption(
    lines: Sequence[Shape], lexicon: Lexicon, page_ends: Collection[int], index: int, charts: Collection[int]
) -> Interruption | None:
    start = index + 1
    # The charts of a page may stand before its notes, or behind them, as a tool finds both.
    while start in charts or (start - 1 in charts and start < len(lines) and is_caption(lines[start].text)):
        start += 1
    marks, notes, after = _notes_below(lines, page_ends, start)
    resumes = after
    while resumes < len(lines) and (resumes in page_ends or resumes in charts):
        resumes += 1
    if not notes or resumes >= len(lines) or not _goes_on(lines[resumes], marks[-1], lexicon):
        return None
    if _counts_on(lines, index, marks[0]):
        return None
    paged = after in page_ends or lines[after].page_before or lines[resumes].page_before
    paged = paged or (lines[start].page_before and _heads_page(lines, start - 1))
    parted = lines[after].blanks_before or (marks[0].form in _certain and is_referred(lines[index].text, marks[0]))
    if not paged and not (parted and lines[after - 1].ended) and marks[0].form != "raised":
        return None
    told = lines[notes[0].stop - 1].ended or any(mark in lines[notes[0].start].text for mark in "，：。")
    # What no mark above calls for and no room parts from the text is whole itself; else it is the text's next line: `一是|104国道，…`.
    own = lines[start].blanks_before > 0 or lines[notes[-1].stop - 1].ended
    if not _is_told(lines, index, marks, paged and told and own):
        return None
    return Interruption(
        notes=tuple(notes),
        furniture=range(after, resumes),
        resumes=resumes,
        closes=_close_of(lines, page_ends, resumes),
    )


def _counts_on(lines: Sequence[Shape], index: int, mark: Mark) -> bool:
    """Whether the text above the first note is an item of the same count: a list of references."""
    for at in range(index, max(-1, index - _WRAPS), -1):
        before = mark_of(lines[at])
        if before is not None and mark.follows(before):
            return True
        if lines[at].blanks_before:
            break
    return False


def _notes_below(lines: Sequence[Shape], page_ends: Collection[int], start: int) -> tuple[list[Mark], list[range], int]:
    """The marks and lines of the notes from a line on, and the index behind them."""
    marks: list[Mark] = []
    notes: list[range] = []
    index = start
    while index < min(len(lines), start + _LONG):
        line = lines[index]
        mark = mark_of(line)
        # A number alone above a note is its mark, not the page's.
        next_one = not notes or (mark is not None and mark.follows(marks[-1]))
        lone = mark is not None and mark.alone and next_one and _is_called(lines, start, index, mark)
        if (notes and line.page_before) or (index in page_ends and not lone):
            break
        if mark and (not marks or mark.follows(marks[-1])):
            marks.append(mark)
            notes.append(range(index, index + 1))
        elif notes and _is_rest(lines, index, notes[-1], marks[-1], page_ends):
            notes[-1] = range(notes[-1].start, index + 1)
        else:
            break
        index += 1
    return marks, notes, index


def _is_called(lines: Sequence[Shape], start: int, index: int, mark: Mark) -> bool:
    """Whether the text above the notes that begin at `start` calls for the one at `index`; behind the first of them also the half
    of the sentence that stands on the next page, where no count looks like the mark."""
    if is_referred(lines_above(lines, start - 1), mark):
        return True
    below = "\n".join(line.text for line in lines[index + 1 : index + _LONG])
    return index > start and mark.form in _certain and is_referred(below, mark)


def _is_rest(lines: Sequence[Shape], index: int, note: range, mark: Mark, page_ends: Collection[int]) -> bool:
    """Whether a line goes on with a note: its text below the mark alone, or a wrapped line, which stands close
    below or is still before the page's end."""
    line, before = lines[index], lines[index - 1]
    if mark.alone and len(note) == 1:
        return not line.hashes and not line.row
    address = line.text.startswith(("http", "www."))
    if len(note) > _WRAPS or line.hashes or line.row or line.bullet or line.glyph or (line.numbering and not address):
        return False
    if _ends_in_address(before.text) and han_character.search(line.text) and not _rest_of_address.match(line.text):
        return False
    ends = _page_ends_near(lines, page_ends, index)
    if not line.blanks_before:
        return ends or not before.ended
    return ends and (address or (before.width >= CLAUSE and not before.ended))


_rest_of_address = re.compile(r"(?=[\w~%]{0,60}[-./=?&#])[!-~]{2,200}")
"""`-edition.pdf，访问日期为…`"""


def _ends_in_address(text: str) -> bool:
    """Whether a line ends in an address, which goes on in no Chinese words."""
    word = text.rsplit(maxsplit=1)[-1]
    at = max(word.find("http"), word.find("www."))
    return at >= 0 and word[at:].isascii()


def _page_ends_near(lines: Sequence[Shape], page_ends: Collection[int], index: int) -> bool:
    """Whether a page ends behind a line, at most some lines of notes further on."""
    for at in range(index + 1, min(len(lines), index + _WRAPS + 1)):
        if at in page_ends or lines[at].page_before:
            return True
        if lines[at].hashes or lines[at].row:
            return False
    return False


def _is_told(lines: Sequence[Shape], index: int, marks: Sequence[Mark], paged: bool) -> bool:
    """Whether the marks are those of notes: they stand in the text above, or a page ends behind them and they do
    not begin a count."""
    first = marks[0]
    referred = is_referred(lines_above(lines, index), first)
    if first.form == "starred":
        return referred
    if first.form in _certain:
        return paged or referred
    if first.form == "plain" and lines[index + 1].bullet:
        # An item alone, which no line announces, counts nothing.
        alone = len(marks) == 1 and INNER_MARK.search(lines[index].text) is not None
        return referred or (alone and lines[index + 1].ended)
    if first.form == "plain":
        # A running title with its page number says nothing.
        return referred or (paged and first.apart and (first.value > 1 or len(marks) > 1))
    return referred and paged


def _is_open(lines: Sequence[Shape], index: int, lexicon: Lexicon) -> bool:
    """Whether a line is text that a page's end may cut: unfinished, and wide enough alone or with the line it
    goes on from."""
    line = lines[index]
    if line.hashes or line.row or line.ended or line.bullet or line.glyph or is_caption(line.text):
        return False
    if (lines[index + 1].page_before and not _heads_page(lines, index)) or not han_character.search(line.text):
        return False
    if line.text.startswith(tuple(f"{key}：" for key in lexicon.notes)) or not _unfinished.search(line.text):
        return False
    if line.numbering and not line.prose and "，" not in line.text and line.width <= CLAUSE * 2:
        return False
    before = lines[index - 1] if index else None
    led = before is not None and not before.ended and not before.marked and not line.blanks_before
    return line.width >= CLAUSE or (led and before is not None and before.width >= CLAUSE)


def _heads_page(lines: Sequence[Shape], index: int) -> bool:
    """Whether the note of a mark in a line stands behind the end of its page: a tool that reads what stands at a page's foot by its place
    puts the number before the notes. A plain figure stands apart, and in the lines of the paragraph that it cuts."""
    mark = mark_of(lines[index + 1])
    if mark is None or mark.form not in _AT_FOOT:
        return False
    if mark.form != "plain":
        return is_referred(lines_above(lines, index), mark)
    return mark.apart and not mark.alone and is_referred(lines_above(lines, index, _WRAPS), mark)


def _goes_on(line: Shape, last: Mark, lexicon: Lexicon) -> bool:
    """Whether a line goes on with a sentence behind notes: a figure right before its word, which counts on from none of them
    (`…缩短至|18分钟`), is the sentence's own."""
    mark = mark_of(line)
    noted = mark is not None and (mark.form != "plain" or mark.apart or mark.alone or mark.follows(last))
    if line.marked or is_caption(line.text) or noted:
        return False
    return not line.text.startswith(tuple(f"{key}：" for key in lexicon.notes))


def _close_of(lines: Sequence[Shape], page_ends: Collection[int], start: int) -> int | None:
    """The last line of the paragraph that goes on at `start`: a whole sentence, behind which the text leaves room,
    sets in or changes. Where the text is cut again before, the last whole sentence, or None."""
    widest = max(line.width for line in lines[max(0, start - _PARAGRAPH) : start + _PARAGRAPH])
    whole: int | None = None
    for index in range(start, min(len(lines), start + _PARAGRAPH)):
        line = lines[index]
        after = lines[index + 1] if index + 1 < len(lines) else None
        if after is None:
            return index
        if line.ended:
            whole = index
            opens = after.blanks_before or after.page_before or after.marked or after.indent > lines[start].indent
            if opens or index + 1 in page_ends or line.width < widest - _RAGGED or mark_of(after):
                return index
        elif mark_of(after) is not None and not after.numbering:
            # The paragraph is cut again: these notes wait for the next ones, and are moved on with them.
            return index
        elif after.hashes or after.row or after.bullet or after.glyph:
            return whole
    return whole
