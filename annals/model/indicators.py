"""Indicators: quantities that editors follow through the years, each point with the sentence it was read from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from annals.model.figures import Amount

_DATE = r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?"
_period = re.compile(rf"(?:(?:\.\.|{_DATE})/)?{_DATE}")
_OPEN = 99
"""Behind every month and day: what is told of a whole year is told at its end."""


class Comparable(StrEnum):
    """Whether a point may be compared with the one before it in time."""

    FIRST = "first"
    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One thing that an indicator counts; `unit` may have a scale before it (亿元)."""

    id: str
    title: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What one report says of a measure. `printed` are the digits with sign words and unit as they stand in one of
    `quotes`, each of which is a run of the published text of the block beside it in `blocks` (`2012#l19`); `period` is
    ISO 8601 as in quantities.csv, `scope` says in a few words what is counted. `comparable` is held against the
    measure's point before it in time, `reason` says why that is not all the same; `number` is its place in the list, from 0."""

    measure: str
    report: str
    period: str
    printed: str
    scope: str
    quotes: tuple[str, ...]
    blocks: tuple[str, ...]
    comparable: Comparable
    reason: str
    number: int

    @property
    def order(self) -> tuple[int, int, int]:
        """Where it stands in time: the year, month and day with which its period ends."""
        return period_end(self.period)

    @property
    def year(self) -> int:
        """The year with which its period ends."""
        return self.order[0]


INDICATORS = "indicators/"
"""Where the pages of indicators are, below docs/."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """An indicator's page: its measures with all points as written, those too that no longer stand in their report.
    `topic` is a slug, `series` an id, empty for the first one."""

    slug: str
    title: str
    topic: str
    series: str
    order: int
    measures: tuple[Measure, ...]
    points: tuple[Point, ...]
    body: str = ""

    @property
    def path(self) -> str:
        """Its page, below docs/."""
        return f"{INDICATORS}{self.slug}.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A quotation at [start:end] of the text of a block (its own id) of a report."""

    report: str
    block: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPoint:
    """A point whose digits stand in its report: the `amount` they say, with offsets in the text of `spots[0]`'s block.
    `comparable` and `reason` are held against the point before it that stands, whatever was withheld between."""

    point: Point
    amount: Amount
    spots: tuple[Spot, ...]
    comparable: Comparable
    reason: str


def is_period(text: str) -> bool:
    """Whether a text is a period as quantities.csv has it: a year, month or day, two of them with a stroke between,
    or one that is open where it begins.

    >>> [text for text in ("2011", "2011-01/2011-11", "../2011-11", "2011-13", "2012/2011", "11月") if is_period(text)]
    ['2011', '2011-01/2011-11', '../2011-11']
    """
    match = _period.fullmatch(text)
    if match is None:
        return False
    first, last = match.groups()[:3], match.groups()[3:]
    return first[0] is None or (_begin(*first) <= period_end(text) and (first[1] is None) == (last[1] is None))


def period_end(text: str) -> tuple[int, int, int]:
    """The year, month and day with which a period ends; a whole year or month behind all of its parts.

    >>> period_end("2011-01/2011-11"), period_end("2011")
    ((2011, 11, 99), (2011, 99, 99))
    """
    match = _period.fullmatch(text)
    if match is None:
        return (0, 0, 0)
    year, month, day = match.groups()[3:]
    return (int(year), int(month or _OPEN), int(day or _OPEN))


def _begin(year: str, month: str | None, day: str | None) -> tuple[int, int, int]:
    return (int(year), int(month or 0), int(day or 0))
