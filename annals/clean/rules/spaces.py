"""Spaces that justification or OCR put into Chinese text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.clean.contract import rule
from annals.model import Edit
from annals.text.characters import HAN
from annals.text.dates import is_date
from annals.text.lexicon.words import any_of
from annals.text.lines import names_publication
from annals.text.reading import Reading

_letter_spaced = re.compile(rf"(?<![{HAN}])[{HAN}](?: +[{HAN}](?![{HAN}])){{2,}}")
_spaced_cell = re.compile(rf"(?<=\|)[ ]*[{HAN}] +[{HAN}][ ]*(?=\|)")
_spaced_line = re.compile(rf"^[ ]*[{HAN}] {{2,}}[{HAN}][ ]*$", re.MULTILINE)
_between_han = re.compile(rf"(?<=[{HAN}]) +(?=[{HAN}])")
_beside_latin = re.compile(rf"(?<=[{HAN}]) +(?=[A-Za-z\d])|(?<=[A-Za-z\d%%]) +(?=[{HAN}])")
_beside_punctuation = re.compile(r"(?<=[，。、；：！？（《〈“‘】」』]) +|(?<=\S) +(?=[，。、；：！？）》〉”’【「『])")


@rule("S110", "拉开字距的空格")
def letter_spaced(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of the spaces that spread a heading or cell over its width.

    Evidence: three single characters or more, or two that fill a cell or line. Spaces between words stay: they part slogans.
    """
    text = reading.text
    for match in (*_letter_spaced.finditer(text), *_spaced_cell.finditer(text), *_spaced_line.finditer(text)):
        for space in re.finditer(r"(?<=\S) +(?=\S)", match.group()):
            yield Edit(start=match.start() + space.start(), end=match.start() + space.end(), new="")


@rule("S111", "句中汉字间的空格")
def in_prose(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of spaces between Han characters in prose, which alignment or a line break left.

    Inside quotation and title marks a space parts clauses; headings, items and short lines use it too: left alone.
    """
    text = reading.text
    for shape in reading.lines:
        if not shape.prose:
            continue
        done = first = max(shape.body, shape.number_end)
        open_quotes = open_titles = 0
        for space in _between_han.finditer(text, first, shape.end):
            open_quotes += text.count("“", done, space.start()) - text.count("”", done, space.start())
            open_titles += text.count("《", done, space.start()) - text.count("》", done, space.start())
            done = space.start()
            if open_quotes == 0 and open_titles == 0:
                yield Edit(start=space.start(), end=space.end(), new="")


@rule("S112", "汉字与数字、字母间的空格")
def beside_latin(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of spaces between Han and Latin letters or digits: typography, which the style sheet restores.

    Behind a number of a heading, box or table the space parts it from its title, and a short line is often one: left alone.
    """
    text = reading.text
    numbered_label = re.compile(rf"(?:{any_of(reading.lexicon.boxes)}|图表?|表|附[图表件录])[ ]?\d+(?:[-－—–.]\d+)* ")
    for shape in reading.lines:
        first = max(shape.body, shape.number_end)
        plain = not any(mark in text[first : shape.end] for mark in "，。、；：,;:〔")
        if (
            plain
            and not is_date(shape.text)
            and not (names_publication(shape.text, reading.lexicon) and not shape.numbering)
        ):
            continue
        if label := numbered_label.match(text, first, shape.end):
            first = label.end()
        for space in _beside_latin.finditer(text, first, shape.end):
            yield Edit(start=space.start(), end=space.end(), new="")


@rule("S113", "全角标点旁的空格")
def beside_punctuation(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of spaces beside full-width punctuation, which brings its own.

    Line ends, indents and spaces beside half-width marks stay.
    """
    text = reading.text
    return (Edit(start=m.start(), end=m.end(), new="") for m in _beside_punctuation.finditer(text))


@rule("S114", "连续的空格")
def repeated(reading: Reading) -> Iterator[Edit]:
    """Yield one space for each run of them between two characters of a line; indents and line ends stay."""
    text = reading.text
    return (Edit(start=m.start(), end=m.end(), new=" ") for m in re.finditer(r"(?<=\S) {2,}(?=\S)", text))
