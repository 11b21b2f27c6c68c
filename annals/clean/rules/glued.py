"""Numbered lines that run on in the line before, though their siblings begin lines."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annals.clean.contract import rule
from annals.model import Edit, Safety
from annals.text.characters import HAN
from annals.text.numerals import COUNTING, TO_TEN, value_of
from annals.text.reading import Reading

_FORMS = (
    rf"第[{COUNTING}\d]{{1,5}}章(?=[ ])",
    rf"第[{COUNTING}\d]{{1,5}}[节節](?=[ ])",
    rf"第[{COUNTING}\d]{{1,7}}条(?=[ ])",
    rf"[{TO_TEN}]{{1,3}}、",
    rf"[（(][{TO_TEN}]{{1,3}}[)）]",
    r"\d{1,2}[.．、](?!\d)",
    r"[（(]\d{1,2}[)）]",
)
"""The numbers from the widest to the narrowest."""
_number = re.compile("|".join(f"({form})" for form in _FORMS))
_behind = re.compile(rf"(?<=[。！？：；”])[ ]?(?P<mark>{'|'.join(_FORMS)})(?=[ ]?[{HAN}“《])")
_value = re.compile(rf"[{COUNTING}]{{1,7}}|\d{{1,3}}")
_LISTING = 3
"""What counts so far in one line is a list within it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Start:
    """A line that begins with a number: its place, the form of the number and its value."""

    at: int
    form: int
    value: int


@rule("J121", "与正文同行的加粗标题", Safety.REVIEW)
def bold_titles(reading: Reading) -> Iterator[Edit]:
    """Yield a line end between a numbered title in bold that opens a line and the sentences that stand right behind it.

    Evidence: the bold begins with the number of a heading and has no mark at its end, and what follows begins no rest of its
    sentence. A title without a number, or with a mark behind it, stays with its text. One with its full stop only loses its
    asterisks: that it is a title its number and its siblings tell.
    """
    for line in reading.lines:
        stopped = _bold_sentence.match(reading.text, line.start, line.end)
        if stopped is not None and line.ended:
            yield Edit(start=line.start, end=line.start + 2, new="", reason="标题之后的正文")
            yield Edit(start=stopped.end(1), end=stopped.end(), new="", reason="标题之后的正文")
            continue
        match = _bold_title.match(reading.text, line.start, line.end)
        said = line.ended or line.text[-1] in "：:"
        text = _begins.match(reading.text, match.end(), line.end) if match is not None and said else None
        if match is not None and text is not None:
            yield Edit(start=match.end(), end=text.start(1), new="\n\n", reason="标题之后的正文")


_bold_title = re.compile(
    rf"\*\*(?:\d{{1,2}}(?:[.．]\d{{1,2}}){{1,3}}|第[{COUNTING}\d]{{1,4}}[章节]|[{TO_TEN}]{{1,3}}、|[（(][{TO_TEN}]{{1,3}}[)）])"
    rf"[ ]?[^*\n，。；：！？,;:]{{1,28}}[^*\n，。；：！？,;:、—… ]\*\*"
)
_bold_sentence = re.compile(
    rf"\*\*((?:\d{{1,2}}[.．、]|[{TO_TEN}]{{1,3}}、|[（(](?:[{TO_TEN}]{{1,3}}|\d{{1,2}})[)）])[ ]?[^*\n。；：]{{2,28}}。)\*\*[ ]*(?=\S)"
)
_begins = re.compile(rf"[ ]*((?![的是为与和及等在以由将把被])[{HAN}\d“《A-Z][^\n]{{20}})")
"""What goes on with a title as its subject is one sentence with it."""


@rule("J115", "夹在行中的编号", Safety.REVIEW)
def glued_siblings(reading: Reading) -> Iterator[Edit]:
    """Yield a line end before a number behind a whole sentence whose neighbours in the series begin lines of their own.

    Evidence: the number before it and the number behind it stand at line starts, alike in form, with no wider one
    between; before 一 nothing is asked, as it begins the series. A list within a line stays.
    """
    lines = reading.lines
    starts = [start for at, line in enumerate(lines) if (start := _start_of(line.text, at)) and not line.row]
    for at, line in enumerate(lines):
        if line.row:
            continue
        marks = [(m, _start_of(line.text[m.start("mark") :], at)) for m in _behind.finditer(line.text)]
        counts = [start for _, start in marks if start is not None]
        for match, start in marks:
            if start is not None and not _is_list(counts, start) and _is_missed(starts, start):
                place = line.body + match.start("mark")
                yield Edit(start=line.body + match.start(), end=place, new="\n", reason="同一组编号的其余各项在行首")


def _start_of(text: str, at: int) -> _Start | None:
    match = _number.match(text)
    count = _value.search(match.group()) if match else None
    value = value_of(count.group()) if count else None
    return _Start(at=at, form=match.lastindex - 1, value=value) if match and match.lastindex and value else None


def _is_list(counts: Sequence[_Start], start: _Start) -> bool:
    """Whether several numbers of one form stand in the line, so that they list within it."""
    return sum(1 for other in counts if other.form == start.form) >= _LISTING


def _is_missed(starts: Sequence[_Start], start: _Start) -> bool:
    """Whether the series that begin lines lack just this number here."""
    low = bisect_left(starts, start.at, key=lambda other: other.at)
    high = bisect_left(starts, start.at + 1, key=lambda other: other.at)
    behind = _nearest(starts[high:], start.form)
    before = _nearest(starts[max(0, low - _REACH) : high][::-1], start.form)
    follows = behind is not None and behind.value == start.value + 1
    return follows and (start.value == 1 or (before is not None and before.value == start.value - 1))


_REACH = 400
"""No series goes on over more numbered lines."""


def _nearest(starts: Sequence[_Start], form: int) -> _Start | None:
    """The first line of one form, None where a wider one comes first."""
    for start in starts[:_REACH]:
        if start.form <= form:
            return start if start.form == form else None
    return None
