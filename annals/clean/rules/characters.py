"""Characters that no reader can see or that only look wider than they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

from annals.clean.contract import rule
from annals.model import Edit
from annals.text.characters import FULL_PUNCTUATION, HAN
from annals.text.forms import FORMS, IDEOGRAPHS, MARKS, plain_ideographs
from annals.text.reading import Reading

_invisible = re.compile(
    r"[\u200b-\u200f\u2060-\u2064\ufeff\u00ad\u202a-\u202e\u2066-\u2069\ufe00-\ufe0f\U000e0100-\U000e01ef]+"
)
_control = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]+")
_spaces = re.compile(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_wide = re.compile(r"[０-９Ａ-Ｚａ-ｚ％]|(?<=[０-９\d])[．](?=[０-９\d])")
_last_point = re.compile(
    r"^[# ]{0,9}(?=[０-９\d.]{1,9}．[０-９\d])[０-９\d]{1,2}(?:[．.][０-９\d]{1,2}){1,4}(．)(?![０-９\d])", re.MULTILINE
)
"""`1．1．机构`: a number has its points alike."""
_forms = re.compile(f"[{FORMS}]")
_FEW_TWICE = 3
_MOST_TWICE = 0.9
_old_forms = re.compile("[戶靑]")
_marks = re.compile("[" + re.escape("".join(MARKS)) + "]")
_bar = re.compile(rf"(?<=[{HAN}{FULL_PUNCTUATION}\d%])―{{1,9}}|―{{1,9}}(?=[{HAN}{FULL_PUNCTUATION}\d])")
_kana = re.compile("[ｦ-ﾟ]{2,}")
# One # before a bare figure may count something (#1 高炉), and a topic stands between two (#低碳#).
_glued_hash = re.compile(
    rf"^[ ]{{0,3}}(?:#(?=(?:[{HAN}《“（【]|\d{{1,2}}(?:\.\d{{1,2}}){{0,4}}[.、．]?[ ]?[{HAN}]|\d{{1,2}}[.、．])[^#\n]*$)"
    rf"(?!\d{{1,2}}[ ]?[{HAN}])|##+(?=[^#\s]))",
    re.MULTILINE,
)
_too_many = re.compile(r"^[ ]{0,3}#{6}(#++)(?![ ]*$)", re.MULTILINE)
_hashes_alone = re.compile(r"^[ ]*(#+)[ ]*$", re.MULTILINE)
_closing = re.compile(r"^[ ]{0,3}#{1,9}[^#\n]*[^#\s]([ ]+#+)[ ]*$", re.MULTILINE)
_blank_tail = re.compile(r"(?<=\n)[ ]+(?=\n)")


@rule("K101", "不可见字符")
def invisible(reading: Reading) -> Iterator[Edit]:
    """Yield a deletion for each run of characters that nobody sees: zero-width marks, soft hyphens, direction controls.

    Variation selectors too. They break search and copying. Visible hyphens and everything that takes room stay.
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
    """Yield the half-width form of each full-width digit, Latin letter, percent sign and point between digits, and of the one that
    closes a number with such points at the beginning of a line.

    Values stay. Full-width punctuation is Chinese, and ①, ⅱ, ㎡ mean something by themselves: left alone.
    """
    text = reading.text
    for m in _wide.finditer(text):
        yield Edit(start=m.start(), end=m.end(), new="." if m.group() == "．" else chr(ord(m.group()) - 0xFEE0))
    for m in _last_point.finditer(text):
        yield Edit(start=m.start(1), end=m.end(1), new=".")


def _beside_what_it_means(text: str, place: int) -> bool:
    # A glyph with three characters comes as ⼒力力, of which the third is a compatibility ideograph.
    meant = plain_ideographs(text[place])
    return meant in (text[max(place - 1, 0) : place], text[place + 1 : place + 2])


@rule("K108", "部首与兼容汉字")
def ideographs(reading: Reading) -> Iterator[Edit]:
    """Yield the character meant for each radical (⼯) and compatibility ideograph, which PDFs have for the same glyph;
    where nearly each stands beside the very character it means, one glyph was read as all its characters (⽩白⽪皮书 is
    白皮书), and the form goes.

    A text that writes 戶 or 靑 itself means them. 々, 〇 and what has a meaning of its own (㎡, ①) stay, and so does a
    word that repeats a character: 年年 was read as four of which two are plain.
    """
    text = reading.text
    own = {char: char for char in _old_forms.findall(text)}
    forms = [m.start() for m in _forms.finditer(text) if m.group() in IDEOGRAPHS]
    beside = {place for place in forms if _beside_what_it_means(text, place)}
    twice = len(beside) >= max(_FEW_TWICE, _MOST_TWICE * len(forms))
    for place in forms:
        meant = own.get(normalize("NFKC", text[place]), IDEOGRAPHS[text[place]])
        yield Edit(start=place, end=place + 1, new="" if twice and place in beside else meant)


@rule("K109", "竖排、小号与半角的标点")
def mark_forms(reading: Reading) -> Iterator[Edit]:
    """Yield the usual form of each punctuation mark in its form for vertical lines (︵), small (﹐) or half-width (｡),
    of half-width kana in a row, and of the bar ― that fonts have for the dash beside Chinese text or figures.

    Full-width marks, ＋ and Ⅲ stay, and a single half-width kana, which may be a misread character.
    """
    text = reading.text
    for m in _marks.finditer(text):
        yield Edit(start=m.start(), end=m.end(), new=MARKS[m.group()])
    for m in _bar.finditer(text):
        yield Edit(start=m.start(), end=m.end(), new="—" * len(m.group()))
    for m in _kana.finditer(text):
        yield Edit(start=m.start(), end=m.end(), new=normalize("NFKC", m.group()))


@rule("K110", "井号的写法")
def hashes(reading: Reading) -> Iterator[Edit]:
    """Yield a blank behind the # of a heading that has none, and deletions of the seventh # and further ones, of #
    that close a heading, and of lines that hold nothing else.

    A topic between two #, `#1` before a name, `C#` and a # inside a line stay.
    """
    text = reading.text
    for m in (*_too_many.finditer(text), *_hashes_alone.finditer(text), *_closing.finditer(text)):
        yield Edit(start=m.start(1), end=m.end(1), new="")
    for m in _glued_hash.finditer(text):
        yield Edit(start=m.end(), end=m.end(), new=" ")


@rule("K105", "回车换行")
def line_ends(reading: Reading) -> Iterator[Edit]:
    """Yield LF for each CRLF or lone CR; the number of line ends stays."""
    text = reading.text
    return (Edit(start=m.start(), end=m.end(), new="\n") for m in re.finditer(r"\r\n?", text))


@rule("K107", "换页符")
def page_marks(reading: Reading) -> Iterator[Edit]:
    """Yield a deletion for each run of form feeds, once the joins have used them as evidence that a page ended. Right before a line a
    blank line takes its stead: what begins a page is set apart from the last line of the one before; rows of tables are not."""
    text = reading.text
    for m in _page_marks.finditer(text):
        yield Edit(start=m.start(), end=m.end(), new="\n" if m[1] else "")


_page_marks = re.compile(r"(?:(?<=[^\n\f]\n)(\f+)(?=[ \u3000]{0,200}[^\s|])|\f+)")


@rule("K106", "只有空格的行")
def blank_lines(reading: Reading) -> Iterator[Edit]:
    """Yield a deletion of the spaces of each line that holds nothing else, so that a blank line is blank for all rules."""
    text = reading.text
    return (Edit(start=m.start(), end=m.end(), new="") for m in _blank_tail.finditer(text))
