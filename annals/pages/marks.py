"""What persons changed, supplied and doubted in a report's blocks, as marks in sight of the reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annals.model import (
    FLAG_CODE,
    MOVED_CODE,
    WITHHELD_CODE,
    Certainty,
    Change,
    Correction,
    Mark,
    Marking,
    MarkKind,
    Mending,
    Operation,
    Placed,
    Report,
    Status,
)
from annals.pages.links import raw_link
from annals.pages.record import by_whom

CERTAINTY = {Certainty.CERTAIN: "确定", Certainty.LIKELY: "大致确定", Certainty.DOUBTFUL: "存疑"}
_PICTURE = "picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The marks of one report; `mended` are the words mended on pages by block, `supplied` the headings that a
    person put in, by the raw line (1-based) they stand before."""

    report: Report
    mended: Mapping[str, tuple[Mending, ...]]
    supplied: Mapping[int, tuple[Correction, ...]]

    @staticmethod
    def of(report: Report) -> Marks:
        mended: dict[str, tuple[Mending, ...]] = {}
        for mending in report.mendings:
            mended[mending.block] = (*mended.get(mending.block, ()), mending)
        supplied: dict[int, tuple[Correction, ...]] = {}
        for applied in report.corrections:
            if applied.correction.op is Operation.HEADING:
                for line, _ in applied.lines:
                    supplied[line] = (*supplied.get(line, ()), applied.correction)
        return Marks(report=report, mended=mended, supplied=supplied)

    def on(self, placed: Placed, here: str) -> tuple[Mark, ...]:
        """The marks of a block in order, with links from the page `here`."""
        changes = self.report.changes.get(placed.id, ())
        found = [_mark(change, raw_link(here, self.report, change.line)) for change in changes]
        found += [
            _mended(mending, raw_link(here, self.report, mending.lines[0]))
            for mending in self.mended.get(placed.id, ())
        ]
        if is_supplied(placed):
            found.append(self._supplied(placed, here))
        return tuple(sorted(found, key=lambda mark: (mark.start, mark.end)))

    def titles(self, section: str | None) -> tuple[str, ...]:
        """The titles of a section and all above it, the outermost first; what a person put in says so."""
        index = self.report.index
        return tuple(self._title(index.placed[name]) for name in index.chain(section) if index.title_of(name))

    def _title(self, placed: Placed) -> str:
        if not is_supplied(placed):
            return placed.text
        given = self._given(placed)
        sure = "" if given is None or given.certainty is Certainty.CERTAIN else f"，{CERTAINTY[given.certainty]}"
        return f"{placed.text}（编者补{sure}）"

    def _given(self, placed: Placed) -> Correction | None:
        given = self.supplied.get(placed.origin.first_line, ()) if placed.origin else ()
        named = [one for one in given if _bare(one.target) == _bare(placed.text)]
        return next(iter(named or given), None)

    def _supplied(self, placed: Placed, here: str) -> Mark:
        given = self._given(placed)
        line = placed.origin.first_line if placed.origin else 1
        told = "编者补加的标题"
        if given is not None:
            origin = "，原文为图片" if given.cause == _PICTURE else ""
            told = f"编者补加的标题{origin}（{CERTAINTY[given.certainty]}）：{given.reason}"
        return Mark(
            start=len(placed.text),
            end=len(placed.text),
            kind=MarkKind.SUPPLIED,
            sign=_sign("编", given.certainty if given else ""),
            title=told,
            href=raw_link(here, self.report, line),
        )


def is_supplied(placed: Placed) -> bool:
    """Whether a heading's words are a person's, who put them in where the raw text has none; what an editor changed
    since says so itself."""
    return placed.origin is not None and placed.origin.status is Status.INSERTED and not placed.edited


def _bare(text: str) -> str:
    return "".join(text.split())


def _sign(kind: str, certainty: str) -> str:
    """What is shown: how sure a person was stands beside it where that is less than certain."""
    return kind if certainty in ("", Certainty.CERTAIN) else f"{kind}·{CERTAINTY[Certainty(certainty)]}"


def _mended(mending: Mending, href: str) -> Mark:
    return Mark(
        start=mending.start,
        end=mending.end,
        kind=MarkKind.CORRECTED,
        sign="校",
        title=f"「{mending.old}」改为「{mending.new}」：{by_whom(mending)}",
        href=href,
    )


def _mark(change: Change, href: str) -> Mark:
    kind, sign, title = _told(change)
    return Mark(start=change.start, end=change.end, kind=kind, sign=sign, title=title, href=href)


def _told(change: Change) -> tuple[MarkKind, str, str]:
    """Kind, sign and title of a change."""
    if change.code == FLAG_CODE:
        return MarkKind.FLAGGED, "疑", f"存疑，未改：{change.reason}"
    if change.code == WITHHELD_CODE:
        return MarkKind.WITHHELD, "撤", f"此处文字已撤下：{change.reason}"
    sure = f"（{CERTAINTY[Certainty(change.certainty)]}）" if change.certainty else ""
    if change.code == MOVED_CODE:
        return MarkKind.MOVED, _sign("移", change.certainty), f"此段由别处移来{sure}：{change.reason}"
    done = f"「{change.old}」改为「{change.new}」" if change.new else f"删去「{change.old}」"
    return MarkKind.CORRECTED, _sign("校", change.certainty), f"{done}{sure}：{change.reason}"


NOTED = "noted"
"""Beside the kinds of marks: a block that an editor wrote or rewrote, which bears a sign, too."""


def kinds_of(marking: Sequence[Marking]) -> tuple[str, ...]:
    """What kinds of signs stand on a page, the first seen first."""
    found: dict[str, None] = {}
    for block in marking:
        found |= dict.fromkeys(str(mark.kind) for mark in block.marks)
        if block.note:
            found[NOTED] = None
    return tuple(found)
