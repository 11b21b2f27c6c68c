"""Numbered lines of one series that the width of a page cuts: sentences, however like a title one of them is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from annals.clean.measure import Measure
from annals.text.lines import CLAUSE, Shape
from annals.text.numerals import COUNTING, value_of

_MEMBERS = 4
"""Fewer numbered lines say nothing of each other."""
_LISTED = ("一、", "（一）", "1.", "（1）")


def cut_members(measure: Measure) -> Iterator[int]:
    """The places of numbered lines that look like titles and fill their line, among sentences mostly: `3.参与编制规划和年度计` / `划。`."""
    lines, titles = measure.lines, measure.titles
    for series in _counted(lines):
        sentences = sum(at not in titles for at in series)
        alike = [at for at in series if at in titles and lines[at].width >= CLAUSE]
        if len(series) < _MEMBERS or sentences * 2 < len(series) or not alike:
            continue
        for at in alike:
            width, below = measure.widths[at], lines[at + 1] if at + 1 < len(lines) else None
            fills = width is not None and measure.extents[at] >= width - _SET_IN - _TOO_WIDE
            if fills and below and not below.marked and (below.prose or below.ended):
                yield at


_SET_IN, _TOO_WIDE = 2.0, 1.0
"""How far the first line of an item may be set in, and what room a mark or figure that begins the next line may leave."""


def _counted(lines: Sequence[Shape]) -> list[list[int]]:
    """The places of numbered lines that count on in one style, with no wider number between."""
    found: list[list[int]] = []
    open_series: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        if line.numbering in _LISTED:
            number = _number_in(line)
            series = open_series.get(line.numbering)
            if series is None or _number_in(lines[series[-1]]) + 1 != number:
                series = []
                found.append(series)
            series.append(at)
            rank = _LISTED.index(line.numbering)
            open_series = {style: own for style, own in open_series.items() if _LISTED.index(style) < rank}
            open_series[line.numbering] = series
    return found


def _number_in(line: Shape) -> int:
    """The number that a line begins with, 0 where none can be read."""
    match = _number.search(line.text)
    return (value_of(match.group()) or 0) if match else 0


_number = re.compile(rf"[{COUNTING}]+|\d+")
