"""What is added to each block of a page: id, voice, origin, visible corrections and doubts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annals.model import BlockKind, Mark, Marking, Placed, Report, SectionKind, Status, Voice
from annals.pages.links import lines_label, origin_lines, raw_link
from annals.pages.marks import Marks


def marking_of(report: Report, here: str, placed: Sequence[Placed]) -> tuple[Marking, ...]:
    """The marking of the blocks of one page, in order; `here` is the page's path."""
    on_page = {block.id for block in placed}
    known = Marks.of(report)
    found = []
    seen_above: set[tuple[str, ...]] = set()
    leaf = ""
    for block in placed:
        leaves = report.printed.labels(origin_lines(block.stem))
        turned = "" if leaves in ((leaf,), ()) else leaves[0] if len(leaves) == 1 else f"{leaves[0]}–{leaves[-1]}"
        eyebrow = ""
        if block.is_heading:
            # A nameless section is shown by its form; the named one around it counts.
            above = tuple(name for name in report.index.chain(block.section) if report.index.title_of(name))
            if above and above[-1] not in on_page and above not in seen_above:
                eyebrow = " › ".join(known.titles(block.section))
                seen_above.add(above)
        marking = _marking(block, here, report, known.on(block, here), eyebrow)
        # A heading bears no number: the page is told at the first block that does.
        found.append(marking if block.is_heading or not turned else replace(marking, leaf=turned))
        leaf = leaf if block.is_heading else leaves[-1] if leaves else ""
    return tuple(found)


def months(placed: Sequence[Placed]) -> tuple[str, ...]:
    """The ids of month headings inside timelines: no entries for a table of contents."""
    return tuple(p.id for p in placed if p.is_heading and in_timeline(p))


def in_timeline(placed: Placed) -> bool:
    return any(box.kind is SectionKind.TIMELINE for box in placed.block.boxes)


def _marking(placed: Placed, here: str, report: Report, marks: tuple[Mark, ...], eyebrow: str) -> Marking:
    origin = placed.origin
    if origin is None and not placed.stem.others:
        note = "编者注" if placed.kind is BlockKind.NOTE else "编者所加"
        return Marking(id=placed.id, text=placed.text, voice=Voice.EDITOR, kind=placed.kind, note=note, eyebrow=eyebrow)
    inserted = origin is not None and origin.status is Status.INSERTED
    note = "编者改动过，原文和改动见行号所指" if placed.edited else ""
    label, first = told_lines(placed)
    return Marking(
        id=placed.id,
        text=placed.text,
        voice=Voice.EDITOR if inserted else Voice.SOURCE,
        kind=kind_of(placed),
        label=label,
        href=raw_link(here, report, first),
        anchors=placed.stem.anchors(),
        marks=marks,
        note=note,
        eyebrow=eyebrow,
        headed=placed.kind is not BlockKind.ROW or placed.block.content.header,
    )


def kind_of(placed: Placed) -> str:
    """What a placed block is called in classes and data: the kind of its section, or of the block."""
    if placed.origin is None:
        return placed.kind
    if placed.is_heading:
        return placed.section_kind
    return placed.kind if placed.origin.section is not None else placed.origin.content.kind


def told_lines(placed: Placed) -> tuple[str, int]:
    """The raw lines of a block of report text as readers see them, and the first of them (1-based)."""
    lines = origin_lines(placed.stem)
    first = lines[0][0] if lines else placed.stem.blocks()[0].first_line
    return lines_label(lines) or str(first), first
