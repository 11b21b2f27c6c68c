"""Marks of Markdown that an editor left open on a page: readers see them as they were typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from annals.check.written import Own, own_blocks
from annals.markdown.front import Front
from annals.markdown.read import open_marks
from annals.model import Problem, Report

_CLOSING = {"[": "]"}


_paired = ("**", "__", "`")


def left_open(reports: Iterable[Report], texts: Mapping[str, str], fronts: Mapping[str, Front]) -> Iterator[Problem]:
    """The marks left open in blocks that editors wrote or changed, on pages of reports and on all others; `texts` and
    `fronts` are the pages by path under docs/."""
    for own in own_blocks(reports, texts, fronts, _may_be_open):
        yield from _open(own)


def _may_be_open(part: str) -> bool:
    return any(part.count(mark) % 2 for mark in _paired) or part.count("[") > part.count("]")


def _open(own: Own) -> Iterator[Problem]:
    for mark in open_marks(own.block.content):
        place, line, partner = f"docs/{own.path}", own.block.line, _CLOSING.get(mark, mark)
        yield Problem.of("W109", place, line, excerpt=own.shown, mark=mark, partner=partner, plain="\\" + mark)
