"""Headings that are gone, and recorded corrections that are without effect: nothing is wrong, but nobody may have meant it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annals.markdown.read import text_of
from annals.model import AppliedCorrection, Block, Cleaned, Operation, Problem, Report
from annals.structure.evidence import MARKED_WIDTH
from annals.text.lines import shapes

_SHOWN = 20
_ENDS = "。；，、"


def headings_dropped(cleaned: Cleaned, yml: str) -> list[Problem]:
    """A notice for each correction that takes out a whole line which is marked as a heading."""
    found = []
    for applied in cleaned.corrections:
        correction = applied.correction
        if correction.op is not Operation.DROP and (correction.op is not Operation.REPLACE or correction.with_):
            continue
        entries = [e for e in cleaned.ledger if e.code == applied.code and e.drops]
        for number in sorted({line for low, high in applied.lines for line in range(low, high + 1)}):
            raw = cleaned.source.line_text(number).strip()
            whole = raw and any(raw in e.old for e in entries if e.lines[0] <= number <= e.lines[1])
            if whole and (title := _heading(raw)):
                found.append(Problem.of("N107", yml, correction.line_in_yml, title=title))
    return found


def _heading(raw: str) -> str:
    """The words of a line that is marked as a heading; empty for another one."""
    shape = shapes(raw)[0]
    marked = bool(shape.hashes or shape.glyph or shape.numbering) and not (shape.bullet or shape.row)
    title = raw[shape.body :].strip()
    return title[:_SHOWN] if marked and shape.width <= MARKED_WIDTH and title[-1:] not in _ENDS else ""


def headings_gone(report: Report) -> list[Problem]:
    """A notice for each heading that an editor took out while what was below it stayed: that is now below what stands
    before. `report` is as published."""
    gone = [block for block in report.deleted if block.section is not None]
    return [
        Problem.of("N107", f"docs/{report.paths[block.id]}", title=text_of(block.content)[:_SHOWN])
        for block in gone
        if _left_below(report, block)
    ]


def _left_below(report: Report, heading: Block) -> bool:
    """Whether something that was generated right below a heading is on a page, below no heading of the editor's own."""
    below = [p for p in report.order if p.origin is not None and p.origin.above == heading.id]
    own = (report.index.placed.get(placed.section or "") for placed in below)
    return any(section is None or section.origin is not None for section in own)


def without_effect(
    applied: Iterable[AppliedCorrection], in_force: Iterable[AppliedCorrection], yml: str
) -> list[Problem]:
    """A notice for each applied correction that is not true of the published text."""
    kept = {_named(one) for one in in_force}
    return [
        Problem.of("N110", yml, one.correction.line_in_yml, text=one.correction.target.strip()[:_SHOWN])
        for one in applied
        if _named(one) not in kept
    ]


def _named(applied: AppliedCorrection) -> AppliedCorrection:
    """A correction whatever title an editor gave to the heading that it puts in."""
    if applied.correction.op is not Operation.HEADING:
        return applied
    return replace(applied, correction=replace(applied.correction, target=""))
