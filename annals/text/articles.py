"""The articles of a law, a set of rules or a contract: lines that count on, 第一条, 第二条, 第三条.

A page may break a line before `第二十七条的规定` as well: only that the number goes on from the one before tells an article
from an article that a sentence names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annals.text.characters import ends_sentence, is_prose, width
from annals.text.numerals import COUNTING, value_of

ARTICLE = re.compile(
    rf"第[ \t\u3000]?([{COUNTING}]{{1,7}}|\d{{1,3}})[ \t\u3000]?[条條](?:[ \t\u3000]*[:：，,][ \t\u3000]*|[ \t\u3000]+"
    r"|(?=(?:（[^（）]{1,28}）|【[^【】]{1,28}】|〔[^〔〕]{1,28}〕)[ \t\u3000]*$))"
)
"""The number of an article as it opens one: a blank or a mark parts it from what it says; a title in brackets that has the rest
of the line stands right behind it (`第二条（适用范围）`)."""
_close = re.compile(rf"第([{COUNTING}]{{1,7}}|\d{{1,3}})[条條](?![的所和或及与规、，。；）)款至第之])")
"""One whose blank a tool dropped, before a word that no sentence naming it goes on with."""
_FEWEST = 3
"""Fewer lines do not count."""
_LOST = 3
"""So many articles may be lost, cut or glued between two."""
_TITLE = 30
"""No title of an article is wider."""


def article_series(texts: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """The places of the lines that begin articles, those of one work together."""
    found: list[list[int]] = []
    last = 0
    for place, text in enumerate(texts):
        number, sure = _number_of(text)
        if not number:
            continue
        if number == 1 and (sure or not found):
            found.append([place])
        elif found and 0 < number - last <= (1 + _LOST if sure else 1):
            found[-1].append(place)
        else:
            continue
        last = number
    return tuple(tuple(series) for series in found if len(series) >= _FEWEST)


def titled_articles(texts: Sequence[str]) -> Iterator[int]:
    """The places of the articles that are titles, where two of three of their work are: `第三条 租金`, as contracts have them."""
    for series in article_series(texts):
        titles = [place for place in series if _is_title(texts[place])]
        if len(titles) * 3 >= len(series) * 2 and not _is_list(series):
            yield from titles


def _number_of(text: str) -> tuple[int, bool]:
    """The number of the article that a line may begin, 0 without one, and whether its dress is that of one."""
    if not text.startswith("第"):
        return 0, False
    match = ARTICLE.match(text) or _close.match(text)
    number = (value_of(match.group(1)) or 0) if match and match.end() < len(text) else 0
    return number, match is not None and match.re is ARTICLE


def _is_title(text: str) -> bool:
    match = ARTICLE.match(text)
    title = text[match.end() :] if match else ""
    marked = any(mark in title for mark in "，；：:。")
    return bool(title) and not marked and width(text) <= _TITLE and not (is_prose(text) or ends_sentence(text))


def _is_list(series: Sequence[int]) -> bool:
    """Whether most articles stand right below each other, as those of a list of contents do."""
    return sum(1 for one, other in pairwise(series) if other == one + 1) * 2 > len(series)
