"""Times in running text, as ISO 8601."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annals.text.periods import times_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7月4—5日举行", ["2031-07-04/2031-07-05"]),
        ("8月30日—9月2日", ["2031-08-30/2031-09-02"]),
        ("2029年12月30日至2030年1月2日", ["2029-12-30/2030-01-02"]),
        ("7月4、5日举行", ["2031-07-04/2031-07-05"]),
        ("6月17日、7月22日和12月7日", ["2031-06-17", "2031-07-22", "2031-12-07"]),
        ("1—11月", ["2031-01/2031-11"]),
        ("2030年11月—2031年2月", ["2030-11/2031-02"]),
        ("10月份、5月底、3月上旬", ["2031-10", "2031-05", "2031-03"]),
        ("2029—2031年", ["2029/2031"]),
        ("2029年底前后、年初", ["2029", "2031"]),
        ("二〇三〇年八月", ["2030-08"]),
        ("上半年，第三季度，前三季度", ["2031-01/2031-06", "2031-07/2031-09", "2031-01/2031-09"]),
        ("“十二五”期间", ["2011/2015"]),
        ("“十五”期间", ["2001/2005"]),
        ("比上年的6.06亿元", ["2030"]),
        ("3个月、12个月、第15届、2012个、1.8月", []),
    ],
)
def test_a_time_is_read(text: str, expected: list[str]) -> None:
    assert [told.period for told in times_in(text, 2031)] == expected


def test_without_a_year_of_the_report_only_whole_dates_are_read() -> None:
    assert [told.period for told in times_in("8月，2030年8月，年底", None)] == ["2030-08"]


@given(st.text("0123456789年月日至—、上半底初十五“”期间季度第", max_size=40))
def test_times_stand_in_the_text_one_behind_the_other(text: str) -> None:
    ended = 0
    for told in times_in(text, 2031):
        assert ended <= told.start < told.end <= len(text)
        ended = told.end
