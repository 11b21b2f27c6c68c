"""Numbers as the text that the files of the index hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import sub

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_SMALL = 32


def _number(value: int) -> str:
    """Five bits a character, the lowest first; those above 31 go on."""
    found = ""
    while value >= _SMALL:
        found += DIGITS[_SMALL + value % _SMALL]
        value //= _SMALL
    return found + DIGITS[value]


_LOW = 1024
_KNOWN = 4 * _LOW
_short = [_number(value) for value in range(_KNOWN)]
_low = [DIGITS[_SMALL + value % _SMALL] + DIGITS[_SMALL + value // _SMALL] for value in range(_LOW)]
_going_on = str.maketrans("", "", DIGITS[_SMALL:])


def number(value: int) -> str:
    """A number from 0 up as text.

    >>> number(7), number(40), number(5000), number(5_000_000)
    ('H', 'oB', 'o8E', 'g6y4E')
    """
    if value < _KNOWN:
        return _short[value]
    return _low[value % _LOW] + (_short[high] if (high := value // _LOW) < _KNOWN else number(high))


def numbers(values: Iterable[int]) -> str:
    """Numbers from 0 up, one behind the other."""
    return "".join([_short[value] if value < _KNOWN else number(value) for value in values])


def steps(values: Sequence[int], since: int = 0) -> str:
    """Numbers that grow, each as its distance from the one before, the first from `since`."""
    return numbers(map(sub, values, (since, *values)))


def count_of(text: str) -> int:
    """How many numbers a text holds."""
    return len(text.translate(_going_on))
