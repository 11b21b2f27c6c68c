"""Running titles that stand on one page alone, as that of a short chapter does: the number beside them goes on from those of the
pages around."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from annals.clean.furniture.dress import BARS
from annals.clean.furniture.keys import chapter_titles, title_key, whole
from annals.clean.furniture.parting import at_page_end, cuts_a_sentence
from annals.clean.furniture.sequence import IS_YEAR, STEP, TEXT, PageNumber
from annals.text.lines import SHORT_LINE, Shape

_gap = rf"(?:[ \u3000]{{1,200}}(?![·•—–])|[ \u3000]{{0,9}}[·•—–/～~{BARS}-]{{1,3}}[ \u3000]?)"
_number_beside = re.compile(
    rf"[·•—–-]?(?P<first>\d{{1,4}}){_gap}(?P<title>\D\S.*)|(?P<words>\S.*\D){_gap}(?P<last>\d{{1,4}})[·•—–-]?"
)
_TITLE = 2
"""No title of a chapter is shorter."""
_CHAPTERS = 2
"""So many, with the names of chapters and in the midst of sentences, need none beside them."""
_PARTING = 2
"""So many in the midst of sentences or at the ends of pages among those that go up by one each, whatever they say."""


def numbered_in_turn(text: str, lines: Sequence[Shape], known: Collection[PageNumber]) -> set[int]:
    """The lines of a title with a number that go on by one from a page known, before or behind, and cut a sentence, end a page or
    say the name of a chapter. Where no page is known, two and more that do both and go up, or of which each is the next page and
    two do the former."""
    chapters = chapter_titles(lines)
    told = [number for index, line in enumerate(lines) if (number := _told(text, line, index)) is not None]
    listed = {n.index + step for n in told for step in (-1, 1)}
    named = [n for n in told if n.index not in listed and title_key(whole(text, lines[n.index])) in chapters]
    parting = [n for n in told if at_page_end(lines, n.index) or cuts_a_sentence(lines, n.index)]
    pages = sorted(known, key=lambda n: n.index)
    if not pages:
        both = [n for n in named if n in parting]
        rising = all(0 < b.value - a.value <= STEP and b.offset - a.offset >= TEXT for a, b in pairwise(both))
        pages = both if len(both) >= _CHAPTERS and rising else _one_by_one(told, parting)
    found = {n.index for n in pages} - {n.index for n in known}
    for number in sorted({*named, *parting}, key=lambda n: n.index):
        if number.index not in found and _goes_on(number, pages):
            pages = sorted([*pages, number], key=lambda n: n.index)
            found.add(number.index)
    return found


def _one_by_one(told: Sequence[PageNumber], parting: Sequence[PageNumber]) -> list[PageNumber]:
    """The numbers each of which is the next page of the one before it, text between them, where _PARTING of a run stand as furniture
    does."""
    found: list[PageNumber] = []
    run: list[PageNumber] = []
    for number in told:
        if not (run and number.value == run[-1].value + 1 and number.offset - run[-1].offset >= TEXT):
            run = []
        run.append(number)
        found += run if sum(1 for one in run if one in parting) >= _PARTING else []
    return sorted(set(found), key=lambda n: n.index)


def _told(text: str, line: Shape, index: int) -> PageNumber | None:
    """The number at one end of a line that may be a running title."""
    plain = line.width <= SHORT_LINE and not (line.row or line.ended or line.numbering or line.bullet)
    match = _number_beside.fullmatch(whole(text, line)) if plain else None
    number = (match["first"] or match["last"]) if match else ""
    words = title_key(match[0]) if match else ""
    if not number or IS_YEAR.fullmatch(number) or len(words) < _TITLE or not words.isalpha():
        return None
    return PageNumber(index=index, offset=line.start, value=int(number))


def _goes_on(number: PageNumber, pages: Sequence[PageNumber]) -> bool:
    """Whether a number is the next behind the page before it, or before the one behind it, with text between, and fits both."""
    before = [page for page in pages if page.index < number.index][-1:]
    after = [page for page in pages if page.index > number.index][:1]
    if any(page.index == number.index for page in pages):
        return False
    fits = all(page.value < number.value for page in before) and all(page.value > number.value for page in after)
    far = all(abs(page.offset - number.offset) >= TEXT for page in (*before, *after))
    return fits and far and any(abs(page.value - number.value) == 1 for page in (*before, *after))
