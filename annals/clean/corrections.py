"""A person's recorded corrections, applied to the decoded raw text before any rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from annals.clean.finding import Finder, NoPlaceError, places_of, swapped_in
from annals.clean.ledger import Authority, State, apply_edits, move
from annals.clean.overlapping import Placed, empties, overlaps
from annals.clean.put_in import CODE as PUT_IN_CODE
from annals.clean.whole_lines import missing_ends, moving, without_words
from annals.model import (
    FLAG_CODE,
    MOVED_CODE,
    WITHHELD_CODE,
    AppliedCorrection,
    Correction,
    Edit,
    Flag,
    Hint,
    HintKind,
    Operation,
    Phrase,
    Problem,
    Safety,
    Source,
)
from annals.text.differences import shared_ends

CODES = {
    Operation.REPLACE: "C101",
    Operation.MOVE: MOVED_CODE,
    Operation.HEADING: PUT_IN_CODE,
    Operation.DROP: "C104",
    Operation.LEVEL: "C105",
    Operation.BOX: "C106",
    Operation.FLAG: FLAG_CODE,
    Operation.WITHHOLD: WITHHELD_CODE,
}
"""The code of each kind of correction, as it stands in ledgers."""

_words_of_line = re.compile(r"^[ \t\u3000]*(?:#{1,6}[ \t]+)?(\S.*)$", re.MULTILINE)
_comma = re.compile(r"[，,、；;](?=[^\S\r\n]*\S)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A state with all corrections but the headings that are to be put in behind the rules, each with a raw offset on the
    line it stands above."""

    state: State
    applied: tuple[AppliedCorrection, ...]
    flags: tuple[Flag, ...]
    problems: tuple[Problem, ...]
    headings: tuple[tuple[Correction, int], ...] = ()


def unquotable(source: Source, corrections: tuple[Correction, ...], yml: str) -> Iterator[Problem]:
    """What is wrong with the quotations of corrections, each for itself; `yml` is the path to name."""
    finder = Finder(source)
    for correction in corrections:
        try:
            places_of(finder, correction)
        except NoPlaceError as error:
            yield error.problem(yml, correction.line_in_yml, swapped_in(finder, correction))


def correct(source: Source, corrections: tuple[Correction, ...], yml: str) -> Corrected:
    """Apply all corrections in their order, headings apart. All places are found in the raw text before the
    first is applied, so that no correction depends on another. `yml` is the path to name in
    problems; with any problem the state is that of the raw text."""
    finder = Finder(source)
    placed: Placed = []
    problems: list[Problem] = []
    for correction in corrections:
        try:
            placed.append((correction, places_of(finder, correction)))
        except NoPlaceError as error:
            problems.append(error.problem(yml, correction.line_in_yml, swapped_in(finder, correction)))
    problems += [*overlaps(source, placed, yml), *_into_itself(source, placed, yml)]
    if problems:
        return Corrected(state=State.start(source), applied=(), flags=(), problems=tuple(problems))
    state = State.start(source)
    # What is taken out goes last: others may name it as the place to move to, or doubt it.
    for number, (correction, places) in sorted(enumerate(placed), key=lambda one: empties(one[1][0])):
        before = state.text
        try:
            state = _apply(state, correction, places, number)
        except _GoneError:
            problems += _said_of_what_went(placed, correction, places, yml)
            continue
        if correction.op is Operation.MOVE and state.text.split() == before.split():
            problems.append(_moves_nothing(source, correction, places, yml, inside=False))
    if problems:
        return Corrected(state=State.start(source), applied=(), flags=(), problems=tuple(problems))
    applied = tuple(
        AppliedCorrection(
            correction=correction,
            code=CODES[correction.op],
            lines=_own_lines(source, correction, places),
            goal=_lines(source, places[1]) if correction.op is Operation.MOVE else None,
        )
        for correction, places in placed
    )
    flags = tuple(
        Flag(
            lines=_lines(source, place),
            text=source.text[place[0] : place[1]].strip(),
            code=CODES[Operation.FLAG],
            reason=correction.reason,
        )
        for correction, places in placed
        if correction.op is Operation.FLAG
        for place in places
    )
    headings = tuple((correction, places[0][0]) for correction, places in placed if correction.op is Operation.HEADING)
    return Corrected(state=state, headings=headings, applied=applied, flags=flags, problems=())


def _into_itself(source: Source, placed: Placed, yml: str) -> Iterable[Problem]:
    """Moves whose goal is one of the lines that they move."""
    for correction, places in placed:
        if correction.op is Operation.MOVE:
            (first, last), anchor = _lines(source, places[0]), source.line_of(places[1][0])
            if first <= anchor <= last:
                yield _moves_nothing(source, correction, places, yml, inside=True)


def _moves_nothing(
    source: Source, correction: Correction, places: tuple[tuple[int, int], ...], yml: str, *, inside: bool
) -> Problem:
    (first, last), anchor = _lines(source, places[0]), source.line_of(places[1][0])
    lines = f"{first}" if first == last else f"{first}–{last}"
    why, cure = Phrase.of("move-stands-there", lines=lines, anchor=anchor), Phrase.of("move-needless")
    if inside:
        why, cure = Phrase.of("move-into-itself", lines=lines, anchor=anchor), Phrase.of("move-elsewhere", lines=lines)
    return Problem.of("E138", yml, correction.line_in_yml, why=why, cure=cure)


def _own_lines(
    source: Source, correction: Correction, places: tuple[tuple[int, int], ...]
) -> tuple[tuple[int, int], ...]:
    """The raw line ranges a correction touches; a move's second place only says where to."""
    own = places[:1] if correction.op is Operation.MOVE else places
    return tuple(dict.fromkeys(_lines(source, place) for place in own))


def _lines(source: Source, place: tuple[int, int]) -> tuple[int, int]:
    return source.line_of(place[0]), source.line_of(max(place[0], place[1] - 1))


def _apply(state: State, correction: Correction, places: tuple[tuple[int, int], ...], number: int) -> State:
    """Apply one correction; hints name it by its number among the applied ones."""
    authority = Authority(
        code=CODES[correction.op],
        safety=Safety.REVIEW,
        digits=True,
        drops=empties(correction),
        certainty=correction.certainty,
    )
    if correction.op is Operation.HEADING:
        return state
    if correction.op is Operation.MOVE:
        return _move(state, correction, places, number, authority)
    for raw in places:
        start, end = _now(state, raw)
        state = _apply_at(state, correction, start, end, number, authority)
    return state


def _apply_at(state: State, correction: Correction, start: int, end: int, number: int, authority: Authority) -> State:
    reason = correction.reason
    if empties(correction):
        places = without_words(state.text, start, end)
        whole = _whole_lines(state.text, places[-1])
        if whole:
            # What was said of a line that is gone is said of no other.
            kept = (
                hint for hint in state.hints if not any(low <= hint.start and hint.end <= high for low, high in places)
            )
            state = replace(state, hints=tuple(kept))
        gone = Hint(kind=HintKind.GONE, start=places[0][0], end=places[0][0], value=state.text[slice(*places[0])])
        state = apply_edits(
            state, [Edit(start=low, end=high, new="", reason=reason) for low, high in places], authority
        )
        if whole:
            state = _with_hint(state, gone)
        if correction.op is Operation.DROP or whole:
            return state
        at = places[0][0]
        return _with_hint(state, Hint(kind=HintKind.CHANGE, start=at, end=at, value=str(number)))
    if correction.op is Operation.REPLACE:
        edit = _smallest(state.text, start, end, correction.with_ or "", reason)
        state = apply_edits(state, [edit], authority)
        # Shown to readers as the person wrote it, not as the smallest difference.
        return _with_hint(
            state, Hint(kind=HintKind.CHANGE, start=start, end=start + len(correction.with_ or ""), value=str(number))
        )
    if correction.op is Operation.LEVEL:
        value = correction.to if correction.to == "text" else str(correction.to or correction.level)
        if value != "text":
            state = _without_comma(state, end, reason, authority)
        spans = _lines_within(state.text, start, end) if value == "text" and correction.through else [(start, end)]
        hints = [Hint(kind=HintKind.LEVEL, start=low, end=high, value=value) for low, high in spans]
        return replace(state, hints=(*state.hints, *hints))
    if correction.op is Operation.BOX:
        return _with_hint(state, Hint(kind=HintKind.BOX, start=start, end=end))
    return _with_hint(state, Hint(kind=HintKind.CHANGE, start=start, end=end, value=str(number)))


def _lines_within(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The lines of a range that have words, from their first one, their marks apart."""
    found = [(start, end)]
    for match in _words_of_line.finditer(text, start, end):
        found.append((match.start(1), match.end(1)))
    return found[:1] + [span for span in found[1:] if span[0] > start]


def _whole_lines(text: str, place: tuple[int, int]) -> bool:
    low, high = place
    return text[low:high].endswith(("\n", "\r")) or (
        high == len(text) and low < high and text[:low].endswith(("\n", "\r"))
    )


def _without_comma(state: State, end: int, reason: str, authority: Authority) -> State:
    """A comma between what becomes a heading and the rest of its sentence belongs to neither."""
    comma = _comma.match(state.text, end)
    return apply_edits(state, [Edit(start=end, end=comma.end(), new=" ", reason=reason)], authority) if comma else state


def _with_hint(state: State, hint: Hint) -> State:
    return replace(state, hints=(*state.hints, hint))


def _smallest(text: str, start: int, end: int, new: str, reason: str) -> Edit:
    """The replacement without what both sides share, so that origins stay exact around it."""
    head, tail = shared_ends(text[start:end], new)
    return Edit(start=start + head, end=end - tail, new=new[head : len(new) - tail], reason=reason)


class _GoneError(Exception):
    """All of a raw range was corrected away before."""


def _now(state: State, raw: tuple[int, int]) -> tuple[int, int]:
    """Where a raw range stands in the text of the state: what is left of it where other corrections have taken characters
    out of it. Raises _GoneError where nothing is."""
    first, last = raw
    spans = [
        (
            piece.start + (max(first - piece.raw, 0) if piece.exact else 0),
            piece.start + (min(last - piece.raw, piece.length) if piece.exact else piece.length),
        )
        for piece in state.origins.pieces
        if piece.length and piece.raw < last and first < piece.raw + piece.raw_length
    ]
    if not spans:
        raise _GoneError
    return min(start for start, _ in spans), max(end for _, end in spans)


def _said_of_what_went(
    placed: Placed, correction: Correction, places: tuple[tuple[int, int], ...], yml: str
) -> Iterable[Problem]:
    """A correction of words that another one has replaced by others: `{replace: 甲乙, with: 乙}` and `{level: 甲}`."""
    for other, taken in placed:
        changes = other.op in (Operation.REPLACE, Operation.DROP) and other is not correction
        if changes and any(low < end and start < high for low, high in taken for start, end in places):
            yield Problem.of("E108", yml, correction.line_in_yml, other=other.line_in_yml)
            return


def _move(
    state: State, correction: Correction, places: tuple[tuple[int, int], ...], number: int, authority: Authority
) -> State:
    """Move whole lines with their marks behind (or before) the line of the anchor; where two lines would then run
    together, a line end or a blank line is put between them."""
    own, anchor = (_now(state, raw) for raw in places)
    moved = moving(state.text, own, anchor, behind=correction.after is not None)
    state = move(state, moved.start, moved.end, moved.to, correction.reason, authority)
    left = moved.start if moved.to >= moved.start else moved.end
    state = _with_hint(state, Hint(kind=HintKind.LEFT, start=left, end=left, value=str(number)))
    start, end = moved.to, moved.to + moved.end - moved.start
    length = len(state.text[start:end].rstrip())
    before, behind = missing_ends(state.text, start, end, moved)
    ends = [Edit(start=at, end=at, new=new, reason=correction.reason) for at, new in ((start, before), (end, behind))]
    state = apply_edits(state, [edit for edit in ends if edit.new], authority)
    start += len(before)
    return _with_hint(state, Hint(kind=HintKind.MOVED, start=start, end=start + length, value=str(number)))
