"""Signs that several parts give together: short lines in a row, lines that recur, a paragraph far longer than the others."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise, takewhile
from statistics import median

from annals.check.signs import Place, Sign, place_of
from annals.model import Block, BlockKind, Cleaned, SectionKind
from annals.text.characters import HAN, ends_sentence, is_prose, width
from annals.text.lexicon import Lexicon
from annals.text.lines import CLAUSE, SHORT_LINE, is_figures, key_value
from annals.text.units import starts_with_counter

_OFTEN = 3
"""A short line that stands so often is no heading of a form, which has its words below it."""
_LONGEST, _TIMES = 1500, 12
"""A paragraph so wide, in characters of full width, and so many times the usual length, is told of."""
_TITLE = 8
"""A line of this width that is a heading elsewhere does not stand as text by chance."""
_tick = re.compile("[√✓☑□☐]")
"""Boxes to tick recur in a form as they should."""
_address = re.compile(r"(?:https?://|www\.)\S+")
_name = re.compile(rf"[{HAN}][{HAN}\d“”《》（）·]+")
_digits = re.compile(r"\d+")


def _is_fragment(block: Block, text: str) -> bool:
    return block.content.kind is BlockKind.PARAGRAPH and width(text) <= CLAUSE and not ends_sentence(text)


def repeated(blocks: Sequence[tuple[Block, str]], lexicon: Lexicon) -> Iterator[Place]:
    """Short lines that recur: as text anywhere, as headings without a number below one and the same section. The unit stands
    above every table, the source below every chart, and the same figures on its axes."""
    short = [
        (block, text)
        for at, (block, text) in enumerate(blocks)
        if 1 < width(text) <= SHORT_LINE
        and not (
            block.section is None and any(below.content.kind is BlockKind.ROW for below, _ in blocks[at + 1 : at + 2])
        )
        and not ends_sentence(text)
        and text[-1] not in "：:；;"
        and not _tick.search(text)
        and not is_figures(text)
        and not _tells_source(text, lexicon)
        and (block.section is SectionKind.SECTION or block.content.kind is BlockKind.PARAGRAPH)
    ]
    counts = Counter(_recurring(*pair) for pair in short)
    titles = {text for block, text in blocks if block.section is not None and width(text) >= _TITLE}
    told: set[str] = set()
    for block, text in short:
        again = block.section is None and (text in titles or (_address.fullmatch(text) and counts[text, None] > 1))
        if (again or counts[_recurring(block, text)] >= _OFTEN) and text not in told:
            told.add(text)
            yield place_of(Sign.REPEATED, block, text)


def _tells_source(text: str, lexicon: Lexicon) -> bool:
    pair = key_value(text)
    return pair is not None and pair[0] in lexicon.notes


def lost_bullets(others: Sequence[tuple[Block, str]]) -> Iterator[Place]:
    """Paragraphs that begin with one and the same digit or letter, glued to a Chinese word, again and again: the bullet of a
    symbol font, read as the character in its place (`9确保…`, `n加强…`, `Ø提高…`)."""
    marked = [(block, text) for block, text in others if _glued_mark.match(text)]
    for mark, run in groupby(marked, key=lambda pair: pair[1][0]):
        found = list(run)
        if len(found) >= _BULLETS or (len(found) > 1 and mark in "uØü§"):
            yield from (place_of(Sign.INNER_MARK, block, text) for block, text in found)


_BULLETS = 4
_glued_mark = re.compile(rf"(?:\d|[a-zØü§] ?)(?![年月日万亿个项家名人])[{HAN}]")


def _recurring(block: Block, text: str) -> tuple[str, str | None]:
    return text, None if block.section is None else block.above or ""


def longest(others: Sequence[tuple[Block, str]]) -> Iterator[Place]:
    paragraphs = [(block, text) for block, text in others if block.content.kind is BlockKind.PARAGRAPH]
    usual = median([width(text) for _, text in paragraphs if is_prose(text)] or [0])
    for block, text in paragraphs:
        if width(text) >= max(_LONGEST, _TIMES * usual):
            yield place_of(Sign.LONG, block, text)


def furniture_left(blocks: Sequence[tuple[Block, str]], cleaned: Cleaned) -> Iterator[Place]:
    """Running titles that were taken out elsewhere and stand in the midst of a text."""
    gone = {_digits.sub("", "".join(entry.old.split())) for entry in cleaned.ledger if entry.drops}
    own = {text for block, text in blocks if block.section is not None}
    titles = [title for title in gone if width(title) >= _LEAST and not ends_sentence(title) and title not in own]
    for block, text in blocks:
        if block.section is None and is_prose(text) and any(_beside_number(title, text) for title in titles):
            yield place_of(Sign.FURNITURE, block, text)
    yield from _swallowed(blocks)
    yield from _shared_parts(blocks)


def _shared_parts(blocks: Sequence[tuple[Block, str]]) -> Iterator[Place]:
    """The short lines that share a part with others, each with another word beside it: a running title with the chapter or
    the page of each sheet (`某某大学学位论文 第一章 绪论`, `第二章 方法 某某大学学位论文`)."""
    found: dict[str, list[tuple[Block, str]]] = defaultdict(list)
    for block, text in blocks:
        # Sections that are built alike have headings alike, each with its number.
        free = block.content.kind is not BlockKind.ROW and not block.numbered
        if free and width(text) <= SHORT_LINE and not ends_sentence(text):
            for part in set(text.split(" ")):
                if _LEAST <= width(part) < width(text) and _name.fullmatch(part):
                    found[part].append((block, text))
    for lines in found.values():
        if len({text for _, text in lines}) >= _OFTEN:
            yield from (place_of(Sign.FURNITURE, block, text) for block, text in lines)


def _swallowed(blocks: Sequence[tuple[Block, str]]) -> Iterator[Place]:
    """The texts in which the same words stand behind two numbers or more that they do not count, each greater than the one
    before: `…位居中部34某某年鉴`, `…达到260 36某某年鉴`."""
    found: dict[str, list[tuple[int, Block, str]]] = defaultdict(list)
    for block, text in blocks:
        if block.content.kind is BlockKind.PARAGRAPH and "，" in text:
            for match in _numbered_words.finditer(text):
                if not starts_with_counter(match[2]):
                    found[match[2]].append((int(match[1]), block, match[0]))
    for places in found.values():
        grow = all(one < other and block is not next_ for (one, block, _), (other, next_, _) in pairwise(places))
        if len(places) > 1 and grow:
            yield from (place_of(Sign.FURNITURE, block, words) for _, block, words in places)


_LEAST = 6
"""A running title of this width is no word that a text has anyway."""
_numbered_words = re.compile(rf"(?<=[{HAN}\d] |[{HAN}][{HAN}])(\d{{1,3}}) ?([{HAN}]{{{_LEAST}}})")


def _beside_number(title: str, text: str) -> bool:
    """Whether a running title stands in a text with the number of its page."""
    before, found, after = text.partition(title)
    return bool(found) and (before.rstrip()[-1:].isdigit() or after.lstrip()[:1].isdigit())


def lone_numbers(blocks: Sequence[tuple[Block, str]]) -> Iterator[Place]:
    """Paragraphs between sentences that are nothing but one figure, or begin with a printed rule: what is left of a
    page's end. Beside short lines it
    is a cell or a chart's."""
    padded = [(None, ""), *blocks, (None, "")]
    for above, (block, text), below in zip(padded, padded[1:], padded[2:], strict=False):
        if block is None or block.content.kind is not BlockKind.PARAGRAPH or not _number.fullmatch(text):
            continue
        if not any(_is_short(*beside) for beside in (above, below)):
            yield place_of(Sign.LONE_NUMBER, block, text)


def _is_short(block: Block | None, text: str) -> bool:
    return block is not None and block.section is None and width(text) <= CLAUSE and not ends_sentence(text)


def cell_headings(blocks: Sequence[tuple[Block, str]]) -> Iterator[Place]:
    """Headings that stand among cells of a table that was not recognised: short ones between figures, or between words
    that no sentence ends and a figure near; or such as have the figure of their row behind them."""
    for at, (block, text) in enumerate(blocks):
        if block.section is None or width(text) > SHORT_LINE:
            continue
        above, below = _cells(reversed(blocks[max(0, at - _NEAR) : at])), _cells(blocks[at + 1 : at + 1 + _NEAR])
        figures = sum(1 for cell in above + below if is_figures(cell))
        between = bool(above and below and is_figures(above[0]) and is_figures(below[0]))
        among = len(above) + len(below) > _NEAR and bool(above and below and figures)
        if between or _row_end.search(text) or (among and not block.numbered and width(text) <= CLAUSE):
            yield place_of(Sign.CELL_HEADING, block, text)


_row_end = re.compile(r"[^\s\d.,%] (?!(?:19|20)\d\d$)(?:\d[\d,]{2,}|\d[\d,]*\.\d+%?)$")
"""How the figure of a row ends a line: `上年结转数量 3401`, no year nor one small number."""
_NEAR = 3
"""So many lines above a heading and below it are looked at."""


def _cells(beside: Iterable[tuple[Block, str]]) -> list[str]:
    """The texts next to a heading that may be cells, as far as nothing else stands between."""
    near = takewhile(lambda pair: _is_fragment(*pair) or (pair[0].section is not None and is_figures(pair[1])), beside)
    return [text for _, text in near]


_number = re.compile(r"[-=_*~]{2,}.{1,40}|[-—–·•\s]*\d[\d.,]*[-—–·•\s]*")
