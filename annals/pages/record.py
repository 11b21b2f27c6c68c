"""What persons did to a report, as every page that lists or counts it tells it: corrections, then doubts; and words mended on the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from annals.model import AppliedCorrection, Mending, Operation, Report
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One entry, of the `.yml` or made on a page: exactly one of `applied` and `mended` is there. `lines` are the
    first raw lines (1-based) of the places that it touches, `href` leads to where the first can be seen."""

    lines: tuple[int, ...]
    href: str
    applied: AppliedCorrection | None = None
    mended: MendedRow | None = None

    @property
    def line(self) -> int:
        """The first of its lines."""
        return self.lines[0]

    @property
    def is_doubt(self) -> bool:
        """Whether the text stays as it is."""
        return self.applied is not None and self.applied.correction.op is Operation.FLAG


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Entries of a report, each once at however many places it holds, in the order of their raw lines. What the tool
    itself doubts is no entry: nobody has looked at it yet."""

    corrections: tuple[Recorded, ...]
    doubts: tuple[Recorded, ...]

    @staticmethod
    def of(report: Report, here: str) -> Record:
        """All of a report's, with links from the page `here` to the raw lines."""
        found = [
            Recorded(lines=lines, href=raw_link(here, report, lines[0]), applied=applied)
            for applied in report.corrections
            for lines in [tuple(low for low, _ in applied.lines)]
        ]
        found += [Recorded(lines=row.mending.lines[:1], href=row.raw, mended=row) for row in mended_rows(report, here)]
        return _parted(found)

    @property
    def count(self) -> int:
        """How many entries there are."""
        return len(self.corrections) + len(self.doubts)

    def only(self, place: Callable[[int], str | None]) -> Record:
        """The entries to whose raw lines `place` gives an address, leading to the first of these."""
        found = (
            (entry, next(filter(None, map(place, entry.lines)), None)) for entry in (*self.corrections, *self.doubts)
        )
        return _parted(replace(entry, href=href) for entry, href in found if href is not None)


def _parted(entries: Iterable[Recorded]) -> Record:
    ordered = sorted(entries, key=lambda entry: entry.line)
    return Record(
        corrections=tuple(entry for entry in ordered if not entry.is_doubt),
        doubts=tuple(entry for entry in ordered if entry.is_doubt),
    )
