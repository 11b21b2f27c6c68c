"""The numbers of printed pages, once these were taken out of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from annals.clean.furniture.dress import dressed
from annals.clean.furniture.keys import title_key
from annals.clean.furniture.sequence import IS_YEAR
from annals.model import Entry
from annals.text.numerals import roman_value

FURNITURE = ("F101", "F102", "F109")
"""The rules that take out page numbers and running titles."""
_of_all = re.compile(r"(\d{1,4})\s*[/／]\s*\d{1,4}")
_figures = re.compile(r"\d+")
_roman = re.compile(r"\W*([ivxlc]{1,7}|[IVXLC]{1,7})\W*")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNumber:
    """The number that a raw line (1-based) told; `roman` ones count pages of their own, before those of the text."""

    line: int
    value: int
    label: str
    roman: bool = False


def page_numbers(ledger: Iterable[Entry]) -> tuple[PageNumber, ...]:
    """The page numbers that were taken out, in the order of raw lines, one a line. A running title whose only figure is
    a year tells none, and of one with a number only that counts which is another elsewhere: that of a chapter (2 工作安排)
    is always the same."""
    found: dict[int, PageNumber] = {}
    beside: dict[str, list[PageNumber]] = {}
    for entry in ledger:
        if entry.code in FURNITURE and entry.drops:
            text = entry.old.strip().lstrip("#").strip()
            number = _number(entry.lines[0], text)
            if number is not None and (title := title_key(text)) and dressed(text) is None:
                beside.setdefault(title, []).append(number)
            elif number is not None:
                found[number.line] = number
    for numbers in beside.values():
        if len({number.value for number in numbers}) > 1:
            found |= {number.line: number for number in numbers}
    return tuple(found[line] for line in sorted(found))


def _number(line: int, text: str) -> PageNumber | None:
    if match := _roman.fullmatch(text):
        return PageNumber(line=line, value=roman_value(match[1]), label=match[1], roman=True)
    page = _page_of(text)
    return PageNumber(line=line, value=page, label=str(page)) if page else None


def _page_of(text: str) -> int:
    """The page number that a line taken out holds, 0 where it holds none."""
    number = dressed(text)
    if number is not None:
        return number.value
    if match := _of_all.fullmatch(text):
        return int(match.group(1))
    figures = [match for match in _figures.finditer(text) if match.start() == 0 or match.end() == len(text)]
    pages = [
        int(match.group()) for match in figures if len(match.group()) <= 4 and not IS_YEAR.fullmatch(match.group())
    ]
    return pages[-1] if pages else 0
