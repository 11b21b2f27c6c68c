"""What a figure is counted in."""

from __future__ import annotations

import re

_COMMON = "个项家次人倍余多吨亩件篇套台所座条亿万"
_LONGER = "公里|公顷|平方"

COUNTER = rf"[{_COMMON}名部种类批期场届位户]|{_LONGER}"
"""Measure words, as a part of a regular expression: a line that begins with one goes on from its number."""
_unit = re.compile(rf"[{_COMMON}千百元%％年月日米级]|{_LONGER}")
_counter = re.compile(COUNTER)
_whole = re.compile(
    rf"[（(]?[十百千万亿]{{0,2}}(?:人次|件次|千?瓦时?|度|吨(?:标准煤|公里)?|[公英]?[里尺]|[平立]方[公千]?米|公顷|微克|毫克|[美日欧港]?元|{COUNTER}|{_unit.pattern})"
    r"(?:[/／](?:[人年月日天户亩吨]|[平立]方米|公里|公顷))?[）)]?"
)
_amount = re.compile("[%％]|个百分点|[亿万](?:元|吨|亩|千瓦|平方|立方|美元)")


def starts_with_unit(text: str, at: int = 0) -> bool:
    """Whether a text goes on as a figure does: `亿元`, `个百分点`. 名, 部, 期, 场 and the like are left
    out here: headings begin with them (2.1 部门协作, 3.2 场馆建设)."""
    return _unit.match(text, at) is not None


def starts_with_amount(text: str, at: int = 0) -> bool:
    """Whether a text can be nothing but the rest of a figure: `亿元`, `个百分点`; 人才, 项目, 日常, 万人计划 begin titles.

    >>> starts_with_amount("亿元"), starts_with_amount("人才培养")
    (True, False)
    """
    return _amount.match(text, at) is not None


def starts_with_counter(text: str) -> bool:
    """Whether a text goes on behind its number: `个高新区`, `名院士`."""
    return _counter.match(text) is not None


def is_unit(text: str) -> bool:
    """Whether a text is a unit and nothing else, as stands above the figures of an axis: `亿人次`, `（万元）`, `元/人`.

    >>> [is_unit(text) for text in ("亿人次", "（万元）", "元/人", "%", "人才", "个性")]
    [True, True, True, True, False, False]
    """
    return _whole.fullmatch(text) is not None
