"""What headings show by what stands around them, and short lines that may be headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annals.check.signs import Place, Sign, Told, place_of, reach
from annals.model import BlockKind, SectionKind, Source
from annals.text.characters import HAN, ends_sentence, is_han, is_prose, width
from annals.text.lexicon import Lexicon
from annals.text.lines import CHAPTERS, CLAUSE, LONG_LABEL, OUTLINED, SHORT_LINE, key_value, label_of
from annals.text.numerals import COUNTING

_OFTEN = 3
"""A label that heads a section so often is a field of a form or an answer to a question, no title."""
_MARKED = 20
"""So many headings with a mark show that a text marks them; a person who marks some leaves others."""
_NUMBERED, _FEW = 8, 3
"""So many headings with a number, and so many times as many as without one, make an outline that numbers its parts."""
_COVER = 16
"""So many blocks may stand before the first heading and be the lines of a title."""
_VALUE = 8
"""The value of a key is no wider; behind a colon a title says more."""
_RUBRIC = 6
"""One line of this width above a title says of which kind the text is."""
_OUTLINE = (*CHAPTERS, *OUTLINED[1:], "一、", "（一）")
"""Styles of numbers that a short line without a stop bears as a heading; `1.` and `（1）` count the items of a list."""
_number_alone = re.compile(rf"\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}[.．]?|[（(][{COUNTING}]{{1,3}}[)）]")
_word = re.compile(r"[A-Za-z][A-Za-z0-9-]{2,}")
"""A name in letters alone may head the paragraph that explains it."""
_number_behind = re.compile(rf"[{HAN}][（(][{COUNTING}]{{1,3}}[)）]$")
_caption = re.compile(r"[图表] ?\d{1,2}(?:[-–.]\d{1,2})?(?!\d)")
_broken = re.compile(
    rf"[.．、]\s?\d{{1,2}}[.．、]|(\d{{1,2}}) \1[.．、]|第\s[{COUNTING}\d]+\s?[章节编篇]|第[{COUNTING}\d]+\s[章节编篇]|§\s?\d"
)
_inner_section = re.compile(r"\S§ ?\d")
_tick = re.compile("[√✓☑□☐]")
_announcing = re.compile("[如以][:：]$")
_gap = re.compile(rf"[{HAN}）)”》] +[{HAN}（(“《]{{2}}")
_aside = re.compile(r"[（(\[【〔《“\"]|[图表注][\s:：\d一二三四五六七八九十]")
"""How a caption, a note or a name in brackets begins."""
_never = re.compile(r"[:：;；，、—…①-⑳√✓☑□☐]|[\d年月日元%％）)】〕]$")
"""What no title has inside or at its end."""


def number_signs(blocks: Sequence[Told]) -> Iterator[Place]:
    """The numbers of headings that were broken: one that stands alone above its words, one of which a part was lost or
    came twice (`. 2. 入职手续`, `7 7. . 考评`, `第 六章 章 发展`), one that text above it swallowed (`…R语言§1问题`). A
    number of several levels is no figure of a table where words follow."""
    for (block, text), (below, words) in pairwise([*blocks, (None, "")]):
        if block is None or block.content.kind is BlockKind.ROW:
            continue
        headed = below is not None and (below.section is not None or width(words) <= LONG_LABEL)
        if _number_alone.fullmatch(text) and headed and re.search(f"[{HAN}]", words):
            yield reach(Sign.NUMBER, [(block, text), (below, words)])  # type: ignore[list-item]
        elif block.section is not None and _number_behind.search(text) and below is not None and headed:
            yield reach(Sign.NUMBER, [(block, text), (below, words)])
        elif _broken.match(text) and width(text) <= SHORT_LINE:
            if block.section is None or not text.startswith("§"):
                yield place_of(Sign.NUMBER, block, text)
        elif block.section is None and (found := _inner_section.search(text)) is not None:
            yield place_of(Sign.NUMBER, block, text[found.start() :])


def label_headings(blocks: Sequence[Told], lexicon: Lexicon) -> Iterator[Place]:
    """Headings that are a field, announce what follows or name a picture: they end in a colon, are a key with its value, hold
    boxes to tick, or begin with the number of a figure or table. Of numbered ones those that announce a list, or are a whole sentence."""
    labels = Counter(text for block, text in blocks if block.section is not None and text[-1] in "：:")
    for (block, text), (below, _) in pairwise([*blocks, (None, "")]):
        if block is None or block.section is None:
            continue
        announces = _announcing.search(text) is not None or any(word in text for word in lexicon.following)
        if block.numbered:
            if (announces and text[-1] in "：:") or (text[-1] == "。" and width(text) > LONG_LABEL):
                yield place_of(Sign.LABEL_HEADING, block, text)
            continue
        empty = below is None or below.section is not None
        announces = announces or width(text) > CLAUSE
        pair = key_value(text)
        keyed = pair is not None and 0 < width(pair[1]) <= _VALUE and text[len(pair[0])] in "：:"
        if (
            keyed
            or _tick.search(text)
            or _caption.match(text)
            or (text in labels and (empty or announces or labels[text] > 1))
        ):
            yield place_of(Sign.LABEL_HEADING, block, text)


def parted_headings(blocks: Sequence[Told]) -> Iterator[Place]:
    """Headings with a gap between their words, behind the number: two lines, or a line and its neighbour in the next
    column, that were read as one. Names of two characters are set so, and titles with a subject before them."""
    for block, text in blocks:
        if block.section is None:
            continue
        label = label_of(text)
        words = text[len(label[1]) :] if label is not None else text
        if (gap := _gap.search(words)) is not None and (block.numbered or len(words.split()) > 2):
            yield place_of(Sign.PARTED_HEADING, block, words[gap.start() :])


def plain_headings(blocks: Sequence[Told], source: Source) -> Iterator[Place]:
    """Headings without a number and without a `#` in a text that marks its headings with it: the tool that made the marks saw
    none here, and most such lines name a picture or begin a paragraph. The first is the title."""
    lines = source.text.split("\n")
    headings = [(block, text) for block, text in blocks if block.section is not None and block.lines]
    plain = [
        not lines[block.first_line - 1].lstrip().startswith("#") if block.first_line <= len(lines) else False
        for block, _ in headings
    ]
    if len(plain) - sum(plain) >= _MARKED:
        for (block, text), bare in list(zip(headings, plain, strict=True))[1:]:
            if bare and not block.numbered:
                yield place_of(Sign.PLAIN_HEADING, block, text)


def unnumbered(blocks: Sequence[Told]) -> Iterator[Place]:
    """Headings without a number in the outline of a text that numbers nearly all of them, alone of their kind below their section:
    most are the first line of a paragraph that was cut off, or a cell. What stands below the last number (back matter) and
    what has siblings without one is a part by itself."""
    headings = [(block, text) for block, text in blocks if block.section is SectionKind.SECTION]
    numbered = [at for at, (block, _) in enumerate(headings) if block.numbered]
    inside = headings[numbered[0] : numbered[-1]] if numbered else []
    bare = [(block, text) for block, text in inside if not block.numbered and block.level > 1]
    if len(numbered) < _NUMBERED or len(bare) * _FEW > len(numbered):
        return
    alike = Counter((block.above, block.level) for block, _ in bare)
    for block, text in bare:
        # What ends in a colon is a label, and looked at as one.
        if alike[block.above, block.level] == 1 and text[-1] not in "：:":
            yield place_of(Sign.UNNUMBERED, block, text)


def empty_headings(blocks: Sequence[Told]) -> Iterator[Place]:
    """Headings without a number that have nothing below them: the next block is a heading of no deeper level, or none.
    A numbered one is looked at by its series, and the first is the title."""
    for (block, text), (below, _) in pairwise([*blocks[1:], (None, "")]):
        if block is None or block.section is None or block.numbered:
            continue
        if below is None or (below.section is not None and below.level <= block.level):
            yield place_of(Sign.EMPTY_HEADING, block, text)


def deep_headings(blocks: Sequence[Told]) -> Iterator[Place]:
    """The headings that stand two levels or more below the one above them, each run of such siblings told at its first: a
    level between them was not recognised."""
    above, told = 0, 0
    for block, text in blocks:
        if block.section is not SectionKind.SECTION:
            continue
        if above and block.level > above + 1:
            told = block.level
            yield place_of(Sign.DEPTH, block, text)
        elif block.level < told:
            told = 0
        above = block.level


def unmarked(blocks: Sequence[Told], lexicon: Lexicon) -> Iterator[Place]:
    """Short lines between paragraphs that may be headings nobody marked: words alone, without a stop, right above a
    sentence and below the end of one or a heading. A line that looks like a date, a source, a caption, a name in
    brackets or a list's beginning is none, nor is one of several in a row."""
    texts = Counter(text for _, text in blocks)
    for above, (block, text), below in zip(blocks, blocks[1:], blocks[2:], strict=False):
        if block.section is not None or block.content.kind is not BlockKind.PARAGRAPH or not 3 < width(text) <= CLAUSE:
            continue
        label = label_of(text)
        if label is not None and not _is_listed(label[0], above[1], below[1]):
            told = label[0] in _OUTLINE and (below[0].section is not None or width(below[1]) > CLAUSE)
        else:
            told = _is_over(above) and _begins_text(below)
        if told and texts[text] == 1 and not _names_nothing(text, lexicon):
            yield place_of(Sign.UNMARKED, block, text)


def _is_over(above: Told) -> bool:
    """Whether a block is a heading, an item or a text that has ended."""
    block, text = above
    ended = ends_sentence(text) or text[-1:] in "：:" or _broken.match(text) is not None
    return block.section is not None or ended or block.content.kind is BlockKind.ITEM


def _begins_text(below: Told) -> bool:
    """Whether a block is a paragraph that says something."""
    block, text = below
    said = is_prose(text) or (width(text) > CLAUSE and "，" in text)
    return block.section is None and block.content.kind is BlockKind.PARAGRAPH and said


def _names_nothing(text: str, lexicon: Lexicon) -> bool:
    """Whether a short line is a sentence, an aside, a piece of a number, or has no words."""
    aside = _aside.match(text) or text.startswith(lexicon.no_title)
    words = any(map(is_han, text)) or _word.fullmatch(text)
    return bool(ends_sentence(text) or aside or _broken.match(text) or _never.search(text) or not words)


def _is_listed(style: str, *beside: str) -> bool:
    """Whether a neighbour bears a number of the same style: of a list of short items each does."""
    return any(label is not None and label[0] == style for label in map(label_of, beside))


def untitled(blocks: Sequence[Told]) -> Iterator[Place]:
    """The short lines at the head of a text that has headings further down and none for itself: its title was not
    recognised. A text that begins with a sentence is an excerpt."""
    head = 0
    while head < len(blocks) and blocks[head][0].section is None and blocks[head][0].above is None and head <= _COVER:
        head += 1
    if (
        0 < head <= _COVER
        and head < len(blocks)
        and width(blocks[0][1]) <= SHORT_LINE
        and not ends_sentence(blocks[0][1])
    ):
        rubric = head == 1 and width(blocks[0][1]) <= _RUBRIC
        if label_of(blocks[0][1]) is None and not rubric:
            short = next((at for at, (_, text) in enumerate(blocks[:head]) if is_prose(text)), head)
            yield reach(Sign.UNTITLED, blocks[: max(short, 1)])
