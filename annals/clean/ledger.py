"""The one mechanism that changes text: applies edits, writes the ledger, tracks origins.

Applying all entries in order to the decoded raw text gives the cleaned text; undoing them in
reverse gives the raw text again, exactly."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby

from annals.clean.contract import Rule
from annals.clean.move_places import behind_move, interleave
from annals.model import Certainty, Edit, Entry, Hint, Op, Origins, Piece, Safety, Source
from annals.text.reading import Reading


class BadEditsError(ValueError):
    """A rule broke its contract: overlapping edits, or digits changed without declaring it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A text on its way, with everything that has happened to it."""

    source: Source
    text: str
    origins: Origins
    ledger: tuple[Entry, ...]
    hints: tuple[Hint, ...]

    @staticmethod
    def start(source: Source) -> State:
        length = len(source.text)
        pieces = (Piece(start=0, length=length, raw=0, raw_length=length, exact=True),) if length else ()
        return State(source=source, text=source.text, origins=Origins.of(pieces), ledger=(), hints=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """On whose word an edit is made; goes into each entry."""

    code: str
    safety: Safety
    digits: bool = False
    drops: bool = False
    certainty: Certainty | None = None

    @staticmethod
    def of(rule: Rule) -> Authority:
        return Authority(code=rule.code, safety=rule.safety, digits=rule.digits, drops=rule.drops)


def run(state: State, rule: Rule, reading: Reading) -> State:
    """Apply one rule to a state, whose text is the one read. A rule that moves is asked again, as what it moved may
    stand in the way of what comes next: a paragraph that two pages cut, each with its notes. What it changes beside
    that is changed first."""
    edits = list(rule.find(reading))
    for _ in range(_ROUNDS):
        moves = [edit for edit in edits if edit.to is not None]
        others = [edit for edit in edits if edit.to is None]
        state = apply_edits(state, others, Authority.of(rule))
        if not moves:
            return state
        moving = _move_each if interleave(moves) else _move_all
        state = moving(state, _shifted(moves, others), Authority.of(rule))
        edits = list(rule.find(replace(reading, text=state.text)))
    return state


_ROUNDS = 8


def _shifted(moves: Sequence[Edit], others: Sequence[Edit]) -> list[Edit]:
    """Moves of a text in which edits beside them have been made: what was put in where a range begins stands before it,
    and where it ends in it."""
    ordered = sorted(others, key=lambda edit: edit.end)
    ends = [edit.end for edit in ordered]
    shifts = [0, *accumulate(len(edit.new) - (edit.end - edit.start) for edit in ordered)]

    def place(offset: int) -> int:
        return offset + shifts[bisect_right(ends, offset)]

    return [
        replace(edit, start=place(edit.start), end=place(edit.end), to=None if edit.to is None else place(edit.to))
        for edit in moves
    ]


def _move_each(state: State, moves: Sequence[Edit], authority: Authority) -> State:
    """Forward moves one after the other in the order given, each entry in terms of the text that the one before it left; what one goes
    before stays where it is."""
    done: list[tuple[int, int, int]] = []

    def place(offset: int) -> int:
        for start, end, to in done:
            offset = behind_move(offset, start, end, to)
        return offset

    for edit in moves:
        start, end = place(edit.start), place(edit.end - 1) + 1
        to = place(edit.to or 0) - (end - start)
        state = move(state, start, end, to, edit.reason, authority)
        done.append((start, end, to))
    return state


def _move_all(state: State, moves: Sequence[Edit], authority: Authority) -> State:
    """Forward moves in one pass over the text; raises BadEditsError where ranges overlap. Those with one goal stand there in
    their order; those with different goals do not reach into each other. Their entries stand the last goal first, so
    that the places of the others stay true."""
    text = state.text
    # What stands where in the end: ranges of the text, each with how far it went.
    order: list[tuple[int, int, int]] = []
    entries: list[list[Entry]] = []
    done = 0
    for goal, group in groupby(sorted(moves, key=lambda edit: edit.start), key=lambda edit: edit.to):
        taken, to, own, cuts = 0, goal or 0, [], []
        for edit in group:
            if not done <= edit.start < edit.end <= to <= len(text):
                raise BadEditsError(f"{authority.code}: moves overlap at {edit.start}")
            order.append((done, edit.start, -taken))
            length = edit.end - edit.start
            entry = _moving(state, edit.start, edit.end, to - length, edit.reason, authority)
            own.append(replace(entry, start=edit.start - taken, end=edit.end - taken))
            cuts.append(edit)
            done, taken = edit.end, taken + length
        order.append((done, to, -taken))
        at = to - taken
        for edit in cuts:
            order.append((edit.start, edit.end, at - edit.start))
            at += edit.end - edit.start
        entries.append(own)
        done = to
    order.append((done, len(text), 0))
    first = len(state.ledger)
    ledger = (
        replace(entry, seq=first + number)
        for number, entry in enumerate(entry for own in reversed(entries) for entry in own)
    )
    return State(
        source=state.source,
        text="".join(text[low:high] for low, high, _ in order),
        origins=Origins.of(tuple(piece for part in order for piece in state.origins.within(*part))),
        ledger=(*state.ledger, *ledger),
        hints=tuple(_carried(hint, sorted(order)) for hint in state.hints),
    )


def _carried(hint: Hint, order: Sequence[tuple[int, int, int]]) -> Hint:
    """A hint behind moves, given how far each range of the text went, in the order in which they stood."""
    at = bisect_right(order, hint.start, key=lambda part: part[0]) - 1
    shift = order[at][2]
    return replace(hint, start=hint.start + shift, end=hint.end + shift)


def apply_edits(state: State, edits: Iterable[Edit], authority: Authority) -> State:
    """Apply edits that do not overlap, in the order of their places; raises BadEditsError."""
    ordered = sorted(
        (edit for edit in edits if edit.hint or state.text[edit.start : edit.end] != edit.new),
        key=lambda edit: (edit.start, edit.end),
    )
    if not ordered:
        return state
    _refuse_bad(state.text, ordered, authority)
    chunks: list[str] = []
    pieces: list[Piece] = []
    entries: list[Entry] = []
    hints: list[Hint] = []
    done, length = 0, 0
    for edit in ordered:
        kept = state.text[done : edit.start]
        pieces += state.origins.within(done, edit.start, length - done)
        chunks.append(kept)
        length += len(kept)
        entry = _entry(state, edit, length, len(state.ledger) + len(entries), authority)
        if edit.new:
            pieces.append(_piece(state, edit, length, entry.seq))
        if edit.hint:
            old = state.text[edit.start : edit.end]
            hints.append(Hint(kind=edit.hint, start=length, end=length + len(edit.new), value=old))
        entries.append(entry)
        chunks.append(edit.new)
        length += len(edit.new)
        done = edit.end
    chunks.append(state.text[done:])
    pieces += state.origins.within(done, len(state.text), length - done)
    moved = _moved_hints(state.hints, ordered)
    return State(
        source=state.source,
        text="".join(chunks),
        origins=Origins.of(tuple(pieces)),
        ledger=state.ledger + tuple(entries),
        hints=tuple(sorted((*moved, *hints), key=lambda hint: (hint.start, hint.end, hint.kind))),
    )


def move(state: State, start: int, end: int, to: int, reason: str, authority: Authority) -> State:
    """Cut text[start:end] and put it back so that it starts at `to` of the text after the cut."""
    cut = state.text[start:end]
    rest = state.text[:start] + state.text[end:]
    left = (*state.origins.within(0, start), *state.origins.within(end, len(state.text), start - end))
    without = Origins.of(left)
    pieces = (
        *without.within(0, to),
        *state.origins.within(start, end, to - start),
        *without.within(to, len(rest), len(cut)),
    )

    places = [behind_move(hint.start, start, end, to) for hint in state.hints]
    hints = tuple(
        replace(hint, start=at, end=at + hint.end - hint.start) for hint, at in zip(state.hints, places, strict=True)
    )
    return State(
        source=state.source,
        text=rest[:to] + cut + rest[to:],
        origins=Origins.of(pieces),
        ledger=(*state.ledger, _moving(state, start, end, to, reason, authority)),
        hints=hints,
    )


def _moving(state: State, start: int, end: int, to: int, reason: str, authority: Authority) -> Entry:
    """The entry of a move."""
    cut = state.text[start:end]
    return Entry(
        seq=len(state.ledger),
        code=authority.code,
        op=Op.MOVE,
        start=start,
        end=end,
        old=cut,
        new=cut,
        lines=_lines(state, start, end),
        safety=authority.safety,
        reason=reason,
        certainty=authority.certainty,
        to=to,
    )


def _refuse_bad(text: str, ordered: Sequence[Edit], authority: Authority) -> None:
    done = 0
    for edit in ordered:
        if not done <= edit.start <= edit.end <= len(text):
            raise BadEditsError(f"{authority.code}: edits overlap at {edit.start}")
        done = edit.end
        if not authority.digits and _digits(text[edit.start : edit.end]) != _digits(edit.new):
            raise BadEditsError(f"{authority.code}: changes digits at {edit.start}")


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def raw_range(state: State, start: int, end: int) -> tuple[int, int]:
    """The raw range that text[start:end] came from; for an empty range the place before which
    it stands."""
    pieces = state.origins.within(start, end)
    if pieces:
        return min(p.raw for p in pieces), max(p.raw + p.raw_length for p in pieces)
    following = state.origins.within(start, start + 1)
    if following:
        return following[0].raw, following[0].raw
    return len(state.source.text), len(state.source.text)


def _piece(state: State, edit: Edit, start: int, seq: int) -> Piece:
    within = state.origins.within(edit.start, edit.end)
    raw, raw_end = raw_range(state, edit.start, edit.end)
    edits = (*dict.fromkeys(made for piece in within for made in piece.edits), seq)
    exact = len(edit.new) == raw_end - raw and all(p.exact for p in within) and bool(within)
    return Piece(
        start=start,
        length=len(edit.new),
        raw=raw,
        raw_length=raw_end - raw,
        exact=exact,
        inserted=not within,
        edits=edits,
    )


def _lines(state: State, start: int, end: int) -> tuple[int, int]:
    raw, raw_end = raw_range(state, start, end)
    return state.source.line_of(raw), state.source.line_of(max(raw, raw_end - 1))


def _entry(state: State, edit: Edit, start: int, seq: int, authority: Authority) -> Entry:
    old = state.text[edit.start : edit.end]
    return Entry(
        seq=seq,
        code=authority.code,
        op=Op.REPLACE if old else Op.INSERT,
        start=start,
        end=start + len(old),
        old=old,
        new=edit.new,
        lines=_lines(state, edit.start, edit.end),
        safety=authority.safety,
        reason=edit.reason,
        certainty=authority.certainty,
        drops=authority.drops and not edit.new.strip() and bool(old.strip()),
    )


def _moved_hints(hints: Sequence[Hint], ordered: Sequence[Edit]) -> list[Hint]:
    """Hints carried through a batch: what stood in an edit's place goes to its new text."""
    ends = [edit.end for edit in ordered]
    shifts = [0, *accumulate(len(edit.new) - (edit.end - edit.start) for edit in ordered)]

    def place(offset: int, *, at_end: bool) -> int:
        index = bisect_right(ends, offset)
        if index < len(ordered) and ordered[index].start < offset:
            edit = ordered[index]
            return edit.start + shifts[index] + (len(edit.new) if at_end else 0)
        return offset + shifts[index]

    return [replace(h, start=place(h.start, at_end=False), end=place(h.end, at_end=True)) for h in hints]
