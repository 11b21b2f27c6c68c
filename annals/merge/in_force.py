"""Which of the corrections recorded in a `.yml` are true of the text as published, and where they stand in it.

An editor may have taken a paragraph out, parted it, put it elsewhere or kept another wording when asked: what is told of
the corrections is told of what readers see, not of what was generated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from annals.markdown.read import text_of
from annals.markdown.write import on_page
from annals.merge.carrying import carried_to
from annals.merge.made_pages import MadePages, ids_of, made_boxes
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
    Goal,
    Index,
    Operation,
    Passage,
    Placed,
    Status,
)
from annals.text.characters import letters
from annals.text.differences import word_runs
from annals.text.sentences import held, likeness

_ALIKE = 0.5
_HELD = 0.7
"""Words so alike, or so much of which stands there, are the words that a correction took out."""
_TEXT = "text"


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is known of a report's corrections: the document as made now, its ledger, what was generated of the pages as they
    are published (`generated`, by id), and the published blocks, and where corrections move blocks."""

    document: Document
    ledger: Sequence[Entry]
    generated: Mapping[str, Passage]
    index: Index
    order: Sequence[Placed]
    goals: Sequence[Goal] = ()

    def in_force(self, corrections: Sequence[AppliedCorrection]) -> tuple[AppliedCorrection, ...]:
        """The corrections that are true of the published text; of a heading that a person put in and an editor gave another
        title, with that title."""
        return tuple(
            replace(applied, correction=replace(applied.correction, target=title))
            if (title := self._title_of(applied))
            else applied
            for number, applied in enumerate(corrections)
            if self._holds(number, applied)
        )

    @cached_property
    def changes(self) -> dict[str, tuple[Change, ...]]:
        """Corrections and doubts in words, and moves, by the published block they stand in, placed in its text."""
        found: dict[str, list[Change]] = {}
        for name, changes in self.document.changes.items():
            parts = (*self.index.parts.get(name, ()), *self._from_lines_of(name))
            for change in changes:
                for part, standing in self._standing(name, change, parts):
                    found.setdefault(part.id, []).append(standing)
                    break
        return {name: tuple(sorted(some, key=lambda c: (c.start, c.end))) for name, some in found.items()}

    def _standing(self, name: str, change: Change, parts: Iterable[Placed]) -> Iterator[tuple[Placed, Change]]:
        whole = text_of(self._made[name].content)
        for part in parts:
            if change.code == MOVED_CODE:
                if self._is_in_place(name, change.number):
                    yield part, replace(change, start=len(part.text), end=len(part.text))
            elif (standing := carried_to(change, whole, part)) is not None:
                yield part, standing

    def _from_lines_of(self, name: str) -> Iterator[Placed]:
        """Where a block that was parted or joined now waits in its old form: what stands on the pages from its raw lines."""
        block = self._made[name]
        if name in self.generated and self.generated[name].content == on_page(block.content):
            return
        lines = {line for low, high in block.lines for line in range(low, high + 1)}
        known = {part.id for part in self.index.parts.get(name, ())}
        for line in sorted(lines & self._by_line.keys()):
            yield from (placed for placed in self._by_line[line] if placed.id not in known)

    @cached_property
    def _by_line(self) -> dict[int, list[Placed]]:
        found: dict[int, list[Placed]] = {}
        for placed in self.order:
            lines = {
                line for block in placed.stem.blocks() for low, high in block.lines for line in range(low, high + 1)
            }
            for line in lines:
                found.setdefault(line, []).append(placed)
        return found

    @cached_property
    def _made_pages(self) -> MadePages:
        return MadePages(generated=self.generated, index=self.index)

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
                return not self._stand_again(applied) and not self._is_overruled(number, applied)
            case Operation.HEADING:
                return self._put_in(applied) != ()
            case Operation.LEVEL:
                return self._has_level(applied)
            case Operation.BOX:
                return any(self._is_boxed(passage, placed) for passage, placed in self._made_pages.opening(applied))
            case _:
                return True

    def _has_level(self, applied: AppliedCorrection) -> bool:
        to = applied.correction.to
        if to == _TEXT:
            now = [placed.is_heading for _, placed in self._made_pages.at(applied, section=False)]
            return bool(now) and not any(now)
        return self._made_pages.shows_level_of_what_is_out(applied, str(to)) or any(
            passage.stem.origin is not None
            and str(passage.stem.origin.level) == to
            and placed.block.level == passage.level
            for passage, placed in self._made_pages.at(applied, section=True)
        )

    def _is_boxed(self, passage: Passage, placed: Placed) -> bool:
        """Whether a heading, or the text that it was run into, begins a box on its page that ends where the generated one does."""
        own, made = made_boxes(placed.block), made_boxes(passage)
        if not (own and made):
            return False
        there = [one for one in self.generated.values() if one.page == passage.page and one.at >= passage.at]
        inside, behind = [one for one in there if made & ids_of(one)], [one for one in there if not made & ids_of(one)]
        shared = [bool(own & {box.id for box in p.block.boxes}) for p in self._on(inside, placed.page)]
        beyond = [bool(own & {box.id for box in p.block.boxes}) for p in self._on(behind, placed.page)]
        return shared[-1] and not any(beyond[:1])

    def _on(self, passages: Iterable[Passage], path: str) -> list[Placed]:
        """What is on a page of generated blocks."""
        first = (part for one in passages for part in self.index.parts.get(one.id, ())[:1])
        return [part for part in first if part.page == path]

    def _put_in(self, applied: AppliedCorrection) -> tuple[str, ...] | None:
        """The titles under which a heading that a correction puts in stands on a page; None where none was made."""
        title = letters(applied.correction.target)
        names = [
            block.id
            for block in self.document.blocks
            if block.status is Status.INSERTED and letters(text_of(block.content)) == title
        ]
        parts = (part for name in names for part in self.index.parts.get(name, ()))
        return tuple(part.text for part in parts if part.is_heading) if names else None

    def _title_of(self, applied: AppliedCorrection) -> str:
        """What an editor made of the title of a heading that a person put in; empty where it stands."""
        titles = self._put_in(applied) if applied.correction.op is Operation.HEADING else ()
        wanted = letters(applied.correction.target)
        return "" if not titles or any(letters(title) == wanted for title in titles) else titles[0]

    def _stand_again(self, applied: AppliedCorrection) -> bool:
        """Whether an editor has words on a page that the correction took out."""
        gone = [
            letters(entry.old)
            for entry in self.ledger
            if entry.code == applied.code and entry.drops and _overlap(entry.lines, applied.lines)
        ]
        return any(_says_again(own, old) for old in gone if old for own in self._editors_words)

    def _is_overruled(self, number: int, applied: AppliedCorrection) -> bool:
        """Whether of a figure in a table, where corrections are marked in no text, neither reading stands."""
        new = applied.correction.with_ or ""
        out = (text_of(one.content) for one in self._made_pages.out(applied) if one.content.kind is BlockKind.ROW)
        if new and any(text.count(new) == 1 for text in out):
            return True
        rows = [
            (passage, placed)
            for passage, placed in self._made_pages.at(applied, section=False)
            if placed.kind is BlockKind.ROW
        ]
        for passage, placed in rows:
            whole = text_of(passage.content)
            if not new or whole.count(new) != 1:
                continue
            at = whole.find(new)
            change = Change(
                start=at,
                end=at + len(new),
                code=applied.code,
                number=number,
                old=applied.correction.target,
                new=new,
                reason=applied.correction.reason,
                certainty="",
                line=applied.lines[0][0],
            )
            return carried_to(change, whole, placed) is None
        return False

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
        return tuple(word for text in found if (word := letters(text)))

    def _is_in_place(self, name: str, number: int) -> bool:
        """Whether moved blocks stand between the same blocks as generated: an editor may have left them where they were."""
        path = self.generated[name].page if name in self.generated else ""
        own = {
            block
            for block, changes in self.document.changes.items()
            if any(change.code == MOVED_CODE and change.number == number for change in changes)
        }
        made = [key for key in self._made if key in self.generated and self.generated[key].page == path]
        on_page = {placed.id: number for number, placed in enumerate(self.order_on(path))}
        # What an editor joined to another block stands where that does.
        now = {
            key: on_page[part.id] for key in made for part in self.index.parts.get(key, ())[:1] if part.id in on_page
        }
        if self._is_at_goal(name):
            return True
        if name not in now:
            return False
        at, here = made.index(name), now[name]
        others = {key for key in now if key not in own and now[key] != here}
        before = next((key for key in reversed(made[:at]) if key in others), None)
        # Between two blocks that an editor made one nothing can stand: what was put there stands behind both.
        one = now[before] if before is not None else -1
        behind = next((key for key in made[at + 1 :] if key in others and now[key] != one), None)
        return (before is None or now[before] < here) and (behind is None or here < now[behind])

    def _is_at_goal(self, name: str) -> bool:
        """Whether a moved block stands right beside the one that its correction names, wherever an editor put that."""
        goal = next((one for one in self.goals if name in one.names), None)
        own, parts = self.index.parts.get(name, ()), self.index.parts.get(goal.beside, ()) if goal else ()
        if goal is None or not own or not parts:
            return False
        beside = parts[-1] if goal.behind else parts[0]
        order = self.order_on(beside.page)
        if own[0] not in order:
            return False
        at, there = order.index(own[0]), order.index(beside)
        between = order[there + 1 : at] if goal.behind else order[at + 1 : there]
        known = {*goal.names, goal.beside}
        return (there < at) is goal.behind and all(
            {block.id for block in one.stem.whole()} <= known or one.origin is None for one in between
        )

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


def _says_again(words: str, gone: str) -> bool:
    """Whether words are those that are gone. Rows of figures are alike whatever they say."""
    if 2 * sum(map(str.isdigit, gone)) > len(gone):
        return gone in words
    return bool(likeness(gone, words, _ALIKE)) or held(gone, words) >= _HELD


def _overlap(lines: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(lines[0] <= high and low <= lines[1] for low, high in others)
