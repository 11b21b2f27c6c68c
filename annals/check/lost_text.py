"""Text of a report that is on none of its pages any more, told where it stood last, with what that breaks.

An editor may delete a paragraph. What nobody may do unawares is to delete one that others refer to, or to have it read
as something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from annals.check.blocks import written_there
from annals.check.causes import OF_BLOCKS, Cause
from annals.check.lost_reasons import PageReading, Reason, line_of
from annals.markdown.front import Front
from annals.markdown.read import text_of
from annals.model import Block, Phrase, Placed, Problem, Report, Withdrawal
from annals.text.characters import excerpt, letters

_SHOWN = 20
"""So many characters of a block are shown."""
_COPIED = 12
"""A line that is shorter says nothing of where it comes from."""
WITHDRAWN = "about/withdrawn.yml"


def lost_causes(
    reports: Iterable[Report],
    problems: Iterable[Problem],
    fronts: Mapping[str, Front],
    withdrawals: Sequence[Withdrawal],
) -> tuple[Cause, ...]:
    """The causes: for each run of blocks that are on no page one, if anything refers to them or they can be seen not to be
    meant so. `problems` are those of references, `fronts` the pages by path under docs/, `withdrawals` what
    takes pages back."""
    broken = Counter(problem.detail("reference") for problem in problems if problem.code in OF_BLOCKS)
    found: list[Cause] = []
    for report in reports:
        if report.deleted:
            found += _Lost(report, broken, fronts, withdrawals).causes()
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a lost block is missed, and why: blocks with equal places are told together."""

    path: str
    line: int | None
    why: Phrase
    cure: Phrase
    whole: bool = False
    silent: bool = False
    """Whether nobody is told where nothing refers to them."""


class _Lost:
    """What is lost of one report."""

    def __init__(
        self, report: Report, broken: Counter[str], fronts: Mapping[str, Front], withdrawals: Sequence[Withdrawal]
    ) -> None:
        self._report, self._broken, self._fronts, self._withdrawals = report, broken, fronts, withdrawals
        self._readings: dict[str, PageReading] = {}
        self._copies: dict[str, str | None] = {}
        self._standing: dict[str, Placed] = {}
        for placed in report.order:
            for block in placed.stem.blocks():
                self._standing.setdefault(block.id, placed)

    def causes(self) -> Iterator[Cause]:
        lost = {block.id for block in self._report.deleted}
        beside = self._beside()
        # What one page lost as a whole may have stood around the text of another.
        runs: dict[_Place, list[Block]] = {}
        for block in self._report.blocks:
            place = self._place(block, beside[block.id]) if block.id in lost else None
            if place is not None:
                runs.setdefault(place, []).append(block)
        for place, run in runs.items():
            if not place.silent or any(self._broken[name] for block in run for name in self._names(block)):
                yield self._told(place, run)

    def _beside(self) -> dict[str, tuple[Placed | None, Placed | None]]:
        """The nearest blocks that stand before and behind each one, of those that were made for the same page."""
        found: list[dict[str, Placed | None]] = []
        for blocks in (self._report.blocks, self._report.blocks[::-1]):
            last: dict[str, Placed] = {}
            near: dict[str, Placed | None] = {}
            for block in blocks:
                home = self._report.paths[block.id]
                near[block.id] = last.get(home)
                if block.id in self._standing:
                    last[home] = self._standing[block.id]
            found.append(near)
        return {name: (before, found[1][name]) for name, before in found[0].items()}

    def _told(self, place: _Place, run: Sequence[Block]) -> Cause:
        names = frozenset(name for block in run for name in self._names(block))
        count = sum(self._broken[name] for name in names)
        front = self._fronts.get(place.path)
        first = f"“{text_of(run[0].content)[:_SHOWN]}…”（{self._report.id}#{run[0].id}）"
        problem = Problem.of(
            "E251",
            f"docs/{place.path}",
            place.line,
            excerpt=excerpt(front.text, place.line) if front is not None and place.line else "",
            what=first if len(run) == 1 else Phrase.of("lost-run", first=first, count=len(run)),
            why=place.why,
            cited=Phrase.of("lost-cited", count=count) if count else Phrase.of("lost-uncited"),
            cure=place.cure,
        )
        words = tuple(text_of(block.content) for block in run)
        return Cause(problem=problem, blocks=names, words=words, whole=place.whole)

    def _names(self, block: Block) -> list[str]:
        return [f"{self._report.id}#{name}" for name in (block.id, *block.anchors)]

    def _place(self, block: Block, beside: tuple[Placed | None, Placed | None]) -> _Place | None:
        """Where a lost block is missed; None where it is not: nobody refers to it, and it may well have been deleted."""
        before, behind = beside
        near = behind or before
        path = near.page if near is not None else self._report.paths[block.id]
        cited = any(self._broken[name] for name in self._names(block))
        if path not in self._fronts:
            return self._withdrawn(path)
        reason = self._reading(path).reason_of(text_of(block.content), is_heading=block.section is not None)
        if reason is not None:
            return None if reason.meant and not cited else _at(path, reason)
        if (other := self._copied_from(path)) is not None:
            why, cure = Phrase.of("lost-copied", other=f"docs/{other}"), Phrase.of("cure-restore-page", path=path)
            return _Place(path=path, line=None, why=why, cure=cure, whole=True)
        if not cited:
            return None
        moved = self._elsewhere(path, text_of(block.content))
        if not moved and self._is_rewritten(block):
            return None  # Each reference says where the editor's own text stands.
        if moved:
            why, cure = Phrase.of("lost-moved", to=moved), Phrase.of("cure-moved")
        else:
            why = Phrase.of("lost-before") if behind is not None else Phrase.of("lost-behind")
            cure = Phrase.of("cure-gone")
        return _Place(path=path, line=near.block.line if near is not None else None, why=why, cure=cure)

    def _is_rewritten(self, block: Block) -> bool:
        """Whether an editor's own text stands where a block did."""
        return bool(block.lines) and written_there(block.lines[0][0], self._report.index.placed) is not None

    def _reading(self, path: str) -> PageReading:
        if path not in self._readings:
            self._readings[path] = PageReading(self._fronts[path])
        return self._readings[path]

    def _withdrawn(self, path: str) -> _Place:
        """A page that is not there and for which nothing stands in was taken back."""
        address = path.removesuffix(".md") + ".html"
        line = next((item.line for item in self._withdrawals if item.covers(address)), None)
        cure = Phrase.of("cure-withdrawn")
        why = Phrase.of("lost-withdrawn", path=f"docs/{path}")
        return _Place(path=WITHDRAWN if line else path, line=line, why=why, cure=cure, silent=True)

    def _copied_from(self, path: str) -> str | None:
        """The page whose text stands on this one, where nothing of its own is left but headings, which may be retitled."""
        if path not in self._copies:
            own = [b.id for b in self._report.blocks if b.section is None and self._report.paths[b.id] == path]
            kept = any(name in self._standing and self._standing[name].page == path for name in own)
            self._copies[path] = None if kept else self._same_lines(path)
        return self._copies[path]

    def _same_lines(self, path: str) -> str | None:
        lines = _long_lines(self._fronts[path])
        others = ((other, _long_lines(front)) for other, front in self._fronts.items() if other != path)
        return next((other for other, theirs in others if 2 * len(lines & theirs) > len(lines)), None)

    def _elsewhere(self, path: str, text: str) -> str:
        """The page and line where a text stands now; empty where it does on none."""
        key = letters(text)[:24]
        if len(key) < _COPIED:
            return ""
        for other, front in self._fronts.items():
            if other != path and text[:4] in front.body:
                line = line_of(text, [letters(one) for one in front.body.split("\n")])
                if line is not None:
                    return f"docs/{other}:{line + 1 + front.lines_before}"
        return ""


def _at(path: str, reason: Reason) -> _Place:
    return _Place(path=path, line=reason.line, why=reason.why, cure=reason.cure)


def _long_lines(front: Front) -> frozenset[str]:
    return frozenset(line.strip() for line in front.body.split("\n") if len(line.strip()) >= _COPIED)
