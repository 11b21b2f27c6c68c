"""Where the blocks of a report that belong together go on at another page: at places that nothing added later moves.

What decides is what stands in front of a place, never what comes behind it, so a text that grows at its end is cut as
before; and wherever a page once began, one begins as long as anything is left there, whatever corrections, topics and
rules have done to lengths since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from annals.model import FORMS, Block, BlockKind

LONGEST = 12_000
"""The most characters on a page of a report."""
_SHORT = 60
"""A block of fewer characters takes as much room as one of so many: around each is its number, its address, its links."""
_LITTLE = 1_500
"""What has no more than these gets no page of its own if it can help it: it goes with what is next to it."""


class _Stage(IntEnum):
    """What parts a run, the best first."""

    HEADINGS = 0
    BLOCKS = 1
    HEADINGS_IN_FORMS = 2
    BLOCKS_IN_FORMS = 3


def name_of(block: Block) -> str:
    """The name of a page that begins with a block: its address, of what a person put in that of the line it stands
    before."""
    return block.id if block.id.startswith("l") else f"l{block.first_line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Divider:
    """`inside` are the blocks of a report that stand in closed forms, those apart with which one begins."""

    inside: frozenset[str]

    @staticmethod
    def of(blocks: Iterable[Block]) -> Divider:
        """What dividing needs to know of a report; sections stand before what is in them."""
        forms: set[str] = set()
        inside: set[str] = set()
        for block in blocks:
            if block.above in forms or block.above in inside:
                inside.add(block.id)
            if block.section in FORMS:
                forms.add(block.id)
        return Divider(inside=frozenset(inside))

    def parts(self, run: Sequence[Block], held: Iterable[str]) -> list[tuple[str, list[Block]]]:
        """The blocks of one topic, in order, as pages hold them: whole sections, at most LONGEST characters, what alone
        is longer cut at its sub-headings, what has none at paragraphs. Each part has the name of its page, the first
        none; `held` are the names that pages have had."""
        starts = self._held(run, set(held))
        found: list[tuple[str, list[Block]]] = []
        used = set(starts.values())
        for low, high in pairwise([*sorted({0, *starts}), len(run)]):
            for number, part in enumerate(self._cut(run[low:high], _Stage.HEADINGS, 0)):
                name = name_of(part[0]) if number else starts.get(low, "")
                if number and name in used:
                    found[-1][1].extend(part)
                else:
                    used.add(name)
                    found.append((name, list(part)))
        return found

    def _cut(self, run: Sequence[Block], stage: _Stage, above: int) -> list[Sequence[Block]]:
        """A run in parts; only headings deeper than `above` part it."""
        if _length(run) <= LONGEST:
            return [run]
        stage, level, edges = self._edges(run, stage, above)
        if not edges:
            return [run]
        deeper = stage if stage is _Stage.HEADINGS else _Stage(min(stage + 1, _Stage.BLOCKS_IN_FORMS))
        pieces = [run[low:high] for low, high in pairwise([0, *edges, len(run)])]
        found: list[Sequence[Block]] = []
        size, whole, at = 0, False, 0
        while at < len(pieces):
            piece, length = pieces[at], _length(pieces[at])
            at += 1
            if found and (whole or length <= _LITTLE) and size + length <= LONGEST:
                found[-1] = [*found[-1], *piece]
                size += length
                continue
            # A title or a few words before a long section stand on the first of its pages.
            if stage is _Stage.HEADINGS and length <= _LITTLE and at < len(pieces) and _length(pieces[at]) > LONGEST:
                piece = [*piece, *pieces[at]]
                at += 1
            parts = self._cut(piece, deeper, level)
            found += parts
            whole = len(parts) == 1 or stage is not _Stage.HEADINGS
            size = _length(found[-1])
        return found

    def _edges(self, run: Sequence[Block], stage: _Stage, above: int) -> tuple[_Stage, int, list[int]]:
        """Where a run can be cut: by what, the level of these headings, the indices."""
        for how in (_Stage(number) for number in range(stage, len(_Stage))):
            found = [at for at in range(1, len(run)) if self._begins(run, at, how)]
            if how is not _Stage.HEADINGS:
                level = above
            else:
                level = min((run[at].level for at in found if run[at].level > above), default=0)
                found = [at for at in found if run[at].level == level]
            if found:
                return how, level, found
        return stage, above, []

    def _begins(self, run: Sequence[Block], at: int, how: _Stage) -> bool:
        """Whether a page may begin with a block: no row without the head of its table, no item below another, nothing
        right behind the heading that it hangs below."""
        block = run[at]
        if (block.id in self.inside) is not (how >= _Stage.HEADINGS_IN_FORMS):
            return False
        if _hangs(run, at):
            return False
        return _is_heading(block) if how in (_Stage.HEADINGS, _Stage.HEADINGS_IN_FORMS) else not _goes_on(block)

    def _held(self, run: Sequence[Block], names: set[str]) -> dict[int, str]:
        """Where pages begin because one always did: the index of the first block and its name. Where that block is
        gone, the page begins with the next section that is left."""
        at = {name_of(block): index for index, block in reversed(list(enumerate(run)))}
        starts: dict[int, str] = {}
        lost: list[str] = []
        for name in sorted(names, key=_place):
            index = at.get(name)
            if index is None or _goes_on(run[index]):
                lost.append(name)
                continue
            while index > 0 and _hangs(run, index):
                index -= 1
            starts.setdefault(index, name)
        for name in lost:
            index = next(self._behind(run, name), len(run))
            if index < len(run):
                starts.setdefault(index, name)
        return starts

    def _behind(self, run: Sequence[Block], name: str) -> Iterator[int]:
        """The sections that stand behind a place."""
        first = next((at for at, block in enumerate(run) if _place(name_of(block)) > _place(name)), len(run))
        for at in range(first, len(run)):
            if _is_heading(run[at]) and run[at].id not in self.inside and not _hangs(run, at):
                yield at


def _is_heading(block: Block) -> bool:
    return block.section is not None and not block.nameless


def _hangs(run: Sequence[Block], at: int) -> bool:
    """Whether a block is the first below the heading, or in the closed form, that stands right before it."""
    return run[at - 1].section is not None and run[at].above == run[at - 1].id


def _goes_on(block: Block) -> bool:
    """Whether a block goes on with a table or a list."""
    content = block.content
    return (content.kind is BlockKind.ROW and not content.header) or (
        content.kind is BlockKind.ITEM and content.depth > 0
    )


def _length(blocks: Iterable[Block]) -> int:
    return sum(max(len(block.content.markdown), _SHORT) for block in blocks)


def _place(name: str) -> tuple[int, int]:
    """Line and column of the place that a page is named by."""
    line, _, column = name.removeprefix("l").partition("-")
    return int(line), int(column or 0)
