"""Tables in plain lines: what becomes of them on the page, that nothing is lost or glued, and that the way back is exact."""

from __future__ import annotations

import pytest

from annals.check.doubts import doubts_of
from annals.check.signs import Sign
from annals.clean.cleaning import clean_source
from annals.clean.read import read_source
from annals.clean.replaying import replay, undo
from annals.markdown.read import text_of
from annals.model import BlockKind, Cleaned
from annals.structure.document import document_of
from tests.support.words import LEXICON

BODY = "全年各镇新打水井三十口，供水的人口有两千多。井水多数合格，其中深井全部合格，浅井有两口要改。"
ALIGNED = """\
表1  各业用水
                     居民用水      工厂用水
     行业名称
                     （万吨）      （万吨）
  制糖和其他食品加工          1.5       2.8
  业
  林业                 3.5       0.8
  合计                 5.0       3.6
资料来源：某县水务局
"""
IN_COLUMNS = """\
表2 历年水井

年份
2001
2002
2003

深井
12
13
14

浅井
3
4
—

资料来源：镇志
"""
UNDIVIDED = """\
表3 各镇水井
镇名
深井 浅井
东镇
12 3
8
西镇 5
南镇
资料来源：镇志
"""

LOOSE = """\
表5 各镇水井
镇名
深井
东镇
12 3
8
西镇
5
资料来源：镇志
"""


def cleaned(text: str) -> Cleaned:
    return clean_source(read_source("x", f"第一章 水井\n\n{BODY}\n\n{text}\n{BODY}\n".encode()), LEXICON)[0]


def rows(text: str) -> list[list[str]]:
    found = document_of(cleaned(text), LEXICON)[0].blocks
    return [text_of(block.content).split("\t") for block in found if block.content.kind is BlockKind.ROW]


def test_a_head_of_several_lines_and_a_wrapped_name_are_one_row_each() -> None:
    assert rows(ALIGNED) == [
        ["行业名称", "居民用水（万吨）", "工厂用水（万吨）"],
        ["制糖和其他食品加工业", "1.5", "2.8"],
        ["林业", "3.5", "0.8"],
        ["合计", "5.0", "3.6"],
    ]


def test_columns_that_stand_one_behind_the_other_become_rows() -> None:
    assert rows(IN_COLUMNS) == [["年份", "深井", "浅井"], ["2001", "12", "3"], ["2002", "13", "4"], ["2003", "14", "—"]]


@pytest.mark.parametrize("text", [UNDIVIDED, LOOSE])
def test_what_nobody_can_divide_is_one_table_with_every_word_apart(text: str) -> None:
    found = rows(text)
    assert [cell for row in found for cell in row if cell] == text.split()[2:-1]
    assert len({len(row) for row in found}) == 1


@pytest.mark.parametrize(("text", "told"), [(ALIGNED, 0), (IN_COLUMNS, 0), (UNDIVIDED, 1), (LOOSE, 1)])
def test_only_a_table_that_is_not_divided_is_told_of_and_once(text: str, told: int) -> None:
    source = cleaned(text)
    places = doubts_of(document_of(source, LEXICON)[0], source, LEXICON).told
    assert [place.sign for place in places].count(Sign.UNDIVIDED) == told == len(places)


@pytest.mark.parametrize("text", [ALIGNED, IN_COLUMNS, UNDIVIDED, LOOSE])
def test_the_ledger_leads_there_and_back(text: str) -> None:
    found = cleaned(text)
    raw = found.source.text
    assert replay(raw, found.ledger) == found.text
    assert undo(found.text, found.ledger) == raw


def test_two_figures_are_never_one_cell() -> None:
    """A figure below a figure is no wrapped cell, however narrow the column."""
    found = rows(
        "表4  各镇水井\n  镇名      深井      浅井\n  东镇      12        3\n            5         1\n  西镇      8         2\n"
    )
    assert [row[1:] for row in found] == [["深井", "浅井"], ["12", "3"], ["5", "1"], ["8", "2"]]


def test_two_latin_words_are_never_one() -> None:
    """What a wrapped cell would glue stays a row of its own, and is told."""
    text = "表6  各类水泵\n  名称        型号\n  离心泵       Deep Well\n            Water\n  潜水泵       Blue\n  轴流泵       Red\n"
    assert rows(text) == [
        ["名称", "型号"],
        ["离心泵", "Deep Well"],
        ["", "Water"],
        ["潜水泵", "Blue"],
        ["轴流泵", "Red"],
    ]
