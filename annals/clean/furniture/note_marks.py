"""The marks of notes: how they are written, and where one stands in the text that a note belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from annals.text.characters import HAN, han_character, is_han
from annals.text.lexicon import Lexicon
from annals.text.lines import CLAUSE, Shape, key_value
from annals.text.units import COUNTER, starts_with_unit

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ringed = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_raised = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_forms: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("circled", re.compile(rf"([{CIRCLED}❶-❿])\s*")),
    ("ringed", re.compile(rf"([{_ringed}])\s*")),
    ("bracketed", re.compile(r"[\[［〔【](?:[注註]\s?)?(\d{1,3})[\]］〕】]\s*")),
    ("worded", re.compile(r"[\[［〔【]([注註])[\]］〕】]\s*")),
    ("raised", re.compile(r"([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})\s*")),
    ("raised", re.compile(r"<sup>[\[(]?(\d{1,3})[\])]?</sup>\s*")),
    ("starred", re.compile(r"(?!\*\*\S[^*\n]{0,80}\*\*)((?:\\?[*＊†‡※¶]|§(?![ ]?\d)){1,4})\s*(?=\S|$)")),
    ("named", re.compile(r"[注註]\s?(\d{0,2})[：:.．]\s*")),
    ("listed", re.compile(r"[（(]?(\d{1,3})[)）.．、](?!\d)\s*")),
    ("lettered", re.compile(rf"([a-z])(?:\s+(?=[{HAN}《“])|$)")),
    ("plain", re.compile(rf"(\d{{1,3}})(?:\s+(?=\S)|(?=[{HAN}《“(（]|[A-Z][A-Za-z])|$)")),
)
_to_raised = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_bracketed_inside = re.compile(r"(?<=\S)[\[［〔【](?:[注註]\s?)?(\d{1,3})[\]］〕】]")
_worded_inside = re.compile(r"(?<=\S)[\[［〔【][注註][\]］〕】]")
_tagged_inside = re.compile(r"(?<=\S)<sup>[\[(]?(\d{1,3})[\])]?</sup>")
# 图1, 专栏1, 附件1 number something else.
_figure_inside = re.compile(
    rf"(?<![图圖表栏欄件录錄第])(?<=[{HAN}，。；、：”’》）)%％A-Za-z])(?:\n(?=\d{{1,3}}[，。；：、])|[ ](?=\d{{1,3}}[ ]?[，。；：、]))?[（(]?(\d{{1,3}})[)）]?(?![\d.%％])"
)
_bold = re.compile(r"\*\*(?=\S)[^*\n]{1,80}\*\*")
_goes_with_text = re.compile("[，。、；：！？）]")
_cited = re.compile("[等的和与及]")
"""Before these a mark stands behind the word above it and begins no note; before the words one in brackets does."""
_counts = re.compile(COUNTER)
_STARS = ("＊", "†", "‡", "※")
_BACK = 60
"""A mark stands in the text at most so many lines above its note."""
_LONG = 30
"""So many lines of notes at most stand at the foot of a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    form: str
    sign: str
    value: int
    alone: bool
    apart: bool
    """Whether a blank stands behind it: `2 见…`, not `8天`."""

    def follows(self, before: Mark) -> bool:
        if self.form != before.form:
            # What is told of the whole stands behind what marks in the text call for.
            return self.form == "named" and not self.value
        return self.value == before.value + 1 if self.value else self.sign != before.sign or self.form == "named"


def mark_of(line: Shape) -> Mark | None:
    """The mark with which a note begins."""
    if line.hashes or line.row:
        return None
    if line.bullet or line.glyph in _STARS:
        # A tool that takes a note for an item puts a bullet before its number.
        numbered = _mark_at(line.text) if line.bullet else None
        if numbered is not None and numbered.form in _BULLETED and numbered.apart and not numbered.alone:
            return numbered
        # A note's star passes for a bullet or a glyph; whether it is one, the text above tells.
        return Mark(form="starred", sign=line.glyph or "*", value=0, alone=False, apart=True)
    return _mark_at(line.text)


_BULLETED = ("circled", "bracketed", "raised", "plain")


def _mark_at(content: str) -> Mark | None:
    for form, pattern in _forms:
        match = pattern.match(content)
        if match is None:
            continue
        rest = content[match.end() :]
        if form == "plain" and (starts_with_unit(rest) or _counts.match(rest)):
            return None
        if _goes_with_text.match(rest) or (form == "bracketed" and _cited.match(rest)):
            return None
        sign = match.group(1).translate(_raised).replace("\\", "")
        value = next((row.index(sign) + 1 for row in (CIRCLED, _ringed) if sign and sign in row), 0)
        value = value or (int(sign) if sign.isdecimal() else 0)
        return Mark(form=form, sign=sign, value=value, alone=not rest, apart=not rest or match.group()[-1].isspace())
    return None


def says_source(text: str, lexicon: Lexicon) -> bool:
    """Whether a note says behind its mark where something is from: `7来源：…`."""
    pair = key_value(_behind_mark.sub("", text, count=1))
    return pair is not None and pair[0] in lexicon.notes and pair[1] != ""


_behind_mark = re.compile(r"^[^\w\s]{0,2}[\d①-⑳]{1,3}[^\w\s]{0,2}\s?")


def lines_above(lines: Sequence[Shape], index: int, back: int = _BACK) -> str:
    return "\n".join(line.text for line in lines[max(0, index - back) : index + 1])


def is_referred(above: str, mark: Mark) -> bool:
    """Whether a mark stands inside a line above: raised, in brackets, or as a figure that counts nothing."""
    if mark.form == "named":
        return "注" in above or "註" in above
    if mark.form == "lettered":
        return False
    if mark.form == "worded":
        return _worded_inside.search(above) is not None
    if mark.form == "bracketed":
        return _has_number(_bracketed_inside, above, mark.value)
    if mark.form in ("circled", "ringed", "starred"):
        above = _bold.sub("", above)
        return any(_stands_behind(above, at) for at in _places(above, mark.sign))
    if str(mark.value).translate(_to_raised) in above or _has_number(_tagged_inside, above, mark.value):
        return True
    if mark.form == "raised" and _has_number(_bracketed_inside, above, mark.value):
        # A converter raises the mark of the note and makes the one in the text a link.
        return True
    return any(
        int(m.group(1)) == mark.value and not starts_with_unit(above, m.end()) and not _counts.match(above, m.end())
        for m in _figure_inside.finditer(above)
    )


def _has_number(pattern: re.Pattern[str], text: str, number: int) -> bool:
    return any(int(match.group(1)) == number for match in pattern.finditer(text))


def _places(text: str, sign: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(sign, at)]


def _stands_behind(text: str, at: int) -> bool:
    """Whether a mark stands right behind a word, or a blank behind a Chinese one: `首要污染物 * 的天数`."""
    return at > 0 and (not text[at - 1].isspace() or (text[at - 1] == " " and is_han(text[max(0, at - 2) : at - 1])))


def lone_marks(lines: Sequence[Shape]) -> tuple[int, ...]:
    """The places of lines that hold the mark of a note alone, torn out of the line of text above, close between two lines. A line
    further down begins with the same mark, and what is a plain number stands before a mark that no line begins with."""
    marks = [mark_of(line) if len(line.text) <= _SIGN or line.bullet or line.glyph else None for line in lines]
    begun = [mark or mark_of(line) for mark, line in zip(marks, lines, strict=True)] if any(marks) else []
    found = []
    for at in range(1, len(lines) - 1):
        mark, above, below = marks[at], lines[at - 1], lines[at + 1]
        if mark is None or not mark.alone or mark.form not in _alone_forms or below.marked or above.marked:
            continue
        close = not (lines[at].blanks_before or below.blanks_before or lines[at].page_before or below.page_before)
        goes_on = _goes_with_text.match(below.text) is not None
        told = goes_on or (mark.form not in ("plain", "lettered") and not above.ended and above.width >= CLAUSE)
        noted = any(other is not None and _is_same(mark, other) for other in begun[at + 1 : at + _LONG])
        # A foreign name may fill the line above, which goes on from a Chinese one.
        words = han_character.search(above.text) or (
            not above.blanks_before and at > 1 and han_character.search(lines[at - 2].text)
        )
        if close and told and noted and words and not above.text[-1].isdigit():
            found.append(at)
    return tuple(found)


_SIGN = 6
"""No mark of a note is longer."""
_alone_forms = ("circled", "bracketed", "worded", "raised", "starred", "lettered", "plain")


def _is_same(one: Mark, other: Mark) -> bool:
    return one.form == other.form and one.sign == other.sign
