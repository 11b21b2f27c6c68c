"""Which covered lines are one paragraph. The rules join lines by the words that they end and begin with, which nobody sees
in a passage that was taken down: what they join in the true text is joined in the covered one, before they run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annals.clean.ledger import Authority, State, apply_edits
from annals.clean.withholding import Withheld
from annals.model import Cleaned, Edit, Entry, Op, Source

_ends = {*"\r\n"}
_JOINS = "J"
"""What the codes of rules that join lines begin with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedJoin:
    """Two raw lines made one: the blank raw range [start:end] between their words (code points), what stands there
    instead, and on whose authority."""

    start: int
    end: int
    new: str
    reason: str
    authority: Authority


def carried_joins(true: Cleaned, withheld: Withheld) -> tuple[CarriedJoin, ...]:
    """The joins of a source cleaned with its words that touch what is covered in `withheld`."""
    covered = withheld.source.text
    return tuple(
        join
        for join in _joins(true.source, true.ledger, withheld)
        if {*covered[join.start - 1 : join.start], *covered[join.end : join.end + 1]} & set(withheld.stand_ins)
        or covered[: join.start].endswith(f"{withheld.stand_ins[1]}。")
    )


def _joins(source: Source, ledger: Iterable[Entry], withheld: Withheld) -> Iterator[CarriedJoin]:
    text = source.text
    for entry in ledger:
        joins = entry.code.startswith(_JOINS) and entry.op is Op.REPLACE
        if not joins or entry.old.strip() or not _ends & {*entry.old} or _ends & {*entry.new}:
            continue
        first, last = entry.lines
        start = source.line_starts[first - 1] + len(source.line_text(first).rstrip())
        end = start + len(text[start:]) - len(text[start:].lstrip())
        # Anything else between the two lines is a page number or a mark, which its own rule has to take out first.
        if start < end < len(text) and source.line_of(end) == last + 1:
            authority = Authority(code=entry.code, safety=entry.safety)
            yield CarriedJoin(
                start=start, end=end, new=entry.new, reason=withheld.veil.over(entry.reason), authority=authority
            )


def joined(state: State, joins: Iterable[CarriedJoin]) -> State:
    """A state in which no rule has run yet with these lines joined, as far as corrections left them side by side."""
    for join in joins:
        places = [at for at in (_place_of(state, join.start - 1), _place_of(state, join.end)) if at is not None]
        if len(places) == 2 and places[0] < places[1] and not state.text[places[0] + 1 : places[1]].strip():
            edit = Edit(start=places[0] + 1, end=places[1], new=join.new, reason=join.reason)
            state = apply_edits(state, [edit], join.authority)
    return state


def _place_of(state: State, raw: int) -> int | None:
    """Where the character of a raw offset stands; None where a correction changed it."""
    for piece in state.origins.pieces:
        if piece.exact and piece.raw <= raw < piece.raw + piece.raw_length:
            return piece.start + raw - piece.raw
    return None
