"""Which lines of a text carry the numbers of its decimal outline: 1, 1.1, 1.1.1.

A number is read by what it continues: nothing about `2.32020年概况` alone says whether it is 2.3 or 2.32, nothing about
`3 对策` that it is no figure. All lines that may be numbered are weighed together, and the outline is the chain of them
in which most goes on from what stands before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from annals.text.characters import HAN, ends_sentence, is_prose, width
from annals.text.dates import YEAR
from annals.text.numerals import COUNTING, value_of
from annals.text.units import starts_with_counter, starts_with_unit

Path = tuple[int, ...]

_run = re.compile(r"[0-9]+(?:[ \u3000]?[.．][ \u3000]?[0-9]+)*+")
_part = re.compile(r"([ \u3000]?[.．][ \u3000]?)([0-9]{1,2})")
_stop = re.compile(r"([.．、]?)([ \t\u3000]*)")
_title = re.compile(rf"[{HAN}A-Za-z《“\"‘（(\d]")
_word = re.compile(rf"[{HAN}A-Za-z]")
_year = re.compile(rf"{YEAR}(?:年|\s?[—–～~-]|[{HAN}])")
_figure = re.compile(r"[\d.,，]+\s?[—–～~-]?")
_chapter = re.compile(rf"第([{COUNTING}\d]+)章|([{COUNTING}]{{1,3}})、")
_WIDER = ("编", "部分", "章", "节", "一、", "（一）")
"""Styles below which an outline in digits may begin anew."""

_DEEPEST = 5
_WIDEST = 40
"""A numbered title is seldom wider."""
_START = 1.2
"""What it takes to begin an outline."""
_ANEW = 2.2
"""What it takes to begin one where none begins by its number: in the middle, or again behind no wider heading."""
_GAP = 0.8
"""What each number costs, three at most, that should stand between two and does not."""
_FARTHEST = 12
"""No two neighbours are farther from each other."""
_SURE = 2.0
"""A line worth so much is a heading wherever it stands."""
_LISTED = 2.0
"""What a lone number costs that looks like one of a list or of a page."""
_NEXT = 1.0
"""What a number earns that goes on from the one before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A line as numbers are looked for in it: its text behind hashes and glyph, whether it has hashes, its style of
    numbering by itself alone (empty without one or where the line can have none)."""

    text: str
    hashes: bool
    style: str
    open: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """The number of a line in the outline, and the offset in its text where the title begins."""

    path: Path
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """One reading of a line's number. `dress` is what a lone number is written with; `worth` how much the line looks
    like a heading so numbered; `exact` that it counts only where it is the very next number."""

    line: int
    path: Path
    end: int
    dress: str
    worth: float
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    """The best chain that ends with a candidate: what it is worth, and the link before."""

    candidate: _Candidate
    score: float
    before: _Link | None


def outline_numbers(leads: Sequence[Lead]) -> dict[int, Numbered]:
    """The numbers of a text's decimal outline by the index of their line. Lone numbers are in it in one dress only, the
    one that makes the best outline: `1`, `1.`, `1、`, or 第1章 and 一、 (which keep their own style, and are not told)."""
    readings = [
        list(_in_digits(index, lead)) if lead.open and lead.text[:1].isdigit() else []
        for index, lead in enumerate(leads)
    ]
    deep = any(len(reading.path) > 1 for found in readings for reading in found)
    if not deep and not any(reading.dress == "bare" for found in readings for reading in found):
        return {}
    if deep:
        readings = [
            found or list(_in_words(index, lead))
            for index, (found, lead) in enumerate(zip(readings, leads, strict=True))
        ]
    readings = _unlisted(readings, leads)
    dresses = {reading.dress for found in readings for reading in found if len(reading.path) == 1}
    dresses = dresses if deep else dresses & {"bare"}
    wider = frozenset(index for index, lead in enumerate(leads) if lead.style in _WIDER)
    chains = [_best_chain(readings, dress, wider) for dress in sorted(dresses, key=_DRESSES.index)]
    chains.append(_best_chain(readings, "", wider))
    best = max(chains, key=lambda chain: chain[0])[1]
    return {
        reading.line: Numbered(path=reading.path, end=reading.end)
        for reading in (*best, *_out_of_order(readings, best))
        if reading.dress not in _WORDED
    }


def _out_of_order(readings: Sequence[Sequence[_Candidate]], chain: Sequence[_Candidate]) -> Iterator[_Candidate]:
    """Numbers that stand among their siblings in another order, as columns are torn: below the number that is open, and
    nowhere else in the outline."""
    chosen = {reading.line: reading for reading in chain}
    used = {reading.path for reading in chain}
    last: Path = ()
    for index, found in enumerate(readings):
        if index in chosen:
            last = chosen[index].path
            continue
        for reading in found:
            above = reading.path[:-1]
            sure = reading.worth >= _SURE or (len(above) > 1 and reading.worth >= 1)
            if above and above == last[: len(above)] and reading.path not in used and sure and not reading.exact:
                used.add(reading.path)
                yield reading
                break


_DRESSES = ("bare", ".", "、", "章", "一、")
_WORDED = ("章", "一、")


def _in_words(index: int, lead: Lead) -> Iterator[_Candidate]:
    """The number of a chapter in words, which counts here for what stands below it: it has its style by itself already."""
    match = _chapter.match(lead.text) if lead.open and lead.style in _WORDED else None
    value = value_of(match.group(1) or match.group(2)) if match else None
    if match and value:
        worth = -1.0 if is_prose(lead.text) else 0.0
        yield _Candidate(line=index, path=(value,), end=match.end(), dress=lead.style, worth=worth, exact=False)


def _in_digits(index: int, lead: Lead) -> Iterator[_Candidate]:
    """All numbers in digits that a line may begin with."""
    run = _run.match(lead.text)
    if run is None or run.end() == len(lead.text):
        return
    for path, end in _paths(lead.text, run.end()):
        reading = _reading(index, lead, path, end)
        if reading is not None:
            yield reading


def _unlisted(readings: list[list[_Candidate]], leads: Sequence[Lead]) -> list[list[_Candidate]]:
    """The readings, those of lone numbers worth nothing whose next one stands in the next line (a list, a column of a
    table) or whose title bears other numbers elsewhere (a running title with the number of its page)."""
    lone = [{(reading.path[0], reading.dress): reading for reading in found if _is_lone(reading)} for found in readings]
    listed: set[int] = set()
    for index, (first, second) in enumerate(pairwise(lone)):
        counted = any((value + 1, dress) in second for value, dress in first)
        if counted and not (leads[index].hashes or leads[index + 1].hashes):
            listed |= {index, index + 1}
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


def _is_lone(reading: _Candidate) -> bool:
    return len(reading.path) == 1 and reading.dress not in _WORDED


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


def _reading(index: int, lead: Lead, path: Path, end: int) -> _Candidate | None:
    """A line read with one number: None where what stands behind can be no title."""
    text = lead.text
    stop = _stop.match(text, end)
    if stop is None:
        return None
    (point, blanks), at = stop.groups(), stop.end()
    year = _year.match(text, at) is not None
    cut = not blanks and at < len(text) and text[at].isdigit()
    if not _title.match(text, at) or not _word.search(text, at) or (cut and text[at] == "0"):
        return None
    lone = len(path) == 1
    dress = (point.replace("．", ".") or "bare") if lone else ""
    if cut and not year and (lone or point):
        return None
    worth = _worth(lead, path, at, glued=at == end, year=year, cut=cut)
    return (
        None
        if worth is None
        else _Candidate(
            line=index, path=path, end=at, dress=dress, worth=worth, exact=(cut and not year) or " " in text[:end]
        )
    )


def _worth(lead: Lead, path: Path, at: int, *, glued: bool, year: bool, cut: bool) -> float | None:
    """How much a line looks like a heading whose title begins at `at`; None where it is a figure."""
    text, lone = lead.text, len(path) == 1
    title = text[at:]
    worth = 1.0 + lead.hashes
    if glued and lone and (starts_with_counter(title) or starts_with_unit(title) or _is_brand(title, year=year)):
        return None
    if starts_with_unit(title):
        worth -= 1 if lead.hashes else 1.6
    if cut and not year:
        figure = _figure.match(title)
        if figure and starts_with_unit(title, figure.end()) and not lead.hashes:
            return None
        worth -= 0.8
    if is_prose(text) or ends_sentence(text):
        worth -= 0.7 if not lone else 1.5
    if width(text) > _WIDEST or "，" in text:
        worth -= 0.5
    if lone and not lead.hashes:
        worth -= 0.5
    if not glued:
        worth += 0.4 if not lone else 0.0
    elif not lead.hashes:
        worth -= 0.5
    return worth


def _is_brand(title: str, *, year: bool) -> bool:
    """Whether digits before it make one word with a title: `3D打印`, `5G网络`, but not `2BART任务`."""
    return title[0].isascii() and not year and not title[:2].isalpha()


class _Chains:
    """The best chains of candidates so far: by the last number, by what the last number begins with, of all, and of
    all before the last heading of a wider style."""

    def __init__(self) -> None:
        self._ending: dict[Path, _Link] = {}
        self._within: dict[Path, _Link] = {}
        self.best: _Link | None = None
        self._before_wider: _Link | None = None
        self._wider = False

    def pass_wider(self) -> None:
        self._before_wider, self._wider = self.best, True

    def link(self, candidate: _Candidate) -> _Link | None:
        """The best chain that ends with a candidate, None where it adds nothing."""
        score, before = max(self._ways(candidate), key=lambda way: way[0])
        return _Link(candidate=candidate, score=score + candidate.worth, before=before) if score > _NEVER else None

    def add(self, link: _Link) -> None:
        path = link.candidate.path
        _keep_better(self._ending, path, link)
        for size in range(1, len(path) + 1):
            _keep_better(self._within, path[:size], link)
        if self.best is None or link.score > self.best.score:
            self.best = link

    def _ways(self, candidate: _Candidate) -> Iterator[tuple[float, _Link | None]]:
        path = candidate.path
        yield _NEVER, None
        yield from self._onward(path, 0.0, gaps=not candidate.exact)
        if candidate.exact:
            return
        if len(path) > 1:
            # The heading above was lost, or is written in words.
            yield from self._onward(path[:-1], _GAP * path[-1] + _NEXT * 0.5, gaps=False)
        first = path[-1] <= 1 and (len(path) == 1 or path[0] > 0)
        anew = _START if first or len(path) > 1 else _ANEW
        yield -anew, None
        if self.best is not None:
            yield self.best.score - (_ANEW if first else 2 * _ANEW), self.best
        if self._wider and first:
            yield (self._before_wider.score if self._before_wider else 0.0) - _START / 2, self._before_wider

    def _onward(self, path: Path, cost: float, *, gaps: bool) -> Iterator[tuple[float, _Link]]:
        """The chains that a number goes on from: its next sibling before, or what it is the first below."""
        *above, last = path
        for gap in range(1, (_FARTHEST if gaps else 1) + 1):
            cost_here = cost + _GAP * min(gap - 1, 3)
            if last == gap and above and (parent := self._ending.get(tuple(above))):
                yield parent.score + _NEXT - cost_here, parent
            elif (last > gap or (last == gap and not above)) and (sibling := self._within.get((*above, last - gap))):
                yield sibling.score + _NEXT - cost_here, sibling


_NEVER = float("-inf")


def _keep_better(table: dict[Path, _Link], path: Path, link: _Link) -> None:
    if path not in table or link.score > table[path].score:
        table[path] = link


def _best_chain(
    readings: Sequence[Sequence[_Candidate]], dress: str, wider: frozenset[int]
) -> tuple[float, tuple[_Candidate, ...]]:
    """What the best chain is worth that has lone numbers in one dress, and its candidates."""
    chains = _Chains()
    for index, found in enumerate(readings):
        if index in wider:
            chains.pass_wider()
        links = [chains.link(reading) for reading in found if len(reading.path) > 1 or reading.dress == dress]
        for link in links:
            if link is not None:
                chains.add(link)
    chain = []
    link = chains.best if chains.best is not None and chains.best.score > 0 else None
    score = link.score if link else 0.0
    while link is not None:
        chain.append(link.candidate)
        link = link.before
    return score, tuple(reversed(chain))
