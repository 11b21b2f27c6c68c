"""The words of a lexicon in the script of a text: the lists are written in simplified characters alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, replace
from functools import lru_cache
from itertools import islice, product
from typing import Any

from annals.text.han import GROUPS
from annals.text.lexicon.words import TYPED, Lexicon, Words

_SHARE = 20
"""One in so many characters is a traditional one, where a text is written in them: in ordinary prose it is one in three. A name
or a quotation in a simplified text does not change its script."""


@lru_cache(maxsize=1)
def _simplified() -> dict[str, str]:
    """The simplified character by each traditional one."""
    return {form: group[0] for group in GROUPS for form in group[1:]}


def in_script_of(text: str, lexicon: Lexicon) -> Lexicon:
    """A lexicon whose lists have each word in the script of a text as well, where that is traditional: each character as the text
    writes it, in every way where it writes several (制 and 製, of which 制度 has the one and 製造 the other).

    >>> from annals.text.lexicon import shipped_lexicon
    >>> lexicon = in_script_of("一〇九年度工作報告", shipped_lexicon())
    >>> [word for word in lexicon.publications if word.endswith(("工作報告", "工作报告"))]
    ['工作报告', '工作報告']
    >>> in_script_of("二〇二〇年度工作报告", shipped_lexicon()) is shipped_lexicon()
    True
    """
    simplified = _simplified()
    forms = Counter(char for char in text if char in simplified)
    if forms.total() * _SHARE <= len(text):
        return lexicon
    ways: dict[str, str] = {}
    for form in forms:
        simple = simplified[form]
        ways[simple] = ways.get(simple, simple if simple in text else "") + form
    words: dict[str, Any] = {}
    for field in fields(lexicon):
        given = getattr(lexicon, field.name)
        typed = field.name.replace("_", "-") in TYPED
        words[field.name] = _typed(given, ways) if typed else _with(given, ways)
    return replace(lexicon, **words)


def _with(words: Words, ways: Mapping[str, str]) -> Words:
    return (*words, *(form for word in words for form in _forms(word, ways)))


def _typed(words: tuple[tuple[str, str], ...], ways: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return (*words, *((form, kind) for word, kind in words for form in _forms(word, ways)))


def _forms(word: str, ways: Mapping[str, str]) -> list[str]:
    """The other ways to write a word."""
    if not any(char in ways for char in word):
        return []
    found = islice(product(*(ways.get(char, char) for char in word)), _MANY)
    return [form for form in map("".join, found) if form != word]


_MANY = 16
"""No word of the lists has more ways to be written that anybody would use."""
