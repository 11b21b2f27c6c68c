"""Characters that no reader can see or that only look wider than they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.clean.contract import rule
from annals.model import Edit
from annals.text.reading import Reading

_invisible = re.compile(r"[\u200b-\u200f\u2060-\u2064\ufeff\u00ad\u202a-\u202e\u2066-\u2069]+")
_control = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]+")
_spaces = re.compile(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_wide = re.compile(r"[０-９Ａ-Ｚａ-ｚ％]|(?<=[０-９\d])[．](?=[０-９\d])")
_blank_tail = re.compile(r"(?<=\n)[ ]+(?=\n)")


@rule("K101", "不可见字符")
def invisible(reading: Reading) -> Iterator[Edit]:
    """Yield a deletion for each run of characters that nobody sees: zero-width marks, soft hyphens, direction controls.

    They break search and copying. Visible hyphens and everything that takes room stay.
    """
    text = reading.text
    return (Edit(start=m.start(), end=m.end(), new="") for m in _invisible.finditer(text))


@rule("K102", "控制字符")
def control(reading: Reading) -> Iterator[Edit]:
    """Yield a deletion for each run of control characters, which conversion left and no reader sees.

    Tabs, line ends, form feeds and NEL stay: they part words, and other rules deal with them.
    """
    text = reading.text
    return (Edit(start=m.start(), end=m.end(), new="") for m in _control.finditer(text))


@rule("K103", "特殊空格")
def spaces(reading: Reading) -> Iterator[Edit]:
    """Yield a plain space for each tab, no-break, ideographic or other wide space.

    Later rules then judge one kind of space. Line ends stay, and so does the number of spaces.
    """
    text = reading.text
    return (Edit(start=m.start(), end=m.end(), new=" ") for m in _spaces.finditer(text))


@rule("K104", "全角数字与字母", digits=True)
def wide(reading: Reading) -> Iterator[Edit]:
    """Yield the half-width form of each full-width digit, Latin letter, percent sign and point between digits.

    Values stay. Full-width punctuation is Chinese, and ①, ⅱ, ㎡ mean something by themselves: left alone.
    """
    text = reading.text
    return (
        Edit(start=m.start(), end=m.end(), new="." if m.group() == "．" else chr(ord(m.group()) - 0xFEE0))
        for m in _wide.finditer(text)
    )


@rule("K105", "回车换行")
def line_ends(reading: Reading) -> Iterator[Edit]:
    """Yield LF for each CRLF or lone CR; the number of line ends stays."""
    text = reading.text
    return (Edit(start=m.start(), end=m.end(), new="\n") for m in re.finditer(r"\r\n?", text))


@rule("K107", "换页符")
def page_marks(reading: Reading) -> Iterator[Edit]:
    """Yield a deletion for each run of form feeds, once the joins have used them as evidence that a page ended."""
    text = reading.text
    return (Edit(start=m.start(), end=m.end(), new="") for m in re.finditer("\f+", text))


@rule("K106", "只有空格的行")
def blank_lines(reading: Reading) -> Iterator[Edit]:
    """Yield a deletion of the spaces of each line that holds nothing else, so that a blank line is blank for all rules."""
    text = reading.text
    return (Edit(start=m.start(), end=m.end(), new="") for m in _blank_tail.finditer(text))
