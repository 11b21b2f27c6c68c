"""What a person said of single lines, or put in between them: it decides those lines, and no other.

The outline is made as though nothing had been said or put in, and then changed at those lines alone. A given level that were
evidence for others would drag along all unmarked headings behind it: `level: 指导思想：, to: 5` took two sections of a chapter
down."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

from annals.model import Cleaned, Hint, HintKind, SectionKind
from annals.structure.evidence import MARKED_WIDTH, Evidence, Role
from annals.structure.heading import Doubt, Heading, Outline
from annals.text.lines import Shape

_STOPS = "。！？：:"
"""Marks that close a run-in heading and stay with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A line or a part of one; `given` says that its level is a person's."""

    line: Evidence
    role: Role
    heading: Heading | None = None
    given: bool = False


def with_given(outline: Outline, inserted: Sequence[Evidence], cleaned: Cleaned) -> Outline:
    """An outline with the headings that a person put in, and the levels and boxes that a person gave. A line of which only a
    part was named is cut around that part: the part is the heading, the rest are paragraphs."""
    hints = [hint for hint in cleaned.hints if hint.kind in (HintKind.LEVEL, HintKind.BOX)]
    if not hints and not inserted:
        return outline
    added = deque(_added(line) for line in inserted)
    headings = {heading.index: heading for heading in outline.headings}
    pieces: list[_Piece] = []
    level = 0
    for index, (line, role) in enumerate(zip(outline.lines, outline.roles, strict=True)):
        while added and added[0].line.shape.start <= line.shape.start:
            pieces.append(added.popleft())
        level = headings[index].level if index in headings else level
        found = [_Piece(line=line, role=role, heading=headings.get(index))]
        if role not in (Role.ROW, Role.RULE):
            own = [hint for hint in hints if line.shape.start <= hint.start < line.shape.end]
            for hint in sorted((h for h in own if h.kind is HintKind.LEVEL), key=lambda hint: hint.start):
                found[-1:] = _parted(found[-1], hint, cleaned.text)
            for hint in own:
                if hint.kind is HintKind.BOX and _begins(line.shape, hint) and not _is_text(found[0]):
                    found[0] = _boxed(found[0], hint, level + 1)
        pieces += found
    pieces += added
    placed = [replace(p.heading, index=at) if p.heading is not None else None for at, p in enumerate(pieces)]
    return Outline(
        lines=tuple(piece.line for piece in pieces),
        roles=tuple(piece.role for piece in pieces),
        headings=tuple(heading for heading in _kept_inside(pieces, placed) if heading is not None),
    )


def _added(line: Evidence) -> _Piece:
    """A heading that a person put in."""
    heading = Heading(index=0, level=int(line.level), kind=SectionKind.SECTION)
    return _Piece(line=line, role=Role.HEADING, heading=heading, given=True)


def _begins(shape: Shape, hint: Hint) -> bool:
    """Whether a hint speaks of a line from its first word, its number apart."""
    return hint.start <= max(shape.body, shape.number_end)


def _is_text(piece: _Piece) -> bool:
    """Whether a line is a paragraph or an item, which no box makes a heading: of the title of a box nothing is said there."""
    shape = piece.line.shape
    return piece.heading is None and (piece.role is Role.ITEM or shape.prose or shape.width > MARKED_WIDTH)


def _parted(piece: _Piece, hint: Hint, text: str) -> list[_Piece]:
    """A line at whose beginning, or in whose midst, the text of a level begins."""
    line, shape = piece.line, piece.line.shape
    if hint.value == "text":
        as_text = replace(piece, line=replace(line, level="text"), role=Role.PARAGRAPH, heading=None)
        return [as_text if _begins(shape, hint) else piece]
    end = max(hint.end, hint.start + 1)
    while end < shape.end and text[end] in _STOPS:
        end += 1
    start = shape.start if _begins(shape, hint) else hint.start
    heading = Heading(index=0, level=int(hint.value), kind=SectionKind.SECTION)
    if start == shape.start and piece.heading is not None:
        heading = replace(piece.heading, level=int(hint.value), doubt=Doubt.NONE)
    found = []
    if start > shape.start:
        found.append(_Piece(line=_part(line, shape.start, start, text), role=Role.PARAGRAPH))
    named = _part(line, start, end, text)
    found.append(_Piece(line=named, role=Role.HEADING, heading=heading, given=True))
    if text[end : shape.end].strip():
        found.append(_Piece(line=_part(line, end, shape.end, text), role=Role.PARAGRAPH))
    return found


def _part(line: Evidence, start: int, end: int, text: str) -> Evidence:
    """The part of a line between two offsets, white space around it apart; the first part keeps the line's marks."""
    shape = line.shape
    if start == shape.start:
        end = shape.end if not text[end : shape.end].strip() else start + len(text[start:end].rstrip())
        return replace(line, shape=replace(shape, end=end, text=text[shape.body : end]))
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    own = Shape(start=start, end=start + len(part.strip()), body=start, text=part.strip())
    return Evidence(shape=own, lexicon=line.lexicon)


def _boxed(piece: _Piece, hint: Hint, inside: int) -> _Piece:
    """A line that opens a box, at the level that it has as a heading; `inside` is that of one below the heading above."""
    heading = piece.heading or Heading(index=0, level=inside, kind=SectionKind.BOX)
    heading = replace(heading, kind=SectionKind.BOX, doubt=Doubt.NONE)
    return replace(piece, line=replace(piece.line, box_end=hint.end), role=Role.HEADING, heading=heading)


def _kept_inside(pieces: Sequence[_Piece], headings: list[Heading | None]) -> list[Heading | None]:
    """The headings, those that a person put into a box below the box's own: the box ends where that person said, at no heading
    before."""
    for at, opening in enumerate(headings):
        end = pieces[at].line.box_end
        if opening is None or end is None:
            continue
        within = [
            place
            for place in range(at + 1, len(pieces))
            if headings[place] is not None and pieces[place].line.shape.start < end
        ]
        free = [other.level for place in within if (other := headings[place]) and not pieces[place].given]
        lift = max(0, opening.level + 1 - min(free, default=opening.level + 1))
        for place in within:
            other = headings[place]
            if other is not None:
                level = max(other.level, opening.level + 1) if pieces[place].given else other.level + lift
                headings[place] = replace(other, level=level)
    return headings
