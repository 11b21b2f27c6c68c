"""Rows of names, below a word that says who they are (`委员：丁 宁 于海洋`) or not, and the lines in which they go on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from annals.text.characters import HAN
from annals.text.lexicon.words import Words
from annals.text.lines import Shape
from annals.text.word_rows import counts_names, is_name

_half_of_name = re.compile(rf"(?<= )[{HAN}]$")
"""The surname with which a line breaks off; the rest of the name begins the next line."""
_key = re.compile(r"[^：:，。；、！？|]{1,24}[：:][ ]*(?=\S)")
_ROW = 2
"""So many names set apart by blanks are a row, whatever stands above them."""
_BARE, _LONG = 3, 5
"""So many are one without a word above them; fewer than the second may be the cells of a table, each row for itself."""
_WORDS = 4
"""So many words as short as names, with nothing else between, are a row whatever they name."""
_LISTED = 2
"""So many names with 、 behind them tell that what else stands between such marks is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRows:
    """The places of lines that begin with a word for the names behind it, of those that are names and nothing else, and of those
    in which the names above go on."""

    led: frozenset[int]
    bare: frozenset[int]
    going_on: frozenset[int]


def name_rows(lines: Sequence[Shape], surnames: Words) -> NameRows:
    """The rows of names in a text. A line goes on with the row right above where it is names as well: two and more, or one
    that hangs further in than the row begins. Names that nobody announces are a row where they are three; from five on they go
    on below in two."""
    counts = [_names_behind_key(line, surnames) for line in lines]
    led = {at for at, count in enumerate(counts) if count >= _ROW}
    # One name alone may be any word: beside a row it is one (`主任：黄河`).
    led |= {at for at, count in enumerate(counts) if count and not led.isdisjoint((at - 1, at + 1))}
    bare: set[int] = set()
    for at, line in enumerate(lines):
        below = at - 1 in bare and not line.blanks_before and _few_words.fullmatch(line.text) is not None
        if not line.marked and (below or _is_row(line.text, surnames)):
            bare.add(at)
    going_on = {at for at in range(1, len(lines)) if _lists_on(lines[at - 1], lines[at], surnames)}
    start = None
    for at, line in enumerate(lines):
        if at in led or (at in bare and start is None and line.text.count(" ") >= _LONG - 1):
            start = at
        elif start is not None and _goes_on(lines[start], lines[at - 1], line, surnames):
            going_on.add(at)
        else:
            start = None
    return NameRows(led=frozenset(led), bare=frozenset(bare), going_on=frozenset(going_on))


def _is_row(text: str, surnames: Words) -> bool:
    return " " in text and (_short_words.fullmatch(text) is not None or counts_names(text, surnames) >= _BARE)


_few_words = re.compile(rf"[{HAN}]{{2,4}}(?: {{1,3}}[{HAN}]{{2,4}}){{1,40}}")
_short_words = re.compile(rf"[{HAN}]{{2,4}}(?: {{1,3}}[{HAN}]{{2,4}}){{{_WORDS - 1},40}}")


def _names_behind_key(line: Shape, surnames: Words) -> int:
    key = _key.match(line.text) if not (line.row or line.hashes) else None
    words = line.text[key.end() :] if key is not None else ""
    return counts_names(words, surnames) or counts_names(
        words[:-1].rstrip() if breaks_name(line, surnames) else "", surnames
    )


def breaks_name(line: Shape, surnames: Words) -> bool:
    """Whether a row of names ends in a surname alone, of which the next line has the rest: `委员：丁宁 于海洋 李`."""
    half = _half_of_name.search(line.text)
    return (
        half is not None and half[0] in surnames and counts_names(line.text[: half.start()].split()[-1], surnames) > 0
    )


def cuts_name(line: Shape, below: Shape, surnames: Words) -> bool:
    """Whether a line end parts a name of a row: the surname stands above it alone, or the last of three characters below it:
    `委员：丁宁 于海` and `洋 任建新`."""
    rest = _rest_of_name.match(below.text)
    last = line.text.split(" ")[-1].rpartition("：")[2]
    halved = rest is not None and len(last) == _TWO and is_name(last + rest[0], surnames)
    return breaks_name(line, surnames) or (halved and is_name(last, surnames))


_rest_of_name, _TWO = re.compile(rf"[{HAN}](?= {{1,3}}[{HAN}]{{2,4}}(?: |$))"), 2
_last_of_row = re.compile(r"([^，。；、：]{2,60})[；。]")
"""Behind the last name the next key may stand on the same line: `欧阳静 林涛；校对：…`."""


def _goes_on(row: Shape, above: Shape, line: Shape, surnames: Words) -> bool:
    cut = cuts_name(above, line, surnames)
    # Where each line came as a paragraph, half a name tells that the row goes on.
    if line.marked or line.page_before or (line.blanks_before and not cut):
        return False
    least = 1 if cut or line.indent > row.indent + 1 else _ROW
    last = _last_of_row.match(line.text)
    words = last[1] if last else line.text
    if cut:
        words = above.text[-1] + words if breaks_name(above, surnames) else words[1:].lstrip()
    return counts_names(words, surnames) >= least


_first, _last = re.compile(rf"([{HAN}]{{2,4}})(?:、|$)"), re.compile(rf"[、：:]([{HAN}]{{2,4}})(、?)$")


def _lists_on(line: Shape, below: Shape, surnames: Words) -> bool:
    """Whether a line end parts two names of a list with 、, which may have none there: `…、王伯安` and `王仲达、…`. What the two
    make together is no name."""
    last, first = _last.search(line.text), _first.match(below.text)
    if last is None or first is None or below.marked or below.blanks_before or below.page_before:
        return False
    known = [word for word in (*line.text.split("、"), *below.text.split("、")) if is_name(word.strip(), surnames)]
    whole = not last[2] and is_name(last[1] + first[1], surnames)
    return len(known) >= _LISTED + 2 and is_name(last[1], surnames) and is_name(first[1], surnames) and not whole
