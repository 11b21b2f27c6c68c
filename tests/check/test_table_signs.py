"""Doubts about what stands around tables, semicolons alone and marks side by side."""

from __future__ import annotations

import pytest

from annals.check.doubts import doubts_of
from annals.clean.cleaning import clean_source
from annals.clean.read import read_source
from annals.structure.document import document_of
from tests.support.words import LEXICON

BODY = "全年举办培训三十场，参加的有两千多人。学员来自各区，其中半数是第一次参加，反映良好。"
NEXT = "教材由市里统一编写，印了三千册，各区都说够用。"
ROWS = "| 类别 | 人数 |\n| 初级 | 1,204 |\n| 中级 | 350 |"


def told(text: str) -> list[tuple[str, int, int]]:
    """The signs in a text between two chapters with sections, with the raw lines they reach over."""
    raw = f"第一章 培训\n\n1.1 师资\n\n{BODY}\n\n{text}\n\n1.2 教材\n\n{NEXT}\n\n第二章 讲座\n\n{BODY}\n"
    cleaned, _ = clean_source(read_source("x", raw.encode()), LEXICON)
    found = doubts_of(document_of(cleaned, LEXICON)[0], cleaned, LEXICON).places
    return [(str(place.sign), place.line, place.last) for place in found]


def test_a_heading_alone_that_has_nothing_but_a_table_may_name_it() -> None:
    assert told(f"# 学员构成\n\n{ROWS}") == [("label-heading", 7, 7)]
    assert told(f"# 学员构成\n\n{NEXT}\n\n{ROWS}") == []
    assert told(f"# 学员构成\n\n{ROWS}\n\n# 讲师构成\n\n{NEXT}") == []


def test_a_heading_that_bears_a_unit_names_a_table() -> None:
    assert told(f"# 学员构成（单位：人）\n\n{NEXT}") == [("label-heading", 7, 7)]


def test_the_third_short_line_above_a_table_may_be_a_heading() -> None:
    assert told(f"学员来源\n\n各级学员的人数\n\n人，百分比除外\n\n{ROWS}") == [("unmarked", 7, 7)]
    assert "unmarked" not in [sign for sign, *_ in told(f"各级学员的人数\n\n人，百分比除外\n\n{ROWS}")]


def test_lines_below_a_table_that_end_as_its_rows_do_are_told_together() -> None:
    assert told(f"{ROWS}\n\n全年学员总数 1,554\n\n女学员占比（%） 48.2") == [("fragments", 11, 13)]
    assert told(f"{ROWS}\n\n{NEXT}\n\n全年学员总数 1,554") == []


def test_a_semicolon_alone_among_neighbours_is_no_end() -> None:
    cut, rest = "春季办了十场。学员有七百人；", "秋季办了二十场，学员有一千人。"
    assert told(f"{cut}\n\n{rest}") == [("open", 7, 7)]
    assert told(f"{cut}\n\n{cut[:-2]}多；\n\n{rest}") == []
    assert told(f"培训有两期：\n\n{cut}\n\n{rest}") == []


@pytest.mark.parametrize("marks", ["；：", "，，", "、，"])
def test_two_marks_side_by_side_are_told(marks: str) -> None:
    assert told(f"学员来自城区{marks}郊区的有三百人。") == [("garbled", 7, 7)]


@pytest.mark.parametrize("marks", ["：“", "……", "、、、、"])
def test_marks_that_may_stand_side_by_side_are_not(marks: str) -> None:
    assert told(f"学员来自城区{marks}郊区”的有三百人。") == []


def test_a_unit_that_recurs_above_tables_is_no_slip() -> None:
    names = ("各级学员的人数情况", "各区学员的人数情况", "各期学员的人数情况")
    tables = "\n\n".join(f"{name}\n\n（人民币百万元）\n{ROWS}\n\n{NEXT}" for name in names)
    assert "repeated" not in [sign for sign, *_ in told(tables)]


def test_a_number_inside_a_paragraph_that_follows_one_that_begins_one_is_told() -> None:
    first, second = "1、春季办了十场，学员有七百人，来自各区。", "反映良好。2、秋季办了二十场，学员有一千人。"
    assert ("inner-mark", 9, 9) in told(f"{first}\n\n{second}")
    assert "inner-mark" not in [sign for sign, *_ in told(f"{second}\n\n{NEXT}")]
    assert "inner-mark" not in [sign for sign, *_ in told(f"{first}\n\n2、{second}")]


@pytest.mark.parametrize("mark", ["[]", "[3", "［12"])
def test_the_mark_of_a_note_that_lost_its_number_or_its_end_is_told(mark: str) -> None:
    assert told(f"培训发挥引领的作用{mark}，学员有三百人。") == [("note-mark", 7, 7)]


@pytest.mark.parametrize(
    "words",
    ["全年用的软件是TimingandPolarization，学员有三百人。", "全年的资料见ArrayOfTheLowFrequency。学员有三百人。"],
)
def test_foreign_words_that_ran_together_are_told(words: str) -> None:
    assert told(words) == [("garbled", 7, 7)]


def test_names_with_a_capital_inside_are_not() -> None:
    assert told("全年用的软件是AdobeAudition和JavaScript，见数组[3]，学员有三百人。") == []


def test_words_behind_an_identifier_without_a_blank_are_told() -> None:
    assert ("inner-mark", 7, 7) in told("全年的总结，DOI 10.16418/j.issn.1000.2015.06.001学员来自各个区县，有三百人。")
    assert told("全年的总结见DOI 10.16418/j.issn.1000.2015.06.001，有三百人。") == []
