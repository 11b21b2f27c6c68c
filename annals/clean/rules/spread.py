"""Figures and Latin words set wide apart, character by character."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from annals.clean.contract import rule
from annals.model import Edit
from annals.text.characters import HAN, han_character, is_full
from annals.text.lines import Shape
from annals.text.numerals import COUNTING, TO_TEN, value_of
from annals.text.reading import Reading

_ALNUM = r"A-Za-zα-ωμ\d"
_MARKS = r".,:∶%‰&/+~～–—\-"
_run = re.compile(rf"(?<![{_ALNUM}.,])[{_ALNUM}](?: [{_ALNUM}{_MARKS}](?![{_ALNUM}])){{1,60}}+(?! ?[{_ALNUM}])")
_apart = re.compile(rf"[{_ALNUM}] [{_ALNUM}{_MARKS}]")
"""What every run has in it, and every loose mark."""
_part = r"(?:\d{1,3}(?:,\d{3}){1,6}|\d{1,20})(?:\.\d{1,20})?"
_number = re.compile(
    rf"{_part}[%‰]?(?:[-/~～–—]{_part}[%‰]?)?|{_part}(?:[:∶]{_part}){{1,4}}|\d{{4}}([-/.])\d{{1,2}}(?:\1\d{{1,2}})?"
)
_outline = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,4}")
_word = re.compile(r"[A-Za-zα-ωμ\d]{1,40}(?:[.,&/+-][A-Za-zα-ωμ\d]{1,40}){0,8}[+%]{0,2}")
_operation = re.compile(r"[A-Za-zα-ωμ\d](?:[+\-][A-Za-zα-ωμ\d]){1,20}")
_year = re.compile(r"(?:19|20)\d\d")
_short = re.compile(r"\d[A-Za-z%‰\d]|[A-Za-z][A-Za-z\d]")
_loose_mark = re.compile(r"(?<=\d) (?=[%‰])|(?<=\d) (?=\.(?: ?)\d)|(?<=\d \.) (?=\d)")
_solid = re.compile(rf"[{_ALNUM}][{_ALNUM}.,]{{0,20}}[{_ALNUM}%]")
# A formula that stayed is set as it is, and one without its end reaches nobody knows how far.
_formula = re.compile(r"\$[^$\n]{1,400}\$")
_command = re.compile(r"\\[A-Za-z]|\$")
_captioned = re.compile(r"[ ]{0,8}(?:续?表|图|附[表图]) ?")
_of_caption = re.compile(r"\d{1,2}(?:[-.]\d{1,2}){1,2}")
_series = re.compile(r"(?:分别|依次)[^，。；]{0,6}$")
_told = re.compile(rf" ?([{TO_TEN}])(?=[{HAN}])(?![{COUNTING}])")
"""How many there are of the figures side by side: `分为 1 2 3 三个等级`, `停在 2 4 6 8 四区`."""
_LEAST = 3
"""Single characters in a row that show that a word or figure was set wide; two show it only beside such ones."""
_AROUND = 12
"""So many lines above and below tell whether a line stands in a text that is set wide."""
_MANY = 3
"""So many of the words around were set wide, and no fewer than stand in one piece, where all of them are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line in which words may be set wide: its runs of single characters, those of them that surely are one word, and those
    of two between Chinese text, which are one where the words around are set so."""

    start: int
    end: int
    plain: bool
    formulas: Sequence[tuple[int, int]]
    runs: Sequence[tuple[int, int]]
    spread: Sequence[tuple[int, int]]
    short: Sequence[tuple[int, int]]


@rule("S115", "拉开字距的数字与字母")
def spread_words(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of the blanks inside a figure or Latin word whose characters stand one by one (`1 6 5 , 2 6 5个`,
    `I P v 6`), and before % and a decimal point.

    Evidence: each part is one character, together they make one figure or word, and Chinese text touches it; where all
    words of the paragraph or of the sentences around are set wide, two characters are enough, and behind 表 and 图 a number with a dash. Figures
    side by side, rows of cells, A B C, sums, English lines: left alone.
    """
    text = reading.text
    if not _apart.search(text):
        return
    lines = [_line(text, shape) for shape in reading.lines]
    solid = list(
        accumulate((_solids(text, line, shape) for line, shape in zip(lines, reading.lines, strict=True)), initial=0)
    )
    spread = list(accumulate(map(_wides, lines), initial=0))
    for at, line in enumerate(lines):
        low, high = max(0, at - _AROUND), min(len(lines), at + _AROUND + 1)
        count = spread[high] - spread[low]
        around = count >= _MANY and count >= solid[high] - solid[low]
        own = solid[at] == solid[at + 1] and not line.plain and (line.spread or len(line.short) >= _MANY)
        yield from _edits(text, line, wide=bool(around or own))


def _line(text: str, shape: Shape) -> _Line:
    start, end = shape.start, shape.end
    if shape.row or not han_character.search(shape.text) or _command.search(_formula.sub("", shape.text)):
        return _Line(start=start, end=start, plain=True, formulas=(), runs=(), spread=(), short=())
    formulas = [m.span() for m in _formula.finditer(text, start, end)]
    plain = not any(mark in text[start:end] for mark in "，。；：、！？")
    found = [(m.start(), m.start() + len(m.group().rstrip(" .,:∶-&/~～–—"))) for m in _run.finditer(text, start, end)]
    runs = [run for run in found if not any(low <= run[0] < high for low, high in formulas)]
    spread = [run for run in runs if _is_one(text, run, start, end, plain=plain)]
    short = [run for run in runs if _may_be_one(text, run, start, end)]
    return _Line(start=start, end=end, plain=plain, formulas=formulas, runs=runs, spread=spread, short=short)


def _wides(line: _Line) -> int:
    """How many words and figures of a line are set wide, or may be in a sentence."""
    return len(line.spread) + (0 if line.plain else len(line.short))


def _solids(text: str, line: _Line, shape: Shape) -> int:
    """How many words and figures of a sentence stand in one piece; what a table says of them counts for nothing."""
    return sum(1 for _ in _solid.finditer(text, shape.start, shape.end)) if not line.formulas and not line.plain else 0


def _edits(text: str, line: _Line, *, wide: bool) -> Iterator[Edit]:
    taken = set()
    for first, last in line.runs:
        if (
            (first, last) not in line.spread
            and not (wide and (first, last) in line.short)
            and not _touches(text, first, last, line)
        ):
            continue
        for at in range(first, last):
            if text[at] == " ":
                taken.add(at)
                yield Edit(start=at, end=at + 1, new="")
    if not line.plain:
        for m in _loose_mark.finditer(text, line.start, line.end):
            if m.start() not in taken and not any(low <= m.start() < high for low, high in line.formulas):
                yield Edit(start=m.start(), end=m.end(), new="")


def _is_one(text: str, run: tuple[int, int], start: int, end: int, *, plain: bool) -> bool:
    """Whether single characters make one figure or word."""
    parts = text[run[0] : run[1]].split(" ")
    joined = "".join(parts)
    before, after = text[max(start, run[0] - 2) : run[0]], text[run[1] : min(end, run[1] + 2)]
    if len(parts) < _LEAST or (before.strip()[-1:].isascii() and before.strip()[-1:].isalnum()):
        return False
    touched = is_full(before.strip()[-1:]) or is_full(after.strip()[:1])
    if any(char.isalpha() for char in joined):
        return _is_word(joined)
    if _outline.fullmatch(joined) and run[0] == start and han_character.match(after.strip()[:1]):
        return True
    if _captioned.fullmatch(text, start, run[0]) and _of_caption.fullmatch(joined):
        return True
    if not _number.fullmatch(joined) or (joined.isdigit() and _series.search(text, max(start, run[0] - 10), run[0])):
        return False
    if joined.isdigit() and (told := _told.match(text, run[1], end)) and value_of(told[1]) == len(parts):
        return False
    if _year.fullmatch(joined) and after.lstrip().startswith("年"):
        return True
    return not plain and (touched or any(mark in joined for mark in ".%‰"))


def _is_word(joined: str) -> bool:
    """Whether single characters make a word or short form: no sum of variables, no A B C, no A 1 B 2."""
    if not _word.fullmatch(joined) or _operation.fullmatch(joined):
        return False
    letters = [ord(char) for char in joined if char.isalpha()]
    series = joined.isalnum() and len(letters) > 1 and all(b - a == 1 for a, b in pairwise(letters))
    return not series


def _touches(text: str, first: int, last: int, line: _Line) -> bool:
    """Whether two characters that Chinese text touches on both sides stand in a line with a longer run that was set wide."""
    short = _short.fullmatch(text[first:last].replace(" ", "")) is not None
    return short and bool(line.spread) and is_full(text[first - 1 : first]) and is_full(text[last : last + 1])


def _may_be_one(text: str, run: tuple[int, int], start: int, end: int) -> bool:
    """Whether two characters stand between Chinese text, blanks beside them or not, as a figure or word does."""
    joined = text[run[0] : run[1]].replace(" ", "")
    before, after = text[max(start, run[0] - 2) : run[0]].strip(), text[run[1] : min(end, run[1] + 2)].strip()
    if not _short.fullmatch(joined) or (joined.isdigit() and _series.search(text, max(start, run[0] - 10), run[0])):
        return False
    return is_full(before[-1:]) and han_character.match(after[:1]) is not None
