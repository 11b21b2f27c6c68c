"""Which lines are page numbers.

A page number is known by its dress (— 12 —), or because it runs with the pages: its value goes
up through the whole text, and by about as much as the text between grows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from annals.text.dates import YEAR
from annals.text.lines import SHORT_LINE, Shape
from annals.text.rising import longest_rising

_year = re.compile(YEAR)
_dressed = re.compile(
    r"(?:[—–―\-·•~～*\[（(]\s*)+\d{1,4}(?:\s*[—–―\-·•~～*\]）)])+|第\s*\d{1,4}\s*页(?:[\s,，/／]*共\s*\d{1,4}\s*页)?"
    r"|[Pp]age\s*\d{1,4}(?:\s*of\s*\d{1,4})?|[Pp]\.?\s?\d{1,4}"
)
_of_all = re.compile(r"(\d{1,4})\s*[/／]\s*(\d{1,4})")
_roman = re.compile(r"[ivxlc]{1,7}")
_roman_values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_barred = re.compile(r"(\d{1,4})\s*[|｜丨]\s*\D.*|.*\D\s*[|｜丨]\s*(\d{1,4})")
_openings = {"《": "》", "“": "”", "（": "）", "(": ")"}
_zero_led = re.compile(r"0\d\d\d?")
_bare = re.compile(r"\d{1,4}")
_label = re.compile(r"[1-9]\d{0,3}|[IVXLC]{1,7}|[ivxlc]{1,7}")
_digits = re.compile(r"\d+")
_at_either_end = re.compile(r"(\d{1,4})\D.*\D(\d{1,4})|(\d{1,4})\D.*|.*\D(\d{1,4})", re.DOTALL)
_STEP = 4
"""Page numbers that OCR found are on average no further apart."""
_PAGE = (150, 6000)
"""The least and most characters of a printed page."""
_CHAIN = 4
_LONG = 60
_YEARS = range(1950, 2050)
"""Numbers that rise within these are a timeline's."""
_TORN = (20, 8)
"""The least widths of the two parts of a sentence that a page number stands in."""
_TITLE = 4
"""No title is shorter."""


@dataclass(frozen=True, slots=True)
class _Number:
    """A number that a line holds: the line's index and offset, and the value."""

    index: int
    offset: int
    value: int


def whole(text: str, line: Shape) -> str:
    """A line with its bullet and glyph, which may be the dress of a number, but without # marks."""
    return text[line.start : line.end].lstrip("#").lstrip()


def title_key(line: str) -> str:
    """What stays of a running title from page to page: no digits, spaces or marks."""
    return re.sub(r"[\s\d—–\-·•.|｜/#*_~]", "", line)


def page_numbers_of(text: str, lines: Sequence[Shape]) -> dict[int, int]:
    """The lines that are page numbers, by index, with their values (0 for Roman ones)."""
    sure: list[_Number] = []
    bare: list[_Number] = []
    zero_led: list[_Number] = []
    for index, line in enumerate(lines):
        content = whole(text, line)
        digits = _digits.search(content)
        number = _Number(index, line.start, int(digits.group()) if digits else 0)
        labelled = _label.fullmatch(content) and _at_page_end(lines, index)
        if labelled or _dressed.fullmatch(content) or _zero_led.fullmatch(content):
            sure.append(number)
        elif _bare.fullmatch(content) and number.value:
            # 01, 02, 03 above paragraphs count steps or chapters.
            (zero_led if content[0] == "0" else bare).append(number)
    sure = sorted([*sure, *_of_all_pages(text, lines), *_small_roman(text, lines)], key=lambda n: n.index)
    carried = _carried(text, lines)
    if sure:
        known = _longest_ascending(sorted([*sure, *carried], key=lambda n: n.index))
        return {n.index: n.value for n in (*sure, *_fitting(lines, known, [*bare, *zero_led]))}
    cuts = [n for n in bare if cuts_a_sentence(lines, n.index) and not _is_year(n)]
    known = _longest_ascending(cuts)
    fitting = (
        [n for n in _fitting(lines, known, bare) if known[0].index < n.index < known[-1].index]
        if len(known) > 1
        else []
    )
    beside = _beside_titles(text, lines, bare)
    found = {n.index: n for n in (*increasing(bare), *_ascending_alone(lines, bare), *cuts, *fitting, *beside)}
    found |= {n.index: n for n in _fitting(lines, [found[index] for index in sorted(found)], zero_led)} if found else {}
    return {index: number.value for index, number in found.items()}


def _of_all_pages(text: str, lines: Sequence[Shape]) -> list[_Number]:
    """`17/80` where another line has the same total, or where it cuts a sentence or ends a page; a
    lone 24/7 is no page number."""
    found: list[tuple[_Number, str]] = []
    for index, line in enumerate(lines):
        match = _of_all.fullmatch(whole(text, line))
        if match and int(match.group(1)) <= int(match.group(2)):
            found.append((_Number(index, line.start, int(match.group(1))), match.group(2)))
    totals = Counter(total for _, total in found)
    return [
        n for n, total in found if totals[total] > 1 or _at_page_end(lines, n.index) or cuts_a_sentence(lines, n.index)
    ]


def _small_roman(text: str, lines: Sequence[Shape]) -> list[_Number]:
    """Small Roman numbers that go up one by one, as the pages of a preface do; their values are no
    pages of the text and count as 0."""
    found: list[tuple[int, _Number]] = []
    for index, line in enumerate(lines):
        if _roman.fullmatch(content := whole(text, line)):
            found.append((_roman_value(content), _Number(index, line.start, 0)))
    steps = [b - a for (a, _), (b, _) in pairwise(found)]
    return [number for _, number in found] if steps and all(0 < step <= 2 for step in steps) else []


def _roman_value(number: str) -> int:
    values = [_roman_values[char] for char in number]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def increasing(numbers: Sequence[_Number]) -> list[_Number]:
    """Numbers that go up by small steps, far apart, at least three in a row."""
    found: list[_Number] = []
    run: list[_Number] = []
    for number in [*numbers, None]:
        near = number and run and 0 < number.value - run[-1].value <= _STEP * 3 and number.index - run[-1].index > 3
        if not near:
            small = run and run[-1].value - run[0].value <= _STEP * (len(run) - 1)
            if len(run) >= 3 and small and not all(n.value in _YEARS for n in run):
                found += run
            run = []
        if number:
            run.append(number)
    return found


def self_numbered(text: str, lines: Sequence[Shape]) -> set[int]:
    """The indexes of lines whose repeated title carries a page number of its own that goes up,
    before or behind it."""
    firsts: dict[str, list[_Number]] = {}
    lasts: dict[str, list[_Number]] = {}
    for index, line in enumerate(lines):
        # The number of a heading is its own, not the page's.
        content = whole(text, line) if not line.numbering else text[line.number_end : line.end]
        content = content if line.width <= _LONG else ""
        numbers = [int(n) for n in _digits.findall(content) if not _year.fullmatch(n) and len(n) <= 4]
        if numbers and (key := title_key(content)):
            firsts.setdefault(key, []).append(_Number(index, line.start, numbers[0]))
            lasts.setdefault(key, []).append(_Number(index, line.start, numbers[-1]))
    return {n.index for run in (*firsts.values(), *lasts.values()) for n in increasing(run)} | _barred_titles(
        text, lines
    )


def _barred_titles(text: str, lines: Sequence[Shape]) -> set[int]:
    """`12 | 第二章` and `年报 | 13`: titles with their page number behind a bar, going up."""
    found: list[_Number] = []
    for index, line in enumerate(lines):
        match = _barred.fullmatch(whole(text, line)) if not line.row and line.width <= _LONG else None
        if match:
            found.append(_Number(index, line.start, int(match.group(1) or match.group(2))))
    pairs = list(pairwise(found))
    rising = all(0 < b.value - a.value <= _STEP * 3 and b.index - a.index > 1 for a, b in pairs)
    return {number.index for number in found} if pairs and rising else set()


def cuts_a_sentence(lines: Sequence[Shape], index: int) -> bool:
    """Whether a line stands between an unfinished long line and an unmarked one that goes on, or
    between an opening mark and its closing one."""
    if not 0 < index < len(lines) - 1:
        return False
    before, after = lines[index - 1], lines[index + 1]
    if before.ended or before.hashes or before.bullet:
        return False
    if (
        any(before.text.count(o) > before.text.count(c) and c in after.text for o, c in _openings.items())
        and not after.marked
    ):
        return True
    return before.width >= _TORN[0] and not after.marked and after.width >= _TORN[1]


def _at_page_end(lines: Sequence[Shape], index: int) -> bool:
    """Whether a form feed of the raw text stands beside a line."""
    return lines[index].page_before or (index + 1 < len(lines) and lines[index + 1].page_before)


def _is_year(number: _Number) -> bool:
    return _year.fullmatch(str(number.value)) is not None


def _carried(text: str, lines: Sequence[Shape]) -> list[_Number]:
    """Page numbers at the beginning or end of a title that stands elsewhere too; what is the same
    at each place is part of the title (05 …)."""
    by_key: dict[str, list[tuple[int, str]]] = {}
    for index, line in enumerate(lines):
        content = whole(text, line) if line.width <= SHORT_LINE and not line.ended else ""
        if len(key := title_key(content)) >= _TITLE:
            by_key.setdefault(key, []).append((index, content))
    found = []
    for places in by_key.values():
        ends = [(index, _at_either_end.fullmatch(content)) for index, content in places] if len(places) > 1 else []
        values = [
            (index, {int(e) for e in match.groups() if e and not _year.fullmatch(e)}) for index, match in ends if match
        ]
        counts = Counter(value for _, own in values for value in own)
        found += [
            _Number(i, lines[i].start, value) for i, own in values for value in own if counts[value] == 1 and value
        ]
    return sorted(found, key=lambda n: n.index)


def _beside_titles(text: str, lines: Sequence[Shape], bare: Sequence[_Number]) -> list[_Number]:
    """Bare numbers next to each place of one title that returns, going up with the pages."""
    by_index = {number.index: number for number in bare}
    found: list[_Number] = []
    for step in (-1, 1):
        paired: dict[str, list[_Number | None]] = {}
        for index, line in enumerate(lines):
            short = line.width <= SHORT_LINE and not line.ended and not line.row
            if short and len(key := title_key(whole(text, line))) >= _TITLE:
                paired.setdefault(key, []).append(by_index.get(index + step))
        for numbers in paired.values():
            known = [number for number in numbers if number]
            rising = all(0 < b.value - a.value <= 3 for a, b in pairwise(known))
            if len(known) == len(numbers) >= 2 and rising and _pace(known):
                found += known
    return found


def _longest_ascending(numbers: Sequence[_Number]) -> list[_Number]:
    return [numbers[at] for at in longest_rising([number.value for number in numbers])]


def _ascending_alone(lines: Sequence[Shape], bare: Sequence[_Number]) -> list[_Number]:
    """The longest ascending run among numbers that stand alone between blank lines, other numbers
    passed over: most of such numbers, and either five by small steps or four that keep pace with
    the text."""
    alone = [n for n in bare if _stands_alone(lines, n)]
    chain = _longest_ascending(alone)
    if len(chain) < _CHAIN or len(chain) * 2 < len(alone):
        return []
    small = len(chain) > _CHAIN and chain[-1].value - chain[0].value <= _STEP * (len(chain) - 1)
    return chain if small or _keeps_pace(chain) else []


def _pace(known: Sequence[_Number]) -> float | None:
    """Characters to a page, from page numbers in order; None where they make no sense as such."""
    steps = [
        (after.offset - before.offset) / (after.value - before.value)
        for before, after in pairwise(known)
        if after.value > before.value
    ]
    pace = median(steps) if steps else 0
    return pace if _PAGE[0] <= pace <= _PAGE[1] else None


def _keeps_pace(chain: Sequence[_Number]) -> bool:
    pace = _pace(chain)
    pairs = pairwise(chain)
    return pace is not None and all(
        pace / 2 <= (b.offset - a.offset) / (b.value - a.value) <= pace * 2 for a, b in pairs
    )


def _fitting(lines: Sequence[Shape], known: Sequence[_Number], bare: Sequence[_Number]) -> list[_Number]:
    """Bare numbers that known page numbers leave room for: more than those before and less than
    those behind, and either next to one of them or as far on as the text has gone on. Each one
    found is known to the next: once forwards, once backwards."""
    pace = _pace(_longest_ascending(known))
    found: dict[int, _Number] = {}
    for turned in (False, True):
        ordered = sorted([*known, *found.values()], key=lambda n: n.index)
        rest = [n for n in bare if n.index not in found]
        behind = _nearest_limits(ordered, rest, not turned)
        waiting = sorted([*ordered, *rest], key=lambda n: n.index, reverse=turned)
        sure = {n.index for n in ordered}
        last: _Number | None = None
        for number in waiting:
            if number.index not in sure:
                low, high = (behind[number.index], last) if turned else (last, behind[number.index])
                if not _has_room(number, low, high, pace if _stands_alone(lines, number) else None):
                    continue
                found[number.index] = number
            if last is None or (number.value < last.value if turned else number.value > last.value):
                last = number
    return list(found.values())


def _nearest_limits(known: Sequence[_Number], numbers: Sequence[_Number], behind: bool) -> dict[int, _Number | None]:
    """For each number the least known one behind it, or else the greatest before it."""
    limits: dict[int, _Number | None] = {}
    limit: _Number | None = None
    asked = {n.index for n in numbers}
    for number in sorted([*known, *numbers], key=lambda n: n.index, reverse=behind):
        if number.index in asked:
            limits[number.index] = limit
        elif limit is None or (number.value < limit.value if behind else number.value > limit.value):
            limit = number
    return limits


def _has_room(number: _Number, low: _Number | None, high: _Number | None, pace: float | None) -> bool:
    if (low is None and high is None) or (low and number.value <= low.value) or (high and number.value >= high.value):
        return False
    room = (high.value if high else number.value + 2) - (low.value if low else number.value - 2)
    known = low or high
    return room <= _STEP or (pace is not None and known is not None and _in_pace(number, known, pace))


def _stands_alone(lines: Sequence[Shape], number: _Number) -> bool:
    after = lines[number.index + 1 : number.index + 2]
    return (
        bool(lines[number.index].blanks_before) and all(line.blanks_before for line in after) and not _is_year(number)
    )


def _in_pace(number: _Number, known: _Number, pace: float) -> bool:
    steps = number.value - known.value
    due = (number.offset - known.offset) / pace
    return abs(steps - due) <= max(1.0, 0.35 * abs(steps))
