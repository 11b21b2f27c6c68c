"""Headings that are gone, and recorded corrections that are without effect: nothing is wrong, but nobody may have meant it."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import replace

from annals.markdown.read import text_of
from annals.model import AppliedCorrection, Block, Cleaned, Operation, Phrase, Placed, Problem, Report, Status
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
                found.append(
                    Problem.of("N107", yml, correction.line_in_yml, title=title, where=Phrase.of("goes-before"))
                )
    return found


def _heading(raw: str) -> str:
    """The words of a line that is marked as a heading; empty for another one."""
    shape = shapes(raw)[0]
    marked = bool(shape.hashes or shape.glyph or shape.numbering) and not (shape.bullet or shape.row)
    title = raw[shape.body :].strip()
    return title[:_SHOWN] if marked and shape.width <= MARKED_WIDTH and title[-1:] not in _ENDS else ""


def headings_gone(report: Report, due: Container[int]) -> list[Problem]:
    """A notice for each heading that an editor took out, or ran into its paragraph, while what was below it stayed: that is now
    below what stands before, if anything does. `report` is as published; a heading on one of the raw lines `due` may never have
    been on a page."""
    found = []
    run_in = (placed.origin for placed in report.order if placed.stem.others and not placed.is_heading)
    for block in (*report.deleted, *(block for block in run_in if block is not None)):
        # Of a heading that a correction puts in it is told that the correction is without effect: it may never have been on a page.
        known = block.section is not None and block.status is not Status.INSERTED
        known = known and not any(n in due for low, high in block.lines for n in range(low, high + 1))
        left = _left_below(report, block) if known else None
        if left is not None:
            where = Phrase.of("goes-before") if left.section else Phrase.of("goes-nowhere")
            title = text_of(block.content)[:_SHOWN]
            found.append(Problem.of("N107", f"docs/{left.page}", left.block.line, title=title, where=where))
    return found


def _left_below(report: Report, heading: Block) -> Placed | None:
    """The first of what was generated right below a heading and is on a page, if it is below no heading of the editor's
    own."""
    below = (p for p in report.order if p.origin is not None and p.origin.above == heading.id)
    sections = ((placed, report.index.placed.get(placed.section or "")) for placed in below)
    return next((placed for placed, own in sections if own is None or own.origin is not None), None)


def _unused(applied: Iterable[AppliedCorrection], report: Report) -> list[AppliedCorrection]:
    kept = {_named(one) for one in report.corrections}
    return [one for one in applied if _named(one) not in kept]


def never_headings(applied: Iterable[AppliedCorrection], report: Report, made: Iterable[Block]) -> frozenset[int]:
    """The raw lines of which a correction makes a heading of a part that is none on the page: it may never have been one there.
    `made` is all that is generated, `report` as published."""
    texts = {
        line for block in made if block.section is None for low, high in block.lines for line in range(low, high + 1)
    }
    levels = (one for one in _unused(applied, report) if one.correction.op is Operation.LEVEL)
    return frozenset(line for one in levels for low, high in one.lines for line in range(low, high + 1)) & texts


def without_effect(applied: Iterable[AppliedCorrection], report: Report, yml: str) -> list[Problem]:
    """A notice for each applied correction that is not true of the published text; `report` is as published."""
    return [
        Problem.of(
            "N110",
            yml,
            one.correction.line_in_yml,
            text=one.correction.target.strip()[:_SHOWN],
            how=Phrase.of("level-in-data", level=one.correction.to or "")
            if _is_in_data(one, report)
            else Phrase.of("not-used"),
        )
        for one in _unused(applied, report)
    ]


def _is_in_data(applied: AppliedCorrection, report: Report) -> bool:
    """Whether a heading has in the data the level that a correction gives it, and on its page another."""
    if applied.correction.op is not Operation.LEVEL:
        return False
    lines = {line for low, high in applied.lines for line in range(low, high + 1)}
    headings = (placed.origin for placed in report.order if placed.is_heading and placed.origin is not None)
    return any(block.first_line in lines and str(block.level) == applied.correction.to for block in headings)


def _named(applied: AppliedCorrection) -> AppliedCorrection:
    """A correction whatever title an editor gave to the heading that it puts in."""
    if applied.correction.op is not Operation.HEADING:
        return applied
    return replace(applied, correction=replace(applied.correction, target=""))
