"""What stands in front of the first number: thanks, and the parts of what the list of contents names; and the notes at a page's foot."""

from __future__ import annotations

import pytest

from tests.structure.test_chapters import TEXT, headings

NUMBERED = f"一、水源\n\n{TEXT[0]}\n\n（一）水库\n\n{TEXT[1]}\n\n（二）渠道\n\n{TEXT[2]}\n\n二、用水\n\n{TEXT[0]}\n"
CONTENTS = """目录
观点摘要……………………1
一、水源……………………3
（一）水库……………………4
（二）渠道……………………6
二、用水……………………9

"""


def test_thanks_in_front_of_the_first_number_stand_beside_the_chapters() -> None:
    found = headings(f"东岭县水利统计报告\n\n致谢\n\n{TEXT[0]}\n\n前言\n\n{TEXT[1]}\n\n{NUMBERED}")
    assert [level for level, text in found if text in ("致谢", "前言", "一、水源", "二、用水")] == [1, 1, 1, 1]


def test_thanks_behind_them_close_the_text_as_before() -> None:
    assert headings(f"东岭县水利统计报告\n\n{NUMBERED}\n致谢\n\n{TEXT[0]}\n")[-1] == (1, "致谢")


def test_what_the_contents_leave_out_stands_in_what_they_name() -> None:
    summary = f"观点摘要\n\n水源的规模\n\n{TEXT[0]}\n\n用水的习惯\n\n{TEXT[1]}\n\n"
    found = headings(f"东岭县水利统计报告\n\n{CONTENTS}{summary}{NUMBERED}")
    assert [one for one in found if one[1] in ("观点摘要", "水源的规模", "用水的习惯", "一、水源")] == [
        (1, "观点摘要"),
        (2, "水源的规模"),
        (2, "用水的习惯"),
        (1, "一、水源"),
    ]


@pytest.mark.parametrize("note", ["7来源：省水文局", "28数据来源：省水文局", "3 资料来源：省水文局", "© 省水文局"])
def test_whose_the_figures_are_heads_nothing(note: str) -> None:
    assert note not in {text for _, text in headings(f"东岭县水利统计报告\n\n{NUMBERED}\n{note}\n\n{TEXT[1]}\n")}


def test_a_note_that_says_nothing_heads_what_is_below_it() -> None:
    assert "三、来源" in {text for _, text in headings(f"东岭县水利统计报告\n\n{NUMBERED}\n三、来源\n\n{TEXT[1]}\n")}


GLYPHED = "➢ 水库的水位比上年高。各县的泵站都开了工，灌溉的面积也增加"


def test_a_glyph_before_more_than_a_sentence_marks_no_heading() -> None:
    assert not [text for _, text in headings(f"{TEXT[0]}\n\n{GLYPHED}\n\n{TEXT[1]}\n") if "泵站" in text]


def test_who_issued_a_text_heads_no_addresses_at_its_end() -> None:
    closing = "东岭县水利统计局\n\n地址：东岭县河东路4号\n\n邮政编码：100000\n\n网址：water.example\n"
    told = f"东岭县水利统计报告\n\n东岭县水利统计局\n\n2031年5月\n\n{NUMBERED * 2}\n\n{closing}"
    assert "东岭县水利统计局" not in {text for _, text in headings(told)}
    assert "河东水利站" in {
        text for _, text in headings(told.replace(closing, closing.replace("东岭县水利统计局", "河东水利站")))
    }


@pytest.mark.parametrize("note", ["15 周松青，《水权登记比较研究》", "7清华大学：《灌区发展报告》"])
def test_a_note_that_cites_a_book_heads_nothing(note: str) -> None:
    found = headings(f"东岭县水利统计报告\n\n{NUMBERED}\n{note}\n\n（三）水表\n\n{TEXT[1]}\n")
    assert note not in {text for _, text in found}
    assert (2, "（三）水表") in found


def test_what_was_moved_out_of_a_sentence_heads_nothing() -> None:
    torn = "全县水渠的长度连续三年都有增加，其中引水的干渠增加得最多，所占的\n\n11 东县《水渠年度计划》\n\f\n比例超过一半。次年仍有增加。\n"
    found = {text for _, text in headings(f"东岭县水利统计报告\n\n{NUMBERED}\n{torn}\n（三）水表\n\n{TEXT[1]}\n")}
    assert "11 东县《水渠年度计划》" not in found
