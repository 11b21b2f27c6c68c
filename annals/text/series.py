"""Which lines of a text carry the numbers of its decimal outline: 1, 1.1, 1.1.1.

A number is read by what it continues: nothing about `2.32020年概况` alone says whether it is 2.3 or 2.32, nothing about
`3 对策` that it is no figure. All lines that may be numbered are weighed together, and the outline is the chain of them
in which most goes on from what stands before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annals.text.ordinals import WORDED, Candidate, Lead, Path, candidates

_WIDER = ("编", "部分", "章", "节", "条", "一、", "（一）")
"""Styles below which an outline in digits may begin anew."""

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
_NEXT = 1.0
"""What a number earns that goes on from the one before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """The number of a line in the outline, and the offset in its text where the title begins."""

    path: Path
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    """The best chain that ends with a candidate: what it is worth, and the link before."""

    candidate: Candidate
    score: float
    before: _Link | None


def outline_numbers(leads: Sequence[Lead]) -> dict[int, Numbered]:
    """The numbers of a text's decimal outline by the index of their line. Lone numbers are in it in one dress only, the
    one that makes the best outline: `1`, `1.`, `1、`, or 第1章 and 一、 (which keep their own style, and are not told)."""
    readings = candidates(leads)
    if not readings:
        return {}
    dresses = {reading.dress for found in readings for reading in found if len(reading.path) == 1}
    wider = frozenset(index for index, lead in enumerate(leads) if lead.style in _WIDER)
    chains = [_best_chain(readings, dress, wider) for dress in sorted(dresses, key=_DRESSES.index)]
    chains.append(_best_chain(readings, "", wider))
    best = max(chains, key=lambda chain: chain[0])[1]
    return {
        reading.line: Numbered(path=reading.path, end=reading.end)
        for reading in (*best, *_out_of_order(readings, best, leads), *_begun_again(readings, best, wider))
        if reading.dress not in WORDED
    }


def _out_of_order(
    readings: Sequence[Sequence[Candidate]], chain: Sequence[Candidate], leads: Sequence[Lead]
) -> Iterator[Candidate]:
    """Numbers that stand among their siblings in another order, as columns are torn: below the number that is open, and
    nowhere else in the outline; and the number that is open, given to a second title by a slip."""
    chosen = {reading.line: reading for reading in chain}
    used = {reading.path for reading in chain}
    last: Path = ()
    title = ""
    for index, found in enumerate(readings):
        if index in chosen:
            last, title = chosen[index].path, leads[index].text
            continue
        for reading in found:
            above = reading.path[:-1]
            sure = reading.worth >= _SURE or (len(above) > 1 and reading.worth >= 1)
            free = reading.path not in used or (reading.path == last and leads[index].text != title)
            if above and above == last[: len(above)] and free and sure and not reading.exact:
                used.add(reading.path)
                yield reading
                break


def _begun_again(
    readings: Sequence[Sequence[Candidate]], chain: Sequence[Candidate], wider: frozenset[int]
) -> Iterator[Candidate]:
    """Lone numbers that count from 1 between two of the outline, where this begins anew elsewhere too with no wider heading between: the
    headings above its counts are lost, and none of them stands below another."""
    lone = [reading for reading in chain if len(reading.path) == 1 and reading.dress not in WORDED]
    anew = [b for a, b in pairwise(lone) if b.path == (1,) < a.path and not any(a.line < w < b.line for w in wider)]
    for before, after in pairwise(lone if anew else ()):
        last = 0
        for reading in _free_between(readings, before, after):
            if reading.path in ((1,), (last + 1,)):
                last = reading.path[0]
                yield reading


def _free_between(readings: Sequence[Sequence[Candidate]], before: Candidate, after: Candidate) -> Iterator[Candidate]:
    """The lone numbers of one dress between two of the outline."""
    for found in readings[before.line + 1 : after.line]:
        yield from (one for one in found if len(one.path) == 1 and one.dress == before.dress and one.worth > 0)


_DRESSES = ("bare", ".", "、", "章", "一、")


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

    def link(self, candidate: Candidate) -> _Link | None:
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

    def _ways(self, candidate: Candidate) -> Iterator[tuple[float, _Link | None]]:
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
    readings: Sequence[Sequence[Candidate]], dress: str, wider: frozenset[int]
) -> tuple[float, tuple[Candidate, ...]]:
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
