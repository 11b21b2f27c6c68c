"""The title at the very top of a text, which a cover sets over several lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from annals.clean.contract import rule
from annals.clean.rules.wraps import glue
from annals.clean.title_lines import CENTRED
from annals.model import Edit
from annals.text.captions import is_caption, names_publication
from annals.text.characters import HAN, is_han
from annals.text.dates import YEAR, begins_with_year, is_date
from annals.text.lexicon import Lexicon
from annals.text.lexicon.words import begins_inside_a_word, ending
from annals.text.lines import CLAUSE, SHORT_LINE, Shape
from annals.text.reading import Reading

_HEAD = 8
"""The title stands among so many first lines."""
_OFTEN = 3
_FULL = 10
"""A title that is cut fills its line: none is shorter."""
_WIDE = ("编", "部分", "章", "节", "X.Y", "X.Y.Z", "一、")
_PARTS = ("编", "部分", "章", "节")
_REST = 4
"""A word right above the first number of a part is no wider, where it may be the rest of that part's title."""
_han = re.compile(f"[{HAN}]")


@rule("J111", "分成几行的题目")
def broken_title(reading: Reading) -> Iterator[Edit]:
    """Yield joins of a report's title that a cover sets over several lines, and of headings cut in mid-word.

    Evidence: above the first sentence, centred close together, an issuer right above a title that begins with a year, or
    halves that say no title each (`…人口普查`, `主要数据公报`);
    a heading that cannot end so, or a rest that cannot begin so (see the lists cut-ends, cut-starts).
    Dates, document numbers and subtitles stay.
    """
    cut = {index for index in range(1, len(reading.lines)) if _is_cut(reading, index)}
    for index in sorted(cut):
        first, second = reading.lines[index - 1], reading.lines[index]
        yield Edit(start=first.end, end=second.body, new=glue(first.text, second.text), reason="题目折行")
    head = _head(reading.lines)
    last = next((index for index, line in enumerate(head) if _ends_title(line, reading.lexicon)), 0)
    for index in range(last, 0, -1):
        first, second = head[index - 1], head[index]
        if index in cut:
            continue
        if not (_goes_on(first, second, head[last], reading.lexicon) or _said_together(reading, first, second)):
            return
        yield Edit(start=first.end, end=second.body, new=glue(first.text, second.text), reason="题目折行")


def _is_cut(reading: Reading, index: int) -> bool:
    """Whether a heading, or the text's first line, goes on in mid-word in the shorter line right below, which has the
    same marks or none."""
    first, second = reading.lines[index - 1], reading.lines[index]
    captioned = is_caption(first.text) and not first.row
    headed = first.hashes > 0 or first.numbering in _WIDE or index == 1 or captioned
    if not headed or first.row or first.bullet or first.prose or first.ended or first.width < _FULL:
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
    below = reading.lines[index + 1] if index + 1 < len(reading.lines) else None
    rest = first.numbering in _PARTS and second.width <= _REST and below is not None and below.numbering != ""
    return (
        (rest and _makes_words(first.text, second.text, reading.text))
        or _tears(first.text, second.text, reading.lexicon)
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
    without the other: 机|制 in a text on 机制."""
    pair = before[-1] + after[0]
    count = text.count(pair) if all(map(is_han, pair)) else 0
    return count >= _OFTEN and count > max(text.count(before[-2:]), text.count(after[:2]))


def _tears(before: str, after: str, lexicon: Lexicon) -> bool:
    """Whether a line end stands inside a word or a pair of marks."""
    inside = any(before.count(o) > before.count(c) and c in after for o, c in ("《》", "“”", "（）", "()"))
    begins = begins_inside_a_word(after, lexicon.cut_starts, lexicon.title_words)
    return inside or before.endswith(lexicon.cut_ends) or begins


def _ends_title(line: Shape, lexicon: Lexicon) -> bool:
    """The last line of a title may be no more than `年度报告`."""
    return names_publication(line.text, lexicon) or line.text in lexicon.publications


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


def _goes_on(first: Shape, second: Shape, title: Shape, lexicon: Lexicon) -> bool:
    """Whether two lines are one title; `title` is its last line, which names a publication."""
    issued = first.text.endswith(lexicon.issuers)
    plain = (
        not is_date(first.text)
        and _han.search(first.text)
        and first.text[0] not in "（(—〔"
        and first.text[-1] not in ")）号"
    )
    # A title that names the place itself is whole, and who stands above it issued it.
    if not plain or first.hashes != second.hashes or (issued and first.text[:2] in title.text):
        return False
    if _cuts_a_word(first.text, second.text, lexicon) and second.blanks_before <= 1:
        return True
    if _says_half(first, second, lexicon):
        return True
    centred = first.indent > CENTRED and second.indent > CENTRED and not second.blanks_before
    led = issued and begins_with_year(second.text)
    return centred or (led and (not second.blanks_before or first.hashes > 0))


def _says_half(first: Shape, second: Shape, lexicon: Lexicon) -> bool:
    """Whether a title is cut between its words: below its first half, which names no publication and nobody who issues one,
    stands what has no subject of its own (`情况的专项报告`), or the first ends in `2021年度` or opens `关于…`, which the noun
    of the second closes. Without # marks the two stand close together; then a long line is no title's companion either."""
    kind = _ends_title(second, lexicon)
    whole = _ends_title(first, lexicon) or first.text.endswith((*lexicon.issuers, *lexicon.offices))
    apart = second.page_before or second.blanks_before > (1 if first.hashes else 0) or begins_with_year(second.text)
    if not kind or whole or apart:
        return False
    opened = "关于" in first.text or _attributive.search(first.text) is not None
    long = not first.hashes and CLAUSE <= first.width > second.width
    return opened or long or (first.width > _REST and _has_no_subject(second.text, lexicon))


_attributive = re.compile(rf"{YEAR}\s?年度$")


def _has_no_subject(title: str, lexicon: Lexicon) -> bool:
    """Whether the name of a publication consists of such words alone as any title has: `综合分析报告`, `质量的评估报告`."""
    words = lexicon.title_words
    rest = _joints.sub("", title[: len(title) - len(ending(title, lexicon.publications))])
    pairs = [rest[at : at + 2] for at in range(0, len(rest), 2)]
    return all(pair in words for pair in pairs)


_joints = re.compile("[的及与和、]")
