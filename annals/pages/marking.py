"""What is added to each block of a page: id, voice, origin, visible corrections and doubts."""

from __future__ import annotations

from collections.abc import Sequence

from annals.model import FLAG_CODE, MOVED_CODE, Change, Dress, Mark, Placed, Report
from annals.pages.links import Index, lines_label, link, origin_lines

_CERTAINTY = {"certain": "确定", "likely": "大致确定", "doubtful": "存疑", "": ""}


def dress_page(report: Report, here: str, placed: Sequence[Placed], index: Index) -> tuple[Dress, ...]:
    """The dressing of the blocks of one page, in order; `here` is the page's path."""
    raw = f"{report.id}/raw.md"
    changes = dict(report.changes)
    on_page = {block.id for block in placed}
    found = []
    seen_above: set[tuple[str, ...]] = set()
    for block in placed:
        eyebrow = ""
        if block.block.kind == "heading":
            # A nameless section is shown by its form; the named one around it counts.
            above = tuple(name for name in index.chain(block.section) if index.title_of(name))
            if above and above[-1] not in on_page and above not in seen_above:
                eyebrow = " › ".join(index.title_of(name) for name in above)
                seen_above.add(above)
        found.append(_dress(block, here, raw, () if block.edited else changes.get(block.id, ()), eyebrow))
    return tuple(found)


def months(placed: Sequence[Placed]) -> tuple[str, ...]:
    """The ids of month headings inside timelines: no entries for a table of contents."""
    return tuple(p.id for p in placed if p.block.kind == "heading" and "timeline" in p.block.boxes)


def _dress(placed: Placed, here: str, raw: str, changes: Sequence[Change], eyebrow: str) -> Dress:
    base = placed.base
    if base is None and not placed.others:
        # A note says itself whose it is.
        note = "" if placed.block.kind == "note" else "编者所加"
        return Dress(placed.id, placed.block.text, "editor", placed.block.kind, note=note, eyebrow=eyebrow)
    inserted = base is not None and base.status == "inserted"
    note = "编者改动过，原文和改动见行号所指" if placed.edited else "编辑补加的标题，原文为图片" if inserted else ""
    stem = placed.stems()[0]
    lines = origin_lines(placed)
    first = lines[0][0] if lines else int(stem.id.split("-")[1])
    return Dress(
        placed.id,
        placed.block.text,
        "editor" if inserted else "source",
        base.kind if base is not None else placed.block.kind,
        lines_label(lines) or str(first),
        link(here, raw, f"n{first}"),
        placed.anchors(),
        tuple(_mark(change, here, raw) for change in changes),
        note,
        eyebrow,
    )


def _mark(change: Change, here: str, raw: str) -> Mark:
    href = link(here, raw, f"n{change.line}")
    if change.code == FLAG_CODE:
        return Mark(change.start, change.end, "flagged", f"存疑，未改：{change.reason}", href)
    certainty = _CERTAINTY[change.certainty]
    if change.code == MOVED_CODE:
        return Mark(change.start, change.end, "moved", f"此段由别处移来（{certainty}）：{change.reason}", href)
    if not change.new:
        return Mark(
            change.start, change.end, "corrected", f"删去「{change.old}」（{certainty}）：{change.reason}", href
        )
    return Mark(
        change.start,
        change.end,
        "corrected",
        f"「{change.old}」改为「{change.new}」（{certainty}）：{change.reason}",
        href,
    )
