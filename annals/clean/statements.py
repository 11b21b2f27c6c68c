"""Which lines are cut in the midst of a statement, where too few lines tell how wide the text is set.

A heading or cell may end without a mark; a statement may not. What has begun to state something goes on until its
sentence ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from annals.clean.title_lines import is_indented
from annals.text.captions import is_caption
from annals.text.characters import HAN
from annals.text.dates import YEAR
from annals.text.lines import CLAUSE, LONG_LABEL, Shape, is_figures, key_value
from annals.text.units import starts_with_counter, starts_with_unit

PAGE = 60
"""No printed line of Chinese is wider: where one is, paragraphs stand on a line each."""
_WINDOW = 24
_RAGGED = 3
"""By so much the widths of lines that a page's width cut differ."""
_LONGEST = 12
"""A statement goes on over no more lines."""
_mark_alone = re.compile("[，。、；]")
_PULLED = 3
"""So many marks alone on a line are no cells or slips."""
_LEADING = 8
"""`主要用于：`, `其中：` and their like are no wider."""
_clause = re.compile(r"[，；](?!$)")
_number = re.compile(r"\d{1,3}(?![\d.,%])")
_figure = re.compile(r"\d")
_date = re.compile(rf"{YEAR}\s?年|\d{{1,2}}\s?月")


def cut_statements(lines: Sequence[Shape], stands_alone: Callable[[Shape], bool]) -> frozenset[int]:
    """The places of the lines that go on in the next: a clause and a figure or a long line, no end, and close below lines
    of the page's width up to the end of the sentence. A semicolon ends an item only where another mark follows.
    `stands_alone` tells lines that begin something or belong to none. Where unbroken paragraphs stand around, nothing."""
    found: set[int] = set()
    at, at_edge = 0, _go_on_at_edge(lines)

    def opens(line: Shape) -> bool:
        return stands_alone(line) or (at_edge and is_indented(line))

    while at < len(lines) - 1:
        end = _end_of(lines, at, opens) if _states(lines[at]) and not stands_alone(lines[at]) else at
        if end > at and _is_set_narrow(lines, at):
            found.update(range(at, end))
        at = max(end, at + 1)
    return frozenset(found)


def _go_on_at_edge(lines: Sequence[Shape]) -> bool:
    """Whether items that break off in mid-sentence go on at the left edge, so that what is set in below one is a paragraph."""
    rests = [
        second.indent
        for first, second in pairwise(lines)
        if (first.bullet or first.glyph) and _is_open(first) and not (second.marked or second.blanks_before)
    ]
    return len(rests) > 1 and not any(rests)


def _is_open(line: Shape) -> bool:
    return line.width > LONG_LABEL and not line.ended and line.text[-1] not in "：:；;"


def _states(line: Shape) -> bool:
    """Whether a line begins a statement and does not end it."""
    item = bool(line.bullet or line.glyph)
    if line.hashes or line.row or line.width < CLAUSE or is_caption(line.text):
        return False
    if line.numbering and line.width <= LONG_LABEL:
        return False
    if line.ended:
        return item and line.text[-1] in "；;"
    said = line.prose or _clause.search(line.text) is not None
    return said and (item or line.prose or line.width > LONG_LABEL or _figure.search(line.text) is not None)


def _end_of(lines: Sequence[Shape], start: int, stands_alone: Callable[[Shape], bool]) -> int:
    """The line that ends the sentence begun at `start`, or `start` where the lines below are none of it."""
    item = bool(lines[start].bullet or lines[start].glyph)
    widest = lines[start].width
    for at in range(start + 1, min(len(lines), start + _LONGEST)):
        line = lines[at]
        apart = (
            counts_on(lines[at - 1], line)
            or line.blanks_before
            or line.page_before
            or line.marked
            or stands_alone(line)
        )
        if apart or is_figures(line.text) or (key_value(line.text) is not None and not line.prose):
            return start
        if line.width > widest + _RAGGED or (lines[start].numbering and at == start + 1 and _date.match(line.text)):
            return start
        if line.ended and not (item and line.text[-1] in "；;" and _goes_on(lines, at, stands_alone)):
            return at
        if line.width < widest / 2:
            return start
        widest = max(widest, line.width)
    return start


def _goes_on(lines: Sequence[Shape], at: int, stands_alone: Callable[[Shape], bool]) -> bool:
    after = lines[at + 1] if at + 1 < len(lines) else None
    return after is not None and not (after.marked or after.blanks_before or after.page_before or stands_alone(after))


def _is_set_narrow(lines: Sequence[Shape], at: int) -> bool:
    return all(line.width <= PAGE for line in lines[max(0, at - _WINDOW) : at + _WINDOW] if not line.row)


def pulled_apart(lines: Sequence[Shape]) -> frozenset[int]:
    """The places where a justified line was parted behind a mark, in a text that has marks alone on a line: there a clause
    and a name in quotation marks go on however short they are, so does a word that leads to a sentence, and a sentence
    that begins as others do within their lines."""
    if sum(1 for line in lines if _mark_alone.fullmatch(line.text)) < _PULLED:
        return frozenset()
    inner = Counter(match[1] for line in lines for match in _behind_stop.finditer(line.text))
    outer = Counter(second.text[:_OPENING] for first, second in pairwise(lines) if first.ended and not second.marked)
    usual = {words for words, count in inner.items() if count >= _PULLED and count > outer[words]}
    return frozenset(
        at
        for at, (first, second) in enumerate(pairwise(lines))
        if _is_pulled_apart(first, second) or (_goes_behind_stop(first, second) and second.text[:_OPENING] in usual)
    )


_OPENING = 4
"""So many characters tell how a sentence begins."""
_behind_stop = re.compile(rf"(?<=。)([{HAN}]{{{_OPENING}}})")


def _goes_behind_stop(first: Shape, second: Shape) -> bool:
    apart = second.blanks_before or second.page_before or second.marked or first.hashes or first.row
    return not apart and first.text[-1] == "。"


def _is_pulled_apart(first: Shape, second: Shape) -> bool:
    apart = second.blanks_before or second.page_before or second.marked or first.hashes or first.row
    if apart or _mark_alone.fullmatch(second.text):
        return not apart
    leads = first.text[-1] == "：" and not first.marked and first.width <= _LEADING and second.text[0] not in "“‘"
    quoted = first.text.count("“") > first.text.count("”")
    return first.text[-1] in "，、" or quoted or (leads and (second.ended or second.prose))


def counts_on(first: Shape, second: Shape) -> bool:
    """Whether two lines begin with a number and the next, as the institutions of authors do: `2 …`, `3 …`."""
    one, other = _number.match(first.text), _number.match(second.text)
    return one is not None and other is not None and int(other.group()) == int(one.group()) + 1


def leads(first: Shape, second: Shape) -> bool:
    """Whether a word or two with a colon, set apart from the text above, stand over a paragraph: `产销量情况说明：`."""
    apart = first.blanks_before > 0 and first.text[-1] in "：:" and not first.marked
    return apart and first.width < CLAUSE and second.width >= first.width * 2 and not _parts.search(first.text[:-1])


_parts = re.compile("[，。；：、！？,;:]")


def announces(first: Shape, second: Shape) -> bool:
    """Whether a line announces the speech with which the next one opens, which may be set apart (`他说：`, `“…”`), or the first
    of what it counts with bare numbers (`分工如下：`, `1 甲方负责设计`)."""
    if first.text[-1] not in "：:":
        return False
    counted = _first.match(second.text)
    rest = second.text[counted.end() :] if counted else ""
    return second.text[0] in '“‘「『"' or (rest != "" and not (starts_with_unit(rest) or starts_with_counter(rest)))


_first = re.compile(rf"1 ?(?=[{HAN}])(?! ?[年月日])")
