"""Where things stand on the site: addresses of blocks, links between pages, line labels."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable

from annals.model import Ranges, Report, Stem
from annals.text.characters import ranges


def url(path: str) -> str:
    """The address of a page from its path under docs/."""
    return path.removesuffix(".md") + ".html"


def link(here: str, there: str, anchor: str = "") -> str:
    """A relative link from one page path to another; both relative to docs/."""
    target = posixpath.relpath(url(there), posixpath.dirname(here) or ".") if here != there or not anchor else ""
    return target + (f"#{anchor}" if anchor else "")


def part_path(report: str, whole: str, number: int) -> str:
    """The path of a part (from 1) of the whole text of a report, `full` or `raw`.

    >>> part_path("2031", "full", 1), part_path("2031", "raw", 2)
    ('2031/full.md', '2031/raw-2.md')
    """
    return f"{report}/{whole}.md" if number == 1 else f"{report}/{whole}-{number}.md"


def raw_path(report: Report, line: int) -> str:
    """The path of the raw page that shows a raw line (1-based)."""
    return part_path(report.id, "raw", report.part_of(line))


def raw_link(here: str, report: Report, line: int) -> str:
    """From a page to a raw line (1-based) of a report."""
    return link(here, raw_path(report, line), f"n{line}")


def listed(title: str) -> str:
    """A heading as a list of contents names it: the colon that leads on to its text leads nowhere there.

    >>> listed("某奖：")
    '某奖'
    """
    return title.rstrip("：:")


def within(title: str, label: str) -> str:
    """The title of a report's page among those of the same report, which need not name it again.

    >>> within("论坛与展会（2031）", "2031"), within("二〇三一年（2031）的论坛", "2031")
    ('论坛与展会', '二〇三一年（2031）的论坛')
    """
    return title.removesuffix(f"（{label}）") or title


def lines_label(lines: Ranges) -> str:
    """Raw line ranges as readers see them: `9`, `33、35`, `62–65`."""
    return "、".join(str(a) if a == b else f"{a}–{b}" for a, b in lines)


def origin_lines(stem: Stem) -> Ranges:
    """The raw lines that a block's text comes from, whatever an editor joined or parted."""
    if len(stem.blocks()) == 1:
        return stem.blocks()[0].lines
    return ranges([line for block in stem.blocks() for low, high in block.lines for line in range(low, high + 1)])


def labels_of(reports: Iterable[Report]) -> dict[str, str]:
    """How each report is named to readers: its year, with the id where two share it, or the id alone."""
    reports = tuple(reports)
    years = Counter(report.year for report in reports)

    def label(report: Report) -> str:
        if report.year is None:
            return report.id
        return str(report.year) if years[report.year] == 1 else f"{report.year}（{report.id}）"

    return {report.id: label(report) for report in reports}
