"""The headings that a person puts in, behind all rules: no rule takes one for the rest of an item or for a running title, and
none sees the report otherwise than it would without."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annals.clean.ledger import Authority, State, apply_edits
from annals.model import Correction, Edit, Hint, HintKind, Safety

CODE = "C103"
"""The code of what this does, as it stands in ledgers."""


def with_headings(state: State, headings: Iterable[tuple[Correction, int]]) -> State:
    """A cleaned state with headings, each as a line of its own above the line of a raw offset. What rules have joined with the
    line above is parted there."""
    for correction, raw in headings:
        state = _with_heading(state, correction, raw)
    return state


def _with_heading(state: State, correction: Correction, raw: int) -> State:
    first = state.source.line_starts[state.source.line_of(raw) - 1]
    at = _first_kept(state, first)
    start = max(state.text.rfind(end, 0, at) for end in "\r\n") + 1
    if _goes_on(state, start, at, first):
        start = at
    ends = "\n\n" if start and state.text[start - 1] not in "\r\n" else ""
    edit = Edit(start=start, end=start, new=f"{ends}{correction.target}\n\n", reason=correction.reason)
    authority = Authority(code=CODE, safety=Safety.REVIEW, digits=True, drops=False, certainty=correction.certainty)
    state = apply_edits(state, [edit], authority)
    start += len(ends)
    hint = Hint(kind=HintKind.HEADING, start=start, end=start + len(correction.target), value=str(correction.level))
    return replace(state, hints=(*state.hints, hint))


def _first_kept(state: State, raw: int) -> int:
    """Where the first character stands now that comes from a raw offset or behind it, white space apart."""
    found: tuple[int, int] | None = None
    for piece in state.origins.pieces:
        if piece.inserted or piece.raw + piece.raw_length <= raw:
            continue
        skip = max(0, raw - piece.raw) if piece.exact else 0
        if not piece.exact and piece.raw < raw:
            continue
        text = state.text[piece.start + skip : piece.start + piece.length]
        skip += len(text) - len(text.lstrip())
        if text.strip() and (found is None or piece.raw + skip < found[0]):
            found = piece.raw + skip, piece.start + skip
    return found[1] if found is not None else len(state.text)


def _goes_on(state: State, start: int, at: int, raw: int) -> bool:
    """Whether a line, which starts at `start`, has words before `at` that come from above the raw offset."""
    if state.text.startswith("|", start):
        return False
    return any(
        piece.raw < raw and not piece.inserted and state.text[piece.start : piece.start + piece.length].strip()
        for piece in state.origins.within(start, at)
    )
