"""Runs of lines that are the text of a chart: what stands on its axes, beside its bars, in its legend.

A tool that reads a page's text reads its charts too, and sets down each scale, value and name where it finds it. No line
of such a run goes on in the next, and two figures of it are never one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from annals.text.captions import is_caption
from annals.text.characters import HAN
from annals.text.lines import CLAUSE, SHORT_LINE, Shape, is_figures
from annals.text.units import is_unit

_SCALE = 3
"""So many lines of figures make a chart; fewer may be counts, pages, years."""
_WORD = 8
"""No line of a legend that stands alone is wider; inside a chart it may fill half a page."""
_LEGEND = 4
"""So many lines of a legend stand at most between figures."""
_YEARS = 2
"""So many of them are a legend."""
_cells = re.compile(r" {2,}")
_value = re.compile(
    r"[-+−–—~～<>≤≥＜＞≈（(]{0,3}\d[\d,.]{0,15}(?:[-–—~～/]\d[\d,.]{0,15}){0,2}\s?(?:[%％‰年月日季]|Q\d|E){0,2}(?:\d{1,2}(?:[-–—]\d{1,2})?[月日]|Q\d)?[)）]?"
)
_digit = re.compile(r"\d")
_spoken = re.compile(rf"[，；：。！？,;:]|[{HAN}][（(]?\d[\d,.]*[{HAN}]")


def chart_lines(lines: Sequence[Shape]) -> frozenset[int]:
    """The places of the lines that are text of charts: several lines of nothing but figures near each other, and the words of
    legends between and right behind them. Captions and rows of tables are none.

    >>> from annals.text.lines import shapes
    >>> sorted(chart_lines(shapes("全年保持增长。\\n8        100%\\n6    84.4%\\n0          0%\\n2017年  2018年1-6月\\n端口      占比\\n图1 端口")))
    [1, 2, 3, 4, 5]
    """
    return frozenset(at for run, _ in _runs(lines) for at in run)


def inside_charts(lines: Sequence[Shape]) -> frozenset[int]:
    """The same without the words behind the last figure of each chart, which may head what follows."""
    return frozenset(at for run, last in _runs(lines) for at in run if at <= last)


def _runs(lines: Sequence[Shape]) -> Iterator[tuple[range, int]]:
    """The runs of lines that are text of charts, in order, and where the last figures of each stand."""
    figures = [_holds_figures(line) for line in lines]
    at = 0
    while at < len(lines):
        if not figures[at]:
            at += 1
            continue
        end = _end_of_run(lines, figures, at)
        if sum(figures[at:end]) >= _SCALE:
            yield range(_axis_above(lines, at), end), max(place for place in range(at, end) if figures[place])
            behind = _legend_below(lines, figures, end)
            if behind > end:
                yield range(end + 1, behind), behind - 1
            end = behind
        at = end


def _axis_above(lines: Sequence[Shape], first: int) -> int:
    """Where a run of figures begins, with the unit of its axis above it: `亿人次`."""
    line = lines[max(0, first - 1)]
    return first - 1 if first and is_unit(line.text) and not (line.marked or lines[first].page_before) else first


def _legend_below(lines: Sequence[Shape], figures: Sequence[bool], end: int) -> int:
    """Behind the years of the legend below the caption of a chart, several right below each other; `end` where there are none."""
    behind = end + 1
    captioned = end < len(lines) and is_caption(lines[end].text) and not lines[end].prose
    while captioned and behind < len(lines) and figures[behind] and not _is_apart(lines[behind]):
        behind += 1
    return behind if behind - end > _YEARS else end


def _is_apart(line: Shape) -> bool:
    return line.blanks_before > 0 or line.page_before


def _end_of_run(lines: Sequence[Shape], figures: Sequence[bool], start: int) -> int:
    """Behind the last line of the run of figures and names that begins at `start`."""
    end = start + 1
    while end < len(lines) and not lines[end].page_before:
        if figures[end] or _is_name(lines[end], _WORD):
            end += 1
            continue
        legend = next((at for at in range(end, min(len(lines), end + _LEGEND + 1)) if figures[at]), end)
        between = lines[end : legend + 1]
        if legend == end or any(line.page_before or not _is_name(line, SHORT_LINE) for line in between[:-1]):
            break
        end = legend
    return end


def _holds_figures(line: Shape) -> bool:
    """Whether a line holds figures alone, or ends of intervals and years, however far apart they stand."""
    if line.hashes or line.row or line.bullet or not _digit.search(line.text):
        return False
    return is_figures(line.text) or all(_value.fullmatch(cell) for cell in line.text.split())


def _is_name(line: Shape, widest: int) -> bool:
    """Whether a line may be words of a legend or axis: short, alone or several with blanks between, and says nothing."""
    if line.marked or line.ended or is_caption(line.text) or _spoken.search(line.text):
        return False
    cells = _cells.split(line.text)
    return line.width <= widest or (len(cells) > 1 and all(len(cell) <= CLAUSE for cell in cells))
