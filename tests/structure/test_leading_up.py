"""Lines with a colon that lead up to a list, and rows that tell who did what: no headings, whatever marks a tool gave them."""

from __future__ import annotations

import pytest

from tests.support.outlines import DREDGED, PLANTED, headings, outlined


@pytest.mark.parametrize("line", ["今后抓好三个方面：", "堤岸按高度分为四级：", "检查中发现两方面："])
def test_a_line_that_counts_what_stands_below_is_no_heading(line: str) -> None:
    text = f"一、河道\n\n{line}\n\n第一，{DREDGED}\n\n第二，{PLANTED}\n\n二、林区\n\n{PLANTED}\n"
    assert headings(text) == ["#一、河道", "#二、林区"]
    ranked = f"一、河道\n\n第二级：\n\n{DREDGED}\n\n二、林区\n\n{PLANTED}\n"
    assert headings(ranked) == ["#一、河道", "##第二级：", "#二、林区"]
    named = f"一、河道\n\n堤岸养护：\n\n{DREDGED}\n\n二、林区\n\n{PLANTED}\n"
    assert headings(named) == ["#一、河道", "##堤岸养护：", "#二、林区"]


def test_what_stands_above_such_a_line_heads_it() -> None:
    text = (
        f"一、河道\n{DREDGED}\n短板和弱项\n基层反映的困难有三个方面：\n－{DREDGED}\n－{PLANTED}\n二、林区\n{PLANTED}\n"
    )
    assert headings(text) == ["#一、河道", "##短板和弱项", "#二、林区"]


def test_a_colon_leads_to_a_list_of_short_lines() -> None:
    names = "石桥镇水利站\n北坡护林队\n南湾渡口\n"
    assert headings(f"一、河道\n{DREDGED}\n出工单位：\n{names}二、林区\n{PLANTED}\n") == ["#一、河道", "#二、林区"]
    two = "石桥镇水利站\n北坡护林队\n"
    assert headings(f"一、河道\n{DREDGED}\n出工单位：\n{two}二、林区\n{PLANTED}\n") == ["#一、河道", "#二、林区"]
    one = headings(f"一、河道\n{DREDGED}\n\n护岸工程：\n\n北坡段\n\n{DREDGED}\n\n二、林区\n\n{PLANTED}\n")
    assert one == ["#一、河道", "##护岸工程：", "##北坡段", "#二、林区"]


@pytest.mark.parametrize("row", ["协办单位：水利学会 林学会", "丁宁 于海洋 任建新"])
def test_marks_make_no_heading_of_a_row_of_bodies_or_persons(row: str) -> None:
    text = f"## 一、河道\n\n{DREDGED}\n\n## {row}\n\n{PLANTED}\n\n## 二、林区\n\n{PLANTED}\n"
    assert row in outlined(text)
    assert headings(text) == ["#一、河道", "#二、林区"]


@pytest.mark.parametrize("line", ["出处：《林业通讯》第4期", "照片：北坡护林点"])
def test_what_tells_of_a_picture_is_no_heading(line: str) -> None:
    assert headings(f"## 一、河道\n\n{DREDGED}\n\n{line}\n\n{PLANTED}\n") == ["#一、河道"]


def test_the_head_of_a_table_that_names_years_is_no_heading() -> None:
    text = f"一、河道\n\n{DREDGED}\n\n项目 单位 2031年 2032年\n\n{PLANTED}\n"
    assert headings(text) == ["#一、河道"]


def test_the_years_of_a_chronicle_stand_below_its_title() -> None:
    days = f"1月5日 {DREDGED}\n2月9日 {PLANTED}\n"
    assert headings(f"大事记\n2031年\n{days}2032年\n{days}") == ["##大事记", "###2031年", "###2032年"]
