"""One line of cleaned text as published: emphasis marks taken in, origins and changes found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from annals.markdown.inline import Span, escape
from annals.model import Change, Cleaned, Hint, HintKind, Origins, Piece
from annals.text.characters import FULL_PUNCTUATION, is_of_word
from annals.text.lines import Shape, cells_of

_marked = re.compile(r"\*\*(?=\S)(?P<strong>[^*]+?)(?<=\S)\*\*|<sup>(?P<sup>[^<>]+)</sup>|<sub>(?P<sub>[^<>]+)</sub>")

_NEVER_EDGE = FULL_PUNCTUATION + " \t\u3000\u00a0"
_escaped_bar = re.compile(r"\\(?=\|)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inline:
    """A line as inline Markdown. `first` is the raw offset of the first kept character, `lines` all raw lines
    touched, `inserted` that a person put all of it in, `origins` where each character of the text comes from."""

    markdown: str
    first: int
    lines: tuple[int, ...]
    changes: tuple[Change, ...]
    verbatim: bool
    inserted: bool
    origins: Origins


def published(cleaned: Cleaned, marks: tuple[Hint, ...], start: int, end: int, *, emphasis: bool) -> Inline:
    """The published form of cleaned text[start:end], which holds no line end, with or without its
    emphasis. `marks` are the hints of a person's corrections, flags and moves."""
    kept, spans = _kept(cleaned.text, start, end)
    text = "".join(cleaned.text[low:high] for low, high in kept)
    places = _running(0, kept)
    return _inline(cleaned, marks, kept, places, escape(text, spans if emphasis else ()))


def row(cleaned: Cleaned, shapes: list[Shape], cells: int) -> Inline | None:
    """A table row `| a | b |`, empty cells added up to `cells`; further lines continue the cells of the
    first. None for a row without text."""
    columns: list[list[tuple[int, int]]] = [[] for _ in range(cells)]
    spans: list[list[Span]] = [[] for _ in range(cells)]
    for shape in shapes:
        for column, own, place in zip(columns, spans, cells_of(cleaned.text, shape), strict=False):
            before = sum(high - low for low, high in column)
            kept, found = _kept(cleaned.text, *place)
            column += [part for low, high in kept for part in _without_escapes(cleaned.text, low, high)]
            # What an escape shortens, a span does not know.
            if sum(high - low for low, high in kept) == sum(high - low for low, high in column) - before:
                own += [replace(span, start=before + span.start, end=before + span.end) for span in found]
    text = "\t".join("".join(cleaned.text[low:high] for low, high in column) for column in columns)
    places: dict[int, int] = {}
    placed: list[Span] = []
    at = 0
    for column, own in zip(columns, spans, strict=True):
        places |= _running(at, column)
        placed += [replace(span, start=at + span.start, end=at + span.end) for span in own]
        at += sum(high - low for low, high in column) + 1
    kept = sorted((low, high) for column in columns for low, high in column if low < high)
    return _inline(cleaned, (), kept, places, escape(text, placed, row=True)) if text.strip() else None


def _without_escapes(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """The parts of a cell, without what escapes its bars."""
    for match in _escaped_bar.finditer(text, low, high):
        yield low, match.start()
        low = match.start() + 1
    yield low, high


def _running(at: int, ranges: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Where in the published text each range begins, the first of them at `at`."""
    found = {}
    for low, high in ranges:
        if low < high:
            found[low] = at
        at += high - low
    return found


def _inline(
    cleaned: Cleaned, marks: tuple[Hint, ...], kept: list[tuple[int, int]], places: dict[int, int], markdown: str
) -> Inline:
    """`places` say where in the published text each kept range begins."""
    ranged = [(low, piece) for low, high in kept for piece in cleaned.origins.within(low, high)]
    pieces = [piece for _, piece in ranged]
    placed: list[Piece] = [replace(piece, start=places[low] + piece.start - low) for low, piece in ranged]
    source = cleaned.source
    # What replaced a line end stands for no line of its own.
    own = [p for p in pieces if not p.inserted and source.text[p.raw : p.raw + p.raw_length].strip()]
    lines = {
        line
        for piece in own
        for line in range(
            source.line_of(piece.raw), source.line_of(max(piece.raw, piece.raw + piece.raw_length - 1)) + 1
        )
    }
    # A gap in the raw text that is one in the cleaned text too is a mark that structure takes in.
    verbatim = all(piece.exact and not piece.edits for piece in pieces) and all(
        b.raw - a.raw - a.raw_length == b.start - a.start - a.length for a, b in pairwise(own)
    )
    return Inline(
        markdown=markdown,
        first=own[0].raw if own else pieces[0].raw if pieces else 0,
        lines=tuple(sorted(lines)),
        changes=_changes(cleaned, marks, kept),
        verbatim=verbatim,
        inserted=bool(pieces) and all(piece.inserted for piece in pieces),
        origins=Origins.of(tuple(sorted(placed, key=lambda piece: piece.start))),
    )


def _kept(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], tuple[Span, ...]]:
    """The ranges that are text, and the spans that the marks between them make."""
    kept: list[tuple[int, int]] = []
    spans: list[Span] = []
    done, length = start, 0
    for match in _marked.finditer(text, start, end):
        kept.append((done, match.start()))
        length += match.start() - done
        tag = match.lastgroup or "strong"
        inner = match.span(tag)
        kept.append(inner)
        before, after = text[max(start, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
        inside = text[inner[0] : inner[1]]
        left, right = (
            _flanked(before, inside, after if match.end() < end else "") if tag == "strong" else (inside, inside)
        )
        low, high = length + len(inside) - len(left), length + len(right)
        if low < high and spans and (spans[-1].end, spans[-1].tag) == (low, tag):
            # Written each with its own marks, `**甲****乙**`, both would show four of them.
            spans[-1] = Span(start=spans[-1].start, end=high, tag=tag)
        elif low < high:
            spans.append(Span(start=low, end=high, tag=tag))
        length += inner[1] - inner[0]
        done = match.end()
    kept.append((done, end))
    return [(low, high) for low, high in kept if low < high], tuple(spans)


def _flanked(before: str, inside: str, after: str) -> tuple[str, str]:
    """What is emphasised, without what stands at its beginning, and without what stands at its end: CommonMark
    knows no emphasis that touches Chinese punctuation from inside, nor any sign where a word touches it from outside."""
    left, right = inside.lstrip(_NEVER_EDGE), inside.rstrip(_NEVER_EDGE)
    if left == inside and is_of_word(before):
        left = inside[next((at for at, char in enumerate(inside) if is_of_word(char)), len(inside)) :]
    if right == inside and is_of_word(after):
        right = inside[: next((at for at in range(len(inside), 0, -1) if is_of_word(inside[at - 1])), 0)]
    return left, right


def _changes(cleaned: Cleaned, marks: tuple[Hint, ...], kept: list[tuple[int, int]]) -> tuple[Change, ...]:
    """A person's corrections and flags inside the kept ranges, placed in published text; a
    block that was moved bears that at its end."""
    found = []
    done = 0
    for low, high in kept:
        for hint in marks:
            if hint.kind is HintKind.CHANGE and low <= hint.start < high + (high == kept[-1][1]):
                start = done + hint.start - low
                end = min(start + hint.end - hint.start, done + high - low)
                found.append(_change(cleaned, hint, start, end))
            elif hint.kind is HintKind.MOVED and high == kept[-1][1] and hint.start <= low < hint.end:
                found.append(_change(cleaned, hint, done + high - low, done + high - low))
        done += high - low
    return tuple(sorted(found, key=lambda change: (change.start, change.end)))


def _change(cleaned: Cleaned, hint: Hint, start: int, end: int) -> Change:
    applied = cleaned.corrections[int(hint.value)]
    correction = applied.correction
    pieces = cleaned.origins.within(hint.start, hint.end)
    line = cleaned.source.line_of(pieces[0].raw) if pieces else applied.lines[0][0]
    return Change(
        start=start,
        end=end,
        old=correction.target,
        new=correction.with_ or "",
        code=applied.code,
        reason=correction.reason,
        certainty=correction.certainty,
        line=line,
        number=int(hint.value),
    )
