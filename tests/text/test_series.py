"""The outline in digits: which lines carry its numbers, whatever they are written like."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annals.text.lines import shapes
from annals.text.numerals import in_han

TITLES = (
    "岸线整治",
    "潮汐观测",
    "苗圃改造",
    "灯塔维护",
    "堤防检查",
    "航标更新",
    "2019年小结",
    "湿地巡护",
    "3D测绘",
    "年度安排",
)
SENTENCE = "全年共完成整治十二处，巡查三百余次，情况良好。"


def numbers(text: str) -> list[tuple[int, ...]]:
    return [shape.number for shape in shapes(text) if shape.number]


def told(number: tuple[int, ...]) -> str:
    return ".".join(map(str, number))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # Glued to words, to a year, to a figure that is a title's.
        (["1前言", "1.1缘起", "1.2范围", "2做法"], ["1", "1.1", "1.2", "2"]),
        (["2.1 潮位", "2.22018年概况", "2.3 风浪"], ["2.1", "2.2", "2.3"]),
        (["# 4 海堤", "# 4.1 检查", "# 52018年打算", "# 6 附记"], ["4", "4.1", "5", "6"]),
        (["# 3.1 浮标", "# 3.25G基站", "# 3.3 灯塔"], ["3.1", "3.2", "3.3"]),
        (
            ["# 1港区", "# 1.1航道", "# 24个深水泊位", "# 2.1码头", "# 36G通信", "# 3.1基站"],
            ["1", "1.1", "2", "2.1", "3", "3.1"],
        ),
        # What nothing stands below, or what blanks part elsewhere, is a figure.
        (["# 1港区", "# 1.1航道", "# 24小时值班", "# 36条航线"], ["1", "1.1"]),
        (["# 1 港区", "# 1.1 航道", "# 24小时值班", "# 2.1 码头"], ["1", "1.1", "2.1"]),
        # A number of two figures goes on from the one before it, and only then.
        (["3.9 甲港", "3.10 乙港", "3.11丙港"], ["3.9", "3.10", "3.11"]),
        # Blanks beside the point; a point behind the number.
        (["1. 沿革", "1. 1 建站", "1.2. 扩建", "2. 现状"], ["1", "1.1", "1.2", "2"]),
        # Lost numbers; a part whose own heading was lost; an outline that begins in the middle.
        (["1 总论", "1.1 缘起", "1.3 范围", "3 附记"], ["1", "1.1", "1.3", "3"]),
        (["2 潮汐", "2.1 观测", "3.1 仪器", "3.2 记录"], ["2", "2.1", "3.1", "3.2"]),
        (["4.3 航标维护"], ["4.3"]),
        # Columns torn: a number among its siblings in another order.
        (["# 3.1 浮标", "# 3.3 灯塔", "# 3.2 海堤", "# 3.4 航道"], ["3.1", "3.3", "3.2", "3.4"]),
        # The numbers begin anew below wider headings.
        (["一、东港", "1. 码头", "1.1 泊位", "二、西港", "1. 码头", "1.1 泊位"], ["1", "1.1", "1", "1.1"]),
        (["第1章 东港", "1.1 码头", "第2章 西港", "2.1 码头"], ["1.1", "2.1"]),
    ],
)
def test_lines_of_an_outline(lines: list[str], expected: list[str]) -> None:
    text = "".join(f"{line}\n\n{SENTENCE}\n\n" for line in lines)
    assert [told(number) for number in numbers(text)] == expected


@pytest.mark.parametrize(
    "lines",
    [
        ["3.5亿元", "2.8万人次"],
        ["2016.11完成验收", "1.5 万吨级码头三座"],
        ["2.0版上线", "3.14是圆周率"],
        ["3D打印车间", "5G基站", "863计划项目", "12345热线"],
        ["10个项目", "3家企业"],
        # Lists: the next number stands in the next line.
        ["1 灯塔", "2 浮标", "3 海堤"],
        ["1. 灯塔；", "2. 浮标；", "3. 海堤。"],
    ],
)
def test_figures_and_lists_make_no_outline(lines: list[str]) -> None:
    assert numbers(SENTENCE + "\n\n" + "\n\n".join(lines) + "\n\n" + SENTENCE) == []


def test_a_list_below_an_outline_stays_a_list() -> None:
    lines = [
        "1. 海堤",
        "1.1 检查",
        "检查三项：",
        "1. 堤顶；",
        "2. 堤脚；",
        "3. 闸门。",
        "2. 灯塔",
        "2.1 维护",
        SENTENCE,
    ]
    assert [told(number) for number in numbers("\n\n".join(lines))] == ["1", "1.1", "2", "2.1"]


def test_running_titles_with_page_numbers_make_no_outline() -> None:
    text = "".join(f"{SENTENCE}\n\n{page} 海港年报\n\n" for page in range(1, 9))
    assert numbers(text) == []


@st.composite
def outlines(draw: st.DrawFn) -> list[tuple[int, ...]]:
    """The numbers of an outline, complete, in order, up to four deep."""
    found: list[tuple[int, ...]] = [(1,)]
    for _ in range(draw(st.integers(4, 16))):
        last = found[-1]
        depth = draw(st.integers(1, min(len(last) + 1, 4)))
        found.append((*last, 1) if depth > len(last) else (*last[: depth - 1], last[depth - 1] + 1))
    return found


@settings(max_examples=25, deadline=None)
@given(outlines(), st.data())
def test_marks_and_blanks_change_nothing(path: list[tuple[int, ...]], data: st.DataObject) -> None:
    """An outline made from its numbers is read with the same numbers, whatever # and blanks stand around them."""
    marks = data.draw(st.sampled_from(["", "# ", "## ", "wrong"]))
    blank = data.draw(st.sampled_from(["", " ", "mixed"]))
    lines = []
    for before, number in pairwise([(), *path]):
        hashes = "#" * data.draw(st.integers(1, 4)) + " " if marks == "wrong" else marks
        gap = data.draw(st.sampled_from(["", " "])) if blank == "mixed" else blank
        title = data.draw(st.sampled_from(TITLES if hashes and gap else TITLES[:6])) + f"之{in_han(len(lines) + 1)}"
        if len(before) >= len(number):
            lines.append(SENTENCE)
        lines.append(f"{hashes}{told(number)}{gap}{title}")
    assert numbers("\n\n".join([*lines, SENTENCE])) == path


def test_a_number_glued_to_a_counter_is_one_where_its_outline_goes_on_below() -> None:
    lines = ("3对现有系统的分析", "3.1设备", SENTENCE, "4所建议的系统", "4.1说明", SENTENCE, "4.2改进", SENTENCE)
    assert numbers("\n\n".join(("1引言", "1.1背景", SENTENCE, "2前提", "2.1要求", SENTENCE, *lines))) == [
        (1,),
        (1, 1),
        (2,),
        (2, 1),
        (3,),
        (3, 1),
        (4,),
        (4, 1),
        (4, 2),
    ]


def test_a_count_is_no_number_where_nothing_goes_on_from_it() -> None:
    lines = ("1引言", "1.1背景", SENTENCE, "1.2要求", "2所学校参加", SENTENCE, "1.3说明", SENTENCE)
    assert (2,) not in numbers("\n\n".join(lines))


@pytest.mark.parametrize(
    ("pair", "told"),
    [
        (("4 管护路线", "5 水费收取"), ["X", "X"]),
        (("5 管护路线", "6 水费收取"), ["", ""]),
        (("4 按三年的平均计算。", "5 数据来源：水利站"), ["", ""]),
    ],
    ids=["counts on", "counts on from none", "notes"],
)
def test_two_numbers_with_nothing_between_them_count_on_where_all_before_have_text(
    pair: tuple[str, str], told: list[str]
) -> None:
    text = "渠道由各村清淤，每年两次，汛期之前全部完成。"
    above = "".join(f"{title}\n{text}\n" for title in ("1 渠道", "1.1 清淤", "2 水闸", "3 泵站"))
    lines = shapes(f"{above}{pair[0]}\n{pair[1]}\n{text}\n")
    assert [line.numbering for line in lines[8:10]] == told


def test_a_number_given_to_two_titles_by_a_slip_is_that_of_both() -> None:
    lines = (
        "1引言",
        "1.1 背景",
        "1.1.1 水渠",
        SENTENCE,
        "1.1.2 水闸启闭",
        SENTENCE,
        "1.1.2 泵站机电",
        SENTENCE,
        "1.2 要求",
        SENTENCE,
    )
    assert numbers("\n\n".join(lines)) == [(1,), (1, 1), (1, 1, 1), (1, 1, 2), (1, 1, 2), (1, 2)]
    again = "\n\n".join(lines).replace("泵站机电", "水闸启闭")
    assert numbers(again).count((1, 1, 2)) == 1, "a title that comes again heads a page"
