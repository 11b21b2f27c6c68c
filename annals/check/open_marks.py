"""Marks of Markdown that an editor left open on a page: readers see them as they were typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from annals.markdown.front import Front
from annals.markdown.read import open_marks, read_blocks
from annals.model import PageBlock, Placed, Problem, Report
from annals.text.characters import excerpt

_CLOSING = {"[": "]"}


_paired = ("**", "__", "`")


def left_open(reports: Iterable[Report], texts: Mapping[str, str], fronts: Mapping[str, Front]) -> Iterator[Problem]:
    """The marks left open in blocks that editors wrote or changed, on pages of reports and on all others; `texts` and
    `fronts` are the pages by path under docs/."""
    of_reports: set[str] = set()
    for report in reports:
        of_reports |= {page.path for page in report.pages}
        for placed in report.order:
            written = placed.origin is None or placed.edited or placed.mends
            if written and _stands(placed, texts, fronts):
                yield from _open(placed.page, placed.block, texts.get(placed.page, ""))
    for path, front in fronts.items():
        # To read each page of a large folder would cost more than all else that is checked.
        if path not in of_reports and any(_may_be_open(part) for part in front.body.split("\n\n")):
            for block in read_blocks(front.body, front.lines_before):
                yield from _open(path, block, front.text)


def _stands(placed: Placed, texts: Mapping[str, str], fronts: Mapping[str, Front]) -> bool:
    """Whether a block is published as it was typed. Of one in which something had to be made text (`\\[图](data:…)`) that is
    told, and its marks are not the editor's."""
    front, line = fronts.get(placed.page), placed.block.line
    return front is None or excerpt(front.text, line) == excerpt(texts.get(placed.page, front.text), line)


def _may_be_open(part: str) -> bool:
    return any(part.count(mark) % 2 for mark in _paired) or part.count("[") > part.count("]")


def _open(path: str, block: PageBlock, text: str) -> Iterator[Problem]:
    for mark in open_marks(block.content):
        shown, partner = excerpt(text, block.line), _CLOSING.get(mark, mark)
        yield Problem.of(
            "W109", f"docs/{path}", block.line, excerpt=shown, mark=mark, partner=partner, plain="\\" + mark
        )
