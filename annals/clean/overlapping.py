"""Corrections of which one would decide by coming first what another one finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from annals.clean.whole_lines import line_start
from annals.model import Correction, Operation, Problem, Source

Placed = list[tuple[Correction, tuple[tuple[int, int], ...]]]
"""Corrections, each with its places in the raw text (code points); a move's second one says where to."""


def overlaps(source: Source, placed: Placed, yml: str) -> list[Problem]:
    """Corrections that change the same raw text: which comes first would decide what is read. `yml` is the path to name."""
    changing = sorted((place, correction.line_in_yml) for correction, place in _changed(placed))
    found = [(line, other) for ((_, end), other), ((start, _), line) in pairwise(changing) if start < end]
    found += _on_what_goes(placed)
    found += _across_moves(source.text, placed)
    found += _said_twice(placed)
    return [Problem.of("E108", yml, line, other=other) for line, other in dict.fromkeys(found)]


def empties(correction: Correction) -> bool:
    """Whether a correction takes words out and puts none in."""
    replaced = correction.op is Operation.REPLACE and not (correction.with_ or "").strip()
    return replaced or correction.op is Operation.DROP


def _changed(placed: Placed) -> Iterator[tuple[Correction, tuple[int, int]]]:
    for correction, places in placed:
        if correction.op in (Operation.REPLACE, Operation.DROP):
            yield from ((correction, place) for place in places)


def _on_what_goes(placed: Placed) -> Iterable[tuple[int, int]]:
    """The lines of corrections that say how something stands that another one, whose line follows, takes out."""
    gone = [(place, taking) for taking, places in placed if empties(taking) for place in places]
    for correction, places in placed:
        for (start, end), taking in gone if correction.op in (Operation.LEVEL, Operation.BOX) else ():
            if start <= places[0][0] < end:
                yield correction.line_in_yml, taking.line_in_yml


def _across_moves(text: str, placed: Placed) -> Iterable[tuple[int, int]]:
    """The lines of corrections that change words of which another one, whose line follows, moves a part, or between which it puts
    what it moves: whatever lies between the two places would be taken for words that were quoted."""
    for moving, places in placed:
        if moving.op is not Operation.MOVE:
            continue
        own, anchor = places[:2]
        first, last = line_start(text, own[0]), _line_end(text, own[1])
        goal = _line_end(text, anchor[1]) if moving.after is not None else line_start(text, anchor[0])
        for correction, (start, end) in _changed(placed):
            is_crossed = start < last and first < end and not first <= start <= end <= last
            if is_crossed or start < goal < end:
                yield correction.line_in_yml, moving.line_in_yml


def _said_twice(placed: Placed) -> Iterator[tuple[int, int]]:
    """The lines of corrections that say of the same words what another one, whose line follows, says of them already: who merges
    by hand keeps both. Two headings may be put in before one line."""
    first: dict[tuple[Operation, tuple[tuple[int, int], ...], str], int] = {}
    for correction, places in placed:
        if correction.op in (Operation.REPLACE, Operation.DROP, Operation.WITHHOLD):
            continue
        words = correction.target if correction.op is Operation.HEADING else ""
        own = places[:1] if correction.op is Operation.MOVE else places
        other = first.setdefault((correction.op, own, words), correction.line_in_yml)
        if other != correction.line_in_yml:
            yield correction.line_in_yml, other


def _line_end(text: str, offset: int) -> int:
    """Where the words of a line end, the last of which stands before an offset."""
    found = text.find("\n", max(0, offset - 1))
    return len(text) if found < 0 else found
