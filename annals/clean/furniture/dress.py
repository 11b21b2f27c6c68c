"""What a line that may be a page number is written like."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from annals.text.numerals import COUNTING, roman_value, value_of


class Dress(StrEnum):
    """How much the form says: SURE alone is enough; BARE needs a run that goes up with the pages, as ZERO_LED does,
    which may count chapters; LISTED also marks items and formulas, so that it has to cut a sentence; FRAMED stands between any
    marks, which have to come again around a greater number."""

    SURE = "sure"
    FRAMED = "framed"
    BARE = "bare"
    ZERO_LED = "zero-led"
    LISTED = "listed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dressed:
    """A number in its dress; the value of Roman ones is 0, as they are no pages of the text."""

    dress: Dress
    value: int


_DIGITS = 4
"""No page number is longer."""
_WIDEST = 40
BARS = "|｜丨│┃∣¦"
"""What parts a page number from a running title beside it."""
_marks = rf"[—–―\-－﹣─·•・‧~～〜*.．。_={BARS}<>《》〈〉◆◇■□●○※§]"
_number = r"\d(?: ?\d){0,3}"
_roman = r"[IVXLC]{1,7}|[ivxlc]{1,7}|[Ⅰ-Ⅻⅰ-ⅻ]{1,3}"
_between = re.compile(
    rf"{_marks}(?:\s?{_marks}){{0,9}}\s?(?:({_number})|({_roman})|([{COUNTING}]{{1,4}}))(?:\s?[/／]\s?\d{{1,4}})?\s?{_marks}(?:\s?{_marks}){{0,9}}"
)
_told = re.compile(
    rf"(?:[^\w\s]\s?)?(?:第\s?({_number}|[{COUNTING}]{{1,4}})\s?[页頁](?:[\s,，/／（(]{{0,3}}共\s?{_number}\s?[页頁][)）]?)?"
    rf"|共\s?{_number}\s?[页頁][\s,，/／]{{0,3}}第\s?({_number})\s?[页頁]"
    rf"|[Pp](?:[Aa][Gg][Ee])?[.:：]?\s?({_number})(?:\s?(?:[Oo][Ff]|/)\s?{_number})?|[页頁][码碼]?[:：]\s?({_number}))(?:\s?[^\w\s])?"
)
_han = rf"[{COUNTING}○](?: ?[{COUNTING}○]){{0,4}}"
_bracketed = re.compile(
    rf"[\[［（(【〔{{]\s?({_number}|{_han}|{_roman})\s?[\]］）)】〕}}]|(\d{{1,4}})\s?[.．、)）:：,，]|({_han})(?:\s?[页頁])?|([①-⑳])"
)
_one_sided = re.compile(rf"(?:{_marks}|[/／\\:：])\s?({_number})|({_number})\s?(?:{_marks}|[/／\\])")
_zero_led = re.compile(r"0\d\d\d?")
_bare = re.compile(_number)
_behind_sentence = re.compile(rf"(?:[.．]\s?)?{_number}\s?。")
"""The mark of a note and the stop of its sentence, which a tool set on a line of their own, or the decimals of a figure set wide."""
_no_frame = r"\w\s%％‰℃°$￥¥€£＄+±≈≥≤|.,，。:：'\"“”‘’"
_framed = re.compile(
    rf"((?:[^{_no_frame}] ?){{1,5}})(\d{{1,4}})((?: ?[^{_no_frame}]){{0,5}})|()(\d{{1,4}})((?: ?[^{_no_frame}]){{1,5}})"
)
"""Marks of whatever form, on both sides or one; a figure has those of money, shares and sums."""


def frame_of(content: str) -> str:
    """The marks around a number that a line holds and nothing else, without blanks; empty where there are none.

    >>> frame_of("‖ 11 ‖"), frame_of("≈ 11 %")
    ('‖‖', '')
    """
    match = _framed.fullmatch(content)
    return "".join(match.group(1, 3, 4, 6)[at] or "" for at in range(4)).replace(" ", "") if match else ""


def dressed(content: str) -> Dressed | None:
    """What number a line holds and nothing else, and how it is dressed; None where it is no number.

    >>> [dressed(line) for line in ("．12．", "| 12", "12.")] == [
    ...     Dressed(dress=Dress.SURE, value=12), Dressed(dress=Dress.BARE, value=12), Dressed(dress=Dress.LISTED, value=12)]
    True
    """
    if len(content) > _WIDEST or _behind_sentence.fullmatch(content):
        return None
    if match := _between.fullmatch(content) or _told.fullmatch(content):
        return Dressed(dress=Dress.SURE, value=_value(match))
    if match := _bracketed.fullmatch(content):
        return Dressed(dress=Dress.LISTED, value=_value(match))
    if (match := _framed.fullmatch(content)) and not _one_sided.fullmatch(content):
        return Dressed(dress=Dress.FRAMED, value=int(match[2] or match[5]))
    if _zero_led.fullmatch(content):
        return Dressed(dress=Dress.SURE, value=int(content))
    if match := _bare.fullmatch(content) or _one_sided.fullmatch(content):
        value = int(content.replace(" ", "")) if match.re is _bare else _value(match)
        zero_led = content[0] == "0"
        return Dressed(dress=Dress.ZERO_LED if zero_led else Dress.BARE, value=value) if value else None
    return None


def _value(match: re.Match[str]) -> int:
    number = next((group for group in match.groups() if group), "").replace(" ", "")
    value = value_of(number) if number else None
    return value if value is not None and value < 10**_DIGITS else 0


def number_beside(content: str) -> tuple[str, int] | None:
    """What a line says beside a number in Han, Roman or circled figures, and its value; None where it has none, with a blank or a
    mark between.

    >>> number_beside("林业年报　第十二页"), number_beside("Ⅸ ｜ 林业年报"), number_beside("第十二章 林业")
    (('林业年报', 12), ('林业年报', 9), None)
    """
    for form in (_behind_title, _before_title):
        if match := form.fullmatch(content):
            told = listed_value(match["number"]) or listed_value(f"[{match['number']}]")
            return (match["title"], told[1]) if told else None
    return None


def dressed_beside(content: str) -> tuple[str, int] | None:
    """What a line says beside a number whose dress alone tells that it is a page's, and its value; None where it has none.

    >>> dressed_beside("林业年报 · 12 ·"), dressed_beside("— 12 — 林业年报"), dressed_beside("林业年报 12")
    (('林业年报', 12), ('林业年报', 12), None)
    """
    match = _sure_behind.fullmatch(content) or _sure_before.fullmatch(content) if len(content) <= 2 * _WIDEST else None
    # `智能航标P3` is the name of a thing.
    found = dressed(match["number"].strip()) if match and match["number"][0] not in "Pp" else None
    return (match["title"].strip(), found.value) if match and found and found.dress is Dress.SURE else None


_words = r"(?P<title>\w.{2,40}?)"
_sure_behind = re.compile(rf"{_words}\s?(?P<number>{_between.pattern}|{_told.pattern})")
_sure_before = re.compile(rf"(?P<number>{_between.pattern}|{_told.pattern})\s?{_words}")
_gap = rf"(?:[ \u3000]{{1,8}}|[ \u3000]{{0,4}}(?:{_marks}[ \u3000]?){{1,4}}|[ \u3000]{{0,4}}(?=[\[［（(【〔]))"
_other = (
    rf"[\[［（(【〔]?\s?(?:第\s?(?={_han}\s?[页頁]))?(?P<number>{_han}|{_roman}|[①-⑳])(?:\s?[页頁])?\s?[\]］）)】〕]?"
)
_behind_title = re.compile(rf"(?P<title>\S.{{2,40}}?){_gap}{_other}\s?(?:{_marks}){{0,3}}")
_before_title = re.compile(rf"(?:{_marks}\s?){{0,3}}{_other}{_gap}(?P<title>\S.{{2,40}})")


def listed_value(content: str) -> tuple[str, int] | None:
    """The brackets of a number that may mark an item, with the kind of its figures, and its value, Roman and circled ones too; None
    where a line holds more.

    >>> listed_value("〔一九七〕"), listed_value("（Ⅸ）"), listed_value("⑫"), listed_value("12%")
    (('〔〕han', 197), ('（）roman', 9), ('circled', 12), None)
    """
    match = _bracketed.fullmatch(content)
    number = next((group for group in match.groups() if group), "") if match else ""
    if not match or not number:
        return None
    bare = unicodedata.normalize("NFKC", number.replace(" ", ""))
    around = content.replace(number, "", 1).replace(" ", "")
    if bare.isdigit():
        return (around or "circled", int(bare))
    if bare.isascii():
        return f"{around}roman", roman_value(bare)
    value = value_of(bare)
    return (f"{around}han", value) if value else None
