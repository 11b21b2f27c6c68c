"""Notes at the foot of a page, which stand between the halves of a sentence that goes on over the page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from annals.clean.contract import rule
from annals.clean.furniture.note_marks import lines_above, lone_marks, mark_of
from annals.clean.furniture.notes import Interruption, interruptions_of, notes_at_foot
from annals.clean.line_widths import INNER_MARK
from annals.clean.rules.furniture import PAGE_MARK
from annals.clean.rules.wraps import glue
from annals.model import Edit, Safety
from annals.text.lines import CLAUSE, is_figures
from annals.text.reading import Reading


@rule("F115", "上标的注号单独一行", digits=True, drops=True)
def raised_marks(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of lines that hold nothing but the numbers of notes, raised above the line that they belong to.

    Evidence: one or two digits far from the edge, close between lines of text, which count on from one such line to the next.
    A page's number, and figures above what is no sentence, stay.
    """
    last = 0
    for first, line, second in zip(reading.lines, reading.lines[1:], reading.lines[2:], strict=False):
        numbers = [int(part) for part in line.text.split()] if _raised.fullmatch(line.text) else []
        close = not (second.blanks_before or line.page_before or second.page_before)
        told = INNER_MARK.search(second.text) and second.width >= CLAUSE and not (first.row or is_figures(first.text))
        if not (numbers and close and told and line.indent >= _FAR):
            continue
        begins = numbers[0] == last + 1 > 1 or (not line.blanks_before and numbers[0] in (1, last + 1))
        follows = begins and all(after == before + 1 for before, after in pairwise(numbers))
        if follows:
            last = numbers[-1]
            yield Edit(start=line.start - line.indent, end=second.start - second.indent, new="")


_raised = re.compile(r"\d{1,2}(?: +\d{1,2}){0,5}")
_FAR = 4
"""A line that begins further from the left is no number of an item."""


@rule("J123", "注号独占一行")
def marks_alone(reading: Reading) -> Iterator[Edit]:
    """Yield joins of a line that holds nothing but the mark of a note (`*`, `①`, `[1]`) with the text around it.

    Evidence: it stands close below an unfinished line or above one that begins with a mark no line begins with, and a line further
    down begins with it. A mark without its note, and a plain number that may be a page's, stay.
    """
    lines = reading.lines
    for at in lone_marks(lines):
        yield Edit(start=lines[at - 1].end, end=lines[at].start, new="", reason="注号归入句中")
        yield Edit(start=lines[at].end, end=lines[at + 1].start, new="", reason="注号归入句中")


@rule("F110", "页下注的分行")
def note_lines(reading: Reading) -> Iterator[Edit]:
    """Yield blank lines around each note that stands inside a sentence, and joins of its own wrapped lines.

    Evidence: see furniture/notes.py. So does what stands at the foot of a page behind a whole sentence; numbered lists stay as
    they are. A note with a star, which the text above bears behind a word, loses the blank that makes it the only item of a list;
    a star before one of several items, and one that nothing above bears, stays.
    """
    found = interruptions_of(reading.lines, reading.lexicon)
    known = {at for one in found for note in one.notes for at in note}
    for at in _starred(reading, known):
        yield Edit(start=reading.lines[at].start + 1, end=reading.lines[at].body, new="")
    for notes in notes_at_foot(reading.lines, known):
        for note in notes:
            yield from _joined(reading, note)
        yield from _blank_lines(reading, {notes[0].start - 1, *(note.stop - 1 for note in notes[:-1])})
    for one in found:
        if one.closes is None:
            continue
        for note in one.notes:
            yield from _joined(reading, note)
        yield from _parted(reading, one)


def _starred(reading: Reading, known: Collection[int]) -> Iterator[int]:
    """The places of notes that pass for the only item of a list by their star."""
    lines = reading.lines
    for at, line in enumerate(lines):
        if at in known or not (at and line.bullet and reading.text[line.start] == "*"):
            continue
        alone = not any(other.bullet for other in (lines[at - 1], *lines[at + 1 : at + 2]))
        told = not line.numbering and lines[at - 1].text[-1] not in "：:"
        if alone and told and _star_behind_word.search(lines_above(lines, at - 1, _NEAR)):
            yield at


_star_behind_word = re.compile(r"(?<=[^\s*])\*(?![*\dA-Za-z])")
"""`产值*，`; neither `3*4` nor the stars of a hotel."""
_NEAR = 30
"""A note without a page's end above it stands in so many lines below its mark."""


def _joined(reading: Reading, note: range) -> Iterator[Edit]:
    """One line for each note."""
    lines = reading.lines
    for index in range(note.start, note.stop - 1):
        first, second = lines[index], lines[index + 1]
        between = glue(first.text, second.text)
        if any(sign in first.text.split()[-1] for sign in _ADDRESS):
            between = ""
        elif index == note.start and len(first.text) <= _MARK:
            between = " "
        yield Edit(start=first.end, end=second.start, new=between, reason="注的折行")


_ADDRESS = ("://", "www.")
_MARK = 4
"""What is no wider is the mark of a note alone."""


def _parted(reading: Reading, one: Interruption) -> Iterator[Edit]:
    """Blank lines before and behind each note, and where the notes will stand."""
    lines = reading.lines
    ends = {note.start - 1 for note in one.notes} | {one.notes[-1].stop - 1, one.closes or one.resumes}
    last, resumes = lines[one.notes[-1].stop - 1].end, lines[one.resumes].start
    for index in sorted(ends):
        end = lines[index].end
        if end == last and PAGE_MARK not in reading.text[last:resumes]:
            # Notes stand at the foot of a page, also where nothing else is left of its end.
            yield Edit(start=end, end=end, new=f"\n\n{PAGE_MARK}")
        else:
            yield from _blank_lines(reading, (index,))


def _blank_lines(reading: Reading, places: Iterable[int]) -> Iterator[Edit]:
    """A blank line behind each of some lines that has none."""
    for index in places:
        end = reading.lines[index].end
        missing = 2 - reading.text[end : _next_start(reading, index)].partition(PAGE_MARK)[0].count("\n")
        if missing > 0:
            yield Edit(start=end, end=end, new="\n" * missing)


def _next_start(reading: Reading, index: int) -> int:
    """Where the line behind a line begins, or the text ends."""
    return reading.lines[index + 1].start if index + 1 < len(reading.lines) else len(reading.text)


@rule("F111", "插在句中的页下注", Safety.REVIEW)
def note_moves(reading: Reading) -> Iterator[Edit]:
    """Yield moves of notes from the foot of a page, where they cut a sentence, to behind its paragraph.

    Evidence: see furniture/notes.py. The mark in the sentence stays, and so does where the page ended. A note that a tool took
    for an item loses its bullet.
    """
    text, lines = reading.text, reading.lines
    for one in interruptions_of(lines, reading.lexicon):
        if one.closes is None:
            continue
        first, behind = lines[one.notes[0].start], lines[one.resumes].start
        page_end = text.find(PAGE_MARK, lines[one.notes[-1].stop - 1].end, behind)
        # Whole lines go, so that each keeps its indent.
        start, end = first.start - first.indent, page_end if page_end >= 0 else behind
        end, to = text.rindex("\n", start, end) + 1, _next_start(reading, one.closes)
        if to < len(text):
            to = text.rindex("\n", 0, to) + 1
        for note in one.notes:
            yield from _without_bullet(reading, note.start)
        yield Edit(start=start, end=end, new="", reason="移到接回的段落之后", to=to)


def _without_bullet(reading: Reading, index: int) -> Iterator[Edit]:
    """A note that passed for an item bears its own mark alone: the number behind a bullet, or the star."""
    line = reading.lines[index]
    if line.bullet:
        star = reading.text[line.start] == "*" and mark_of(replace(line, bullet=False)) is None
        yield Edit(start=line.start + star, end=line.body, new="")
