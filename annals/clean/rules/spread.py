"""Figures and Latin words set wide apart, character by character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from annals.clean.contract import rule
from annals.model import Edit
from annals.text.characters import HAN, is_full
from annals.text.reading import Reading

_run = re.compile(r"(?<![A-Za-z\d.,])[A-Za-z\d](?: [A-Za-z\d.,:%‰\-](?![A-Za-z\d])){1,60}+(?! ?[A-Za-z\d])")
_number = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?[%‰]?|\d{1,2}:\d\d|\d+(?:\.\d+)?-\d+(?:\.\d+)?[%‰]?")
_word = re.compile(r"\d?[A-Za-z]{2,}(?:-?\d+)?")
_year = re.compile(r"(?:19|20)\d\d")
_short = re.compile(r"\d[A-Za-z%‰\d]|[A-Za-z][A-Za-z\d]")
_loose_mark = re.compile(r"(?<=\d) (?=[%‰])|(?<=\d) (?=\.(?: ?)\d)|(?<=\d \.) (?=\d)")
_han = re.compile(f"[{HAN}]")
# A formula that stayed is set as it is, and one without its end reaches nobody knows how far.
_formula = re.compile(r"\$[^$\n]{1,400}\$")
_command = re.compile(r"\\[A-Za-z]|\$")
_series = re.compile(r"(?:分别|依次)[^，。；]{0,6}$")
_LEAST = 3
"""Single characters in a row that show that a word or figure was set wide; two show it only beside such a one."""


@rule("S115", "拉开字距的数字与字母")
def spread_words(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of the blanks inside a figure or Latin word whose characters stand one by one (`1 6 5 , 2 6 5个`,
    `I P v 6`), and before % and a decimal point.

    Evidence: each part is one character, together they make one figure or word, and Chinese text touches it. Figures side
    by side, rows of cells, A B C, English lines: left alone.
    """
    for shape in reading.lines:
        if not shape.row and _han.search(shape.text) and not _command.search(_formula.sub("", shape.text)):
            yield from _edits(reading.text, shape.start, shape.end)


def _edits(text: str, start: int, end: int) -> Iterator[Edit]:
    formulas = [m.span() for m in _formula.finditer(text, start, end)]
    plain = not any(mark in text[start:end] for mark in "，。；：、！？")
    found = [(m.start(), m.start() + len(m.group().rstrip(" .,:-"))) for m in _run.finditer(text, start, end)]
    runs = [run for run in found if not any(low <= run[0] < high for low, high in formulas)]
    spread = [run for run in runs if _is_one(text, run, start, end, plain=plain)]
    if spread:
        spread += [run for run in runs if run not in spread and _is_short_one(text, run, start, end)]
    taken = set()
    for first, last in sorted(spread):
        for at in range(first, last):
            if text[at] == " ":
                taken.add(at)
                yield Edit(start=at, end=at + 1, new="")
    if not plain:
        for m in _loose_mark.finditer(text, start, end):
            if m.start() not in taken and not any(low <= m.start() < high for low, high in formulas):
                yield Edit(start=m.start(), end=m.end(), new="")


def _is_one(text: str, run: tuple[int, int], start: int, end: int, *, plain: bool) -> bool:
    """Whether single characters make one figure or word."""
    parts = text[run[0] : run[1]].split(" ")
    joined = "".join(parts)
    before, after = text[max(start, run[0] - 2) : run[0]], text[run[1] : min(end, run[1] + 2)]
    if len(parts) < _LEAST or (before.strip()[-1:].isascii() and before.strip()[-1:].isalnum()):
        return False
    touched = is_full(before.strip()[-1:]) or is_full(after.strip()[:1])
    if _word.fullmatch(joined):
        letters = [ord(char) for char in joined if char.isalpha()]
        return not all(b - a == 1 for a, b in pairwise(letters))
    if not _number.fullmatch(joined) or _series.search(text, max(start, run[0] - 10), run[0]):
        return False
    if _year.fullmatch(joined) and after.lstrip().startswith("年"):
        return True
    return not plain and (touched or any(mark in joined for mark in ".%‰"))


def _is_short_one(text: str, run: tuple[int, int], start: int, end: int) -> bool:
    """Whether two characters between Chinese text are one figure or word, beside a longer one that was set wide."""
    joined = text[run[0] : run[1]].replace(" ", "")
    before, after = text[max(start, run[0] - 1) : run[0]], text[run[1] : min(end, run[1] + 1)]
    return _short.fullmatch(joined) is not None and is_full(before) and is_full(after)
