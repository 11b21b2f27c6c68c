"""Page numbers in figures or marks that number items, notes and chapters as well: bracketed, Han, Roman, circled.

One of them alone says nothing; that several cut sentences and go up does."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from annals.clean.furniture.dress import listed_value, number_beside
from annals.clean.furniture.keys import whole
from annals.clean.furniture.parting import at_page_end, cuts_a_sentence
from annals.clean.furniture.sequence import STEP, TEXT, PageNumber, longest_ascending, next_to
from annals.text.lines import SHORT_LINE, Shape
from annals.text.numerals import roman_value

_roman = re.compile(r"[ivxlc]{1,7}")
ANY_ROMAN = re.compile(r"[ivxlc]{1,7}|[IVXLC]{1,7}|[Ⅰ-Ⅻⅰ-ⅻ]{1,3}")


def listed_numbers(text: str, lines: Sequence[Shape], numbers: Sequence[PageNumber]) -> list[PageNumber]:
    """Numbers that might mark items or notes, in one kind of brackets and figures: two and more that cut sentences and go up, and
    those alone between blank lines, or at a page's end, that go on from these by one. Roman ones count as 0."""
    kinds: dict[str, list[PageNumber]] = {}
    for number in numbers:
        told = listed_value(whole(text, lines[number.index]))
        if told is not None:
            kinds.setdefault(told[0], []).append(replace(number, value=told[1]))
    found: list[PageNumber] = []
    for kind, own in kinds.items():
        cuts = longest_ascending([n for n in own if _cuts_as_item(lines, n.index)])
        # What is counted from a first one below a heading is a list.
        counted = any(n.value == 1 and n not in cuts for n in own)
        if len(cuts) > 1 and not counted and cuts[-1].value - cuts[0].value <= STEP * 3 * (len(cuts) - 1):
            beside = next_to(lines, cuts, own)
            more = [n for n in beside if kind[0] not in _NUMBERING or _heads_nothing(lines, n.index)]
            found += [replace(n, value=0) if kind.endswith("roman") else n for n in (*cuts, *more)]
    return sorted(found, key=lambda n: n.index)


def _cuts_as_item(lines: Sequence[Shape], index: int) -> bool:
    """Whether a number dressed as an item or a formula cuts a sentence that announces nothing."""
    return cuts_a_sentence(lines, index) and not lines[index - 1].text.endswith(("：", ":", "；", ";"))


_NUMBERING = "（().．、）:：,，"
"""What stands in these alone on a line may number the title below."""


def _heads_nothing(lines: Sequence[Shape], index: int) -> bool:
    """Whether a number stands above a title that has its own, or above nothing."""
    return all(line.numbering or line.hashes for line in lines[index + 1 : index + 2])


def roman_numbers(text: str, lines: Sequence[Shape]) -> list[PageNumber]:
    """Small Roman numbers that go up one by one, as the pages of a preface do, and great ones that cut a sentence;
    their values are no pages of the text and count as 0."""
    found: list[tuple[int, PageNumber]] = []
    for index, line in enumerate(lines):
        if _roman.fullmatch(content := whole(text, line)):
            found.append((roman_value(content), PageNumber(index=index, offset=line.start, value=0)))
    steps = [b - a for (a, _), (b, _) in pairwise(found)]
    small = [number for _, number in found] if steps and all(0 < step <= 2 for step in steps) else []
    great = [
        PageNumber(index=index, offset=line.start, value=0)
        for index, line in enumerate(lines)
        if ANY_ROMAN.fullmatch(whole(text, line)) and cuts_a_sentence(lines, index)
    ]
    values = {n.index: roman_value(unicodedata.normalize("NFKC", whole(text, lines[n.index]))) for n in great}
    all_roman = [
        PageNumber(index=index, offset=line.start, value=roman_value(unicodedata.normalize("NFKC", content)))
        for index, line in enumerate(lines)
        if values and ANY_ROMAN.fullmatch(content := whole(text, line))
    ]
    known = [number for number in all_roman if number.index in values]
    beside = next_to(lines, known, all_roman) if len(known) > 1 else []
    # The last page of a preface may end with its sentence, right above the first chapter.
    last = max(known, key=lambda n: n.index, default=None)
    ends = [n for n in all_roman if last and n.index > last.index and n.value == last.value + 1]
    beside += [n for n in ends if n not in beside and _ends_preface(lines, n, last)]
    return [*small, *great, *(replace(number, value=0) for number in beside)]


def _ends_preface(lines: Sequence[Shape], number: PageNumber, last: PageNumber | None) -> bool:
    """Whether a number stands, pages behind the last one that cuts a sentence, between a whole sentence and a heading with a number."""
    far = last is not None and number.offset - last.offset >= TEXT
    return far and lines[number.index - 1].ended and _heads_nothing(lines, number.index)


def titles_in_other_figures(text: str, lines: Sequence[Shape]) -> set[int]:
    """The lines of a title that returns with a number in Han, Roman or circled figures, which goes up: most of them cut a sentence
    or end a page, as the parts of a series (`典型案例 二`) do not."""
    titles: dict[str, list[PageNumber]] = {}
    for index, line in enumerate(lines):
        told = number_beside(whole(text, line)) if line.width <= SHORT_LINE and not (line.row or line.ended) else None
        if told is not None:
            titles.setdefault(told[0], []).append(PageNumber(index=index, offset=line.start, value=told[1]))
    found: set[int] = set()
    edges = _at_edges(text, lines)
    for own in (*titles.values(), edges):
        parts = sum(at_page_end(lines, n.index) or cuts_a_sentence(lines, n.index) for n in own)
        if len(own) > 1 and parts * 2 > len(own) and all(0 < b.value - a.value <= STEP for a, b in pairwise(own)):
            found |= {number.index for number in own}
    return found


_title_first = re.compile(r"\S(?: {0,3}\S){1,40} {4,200}(\S{1,5})")
_number_first = re.compile(r"(\S{1,5}) {4,200}\S(?: {0,3}\S){1,40}")


def _at_edges(text: str, lines: Sequence[Shape]) -> list[PageNumber]:
    """The lines with a title at one edge of the page and a number at the other, whatever the title: that of the chapter stands on
    one page, that of the book on the next."""
    found: list[PageNumber] = []
    for index, line in enumerate(lines):
        content = whole(text, line) if not (line.row or line.ended) else ""
        match = _title_first.fullmatch(content) or _number_first.fullmatch(content)
        told = listed_value(match[1]) or listed_value(f"[{match[1]}]") if match else None
        if told is not None:
            found.append(PageNumber(index=index, offset=line.start, value=told[1]))
    return found
