"""Words mended on the pages, as lists of corrections tell them."""

from __future__ import annotations

from dataclasses import dataclass

from annals.model import Mending, Report
from annals.pages.links import lines_label, link, raw_link
from annals.text.excerpts import whole_words

_BESIDE = 8
"""Characters shown on each side of a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MendedRow:
    """A mending with what stands beside it, and the addresses of its raw line and of the block."""

    mending: Mending
    before: str
    after: str
    lines: str
    raw: str
    href: str

    @property
    def by(self) -> str:
        """Who made it, in a reader's words."""
        return by_whom(self.mending)


def mended_rows(report: Report, here: str) -> tuple[MendedRow, ...]:
    """The mendings of a report for a list on the page `here`."""
    return tuple(_row(report, mending, here) for mending in report.mendings)


def _row(report: Report, mending: Mending, here: str) -> MendedRow:
    text = report.index.placed[mending.block].text.replace("\t", " ")
    low = whole_words(text, max(0, mending.start - _BESIDE), -1)
    high = whole_words(text, min(len(text), mending.end + _BESIDE), 1)
    # What stands beside is shown for both readings, and other words that were mended are not in both.
    others = [one for one in report.mendings if one.block == mending.block]
    low = max(low, *(one.end for one in others if one.end <= mending.start), 0)
    high = min(high, *(one.start for one in others if one.start >= mending.end), len(text))
    return MendedRow(
        mending=mending,
        before=("…" if low else "") + text[low : mending.start],
        after=text[mending.end : high] + ("…" if high < len(text) else ""),
        lines=lines_label((mending.lines,)),
        raw=raw_link(here, report, mending.lines[0]),
        href=link(here, mending.path, mending.block),
    )


def by_whom(mending: Mending) -> str:
    """Who made a correction on a page, in a reader's words."""
    return f"编者在页面上更正（{mending.by}）" if mending.by else "编者在页面上更正"
