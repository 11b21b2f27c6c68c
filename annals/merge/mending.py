"""Words mended on a page: a small change to report text is a correction, what is more is the editor's wording."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from annals.markdown.read import left_marks, marks_of, open_marks, text_of
from annals.model import Block, Change, Content, Mend, Mending, Origins, Placed, Source
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


def mends_of(generated: Content, edited: Content, overruled: tuple[Change, ...] = ()) -> tuple[Mend, ...]:
    """The words mended in a block, in order; none where the change is more than that: long, a sentence more or fewer, cells
    or marks of emphasis and links that differ or were left open, another form. `overruled` are corrections in the generated
    text that the editor did not take: what was mended is what stood there before them."""
    if (generated.kind, generated.depth, generated.header) != (edited.kind, edited.depth, edited.header):
        return ()
    if left_marks(edited) != left_marks(generated) or open_marks(edited) != open_marks(generated):
        return ()
    undone, new = Undone.of(text_of(generated), overruled), text_of(edited)
    if undone is None:
        return ()
    runs = word_runs(undone.text, new)
    marks = [(mark, undone.before(at)) for mark, at in marks_of(generated)]
    if not _small(runs, len(words_of(undone.text))):
        return ()
    if _marks(marks, runs, old=True) != _marks(marks_of(edited), runs, old=False):
        return ()
    found = [_filled(mend, new) for mend in _placed(runs)]
    return tuple(found) if all(mend.old.strip() and mend.new.strip() for mend in found) else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """A generated text without some of the corrections in it. `zones` are, in order, where these stood in the generated
    text and where what they replaced stands in `text`."""

    text: str
    zones: tuple[tuple[int, int, int, int], ...]

    @staticmethod
    def of(generated: str, changes: Iterable[Change]) -> Undone | None:
        """None where it cannot be told what a correction replaced: it holds line ends or stands in part elsewhere."""
        text, done, zones = "", 0, []
        for change in changes:
            if change.start < done or generated[change.start : change.end] != change.new or _unlike(change.old):
                return None
            text += generated[done : change.start]
            zones.append((change.start, change.end, len(text), len(text) + len(change.old)))
            text, done = text + change.old, change.end
        return Undone(text=text + generated[done:], zones=tuple(zones))

    def before(self, at: int) -> int:
        """Where an offset of the generated text stands in the one without; inside a correction at its end."""
        moved = 0
        for start, end, _, stop in self.zones:
            if start < at < end:
                return stop
            moved = stop - end if end <= at else moved
        return at + moved

    def pieces(self, start: int, end: int) -> Iterator[tuple[str, int, int]]:
        """The parts of [start:end] of `text`: the words that a correction had replaced, or nothing and where in the
        generated text the part stands."""
        done = moved = 0
        for low, high, first, last in (*self.zones, (0, 0, len(self.text), len(self.text))):
            if max(done, start) < min(first, end):
                yield "", max(done, start) + moved, min(first, end) + moved
            if max(first, start) < min(last, end):
                yield self.text[max(first, start) : min(last, end)], low, high
            done, moved = last, high - last


def _unlike(words: str) -> bool:
    """Whether a quotation may differ from the raw text: in it white space and # are no matter."""
    return any(char.isspace() or char == "#" for char in words)


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


def _marks(marks: Iterable[tuple[str, int]], runs: tuple[Run, ...], *, old: bool) -> list[tuple[str, int]]:
    """The marks in a block, each with how much text that both sides share stands before it."""
    shared = []
    for run in runs:
        shared += [run.same] * len(run.old if old else run.new)
    return [(mark, sum(shared[:at])) for mark, at in marks]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """Where the text of generated blocks, by id, comes from in a raw text."""

    source: Source
    origins: Mapping[str, Origins]

    def reading(self, block: str, start: int, end: int) -> tuple[str, tuple[int, int]] | None:
        """What [start:end] of a block's text is in the raw text, and on which raw lines; None where nothing is."""
        pieces = self.origins[block].within(start, end) if block in self.origins else ()
        if sum(piece.length for piece in pieces) < end - start:
            return None  # Some of it waits to become other words, and of those nobody knows here where they were.
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
    return tuple(
        found
        for placed in order
        if placed.origin is not None
        for mend in placed.mends
        if (found := _mending(placed, placed.origin, mend, raw)).old != found.new
    )


def _mending(placed: Placed, origin: Block, mend: Mend, raw: Raw | None) -> Mending:
    undone = Undone.of(text_of(origin.content), placed.overruled)
    known = _raw_reading(placed, undone, mend, raw)
    if known and known[0] != mend.old and (other := _filled_behind(mend, placed.text)):
        # What a rule made of the word beside is no editor's work.
        beyond = _raw_reading(placed, undone, other, raw)
        if beyond and beyond[0] == other.old:
            mend, known = other, beyond
    first = origin.lines[0][0] if origin.lines else placed.stem.blocks()[0].first_line
    old, lines = known or (mend.old, (first, first))
    return Mending(
        block=placed.id,
        start=mend.start,
        end=mend.end,
        old=old,
        new=mend.new,
        lines=lines,
        path=placed.page,
        at=placed.block.line,
    )


def _raw_reading(
    placed: Placed, undone: Undone | None, mend: Mend, raw: Raw | None
) -> tuple[str, tuple[int, int]] | None:
    """What the raw text has for the old words of a mend, and on which lines."""
    if raw is None or undone is None:
        return None
    text = ""
    lines: list[int] = []
    for own, low, high in undone.pieces(mend.was, mend.was + len(mend.old)):
        known = raw.reading(placed.id, low, high)
        text += own or (known[0] if known else "")
        lines += known[1] if known else ()
    return (text.strip(), (min(lines), max(lines))) if text.strip() and lines else None


def _filled_behind(mend: Mend, text: str) -> Mend | None:
    """A mend that shows the word before it because one of its sides is empty, with the word behind it instead."""
    head = len(mend.old) if mend.new.startswith(mend.old) else len(mend.new) if mend.old.startswith(mend.new) else 0
    after = text[mend.end : mend.end + _FARTHEST]
    beside = words_of(after)[0].strip() if head and after else ""
    if not beside:
        return None
    return replace(
        mend,
        start=mend.start + head,
        was=mend.was + head,
        end=mend.end + len(beside),
        old=mend.old[head:] + beside,
        new=mend.new[head:] + beside,
    )
