"""Where things stand on the site: addresses of blocks, links between pages, line labels."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable

from annals.model import Facts, Ranges, Report, Stem
from annals.text.characters import ranges

_year_in_name = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)年?")
_LONGEST_NAME = 24
"""Characters of a file's name that a label has room for on a phone."""


def url(path: str) -> str:
    """The address of a page from its path under docs/."""
    return path.removesuffix(".md") + ".html"


def link(here: str, there: str, anchor: str = "") -> str:
    """A relative link from one page path to another; both relative to docs/."""
    target = beside(here, url(there)) if here != there or not anchor else ""
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


def beside(here: str, address: str) -> str:
    """An address below the site's root as seen from the page `here`. Both are plain paths without dots, so that no system
    has to be asked for folders, which `posixpath.relpath` does at each of some hundred thousand links.

    >>> beside("a/b.md", "a/c.html"), beside("a/b.md", "d/e/f.html"), beside("b.md", "a/c.html"), beside("a/b.md", "c.html")
    ('c.html', '../d/e/f.html', 'a/c.html', '../c.html')
    """
    above, target = here.split("/")[:-1], address.split("/")
    shared = 0
    for one, other in zip(above, target[:-1], strict=False):
        if one != other:
            break
        shared += 1
    return "/".join([*[".."] * (len(above) - shared), *target[shared:]])


def listed(title: str) -> str:
    """A heading as a list of contents names it: the colon that leads on to its text leads nowhere there.

    >>> listed("某奖：")
    '某奖'
    """
    return title.rstrip("：:")


def within(title: str, label: str) -> str:
    """The title of a report's page among those of the same report, which need not name it again: neither its label
    nor its year alone.

    >>> within("论坛与展会（2031）", "2031"), within("二〇三一年（2031）的论坛", "2031")
    ('论坛与展会', '二〇三一年（2031）的论坛')
    >>> within("论坛与展会（2031）", "某省 2031（b）"), within("论坛与展会（某省 2031，b）", "某省 2031（b）")
    ('论坛与展会', '论坛与展会')
    """
    year = label.partition("（")[0].rpartition(" ")[2]
    for told in (label, _inner(label), year):
        if title.endswith(f"（{told}）"):
            return title.removesuffix(f"（{told}）") or title
    return title


def labelled(title: str, year: int | None, label: str) -> str:
    """The title of a report's own page with its label in place of the year at its beginning or end.

    >>> labelled("论坛与展会（2031）", 2031, "某省 2031"), labelled("2031 第三章", 2031, "某省 2031（b）")
    ('论坛与展会（某省 2031）', '某省 2031（b） 第三章')
    >>> labelled("论坛与展会（2031）", 2031, "2031（b）"), labelled("论坛与展会", 2031, "某省 2031")
    ('论坛与展会（2031，b）', '论坛与展会')
    """
    if title.endswith(f"（{year}）"):
        return f"{title.removesuffix(f'（{year}）')}（{_inner(label)}）"
    return f"{label}{title.removeprefix(str(year))}" if title.startswith(f"{year} ") else title


def _inner(label: str) -> str:
    """A label inside brackets."""
    return label.replace("（", "，").replace("）", "")


def lines_label(lines: Ranges) -> str:
    """Raw line ranges as readers see them: `9`, `33、35`, `62–65`."""
    return "、".join(str(a) if a == b else f"{a}–{b}" for a, b in lines)


def origin_lines(stem: Stem) -> Ranges:
    """The raw lines that a block's text comes from, whatever an editor joined or parted."""
    if len(stem.blocks()) == 1:
        return stem.blocks()[0].lines
    return ranges([line for block in stem.blocks() for low, high in block.lines for line in range(low, high + 1)])


def labels_of(reports: Iterable[Report], facts: Facts) -> dict[str, str]:
    """How each report is named to readers: its year, in an edition of several series behind what its series is called
    in short; with what its file was called, or else the id, where two would be alike; that alone where it has no year."""
    reports = tuple(reports)

    def dated(report: Report) -> str:
        series = facts.shelf_of(report.series)
        several = len(facts.series) > 1 or series not in facts.series
        return f"{series.short or series.name} {report.year}" if several else str(report.year)

    names = {report.id: dated(report) for report in reports if report.year is not None}
    alike = Counter(names.values())
    called = Counter((names.get(report.id), _called(report)) for report in reports)

    def told(report: Report) -> str:
        name, own = names.get(report.id), _called(report)
        apart = own if own and called[name, own] == 1 else report.id
        if name is None:
            return apart
        return name if alike[name] == 1 else f"{name}（{apart}）"

    return {report.id: told(report) for report in reports}


def _called(report: Report) -> str:
    """What the file that a report was taken from is called, without its year; empty where that is its id, or no short
    plain name. 某省.txt tells its report from another province's of the same year better than an id does."""
    stem = posixpath.splitext(posixpath.basename(report.original))[0]
    name = _year_in_name.sub("", stem)
    is_word = name.isalnum() and not name.isascii()
    return name if stem != report.id and is_word and len(name) <= _LONGEST_NAME else ""
