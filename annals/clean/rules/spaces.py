"""Spaces that justification or OCR put into Chinese text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.clean.contract import rule
from annals.clean.furniture.note_marks import is_referred, lines_above, mark_of
from annals.clean.lead_words import blanks_behind_leads
from annals.model import Edit
from annals.text.captions import names_publication
from annals.text.characters import HAN, is_han
from annals.text.dates import YEAR, closes_with_date, is_date, wants_date
from annals.text.lexicon.words import Words, any_of
from annals.text.lines import CHAPTERS, key_value
from annals.text.numerals import COUNTING, TO_TEN
from annals.text.reading import Reading
from annals.text.word_rows import blanks_are_rare, clauses, enclosed_blanks, is_name, parting_blanks

_spaced_year = r"(?:1 +9|2 +0) +\d +\d(?!\d| +\d)"
_letter_spaced = re.compile(rf"(?<![{HAN}])[{HAN}](?: +[{HAN}](?![{HAN}])){{2,}}(?: +{_spaced_year})?")
_spaced_cell = re.compile(rf"(?<=\|)[ ]*[{HAN}] +[{HAN}][ ]*(?=\|)")
_spaced_line = re.compile(rf"^[ ]*(?:#{{1,6}} +)?[{HAN}] {{2,}}[{HAN}][ ]*$", re.MULTILINE)
_spaced_title = re.compile(rf"[ ]?[{HAN}]( +)[{HAN}]")
_TITLED = (*CHAPTERS, "一、", "（一）")
"""What bears such a number is a title, however short."""
_chapter = re.compile(rf"[# ]*第 ?(?:[{COUNTING}\d] ?){{1,5}}[编章节篇]")
_numbered = re.compile(rf"[# ]*[{TO_TEN}](?: ?[{TO_TEN}]){{0,2}} ?、 *")
_element = re.compile(r"[^ ]+")
_name = re.compile(rf"[{HAN}]{{2,4}}|[{HAN}] +[{HAN}]")
_between_han = re.compile(rf"(?<=[{HAN}]) +(?=[{HAN}])")
_beside_latin = re.compile(rf"(?<=[{HAN}]) +(?=[A-Za-z\d])|(?<=[A-Za-z\d%%]) +(?=[{HAN}])")
_beside_punctuation = re.compile(r"(?<=[，。、；：！？（《〈“‘】」』]) +|(?<=\S) +(?=[，。、；：！？）》〉”’【「『])")
_behind_bold = re.compile(
    r"\*\*(?=[^\s*])[^*\n]+[，。、；：！？）》〉”’】」』]\*\*( +)(?=[^\s*，。、；：！？）》〉”’】「『])"
)
"""`**标签：** 文字`"""


@rule("S110", "拉开字距的空格")
def letter_spaced(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of the spaces that spread a heading or cell over its width.

    Evidence: three single characters or more, or two that fill a cell, a line or a numbered title. Spaces between words stay:
    they part slogans; so does the one behind 第七章, and those of a row of words of one character (`以锂 硼 镁 铷 铯为主`).
    """
    text, rare = reading.text, blanks_are_rare(reading.text)
    for shape in reading.lines:
        if shape.numbering in _TITLED and (title := _spaced_title.fullmatch(text, shape.number_end, shape.end)):
            yield Edit(start=title.start(1), end=title.end(1), new="")
    for match in (*_letter_spaced.finditer(text), *_spaced_cell.finditer(text), *_spaced_line.finditer(text)):
        spaces = list(re.finditer(r"(?<=[^\s#]) +(?=\S)", match.group()))
        if _are_names(text, match.start(), len(spaces) + 1) or match.group().replace(" ", "") == _BLANK_DATE:
            continue
        if _are_halves_of_names(text, match.start(), match.group().replace(" ", ""), reading.lexicon.surnames):
            continue
        if rare and match.start() + spaces[0].start() in _enclosed_around(text, match):
            continue
        narrow = min(len(space.group()) for space in spaces)
        office = _end_of_office(match.group(), reading)
        for space in spaces:
            if space.start() == office:
                continue
            if len(space.group()) == narrow and not _opens_title(text, match.start() + space.start()):
                yield Edit(start=match.start() + space.start(), end=match.start() + space.end(), new="")


def _enclosed_around(text: str, match: re.Match[str]) -> frozenset[int]:
    """The blanks on the line of a match that part words of a row which a lead and an end enclose."""
    end = text.find("\n", match.end())
    return enclosed_blanks(text, text.rfind("\n", 0, match.start()) + 1, end if end >= 0 else len(text))


def _end_of_office(spread: str, reading: Reading) -> int:
    """Where the blank stands in characters set apart that parts an office from who holds it (`主 任 谭 颖`), -1 where none does."""
    words = spread.replace(" ", "")
    lexicon = reading.lexicon
    office = max((word for word in lexicon.offices if words.startswith(word)), key=len, default="")
    name = words[len(office) :]
    held = office and 2 <= len(name) <= _NAME and is_name(name, lexicon.surnames)
    return [match.end() for match in _character.finditer(spread)][len(office) - 1] if held else -1


_NAME = 3
"""Characters of a name at most."""
_character = re.compile(r"\S")
_BLANK_DATE = "年月日"
"""Between its words there is room for the figures."""


@rule("S117", "编号与题目粘连")
def glued_numbers(reading: Reading) -> Iterator[Edit]:
    """Yield a blank between the number of an outline and a figure with which its title begins (`2.22020年投资情况`).

    Evidence: the numbers of the text count on so. Before other words, and after a point, they stay as they are.
    """
    text = reading.text
    for shape in reading.lines:
        glued = shape.number and text[shape.number_end - 1].isdigit() and text[shape.number_end].isdigit()
        if glued:
            yield Edit(start=shape.number_end, end=shape.number_end, new=" ")


def _opens_title(text: str, at: int) -> bool:
    """Whether what stands on a line before a blank is the number of a chapter."""
    return _chapter.fullmatch(text, text.rfind("\n", 0, at) + 1, at) is not None


def _are_names(text: str, at: int, count: int) -> bool:
    """Whether characters set apart may be names of two characters each, as behind 完成人：, but not behind the number of a
    heading (`一、基 本 情 况`)."""
    if _numbered.fullmatch(text, text.rfind("\n", 0, at) + 1, at):
        return False
    return count > 2 and count % 2 == 0 and text[max(0, at - 2) : at].rstrip()[-1:] in ("：", ":", "、", "；")


def _are_halves_of_names(text: str, at: int, characters: str, surnames: Words) -> bool:
    """Whether characters set apart go on with a name whose surname is glued to what stands before them, or has two characters:
    `欧阳 静 林 涛`, `专家有高 远 林 涛`."""
    before = text[max(0, at - 3) : at].rstrip(" ")
    led = text[at - 1 : at] == " " and (before[-2:] in surnames or before[-1:] in surnames)
    return led and len(characters) % 2 == 1 and all(char in surnames for char in characters[1::2])


@rule("S116", "名单里的字距")
def justified_names(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of the blank inside names of two characters that were set as wide as their neighbours of three.

    Evidence: a surname, and the company: names in one piece or set alike in the same row. Lone 张 三 and words stay.
    """
    text = reading.text
    for shape in reading.lines:
        if text.find(" ", shape.first, shape.end) < 0:
            continue
        rows = [
            [(m.start(), m.end()) for m in _element.finditer(text, low, high)]
            for low, high in clauses(text, shape.first, shape.end)
        ]
        for row, company in zip(rows, _companies(text, rows), strict=True):
            halves = _halves(text, row, company=company)
            if all(text[first - 1] in reading.lexicon.surnames for first, _ in halves):
                yield from (Edit(start=first, end=second, new="") for first, second in halves)


def _companies(text: str, rows: list[list[tuple[int, int]]]) -> Iterator[bool]:
    """Of each clause whether a name stands beside it, behind or before 、."""
    for index, row in enumerate(rows):
        beside = [
            other
            for other in rows[max(0, index - 1) : index] + rows[index + 1 : index + 2]
            if "、" in text[min(other[-1][1], row[-1][1]) : max(other[0][0], row[0][0])]
        ]
        names = [word for other in beside for word in (text[low:high] for low, high in other)]
        yield any(_name.fullmatch(name) for name in names) or any(
            _name.fullmatch(text[other[0][0] : other[-1][1]]) for other in beside
        )


def _halves(text: str, row: list[tuple[int, int]], *, company: bool) -> list[tuple[int, int]]:
    """The blanks inside names of a row: single characters in pairs, where other words of the row have two to four."""
    words = [text[low:high] for low, high in row]
    whole = [bool(_name.fullmatch(word)) for word in words]
    single = [len(word) == 1 and is_han(word) for word in words]
    if not all(one or name for one, name in zip(single, whole, strict=True)) or not (company or any(whole)):
        return []
    found, at = [], 0
    while at < len(row):
        if not single[at]:
            at += 1
        elif at + 1 < len(row) and single[at + 1]:
            found.append((row[at][1], row[at + 1][0]))
            at += 2
        else:
            return []
    return found if not company or len(row) == 2 or any(whole) else []


_opening = re.compile(rf"(?:{YEAR}年)?\d{{1,2}}月\d{{1,2}}日|第[{COUNTING}\d]+条(?:之[{COUNTING}]+)?")


@rule("S111", "句中汉字间的空格")
def in_prose(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of spaces between Han characters in prose, which alignment or a line break left.

    Inside quotation and title marks a space parts clauses, in a row of names or terms words, behind the day that opens the entry
    of a chronicle what happened, behind the number of an article of a statute what it says, behind the words that lead in a
    paragraph, as several do, its sentence; headings, items and short lines use it too: left alone.
    """
    text = reading.text
    leads, rare = blanks_behind_leads(text, reading.lines), blanks_are_rare(text)
    surnames, bodies = reading.lexicon.surnames, reading.lexicon.bodies
    for shape in reading.lines:
        if not shape.prose:
            continue
        done = first = max(shape.body, shape.number_end)
        open_quotes = open_titles = 0
        parting = parting_blanks(text, first, shape.end, surnames, bodies, rare=rare)
        for space in _between_han.finditer(text, first, shape.end):
            open_quotes += text.count("“", done, space.start()) - text.count("”", done, space.start())
            open_titles += text.count("《", done, space.start()) - text.count("》", done, space.start())
            done = space.start()
            opens = space.start() in leads or _opening.fullmatch(text, first, space.start()) is not None
            if open_quotes == 0 and open_titles == 0 and space.start() not in parting and not opens:
                yield Edit(start=space.start(), end=space.end(), new="")


def _behind_mark(reading: Reading, index: int) -> int:
    """Where the blank stands that parts a note from its number, which the text above bears: `1 按样地推算。`; -1 where none does."""
    line = reading.lines[index]
    blank = _mark_of_note.match(line.text)
    mark = mark_of(line) if blank and index and not line.bullet else None
    referred = mark is not None and mark.form == "plain" and is_referred(lines_above(reading.lines, index - 1), mark)
    return line.body + blank.start(1) if blank and referred else -1


_mark_of_note = re.compile(rf"\d{{1,3}}( +)(?=[{HAN}])")
_next_key = re.compile(rf"[{HAN}]{{2,8}}[：:]")
_mark = re.compile(r"[，。、；：〔]|[,;:](?!\d)")
"""What a sentence or a list has and a name or a row has not: within a figure a comma is none."""


@rule("S112", "汉字与数字、字母间的空格")
def beside_latin(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of spaces between Han and Latin letters or digits: typography, which the style sheet restores.

    Behind a number of a heading, box or table the space parts it from its title, and a short line is often one; so it does behind
    the day that opens an entry, between who signs and the date that closes the line or clause, and between one key with its value
    and the next: left alone.
    """
    text = reading.text
    leads = blanks_behind_leads(text, reading.lines)
    numbered_label = re.compile(rf"(?:{any_of(reading.lexicon.boxes)}|图表?|表|附[图表件录])[ ]?\d+(?:[-－—–.]\d+)* ")
    for index, shape in enumerate(reading.lines):
        first = max(shape.body, shape.number_end)
        plain = _mark.search(text, first, shape.end) is None
        if (
            plain
            and not is_date(shape.text)
            and not (names_publication(shape.text, reading.lexicon) and not shape.numbering)
        ):
            continue
        if label := numbered_label.match(text, first, shape.end):
            first = label.end()
        day = _opening.match(text, first, shape.end)
        note = _behind_mark(reading, index)
        keyed = key_value(shape.text) is not None and not shape.prose
        for space in _beside_latin.finditer(text, first, shape.end):
            dated = closes_with_date(text, space.end()) and not wants_date(text[first : space.start()])
            led = space.start() == note or space.start() in leads or (day and space.start() == day.end())
            # `公司代码：600000 公司简称：某某`
            led = led or (keyed and _next_key.match(text, space.end()) and "：" in text[first : space.start()])
            if not dated and not led:
                yield Edit(start=space.start(), end=space.end(), new="")


@rule("S113", "全角标点旁的空格")
def beside_punctuation(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of spaces beside full-width punctuation, which brings its own.

    A mark that ends what is bold has them behind the bold. Line ends, indents and spaces beside half-width marks stay, and so do the one
    between the mark of an item or heading and its words (`- 「耆樂居」`) and the room for a value that a form leaves between one key and the next.
    """
    text, bodies = reading.text, {line.body for line in reading.lines}
    beside = [match.span() for match in _beside_punctuation.finditer(text)]
    gone = {(low, high) for low, high in beside if high not in bodies and not _room.match(text, low)}
    gone |= {match.span(1) for match in _behind_bold.finditer(text)}
    yield from (Edit(start=low, end=high, new="") for low, high in sorted(gone))


_room = re.compile(r"(?<=：) +(?=[^\s，。；：]{2,14}：(?:[ _＿]|$))", re.MULTILINE)
"""`甲方（盖章）：        乙方（盖章）：`"""


@rule("S114", "连续的空格")
def repeated(reading: Reading) -> Iterator[Edit]:
    """Yield one space for each run of them between two characters of a line; indents and line ends stay."""
    text = reading.text
    return (Edit(start=m.start(), end=m.end(), new=" ") for m in re.finditer(r"(?<=\S) {2,}(?=\S)", text))
