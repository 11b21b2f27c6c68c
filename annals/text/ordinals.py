"""What numbers a line may begin with, each by itself: several readings of one line, and how much each looks like a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from annals.text.characters import HAN, ends_sentence, is_prose, letter, width
from annals.text.dates import YEAR
from annals.text.numerals import COUNTING, value_of
from annals.text.units import starts_with_counter, starts_with_unit

Path = tuple[int, ...]

_run = re.compile(r"[0-9]+(?:[ \u3000]?[.．][ \u3000]?[0-9]+)*+")
_part = re.compile(r"([ \u3000]?[.．][ \u3000]?)([0-9]{1,2})")
_stop = re.compile(r"([.．、]?)([ \t\u3000]*)")
_title = re.compile(rf"[{HAN}A-Za-z《“\"‘（(\d]")
_year = re.compile(rf"{YEAR}(?:年|\s?[—–～~-]|[{HAN}])")
_figure = re.compile(r"[\d.,，]+\s?[—–～~-]?")
_chapter = re.compile(rf"(?:第([{COUNTING}\d]+)章|§[ \t]?(\d{{1,2}})|([{COUNTING}]{{1,3}})、)")
_lettered = re.compile(r"([A-H])((?:[.．]\d{1,2}){1,3})(?![\d.．])([ \t\u3000]+)")
_LETTER = 1000
"""Annexes are counted on behind all chapters: A.1 is one part below number 1001."""
_DEEPEST = 5
_WIDEST = 40
"""A numbered title is seldom wider."""
_COUNT = 1.7
"""What a number costs that a counter follows: more than its place in the outline brings, less than that and what stands below."""
_UNIT = 2
"""What stands behind a decimal and is no wider may be what it is counted in (`6.7 天`, `4.6 小时`): alone it makes no outline."""
_said = re.compile("[，。；：,;:]")
_BEHIND = 3
"""Behind so many numbers with text below them two more without may go on."""
_LISTED = 2.0
"""What a lone number costs that looks like one of a list or of a page."""
WORDED = ("章", "一、")
"""Styles whose numbers are in words; the outline in digits may stand below them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A line as numbers are looked for in it: its text behind hashes and glyph, whether it has hashes, its style of
    numbering by itself alone (empty without one or where the line can have none)."""

    text: str
    hashes: bool
    style: str
    open: bool = True


NO_LEAD = Lead(text="", hashes=False, style="", open=False)
"""A line that begins with no number, whatever it says: most lines are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One reading of a line's number. `dress` is what a lone number is written with; `worth` how much the line looks
    like a heading so numbered; `exact` that it counts only where it is the very next number."""

    line: int
    path: Path
    end: int
    dress: str
    worth: float
    exact: bool


def candidates(leads: Sequence[Lead]) -> list[list[Candidate]]:
    """For each line the numbers that it may begin with; none at all where nothing is like an outline in digits."""
    found = [
        list(_in_digits(index, lead)) if lead.open and lead.text[:1].isdigit() else []
        for index, lead in enumerate(leads)
    ]
    found = _without_cut_figures(found, leads)
    for reading in _in_letters(leads):
        found[reading.line] = [reading]
    deep = any(len(reading.path) > 1 for readings in found for reading in readings)
    if deep:
        found = [
            readings or list(_in_words(index, lead))
            for index, (readings, lead) in enumerate(zip(found, leads, strict=True))
        ]
    else:
        found = [[reading for reading in readings if reading.dress == "bare"] for readings in found]
    return _unlisted(found, leads) if any(found) else []


def _without_cut_figures(found: list[list[Candidate]], leads: Sequence[Lead]) -> list[list[Candidate]]:
    """The readings, of those that cut a lone number off a figure (`33大中心`) the ones below which the outline goes on (3.1), where
    no lone number has a blank behind it: `24小时值班` is no second chapter."""
    begun = {reading.path[0] for readings in found for reading in readings if reading.path[1:] == (1,)}
    lone = [one for readings in found for one in readings if _is_lone(one)]
    apart = any(leads[one.line].text[one.end - 1].isspace() for one in lone)
    cut = {one for one in lone if one.exact and leads[one.line].text[one.end].isdigit()}
    gone = {one for one in cut if apart or one.path[0] not in begun}
    return [[one for one in readings if one not in gone] for readings in found]


def opens_with_letter(text: str) -> bool:
    """Whether a line may begin with the number of a part of an annex.

    >>> opens_with_letter("A.2.1 渠道"), opens_with_letter("A.2"), opens_with_letter("AI 2.1")
    (True, False, False)
    """
    return text[:1] in _ANNEXES and _lettered.match(text) is not None


_ANNEXES = "ABCDEFGH"


def _in_letters(leads: Sequence[Lead]) -> list[Candidate]:
    """The numbers of the parts of annexes (A.1, A.1.1, A.2), where at least two count on."""
    found = []
    for index, lead in enumerate(leads):
        match = _lettered.match(lead.text) if lead.open and lead.text[:1] in _ANNEXES else None
        if match and _title.match(lead.text, match.end()) and letter.search(lead.text, match.end()):
            path = (_LETTER + ord(match[1]), *map(int, re.findall(r"\d+", match[2])))
            worth = _worth(lead, path, match.end(), glued=False, year=False, cut=False)
            if worth is not None:
                reading = Candidate(line=index, path=path, end=match.end(), dress="", worth=worth, exact=False)
                found.append(reading)
    follows = any(_follows(one.path, other.path) for one, other in pairwise(found))
    return found if follows else []


def _follows(path: Path, after: Path) -> bool:
    return after == (*path, 1) or any(after == (*path[:at], path[at] + 1) for at in range(1, len(path)))


def _in_words(index: int, lead: Lead) -> Iterator[Candidate]:
    """The number of a chapter in words, which counts here for what stands below it: it has its style by itself already."""
    match = _chapter.match(lead.text) if lead.open and lead.style in WORDED else None
    value = value_of(next(filter(None, match.groups()))) if match else None
    if match and value:
        worth = -1.0 if is_prose(lead.text) else 0.0
        yield Candidate(line=index, path=(value,), end=match.end(), dress=lead.style, worth=worth, exact=False)


def _in_digits(index: int, lead: Lead) -> Iterator[Candidate]:
    """All numbers in digits that a line may begin with."""
    run = _run.match(lead.text)
    if run is None or run.end() == len(lead.text):
        return
    for path, end in _paths(lead.text, run.end()):
        reading = _reading(index, lead, path, end)
        if reading is not None:
            yield reading


def _unlisted(readings: list[list[Candidate]], leads: Sequence[Lead]) -> list[list[Candidate]]:
    """The readings, those of lone numbers worth nothing whose next one stands in the next line (a list, a column of a
    table) or whose title bears other numbers elsewhere (a running title with the number of its page). Two alone that go on
    where all numbers before them have text below are no list: a picture stood below the first."""
    lone = [{(reading.path[0], reading.dress): reading for reading in found if _is_lone(reading)} for found in readings]
    pairs = [
        (index, next(((value, dress) for value, dress in first if (value + 1, dress) in second), None))
        for index, (first, second) in enumerate(pairwise(lone))
        if not (leads[index].hashes or leads[index + 1].hashes)
    ]
    begun = {index: number for index, number in pairs if number is not None}
    listed = {at for index in begun for at in (index, index + 1)}
    # Notes at the foot of pages count on as well, but say something.
    bare = {index for index, lead in enumerate(leads) if not (_said.search(lead.text) or ends_sentence(lead.text))}
    free = {number for index in bare - listed for number in lone[index]}
    for index, (value, dress) in begun.items():
        alone = not {index - 1, index + 1} & begun.keys() and {index, index + 1} <= bare
        if alone and value > _BEHIND and {(before, dress) for before in range(1, value)} <= free:
            listed -= {index, index + 1}
    numbers: dict[str, set[int]] = {}
    for index, found in enumerate(lone):
        for (value, _), reading in found.items():
            numbers.setdefault(leads[index].text[reading.end :], set()).add(value)
    return [
        [
            replace(reading, worth=reading.worth - _LISTED)
            if _is_lone(reading) and (index in listed or len(numbers[leads[index].text[reading.end :]]) > 1)
            else reading
            for reading in found
        ]
        for index, found in enumerate(readings)
    ]


def _is_lone(reading: Candidate) -> bool:
    return len(reading.path) == 1 and reading.dress not in WORDED


def _paths(text: str, limit: int) -> Iterator[tuple[Path, int]]:
    """The numbers that a run of digits and points may begin with, and where each ends: parts of one or two digits,
    the first of which is no zero."""
    heads: list[tuple[Path, int]] = [
        ((int(text[:size]),), size) for size in (1, 2) if text[:size].isdigit() and size <= limit
    ]
    while heads:
        path, end = heads.pop()
        if text[end - len(str(path[-1])) : end] != str(path[-1]) or (path[-1] == 0 and len(path) > 1):
            continue
        yield path, end
        match = _part.match(text, end)
        if match is None or match.end() > limit or len(path) == _DEEPEST:
            continue
        behind = match.end(1)
        heads += [((*path, int(text[behind : behind + size])), behind + size) for size in {1, len(match.group(2))}]


def _reading(index: int, lead: Lead, path: Path, end: int) -> Candidate | None:
    """A line read with one number: None where what stands behind can be no title."""
    text = lead.text
    stop = _stop.match(text, end)
    if stop is None:
        return None
    (point, blanks), at = stop.groups(), stop.end()
    year = _year.match(text, at) is not None
    cut = not blanks and at < len(text) and text[at].isdigit()
    if not _title.match(text, at) or not letter.search(text, at) or (cut and text[at] == "0"):
        return None
    lone = len(path) == 1
    dress = (point.replace("．", ".") or "bare") if lone else ""
    # A lone number glued to a figure is one where the converter says that the line is a heading: `## 33大中心` behind 2.
    if cut and not year and (point or (lone and not lead.hashes)):
        return None
    worth = _worth(lead, path, at, glued=at == end, year=year, cut=cut)
    return (
        None
        if worth is None
        else Candidate(
            line=index,
            path=path,
            end=at,
            dress=dress,
            worth=worth,
            exact=(cut and not year) or " " in text[:end] or (lone and at == end and starts_with_counter(text[at:])),
        )
    )


def _worth(lead: Lead, path: Path, at: int, *, glued: bool, year: bool, cut: bool) -> float | None:
    """How much a line looks like a heading whose title begins at `at`; None where it is a figure."""
    text, lone = lead.text, len(path) == 1
    title = text[at:]
    worth = 1.0 + lead.hashes
    counted = glued and lone and starts_with_counter(title)
    if glued and lone and not counted and (starts_with_unit(title) or _is_brand(title, cut=cut)):
        return None
    if counted:
        # `4所建议的系统` is a count but where 4.1 goes on from it.
        worth -= _COUNT
    elif starts_with_unit(title):
        worth -= 1 if lead.hashes else 1.6
    if cut and not year:
        figure = _figure.match(title)
        if figure and starts_with_unit(title, figure.end()) and not lead.hashes:
            return None
        worth -= 0.8
    if is_prose(text) or ends_sentence(text):
        worth -= 0.7 if not lone else 1.5
    if width(text) > _WIDEST or "，" in text or (width(title) <= _UNIT and not (lead.hashes or lone)):
        worth -= 0.5
    if lone and not lead.hashes:
        worth -= 0.5
    if not glued:
        worth += 0.4 if not lone else 0.0
    elif not lead.hashes:
        worth -= 0.5
    return worth


def _is_brand(title: str, *, cut: bool) -> bool:
    """Whether digits before it make one word with a title: `3D打印`, `5G网络`, but not `2BART任务`; the next digit makes none."""
    return title[0].isascii() and not cut and not title[:2].isalpha()
