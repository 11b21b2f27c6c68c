"""Corrections and doubts of a `.yml` where they stand in a text that an editor changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from annals.markdown.read import text_of
from annals.merge.parts import marks_behind
from annals.model import FLAG_CODE, MOVED_CODE, Change, Mend, Placed
from annals.text.characters import letters
from annals.text.differences import Run, shared_ends, word_runs
from annals.text.sentences import TELLING, sentences_of

_NEAR = 8
"""So many characters on either side tell a place."""
_BESIDE = 2
"""So many marks may stand between a place and the words that an editor left there."""


def carried_to(change: Change, whole: str, part: Placed) -> Change | None:
    """A change of a generated text where it stands in a published one; None where its words do not stand there."""
    same = not part.overruled and part.origin is not None and text_of(part.origin.content) == whole
    return _carried(change, whole, part.text, part.mends if same else ()) or _before_joined(change, whole, part)


def _before_joined(change: Change, whole: str, part: Placed) -> Change | None:
    """A change before what an editor joined to its text: the mark with which it was joined stands in place of the one that ended the
    text, and of no words that a correction took out there."""
    begun = [text_of(block.content)[:_NEAR] for block in part.stem.whole() if text_of(block.content) != whole]
    places = [at for text in begun if (at := part.text.find(text)) > 0]
    if not places:
        return None
    own = part.text[: min(places)]
    words = own.removesuffix(marks_behind(own))
    found = _carried(change, whole, words + marks_behind(whole), ())
    return found if found is not None and found.end <= len(words) else None


def overruled(changes: Iterable[Change], whole: str, text: str) -> tuple[Change, ...]:
    """Of the changes of a generated text those of words that do not stand in the text that an editor made of it."""
    worded = (change for change in changes if change.code not in (FLAG_CODE, MOVED_CODE))
    return tuple(change for change in worded if _carried(change, whole, text, ()) is None)


def standing_in(changes: Iterable[Change], whole: str, text: str) -> tuple[Change, ...]:
    """The changes of a generated text whose words stand in another version of it, where they stand there."""
    found = (_carried(change, whole, text, ()) for change in changes if not _is_undone(change, whole, text))
    return tuple(change for change in found if change is not None)


def _is_undone(change: Change, whole: str, text: str) -> bool:
    """Whether a text has, between the same words, what a change of the other one took out. Of two signs that are alike a
    comparison does not know which one is gone."""
    if change.code == FLAG_CODE:
        return False
    before, behind = whole[max(0, change.start - _NEAR) : change.start], whole[change.end : change.end + _NEAR]
    return f"{before}{change.old}{behind}" in text and f"{before}{change.new}{behind}" not in text


def _carried(change: Change, whole: str, text: str, mends: tuple[Mend, ...]) -> Change | None:
    if text == whole:
        return change
    runs = word_runs(whole, text)
    core = _core(change)
    inner = _span(runs, core.start, core.end)
    if inner and (_put_back(change, core, runs) or _stands_again(change, whole, text, inner[0])):
        return None
    if mends and inner is not None:
        found = next(iter(carried((change,), mends)), None)
        if found is not None:
            return found
    span = _span(runs, change.start, change.end) or inner
    if span and not inner and _took_out(change) and change.old not in _around(text, span, len(change.old)):
        # What it left stands there whole, and what it took out does not: what a person put in that place is no matter.
        inner = span
    if not (span and inner):
        return _elsewhere(change, whole, text)
    return replace(change, start=span[0], end=span[1])


def _elsewhere(change: Change, whole: str, text: str) -> Change | None:
    """A change of a sentence that an editor put elsewhere in a text: of two that were swapped a comparison knows one as gone and
    put in anew."""
    around = _in_sentence(change, whole)
    if around is None:
        return None
    low, high = around
    before, words, behind = whole[low : change.start], whole[change.start : change.end], whole[change.end : high]
    known = before + words + behind
    if len(letters(known)) < TELLING or (whole.count(known), text.count(known)) != (1, 1):
        return None
    if change.code != FLAG_CODE and f"{before}{change.old}{behind}" in text and change.old not in change.new:
        return None
    at = text.find(known) + len(before)
    return replace(change, start=at, end=at + len(words))


def _in_sentence(change: Change, whole: str) -> tuple[int, int] | None:
    """What stands near a change in the sentence that it is in; None where it is in several."""
    at = 0
    for sentence in sentences_of(whole, "paragraph"):
        end = at + len(sentence)
        if at <= change.start < end and change.end <= end:
            return max(at, change.start - _NEAR), min(end, change.end + _NEAR)
        at = end
    return None


def _put_back(change: Change, core: Change, runs: Sequence[Run]) -> bool:
    """Whether words that a correction took out at an edge of what it left, such as quotation marks, stand there."""
    if change.code == FLAG_CODE or core.start == core.end or core.end - core.start > len(change.new):
        return False
    at = change.start
    for part in word_runs(change.old, change.new):
        if part.old and not part.new and _stands(part.old, at, runs):
            return True
        at += len(part.new)
    return False


def _stands_again(change: Change, whole: str, text: str, at: int) -> bool:
    """Whether the words that a correction took out whole stand at their place [at] of a text, whatever marks are around them."""
    gone, reach = letters(change.old), len(change.old) + _BESIDE
    if change.new or not gone or change.code == FLAG_CODE:
        return False
    places = (whole, change.start), (text, at)
    was, now = (letters(side[max(0, place - reach) : place + reach]) for side, place in places)
    return gone in now and gone not in was


def _stands(gone: str, at: int, runs: Sequence[Run]) -> bool:
    """Whether an editor put words in at [at] of a generated text that hold `gone`."""
    was = 0
    for run in runs:
        if not run.same and was <= at <= was + len(run.old) and gone in run.new and gone not in run.old:
            return True
        was += len(run.old)
    return False


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
    head, tail = shared_ends(change.old, change.new)
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
