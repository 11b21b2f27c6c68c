"""What is added to each block of a page: id, voice, origin, visible corrections and doubts."""

from __future__ import annotations

from collections.abc import Sequence

from annals.model import (
    FLAG_CODE,
    MOVED_CODE,
    WITHHELD_CODE,
    BlockKind,
    Change,
    Mark,
    Marking,
    MarkKind,
    Mending,
    Placed,
    Report,
    SectionKind,
    Status,
    Voice,
)
from annals.pages.links import lines_label, link, origin_lines
from annals.pages.mended import by_whom

_CERTAINTY = {"certain": "确定", "likely": "大致确定", "doubtful": "存疑", "": ""}


def marking_of(report: Report, here: str, placed: Sequence[Placed]) -> tuple[Marking, ...]:
    """The marking of the blocks of one page, in order; `here` is the page's path."""
    raw = f"{report.id}/raw.md"
    on_page = {block.id for block in placed}
    mended: dict[str, list[Mending]] = {}
    for mending in report.mendings:
        mended.setdefault(mending.block, []).append(mending)
    found = []
    seen_above: set[tuple[str, ...]] = set()
    for block in placed:
        eyebrow = ""
        if block.is_heading:
            # A nameless section is shown by its form; the named one around it counts.
            above = tuple(name for name in report.index.chain(block.section) if report.index.title_of(name))
            if above and above[-1] not in on_page and above not in seen_above:
                eyebrow = " › ".join(report.index.titles(block.section))
                seen_above.add(above)
        marks = [_mark(change, here, raw) for change in report.changes.get(block.id, ())]
        marks += [_mended(mending, here, raw) for mending in mended.get(block.id, ())]
        marks.sort(key=lambda mark: (mark.start, mark.end))
        found.append(_marking(block, here, raw, tuple(marks), eyebrow))
    return tuple(found)


def months(placed: Sequence[Placed]) -> tuple[str, ...]:
    """The ids of month headings inside timelines: no entries for a table of contents."""
    return tuple(p.id for p in placed if p.is_heading and in_timeline(p))


def in_timeline(placed: Placed) -> bool:
    return any(box.kind is SectionKind.TIMELINE for box in placed.block.boxes)


def _marking(placed: Placed, here: str, raw: str, marks: tuple[Mark, ...], eyebrow: str) -> Marking:
    origin = placed.origin
    if origin is None and not placed.stem.others:
        # A note says itself whose it is.
        note = "" if placed.kind is BlockKind.NOTE else "编者所加"
        return Marking(id=placed.id, text=placed.text, voice=Voice.EDITOR, kind=placed.kind, note=note, eyebrow=eyebrow)
    inserted = origin is not None and origin.status is Status.INSERTED
    note = "编者改动过，原文和改动见行号所指" if placed.edited else "编辑补加的标题，原文为图片" if inserted else ""
    lines = origin_lines(placed.stem)
    first = lines[0][0] if lines else placed.stem.blocks()[0].first_line
    return Marking(
        id=placed.id,
        text=placed.text,
        voice=Voice.EDITOR if inserted else Voice.SOURCE,
        kind=kind_of(placed),
        label=lines_label(lines) or str(first),
        href=link(here, raw, f"n{first}"),
        anchors=placed.stem.anchors(),
        marks=marks,
        note=note,
        eyebrow=eyebrow,
    )


def kind_of(placed: Placed) -> str:
    """What a placed block is called in classes and data: the kind of its section, or of the block."""
    origin = placed.origin
    if origin is None:
        return placed.kind
    return origin.section or origin.content.kind


def _mended(mending: Mending, here: str, raw: str) -> Mark:
    return Mark(
        start=mending.start,
        end=mending.end,
        kind=MarkKind.CORRECTED,
        title=f"「{mending.old}」改为「{mending.new}」：{by_whom(mending)}",
        href=link(here, raw, f"n{mending.lines[0]}"),
    )


def _mark(change: Change, here: str, raw: str) -> Mark:
    href = link(here, raw, f"n{change.line}")
    if change.code == FLAG_CODE:
        return Mark(
            start=change.start,
            end=change.end,
            kind=MarkKind.FLAGGED,
            title=f"存疑，未改：{change.reason}",
            href=href,
            listed=change.reason,
        )
    if change.code == WITHHELD_CODE:
        return Mark(
            start=change.start,
            end=change.end,
            kind=MarkKind.WITHHELD,
            title=f"此处文字已撤下：{change.reason}",
            href=href,
            listed=change.reason,
        )
    certainty = _CERTAINTY[change.certainty]
    if change.code == MOVED_CODE:
        return Mark(
            start=change.start,
            end=change.end,
            kind=MarkKind.MOVED,
            title=f"此段由别处移来（{certainty}）：{change.reason}",
            href=href,
        )
    if not change.new:
        return Mark(
            start=change.start,
            end=change.end,
            kind=MarkKind.CORRECTED,
            title=f"删去「{change.old}」（{certainty}）：{change.reason}",
            href=href,
        )
    return Mark(
        start=change.start,
        end=change.end,
        kind=MarkKind.CORRECTED,
        title=f"「{change.old}」改为「{change.new}」（{certainty}）：{change.reason}",
        href=href,
    )
