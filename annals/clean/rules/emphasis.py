"""Marks of emphasis that print does not show as words: italics, strokes, marker, and a second mark before an item."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.clean.contract import rule
from annals.model import Edit, HintKind
from annals.text.characters import HAN, is_of_word, letter
from annals.text.reading import Reading

_triple = re.compile(r"(?<![*\\])\*\*\*(?=\S)[^*\n]{1,200}(?<=\S)\*\*\*(?!\*)")
_italic = re.compile(
    r"(?<![*\\])\*(?=[^\s*])(?P<star>[^*\n]{1,200})(?<=[^\s*])\*(?!\*)|(?<![_\\\w])_(?=[^\s_])(?P<line>[^_\n]{1,200})(?<=[^\s_\\])_(?![_\w])"
)
_stroke = re.compile(
    r"(?<!~)~~(?=[^\s~])[^~\n]{1,200}(?<=[^\s~])~~(?!~)|(?<![=A-Za-z\d])==(?=[^\s=])[^=\n]{1,200}(?<=[^\s=])==(?![=A-Za-z\d])"
)
_skipped = re.compile(r"`[^`\n]{1,200}`|\$[^$\n]{1,400}\$|https?://[\w./?=&%#:~+-]{1,200}")
_words_or_figures = re.compile(rf"[{HAN}A-Za-z\d]")
_lined = re.compile(r"(?<![_\\\w])__(?=[^\s_])[^_\n]{1,200}(?<=[^\s_\\])__(?![_\w])")
_star = re.compile(r"(?<!\*)\*(?!\*)")
_double = re.compile(
    rf"^[ ]{{0,12}}(?:[-*+]|\d{{1,2}}\.)[ ]{{1,4}}(?P<second>[·•‧∙◦▪‣⁃○●■–-][ ]{{1,4}})(?=[{HAN}“《（A-Za-z])",
    re.MULTILINE,
)


@rule("D109", "斜体与删除线的记号")
def italics(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of the single asterisks and lines that Markdown has around italics, of the third asterisk of bold italics,
    of the tildes of struck words and the signs of marked ones: the words stay. Asterisks for the lines of bold, `__甲__`.

    Evidence: a pair as CommonMark reads it, words inside. An asterisk that multiplies, marks names or leads to a note, figures,
    code, formulas, addresses and names of files stay.
    """
    text = reading.text
    skipped = [m.span() for m in _skipped.finditer(text)]
    for match in _triple.finditer(text):
        yield Edit(start=match.start(), end=match.start() + 1, new="")
        yield Edit(start=match.end() - 1, end=match.end(), new="")
    for match in _lined.finditer(text):
        yield Edit(start=match.start(), end=match.start() + 2, new="**")
        yield Edit(start=match.end() - 2, end=match.end(), new="**")
    for match in (*_italic.finditer(text), *_stroke.finditer(text)):
        if any(low < match.end() and match.start() < high for low, high in skipped):
            continue
        size = 2 if match.lastgroup is None else 1
        words = letter if match.lastgroup != "line" else _words_or_figures
        if words.search(match.group()) and (size > 1 or _is_emphasis(text, match)):
            # A line that is all in italics may say what the picture above it shows.
            alone = (
                size == 1
                and text[match.start() - 1 : match.start()] in ("", "\n")
                and text[match.end() : match.end() + 1] in ("", "\n")
            )
            hint = HintKind.SET_OFF if alone else None
            yield Edit(start=match.start(), end=match.start() + size, new="", hint=hint)
            yield Edit(start=match.end() - size, end=match.end(), new="")


def _is_emphasis(text: str, match: re.Match[str]) -> bool:
    """Whether marks open and close: none of them stands between a word outside and a sign inside, and no figure or Latin
    letter beside an asterisk, which then multiplies; all asterisks of a line are pairs."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    inside = text[match.start() + 1 : match.end() - 1]
    if (is_of_word(before) and not is_of_word(inside[0])) or (is_of_word(after) and not is_of_word(inside[-1])):
        return False
    if match.lastgroup == "line":
        return True
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()], text[match.end() :].partition("\n")[0]
    if (len(_star.findall(line[0])) + len(_star.findall(line[1]))) % 2:
        return False
    beside = (before.isascii() and before.isalnum()) or (after.isascii() and after.isalnum())
    # Stars behind names, 张*李*王, stand so too.
    return not beside and not (is_of_word(before) and (is_of_word(after) or not after.strip()))


@rule("D110", "两重的项目符号")
def double_marks(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of the mark of print that stands behind the mark or number of a list: `- · 心内科`.

    Evidence: two marks before the words, blanks behind both. A single mark stays, and so does one before a figure: `- – 5℃`.
    """
    for match in _double.finditer(reading.text):
        yield Edit(start=match.start("second"), end=match.end("second"), new="")
