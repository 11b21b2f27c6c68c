"""The forms that name one edition of a recurring event: 第5届…, 2022年…, …（第16届）."""

from __future__ import annotations

import re
from dataclasses import dataclass

from annals.text.dates import YEAR
from annals.text.numerals import COUNTING, value_of

_number = rf"(?:\d{{1,3}}|[{COUNTING}]{{1,5}})"
_ordinal = rf"第{_number}[届次]|首[届次]"
_year = rf"(?<!\d){YEAR}年?(?:度)?"
_before = re.compile(rf"(?:(?:{_ordinal})(?:{_year})?|(?:{_year})(?:{_ordinal})?)$")
_after = re.compile(rf"[（(](?:{_ordinal}|{YEAR}年?)[）)]| ?{YEAR}(?![\d年月.])")
_LONGEST = 24
"""Characters before a name that may hold its edition's form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A name with its edition's form at [start:end]; what the form says."""

    start: int
    end: int
    ordinal: int | None
    year: int | None


def edition_form(text: str, start: int, end: int) -> Form:
    """The name at [start:end] together with the edition's form around it, if there is one.

    本届 names no edition by itself and stays outside, as does a year that a full stop parts.

    >>> edition_form("在第5届某省创新论坛上", 4, 10)
    Form(start=1, end=10, ordinal=5, year=None)
    >>> edition_form("某省创新论坛（第十六届）", 0, 6)
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
        start=before.start() if before else start,
        end=after.end() if after else end,
        ordinal=ordinal_in(said),
        year=_year_in(said),
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
    return value_of(match.group()[1:-1])


def _year_in(text: str) -> int | None:
    match = re.search(YEAR, text)
    return int(match.group()) if match else None
