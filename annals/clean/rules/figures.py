"""Key figures of infographics, set apart from the names they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from annals.clean.contract import rule
from annals.model import Edit, HintKind, Safety
from annals.text.captions import is_caption
from annals.text.characters import HAN
from annals.text.lines import Shape
from annals.text.reading import Reading

_amount = r"(?:约|近|超|超过|逾|达|突破)?[+＋-]?\d[\d,.]*"
_value = re.compile(rf"{_amount}\s*(?P<unit>[%％‰]|[万亿]?[{HAN}/]{{1,4}}|[万亿])\s*[+＋]?")
_value_inside = re.compile(rf"(?<=\d) +(?=[{HAN}])")
_date_unit = re.compile(r"[年月日][^人]?|时|分(?!之)|第|后|前|版|号楼?")
_name = re.compile(rf"(?=.*[{HAN}])[^，。；：！？,;:!?|]+")
_NAME_WIDTH = 20
_ROW = 80
"""No row of figures is wider."""
_PAIRS = 3
"""So many pairs in a row, at least, are key figures."""
_cell = re.compile(
    rf"(?P<name>[^\s，。；：|]*[{HAN}][^\s，。；：|]*)(?<![\d.,<>≤≥=＜＞])(?P<space> ?)(?P<value>{_amount}.*)"
    rf"|(?P<first>{_amount}\S*)(?P<between> )(?P<behind>[{HAN}]\S*)"
)


@rule("J110", "数目与名目分行", Safety.REVIEW)
def figure_pairs(reading: Reading) -> Iterator[Edit]:
    """Yield one line, with a hint `key`, for each figure and the name above or below it.

    Evidence: three pairs in a row at least, a unit behind each figure. Years and dates stay, and so does a run
    with a name too many: nobody can tell which figure is whose.
    """
    text, lines = reading.text, reading.lines
    values = [_is_value(line) for line in lines]
    names = [not value and _is_name(line) for line, value in zip(lines, values, strict=True)]
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and (values[end] or names[end]) and (end == start or values[end] != values[end - 1]):
            end += 1
        first = _first_of_pairs(lines[start:end], values[start:end])
        if first is not None and end - start - first >= _PAIRS * 2 - 1:
            for at in range(start + first, end - 1, 2):
                yield from _paired(text, lines[at], lines[at + 1])
        start = max(end, start + 1)


def _is_value(line: Shape) -> bool:
    if line.bullet or line.glyph or line.numbering or line.row:
        return False
    match = _value.fullmatch(line.text)
    return match is not None and not _date_unit.fullmatch(match.group("unit"))


def _is_name(line: Shape) -> bool:
    marked = line.bullet or line.glyph or line.numbering or line.row
    return (
        not marked
        and line.width <= _NAME_WIDTH
        and _name.fullmatch(line.text) is not None
        and not is_caption(line.text)
    )


def _first_of_pairs(run: Sequence[Shape], values: Sequence[bool]) -> int | None:
    """Where the pairs of a run begin: at its start, or behind a heading that opens it; None where
    a name too many leaves it open which value is whose."""
    if len(run) < _PAIRS * 2:
        return None
    names = [line for line, value in zip(run, values, strict=True) if not value]
    others_plain = len(names) > 1 and not all(line.hashes for line in names)
    if len(run) % 2 == 0:
        opens_with_heading = not values[0] and names[0].hashes > 0 and not any(line.hashes for line in names[1:])
        return None if opens_with_heading else 0
    if not values[0] and others_plain:
        if names[0].hashes and not names[-1].hashes:
            return 1
        if names[-1].hashes and not names[0].hashes:
            return 0
    return None


def _paired(text: str, one: Shape, other: Shape) -> Iterator[Edit]:
    if one.hashes:
        yield Edit(start=one.start, end=one.body, new="")
    for space in _value_inside.finditer(text, one.body, one.end):
        if _is_value(one):
            yield Edit(start=space.start(), end=space.end(), new="")
    yield Edit(start=one.end, end=other.body, new=" ", reason="数目与名目", hint=HintKind.KEY)
    for space in _value_inside.finditer(text, other.body, other.end):
        if _is_value(other):
            yield Edit(start=space.start(), end=space.end(), new="")


@rule("T107", "一行里的几个数目", Safety.REVIEW)
def figures_in_a_row(reading: Reading) -> Iterator[Edit]:
    """Yield a paragraph, with a hint `key`, for each cell of a line that sets several figures side by side.

    Evidence: each cell is a short name and a figure with its unit. Figures without names may be a table's row: left alone.
    """
    text, lines = reading.text, reading.lines
    for line in lines:
        if line.marked or line.prose or line.width > _ROW:
            continue
        cells = [m.span() for m in re.finditer(r"\S(?:[^ ]| (?! ))*", text[line.start : line.end])]
        found = [_cell.fullmatch(text, line.start + low, line.start + high) for low, high in cells]
        values = [match for match in found if match and _holds_value(match)]
        if len(found) < 2 or len(values) < len(found):
            continue
        for match, after in zip(values, [*values[1:], None], strict=True):
            low, high = match.span("space") if match.group("name") else match.span("between")
            yield Edit(start=low, end=high, new=" ", reason="数目与名目", hint=HintKind.KEY)
            if after:
                yield Edit(start=match.end(), end=after.start(), new="\n\n")


def _holds_value(match: re.Match[str]) -> bool:
    value = _value.fullmatch(match.group("value") or match.group("first"))
    return value is not None and not _date_unit.fullmatch(value.group("unit"))
