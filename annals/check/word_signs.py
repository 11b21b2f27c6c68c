"""Signs in the words themselves: figures that ran together, garbled characters, marks of formulas and web pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.check.signs import Place, Sign, place_of
from annals.model import Block, BlockKind
from annals.text.characters import HAN

_figures = re.compile(r"(?<![\d.A-Za-z/_-])\d++(?:\.\d++)++(?![A-Za-z/_-])")
_fractions = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{3,}){2,}(?![\d.])")
_long_run = re.compile(r"(?<![\d.A-Za-z/_+=-])(?=[01]*[2-9])\d{14,}(?![\dA-Za-z/_-])")
_percents = re.compile(r"\d[%％]\d")
_address = re.compile(r"(?:https?://|www\.|doi|DOI|10\.\d{4,}/)\S*")
_formula = re.compile(r"\$\$?[^$]+\$\$?")
_markup = re.compile(
    r"\\[a-z]{2,}\s?[{^_]|\\(?:times|[gl]eq|sim|circ|pm|cdot|quad|mu|alpha|beta)\b|[\^_]\{"
    r"|</?(?:t[dr]|table|div|span|br|img|li|ul)\b[^<>]*>"
)
_leaders = re.compile(r"…{4,}|[.．·⋯]{8,}")
"""The dots that lead to a page number; an ellipsis has two signs."""
_doubled = re.compile(rf"(?<=[{HAN}])[，、；：][，、；：。](?![，、；：。])")
"""Two marks between which a word was lost: `知；：支`. More of them are a row of dots or an ornament."""
_broken_mark = re.compile(r"(?<=\w)[\[［](?:[\]］]|\d{1,2}(?=[，。；：、]))")
"""The mark of a note that lost its number or its end: `功能[]`, `作用[3。`."""
_run_words = re.compile(r"(?<![A-Za-z])[A-Z]?[a-z]{2,20}(?:[A-Z][a-z]{1,20}){1,6}(?![A-Za-z])")
_RUN_WORDS = 16
"""No name in capitals of its own is so long: words of a foreign sentence without their blanks are."""
_run_into = re.compile(rf"(?:doi|DOI)[:：\s]{{0,2}}10\.[!-~]{{5,60}}[{HAN}]{{4}}")
_garbled = re.compile(
    r"\ufffd|锟斤拷|烫烫烫|屯屯屯|[(（]cid[:：]\d+[)）]|[\u0080-\u009f]|[\ue000-\uf8ff]"
    r"|[ÃÂâãåæçèéïð][\u0080-\u00bf€™œŸ‹›“”‘’•–—]|[\u00c0-\u00ff]{4,}"
)


def signs_in(block: Block, text: str) -> Iterator[Place]:
    """Figures that ran together, garbled characters and left marks in the words of a block, each told once."""
    plain = _address.sub(" ", _formula.sub(" ", text))
    for match in [
        *_figures.finditer(plain),
        *_fractions.finditer(plain),
        *_long_run.finditer(plain),
        *_percents.finditer(plain),
    ]:
        if is_glued(match[0]):
            yield place_of(Sign.GLUED, block, match[0])
            break
    marks = _doubled.search(text) if block.content.kind is not BlockKind.ROW else None
    if (garbled := _garbled.search(text) or marks) is not None:
        yield place_of(Sign.GARBLED, block, text[max(0, garbled.start() - 6) :])
    if (broken := _broken_mark.search(text)) is not None:
        yield place_of(Sign.NOTE_MARK, block, text[max(0, broken.start() - 6) :])
    if (into := _run_into.search(text)) is not None:
        yield place_of(Sign.INNER_MARK, block, text[into.end() - 4 :])
    run = next((it for it in _run_words.finditer(plain) if len(it[0]) >= _RUN_WORDS), None)
    if run is not None and block.content.kind is not BlockKind.ROW:
        yield place_of(Sign.GARBLED, block, run[0])
    if block.content.kind is not BlockKind.ROW and (leaders := _leaders.search(text)) is not None:
        yield place_of(Sign.CONTENTS, block, text[max(0, leaders.start() - 12) :])
    if (left := _markup.search(plain)) is not None:
        yield place_of(Sign.MARKUP, block, plain[left.start() :])


def is_glued(figures: str) -> bool:
    """Whether figures with points, percent signs or without either are several run together; numbers of sections,
    addresses, versions and dates are not.

    >>> [is_glued(it) for it in ("5.27.80246810", "3.325.6", "12.5%3", "20112012201320142015")]
    [True, True, True, True]
    >>> [is_glued(it) for it in ("3.25", "4.1.2", "192.168.1.10", "2011.03.05", "10.2.15.1")]
    [False, False, False, False, False]
    """
    parts = figures.split(".")
    if len(parts) == 1:
        return True
    if len(parts) == 2 and "%" not in figures and "％" not in figures:
        return False
    dated = len(parts[0]) == 4 and all(len(part) <= 2 for part in parts[1:])
    numbered = len(parts) <= 5 and all(len(part) <= 2 for part in parts)
    address = len(parts) == 4 and all(part.isdigit() and int(part) < 256 for part in parts)
    return not (dated or numbered or address)
