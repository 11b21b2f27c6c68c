"""The printed pages that page numbers told of, once these were taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from annals.clean.furniture.dress import dressed
from annals.clean.furniture.sequence import IS_YEAR
from annals.model import Entry

_CODES = ("F101", "F102")
"""The rules that take out page numbers, alone or beside a running title."""
_of_all = re.compile(r"(\d{1,4})\s*[/／]\s*\d{1,4}")
_figures = re.compile(r"\d+")


def printed_pages(ledger: Iterable[Entry]) -> Mapping[int, int]:
    """The printed page that each raw line (1-based) with a page number tells, from what the ledger took out. Roman
    numbers are no pages of the text and are left out, and so is a running title whose only figure is a year."""
    found: dict[int, int] = {}
    for entry in ledger:
        if entry.code in _CODES and entry.drops and (page := _page_of(entry.old.strip().lstrip("#").strip())):
            found[entry.lines[0]] = page
    return found


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
