"""Half-width stops that end Chinese sentences, and points between the parts of a foreign name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.clean.contract import rule
from annals.model import Edit, Safety
from annals.text.characters import HAN
from annals.text.lexicon.words import any_of
from annals.text.lines import LONG_LABEL
from annals.text.numerals import TO_TEN
from annals.text.reading import Reading

_KANA = r"\u3040-\u30ff"
_han = re.compile(f"[{HAN}{_KANA}]")
_stop = re.compile(
    rf"(?<=[{HAN}{_KANA}%％℃”’）》」』\"')])[.．](?![.．…])(?:(?P<last>[”’）》」』\"')]*+[ ]*$)|(?=[ ]?(?:[{HAN}{_KANA}“‘《（]|\d{{4}}年)))",
    re.MULTILINE,
)
_sentence = re.compile(r"[。！？.．]")
_clause = re.compile("[，,；;：:、]")
_part = re.compile(rf"第[{HAN}\d]{{1,5}}[章节節条條编編篇款部分]+$|[，,、 ]等$")
# A list of works has its own stops: [12] 甲,乙,等.某地的某事[J].某学报,2010,28(3):12-15.
_work = re.compile(r"^\s*[\[［【(（]?\d{1,3}[\]］】]|[\[［][A-Z](?:/[A-Z]{2})?[\]］]|\d{4},\s?\d{1,4}\s?[(（]\d")
_point = re.compile(rf"(?<=[{HAN}])[•・‧∙⋅●](?=[{HAN}])|(?<=[A-Z])‧(?=[{HAN}A-Z])|(?<=[{HAN}])‧(?=[A-Z])")
_LEAST = 6
"""Han characters of a sentence that ends inside a line; fewer may be a number or a label."""
_CLAUSE = 4
"""Han characters behind its last comma; fewer may be the last author of a work."""


@rule("P102", "半角句号", Safety.REVIEW)
def half_width_stops(reading: Reading) -> Iterator[Edit]:
    """Yield 。 for each half-width stop that ends a Chinese sentence: at a line's end behind Han, or between a clause of
    some length and Han.

    Numbering, decimals, addresses, table rows, works in a list of references and three dots stay.
    """
    words = reading.lexicon.back_matter
    references = re.compile(any_of([word for word in words if word.endswith("文献")]))
    # What stands behind the list is text again: `附录 A 译文`, `致 谢`.
    others = re.compile(
        rf"{any_of([word for word in words if not word.endswith('文献')])}(?:[A-Z\d{TO_TEN}].{{0,30}})?"
    )
    listing = False
    lines = reading.lines
    works = [_work.search(shape.text) is not None for shape in lines]
    for at, shape in enumerate(lines):
        bare = shape.text.replace(" ", "") if shape.width <= LONG_LABEL else ""
        if references.match(bare):
            listing = True
        elif shape.numbering in ("章", "节", "部分", "一、") or shape.hashes or others.fullmatch(bare):
            listing = False
        if ("." not in shape.text and "．" not in shape.text) or listing or shape.row or works[at]:
            continue
        if any(works[max(0, at - 1) : at]) and any(works[at + 1 : at + 2]):
            continue
        yield from _stops_of(reading.text, max(shape.body, shape.number_end), shape.end)


def _stops_of(text: str, first: int, end: int) -> Iterator[Edit]:
    for match in _stop.finditer(text, first, end):
        before = text[max(first, match.start() - 200) : match.start()]
        if _part.search(before):
            continue
        if match.group("last") is not None:
            fits = len(_han.findall(before)) > 1
        else:
            sentence = _sentence.split(before)[-1]
            fits = len(_han.findall(sentence)) >= _LEAST and len(_han.findall(_clause.split(sentence)[-1])) >= _CLAUSE
        if fits:
            yield Edit(start=match.start(), end=match.start() + 1, new="。")


@rule("P104", "间隔号的写法", Safety.REVIEW)
def name_points(reading: Reading) -> Iterator[Edit]:
    """Yield · for other points between two Han characters: they part a foreign name or terms in a row; the point that nothing else
    is printed with also beside an initial (`R‧科恩伯格`).

    A point with a blank beside it, beside figures or at a line's beginning may be a bullet: left alone.
    """
    return (Edit(start=m.start(), end=m.end(), new="·") for m in _point.finditer(reading.text))


_read_as_one = re.compile(r"(?<=\d)一(?=\d)")


@rule("P105", "读成“一”的连接号", Safety.REVIEW)
def dashes_read_as_one(reading: Reading) -> Iterator[Edit]:
    """Yield a dash for each 一 between two Arabic digits: no number is written so.

    With a word on either side it is a number (5一) or a word (一带), and stays.
    """
    return (Edit(start=m.start(), end=m.end(), new="—") for m in _read_as_one.finditer(reading.text))
