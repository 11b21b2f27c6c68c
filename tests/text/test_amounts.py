"""Quantities in made-up sentences: what is one, what only looks like one, and what holds for any text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annals.text.amounts import amounts_in


def told(text: str) -> list[str]:
    """printed=value[..value_to]unit, with what makes it approximate."""
    found = []
    for amount in amounts_in(text):
        to = "" if amount.value_to is None else f"..{amount.value_to}"
        near = f" {amount.approx}" if amount.approx else ""
        found.append(f"{text[amount.start : amount.end]}={amount.value}{to}{amount.unit}{near}")
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新建实验室21个", ["21个=21个"]),
        ("经费1,250.5万元", ["1,250.5万元=1250.5万元"]),
        ("培训三十余名骨干", ["三十余名=30名 over"]),
        ("上百家企业", ["上百家=100家 at_least"]),
        ("近千人到场", ["近千人=1000人 nearly"]),
        ("两千多名代表", ["两千多名=2000名 over"]),
        ("十几家单位", ["十几家=10家 over"]),
        ("三五个课题", ["三五个=3..5个 about"]),
        ("一亿零三百万元", ["一亿零三百万元=100000300万元"]),
        ("为期两年半的建设", ["两年半=2.5年"]),
        ("半年之内", ["半年之内=0.5年 at_most"]),
        ("每项补助30—50万元", ["30—50万元=30..50万元"]),
        ("补助500万—1000万", ["500万—1000万=500..1000万"]),
        ("从8000万到1.2亿元", ["8000万到1.2亿元=0.8..1.2亿元"]),
        ("增长10%—15%", ["10%—15%=10..15%"]),
        ("分别为12、15和20项", ["12=12项", "15=15项", "20项=20项"]),
        ("共60（14+46）家", ["60=60家", "14=14家", "46=46家"]),
        ("提高2.3个百分点", ["2.3个百分点=2.3个百分点"]),
        ("占三分之二", ["三分之二=2..3"]),
        ("占百分之三十", ["百分之三十=30%"]),
        ("占总数的1/6", ["1/6=1..6"]),
        ("按1:2.5的比例", ["1:2.5=1..2.5"]),
        ("是上届的1.5倍", ["1.5倍=1.5倍"]),
        ("不少于20人", ["不少于20人=20人 at_least"]),
        ("500万元及以下", ["500万元及以下=500万元 at_most"]),
        ("近20余项", ["近20余项=20项 about"]),
        ("签约20项", ["20项=20项"]),
        ("面积35000m²，扬程1000m", ["35000m²=35000m²", "1000m=1000m"]),
        ("装机40兆瓦、50千瓦", ["40兆瓦=40兆瓦", "50千瓦=50千瓦"]),
        ("培训2140人（次）", ["2140人（次）=2140人（次）"]),
        ("安排经费 1.2 亿元", ["1.2 亿元=1.2亿元"]),
        ("四大工程", ["四大=4大"]),
        ("近一年努力", ["近一年=1年 nearly"]),
        ("完成21项目标", ["21项=21项"]),
    ],
)
def test_what_is_a_quantity(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "第5届论坛",
        "第3、4届论坛",
        "十八大报告",
        "一批项目、一系列政策",
        "数十家企业、几百名代表",
        "“4+1”体系、1+3+N场活动",
        "G60走廊、5G基站、H5平台、C9果酒",
        "3.0版、2.1节",
        "零部件、二期工程、三级医院、二元结构",
        "会议定于9:30开始",
        "三部门联合发文",
        "上半年、下半年",
    ],
)
def test_what_is_none(text: str) -> None:
    assert told(text) == []


def test_what_is_closed_counts_nothing() -> None:
    text = "《三年行动计划》安排3项任务"
    assert [text[one.start : one.end] for one in amounts_in(text, bytes([1] * 8 + [0] * 6))] == ["3项"]


PIECES = st.sampled_from(
    [
        "3",
        "12",
        "0.5",
        "两",
        "十",
        "百",
        "半",
        "万",
        "亿",
        "千",
        "项",
        "家",
        "元",
        "%",
        "倍",
        "年",
        "月",
        "近",
        "约",
        "以上",
        "余",
        "多",
    ]
    + [
        "、",
        "和",
        "—",
        "至",
        "（",
        "）",
        "+",
        "/",
        ":",
        "，",
        "。",
        "第",
        "分之",
        "个百分点",
        "m",
        "G",
        " ",
        "大",
        "企业",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_whatever_is_read_stands_in_the_text_and_is_exact(text: str) -> None:
    found = amounts_in(text)
    ended = 0
    for amount in found:
        assert ended <= amount.start < amount.end <= len(text)
        ended = amount.end
        assert any(
            char.isdigit() or char in "一二两三四五六七八九十百千零〇廿半" for char in text[amount.start : amount.end]
        )
        assert amount.base_value == amount.value * amount.factor and amount.factor == Decimal(int(amount.factor))
        assert (amount.base_value_to is None) == (amount.value_to is None)
        assert amount.unit or amount.kind == "ratio"
    assert amounts_in(text) == found
