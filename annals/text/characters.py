"""Characters and lines of Chinese text; pure, knows no report."""

from __future__ import annotations

import re
import unicodedata

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"
"""Han characters, as the inside of a regular expression class."""

FULL_PUNCTUATION = "，。、；：！？（）《》〈〉“”‘’【】〔〕「」『』—…·"
SENTENCE_END = "。！？；…"
"""What may end a sentence. The colon is not among them: it announces."""
CLOSERS = "”’）》〉】〕」』)\"'"
OPENING = "“‘（《〈【〔「『("
BULLETS = r"\-*+•●·‧—–◦‣⁃∙"
"""What opens an item, as the inside of a class."""
GLYPHS = "»›▶►◎⊗⊙◉❖✦✧★☆●○◆◇■□▪▲△※☒☐☑✓✔➢➣➤❏❐❑❒❍▸▹◈⬤⚫\ue000-\uf8ff"
"""What opens a heading or an item in print, as the inside of a class. Symbol fonts of word processors put theirs into the
private use area."""
NOTE_GLYPH = "※"
"""The one among them that print uses as the mark of a reference: a note begins with it."""
MARKS = rf"{BULLETS}{GLYPHS}#>》〉|【】『』〖〗_"
"""All that may stand around a line's words and is none, as the inside of a class."""

han_character = re.compile(f"[{HAN}]")
letter = re.compile(f"[{HAN}A-Za-z]")
_NOTE_MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳¹²³⁴⁵⁶⁷⁸⁹*"
_bracketed_note = re.compile(r"(?:[\[［]\d{1,3}[\]］]){1,8}$")
_aside = re.compile(r"(?<=[。！？])[（(][^（）()。]{1,40}[)）]$")
"""A whole bracket behind the end of a sentence, as a source is: `比重。（数据来源：市教育局）`. OCR closes with either width."""
_MAY_FOLLOW = frozenset(("", "]", "］", *_NOTE_MARKS, *CLOSERS))
"""The last character of all that may stand behind the end of a sentence: most lines end with another, and tell at once."""
_TAIL = 80
"""How much of a text's end is looked at: more marks than this end no sentence."""
_SHOWN = 100
"""Characters of a line that a message shows."""
line_end = re.compile(r"\r\n|\n|\r")


def is_han(char: str) -> bool:
    return bool(char) and han_character.match(char) is not None


def is_of_word(char: str) -> bool:
    """Whether a character is neither white space nor a sign; none is no word."""
    return bool(char) and not char.isspace() and unicodedata.category(char)[0] not in "PS"


def letters(text: str) -> str:
    """Letters and digits alone: what no mark of Markdown, no blank and no punctuation changes.

    >>> letters("**9月27日**，为"), letters("2\\\\. 药物创制。")
    ('9月27日为', '2药物创制')
    """
    return "".join(filter(str.isalnum, text))


def is_foreign(text: str) -> bool:
    """Whether a line is prose in Latin letters: its marks are its own, though a curly quotation mark looks like a Chinese one.

    >>> is_foreign("We predict the next token as “to”, and stop."), is_foreign("“GDP”, “CPI”"), is_foreign("在 We predict the next 中")
    (True, False, False)
    """
    return han_character.search(text) is None and len(_word.findall(text)) >= _WORDS


_word = re.compile("[A-Za-z]{2,}")
_WORDS = 5
"""Fewer may be names within a Chinese sentence that its page cut."""


def is_full(char: str) -> bool:
    """Whether a character sets full width: Han or Chinese punctuation."""
    return is_han(char) or (bool(char) and char in FULL_PUNCTUATION)


def visible(text: str, kept: str = "") -> str:
    """A text in which nothing works on a terminal or hides from the reader: controls, what turns the direction of
    writing, what has no width and half characters are written as escapes; line ends too, but those in `kept`.

    >>> visible("红\\x1b[31m\\u202e\\n"), visible("甲\\n乙", "\\n") == "甲\\n乙"
    ('红\\\\x1b[31m\\\\u202e\\\\n', True)
    """
    if text.isprintable():
        return text
    return "".join(char if char in kept or not _is_hidden(char) else _escape(char) for char in text)


def _is_hidden(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")


def _escape(char: str) -> str:
    return char.encode("unicode_escape", "surrogatepass").decode("ascii") if char > "\xff" else ascii(char)[1:-1]


def line_starts(text: str) -> tuple[int, ...]:
    """Offsets at which raw lines start. A line ends at LF, CRLF or a lone CR and nowhere
    else: not at FF, VT, NEL or U+2028, which `str.splitlines` would also cut at."""
    starts = [0]
    starts.extend(match.end() for match in line_end.finditer(text))
    if len(starts) > 1 and starts[-1] == len(text):
        starts.pop()
    return tuple(starts)


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, closing quotes, brackets and note marks apart, and what a whole bracket adds.

    >>> ends_sentence("论坛在外地举行。”"), ends_sentence("与中西部")
    (True, False)
    >>> ends_sentence("所占比重。（数据来源：市教育局）"), ends_sentence("所占比重（数据来源：市教育局）")
    (True, False)
    >>> ends_sentence("所占比重。（教育年鉴，2014)")
    True
    """
    stripped = text.rstrip()[-_TAIL:]
    if stripped[-1:] not in _MAY_FOLLOW:
        return stripped[-1] in SENTENCE_END
    stripped = stripped.rstrip(_NOTE_MARKS)
    stripped = _aside.sub("", _bracketed_note.sub("", stripped).rstrip(_NOTE_MARKS)).rstrip(CLOSERS)
    return stripped != "" and stripped[-1] in SENTENCE_END


def is_prose(text: str) -> bool:
    """Whether a text holds at least one whole sentence.

    >>> is_prose("建设成效初显"), is_prose("9月9日举办。论坛")
    (False, True)
    """
    return "。" in text or "！" in text or "？" in text


def width(text: str) -> int:
    """Length in Han characters' widths, half-width characters counting half, rounded up."""
    half = len(text.encode("ascii", "ignore"))
    return len(text) - half + (half + 1) // 2


def parts_pair(before: str, after: str) -> bool:
    """Whether one of two texts leaves a pair of marks open that the other closes: nothing ends between them.

    >>> parts_pair("根据《水渠", "条例》的规定"), parts_pair("根据《水渠条例》", "（修订）的规定")
    (True, False)
    """
    return any(before.count(o) > before.count(c) and c in after for o, c in ("《》", "“”", "（）", "()"))


def ranges(lines: list[int]) -> tuple[tuple[int, int], ...]:
    """Sorted distinct line numbers as closed ranges.

    >>> ranges([33, 35, 36])
    ((33, 33), (35, 36))
    """
    found: list[tuple[int, int]] = []
    for line in sorted(set(lines)):
        if found and found[-1][1] + 1 == line:
            found[-1] = (found[-1][0], line)
        else:
            found.append((line, line))
    return tuple(found)


def excerpt(text: str, line: int) -> str:
    """The beginning of a line (1-based) for people to see.

    >>> excerpt("甲\\n乙", 2), len(excerpt("甲" * 200, 1))
    ('乙', 100)
    """
    found = text.split("\n")[line - 1]
    return found if len(found) <= _SHOWN else found[: _SHOWN - 1] + "…"
