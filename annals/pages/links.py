"""Where things stand on the site: addresses of blocks, links between pages, line labels."""

from __future__ import annotations

import posixpath
from collections import Counter
from dataclasses import dataclass, replace

from annals.model import Placed, Ranges, Report
from annals.text.characters import ranges


def url(path: str) -> str:
    """The address of a page from its path under docs/."""
    return path.removesuffix(".md") + ".html"


def link(here: str, there: str, anchor: str = "") -> str:
    """A relative link from one page path to another; both relative to docs/."""
    target = posixpath.relpath(url(there), posixpath.dirname(here) or ".") if here != there or not anchor else ""
    return target + (f"#{anchor}" if anchor else "")


def lines_label(lines: Ranges) -> str:
    """Raw line ranges as readers see them: `9`, `33、35`, `62–65`."""
    return "、".join(str(a) if a == b else f"{a}–{b}" for a, b in lines)


def origin_lines(placed: Placed) -> Ranges:
    """The raw lines that a block's text comes from, whatever an editor joined or parted."""
    if not placed.others:
        return placed.base.lines if placed.base else ()
    return ranges([line for part in placed.stems() for low, high in part.lines for line in range(low, high + 1)])


def edition_name(report: Report) -> str:
    """The year of a report as it is named to readers."""
    return report.label


def labelled(reports: tuple[Report, ...]) -> tuple[Report, ...]:
    """Reports with their labels: the year, with the id where two share it, or the id alone."""
    years = Counter(report.year for report in reports)

    def label(report: Report) -> str:
        if report.year is None:
            return report.id
        return str(report.year) if years[report.year] == 1 else f"{report.year}（{report.id}）"

    return tuple(replace(report, label=label(report)) for report in reports)


def sort_key(report: Report) -> tuple[bool, int, str]:
    """Years in order, undecided ones last."""
    return report.year is None, report.year or 0, report.id


@dataclass(frozen=True, slots=True)
class Index:
    """The placed blocks of a report by id, and what hangs above them."""

    report: Report
    placed: dict[str, Placed]

    @staticmethod
    def of(report: Report) -> Index:
        return Index(report, {block.id: block for block in report.order})

    def title_of(self, section: str) -> str:
        placed = self.placed.get(section)
        return placed.block.text if placed else ""

    def chain(self, section: str | None) -> tuple[str, ...]:
        """The ids of a section and all above it, the outermost first; nameless ones too."""
        above = {part.id: part.above for part in self.report.base if part.role == "section"}
        above.update({p.id: p.section for p in self.report.order if p.block.kind == "heading"})
        found: list[str] = []
        while section is not None and section not in found:
            found.append(section)
            section = above.get(section)
        return tuple(reversed(found))
