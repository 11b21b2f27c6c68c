"""Roman numbers at the beginnings of lines, which count the parts of a text or the classes of a thing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annals.text.numerals import roman_value
from annals.text.units import starts_with_counter

_roman = re.compile(r"([Ⅰ-Ⅻ]|[IVX]{1,4})([.．、]?)[ \t\u3000]*")
_FIRST = ord("Ⅰ")


def romans_of_none(texts: Sequence[str]) -> frozenset[int]:
    """The places of the texts whose Roman number none of the others leads to or goes on from, and which counts something: it is not
    the first, or a measure word stands behind it.

    >>> sorted(romans_of_none(["Ⅰ. 概况", "IV 类水体减少。", "Ⅱ. 措施"])), sorted(romans_of_none(["I 类水质断面增加。"]))
    ([1], [0])
    """
    found = [_read(text) for text in texts]
    values = [value for value, _ in found]
    return frozenset(
        at
        for at, (value, counts) in enumerate(found)
        if (value > 1 or counts) and value - 1 not in values[:at] and value + 1 not in values[at + 1 :]
    )


def _read(text: str) -> tuple[int, bool]:
    """The number that a text begins with, 0 without one, and whether it counts what stands behind it."""
    match = _roman.match(text)
    if match is None:
        return 0, False
    sign = match.group(1)
    value = ord(sign) - _FIRST + 1 if sign >= "Ⅰ" else roman_value(sign)
    return value, not match.group(2) and starts_with_counter(text[match.end() :])
