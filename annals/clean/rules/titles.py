"""The title at the very top of a text, which a cover sets over several lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annals.clean.contract import rule
from annals.clean.cut_subtitles import (
    closes_subtitle,
    closes_title,
    ends_as_title,
    goes_on_as_subtitle,
    is_of_year,
    stands_on_cover,
)
from annals.clean.rules.wraps import glue
from annals.clean.title_lines import CENTRED, MARK, is_spaced_out, is_spread, joins_half_a_word
from annals.model import Edit
from annals.text.captions import aside, is_caption, is_subtitle
from annals.text.characters import HAN, han_character, is_han
from annals.text.dates import YEAR, begins_with_year, is_date
from annals.text.lexicon import Lexicon
from annals.text.lexicon.words import begins_inside_a_word, ending
from annals.text.lines import CHAPTERS, CLAUSE, SHORT_LINE, Shape
from annals.text.numerals import DIGITS
from annals.text.reading import Reading

_HEAD = 8
"""The title stands among so many first lines."""
_OFTEN = 3
_FULL = 10
"""A title that is cut fills its line: none is shorter."""
_FULL_BUT_ONE = 7
"""A numbered title that is cut before its last character may be set larger."""
_WIDE = (*CHAPTERS, "X.Y", "X.Y.Z", "一、")
_REST = 4
"""A word right above the first number of a part is no wider, where it may be the rest of that part's title."""


@rule("J111", "分成几行的题目")
def broken_title(reading: Reading) -> Iterator[Edit]:
    """Yield joins of a report's title that a cover sets over several lines, and of headings cut in mid-word.

    Evidence: above the first sentence, centred close together, an issuer right above a title that begins with a year, or
    halves that say no title each (`…人口普查`, `主要数据公报`);
    a heading that cannot end so, or a rest that cannot begin so (see the lists cut-ends, cut-starts), or that has no number
    where each heading of its rank has one.
    Dates, document numbers and subtitles stay.
    """
    lines, lexicon = reading.lines, reading.lexicon
    cut: set[int] = _rests_of_numbered(reading)
    for index in range(1, len(lines)):
        if index in cut or _is_cut(reading, index, goes_on=index - 1 in cut):
            cut.add(index)
    for index in sorted(cut):
        first, second = lines[index - 1], lines[index]
        yield Edit(start=first.end, end=second.body, new=glue(first.text, second.text), reason="题目折行")
        if index + 1 not in cut and _is_over(lines, index):
            # A title of two lines may be as wide as the page, and would pass for a full line.
            yield Edit(start=second.end, end=second.end, new="\n", reason="题目到此为止")
    head = _head(lines)
    last = next((index for index, line in enumerate(head) if _ends_title(line, lexicon)), _dated_name(head, lexicon))
    title = _Title(lines=lines, last=last, spread=is_spread(lines) or is_spaced_out(lines))
    if last + 1 not in cut and is_of_year(head[last : last + 2], lexicon):
        yield Edit(start=head[last].end, end=head[last + 1].body, new="", reason="题目的年份")
    for index in range(last, 0, -1):
        first, second = head[index - 1], head[index]
        if index in cut:
            continue
        if not (_goes_on(title, index, lexicon) or _said_together(reading, first, second)):
            return
        yield Edit(start=first.end, end=second.body, new=glue(first.text, second.text), reason="题目折行")


def _is_over(lines: Sequence[Shape], index: int) -> bool:
    """Whether the short last line of a numbered title without # marks stands close above text."""
    first, second, below = lines[index - 1], lines[index], lines[index + 1 : index + 2]
    short = first.numbering and not first.hashes and second.width * 2 <= first.width
    return bool(short) and any(not (line.marked or line.blanks_before or line.page_before) for line in below)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Title:
    """The lines of a text, the last of those that its title may fill, and whether blank lines part nothing."""

    lines: Sequence[Shape]
    last: int
    spread: bool

    def rest(self, index: int) -> str:
        """What the title says from a line on."""
        return "".join(line.text for line in self.lines[index : self.last + 1])


def _dated_name(head: Sequence[Shape], lexicon: Lexicon) -> int:
    """1 where the second line says a year and words that any title has, and nothing of its own (`2020年度工作回顾`), else 0."""
    dated = len(head) > 1 and begins_with_year(head[1].text) and not is_date(head[1].text)
    return int(dated and head[1].width >= _NAME and _has_no_subject(head[1].text, lexicon))


_NAME = 6
"""No title that begins with its year is narrower."""


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
    least = 0 if first.width >= _FILLS else _REST
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
    subtitled = is_subtitle(first.text) and 0 < index - 1 < _HEAD and stands_on_cover(reading.lines[:index])
    headed = first.hashes > 0 or first.numbering in _WIDE or index == 1 or captioned or subtitled
    least = _FULL_BUT_ONE if first.numbering in _WIDE and len(second.text) == 1 else _FULL
    narrow = first.width < least and not goes_on
    if not headed or first.row or first.bullet or first.prose or first.ended or narrow:
        return False
    alike = second.hashes in (0, first.hashes) and not (second.numbering or second.bullet or second.glyph or second.row)
    alike = alike and second.ticks is None
    # A heading without marks may be the beginning of a sentence.
    short = second.width < first.width and not (second.prose or second.ended or "，" in first.text + second.text)
    if not (alike and short):
        return False
    if captioned:
        # Below a caption stand the words of a table's head.
        return _makes_words(first.text, second.text, reading.text)
    if is_subtitle(first.text) and goes_on_as_subtitle(first.text, second.text, reading.text, reading.lexicon):
        return True
    if subtitled and not second.blanks_before and closes_subtitle(first.text, second.text, lexicon=reading.lexicon):
        return True
    top = index < _HEAD and not second.page_before and stands_on_cover(reading.lines[:index])
    if top and (first.hashes or not second.blanks_before) and closes_title(first.text, second.text, reading.lexicon):
        return True
    below = reading.lines[index + 1] if index + 1 < len(reading.lines) else None
    rest = first.numbering in CHAPTERS and second.width <= _REST and below is not None and below.numbering != ""
    return (
        (rest and _makes_words(first.text, second.text, reading.text))
        or _tears(first.text, second.text, reading.lexicon)
        or joins_half_a_word(first.text, reading.lexicon)
        or _cuts_a_word(first.text, second.text, reading.lexicon)
        or _makes_a_word(first.text, second.text, reading.text)
    )


def _makes_words(before: str, after: str, text: str) -> bool:
    """Whether the words beside a line end stand together elsewhere: 增长|速度, 增|长速度."""
    pair = before[-2:] + after[:2]
    return all(map(is_han, pair)) and (text.count(pair) > 0 or _makes_a_word(before, after, text))


def _cuts_a_word(before: str, after: str, lexicon: Lexicon) -> bool:
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
    inside = any(before.count(o) > before.count(c) and c in after for o, c in ("《》", "“”", "（）", "()"))
    begins = begins_inside_a_word(after, lexicon.cut_starts, lexicon.title_words)
    return inside or before.endswith(lexicon.cut_ends) or begins


def _ends_title(line: Shape, lexicon: Lexicon) -> bool:
    """Whether a line ends as the title of a report or an official letter does; its last line may be no more than `年度报告`."""
    return ends_as_title(line.text, lexicon) and not MARK.search(line.text)


def _head(lines: Sequence[Shape]) -> list[Shape]:
    """The lines above the first sentence and the first number."""
    head: list[Shape] = []
    for line in lines[:_HEAD]:
        marked = line.numbering or line.bullet or line.glyph or line.row
        if line.prose or marked or line.width > SHORT_LINE or "，" in line.text:
            break
        head.append(line)
    return head


def _said_together(reading: Reading, first: Shape, second: Shape) -> bool:
    """Whether the text below a cover says the words of two of its lines in one go: a title names what a report is about,
    which its first sentences name again."""
    words = _blank.sub("", first.text + second.text)
    named = len(words) >= _FULL and not is_date(first.text) and first.hashes == second.hashes
    return named and words in _blank.sub("", reading.text[second.end :])


_blank = re.compile(r"\s+")


def _goes_on(title: _Title, index: int, lexicon: Lexicon) -> bool:
    """Whether a line of the head goes on with the one above, towards the last line of the title, which names a publication."""
    first, second = title.lines[index - 1 : index + 1]
    issued = first.text.endswith(lexicon.issuers)
    plain = (
        not is_date(first.text)
        and han_character.search(first.text)
        and first.text[0] not in "（(—〔"
        and first.text[-1] not in ")）号"
    )
    # A title that names the place itself is whole, and who stands above it issued it.
    if not plain or first.hashes != second.hashes or (issued and first.text[:2] in title.lines[title.last].text):
        return False
    if _cuts_a_word(first.text, second.text, lexicon) and second.blanks_before <= 1:
        return True
    if _says_half(title, index, lexicon):
        return True
    centred = first.indent > CENTRED and second.indent > CENTRED and not second.blanks_before
    led = begins_with_year(second.text) and (issued or _names_nothing(first, second, lexicon))
    return centred or (led and (not second.blanks_before or first.hashes > 0))


def _names_nothing(first: Shape, second: Shape, lexicon: Lexicon) -> bool:
    """Whether a title says its year and no more than any title says: of whom it tells stands above it."""
    return (
        not ends_as_title(first.text, lexicon) and not MARK.search(first.text) and _has_no_subject(second.text, lexicon)
    )


def _says_half(title: _Title, index: int, lexicon: Lexicon) -> bool:
    """Whether a title is cut between its words: below its first half, which names no publication and nobody who issues one,
    stands what has no subject of its own (`情况的专项报告`), or the first ends in `2021年度` or opens `关于…`, which the noun
    of the second closes, or nothing but a blank line parts these two lines at the very top from all that follows. Without # marks
    the two stand close together, unless blank lines part nothing; then a long line is no title's companion either."""
    first, second = title.lines[index - 1 : index + 1]
    whole = ends_as_title(first.text, lexicon) or first.text.endswith((*lexicon.issuers, *lexicon.offices))
    near = 1 if first.hashes or title.spread else 0
    if whole or second.page_before or second.blanks_before > near or begins_with_year(second.text):
        return False
    rest = title.rest(index)
    opened = "关于" in first.text or _attributive.search(first.text) is not None
    long = not first.hashes and CLAUSE <= first.width > second.width
    dated = any(_of_edition.fullmatch(line.text) and not line.blanks_before for line in title.lines[2:3])
    sized = first.width >= (_DATED_HALF if dated else _HALF)
    pair = index == title.last == 1 and not (first.hashes or second.blanks_before) and sized
    alone = pair and any(line.blanks_before and not line.page_before for line in title.lines[2 + dated : 3 + dated])
    return opened or long or alone or (first.width > _REST and _has_no_subject(rest, lexicon))


_HALF, _DATED_HALF = 8, 6
"""A title that is broken into two lines has no narrower first one; where the year of all that stands above comes below it in brackets
of its own, it says of whom the title tells."""
_of_edition = re.compile(rf"[（(]{YEAR}\s?(?:年度?|版|年版)?[）)]")
_attributive = re.compile(rf"{YEAR}\s?年度$")


def _has_no_subject(title: str, lexicon: Lexicon) -> bool:
    """Whether the name of a publication consists of such words alone as any title has: `综合分析报告`, `质量的评估报告`, its year
    apart; what is left of a word is none (`题报告`)."""
    words, title = lexicon.title_words, aside.sub("", title)
    rest = _joints.sub("", title[: len(title) - len(ending(title, lexicon.publications))])
    rest = _own_year.sub("", rest)
    pairs = [rest[at : at + 2] for at in range(0, len(rest), 2)]
    return len(rest) == 1 or all(pair in words for pair in pairs)


_own_year = re.compile(rf"(?:{YEAR}|[一二][{DIGITS}]{{3}})\s?年?度?")
_joints = re.compile("[的及与和、]")
