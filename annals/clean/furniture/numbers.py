"""Which lines are page numbers.

A page number is known by its dress (— 12 —), or because it runs with the pages: its value goes
up through the whole text, and by about as much as the text between grows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annals.clean.furniture.beside import beside_titles, carried, lacking
from annals.clean.furniture.dress import BARS, Dress, dressed, frame_of
from annals.clean.furniture.keys import opening_lines, title_key, whole
from annals.clean.furniture.notes import interruptions_of
from annals.clean.furniture.other_figures import ANY_ROMAN, listed_numbers, roman_numbers
from annals.clean.furniture.parting import at_page_end, cuts_a_sentence
from annals.clean.furniture.sequence import (
    IS_YEAR,
    STEP,
    TEXT,
    PageNumber,
    ascending_alone,
    between,
    fitting,
    increasing,
    is_year,
    longest_ascending,
    next_to,
)
from annals.clean.lone_numbers import chapters_alone
from annals.text.lines import SHORT_LINE, Shape
from annals.text.reading import Reading

_of_all = re.compile(rf"(\d{{1,4}})\s*(?:[/／{BARS}]|of|OF|Of)\s*(\d{{1,4}})")
_of_part = re.compile(r"((?:\d{1,2}|[A-Z])(?: ?[-–—－] ?(?:\d{1,2}|[A-Z])){0,2}) ?[-–—－] ?(\d{1,4})")
_label = re.compile(r"[1-9]\d{0,3}|[IVXLC]{1,7}|[ivxlc]{1,7}")
_IN_TURN = 3
"""So many numbers of one kind that go up, at least, are those of pages."""
_TITLE = 4
"""No title that returns is shorter."""


def page_numbers_of(reading: Reading) -> dict[int, int]:
    """The lines that are page numbers, by index, with their values (0 for Roman ones). Where a tool gave each piece between
    two marks a line of its own (`131`, `,`, `000`), what stands beside a mark alone is a piece of a figure or of a number
    before a title (`2`, `、`)."""
    lines = reading.lines
    found = _numbers_of(reading)
    found = {index: value for index, value in found.items() if not _is_piece(lines, index)}
    return found | lacking(reading.text, lines, found)


def _is_piece(lines: Sequence[Shape], index: int) -> bool:
    before, after = lines[index - 1 : index] if index else (), lines[index + 1 : index + 2]
    return any(line.text in _PIECE_MARKS and not line.page_before for line in (*before, *after))


_PIECE_MARKS = (",", "，", ".", "．", "、")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidates:
    """Numbers that may be those of pages, each kind in the order of the text: `sure` by their dress, `bare` with nothing around
    them, `zero_led`, `listed` as items and chapters are numbered too, and those that stand `beside` a title that returns."""

    sure: Sequence[PageNumber]
    bare: Sequence[PageNumber]
    zero_led: Sequence[PageNumber]
    listed: Sequence[PageNumber]
    beside: Sequence[PageNumber]


def _numbers_of(reading: Reading) -> dict[int, int]:
    candidates = _candidates(reading)
    told = _told_by_dress if candidates.sure else _told_by_place
    return {number.index: number.value for number in told(reading, candidates)}


def _candidates(reading: Reading) -> _Candidates:
    text, lines = reading.text, reading.lines
    by_dress = _by_dress(text, lines)
    roman = [
        PageNumber(index=index, offset=line.start, value=0)
        for index, line in enumerate(lines)
        if ANY_ROMAN.fullmatch(whole(text, line))
    ]
    of_all = _of_all_pages(text, lines)
    told = [n for n, _ in of_all]
    marks, below = _beside_notes(
        reading, [*by_dress[Dress.BARE], *by_dress[Dress.LISTED], *by_dress[Dress.FRAMED], *roman, *told]
    )
    listed = listed_numbers(text, lines, [n for n in by_dress[Dress.LISTED] if n.index not in marks])
    alone = [n for n in by_dress[Dress.BARE] if n.index not in marks]
    bare = _in_order([*alone, *(n for n in listed if n.value)])
    more = [*below, *_with_signs(lines, of_all), *_of_parts(text, lines), *roman_numbers(text, lines)]
    more += _framed_numbers(text, lines, by_dress[Dress.FRAMED])
    sure = _one_a_line([*by_dress[Dress.SURE], *more])
    zero_led = by_dress[Dress.ZERO_LED]
    beside = beside_titles(text, lines, [*bare, *zero_led, *sure])
    return _Candidates(sure=sure, bare=bare, zero_led=zero_led, listed=listed, beside=beside)


def _by_dress(text: str, lines: Sequence[Shape]) -> dict[Dress, list[PageNumber]]:
    """The lines that are written like a page number, those apart that count chapters or are the year below the text's title."""
    found: dict[Dress, list[PageNumber]] = {dress: [] for dress in Dress}
    others = chapters_alone(lines) | {at for at in opening_lines(lines) if at and IS_YEAR.fullmatch(lines[at].text)}
    for index, line in enumerate(lines):
        if index in others:
            continue
        content = whole(text, line)
        worn = dressed(content) if not line.row or _is_lone_row(lines, index) else None
        labelled = _label.fullmatch(content) and at_page_end(lines, index)
        if worn or labelled:
            dress = Dress.SURE if labelled or worn is None else worn.dress
            found[dress].append(PageNumber(index=index, offset=line.start, value=worn.value if worn else 0))
    return found


def _in_order(numbers: Iterable[PageNumber]) -> list[PageNumber]:
    return sorted(numbers, key=lambda n: n.index)


def _one_a_line(numbers: Iterable[PageNumber]) -> list[PageNumber]:
    return _in_order({n.index: n for n in numbers}.values())


def _told_by_dress(reading: Reading, candidates: _Candidates) -> Iterator[PageNumber]:
    """Where some are known by their dress: these, and what they leave room for."""
    text, lines, zero_led = reading.text, reading.lines, candidates.zero_led
    sure = _one_a_line([*candidates.sure, *candidates.beside])
    # The number that a title carries may be its own (任务1, 任务2): what it leaves no room for counts against it.
    ways = [longest_ascending(way) for way in (_in_order([*sure, *carried(text, lines)]), sure)]
    yield from sure
    yield from max((fitting(lines, way, [*candidates.bare, *zero_led]) for way in ways), key=len)
    # Pages of the text may be dressed otherwise than those of its preface.
    yield from () if any(n.value for n in sure) else candidates.listed
    yield from between(sure, zero_led)


def _told_by_place(reading: Reading, candidates: _Candidates) -> Iterator[PageNumber]:
    """Where no dress tells: numbers that go up with the pages, that cut sentences or stand beside a title, and what these leave room for."""
    lines, bare = reading.lines, candidates.bare
    titled = _returning_titles(reading)
    cuts = [n for n in bare if _cuts(lines, n.index, titled) and not is_year(n)]
    run = longest_ascending(cuts)
    inside = [n for n in fitting(lines, run, bare) if run[0].index < n.index < run[-1].index] if run[1:] else []
    known = _one_a_line(
        [
            *increasing(bare, lines),
            *ascending_alone(lines, bare),
            *cuts,
            *inside,
            *candidates.beside,
            *candidates.listed,
            *next_to(lines, run, bare),
        ]
    )
    yield from known
    if known:
        yield from fitting(lines, known, candidates.zero_led)
        yield from between(known, candidates.zero_led)


def _returning_titles(reading: Reading) -> set[int]:
    """The lines with words that come again as a line of their own."""
    keys = [title_key(whole(reading.text, line)) for line in reading.lines]
    short = (key for key, line in zip(keys, reading.lines, strict=True) if line.width <= SHORT_LINE and not line.ended)
    times = Counter(short)
    return {at for at, key in enumerate(keys) if len(key) >= _TITLE and times[key] > 1}


def _cuts(lines: Sequence[Shape], index: int, titled: Collection[int]) -> bool:
    """Whether a number stands in the midst of a sentence, alone or with a title that returns above or below it."""
    if cuts_a_sentence(lines, index):
        return True
    first, last = index - (index - 1 in titled), index + (index + 1 in titled)
    if first == last or not 0 < first <= last < len(lines) - 1:
        return False
    return cuts_a_sentence((lines[first - 1], lines[index], lines[last + 1]), 1)


def _is_lone_row(lines: Sequence[Shape], index: int) -> bool:
    """Whether the bars on both sides of a line make no row of a table: none stands beside it."""
    beside = (*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2])
    return not any(line.row for line in beside)


def _beside_notes(reading: Reading, numbers: Sequence[PageNumber]) -> tuple[set[int], list[PageNumber]]:
    """The lines that hold the mark of a note alone, and the numbers between the notes at the foot of a page and the
    sentence that goes on over it."""
    by_index = {number.index: number for number in numbers}
    found = interruptions_of(reading.lines, reading.lexicon, by_index.keys())
    marks = {note.start for one in found for note in one.notes}
    return marks, [by_index[index] for one in found for index in one.furniture if index in by_index]


def _of_all_pages(text: str, lines: Sequence[Shape]) -> list[tuple[PageNumber, str]]:
    """`17/80`, which may be a page's number, with the total."""
    found: list[tuple[PageNumber, str]] = []
    for index, line in enumerate(lines):
        match = _of_all.fullmatch(whole(text, line))
        if match and int(match.group(1)) <= int(match.group(2)):
            found.append((PageNumber(index=index, offset=line.start, value=int(match.group(1))), match.group(2)))
    return found


def _with_signs(lines: Sequence[Shape], found: Sequence[tuple[PageNumber, str]]) -> list[PageNumber]:
    """Those where another line has the same total, that bear marks of a heading, which neither a share nor a date is, or where it
    cuts a sentence or ends a page; a lone 24/7 is no page number, and 12/12 may be a cell."""
    totals = Counter(total for _, total in found)
    told = {n.index for n, total in found if totals[total] > 1 or lines[n.index].hashes}
    return [n for n, _ in found if n.index in told or at_page_end(lines, n.index) or cuts_a_sentence(lines, n.index)]


def _of_parts(text: str, lines: Sequence[Shape]) -> list[PageNumber]:
    """`1-176`, `1-1-23`, `F-12`, whose part of the volume stands before a stroke: three of one part that go up by small steps, nearly
    all there are, half of which end a page or cut a sentence. A score, a door (7-1303) and a table's number are no pages."""
    parts: dict[str, list[PageNumber]] = {}
    for index, line in enumerate(lines):
        if match := _of_part.fullmatch(whole(text, line)):
            number = PageNumber(index=index, offset=line.start, value=int(match[2]))
            parts.setdefault(match[1].replace(" ", ""), []).append(number)
    found: list[PageNumber] = []
    for own in parts.values():
        run = longest_ascending(own)
        close = run[-1].value - run[0].value <= STEP * (len(run) - 1)
        parting = sum(at_page_end(lines, n.index) or cuts_a_sentence(lines, n.index) for n in run)
        if close and len(run) >= _IN_TURN and len(run) * 5 >= len(own) * 4 and parting * 2 >= len(run):
            found += run
    return found


def _framed_numbers(text: str, lines: Sequence[Shape], numbers: Sequence[PageNumber]) -> list[PageNumber]:
    """Numbers between the same marks that go up through the text, all of them: three, or two of which one cuts a sentence or ends
    a page."""
    frames: dict[str, list[PageNumber]] = {}
    for number in numbers:
        frames.setdefault(frame_of(whole(text, lines[number.index])), []).append(number)
    found: list[PageNumber] = []
    for own in frames.values():
        rising = all(0 < b.value - a.value <= STEP * 3 and b.offset - a.offset >= TEXT for a, b in pairwise(own))
        parts = any(at_page_end(lines, n.index) or cuts_a_sentence(lines, n.index) for n in own)
        if rising and len(own) >= (2 if parts else _IN_TURN):
            found += own
    return found
