"""Numerals as Chinese reports write them, in Han characters and in digits."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annals.text.units import starts_with_counter

ONES = "一二三四五六七八九"
TO_TEN = ONES + "十"
"""What numbers a list or a chapter of a handful."""
ZEROS = "〇○零"
DIGITS = ZEROS + ONES
"""Read one by one, as in 二〇一二年; OCR and typists write the circle for the zero."""
COUNTING = TO_TEN + "百零〇两"
"""What 第…章, 第…届 and （…） are counted with."""

_VALUES = {char: value for value, char in enumerate("〇" + ONES)} | {"零": 0, "○": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_numeral = re.compile(rf"[{DIGITS}两廿十百千万亿]+|\d+")


def value_of(numeral: str) -> int | None:
    """The number that a whole numeral says, up to 万亿; None where it is none. Digit by digit where
    no 十, 百, 千 stands.

    >>> [value_of(text) for text in ("十", "二十一", "一百零二", "一五", "二〇一二", "廿三", "两千零一", "38")]
    [10, 21, 102, 15, 2012, 23, 2001, 38]
    >>> value_of("三万五千亿"), value_of("一亿零三百万"), value_of("亿"), value_of("十届")
    (3500000000000, 103000000, None, None)
    """
    if not _numeral.fullmatch(numeral):
        return None
    if numeral.isdigit():
        return int(numeral)
    numeral = numeral.replace("廿", "二十")
    if set(numeral) <= _VALUES.keys():
        return int("".join(str(_VALUES[char]) for char in numeral))
    return _counted(numeral)


def _counted(numeral: str) -> int | None:
    """A numeral with its powers of ten: 亿 and 万 multiply all that stands before them."""
    for unit, myriad in (("亿", 10**8), ("万", 10**4)):
        head, found, tail = numeral.rpartition(unit)
        if found:
            high, low = _counted(head) if head else None, _counted(tail) if tail.strip(ZEROS) else 0
            return None if high is None or low is None or low >= myriad else high * myriad + low
    total, digit, last = 0, None, 10**4
    for char in numeral:
        if char in _VALUES:
            if digit:
                return None
            digit = _VALUES[char]
        else:
            # 十五 leaves out its 一; a 百 behind a 十 is no number.
            if _TENS[char] >= last or (digit is None and char != "十"):
                return None
            last = _TENS[char]
            total, digit = total + (digit or 1) * last, None
    return total + (digit or 0)


def in_han(number: int) -> str:
    """A number from 1 to 99 in Han characters, as lists are numbered.

    >>> [in_han(number) for number in (1, 10, 11, 20, 35)]
    ['一', '十', '十一', '二十', '三十五']
    """
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{ONES[tens - 1]}十"
    return head + (ONES[ones - 1] if ones else "")


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def roman_value(number: str) -> int:
    """What a Roman number below 400 says, in Latin letters of either case.

    >>> roman_value("xiv"), roman_value("IX")
    (14, 9)
    """
    values = [_ROMAN[char] for char in number.lower()]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


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
