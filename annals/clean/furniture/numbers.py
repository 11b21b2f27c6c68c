"""Which lines are page numbers.

A page number is known by its dress (— 12 —), or because it runs with the pages: its value goes
up through the whole text, and by about as much as the text between grows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from annals.clean.furniture.beside import beside_titles, carried, lacking
from annals.clean.furniture.dress import BARS, Dress, dressed, frame_of
from annals.clean.furniture.keys import opening_lines, title_key, whole
from annals.clean.furniture.notes import interruptions_of
from annals.clean.furniture.other_figures import ANY_ROMAN, listed_numbers, roman_numbers, titles_in_other_figures
from annals.clean.furniture.parting import at_page_end, cuts_a_sentence
from annals.clean.furniture.sequence import (
    IS_YEAR,
    STEP,
    TEXT,
    PageNumber,
    ascending_alone,
    between,
    fitting,
    increasing,
    is_year,
    longest_ascending,
    next_to,
)
from annals.clean.furniture.single_titles import numbered_in_turn
from annals.clean.lone_numbers import chapters_alone
from annals.text.captions import is_caption
from annals.text.lines import SHORT_LINE, Shape
from annals.text.reading import Reading

_of_all = re.compile(rf"(\d{{1,4}})\s*(?:[/／{BARS}]|of|OF|Of)\s*(\d{{1,4}})")
_of_part = re.compile(r"((?:\d{1,2}|[A-Z])(?: ?[-–—－] ?(?:\d{1,2}|[A-Z])){0,2}) ?[-–—－] ?(\d{1,4})")
_barred = re.compile(rf"(\d{{1,4}})\s*[{BARS}]\D.*|.*\D[{BARS}]\s*(\d{{1,4}})")
_label = re.compile(r"[1-9]\d{0,3}|[IVXLC]{1,7}|[ivxlc]{1,7}")
_decimal = re.compile(r"\d{1,2}[.．]\d")
_counted = re.compile(r"\d{1,2}(?!\d)")
_label_word = re.compile(r"[续附]?[图表式]|附[录件]|专栏|Fig|Figure|Table")
_led_by = re.compile(r"[\W_]{0,6}(?:第|[Pp](?:age)?\.?)?\s?(\d++)(?![.,]\d)")
_closed_by = re.compile(r"(?<![\d.,])(\d++)\s?[页頁版]?(?:[\W_]{0,3}[共/／]\s?\d{1,4}\s?[页頁]?)?[\W_]{0,6}$")
"""No page number is a piece of a decimal."""
_LONG = 60
_DIGITS = 4
"""No page number is longer."""
_IN_TURN = 3
"""So many titles with numbers that go up, at least, are those of pages."""
_TITLE = 4
"""No title is shorter."""


def page_numbers_of(reading: Reading) -> dict[int, int]:
    """The lines that are page numbers, by index, with their values (0 for Roman ones). Where a tool gave each piece between
    two marks a line of its own (`131`, `,`, `000`), what stands beside a mark alone is a piece of a figure or of a number
    before a title (`2`, `、`)."""
    lines = reading.lines
    found = _numbers_of(reading)
    found = {index: value for index, value in found.items() if not _is_piece(lines, index)}
    return found | lacking(reading.text, lines, found)


def _is_piece(lines: Sequence[Shape], index: int) -> bool:
    before, after = lines[index - 1 : index] if index else (), lines[index + 1 : index + 2]
    return any(line.text in _PIECE_MARKS and not line.page_before for line in (*before, *after))


_PIECE_MARKS = (",", "，", ".", "．", "、")


def _numbers_of(reading: Reading) -> dict[int, int]:
    text, lines = reading.text, reading.lines
    by_dress: dict[Dress, list[PageNumber]] = {dress: [] for dress in Dress}
    chapters = chapters_alone(lines)
    years = {at for at in opening_lines(lines) if at and IS_YEAR.fullmatch(lines[at].text)}
    for index, line in enumerate(lines):
        if index in chapters or index in years:
            continue
        content = whole(text, line)
        found = dressed(content) if not line.row or _is_lone_row(lines, index) else None
        labelled = _label.fullmatch(content) and at_page_end(lines, index)
        if found or labelled:
            dress = Dress.SURE if labelled or found is None else found.dress
            by_dress[dress].append(PageNumber(index=index, offset=line.start, value=found.value if found else 0))
    roman = [
        PageNumber(index=index, offset=line.start, value=0)
        for index, line in enumerate(lines)
        if ANY_ROMAN.fullmatch(whole(text, line))
    ]
    of_all = _of_all_pages(text, lines)
    told = [n for n, _ in of_all]
    marks, below = _beside_notes(
        reading, [*by_dress[Dress.BARE], *by_dress[Dress.LISTED], *by_dress[Dress.FRAMED], *roman, *told]
    )
    bare = [n for n in by_dress[Dress.BARE] if n.index not in marks]
    zero_led = by_dress[Dress.ZERO_LED]
    listed = listed_numbers(text, lines, [n for n in by_dress[Dress.LISTED] if n.index not in marks])
    bare = sorted([*bare, *(n for n in listed if n.value)], key=lambda n: n.index)
    more = [*below, *_with_signs(lines, of_all), *_of_parts(text, lines), *roman_numbers(text, lines)]
    more += _framed_numbers(text, lines, by_dress[Dress.FRAMED])
    sure = sorted({n.index: n for n in (*by_dress[Dress.SURE], *more)}.values(), key=lambda n: n.index)
    beside = beside_titles(text, lines, [*bare, *zero_led, *sure])
    if sure:
        sure = sorted({n.index: n for n in (*sure, *beside)}.values(), key=lambda n: n.index)
        # The number that a title carries may be its own (任务1, 任务2): what it leaves no room for counts against it.
        ways = [longest_ascending(way) for way in (sorted([*sure, *carried(text, lines)], key=lambda n: n.index), sure)]
        fit = max((fitting(lines, way, [*bare, *zero_led]) for way in ways), key=len)
        # Pages of the text may be dressed otherwise than those of its preface.
        own = [] if any(n.value for n in sure) else listed
        return {n.index: n.value for n in (*sure, *fit, *own, *between(sure, zero_led))}
    titles = Counter(title_key(whole(text, line)) for line in lines if line.width <= SHORT_LINE and not line.ended)
    titled = {at for at, line in enumerate(lines) if len(k := title_key(whole(text, line))) >= _TITLE and titles[k] > 1}
    cuts = [n for n in bare if _cuts(lines, n.index, titled) and not is_year(n)]
    known = longest_ascending(cuts)
    inside = [n for n in fitting(lines, known, bare) if known[0].index < n.index < known[-1].index] if known[1:] else []
    numbers = (
        *increasing(bare, lines),
        *ascending_alone(lines, bare),
        *cuts,
        *inside,
        *beside,
        *listed,
        *next_to(lines, known, bare),
    )
    found_at = {n.index: n for n in numbers}
    known = [found_at[index] for index in sorted(found_at)]
    more = [*fitting(lines, known, zero_led), *between(known, zero_led)] if known else []
    return {number.index: number.value for number in (*known, *more)}


def _cuts(lines: Sequence[Shape], index: int, titled: Collection[int]) -> bool:
    """Whether a number stands in the midst of a sentence, alone or with a title that returns above or below it."""
    if cuts_a_sentence(lines, index):
        return True
    first, last = index - (index - 1 in titled), index + (index + 1 in titled)
    if first == last or not 0 < first <= last < len(lines) - 1:
        return False
    return cuts_a_sentence((lines[first - 1], lines[index], lines[last + 1]), 1)


def _is_lone_row(lines: Sequence[Shape], index: int) -> bool:
    """Whether the bars on both sides of a line make no row of a table: none stands beside it."""
    beside = (*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2])
    return not any(line.row for line in beside)


def _beside_notes(reading: Reading, numbers: Sequence[PageNumber]) -> tuple[set[int], list[PageNumber]]:
    """The lines that hold the mark of a note alone, and the numbers between the notes at the foot of a page and the
    sentence that goes on over it."""
    by_index = {number.index: number for number in numbers}
    found = interruptions_of(reading.lines, reading.lexicon, by_index.keys())
    marks = {note.start for one in found for note in one.notes}
    return marks, [by_index[index] for one in found for index in one.furniture if index in by_index]


def _of_all_pages(text: str, lines: Sequence[Shape]) -> list[tuple[PageNumber, str]]:
    """`17/80`, which may be a page's number, with the total."""
    found: list[tuple[PageNumber, str]] = []
    for index, line in enumerate(lines):
        match = _of_all.fullmatch(whole(text, line))
        if match and int(match.group(1)) <= int(match.group(2)):
            found.append((PageNumber(index=index, offset=line.start, value=int(match.group(1))), match.group(2)))
    return found


def _with_signs(lines: Sequence[Shape], found: Sequence[tuple[PageNumber, str]]) -> list[PageNumber]:
    """Those where another line has the same total, or where it cuts a sentence or ends a page; a lone 24/7 is no page number."""
    totals = Counter(total for _, total in found)
    return [
        n for n, total in found if totals[total] > 1 or at_page_end(lines, n.index) or cuts_a_sentence(lines, n.index)
    ]


def _of_parts(text: str, lines: Sequence[Shape]) -> list[PageNumber]:
    """`1-176`, `1-1-23`, `F-12`, whose part of the volume stands before a stroke: three of one part that go up by small steps, nearly
    all there are, half of which end a page or cut a sentence. A score, a door (7-1303) and a table's number are no pages."""
    parts: dict[str, list[PageNumber]] = {}
    for index, line in enumerate(lines):
        if match := _of_part.fullmatch(whole(text, line)):
            number = PageNumber(index=index, offset=line.start, value=int(match[2]))
            parts.setdefault(match[1].replace(" ", ""), []).append(number)
    found: list[PageNumber] = []
    for own in parts.values():
        run = longest_ascending(own)
        close = run[-1].value - run[0].value <= STEP * (len(run) - 1)
        parting = sum(at_page_end(lines, n.index) or cuts_a_sentence(lines, n.index) for n in run)
        if close and len(run) >= _IN_TURN and len(run) * 5 >= len(own) * 4 and parting * 2 >= len(run):
            found += run
    return found


def _framed_numbers(text: str, lines: Sequence[Shape], numbers: Sequence[PageNumber]) -> list[PageNumber]:
    """Numbers between the same marks that go up through the text, all of them: three, or two of which one cuts a sentence or ends
    a page."""
    frames: dict[str, list[PageNumber]] = {}
    for number in numbers:
        frames.setdefault(frame_of(whole(text, lines[number.index])), []).append(number)
    found: list[PageNumber] = []
    for own in frames.values():
        rising = all(0 < b.value - a.value <= STEP * 3 and b.offset - a.offset >= TEXT for a, b in pairwise(own))
        parts = any(at_page_end(lines, n.index) or cuts_a_sentence(lines, n.index) for n in own)
        if rising and len(own) >= (2 if parts else _IN_TURN):
            found += own
    return found


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
    own += _of_returning_titles(firsts, lasts)
    found = {n.index for n in own}
    found |= numbered_in_turn(text, lines, {n.index: n for n in own}.values())
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
        if len(first) > 1 and len(key) >= _TITLE:
            ways = [run for run in (first, lasts[key]) if all(a.value < b.value for a, b in pairwise(run))]
            found += ways[0] if ways else []
    found.sort(key=lambda n: n.index)
    rising = all(0 < b.value - a.value <= STEP and b.offset - a.offset >= TEXT for a, b in pairwise(found))
    return found if len(found) >= _IN_TURN and rising else []


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
