"""Which of the corrections recorded in a `.yml` are true of the text as published, and where they stand in it.

An editor may have taken a paragraph out, parted it, put it elsewhere or kept another wording when asked: what is told of
the corrections is told of what readers see, not of what was generated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from annals.markdown.read import text_of
from annals.merge.mending import carried
from annals.merge.parts import plain
from annals.model import (
    FLAG_CODE,
    MOVED_CODE,
    AppliedCorrection,
    Block,
    BlockKind,
    Change,
    Document,
    Entry,
    Flag,
    Index,
    Operation,
    Passage,
    Placed,
    SectionKind,
    Status,
)
from annals.text.differences import Run, word_runs
from annals.text.sentences import held, likeness

_ALIKE = 0.5
_HELD = 0.7
"""Words so alike, or so much of which stands there, are the words that a correction took out."""
_TEXT = "text"


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is known of a report's corrections: the document as made now, its ledger, what was generated of the pages as they
    are published (`generated`, by id), and the published blocks."""

    document: Document
    ledger: Sequence[Entry]
    generated: Mapping[str, Passage]
    index: Index
    order: Sequence[Placed]

    def in_force(self, corrections: Sequence[AppliedCorrection]) -> tuple[AppliedCorrection, ...]:
        """The corrections that are true of the published text."""
        return tuple(applied for number, applied in enumerate(corrections) if self._holds(number, applied))

    @cached_property
    def changes(self) -> dict[str, tuple[Change, ...]]:
        """Corrections and doubts in words, and moves, by the published block they stand in, placed in its text."""
        found: dict[str, list[Change]] = {}
        for name, changes in self.document.changes.items():
            parts = self.index.parts.get(name, ())
            for change in changes:
                for part, standing in self._standing(name, change, parts):
                    found.setdefault(part.id, []).append(standing)
                    break
        return {name: tuple(sorted(some, key=lambda c: (c.start, c.end))) for name, some in found.items()}

    def _standing(self, name: str, change: Change, parts: Iterable[Placed]) -> Iterator[tuple[Placed, Change]]:
        whole = text_of(self._made[name].content)
        for part in parts:
            if change.code == MOVED_CODE:
                if part.id == name and self._is_in_place(name, change.number):
                    yield part, replace(change, start=len(part.text), end=len(part.text))
            elif (standing := _carried(change, whole, part)) is not None:
                yield part, standing

    @cached_property
    def _made(self) -> dict[str, Block]:
        return {block.id: block for block in self.document.blocks}

    @cached_property
    def _numbers(self) -> tuple[frozenset[int], frozenset[int]]:
        """The corrections that changed words of the document, and those of them that stand."""
        made = (change.number for changes in self.document.changes.values() for change in changes)
        standing = (change.number for changes in self.changes.values() for change in changes)
        return frozenset(made), frozenset(standing)

    def _holds(self, number: int, applied: AppliedCorrection) -> bool:
        made, standing = self._numbers
        match applied.correction.op:
            case Operation.REPLACE | Operation.MOVE | Operation.FLAG if number in made:
                return number in standing
            case Operation.REPLACE | Operation.DROP:
                return not self._stand_again(applied)
            case Operation.HEADING:
                return self._is_put_in(plain(applied.correction.target))
            case Operation.LEVEL:
                return self._has_level(applied)
            case Operation.BOX:
                return any(
                    placed.is_heading and any(box.kind is SectionKind.BOX for box in placed.block.boxes)
                    for _, placed in self._at(applied, section=True)
                )
            case _:
                return True

    def _at(self, applied: AppliedCorrection, *, section: bool) -> Iterator[tuple[Passage, Placed]]:
        """The headings, or the texts, generated from the lines of a correction that are on a page."""
        for name, passage in self.generated.items():
            own = any(low <= line[0] <= high for line in applied.lines for low, high in passage.lines)
            if own and (passage.level > 0) is section:
                yield from ((passage, part) for part in self.index.parts.get(name, ())[:1])

    def _has_level(self, applied: AppliedCorrection) -> bool:
        to = applied.correction.to
        if to == _TEXT:
            now = [placed.is_heading for _, placed in self._at(applied, section=False)]
            return bool(now) and not any(now)
        return any(
            passage.stem.origin is not None
            and str(passage.stem.origin.level) == to
            and placed.block.level == passage.level
            for passage, placed in self._at(applied, section=True)
        )

    def _is_put_in(self, title: str) -> bool:
        names = [
            block.id
            for block in self.document.blocks
            if block.status is Status.INSERTED and plain(text_of(block.content)) == title
        ]
        texts = [plain(part.text) for name in names for part in self.index.parts.get(name, ())]
        return not names or any(title in text for text in texts)

    def _stand_again(self, applied: AppliedCorrection) -> bool:
        """Whether an editor has words on a page that the correction took out."""
        gone = [
            plain(entry.old)
            for entry in self.ledger
            if entry.code == applied.code and entry.drops and _overlap(entry.lines, applied.lines)
        ]
        return any(
            likeness(old, own, _ALIKE) or held(old, own) >= _HELD for old in gone if old for own in self._editors_words
        )

    @cached_property
    def _editors_words(self) -> tuple[str, ...]:
        """The words on the pages that stand in nothing generated now, notes apart."""
        found = []
        for placed in self.order:
            if placed.kind is BlockKind.NOTE:
                continue
            # What waits was generated otherwise than it is now, and nobody has edited it.
            now = (self._made.get(block.id) for block in placed.stem.blocks())
            old = "".join(text_of(block.content) for block in now if block is not None)
            if old != placed.text:
                found += [run.new for run in word_runs(old, placed.text) if not run.same] if old else [placed.text]
        return tuple(word for text in found if (word := plain(text)))

    def _is_in_place(self, name: str, number: int) -> bool:
        """Whether moved blocks stand between the same blocks as generated: an editor may have left them where they were."""
        path = self.generated[name].page if name in self.generated else ""
        own = {
            block
            for block, changes in self.document.changes.items()
            if any(change.code == MOVED_CODE and change.number == number for change in changes)
        }
        made = [key for key in self._made if key in self.generated and self.generated[key].page == path]
        now = [placed.id for placed in self.order_on(path)]
        if name not in made or name not in now:
            return False
        at, here = made.index(name), now.index(name)
        before = next((key for key in reversed(made[:at]) if key not in own and key in now), None)
        behind = next((key for key in made[at + 1 :] if key not in own and key in now), None)
        return (before is None or now.index(before) < here) and (behind is None or here < now.index(behind))

    def doubts(self, flags: Sequence[Flag], corrections: Sequence[AppliedCorrection]) -> tuple[Flag, ...]:
        """The doubts that stand: of those that a person recorded the ones among the corrections in force."""
        kept = [one for one in corrections if one.code == FLAG_CODE]
        return tuple(
            flag
            for flag in flags
            if flag.code != FLAG_CODE
            or any(one.correction.reason == flag.reason and _overlap(flag.lines, one.lines) for one in kept)
        )

    def order_on(self, path: str) -> list[Placed]:
        """The blocks of a page as they stand on it."""
        return sorted((p for p in self.order if p.page == path), key=lambda placed: placed.block.line)


def _overlap(lines: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(lines[0] <= high and low <= lines[1] for low, high in others)


def _carried(change: Change, whole: str, part: Placed) -> Change | None:
    """A change of a generated text where it stands in a published one; None where its words do not stand there."""
    if part.text == whole:
        return change
    runs = word_runs(whole, part.text)
    core = _core(change)
    inner = _span(runs, core.start, core.end)
    if part.mends and part.origin is not None and text_of(part.origin.content) == whole:
        found = next(iter(carried((change,), part.mends)), None)
        if found is not None and inner is not None:
            return found
    span = _span(runs, change.start, change.end) or inner
    if span and not inner and _took_out(change) and change.old not in _around(part.text, span, len(change.old)):
        # What it left stands there whole, and what it took out does not: what a person put in that place is no matter.
        inner = span
    return replace(change, start=span[0], end=span[1]) if span and inner else None


def _around(text: str, span: tuple[int, int], reach: int) -> str:
    return text[max(0, span[0] - reach) : span[1] + reach]


def _took_out(change: Change) -> bool:
    """Whether a correction only takes words out, and all that it leaves of its quotation is text of one block."""
    core = _core(change)
    whole = 0 < change.end - change.start == len(change.new)
    return whole and core.start == core.end and change.code != FLAG_CODE


def _core(change: Change) -> Change:
    """A change without what both readings share: a person quotes more than the words that differ."""
    if change.code == FLAG_CODE:
        return change
    old, new = change.old, change.new
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return replace(change, start=change.start + head, end=max(change.start + head, change.end - tail))


def _span(runs: Sequence[Run], start: int, end: int) -> tuple[int, int] | None:
    """Where [start:end] of the old text stands in the new one, untouched; of nothing, the place where nothing was put."""
    was = now = 0
    for number, run in enumerate(runs):
        stop = was + len(run.old)
        if run.same and was <= start and end <= stop:
            first, last = number == 0, number == len(runs) - 1
            if start < end or was < start < stop or (start == was and first) or (start == stop and last):
                return now + start - was, now + end - was
        was, now = stop, now + len(run.new)
    return None
