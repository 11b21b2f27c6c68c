"""Numbered lines that say or announce something, and lines that two keys or two cells share: none is a heading."""

from __future__ import annotations

import pytest

from tests.support.outlines import DREDGED, outlined


def heads(*lines: str) -> list[str]:
    return [line.lstrip("#") for line in outlined("\n\n".join((*lines, ""))) if line.startswith("#")]


def around(*lines: str) -> list[str]:
    return heads("1 总则", "1.1 范围", DREDGED, *lines, DREDGED, "1.3 期限", DREDGED, "2 验收", "2.1 程序", DREDGED)


PLAIN = ["1 总则", "1.1 范围", "1.3 期限", "2 验收", "2.1 程序"]


@pytest.mark.parametrize(
    "line",
    [
        "1.2 投标人不得有下列情形之一：",
        "1.2 水闸维修应当备齐：",
        "（三）有下列情形之一的，乙方可以解除：",
        "（二）关于水费，双方同意：",
        "7.html?_from_=16980&bdQuery=%E4%B8%89",
        "1.Library,Shiqiao College,Shiqiao 310018",
    ],
)
def test_what_announces_a_list_under_a_condition_or_is_an_address_heads_nothing(line: str) -> None:
    assert around(line) == PLAIN


@pytest.mark.parametrize("line", ["1.2 水渠的管护：", "1.2 管护：只修不建，先急后缓"])
def test_a_title_with_a_colon_stays(line: str) -> None:
    assert line in around(line)


def test_a_row_of_keys_or_steps_heads_nothing() -> None:
    for row in ("左值：134 | 右值：170", "登记 → 核对 → 发放"):
        assert around(row) == PLAIN


def test_what_stands_above_an_address_or_code_announces_it() -> None:
    assert around("示例：", "{ code: 200 }") == PLAIN
    assert "管护办法：" in around("管护办法：")


def test_two_cells_far_apart_head_nothing() -> None:
    assert around("上一年度报告                    本年度报告") == PLAIN


def test_sections_with_their_own_mark_are_chapters() -> None:
    text = ("§1 提示", "1.1 保证", DREDGED, "§2 简介", "2.1 名称", DREDGED, "2.2 说明", DREDGED)
    found = [line for line in outlined("\n\n".join((*text, ""))) if line.startswith("#")]
    assert found == ["#§1 提示", "##1.1 保证", "#§2 简介", "##2.1 名称", "##2.2 说明"]


CHAPTERS = [
    "# 第一章 管护",
    "## 第一节 渠道",
    DREDGED,
    "# 第二章 用水",
    "## 第一节 登记",
    DREDGED,
    "## 第二节 水费",
    DREDGED,
]


def test_what_bears_the_marks_of_chapters_stands_beside_them() -> None:
    found = [line for line in outlined("\n\n".join((*CHAPTERS, "# 村民守则", DREDGED, ""))) if line.startswith("#")]
    assert found[-2:] == ["##第二节 水费", "#村民守则"]


def test_marks_that_all_headings_bear_tell_nothing() -> None:
    alike = [line.replace("##", "#") for line in (*CHAPTERS, "# 村民守则", DREDGED, "")]
    assert "###村民守则" in outlined("\n\n".join(alike))


@pytest.mark.parametrize("line", ["1.2 招标编号：JS-15", "1.2 完工期限：2031年底"])
def test_a_key_with_a_figure_is_no_title(line: str) -> None:
    assert around(line) == PLAIN


def test_keys_with_values_below_each_other_are_no_titles() -> None:
    keys = ["1.2 地点：石桥镇河东", "1.3 业主：石桥镇水利站"]
    assert heads("1 总则", "1.1 范围", DREDGED, *keys, "2 验收", "2.1 程序", DREDGED) == [*PLAIN[:2], *PLAIN[3:]]


def test_fields_that_a_form_repeats_are_no_headings() -> None:
    fields = ["权属情况：", "共有房屋", "权属情况：", "独有房屋", "权属情况：", "承租房屋"]
    assert "权属情况：" not in around(*fields)
    assert "权属情况：" in around(*fields[:2])


SAID = "水利站全年清淤三次，渠系通畅，没有发生险情。"


@pytest.mark.parametrize(("one", "other"), [("1.", "1. "), ("（1）", "（1）"), ("1、", "1．")])
def test_titles_may_bear_the_same_numbers_as_the_sentences_below_them(one: str, other: str) -> None:
    def at(form: str, number: int, text: str) -> str:
        return form.replace("1", str(number)) + text

    items = [at(other, 1, SAID), at(other, 2, SAID)]
    titles = [at(one, 1, "人事工作"), at(one, 2, "财务工作"), at(one, 3, "后勤保障")]
    assert heads(titles[0], *items, titles[1], *items, DREDGED, titles[2], *items) == titles
    assert heads(titles[0], *items, titles[1], DREDGED, *items, titles[2], DREDGED) == titles


def test_what_a_list_counts_on_through_is_no_title() -> None:
    assert heads("一、任务", f"1.{SAID}", "2.清淤三次", f"3.{SAID}", "二、措施", DREDGED) == ["一、任务", "二、措施"]
    # A tool may number all items alike.
    assert heads("一、任务", "1. 清淤", "1. 补植", f"1. {SAID}", "二、措施", DREDGED) == ["一、任务", "二、措施"]
    # Nothing has the number before it.
    assert heads("一、任务", f"1.{SAID}", f"2.{SAID}", "3.清淤三次", "二、措施", DREDGED) == ["一、任务", "二、措施"]
