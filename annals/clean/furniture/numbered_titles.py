"""Running titles that carry the number of their page: it goes up where the title returns. One that stands on one page alone, as that
of a short chapter does, goes on from the numbers of the pages around."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from annals.clean.furniture.dress import BARS, dressed_beside
from annals.clean.furniture.keys import chapter_titles, title_key, whole
from annals.clean.furniture.other_figures import titles_in_other_figures
from annals.clean.furniture.parting import at_page_end, cuts_a_sentence
from annals.clean.furniture.sequence import IS_YEAR, STEP, TEXT, PageNumber, increasing
from annals.text.captions import is_caption
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
_barred = re.compile(rf"(\d{{1,4}})\s*[{BARS}]\D.*|.*\D[{BARS}]\s*(\d{{1,4}})")
_decimal = re.compile(r"\d{1,2}[.．]\d")
_counted = re.compile(r"\d{1,2}(?!\d)")
_label_word = re.compile(r"[续附]?[图表式]|附[录件]|专栏|Fig|Figure|Table")
_led_by = re.compile(r"[\W_]{0,6}(?:第|[Pp](?:age)?\.?)?\s?(\d++)(?![.,]\d)")
_closed_by = re.compile(r"(?<![\d.,])(\d++)\s?[页頁版]?(?:[\W_]{0,3}[共/／]\s?\d{1,4}\s?[页頁]?)?[\W_]{0,6}$")
"""No page number is a piece of a decimal."""
_LONG = 60
_DIGITS = 4
"""No page number is longer."""
_RETURNING = 4
"""No title that returns is shorter."""
_IN_TURN = 3
"""So many titles with numbers that go up, at least, are those of pages."""


def self_numbered(text: str, lines: Sequence[Shape]) -> set[int]:
    """The indexes of lines whose repeated title carries a page number of its own that goes up,
    before or behind it."""
    firsts: dict[str, list[PageNumber]] = {}
    lasts: dict[str, list[PageNumber]] = {}
    outlined = _outlined(text, lines)
    for index, line in enumerate(lines):
        # The number of a heading or a caption is its own, not the page's.
        content = whole(text, line) if not line.numbering else text[line.number_end : line.end]
        is_own = _decimal.match(content) or is_caption(content) or index in outlined or content.startswith("附")
        # What ends as a sentence is a note at the foot of a page: [1] 见《……条例》第9条。
        content = "" if is_own or line.width > _LONG or line.text.endswith("。") else content
        numbers = [int(n) for n in _at_ends(content) if not IS_YEAR.fullmatch(n) and len(n) <= _DIGITS]
        if numbers and (key := title_key(content)) and not _label_word.fullmatch(key):
            firsts.setdefault(key, []).append(PageNumber(index=index, offset=line.start, value=numbers[0]))
            lasts.setdefault(key, []).append(PageNumber(index=index, offset=line.start, value=numbers[-1]))
    own = [n for run in (*firsts.values(), *lasts.values()) for n in increasing(run)]
    own += _of_returning_titles(firsts, lasts) + _with_dress(text, lines)
    found = {n.index for n in own}
    found |= _numbered_in_turn(text, lines, {n.index: n for n in own}.values())
    return found | _barred_titles(text, lines) | titles_in_other_figures(text, lines)


def _at_ends(content: str) -> list[str]:
    """The numbers before and behind all words of a line; of a date, of a house in a street, of a share the words go on."""
    ends = (_led_by.match(content), _closed_by.search(content))
    return [match[1] for match in ends if match]


def _outlined(text: str, lines: Sequence[Shape]) -> set[int]:
    """Lines with # marks and a number in front, where these count three titles at least: an outline
    whose numbers the lines do not part from their words (`# 3实验1`)."""
    counted = [i for i, line in enumerate(lines) if line.hashes and _counted.match(whole(text, line))]
    titles = {title_key(whole(text, lines[i])) for i in counted}
    return set(counted) if len(titles) >= _IN_TURN else set()


def _of_returning_titles(firsts: dict[str, list[PageNumber]], lasts: dict[str, list[PageNumber]]) -> list[PageNumber]:
    """The lines, with their numbers, of titles that return and that even and odd pages have in turn, the number in front of one and behind
    the other, when all the numbers go up together."""
    found: list[PageNumber] = []
    for key, first in firsts.items():
        if len(first) > 1 and len(key) >= _RETURNING:
            ways = [run for run in (first, lasts[key]) if all(a.value < b.value for a, b in pairwise(run))]
            found += ways[0] if ways else []
    found.sort(key=lambda n: n.index)
    rising = all(0 < b.value - a.value <= STEP and b.offset - a.offset >= TEXT for a, b in pairwise(found))
    return found if len(found) >= _IN_TURN and rising else []


def _with_dress(text: str, lines: Sequence[Shape]) -> list[PageNumber]:
    """The lines of titles that return beside a number whose dress alone tells, which goes up: two are enough."""
    titles: dict[str, list[PageNumber]] = {}
    for index, line in enumerate(lines):
        told = dressed_beside(whole(text, line)) if line.width <= _LONG and not (line.row or line.ended) else None
        if told is not None and len(key := title_key(told[0])) >= _RETURNING:
            titles.setdefault(key, []).append(PageNumber(index=index, offset=line.start, value=told[1]))
    runs = [own for own in titles.values() if len(own) > 1]
    found: list[PageNumber] = []
    for own in runs:
        rising = all(0 < b.value - a.value <= STEP * 3 and b.offset - a.offset >= TEXT for a, b in pairwise(own))
        found += own if rising else []
    return found


def _barred_titles(text: str, lines: Sequence[Shape]) -> set[int]:
    """`12 | 第二章` and `年报 | 13`: titles with their page number behind a bar, going up."""
    found: list[PageNumber] = []
    for index, line in enumerate(lines):
        match = _barred.fullmatch(whole(text, line)) if not line.row and line.width <= _LONG else None
        if match:
            found.append(PageNumber(index=index, offset=line.start, value=int(match.group(1) or match.group(2))))
    pairs = list(pairwise(found))
    rising = all(0 < b.value - a.value <= STEP * 3 and b.index - a.index > 1 for a, b in pairs)
    return {number.index for number in found} if pairs and rising else set()


def _numbered_in_turn(text: str, lines: Sequence[Shape], known: Collection[PageNumber]) -> set[int]:
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
