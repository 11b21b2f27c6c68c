"""What persons did to a report, as every page that lists or counts it tells it: corrections, then doubts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from annals.model import AppliedCorrection, Operation, Report
from annals.pages.links import raw_link
from annals.pages.mended import MendedRow, mended_rows


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
