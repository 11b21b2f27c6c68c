"""Numerals and dates against tables written by hand, and against each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annals.text.dates import begins_with_year, is_date, is_month, is_month_of_year, is_year
from annals.text.numerals import in_han, value_of

DIGITS = "零一二三四五六七八九"


def spoken(number: int) -> str:
    """A number as it is read aloud, by another way than the tool's: from the last digit, in groups of four."""
    groups = []
    for scale in ("", "万"):
        number, low = divmod(number, 10**4)
        digits = f"{low:04}"
        said = "".join(
            DIGITS[int(digit)] + unit if digit != "0" else "零" for digit, unit in zip(digits, "千百十 ", strict=True)
        ).replace(" ", "")
        while "零零" in said:
            said = said.replace("零零", "零")
        groups.append((said.rstrip("零"), scale))
    return "".join(said + scale for said, scale in reversed(groups) if said).lstrip("零")


@given(st.integers(1, 10**8 - 1))
def test_numbers_read_aloud_are_understood(number: int) -> None:
    assert value_of(spoken(number)) == number
    assert value_of(str(number)) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("〇", 0),
        ("十", 10),
        ("十五", 15),
        ("廿", 20),
        ("廿三", 23),
        ("一百一十", 110),
        ("两百零二", 202),
        ("二〇一二", 2012),
        ("二○二三", 2023),
        ("一九四九", 1949),
        ("三千零五", 3005),
        ("十万", 100_000),
        ("一亿零三百万", 103_000_000),
        ("三万五千亿", 3_500_000_000_000),
        ("两万亿", 2_000_000_000_000),
        ("1280", 1280),
    ],
)
def test_numerals(text: str, value: int) -> None:
    assert value_of(text) == value


@pytest.mark.parametrize("text", ["", "亿", "百", "十百", "一二十", "第三", "三届", "1.5", "-1", "甲"])
def test_what_is_no_numeral(text: str) -> None:
    assert value_of(text) is None


@given(st.integers(1, 99))
def test_a_number_of_a_list_is_read_as_written(number: int) -> None:
    assert value_of(in_han(number)) == number
    assert in_han(number) == spoken(number).removeprefix("一" if 10 <= number < 20 else "")


@pytest.mark.parametrize(
    ("text", "date", "month_of_year", "year", "month"),
    [
        ("2023年", True, False, True, False),
        ("2023年2月", True, True, False, False),
        ("2023 年 2 月 3 日", True, True, False, False),
        ("（二〇二三年二月）", True, True, False, False),
        ("二○二三年十二月三十一日", True, True, False, False),
        ("(2011年)", True, False, False, False),
        ("2月", False, False, False, True),
        ("13月", False, False, False, False),
        ("2023年底", False, False, False, False),
        ("1823年", False, False, False, False),
        ("2023年2月发布", False, False, False, False),
    ],
)
def test_dates(text: str, date: bool, month_of_year: bool, year: bool, month: bool) -> None:
    assert (is_date(text), is_month_of_year(text), is_year(text), is_month(text)) == (date, month_of_year, year, month)


def test_a_title_begins_with_its_year() -> None:
    told = [begins_with_year(text) for text in ("2022年工作报告", "2016—2020年总结", "二〇二二年年报", "全省2022年")]
    assert told == [True, True, True, False]
