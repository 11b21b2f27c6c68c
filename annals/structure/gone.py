"""Whole lines that a person took out: they go on saying what the lines around them are.

Who drops the text below a heading says nothing of the heading. Without that text two headings would stand one on the other, and
those with a glyph were read as a list, a title as the one above its neighbours. A heading that a person drops says nothing any
more: it was none, or one too many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from annals.model import Cleaned, HintKind
from annals.structure.evidence import HEADS, Evidence
from annals.structure.heading import Outline
from annals.structure.roles import roles_of
from annals.text.lexicon import Lexicon
from annals.text.lines import Shape, shapes

_OPENING = "“‘《（(【「"
"""What text may begin with; any other sign before it may be a heading's, which no rule has taken off here."""


def with_gone(
    own: tuple[Evidence, ...], cleaned: Cleaned, lexicon: Lexicon
) -> tuple[tuple[Evidence, ...], frozenset[int]]:
    """The lines of a text with those that were taken out from between them, and the indices of these."""
    lines: list[Evidence] = []
    gone: set[int] = set()
    taken = list(_taken(own, cleaned, lexicon))
    for index in range(len(own) + 1):
        for at, line in taken:
            if at == index:
                gone.add(len(lines))
                lines.append(line)
        lines += own[index : index + 1]
    if not gone:
        return own, frozenset()
    roles = roles_of(tuple(lines), lexicon)
    kept: list[Evidence] = []
    left: set[int] = set()
    below = False
    for index, line in enumerate(lines):
        below = index in gone and (below or roles[index] in HEADS)
        if below:
            continue
        if index in gone:
            left.add(len(kept))
        kept.append(line)
    return tuple(kept), frozenset(left)


def without_gone(outline: Outline, gone: frozenset[int]) -> Outline:
    """An outline without the lines at some indices, none of them a heading."""
    if not gone:
        return outline
    left = [index for index in range(len(outline.lines)) if index not in gone]
    place = {index: at for at, index in enumerate(left)}
    return Outline(
        lines=tuple(outline.lines[index] for index in left),
        roles=tuple(outline.roles[index] for index in left),
        headings=tuple(
            replace(heading, index=place[heading.index]) for heading in outline.headings if heading.index in place
        ),
    )


def _taken(own: tuple[Evidence, ...], cleaned: Cleaned, lexicon: Lexicon) -> Iterator[tuple[int, Evidence]]:
    """The lines that were taken out, each with the index of the line that stood behind it. None from the midst of a line: its
    halves are one."""
    for hint in cleaned.hints:
        if hint.kind is not HintKind.GONE:
            continue
        index = sum(line.shape.start < hint.start for line in own)
        if index and own[index - 1].shape.end > hint.start:
            continue
        for shape, wrapped in _joined(shapes(hint.value)):
            first = shape.text[:1]
            if shape.row or not (shape.bullet or first.isalnum() or first in _OPENING):
                break
            moved = replace(shape, start=hint.start, end=hint.start, body=hint.start, blanks_before=1)
            yield index, Evidence(shape=moved, lexicon=lexicon, mark="-" if shape.bullet else "", wrapped=wrapped)


def _joined(lines: Iterable[Shape]) -> Iterator[tuple[Shape, bool]]:
    """Lines that no rule has read, those of one paragraph as one, and whether they were several."""
    whole: Shape | None = None
    wrapped = False
    for line in lines:
        if whole is not None and not (line.blanks_before or line.marked or whole.row):
            whole, wrapped = replace(whole, text=whole.text + line.text), True
            continue
        if whole is not None:
            yield whole, wrapped
        whole, wrapped = line, False
    if whole is not None:
        yield whole, wrapped
