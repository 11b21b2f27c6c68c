"""The headings that a person put in, apart from the lines of the report.

What the report's own lines are is found as though nobody had put one in: a heading that were evidence for others would take
the unmarked ones behind it along, out of their section or into a box."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from annals.model import Cleaned, HintKind
from annals.structure.evidence import Evidence
from annals.text.lexicon import Lexicon
from annals.text.lines import Shape, shapes

_line = re.compile(r"[^\r\n]*")
_ends = re.compile(r"(?:[ \t\u3000]*(?:\r\n|\n|\r)){0,2}")
"""The end of a line that was put in, and the blank line that was put in with it."""


def own_lines(cleaned: Cleaned) -> tuple[Shape, ...]:
    """The lines of the report itself, at their offsets in the cleaned text, looking as they would without what was put in."""
    text, at = "", 0
    cuts: list[tuple[int, int]] = []
    for start, end, _ in _inserted(cleaned):
        text += cleaned.text[at:start]
        match = _ends.match(cleaned.text, end)
        at = match.end() if match else end
        cuts.append((len(text), at - len(text)))
    text += cleaned.text[at:]
    found, shift = [], 0
    for shape in shapes(text):
        while cuts and cuts[0][0] <= shape.start:
            shift = cuts.pop(0)[1]
        found.append(_shifted(shape, shift))
    return tuple(found)


def inserted_lines(cleaned: Cleaned, lexicon: Lexicon) -> tuple[Evidence, ...]:
    """The headings that were put in, in order, each with the level that was given with it."""
    return tuple(
        Evidence(shape=_shifted(shape, start), lexicon=lexicon, level=level)
        for start, end, level in _inserted(cleaned)
        for shape in shapes(cleaned.text[start:end])
    )


def _inserted(cleaned: Cleaned) -> Iterator[tuple[int, int, str]]:
    """Where each heading that was put in begins, where its line ends, and its level."""
    for hint in sorted(cleaned.hints, key=lambda hint: hint.start):
        match = _line.match(cleaned.text, hint.start) if hint.kind is HintKind.HEADING else None
        if match is not None:
            yield hint.start, match.end(), hint.value


def _shifted(shape: Shape, by: int) -> Shape:
    return replace(
        shape,
        start=shape.start + by,
        end=shape.end + by,
        body=shape.body + by,
        glyph_start=shape.glyph_start + by,
        number_end=shape.number_end + by,
    )
