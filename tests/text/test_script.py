"""The lists of words in the script of a text: a report in traditional characters is read with the same words as one in simplified ones."""

from __future__ import annotations

import pytest

from annals.edition.tidying import tidy
from annals.markdown.read import Reader
from annals.text.lexicon.script import in_script_of
from tests.support.words import LEXICON

# The same report in both scripts, written out by hand: the title over two lines, a list of contents, an issuer's names.
SIMPLIFIED = """松岭科学教育基金会
108年度工作报告

目 录

第一节 会务概况……1
第二节 科学推广……2

第一节 会务概况

本会的宗旨是推广科学教育，帮助偏乡的学校开展实验课，并为教师办理研习。
董 事：蔡 昀 何志远 吕 霖

第二节 科学推广

全年开办科学营六梯次，结训三百人，教材已经授权各校使用，见图1的说明。

图1 各梯次的人数
"""
TRADITIONAL = """松嶺科學教育基金會
108年度工作報告

目 錄

第一節 會務概況……1
第二節 科學推廣……2

第一節 會務概況

本會的宗旨是推廣科學教育，幫助偏鄉的學校開展實驗課，並為教師辦理研習。
董 事：蔡 昀 何志遠 呂 霖

第二節 科學推廣

全年開辦科學營六梯次，結訓三百人，教材已經授權各校使用，見圖1的說明。

圖1 各梯次的人數
"""


def lines_of(text: str) -> list[str]:
    return tidy("a.txt", text.encode(), LEXICON, Reader()).markdown.split("\n")


def test_both_scripts_are_read_alike() -> None:
    simplified, traditional = lines_of(SIMPLIFIED), lines_of(TRADITIONAL)
    assert [len(line) for line in traditional] == [len(line) for line in simplified]
    assert "# 松嶺科學教育基金會108年度工作報告" in traditional
    assert "目 錄" not in traditional
    headings = [line.lstrip("# ") for line in traditional if line.startswith("#")]
    assert headings[1:] == ["第一節 會務概況", "第二節 科學推廣"]


@pytest.mark.parametrize(
    "text", ["", "全市开展科普活动。" * 30, "全市开展科普活动。" * 30 + "見證", "Annual Report 2020"]
)
def test_a_few_older_characters_are_no_script(text: str) -> None:
    assert in_script_of(text, LEXICON) is LEXICON


def test_a_character_that_is_written_in_both_ways() -> None:
    found = in_script_of("製造業的制度與報告", LEXICON).publications
    assert {"工作報告", "年度報告"} <= set(found)
    assert set(LEXICON.publications) <= set(found)
