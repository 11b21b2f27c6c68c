"""Marks of Markdown that an editor left open on a page: readers see them as they were typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from annals.check.written import own_blocks
from annals.markdown.front import Front
from annals.markdown.read import open_marks
from annals.model import PageBlock, Problem, Report
from annals.text.characters import excerpt

_CLOSING = {"[": "]"}


_paired = ("**", "__", "`")


def left_open(reports: Iterable[Report], texts: Mapping[str, str], fronts: Mapping[str, Front]) -> Iterator[Problem]:
    """The marks left open in blocks that editors wrote or changed, on pages of reports and on all others; `texts` and
    `fronts` are the pages by path under docs/."""
    for path, block, text in own_blocks(reports, texts, fronts, _may_be_open):
        yield from _open(path, block, text)


def _may_be_open(part: str) -> bool:
    return any(part.count(mark) % 2 for mark in _paired) or part.count("[") > part.count("]")


def _open(path: str, block: PageBlock, text: str) -> Iterator[Problem]:
    for mark in open_marks(block.content):
        shown, partner = excerpt(text, block.line), _CLOSING.get(mark, mark)
        yield Problem.of(
            "W109", f"docs/{path}", block.line, excerpt=shown, mark=mark, partner=partner, plain="\\" + mark
        )
