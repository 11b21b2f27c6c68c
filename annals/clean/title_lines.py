"""Titles that a page breaks into two lines, told from a title and the text below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from annals.text.captions import is_caption, is_document_number
from annals.text.dates import YEAR
from annals.text.lexicon import Lexicon
from annals.text.lines import CLAUSE, LONG_LABEL, SHORT_LINE, Shape, key_value

CENTRED = 8
"""A line indented further stands in the middle of its page, on its own."""
_FEWEST = 5
"""Fewer lines that end within a sentence tell nothing of the blank lines below them."""
CONNECTS = re.compile(r"[与和及暨、的]$")
"""How a heading ends that goes on in the next line."""
_one_more = re.compile(r"(?P<word>.+)[与和及暨](?P<rest>[^\W\d_])$")
MARK = re.compile("[，。；：、！？,;:]")
"""What no title of one clause has inside."""


def joins_half_a_word(text: str, lexicon: Lexicon) -> bool:
    """Whether a title joins a single character to a word of titles, which is no more than the half of what it joins.

    >>> from annals.text.lexicon import shipped_lexicon
    >>> [joins_half_a_word(text, shipped_lexicon()) for text in ("健全配送体系和农", "推动社会和谐", "完善共和国", "配送体系和渠道")]
    [True, False, False, False]
    """
    more = _one_more.fullmatch(text)
    words = lexicon.title_words
    return more is not None and more["word"].endswith(words) and not text.endswith((*words, *lexicon.no_edge))


def heading_like(line: Shape) -> bool:
    return bool(line.numbering) and line.width <= LONG_LABEL and not line.ended and not line.prose


def tells_of_issue(line: Shape, above: Shape | None) -> bool:
    """Whether a line in brackets tells when and under which number the title above it was issued: `（教育部令第41号）`; where
    they close in another line only what may be a title stands above: `（2019年4月8日通过|根据2021年…修订）`. So does
    the number of a document alone."""
    if is_document_number(line.text):
        return True
    if line.marked or line.text[0] not in "（(" or not _issue.fullmatch(line.text):
        return False
    title = above is None or not (above.marked or above.width > SHORT_LINE or MARK.search(above.text))
    return title if line.text[-1] not in "）)" else above is None or not above.prose


_issue = re.compile(
    rf"[（(](?=[^（）()]{{0,200}}(?:{YEAR}\s?年[^（）()]{{0,20}}[日订正过]|第\s?\d{{1,4}}\s?号))[^（）()]{{4,200}}[）)]?"
)


def is_indented(line: Shape) -> bool:
    return 2 <= line.indent <= CENTRED


def is_spread(lines: Sequence[Shape]) -> bool:
    """Whether a blank line stands between all printed lines, so that it parts nothing: below most of those that end within a
    sentence there is one."""
    inside = [
        second.blanks_before == 1
        for first, second in pairwise(lines)
        if first.prose and not first.ended and not (first.marked or second.marked)
    ]
    return len(inside) >= _FEWEST and sum(inside) * 3 >= len(inside) * 2


def is_spaced_out(lines: Sequence[Shape]) -> bool:
    """Whether a blank line stands below most lines that end within a clause, wherever the sentence goes on to: as `is_spread`,
    for a text whose lines are too narrow for a whole sentence."""
    inside = [
        second.blanks_before == 1
        for first, second in pairwise(lines)
        if first.width >= CLAUSE and MARK.search(first.text) and not first.ended and not (first.marked or second.marked)
    ]
    return len(inside) >= _FEWEST and sum(inside) * 3 >= len(inside) * 2


def _is_close(second: Shape, spread: bool) -> bool:
    """Whether a line stands right below another one."""
    return second.blanks_before <= spread and not second.page_before


def is_title_of_clauses(lines: Sequence[Shape], at: int, spread: bool) -> bool:
    """Whether a line and a shorter one below it are a title of two clauses (`以项目为重点，推进` / `改造`): no mark ends it, a
    sentence ends above it, and text follows."""
    if at + 2 >= len(lines) or "，" not in lines[at].text:
        return False
    first, second, after = lines[at : at + 3]
    close = _is_close(second, spread) and second.width * 5 <= first.width * 4
    clauses = MARK.findall(first.text[first.number_end - first.body :]) == ["，"] and not MARK.search(second.text)
    whole = at == 0 or lines[at - 1].ended or heading_like(lines[at - 1])
    figures = any(char.isdigit() for char in first.text[first.number_end - first.body :])
    plain = not (first.bullet or first.hashes or first.glyph or first.row)
    return (
        clauses
        and whole
        and close
        and plain
        and not figures
        and not second.marked
        and (after.prose or "，" in after.text or bool(after.numbering))
    )


def is_title_of_two(lines: Sequence[Shape], at: int, spread: bool) -> bool:
    """Whether a line and the short one below it say no whole sentence though one ends above them: a paragraph would
    fill its lines up to its end."""
    first, second = lines[at], lines[at + 1]
    if at and not (lines[at - 1].ended or first.numbering):
        return False
    close = _is_close(second, spread) and second.indent <= first.indent + CENTRED
    said = any(line.prose or line.ended or line.text[-1] in "：:，、" or is_indented(line) for line in (first, second))
    wide = first.width >= CLAUSE and second.width < first.width / 2
    return close and wide and not said and key_value(first.text) is None and key_value(second.text) is None


def lacks_word(first: Shape, second: Shape, room: float) -> bool:
    """Whether a numbered heading leaves no room for a word of the few in the line below: titles are broken between words.
    `room` is how much of the width is left beside it, in full characters."""
    told = first.numbering and second.width * 2 <= first.width and not MARK.search(second.text)
    return bool(told) and room < min(_WORD, second.width)


_WORD = 3
"""No word of a title is wider but names."""


_HEADING_REST = 25


def is_broken_heading(first: Shape, second: Shape) -> bool:
    """A numbered heading that ends in `与`, `及`, `的` goes on in the short line below."""
    return (
        heading_like(first)
        and CONNECTS.search(first.text) is not None
        and not (
            second.marked or second.prose or second.ended or second.width > _HEADING_REST or is_caption(second.text)
        )
    )


_SET_IN = 4
"""What opens a paragraph is indented less, in columns: two characters are four, and its next line stands further left."""


_and = re.compile(r"[与和及暨]$")


def _is_bare_title(lines: Sequence[Shape], index: int) -> bool:
    """A title without a number, set off from what stands above it, that ends in `和`: it goes on in the short line below, though larger
    characters put a blank line between, and text follows."""
    first, second, below = lines[index], lines[index + 1], lines[index + 2 : index + 3]
    bare = not (first.marked or second.marked or first.prose or second.prose or second.ended or second.page_before)
    said = MARK.search(first.text.replace("、", "")) or MARK.search(second.text)
    short = first.width <= LONG_LABEL and second.width <= first.width
    near = second.blanks_before <= 1 and (first.blanks_before > second.blanks_before or first.page_before)
    told = any(line.width >= CLAUSE or line.prose for line in below)
    return bool(bare and short and near and told and not said and _and.search(first.text))


def is_title_of_two_lines(lines: Sequence[Shape], index: int) -> bool:
    """Whether a title goes on in the line below it, with a number or without."""
    return _is_long_heading(lines, index) or _is_bare_title(lines, index)


def _is_long_heading(lines: Sequence[Shape], index: int) -> bool:
    """A long numbered heading and a shorter line right below it that blank lines set apart together from the text around
    them."""
    first, second, below = lines[index], lines[index + 1], lines[index + 2 : index + 3]
    apart = (first.blanks_before or first.page_before or not index) and all(line.blanks_before for line in below)
    # Set in alike above text that is not, both stand in the middle of the page, however wide the first is.
    centred = first.indent == second.indent >= _SET_IN and all(line.indent < first.indent for line in below)
    wide = first.width > LONG_LABEL or (centred and first.width >= CLAUSE)
    numbered = first.numbering and not first.bullet and wide and not first.ended and not first.prose
    rest = not (second.blanks_before or second.page_before or second.marked or second.prose or second.ended)
    states = any(char.isdigit() for char in second.text) or second.text[-1] in "：:；;，,"
    return bool(apart and below and numbered and rest and second.width < first.width and not states)
