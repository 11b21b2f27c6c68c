"""What is compared of the lines that may be running titles, and which titles a text has anyway."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annals.clean.furniture.dress import BARS
from annals.text.characters import width
from annals.text.dates import YEAR
from annals.text.lexicon import Lexicon
from annals.text.lexicon.words import any_of
from annals.text.lines import CHAPTERS, CLAUSE, SHORT_LINE, Shape
from annals.text.reading import Reading

WIDE = (*CHAPTERS, "X", "X.Y", "X.Y.Z")
STYLES = (*WIDE, "一、", "（一）")
MARKS = f" \t—–-·•.{BARS}/#*_~"
FIGURES_AND_MARKS = f"0123456789{MARKS}"
_digit = re.compile(r"\d")
_year_before = re.compile(rf"{YEAR}$")
_no_word = re.compile(rf"[\s\d—–\-·•.{BARS}/#*_~()（）]+")
_not_words = re.compile(rf"[\s—–\-·•{BARS}/#*_~()（）]")
_decimal = re.compile(r"\d{1,2}[.．]\d")
_two_figures = re.compile(r"[^\W\d_][%％)）]? +\d[\d,.]{0,15}[%％]? +\d[\d,.]{0,15}[%％]?$")
_TITLE_PAGE = 5
_TITLE_WIDTH = 6
_page = rf"(?!{YEAR})\d{{1,4}}"
WITH_PAGE = re.compile(rf"{_page}[\s·•{BARS}/—-]*(\D.*)|{_page}\s+(\S.*)|(\S.*?)[\s·•{BARS}/—-]+{_page}")


def whole(text: str, line: Shape) -> str:
    """A line with its bullet and glyph, which may be the dress of a number, but without # marks."""
    return text[line.start : line.end].lstrip("#").lstrip()


def title_key(line: str) -> str:
    """What stays of a running title from page to page: no digits, spaces or marks, which a scan reads now wide, now narrow."""
    return _no_word.sub("", line)


def key_of(text: str, line: Shape) -> str:
    """What is compared: of a numbered heading its number too, so that 3.1 and 3.2 differ."""
    if line.numbering in STYLES:
        number = text[line.body : line.number_end]
        return spaceless(number) + title_key(text[line.number_end : line.end])
    content = whole(text, line)
    # 2.1 glued to its title numbers a heading as well; 2.1方法 and 3.1方法 differ.
    if _decimal.match(content):
        return spaceless(content)
    # Only a page's number changes from place to place: sentences that are alike but for their figures differ.
    return _words_and_inner_figures(content)


def _words_and_inner_figures(content: str) -> str:
    inner = content.strip(FIGURES_AND_MARKS)
    # 2021年工作安排 and 2018年工作安排 are two titles.
    if inner.startswith("年") and (year := _year_before.search(content[: content.find(inner)])):
        inner = year[0] + inner
    return title_key(content) if inner.isdecimal() or not _digit.search(inner) else _not_words.sub("", inner)


def turns_over(lexicon: Lexicon) -> re.Pattern[str]:
    """What a line says that tells, in brackets, that a text goes on elsewhere: （上接第3页）, （未完待续）."""
    turns = any_of(lexicon.turn_over)
    return re.compile(rf"[（(](?:{turns}第?\s?\d{{0,4}}\s?页|{any_of(lexicon.unfinished)}(?:，?{turns}.{{0,8}})?)[)）]")


def spaceless(text: str) -> str:
    return re.sub(r"\s", "", text)


def may_run(line: Shape, key: str) -> bool:
    """Whether a line is short and has words: the signs around formulas return, too, and the rows of tables, whose name
    and unit stand before figures of their own."""
    plain = not line.row and line.width <= SHORT_LINE and _two_figures.search(line.text) is None
    return plain and any(char.isalpha() for char in key)


def is_heading(line: Shape) -> bool:
    return bool(line.numbering) and not line.prose and line.width <= SHORT_LINE


def chapter_titles(lines: Sequence[Shape]) -> set[str]:
    """The keys of the titles of numbered chapters and 节, without their numbers."""
    wide = [line for line in lines if line.numbering in WIDE and is_heading(line)]
    return {_words_and_inner_figures(line.text[line.number_end - line.body :]) for line in wide}


def report_titles(lines: Sequence[Shape], keys: Sequence[str]) -> set[str]:
    """The keys of the unnumbered lines at the very top, above all sentences: one may be the
    report's title, which is not due again once the text has begun."""
    own = opening_lines(lines)
    return {keys[at] for at in own if may_run(lines[at], keys[at]) and width(keys[at]) >= _TITLE_WIDTH}


def opening_lines(lines: Sequence[Shape]) -> range:
    """The places of the lines above the first sentence and the first number, where the title of the text stands."""
    end = 0
    while end < min(len(lines), _TITLE_PAGE) and not (tells(lines[end]) or lines[end].numbering or lines[end].row):
        end += 1
    return range(end)


def tells(line: Shape) -> bool:
    """Whether a line is text of the report, if only the first part of a sentence."""
    return line.prose or ("，" in line.text and line.width >= CLAUSE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed:
    """The lines of a text with what is compared of each (`keys`), and how many lines have each of these."""

    reading: Reading
    keys: Sequence[str]
    counts: Counter[str]

    @staticmethod
    def of(reading: Reading) -> Keyed:
        keys = [key_of(reading.text, line) for line in reading.lines]
        return Keyed(reading=reading, keys=keys, counts=Counter(keys))

    @property
    def lines(self) -> Sequence[Shape]:
        return self.reading.lines

    def times(self, index: int) -> int:
        """How many lines are the same as one, itself counted."""
        return self.counts[self.keys[index]]

    def may_run(self, index: int) -> bool:
        """Whether a line may be a running title at all."""
        return may_run(self.lines[index], self.keys[index])

    def report_titles(self) -> set[str]:
        """The keys of the lines at the very top of which one may be the report's title."""
        return report_titles(self.lines, self.keys)

    def places(self, indexes: Iterable[int]) -> dict[str, list[int]]:
        """Some lines, in the order in which they are given, by what is compared of them."""
        found: dict[str, list[int]] = {}
        for index in indexes:
            found.setdefault(self.keys[index], []).append(index)
        return found
