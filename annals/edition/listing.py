"""The table of contents of one report as the program reads it, each heading with what is doubted about it."""

from __future__ import annotations

from dataclasses import dataclass

from annals.model import Flag, Placed, Report
from annals.pages.links import origin_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A heading: the raw `line` (1-based; 0 where an editor put it in) it begins in, its `level` in the whole report
    (1 is the widest), its `title`, and why it is doubted, which may be for several reasons."""

    line: int
    level: int
    title: str
    reasons: tuple[str, ...]


def listed(report: Report) -> tuple[Listed, ...]:
    """All headings of a report in reading order, with corrections and editors' changes as they stand now."""
    doubts = list_doubts(report)
    return tuple(_listed(placed, doubts) for placed in report.order if placed.is_heading)


def list_doubts(report: Report) -> tuple[Flag, ...]:
    """The single doubts about a report, without what is said of the whole."""
    return tuple(flag for flag in report.flags if flag.code != "W302")


def _listed(placed: Placed, doubts: tuple[Flag, ...]) -> Listed:
    lines = origin_lines(placed.stem)
    reasons = [
        flag.reason for flag in doubts if any(low <= flag.lines[1] and flag.lines[0] <= high for low, high in lines)
    ]
    return Listed(
        line=lines[0][0] if lines else 0,
        level=placed.origin.level if placed.origin else placed.block.level,
        title=placed.text,
        reasons=tuple(dict.fromkeys(reason for reason in reasons if reason)),
    )
