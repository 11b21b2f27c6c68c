"""The points of a measure as a picture: places in a field of fixed size, which a template draws."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from annals.model import Comparable, ReadPoint

WIDTH, HEIGHT = 340, 178
_LEFT, _RIGHT, _TOP, _BASE = 22, 318, 52, 130
"""Where the first and the last year stand, the greatest value and zero."""
_HAN, _LATIN, _LINE = 11.8, 6.9, 12.0
"""Widths of characters and the height of a line, in the field's own measure."""
_LEAST = 3
"""Points of one scope without which there is no picture."""
MOST = 60
"""Points that a picture shows at most, the newest; the table has the others."""
_YEARS_ROW, _GAPS_ROW, BREAKS_ROW = 146.0, 160.0, 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A point: `label` stands at (`label_x`, `label_y`), empty where there is no room."""

    x: float
    y: float
    title: str
    href: str
    label: str
    label_x: float
    label_y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Between two points that may be compared."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A word at a place: a year at the axis, years without a report, a break with its rule."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Years without a report, from the report before to that behind them; `name` is empty where there is no room for it."""

    x1: float
    x2: float
    name: Sign | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The picture of a measure; `left`, `right` and `base` are the axis."""

    width: int
    height: int
    left: float
    right: float
    base: float
    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    breaks: tuple[Sign, ...]
    years: tuple[Sign, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plotted:
    """A point to draw: what is read of it, the words for people who hover, where it leads."""

    found: ReadPoint
    title: str
    href: str


def chart_of(points: Sequence[Plotted], reports: Sequence[int]) -> Chart | None:
    """The picture of a measure's points in the order of time; None where fewer than three of them, one behind the other,
    have one scope. `reports` are the years of the reports in hand."""
    shown = list(points[-MOST:])
    if _longest(shown) < _LEAST or any(one.found.amount.base_value < 0 for one in shown):
        return None
    first, last = shown[0].found.point.year, shown[-1].found.point.year
    if first == last:
        return None
    most = max(one.found.amount.base_value for one in shown) or Decimal(1)

    def across(year: float) -> float:
        return round(_LEFT + (_RIGHT - _LEFT) * (year - first) / (last - first), 1)

    places = [
        (across(one.found.point.year), round(_BASE - float(one.found.amount.base_value / most) * (_BASE - _TOP), 1))
        for one in shown
    ]
    known = sorted({year for year in (*reports, *(one.found.point.year for one in shown)) if first <= year <= last})
    return Chart(
        width=WIDTH,
        height=HEIGHT,
        left=_LEFT,
        right=_RIGHT,
        base=_BASE,
        dots=_dots(shown, places),
        lines=tuple(
            Line(x1=before[0], y1=before[1], x2=place[0], y2=place[1])
            for (before, place), one in zip(pairwise(places), shown[1:], strict=True)
            if one.found.comparable is Comparable.YES
        ),
        breaks=_breaks(shown, places),
        years=tuple(_spaced([(across(year), str(year)) for year in known], _YEARS_ROW)),
        gaps=_gaps(known, across),
    )


def _longest(points: Sequence[Plotted]) -> int:
    """The most points, one behind the other, that may be compared."""
    most = run = 0
    for one in points:
        run = run + 1 if one.found.comparable is Comparable.YES else 1
        most = max(most, run)
    return most


def _width(text: str) -> float:
    return sum(_LATIN if char.isascii() else _HAN for char in text)


def _dots(points: Sequence[Plotted], places: Sequence[tuple[float, float]]) -> tuple[Dot, ...]:
    """The points with their labels above or below, wherever these touch no other label and no other point."""
    taken = [(x - 4, y - 4, x + 4, y + 4) for x, y in places]
    found = []
    for one, (x, y) in zip(points, places, strict=True):
        text = one.found.point.printed
        half = _width(text) / 2
        middle = min(max(x, half + 1), WIDTH - half - 1)
        label, at = "", 0.0
        for low in (y - 7, y + 6 + _LINE):
            box = (middle - half, low - _LINE, middle + half, low + 2)
            if box[3] <= _BASE and not any(_touch(box, other) for other in taken):
                label, at = text, low
                taken.append(box)
                break
        found.append(
            Dot(x=x, y=y, title=one.title, href=one.href, label=label, label_x=round(middle, 1), label_y=round(at, 1))
        )
    return tuple(found)


def _touch(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


BREAKS = {Comparable.NO: "口径不同", Comparable.PARTLY: "部分可比"}


def _breaks(points: Sequence[Plotted], places: Sequence[tuple[float, float]]) -> tuple[Sign, ...]:
    """A rule between two points that may not be compared, or in part, with the word for it."""
    found: list[Sign] = []
    for (before, place), one in zip(pairwise(places), points[1:], strict=True):
        text = BREAKS.get(one.found.comparable, "")
        if text:
            x = round((before[0] + place[0]) / 2, 1)
            # Of two rules side by side the second has its word a line lower.
            near = found and x - found[-1].x < _width(text) + 4 and found[-1].y == BREAKS_ROW
            found.append(Sign(x=x, y=BREAKS_ROW + (_LINE if near else 0), text=text))
    return tuple(found)


def _spaced(wanted: Sequence[tuple[float, str]], row: float) -> list[Sign]:
    """The signs that have room beside each other; the first and the last before all others."""
    kept: list[tuple[float, str]] = []
    for x, text in dict.fromkeys((*wanted[:1], *wanted[-1:], *wanted)):
        if all(abs(x - other) >= (_width(text) + _width(said)) / 2 + 4 for other, said in kept):
            kept.append((x, text))
    return [Sign(x=x, y=row, text=text) for x, text in sorted(kept)]


def _gaps(known: Sequence[int], across: Callable[[float], float]) -> tuple[Gap, ...]:
    """The runs of years without a report, each named below the axis where there is room."""
    runs = [(before, after) for before, after in pairwise(known) if after - before > 1]
    names = [(across((before + after) / 2), _years(before + 1, after - 1)) for before, after in runs]
    signs = {sign.x: sign for sign in _spaced(names, _GAPS_ROW)}
    return tuple(
        Gap(x1=across(before), x2=across(after), name=signs.get(x))
        for (before, after), (x, _) in zip(runs, names, strict=True)
    )


def _years(first: int, last: int) -> str:
    return f"{first} 无报告" if first == last else f"{first}—{last} 无报告"
