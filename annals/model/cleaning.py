"""Edits, ledger entries, origins, corrections: the way from raw to cleaned text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

from annals.model.source import Source

FLAG_CODE, MOVED_CODE, MEND_CODE, WITHHELD_CODE = "C107", "C102", "C108", "C109"
"""The codes of a person's doubt, which changes no text, of a person's move, of a word mended on a page, and of a
passage taken down."""
VEIL = "\u25a0"
"""What stands for each character that was taken down."""


class Safety(StrEnum):
    """Both are applied; REVIEW is also listed for an editor."""

    SAFE = "safe"
    REVIEW = "review"


class Certainty(StrEnum):
    CERTAIN = "certain"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


class Op(StrEnum):
    REPLACE = "replace"
    MOVE = "move"
    INSERT = "insert"


class HintKind(StrEnum):
    """What stood in a place, or what a person said of it."""

    GLYPH = "glyph"
    ITEM_GLYPH = "item-glyph"
    RULE = "rule"
    IMAGE = "image"
    LINK = "link"
    SET_OFF = "set-off"
    KEY = "key"
    EMPTY_KEY = "empty-key"
    CONTINUED = "continued"
    HEADING = "heading"
    LEVEL = "level"
    BOX = "box"
    CHANGE = "change"
    MOVED = "moved"
    GONE = "gone"
    LEFT = "left"
    LISTED = "listed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """Evidence for structure that is no longer in the text: a glyph that was taken off, a
    level or a box that a person gave. `start` and `end` are offsets in the text it comes with."""

    kind: HintKind
    start: int
    end: int
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What a rule yields: text[start:end] becomes `new`, or, with `to`, is cut and put back
    before the character that stands at `to` now. A hint keeps the evidence."""

    start: int
    end: int
    new: str
    reason: str = ""
    hint: HintKind | None = None
    to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One ledger entry; positions are those of the text after all entries before `seq`."""

    seq: int
    code: str
    op: Op
    start: int
    end: int
    old: str
    new: str
    lines: tuple[int, int]
    safety: Safety
    reason: str
    certainty: Certainty | None = None
    to: int | None = None
    drops: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """text[start:start+length] came from raw[raw:raw+raw_length].

    Equal lengths with `exact` map character by character; otherwise the piece stands for the
    whole raw range (a replacement) or for a place between characters (an insertion). `edits` are the ledger entries that made it."""

    start: int
    length: int
    raw: int
    raw_length: int
    exact: bool
    inserted: bool = False
    edits: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """Where each character of a text comes from; pieces in order, without gaps."""

    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]

    @staticmethod
    def of(pieces: tuple[Piece, ...]) -> Origins:
        return Origins(pieces=pieces, starts=tuple(piece.start for piece in pieces))

    def within(self, start: int, end: int, shift: int = 0) -> tuple[Piece, ...]:
        """The parts of the pieces that lie in text[start:end], cut to size where exact, and moved on by `shift`."""
        found = []
        first = max(0, bisect_right(self.starts, start) - 1)
        # By index: an iterator would walk over all the pieces before.
        for index in range(first, len(self.pieces)):
            piece = self.pieces[index]
            if piece.start >= end:
                break
            low, high = max(piece.start, start), min(piece.start + piece.length, end)
            if low >= high:
                continue
            if piece.exact:
                raw = piece.raw + low - piece.start
                found.append(
                    Piece(
                        start=low + shift,
                        length=high - low,
                        raw=raw,
                        raw_length=high - low,
                        exact=True,
                        edits=piece.edits,
                    )
                )
            else:
                found.append(
                    Piece(
                        start=low + shift,
                        length=high - low,
                        raw=piece.raw,
                        raw_length=piece.raw_length,
                        exact=False,
                        inserted=piece.inserted,
                        edits=piece.edits,
                    )
                )
        return tuple(found)


class Operation(StrEnum):
    """What a correction does; the first key of its item in a `.yml`."""

    REPLACE = "replace"
    MOVE = "move"
    HEADING = "heading"
    DROP = "drop"
    LEVEL = "level"
    BOX = "box"
    FLAG = "flag"
    WITHHOLD = "withhold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A person's recorded correction, as the `.yml` gives it. `op` is its first key; `at` are its raw ranges
    where they are known already, as those of a passage that nobody may quote."""

    op: Operation
    target: str
    reason: str
    cause: str
    certainty: Certainty
    line_in_yml: int
    with_: str | None = None
    through: str | None = None
    before: str | None = None
    after: str | None = None
    level: int | None = None
    to: str | None = None
    line: int | None = None
    count: int | None = None
    at: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedCorrection:
    """A correction with its code and the raw line range of each place it touched; of a move also the lines (`goal`) beside which
    what it moves is to stand."""

    correction: Correction
    code: str
    lines: tuple[tuple[int, int], ...]
    goal: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A doubt; the text is unchanged."""

    lines: tuple[int, int]
    text: str
    code: str
    reason: str

    @property
    def where(self) -> str:
        """The raw lines as a person reads them: `12`, `120–180`."""
        first, last = self.lines
        return str(first) if first == last else f"{first}–{last}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    source: Source
    text: str
    origins: Origins
    ledger: tuple[Entry, ...]
    hints: tuple[Hint, ...]
    corrections: tuple[AppliedCorrection, ...] = ()
    flags: tuple[Flag, ...] = ()
