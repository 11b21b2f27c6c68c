"""Levels and boxes that a person gave and that could not be kept."""

from __future__ import annotations

from annals.clean.metadata import WRITTEN
from annals.markdown.read import text_of
from annals.model import AppliedCorrection, Block, Cleaned, Document, Operation, Phrase, Problem, SectionKind
from annals.text.characters import letters

_TEXT = "text"


def outdone(document: Document, cleaned: Cleaned, yml: str) -> list[Problem]:
    """A problem for each `level` after which no heading of its line stands at that level, and for each `box` that begins with
    no heading; `yml` is the file that gives it."""
    headings = [block for block in document.blocks if block.section is not None]
    boxes = [block for block in headings if block.section is SectionKind.BOX]
    return [
        Problem.of(
            "E107",
            yml,
            applied.correction.line_in_yml,
            wrong=_why_no_box(document, applied, lines),
            example=WRITTEN[Operation.BOX],
        )
        for applied in cleaned.corrections
        if applied.correction.op is Operation.BOX
        for lines in applied.lines
        if not any(low <= lines[0] <= high for block in boxes for low, high in block.lines)
    ] + [
        Problem.of(
            "E139", yml, applied.correction.line_in_yml, level=applied.correction.to or "", why=_why(cleaned, lines)
        )
        for applied in cleaned.corrections
        if applied.correction.op is Operation.LEVEL and applied.correction.to != _TEXT
        for lines in applied.lines
        if not any(_is_at(block, lines, int(applied.correction.to or 0)) for block in headings)
    ]


def with_given_level(document: Document, cleaned: Cleaned) -> frozenset[str]:
    """The ids of the headings whose level a person gave."""
    lines = [
        first
        for applied in cleaned.corrections
        if applied.correction.op is Operation.LEVEL and applied.correction.to != _TEXT
        for first, _ in applied.lines
    ]
    headings = (block for block in document.blocks if block.section is not None)
    return frozenset(b.id for b in headings if any(low <= line <= high for low, high in b.lines for line in lines))


def _is_at(block: Block, lines: tuple[int, int], level: int) -> bool:
    return block.level == level and any(low <= lines[0] <= high for low, high in block.lines)


def _why_no_box(document: Document, applied: AppliedCorrection, lines: tuple[int, int]) -> Phrase:
    """A box begins with the heading that names it: not within a line, nor at a paragraph or an item."""
    quoted = letters(applied.correction.target)
    texts = (text_of(b.content) for b in document.blocks if any(low <= lines[0] <= high for low, high in b.lines))
    if any(letters(text).startswith(quoted) for text in texts):
        return Phrase.of("box-at-text", line=lines[0])
    return Phrase.of("box-inside-line", line=lines[0])


def _why(cleaned: Cleaned, lines: tuple[int, int]) -> Phrase:
    """Nothing else outdoes a level: a heading in a box stands below that of the box, a row of a table is no heading."""
    around = [applied for applied in cleaned.corrections if _is_around(applied, lines)]
    if around:
        return Phrase.of("level-in-box", other=around[0].correction.line_in_yml)
    return Phrase.of("level-in-table")


def _is_around(applied: AppliedCorrection, lines: tuple[int, int]) -> bool:
    return applied.correction.op is Operation.BOX and any(low <= lines[0] <= high for low, high in applied.lines)
