"""What an edition's row states is there to be read in what is quoted for it."""

from __future__ import annotations

import pytest

from annals.model import Occasion, Statement
from annals.names.stated import wrong_value, wrong_year

READ = (
    ("ordinal", "3", "第三届甲乙论坛在某地举行"),
    ("ordinal", "1", "首届甲乙论坛"),
    ("ordinal", "4", "举办第3、4届甲乙论坛"),
    ("ordinal", "4", "第三至五次会议"),
    ("start", "2031-03-01", "2031年3月1日，甲乙论坛举行"),
    ("start", "2031-03-01", "甲乙论坛（2031.03.01）"),
    ("end", "2031-10-02", "论坛于9月29日—10月2日举行，2031年"),
    ("theme", "开放 合作", "论坛以“开放，合作”为题"),
    ("host_country", "丹麦王国", "丹麦受邀担任主宾国"),
    ("host_country", "丹麦", "丹麦王国受邀担任主宾国"),
    ("host_province", "广西壮族自治区", "广西担任主宾省"),
    ("figures", "10份", "发布报告10份"),
    ("figures", "两千多名", "两千多名代表参会"),
    ("figures", "58家", "958家企业参展，58家获奖"),
    ("figures", "1,280", "签约项目1,280，金额另计"),
)
OTHERWISE = (
    ("ordinal", "5", "第三届甲乙论坛在某地举行", "stated-other"),
    ("ordinal", "3", "甲乙论坛设3个分会场", "stated-nowhere"),
    ("ordinal", "4", "举办第3、5届甲乙论坛", "stated-other"),
    ("start", "2031-03-02", "2031年3月1—2日，甲乙论坛举行", "stated-other"),
    ("start", "2031-03-01", "2031年3月，甲乙论坛举行", "stated-nowhere"),
    ("start", "2031-03-01", "3月1日，甲乙论坛举行", "stated-year"),
    ("start", "2032-03-01", "3月1日，甲乙论坛举行", "stated-year"),
    ("end", "2031-03-01", "2031年3月1—2日，甲乙论坛举行", "stated-other"),
    ("theme", "开放与合作", "论坛以“开放，合作”为题", "stated-nowhere"),
    ("host_country", "印度尼西亚", "印度担任主宾国", "stated-nowhere"),
    ("host_country", "新西兰", "新加坡担任主宾国", "stated-nowhere"),
    ("host_country", "印度尼西亚共和国", "印度担任主宾国", "stated-nowhere"),
    ("host_country", "泰王国", "泰山脚下举行论坛", "stated-nowhere"),
    ("host_country", "丹麦语区人", "丹麦担任主宾国", "stated-nowhere"),
    ("figures", "10", "发布报告100份", "stated-cut"),
    ("figures", "0份", "发布报告10份", "stated-cut"),
    ("figures", "1.7", "金额1.7亿元", "stated-cut"),
    ("figures", "百余家", "参展二百余家", "stated-cut"),
)


def said(field: str, value: str, quote: str, *, from_report: bool = False) -> Statement:
    return Statement(field=field, value=value, quote=quote, block="2032#l1", year_from_report=from_report)


@pytest.mark.parametrize(("field", "value", "quote"), READ)
def test_what_can_be_read_is_right(field: str, value: str, quote: str) -> None:
    assert wrong_value(said(field, value, quote), 2032) is None


@pytest.mark.parametrize(("field", "value", "quote", "why"), OTHERWISE)
def test_what_cannot_be_read_is_told(field: str, value: str, quote: str, why: str) -> None:
    found = wrong_value(said(field, value, quote), 2032)
    assert found is not None and found.key == why


def test_the_year_of_a_day_may_be_the_reports() -> None:
    quote = "12月30日—1月2日，甲乙论坛举行"
    assert wrong_value(said("start", "2032-12-30", quote, from_report=True), 2032) is None
    assert wrong_value(said("end", "2033-01-02", quote, from_report=True), 2032) is None
    assert wrong_value(said("start", "2031-12-30", quote, from_report=True), 2032) is not None
    # Only an end goes into the next year, and no further than January.
    assert wrong_value(said("start", "2033-01-02", "1月2日举行", from_report=True), 2032) is not None
    assert wrong_value(said("end", "2033-03-02", "12月30日—3月2日举行", from_report=True), 2032) is not None


def test_a_registered_name_counts() -> None:
    statement = said("host_country", "美国", "美利坚合众国担任主宾国")
    assert wrong_value(statement, 2032) is not None
    known = Statement(
        field="host_country", value="美国", quote=statement.quote, block="2032#l1", also=("美国", "美利坚合众国")
    )
    assert wrong_value(known, 2032) is None


def test_the_year_of_an_edition_is_that_of_what_is_quoted() -> None:
    occasion = Occasion(year=2031, statements=(said("ordinal", "3", "第3届"),))
    assert wrong_year(occasion, [(2032, "2031年起每年举办")]) == wrong_year(occasion, [(2031, "")]) == ()
    assert wrong_year(occasion, [(2032, "第3届甲乙论坛")]) == (2032,)
    # A report of no year says nothing of it.
    assert wrong_year(occasion, [(None, "第3届甲乙论坛")]) == ()
    assert wrong_year(occasion, [(None, ""), (2032, "第3届甲乙论坛")]) == ()
