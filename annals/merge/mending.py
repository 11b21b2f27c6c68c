"""Words mended on a page: a small change to report text is a correction, what is more is the editor's wording."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from annals.markdown.read import marks_of, open_marks, text_of
from annals.model import Change, Content, Mend, Mending, Origins, Placed, Source
from annals.text.differences import Run, word_runs, words_of

LONGEST = 4
"""Words (a Han character, a Latin word, a figure each) in one place. The corrections of the five reports change three at
most; two sentences that say a like thing in other words differ by five at least in some place."""
FEW = 3
"""Words in all that are few in any block,"""
ONE_IN = 20
"""or one in so many of a longer one; a page that was read badly has one slip in fifty characters."""
_ONE_IN_SHORT = 3
"""Of a short block, such as a heading, more than a third is another wording."""
_FARTHEST = 24
"""Characters in which the word beside a mending is looked for."""
_ends = re.compile(r"[。！？]")


def mends_of(generated: Content, edited: Content) -> tuple[Mend, ...]:
    """The words mended in a block, in order; none where the change is more than that: long, a sentence more or fewer, cells
    or marks of emphasis and links that differ or were left open, another form."""
    if (generated.kind, generated.depth, generated.header) != (edited.kind, edited.depth, edited.header):
        return ()
    if open_marks(edited) != open_marks(generated):
        return ()
    old, new = text_of(generated), text_of(edited)
    runs = word_runs(old, new)
    if not _small(runs, len(words_of(old))) or _marks(generated, runs, old=True) != _marks(edited, runs, old=False):
        return ()
    found = [_filled(mend, new) for mend in _placed(runs)]
    return tuple(found) if all(mend.old.strip() and mend.new.strip() for mend in found) else ()


def _small(runs: tuple[Run, ...], length: int) -> bool:
    sizes = [max(len(words_of(run.old)), len(words_of(run.new))) for run in runs if not run.same]
    kept = all(
        len(_ends.findall(run.old)) == len(_ends.findall(run.new)) and "\t" not in run.old + run.new
        for run in runs
        if not run.same
    )
    total = sum(sizes)
    return bool(sizes) and kept and max(sizes) <= LONGEST and _few(total, length)


def _few(total: int, length: int) -> bool:
    return total <= max(FEW, length // ONE_IN) and total * _ONE_IN_SHORT <= length


def _marks(content: Content, runs: tuple[Run, ...], *, old: bool) -> list[tuple[str, int]]:
    """The marks in a block, each with how much text that both sides share stands before it."""
    shared = []
    for run in runs:
        shared += [run.same] * len(run.old if old else run.new)
    return [(mark, sum(shared[:at])) for mark, at in marks_of(content)]


def _placed(runs: tuple[Run, ...]) -> Iterable[Mend]:
    was = start = 0
    for run in runs:
        if not run.same:
            yield Mend(start=start, end=start + len(run.new), was=was, old=run.old, new=run.new)
        was, start = was + len(run.old), start + len(run.new)


def _filled(mend: Mend, new: str) -> Mend:
    """A mend with the word before it (at the beginning, behind it) where one side of it is empty, so that there is
    something to show on both."""
    if mend.old.strip() and mend.new.strip():
        return mend
    before, after = new[max(0, mend.start - _FARTHEST) : mend.start], new[mend.end : mend.end + _FARTHEST]
    if before and not before.endswith("\t"):
        beside = words_of(before)[-1]
        start, was = mend.start - len(beside), mend.was - len(beside)
        return replace(mend, start=start, was=was, old=beside + mend.old, new=beside + mend.new)
    beside = words_of(after)[0].strip() if after else ""
    return replace(mend, end=mend.end + len(beside), old=mend.old + beside, new=mend.new + beside)


def carried(changes: Iterable[Change], mends: tuple[Mend, ...]) -> tuple[Change, ...]:
    """Corrections and doubts of the `.yml` where they stand once words were mended around them. One whose words were mended
    gives way to that."""
    found = []
    for change in changes:
        met = any(change.start < mend.was + len(mend.old) and mend.was < change.end for mend in mends)
        if not met:
            found.append(replace(change, start=_now(change.start, mends), end=_now(change.end, mends, behind=True)))
    return tuple(found)


def _now(offset: int, mends: tuple[Mend, ...], *, behind: bool = False) -> int:
    """Where an offset of the generated text stands in the edited one; inside a mend at its beginning, or behind it."""
    moved = 0
    for mend in mends:
        if mend.was + len(mend.old) <= offset:
            moved = mend.end - mend.was - len(mend.old)
        elif mend.was < offset:
            return mend.end if behind else mend.start
    return offset + moved


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """Where the text of generated blocks, by id, comes from in a raw text."""

    source: Source
    origins: Mapping[str, Origins]

    def reading(self, block: str, start: int, end: int) -> tuple[str, tuple[int, int]] | None:
        """What [start:end] of a block's text is in the raw text, and on which raw lines; None where nothing is."""
        pieces = self.origins[block].within(start, end) if block in self.origins else ()
        own = [piece for piece in pieces if piece.raw_length and not piece.inserted]
        text = "".join(
            self.source.text[raw : raw + length] for raw, length in {p.raw: p.raw_length for p in own}.items()
        )
        if not text.strip():
            return None
        lines = [self.source.line_of(offset) for p in own for offset in (p.raw, p.raw + p.raw_length - 1)]
        return text.strip(), (min(lines), max(lines))


def mendings(order: Iterable[Placed], raw: Raw | None) -> tuple[Mending, ...]:
    """The words mended on the pages of a report, in reading order. Without the raw text, or for what has none, the reading
    is the one that was published before."""
    found = []
    for placed in order:
        origin = placed.origin
        for mend in placed.mends if origin else ():
            known = raw.reading(placed.id, mend.was, mend.was + len(mend.old)) if raw else None
            lines = origin.lines if origin else ()
            first = _line_at(lines, placed)
            old, at = known or (mend.old, (first, first))
            found.append(
                Mending(
                    block=placed.id,
                    start=mend.start,
                    end=mend.end,
                    old=old,
                    new=mend.new,
                    lines=at,
                    path=placed.page,
                    at=placed.block.line,
                )
            )
    return tuple(found)


def _line_at(lines: tuple[tuple[int, int], ...], placed: Placed) -> int:
    return lines[0][0] if lines else placed.stem.blocks()[0].first_line
