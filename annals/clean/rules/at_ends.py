"""Headings that run on at the end of the paragraph above them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from annals.clean.contract import rule
from annals.clean.title_lines import heading_like
from annals.model import Edit
from annals.text.characters import HAN
from annals.text.lines import Shape
from annals.text.numerals import TO_TEN, in_han, value_of
from annals.text.reading import Reading
from annals.text.units import starts_with_counter, starts_with_unit


@rule("J107", "接在段末的小标题")
def heading_at_end(reading: Reading) -> Iterator[Edit]:
    """Yield a line end before the first heading of a list that OCR glued to the paragraph above.

    Evidence: the sentence before is whole, and a heading with the next number, written alike, follows soon. A number in digits of
    several parts needs no whole sentence (`…带来收益6.2收益构成`), where the sibling before it and the next one begin lines.
    """
    text, lines = reading.text, reading.lines
    for index, line in enumerate(lines):
        match = _heading_at_end.search(text, max(line.start, line.end - _TAIL), line.end) if not line.row else None
        if match and _next_number(match.group("number")) in _heading_numbers(
            lines[index + 1 : index + 1 + _TAIL_REACH]
        ):
            yield Edit(start=match.start("heading"), end=match.start("heading"), new="\n", reason="段末的小标题")
        elif (place := _outlined_title(lines, index)) is not None:
            yield Edit(start=line.body + place, end=line.body + place, new="\n", reason="段末的小标题")


_title_behind = re.compile(
    rf"(?<=[{HAN}。！？；”）])(\d{{1,2}}(?:\.\d{{1,2}}){{1,2}})[ ]?(?=[{HAN}][^，。；：！？、,;:]{{1,24}}$)"
)


def _outlined_title(lines: Sequence[Shape], index: int) -> int | None:
    """Where in a line a title begins that ends it and bears just the number which the lines around it lack: its sibling was the
    last of its rank before, and the next one follows."""
    line = lines[index]
    match = _title_behind.search(line.text, max(0, len(line.text) - _TAIL)) if not line.row else None
    if match is None or _goes_on_as_figure(line.text, match.end()):
        return None
    *above, last = (int(part) for part in match.group(1).split("."))
    before = next(_paths(reversed(lines[: index + 1]), len(above) + 1), ())
    behind = next(_paths(lines[index + 1 :], len(above) + 1), ())
    return match.start(1) if before == (*above, last - 1) and behind == (*above, last + 1) else None


def _paths(lines: Iterable[Shape], rank: int) -> Iterator[tuple[int, ...]]:
    """The numbers of several parts, `rank` at most, that lines begin with and that are no figures."""
    for line in lines:
        match = _dotted.match(line.text)
        path = tuple(int(part) for part in match.group(1).split(".")) if match else ()
        if match is not None and len(path) <= rank and not _goes_on_as_figure(line.text, match.end()):
            yield path


_dotted = re.compile(rf"(\d{{1,2}}(?:\.\d{{1,2}}){{1,2}})[ ]?(?=[{HAN}])")


def _goes_on_as_figure(text: str, at: int) -> bool:
    return starts_with_unit(text, at) or starts_with_counter(text[at:])


_TAIL, _TAIL_REACH = 40, 8
_heading_at_end = re.compile(
    rf"(?<=[。！？])[ ]*(?P<heading>(?P<number>\d{{1,2}}[.．、]|[（(](?:[{TO_TEN}]{{1,2}}|\d{{1,2}})[）)]|[{TO_TEN}]{{1,2}}、)[ ]*"
    r"[^，。；：！？,;:.\s][^，。；：！？,;:]{1,20})$"
)
_number = re.compile(rf"\d{{1,2}}|[{TO_TEN}]{{1,2}}")


def _next_number(number: str) -> str:
    """The number that follows one, written alike: 2. behind 1., （三） behind （二）."""
    match = _number.search(number)
    value = value_of(match.group()) if match else None
    if match is None or value is None:
        return ""
    following = str(value + 1) if match.group().isdigit() else in_han(value + 1)
    return _plain(number.replace(match.group(), following))


def _heading_numbers(lines: Sequence[Shape]) -> set[str]:
    return {_plain(line.text[: line.number_end - line.body]) for line in lines if heading_like(line)}


def _plain(number: str) -> str:
    return number.strip().translate(str.maketrans("（）．", "()."))
