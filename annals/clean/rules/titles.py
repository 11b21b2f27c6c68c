"""The title at the very top of a text, which a cover sets over several lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annals.clean.contract import rule
from annals.clean.cut_headings import FULL, HEAD, REST, cuts_a_word, rests_of_headings
from annals.clean.cut_subtitles import ends_as_title, is_of_year
from annals.clean.rules.wraps import glue
from annals.clean.title_lines import CENTRED, MARK, is_spaced_out, is_spread
from annals.model import Edit
from annals.text.captions import aside
from annals.text.characters import han_character
from annals.text.dates import YEAR, begins_with_year, is_date
from annals.text.lexicon import Lexicon
from annals.text.lexicon.words import ending
from annals.text.lines import CLAUSE, SHORT_LINE, Shape
from annals.text.numerals import DIGITS
from annals.text.reading import Reading


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
    cut = rests_of_headings(reading)
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


def _ends_title(line: Shape, lexicon: Lexicon) -> bool:
    """Whether a line ends as the title of a report or an official letter does; its last line may be no more than `年度报告`."""
    return ends_as_title(line.text, lexicon) and not MARK.search(line.text)


def _head(lines: Sequence[Shape]) -> list[Shape]:
    """The lines above the first sentence and the first number."""
    head: list[Shape] = []
    for line in lines[:HEAD]:
        marked = line.numbering or line.bullet or line.glyph or line.row
        if line.prose or marked or line.width > SHORT_LINE or "，" in line.text:
            break
        head.append(line)
    return head


def _said_together(reading: Reading, first: Shape, second: Shape) -> bool:
    """Whether the text below a cover says the words of two of its lines in one go: a title names what a report is about,
    which its first sentences name again."""
    words = _blank.sub("", first.text + second.text)
    named = len(words) >= FULL and not is_date(first.text) and first.hashes == second.hashes
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
    if cuts_a_word(first.text, second.text, lexicon) and second.blanks_before <= 1:
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
    all but `关于…` stand close together, unless blank lines part nothing; then a long line is no title's companion either."""
    first, second = title.lines[index - 1 : index + 1]
    whole = ends_as_title(first.text, lexicon) or first.text.endswith((*lexicon.issuers, *lexicon.offices))
    opened = "关于" in first.text or _attributive.search(first.text) is not None
    near = 1 if first.hashes or title.spread or opened else 0
    if whole or second.page_before or second.blanks_before > near or begins_with_year(second.text):
        return False
    rest = title.rest(index)
    long = not first.hashes and CLAUSE <= first.width > second.width
    dated = any(_of_edition.fullmatch(line.text) and not line.blanks_before for line in title.lines[2:3])
    sized = first.width >= (_DATED_HALF if dated else _HALF)
    pair = index == title.last == 1 and not (first.hashes or second.blanks_before) and sized
    alone = pair and any(line.blanks_before and not line.page_before for line in title.lines[2 + dated : 3 + dated])
    return opened or long or alone or (first.width > REST and _has_no_subject(rest, lexicon))


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
