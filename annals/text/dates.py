"""Years, months and days as reports write them."""

from __future__ import annotations

import re

from annals.text.numerals import DIGITS, TO_TEN

YEAR = r"(?:19|20)\d\d"
"""A year of this age in digits, as a part of a regular expression."""
SPAN = rf"{YEAR}\s?年?\s?[—–－～~至-]+\s?{YEAR}\s?年"
"""From a year to a year: `2019—2023年`."""
_number = rf"(?:\d{{1,2}}|[{TO_TEN}]{{1,3}})"
_han_year = rf"[{DIGITS}]{{4}}"
_date = re.compile(rf"[（(]?\s*(?:{YEAR}|{_han_year})\s*年(?P<month>\s*{_number}\s*月(?:\s*{_number}\s*日)?)?\s*[）)]?")
_month = re.compile(r"(?:1[0-2]|[1-9])月")
_year = re.compile(rf"{YEAR}年")
_opens_with_year = re.compile(rf"{YEAR}\s?(?:年|[—–～~-])|{_han_year}年")


def is_date(text: str) -> bool:
    """Whether a text is a date and nothing else, in brackets or not.

    >>> [is_date(text) for text in ("（二〇二三年二月）", "2023 年 2 月", "2018年", "2018年底")]
    [True, True, True, False]
    """
    return _date.fullmatch(text) is not None


def is_month_of_year(text: str) -> bool:
    """Whether a text is a date that says a month, and a day or not: `2012年3月`."""
    match = _date.fullmatch(text)
    return match is not None and match.group("month") is not None


def is_month(text: str) -> bool:
    """Whether a text is a month alone, as in a timeline: `7月`."""
    return _month.fullmatch(text) is not None


def is_year(text: str) -> bool:
    """Whether a text is a year alone: `2018年`."""
    return _year.fullmatch(text) is not None


def opens_with_day(text: str) -> bool:
    """Whether a text opens with a day and tells in no whole sentence what was done on it, as below the title of a law.

    >>> [opens_with_day(text) for text in ("2017年4月20日 常务委员会通过", "2017年4月20日，大会开幕。", "2017年的成绩")]
    [True, False, False]
    """
    match = _date.match(text)
    return match is not None and "日" in match.group() and not text.endswith("。")


_ending = re.compile(
    rf"{YEAR}(?:年(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?|([-./])\d{{1,2}}(?:\1\d{{1,2}})?)(?=$|[，。；、）)\]】|])",
    re.MULTILINE,
)
_wants = re.compile(r"[，、在自至从到于比较以为即的与和]$")


def wants_date(text: str) -> bool:
    """Whether a text ends in a word behind which a date belongs to the sentence: `截至`, `成立于`."""
    return _wants.search(text) is not None


def closes_with_date(text: str, at: int) -> bool:
    """Whether a date begins at a place and ends the line, the clause or what stands in brackets: that of an issue, an imprint.

    >>> [closes_with_date(text, 2) for text in ("某局2020年1月15日", "某局2022.12", "某局2020年建成")]
    [True, True, False]
    """
    return _ending.match(text, at) is not None


def begins_with_year(text: str) -> bool:
    """Whether a text opens with a year: `2022年工作报告`, `2016—2020年…`, `二〇二二年…`."""
    return _opens_with_year.match(text) is not None
