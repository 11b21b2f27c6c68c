"""What the row of an edition states, held against the sentence that is quoted for it: a value that cannot be read there
is nobody's, and is not published."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator

from annals.model import Occasion, Phrase, Statement, few
from annals.text.characters import letters
from annals.text.dates import YEAR
from annals.text.numerals import COUNTING, value_of
from annals.text.periods import times_in

_number = rf"(?:\d{{1,4}}|[{COUNTING}]{{1,5}})"
_ordinals = re.compile(rf"第\s?({_number}(?:[、和及与至到—–～~-]{_number}){{0,4}})|({_number})\s?[届次期]|(首)")
_between = re.compile(r"[至到—–～~-]")
_in_figures = re.compile(r"(?<!\d)(\d{1,2})\s?[.．/／-]\s?(\d{1,2})(?!\d)")
_any_number = re.compile(_number)
_year = re.compile(rf"(?<!\d){YEAR}(?!\d)|[二一][〇○零九][〇○零一二三四五六七八九]{{2}}(?=年)")
_PART_OF_NUMBER = frozenset("0123456789.,，．" + COUNTING + "千万亿")
_MOST = 4
"""Readings that are told where another one is stated."""
_PLACE_ENDS = "国邦省市区州盟"
"""How the full name of a place ends: 丹麦王国 may be quoted for 丹麦, and 丹麦 for 丹麦王国."""
_LEAST = 2
"""Characters that a short name of a place has at least."""
_FULL = 3
"""Characters by which a full name is longer at most, beside those of a short one: 共和国."""


def wrong_value(statement: Statement, year: int | None) -> Phrase | None:
    """Why the value cannot be read in the quotation, if it cannot; `year` is that of the report that is quoted.

    >>> quote = "第5届论坛于11月3—4日举行，近百位代表参会"
    >>> def wrong(field, value):
    ...     said = Statement(field=field, value=value, quote=quote, block="a#l1", year_from_report=True)
    ...     return (found := wrong_value(said, 2012)) and found.key
    >>> wrong("ordinal", "5"), wrong("ordinal", "6"), wrong("start", "2012-11-03"), wrong("start", "2012-10-03")
    (None, 'stated-other', None, 'stated-other')
    >>> wrong("end", "2013-11-04"), wrong("figures", "近百位"), wrong("figures", "近千位"), wrong("host_country", "丹麦")
    ('stated-year', None, 'stated-nowhere', 'stated-nowhere')
    """
    quote, value = statement.quote, statement.value
    if statement.field == "ordinal":
        ordinals = list(dict.fromkeys(_numbers(quote)))
        return None if int(value) in ordinals else _other(str(number) for number in ordinals)
    if statement.field in ("start", "end"):
        return _wrong_date(statement, year)
    if statement.field.startswith("host_"):
        names = (value, *statement.also)
        return None if any(_is_named(name, quote) for name in names) else Phrase.of("stated-nowhere")
    if statement.field == "theme":
        return None if letters(value) in letters(quote) else Phrase.of("stated-nowhere")
    return _wrong_figure(value, quote)


def _other(readings: Iterator[str]) -> Phrase:
    found = few(list(readings), _MOST)
    return Phrase.of("stated-other", found=found) if found else Phrase.of("stated-nowhere")


def _numbers(quote: str) -> Iterator[int]:
    """The ordinals in a quotation: 第5届, 第3、4届, 第三至五次, 十六届, 首届."""
    for match in _ordinals.finditer(quote):
        found = [value_of(part) for part in _any_number.findall(match[1] or match[2] or "一")]
        known = [number for number in found if number is not None]
        yield from known
        if len(known) > 1 and _between.search(match[0]):
            yield from range(known[0] + 1, known[-1])


def _wrong_date(statement: Statement, year: int | None) -> Phrase | None:
    """The day has to be written; the year too, unless it is that of the report by `year_from: report`."""
    day = datetime.date.fromisoformat(statement.value)
    written = {value_of(found) for found in _year.findall(statement.quote)}
    own = {year} if statement.year_from_report or year is None else set()
    if year is not None and statement.year_from_report and statement.field == "end":
        # From December into January.
        own |= {year + 1} if day.month == 1 else set()
    if day.year not in written | own and year is not None:
        return Phrase.of("stated-year", year=str(year))
    days = list(_days(statement, day.year))
    if (day.month, day.day) in days or _in_digits(day, statement.quote):
        return None
    return _other(f"{month}月{number}日" for month, number in dict.fromkeys(days))


def _days(statement: Statement, year: int) -> Iterator[tuple[int, int]]:
    """Month and day of the times that are told to the day, as beginnings or as ends."""
    for told in times_in(statement.quote, year):
        text = told.begin if statement.field == "start" or not told.finish else told.finish
        if text.count("-") > 1:
            _, month, day = (int(part) for part in text.split("-"))
            yield month, day


def _in_digits(day: datetime.date, quote: str) -> bool:
    """2022.9.1, 2022-09-01, 9/1."""
    return any((int(month), int(number)) == (day.month, day.day) for month, number in _in_figures.findall(quote))


def _is_named(name: str, quote: str) -> bool:
    if name in quote:
        return True
    common = next((size for size in range(len(name), 0, -1) if name[:size] in quote), 0)
    return common >= _LEAST and name[-1] in _PLACE_ENDS and len(name) - common <= _LEAST + _FULL


def _wrong_figure(value: str, quote: str) -> Phrase | None:
    """A figure is copied to the letter, and no number cut in two: 958家 are no 58家."""
    at, cut = quote.find(value), ""
    while at >= 0:
        start, end = at, at + len(value)
        while start and value[0] in _PART_OF_NUMBER and quote[start - 1] in _PART_OF_NUMBER:
            start -= 1
        while end < len(quote) and value[-1] in _PART_OF_NUMBER and quote[end] in _PART_OF_NUMBER:
            end += 1
        if quote[start:end].strip(",，.．") == value:
            return None
        cut = cut or quote[start:end]
        at = quote.find(value, at + 1)
    return Phrase.of("stated-cut", better=cut) if cut else Phrase.of("stated-nowhere")


def wrong_year(occasion: Occasion, quoted: Iterable[tuple[int | None, str]]) -> tuple[int, ...]:
    """The years that an edition may be of, where its own is none of them: those of the reports that are `quoted`, and
    those that their paragraphs (year, text) name; empty where its own is one, or where nothing says a year."""
    known: set[int | None] = set()
    for year, text in quoted:
        known |= {year, *(value_of(found) for found in _year.findall(text))}
    if not known or None in known or occasion.year in known:
        return ()
    return tuple(sorted(year for year in known if year is not None))
