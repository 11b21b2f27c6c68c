"""Headings, and lines that stand as such, that go on in the line right below: what tells that a line end cuts them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from annals.clean.cut_subtitles import (
    closes_subtitle,
    closes_title,
    goes_on_as_subtitle,
    names_who_or_when,
    stands_on_cover,
)
from annals.clean.title_lines import MARK, joins_half_a_word
from annals.text.captions import is_caption, is_subtitle
from annals.text.characters import HAN, is_han, parts_pair
from annals.text.cut_words import inside_words
from annals.text.lexicon import Lexicon
from annals.text.lexicon.words import begins_inside_a_word
from annals.text.lines import CHAPTERS, CLAUSE, LONG_LABEL, Shape
from annals.text.reading import Reading

HEAD = 8
"""The title of a text stands among so many first lines."""
FULL = 10
"""A title that is cut fills its line: none is shorter."""
_FULL_BUT_ONE = 7
"""A numbered title that is cut before its last character may be set larger, and the dash of a subtitle takes room."""
_OFTEN = 3
_WIDE = (*CHAPTERS, "X.Y", "X.Y.Z", "一、")
REST = 4
"""A word right above the first number of a part is no wider, where it may be the rest of that part's title, or of the subtitle."""


def rests_of_headings(reading: Reading) -> frozenset[int]:
    """The places of the lines that are the rest of the heading, or of the text's first line, right above."""
    cut = _rests_of_numbered(reading)
    for index in range(1, len(reading.lines)):
        if index in cut or _is_cut(reading, index, goes_on=index - 1 in cut):
            cut.add(index)
    return frozenset(cut)


def _rests_of_numbered(reading: Reading) -> set[int]:
    """The headings without a number that are the rest of the one right above: its number is of the style that all headings
    with so many # marks bear, none of these is wider, and no text stands between. Where a tool has cut one in mid-word, the others
    may be as wide as they like."""
    lines, lexicon = reading.lines, reading.lexicon
    found: set[int] = set()
    apart = (*lexicon.back_matter, *lexicon.overviews)
    for hashes in {line.hashes for line in lines if line.hashes}:
        own = [i for i, line in enumerate(lines) if line.hashes == hashes and not line.text.startswith(apart)]
        numbered = [i for i in own if lines[i].numbering]
        free = [i for i in own if i > min(numbered, default=i) and not lines[i].numbering]
        torn = {i for i in free if i - 1 in numbered and _is_cut(reading, i, goes_on=False)}
        free = [i for i in free if i not in torn]
        widest = 0 if torn else max((lines[i].width for i in numbered), default=0)
        rests = {i for i in free if i - 1 in numbered and _may_be_rest(lines[i - 1], lines[i], widest)}
        if len(rests) == len(free) and len(numbered) >= max(_RANKED, 2 * len(rests) - len(torn)):
            found |= rests
    return found


def _may_be_rest(first: Shape, second: Shape, widest: int) -> bool:
    # Only below a title that fills its line may a single word be the rest.
    least = 0 if first.width >= _FILLS else REST
    wide = first.width >= max(CLAUSE, widest - 2) and least < second.width < first.width
    # A list of three may be cut before its second word.
    stopped = MARK.search(second.text.replace("、", ""))
    return wide and not (stopped or first.ended or second.ended or second.prose)


_FILLS = 20
"""A title in large characters that is as wide fills its line."""
_RANKED = 3
"""So many headings with numbers make a rank."""


def _is_cut(reading: Reading, index: int, *, goes_on: bool) -> bool:
    """Whether a heading, or the text's first line, goes on in mid-word in the shorter line right below, which has the
    same marks or none. One that `goes_on` with the line above need not be wide."""
    first, second = reading.lines[index - 1], reading.lines[index]
    if first.hashes and reading.is_added(first.start):
        return False
    captioned = is_caption(first.text) and not first.row
    headed = captioned or first.hashes > 0 or first.numbering in _WIDE or index == 1 or _is_subtitle(reading, index)
    if not (headed and _may_break_off(first, second, goes_on=goes_on) and _may_go_on(first, second)):
        return False
    if captioned:
        # Below a caption stand the words of a table's head.
        return _makes_words(first.text, second.text, reading.text)
    return _lacks_its_close(reading, index) or _breaks_a_word(reading, index)


def _may_break_off(first: Shape, second: Shape, *, goes_on: bool) -> bool:
    """Whether a line may be a heading that is cut at its end: no sentence, and as wide as its page."""
    short = is_subtitle(first.text) or (first.numbering in _WIDE and len(second.text) == 1)
    least = _FULL_BUT_ONE if short else FULL
    wide = goes_on or first.width >= least
    return wide and not (first.row or first.bullet or first.prose or first.ended)


def _may_go_on(first: Shape, second: Shape) -> bool:
    """Whether a line may be the rest of a heading: shorter, and with no mark of its own."""
    alike = second.hashes in (0, first.hashes) and second.ticks is None
    own = second.numbering or second.bullet or second.glyph or second.row
    # A heading without marks may be the beginning of a sentence.
    said = second.prose or second.ended or "，" in first.text + second.text
    return alike and second.width < first.width and not (own or said)


def _is_subtitle(reading: Reading, index: int) -> bool:
    """Whether the line above one is the subtitle on the cover."""
    lines = reading.lines
    return is_subtitle(lines[index - 1].text) and 0 < index - 1 < HEAD and stands_on_cover(lines[:index])


def _lacks_its_close(reading: Reading, index: int) -> bool:
    """Whether a line of the cover, or a subtitle, says no whole title without the word with which the next one closes it."""
    first, second, lexicon = reading.lines[index - 1], reading.lines[index], reading.lexicon
    if is_subtitle(first.text) and goes_on_as_subtitle(first.text, second.text, reading.text, lexicon):
        return True
    close = not second.blanks_before
    if close and _is_subtitle(reading, index) and closes_subtitle(first.text, second.text, lexicon=lexicon):
        return True
    rest = second.width <= REST and not names_who_or_when(second.text, lexicon)
    if rest and _is_subtitle(reading, index) and _heads_nothing(reading.lines, index):
        return True
    top = index < HEAD and not second.page_before and stands_on_cover(reading.lines[:index])
    return top and (first.hashes > 0 or close) and closes_title(first.text, second.text, lexicon)


def _heads_nothing(lines: Sequence[Shape], index: int) -> bool:
    """Whether a line bears the marks of a heading, as the one above it does, and a numbered heading follows at once."""
    below = lines[index + 1 : index + 2]
    return lines[index].hashes > 0 and any(line.hashes and line.numbering in _WIDE for line in below)


def _breaks_a_word(reading: Reading, index: int) -> bool:
    """Whether the end of a heading stands inside a word, as the words of titles, or those of the text itself, tell."""
    before, after, lexicon = reading.lines[index - 1].text, reading.lines[index].text, reading.lexicon
    return (
        (_stands_over_first(reading.lines, index) and _makes_words(before, after, reading.text))
        or _tears(before, after, lexicon)
        or joins_half_a_word(before, lexicon)
        or cuts_a_word(before, after, lexicon)
        or _makes_a_word(before, after, reading.text)
    )


def _stands_over_first(lines: Sequence[Shape], index: int) -> bool:
    """Whether a word stands alone between the title of a part and the first number in it."""
    short = lines[index - 1].numbering in CHAPTERS and lines[index].width <= REST
    return short and any(below.numbering for below in lines[index + 1 : index + 2])


def _makes_words(before: str, after: str, text: str) -> bool:
    """Whether the words beside a line end stand together elsewhere: 增长|速度, 增|长速度."""
    pair = before[-2:] + after[:2]
    return all(map(is_han, pair)) and (text.count(pair) > 0 or _makes_a_word(before, after, text))


def cuts_a_word(before: str, after: str, lexicon: Lexicon) -> bool:
    """Whether a word of titles stands over a line end that neither line ends or begins with a word of its own; or
    the second line begins with what is no word: one character alone, or before 的 or 与."""
    if _rest_of_word.match(after) and is_han(before[-1]):
        return True
    words = lexicon.title_words
    return before[-1] + after[0] in words and before[-2:] not in words and after[:2] not in words


_rest_of_word = re.compile(rf"(?![序跋注是否无一二三四五六七八九十])[{HAN}](?:$|[与及、])|(?![新美大我好])[{HAN}]的")


def _makes_a_word(before: str, after: str, text: str) -> bool:
    """Whether the two characters beside a line end stand together elsewhere, and more often than what each would be
    without the other, the line end itself apart: 机|制 in a text on 机制."""
    pair = before[-1] + after[0]
    count = text.count(pair) if all(map(is_han, pair)) else 0
    return count >= _OFTEN and count >= max(text.count(before[-2:]), text.count(after[:2]))


def _tears(before: str, after: str, lexicon: Lexicon) -> bool:
    """Whether a line end stands inside a word or a pair of marks."""
    begins = begins_inside_a_word(after, lexicon.cut_starts, lexicon.title_words)
    return parts_pair(before, after) or before.endswith(lexicon.cut_ends) or begins


def cut_titles(text: str, lines: Sequence[Shape]) -> frozenset[int]:
    """The places of numbered titles that break off in a word of the text, with which a short line goes on below them (`二、以制度为
    重点，开|展日常巡查`), or behind the first
    character of a clause, though a blank line may stand between: larger characters are set further apart. A title that ends with
    a word, and a line with a mark of its own below one, stay."""
    asked = [
        (at, first.text, second.text)
        for at, (first, second) in enumerate(pairwise(lines))
        if _may_end_in_a_word(lines, at)
    ]
    told = inside_words(text, [(before, after) for _, before, after in asked])
    return frozenset(at for (at, first, _), cut in zip(asked, told, strict=True) if cut or _lone.search(first))


def _may_end_in_a_word(lines: Sequence[Shape], at: int) -> bool:
    first, second = lines[at], lines[at + 1]
    after = lines[at + 2] if at + 2 < len(lines) else None
    title = first.numbering in _NUMBERED and not (first.prose or first.ended or first.hashes)
    rest = not (second.marked or second.prose or second.ended or second.page_before or MARK.search(second.text))
    told = after is not None and (after.prose or after.numbering != "" or after.width >= CLAUSE)
    sized = FULL <= first.width <= LONG_LABEL and second.width <= first.width + _WIDER
    return bool(title and rest and told and sized and second.blanks_before <= 1)


_NUMBERED = (*CHAPTERS, "一、", "（一）", "X", "X.Y", "X.Y.Z")
_lone = re.compile(r"[，、][^\W\d_]$")
"""A clause of one character is none."""
_WIDER = 2
"""By so much the rest of a title may be wider than its first line, which bears the number."""
