"""Dates and spans of time in running text, as ISO 8601: 11月3—4日, 1—11月, 2011年底, 上半年, 十二五期间."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from annals.model import Precision
from annals.text.dates import YEAR
from annals.text.numerals import DIGITS, value_of

_year = rf"(?:(?<!\d){YEAR}|(?<![{DIGITS}十百])[一二][{DIGITS}]{{3}})"
_month = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_day = "(?:[12]\\d|3[01]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_dash = r"\s?[—–－～~至到-]{1,2}\s?"
_DAYS = rf"(?P<month>{_month})\s?月\s?(?P<day>{_day})\s?日?(?:{_dash}(?:(?:(?P<year2>{_year})年)?(?P<month2>{_month})月)?|、)(?P<day2>{_day})\s?日"
_DAY = rf"(?P<month>{_month})\s?月\s?(?P<day>{_day})\s?日"
_MONTHS = rf"(?P<month>{_month})\s?月?{_dash}(?:(?P<year2>{_year})年)?(?P<month2>{_month})\s?月(?!\d)(?:份|底|末)?"
_MONTH = rf"(?P<month>{_month})\s?月(?:份|初|底|末|上旬|中旬|下旬)?"
_YEARS = rf"(?P<year>{_year})\s?年?{_dash}(?P<year2>{_year})\s?(?:学?年)度?"
_PART = "(?P<part>前三季度|第?[一二三四1-4]季度|上半年|下半年)"
_END = r"(?P<near>年(?:初|中|底|末)(?:前后)?)(?![一-龥]?期)"
_YEAR = rf"(?P<year>{_year})\s?(?:学?年)度?(?:初|中|底|末)?(?:前后)?"
_PLAN = '[“"]?(?<!第)(?P<plan>十[一二三四五六七八九]?)五[”"]?(?:规划)?(?:期间|时期|末)'

_LAST = "(?P<last>上年度?|去年|上一年度?)(?!末|底)"


def _with_year(rest: str) -> str:
    return rf"(?<![\d第.])(?:(?P<year>{_year})\s?年(?:度)?的?\s?)?(?<![\d.]){rest}"


_forms = (
    re.compile(_with_year(_DAYS)),
    re.compile(_with_year(_DAY)),
    re.compile(_YEARS),
    re.compile(_with_year(_MONTHS)),
    re.compile(_with_year(_MONTH)),
    re.compile(_with_year(_PART)),
    re.compile(_YEAR),
    re.compile(_END),
    re.compile(_PLAN),
    re.compile(_LAST),
)
"""The first that fits is the time."""
_begins = re.compile(
    rf"{_year}|(?<![\d.]){_month}\s?(?:月|[—–－～~至到-])|前三季|第?[一二三四1-4]季|[上下]半年|年[初中底末]|[“\"]?十[一二三四五六七八九]?五|上一?年|去年"
)
_PARTS = {"前三季度": ("01", "09"), "上半年": ("01", "06"), "下半年": ("07", "12")}
_FIRST_PLAN = 1953
"""The year in which the first plan of five years began."""
_YEARS_OF_PLAN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A time at [start:end] of a text, in ISO 8601: `begin`, and `finish` where it is a span. `year` says that its year is
    written, `vague` that it names no number at all (年初)."""

    start: int
    end: int
    begin: str
    finish: str
    precision: Precision
    year: bool
    vague: bool = False

    @property
    def period(self) -> str:
        return f"{self.begin}/{self.finish}" if self.finish else self.begin


def times_in(text: str, year: int | None) -> tuple[Told, ...]:
    """The times in a text, in order. The year is `year` wherever none is written; without one such times are left out.

    >>> [told.period for told in times_in("2011年底，7月4—5日，1—11月，2010—2012年，上半年，8月", 2011)]
    ['2011', '2011-07-04/2011-07-05', '2011-01/2011-11', '2010/2012', '2011-01/2011-06', '2011-08']
    >>> [told.period for told in times_in("“十二五”期间，3个月，年底", None)]
    ['2011/2015']
    """
    found: list[Told] = []
    at = 0
    for match in _begins.finditer(text):
        if match.start() < at:
            continue
        told = _at(text, match.start(), year)
        if told is not None:
            found.append(told)
            at = told.end
    return tuple(found)


def _at(text: str, start: int, year: int | None) -> Told | None:
    for form in _forms:
        match = form.match(text, start)
        if match is not None:
            return _told(match, year)
    return None


def _told(match: re.Match[str], year: int | None) -> Told | None:
    groups = match.groupdict()
    written = _number(groups.get("year"))
    own = written if written is not None else year

    def made(
        begin: str, finish: str, precision: Precision, *, told: bool = written is not None, vague: bool = False
    ) -> Told:
        return Told(
            start=match.start(),
            end=match.end(),
            begin=begin,
            finish=finish,
            precision=precision,
            year=told,
            vague=vague,
        )

    if plan := groups.get("plan"):
        first = _FIRST_PLAN + _YEARS_OF_PLAN * ((value_of(plan) or 1) - 1)
        # The plans skipped three years after the second: the third began in 1966.
        first += 3
        return made(str(first), str(first + _YEARS_OF_PLAN - 1), Precision.YEAR, told=True)
    if own is None:
        return None
    if groups.get("last"):
        return made(str(own - 1), "", Precision.YEAR)
    if groups.get("near"):
        return made(str(own), "", Precision.YEAR, vague=True)
    if part := groups.get("part"):
        return _part(part, own, made)
    if (month := _number(groups.get("month"))) is None:
        later = _number(groups.get("year2"))
        return made(str(own), "" if later is None else str(later), Precision.YEAR)
    return _days(groups, own, month, made)


def _days(groups: dict[str, str | None], year: int, month: int, made: Callable[..., Told]) -> Told:
    year2 = _number(groups.get("year2")) or year
    month2, day, day2 = (_number(groups.get(name)) for name in ("month2", "day", "day2"))
    if day is None:
        finish = "" if month2 is None else f"{year2}-{month2:02}"
        return made(f"{year}-{month:02}", finish, Precision.MONTH)
    finish = "" if day2 is None else f"{year2}-{month2 or month:02}-{day2:02}"
    return made(f"{year}-{month:02}-{day:02}", finish, Precision.DAY)


def _part(part: str, year: int, made: Callable[..., Told]) -> Told:
    if part in _PARTS:
        first, last = _PARTS[part]
        return made(f"{year}-{first}", f"{year}-{last}", Precision.HALF if "半" in part else Precision.QUARTER)
    quarter = _number(part.removeprefix("第")[0]) or 1
    return made(f"{year}-{3 * quarter - 2:02}", f"{year}-{3 * quarter:02}", Precision.QUARTER)


def _number(text: str | None) -> int | None:
    return None if not text else value_of(text)
