"""Marks of Markdown that an editor left open on a report page: readers see them as they were typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from annals.markdown.read import open_marks
from annals.model import Problem, Report
from annals.text.characters import excerpt

_CLOSING = {"[": "]"}


def left_open(reports: Iterable[Report], texts: Mapping[str, str]) -> Iterator[Problem]:
    """The marks left open in blocks that editors wrote or changed; `texts` are the pages by path under docs/."""
    for report in reports:
        for placed in report.order:
            if placed.origin is not None and not (placed.edited or placed.mends):
                continue
            for mark in open_marks(placed.block.content):
                line = placed.block.line
                shown = excerpt(texts.get(placed.page, ""), line)
                partner = _CLOSING.get(mark, mark)
                yield Problem.of(
                    "W109", f"docs/{placed.page}", line, excerpt=shown, mark=mark, partner=partner, plain="\\" + mark
                )
