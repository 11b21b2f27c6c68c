"""Forms, contracts and statutes: what only labels a blank or a value is text, what stands above a text is its heading."""

from __future__ import annotations

import pytest

from tests.support.outlines import DREDGED, outlined

MOORED = "渔港全年停靠渔船一万艘次，比上年增加八百艘次，泊位周转加快。"


@pytest.mark.parametrize(
    "fields",
    [
        ["（一）船主：________", "（二）船籍：东山", "（三）电话："],
        ["1.1 船名：东渔12号", "1.2 停靠地：", "1.3 泊位：________"],
        ["一、船名：________", "二、船主：", "三、电话："],
        ["1.1 船主应当按期缴费。", "1.2 适用规章：东山渔港章程"],
        ["# （一）船主：________", "# （二）电话：________"],
        ["1.1 泊位（含锚地）交付时间、地点的要求："],
        ["1.1 停靠日期：", "离港日期：", "1.2 费用："],
        ["船主：", "船籍："],
        ["船主（签字）： 船长（签字）：", "渔港＿＿＿＿（盖章）"],
    ],
    ids=["Han", "digits", "top", "clause above", "marked", "long", "without number", "no number", "two in a line"],
)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_what_labels_a_blank_or_a_value_is_no_heading(fields: list[str], between: str) -> None:
    text = between.join(["第一章 停靠", MOORED, "第二章 登记", *fields, "第三章 附则", DREDGED, ""])
    plain = [field.removeprefix("# ") for field in fields]
    assert outlined(text) == ["#第一章 停靠", MOORED, "#第二章 登记", *plain, "#第三章 附则", DREDGED]


def test_a_numbered_name_with_a_colon_heads_the_text_below_it() -> None:
    text = "\n".join(["一、停靠", "（一）秩序：稳步好转", MOORED, "（二）工作目标：", DREDGED, "二、登记", MOORED, ""])
    heads = ["#一、停靠", "##（一）秩序：稳步好转", MOORED, "##（二）工作目标：", DREDGED, "#二、登记", MOORED]
    assert outlined(text) == heads


def test_the_lines_of_signatures_are_text() -> None:
    text = f"一、停靠\n\n{MOORED}\n\n船主（签字）：\n渔港（盖章）：\n    年   月   日\n"
    assert outlined(text) == ["#一、停靠", MOORED, "船主（签字）：", "渔港（盖章）：", "年 月 日"]


@pytest.mark.parametrize(
    "line", ["渔港（盖章）：\n    年   月   日", "渔港（盖章）：\n\n签订日期：____", "船主姓名＿＿＿＿"]
)
def test_room_for_a_signature_heads_nothing(line: str) -> None:
    text = f"一、停靠\n\n{MOORED}\n\n{line}\n\n{DREDGED}\n"
    assert [one for one in outlined(text) if one.startswith("#")] == ["#一、停靠"]


@pytest.mark.parametrize("frame", ["（{}）", "【{}】", "〔{}〕"])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_titles_in_brackets_head_their_articles(frame: str, between: str) -> None:
    names = ["目的", "适用范围", "船只登记", "施行日期"]
    titles = [f"第{number}条{frame.format(name)}" for number, name in zip("一二三四", names, strict=True)]
    bodies = [[MOORED], [DREDGED], ["登记应当符合下列要求：", "（一）船籍清楚；", "（二）船况良好。"], [DREDGED]]
    lines = [line for title, body in zip(titles, bodies, strict=True) for line in (title, *body)]
    heads = [line for title, body in zip(titles, bodies, strict=True) for line in (f"##{title}", *body)]
    assert outlined(between.join(["第一章 总则", *lines, ""])) == ["#第一章 总则", *heads]


def test_a_title_in_brackets_on_the_line_of_its_article_stays_there() -> None:
    lines = [f"第{number}条（停靠）{text}" for number, text in zip("一二三", [MOORED, DREDGED, MOORED], strict=True)]
    assert outlined("\n".join(["第一章 总则", *lines, ""])) == ["#第一章 总则", *lines]


def test_a_single_mark_of_a_reference_is_that_of_a_note() -> None:
    text = f"一、停靠\n{MOORED}\n※ 公示期为五个工作日\n二、登记\n{DREDGED}\n※ 数据来源：渔港管理所\n{MOORED}\n"
    assert outlined(text) == [
        "#一、停靠",
        MOORED,
        "公示期为五个工作日",
        "#二、登记",
        DREDGED,
        "数据来源：渔港管理所",
        MOORED,
    ]
    heads = f"一、停靠\n※ 渔船\n{MOORED}\n※ 泊位\n{DREDGED}\n"
    assert outlined(heads) == ["#一、停靠", "##渔船", MOORED, "##泊位", DREDGED]
