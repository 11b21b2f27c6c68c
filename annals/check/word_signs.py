"""Signs in the words themselves: figures that ran together, garbled characters, marks of formulas and web pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.check.signs import Place, Sign, place_of
from annals.model import Block, BlockKind

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
    if (garbled := _garbled.search(text)) is not None:
        yield place_of(Sign.GARBLED, block, text[max(0, garbled.start() - 6) :])
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
