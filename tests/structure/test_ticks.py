"""Rows of boxes to tick: text, never headings, whatever stands around them."""

from __future__ import annotations

import pytest

from tests.support.outlines import DREDGED, outlined


@pytest.mark.parametrize("row", ["□适用√不适用", "√适用 □不适用", "☐是 ☑否", "□已验收 □未验收 √不需验收", "■是 □否"])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_row_of_boxes_is_a_paragraph_below_its_heading(row: str, between: str) -> None:
    text = between.join(
        ["一、河道", "（一）堤岸工程的验收情况", row, "（二）汛期", DREDGED, row, "（三）苗木", DREDGED, ""]
    )
    heads = ["#一、河道", "##（一）堤岸工程的验收情况", row, "##（二）汛期", DREDGED, row, "##（三）苗木", DREDGED]
    assert outlined(text) == heads


def test_a_row_of_boxes_that_a_tool_marked_or_glued_to_its_heading_stands_below_it() -> None:
    text = f"# 一、河道\n\n### □适用 √不适用\n\n### 堤岸工程的验收情况 √适用 □不适用\n\n{DREDGED}\n"
    assert outlined(text) == ["#一、河道", "□适用 √不适用", "##堤岸工程的验收情况", "√适用 □不适用", DREDGED]


def test_a_question_with_boxes_is_no_heading() -> None:
    text = f"一、河道\n\n{DREDGED}\n\n1.堤岸是否验收 □是 √否\n\n{DREDGED}\n"
    assert outlined(text) == ["#一、河道", DREDGED, "1.堤岸是否验收 □是 √否", DREDGED]


def test_a_short_line_above_a_row_of_boxes_is_what_it_answers() -> None:
    text = f"一、河道\n\n{DREDGED}\n\n堤岸工程的验收情况\n\n□适用 √不适用\n\n（一）汛期\n\n{DREDGED}\n"
    heads = ["#一、河道", DREDGED, "##堤岸工程的验收情况", "□适用 √不适用", "##（一）汛期", DREDGED]
    assert [line.lstrip("#") for line in outlined(text)] == [line.lstrip("#") for line in heads]
    assert outlined(text)[2].startswith("##")
