"""How often the reports of a series name something through the years, as dots along a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_LABEL = 14
"""Width of a year's label on the timeline."""
_LABELLED, MOST_TICKS = 14, 60
"""So many reports bear their label each, of more those of every fifth year; of still more there is no line to read."""
_EVERY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A report in hand: how readers see it, what stands below its dot, its year, how often it names the subject, and where
    that is told."""

    name: str
    label: str
    year: int
    count: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A report in hand on the timeline: `x` from 0 to 100, radius by the number of mentions;
    `low` sets its `label`, where it has one, a line lower: the one before stands too close."""

    x: float
    radius: float
    low: bool
    name: str
    count: int
    href: str
    label: str = ""


def chart(reports: Iterable[Tick]) -> tuple[Dot, ...]:
    """The reports with a year along a line from the first to the last; areas grow with mentions."""
    dated = sorted(reports, key=lambda tick: tick.year)
    years = sorted({tick.year for tick in dated})
    if not len(years) > 1 or len(dated) > MOST_TICKS:
        return ()
    low, high = years[0], years[-1]
    most = max(tick.count for tick in dated) or 1
    scale = min(1.0, _LABELLED / len(dated))
    dots: list[Dot] = []
    last: Dot | None = None
    for tick in dated:
        x = round(100 * (tick.year - low) / (high - low), 2)
        labelled = len(dated) <= _LABELLED or (tick.year % _EVERY == 0 and (last is None or x - last.x >= _LABEL / 2))
        dot = Dot(
            x=x,
            radius=round(scale * (1.4 + 2.6 * (tick.count / most) ** 0.5 if tick.count else 1.4), 2),
            low=labelled and last is not None and x - last.x < _LABEL and not last.low,
            name=tick.name,
            count=tick.count,
            href=tick.href if tick.count else "",
            label=tick.label if labelled else "",
        )
        dots.append(dot)
        last = dot if labelled else last
    return tuple(dots)


def charts(series: Sequence[tuple[str, Sequence[Tick]]]) -> tuple[tuple[str, tuple[Dot, ...]], ...]:
    """A line for each series that names it, with the series' name; none where too many would stand below each other."""
    told = [(name, ticks) for name, ticks in series if len(series) == 1 or any(tick.count for tick in ticks)]
    found = tuple((name, dots) for name, ticks in told if (dots := chart(ticks)))
    return found if len(found) <= _SERIES else ()


_SERIES = 4
"""Lines that readers can still compare."""
