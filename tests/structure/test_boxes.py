"""What is counted below the title of a box stands in it."""

from __future__ import annotations

from tests.structure.test_chapters import TEXT, headings


def test_items_that_are_counted_below_a_box_title_are_in_it_until_the_outline_goes_on() -> None:
    lines = ["一、水利", TEXT[0], "（一）渠道", TEXT[1], "专栏2 重点工程", "1. 闸门", TEXT[2], "2. 泵站", TEXT[0]]
    assert headings("\n\n".join((*lines, "（二）堤岸", TEXT[1], "二、林业", TEXT[2], ""))) == [
        (1, "一、水利"),
        (2, "（一）渠道"),
        (3, "专栏2 重点工程"),
        (4, "1. 闸门"),
        (4, "2. 泵站"),
        (2, "（二）堤岸"),
        (1, "二、林业"),
    ]


def test_numbers_that_go_on_behind_a_box_are_not_in_it() -> None:
    lines = ["一、水利", "1. 渠道", TEXT[1], "专栏2 重点工程", TEXT[2], "2. 泵站", TEXT[0], "二、林业", TEXT[1]]
    found = headings("\n\n".join((*lines, "")))
    assert [level for level, title in found if title[0].isdigit()] == [2, 2]
