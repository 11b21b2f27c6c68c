"""Key figures of infographics, set apart from the names they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from annals.clean.contract import rule
from annals.model import Edit, Safety
from annals.text.characters import HAN
from annals.text.lines import CAPTION, Shape, shapes

_amount = r"(?:约|近|超|超过|逾|达|突破)?[+＋-]?\d[\d,.]*"
_value = re.compile(rf"{_amount}\s*(?P<unit>[%％‰]|[万亿]?[{HAN}/]{{1,4}}|[万亿])\s*[+＋]?")
_value_inside = re.compile(rf"(?<=\d) +(?=[{HAN}])")
_date_unit = re.compile(r"[年月日][^人]?|时|分(?!之)|第|后|前|版|号楼?")
_name = re.compile(rf"(?=.*[{HAN}])[^，。；：！？,;:!?|]+")
_NAME_WIDTH = 20
_PAIRS = 3
"""So many pairs in a row, at least, are key figures."""
_cell = re.compile(
    rf"(?P<name>[^\s，。；：|]*[{HAN}][^\s，。；：|]*)(?P<space> ?)(?P<value>{_amount}.*)"
    rf"|(?P<first>{_amount}\S*)(?P<between> )(?P<behind>[{HAN}]\S*)"
)


@rule("J110", "数目与名目分行", Safety.REVIEW)
def figure_pairs(text: str) -> Iterator[Edit]:
    """信息图里数目一行、名目一行（63个，下一行“合作国家和地区”；或名目在上，数目在下），合为一条，中间空一格，次序照原稿，不加冒号。凭据：数目和名目
    相间，连着三对以上；数目带单位，名目短而不成句。一串的开头或结尾多出一行名目而又没有 # 可辨的，分不清谁属于谁，不动。
    不动：年份和日期；没有单位的数目；不足三对的；有编号、图形的小标题。

    例：
    >>> apply(figure_pairs, "63个\\n合作国家\\n\\n1.8亿元\\n合作经费\\n\\n9%\\n占比")
    '63个 合作国家\\n\\n1.8亿元 合作经费\\n\\n9% 占比'
    >>> apply(figure_pairs, "2010年\\n中心成立\\n2012年\\n中心扩建\\n2015年\\n中心迁址")
    '2010年\\n中心成立\\n2012年\\n中心扩建\\n2015年\\n中心迁址'
    """
    lines = shapes(text)
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
        and not CAPTION.match(line.text)
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
        yield Edit(one.start, one.body, "")
    for space in _value_inside.finditer(text, one.body, one.end):
        if _is_value(one):
            yield Edit(space.start(), space.end(), "")
    yield Edit(one.end, other.body, " ", "数目与名目", hint="key")
    for space in _value_inside.finditer(text, other.body, other.end):
        if _is_value(other):
            yield Edit(space.start(), space.end(), "")


@rule("T107", "一行里的几个数目", Safety.REVIEW)
def figures_in_a_row(text: str) -> Iterator[Edit]:
    """信息图把几个数目排在一行，以两个以上的空格相隔（技术合同 1.2万项    成交额 468亿元）：分成几条。凭据：两格以上，每格都是一个短名目和一个带单位的数目。
    不动：连着几行的（是表格）；只有数目没有名目的；成句的行。

    例：
    >>> apply(figures_in_a_row, "技术合同 1.2万项   成交额 468亿元")
    '技术合同 1.2万项\\n\\n成交额 468亿元'
    >>> apply(figures_in_a_row, "南京  12  3.4")
    '南京  12  3.4'
    """
    lines = shapes(text)
    for line in lines:
        if line.marked or line.prose or line.width > 80:
            continue
        cells = [m.span() for m in re.finditer(r"\S(?:[^ ]| (?! ))*", text[line.start : line.end])]
        found = [_cell.fullmatch(text, line.start + low, line.start + high) for low, high in cells]
        if len(found) < 2 or not all(match and _holds_value(match) for match in found):
            continue
        for match, after in zip(found, [*found[1:], None], strict=True):
            low, high = match.span("space") if match.group("name") else match.span("between")
            yield Edit(low, high, " ", "数目与名目", hint="key")
            if after:
                yield Edit(match.end(), after.start(), "\n\n")


def _holds_value(match: re.Match[str]) -> bool:
    value = _value.fullmatch(match.group("value") or match.group("first"))
    return value is not None and not _date_unit.fullmatch(value.group("unit"))
