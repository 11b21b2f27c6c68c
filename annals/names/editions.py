"""The forms that name one edition of a recurring event: 第5届…, 2022年…, …（第16届）."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_number = r"(?:\d{1,3}|[一二三四五六七八九十百零〇]{1,5})"
_ordinal = rf"第{_number}[届次]|首[届次]"
_year = r"(?<!\d)(?:19|20)\d\d年?(?:度)?"
_before = re.compile(rf"(?:(?:{_ordinal})(?:{_year})?|(?:{_year})(?:{_ordinal})?)$")
_after = re.compile(rf"[（(](?:{_ordinal}|(?:19|20)\d\d年?)[）)]| ?(?:19|20)\d\d(?![\d年月.])")
_LONGEST = 24
"""Characters before a name that may hold its edition's form."""


@dataclass(frozen=True, slots=True)
class Form:
    """A name with its edition's form at [start:end]; what the form says."""

    start: int
    end: int
    ordinal: int | None
    year: int | None


def edition_form(text: str, start: int, end: int) -> Form:
    """The name at [start:end] together with the edition's form around it, if there is one.

    本届 names no edition by itself and stays outside, as does a year that a full stop parts.

    >>> edition_form("在第5届浦江创新论坛上", 4, 10)
    Form(start=1, end=10, ordinal=5, year=None)
    >>> edition_form("浦江创新论坛（第十六届）", 0, 6)
    Form(start=0, end=12, ordinal=16, year=None)
    >>> edition_form("参展2012中国国际工业博览会", 6, 15)
    Form(start=2, end=15, ordinal=None, year=2012)
    >>> edition_form("本届工博会", 2, 5)
    Form(start=2, end=5, ordinal=None, year=None)
    """
    before = _before.search(text, max(0, start - _LONGEST), start)
    after = _after.match(text, end)
    said = (before.group() if before else "") + (after.group() if after else "")
    return Form(
        before.start() if before else start,
        after.end() if after else end,
        ordinal_in(said),
        _year_in(said),
    )


def ordinal_in(text: str) -> int | None:
    """The number that 第…届, 第…次 or 首届 says, in digits or Chinese numerals.

    >>> ordinal_in("第十五届"), ordinal_in("首届"), ordinal_in("第20次"), ordinal_in("本届")
    (15, 1, 20, None)
    """
    match = re.search(_ordinal, text)
    if match is None:
        return None
    if match.group().startswith("首"):
        return 1
    digits = match.group()[1:-1]
    return int(digits) if digits.isascii() else _chinese(digits)


def _chinese(numeral: str) -> int:
    """A Chinese numeral below a thousand; digit by digit where no 十 or 百 stands.

    >>> [_chinese(text) for text in ("十", "十五", "二十", "二十一", "一百零二", "一五")]
    [10, 15, 20, 21, 102, 15]
    """
    if not set(numeral) & set("十百"):
        return int("".join(str(_DIGITS[char]) for char in numeral))
    total, digit = 0, 0
    for char in numeral:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit


def _year_in(text: str) -> int | None:
    match = re.search(r"(?:19|20)\d\d", text)
    return int(match.group()) if match else None
