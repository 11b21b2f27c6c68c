"""Which line is the title of a report, and which is none."""

from __future__ import annotations

import pytest

from annals.markdown.read import text_of
from annals.structure.title import title_of
from tests.support.outlines import DREDGED, document
from tests.support.words import LEXICON


def headings(text: str) -> list[tuple[int, str]]:
    return [(section.level, text_of(section.content)) for section in document(text).sections()]


def title(text: str) -> str:
    return title_of(document(text), LEXICON)


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("一、综合", "二、河道", ""),
        ("# 1、综合", "# 2、河道", ""),
        ("# 1．河道综合治理", "（1）清淤", "河道综合治理"),
        ("第一章 综合", "第二章 河道", "综合"),
        ("一、河道综合治理", "（一）清淤", "河道综合治理"),
        ("# 东岭县河道报告\n\n一、综合", "二、河道", "东岭县河道报告"),
    ],
    ids=[
        "first of several parts",
        "first of several numbers",
        "a number with its mark",
        "chapters",
        "the only part",
        "a title above",
    ],
)
def test_the_first_of_several_parts_is_no_title(first: str, second: str, found: str) -> None:
    assert title(f"{first}\n\n{DREDGED}\n\n{second}\n\n{DREDGED}\n") == found


@pytest.mark.parametrize("kind", ["通知", "公告", "意见", "批复", "通知（试行）"])
def test_a_letter_is_called_by_its_first_line_and_its_annex_stands_beside_it(kind: str) -> None:
    name = f"东岭县水务局关于做好水渠管护工作的{kind}"
    letter = f"{name}\n\n东水发〔2026〕60号\n\n各供水站：\n\n{DREDGED}\n\n东岭县水务局\n\n2026年6月5日\n\n"
    annex = f"附件\n\n水渠管护流程\n\n一、查看\n\n{DREDGED}\n\n（一）登记\n\n{DREDGED}\n\n二、修补\n\n{DREDGED}\n"
    outline = [(1, name), (1, "附件 水渠管护流程"), (2, "一、查看"), (3, "（一）登记"), (2, "二、修补")]
    assert (title(letter + annex), headings(letter + annex)) == (name, outline)


def test_a_line_that_tells_the_name_of_a_letter_is_not_its_title() -> None:
    name = "东岭县水务局关于做好水渠管护工作的通知"
    text = f"公开事项名称：{name}\n\n主办单位：东岭县水务局\n\n{name}\n\n{DREDGED}\n"
    assert title(text) == name
    assert [heading for _, heading in headings(text)][-1] == name


def test_numbers_that_go_on_through_an_annex_stay_where_they_are() -> None:
    parts = [f"{number}、{name}\n\n{DREDGED}\n\n" for number, name in zip("一二三四", "查看修补换管清淤", strict=False)]
    text = "".join([*parts[:2], f"附件 水渠图\n\n{DREDGED}\n\n", *parts[2:]])
    assert [level for level, _ in headings(text)] == [1] * 5


def test_two_annexes_have_numbers_of_their_own() -> None:
    part = f"一、查看\n\n{DREDGED}\n\n二、修补\n\n{DREDGED}\n\n"
    text = f"{part}附件1\n\n水渠管护流程\n\n{part}附件2\n\n闸门管护流程\n\n{part}"
    assert [level for level, _ in headings(text)] == [1, 1, 1, 2, 2, 1, 2, 2]


@pytest.mark.parametrize("name", ["水利综述", "林业简况", "渔政管理"])
@pytest.mark.parametrize("number", ["一、", "（一）", "第一章 "])
def test_a_short_line_right_above_the_first_number_is_the_title(name: str, number: str) -> None:
    assert title(f"{name}\n{number}清淤\n{DREDGED}\n") == name


def test_a_plan_is_called_by_its_title_though_who_made_it_stands_below() -> None:
    parts = f"一、清淤\n\n{DREDGED}\n\n二、加固\n\n{DREDGED}\n"
    assert title(f"石门库区移民后期扶持工作方案\n\n石门水务有限公司\n\n{parts}") == "石门库区移民后期扶持工作方案"
    assert title(f"石门库区移民情况\n\n石门水务有限公司\n\n{parts}") == ""


@pytest.mark.parametrize("name", ["石门县水利年鉴1991", "石门县水利年鉴·2008", "石 门 县 水 利 年 鉴 1 9 9 1"])
def test_a_yearbook_with_its_year_behind_stands_above_the_headings_right_below_it(name: str) -> None:
    text = f"{name}\n农 业\n综 述\n　　{DREDGED}\n渠 道\n　　{DREDGED}\n"
    assert [heading for _, heading in headings(text)] == [name.replace(" ", ""), "农 业", "综 述", "渠 道"]


@pytest.mark.parametrize(
    "lines",
    [
        "石门县关于扶持河道\n管护队伍的若干意见",
        "石门水库博物馆\n2017年度工作回顾",
        "石门水库库区移民\n后期扶持工作方案",
    ],
    ids=["a letter", "a year and no subject", "nothing else close"],
)
def test_a_title_of_two_lines_is_one_heading(lines: str) -> None:
    told = title(f"{lines}\n\n{DREDGED}\n\n一、清淤\n\n{DREDGED}\n\n二、加固\n\n{DREDGED}\n")
    assert told == lines.replace("\n", "")


@pytest.mark.parametrize(
    ("below", "found"),
    [("石门县水务局\n\n2021年4月", "2020年石门县河道管护状况"), ("石门县水务局\n\n汛期", "")],
    ids=["who issued it and when", "no date"],
)
def test_the_first_line_is_the_title_above_who_issued_it_and_when(below: str, found: str) -> None:
    text = f"2020年石门县河道管护状况\n\n{below}\n\n{DREDGED}\n\n一、清淤\n\n{DREDGED}\n\n二、加固\n\n{DREDGED}\n"
    assert title(text) == found


@pytest.mark.parametrize("office", ["主任 谭颖\n\n副主任 周明浩 李少冬", "主任：谭颖\n\n副主任：周明浩"])
def test_a_body_above_its_members_is_a_heading(office: str) -> None:
    text = f"# 石门县水利年鉴2020\n\n# 编纂委员会\n\n{office}\n\n# 综述\n\n{DREDGED}\n"
    assert [heading for _, heading in headings(text)] == ["石门县水利年鉴2020", "编纂委员会", "综述"]


def test_a_body_that_signs_is_none() -> None:
    text = f"# 石门县水利年鉴2020\n\n# 编纂委员会\n\n# 综述\n\n{DREDGED}\n"
    assert "编纂委员会" not in [heading for _, heading in headings(text)]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("# 主办单位：河道研究所 县水务局", []),
        ("# 龚承林 祁世英 卓玛才让", []),
        ("# 强河堤 优水质 促增收", [(1, "强河堤 优水质 促增收")]),
        ("# 主题：节水优先", [(1, "主题：节水优先")]),
    ],
)
def test_who_made_a_report_is_no_chapter_on_its_cover(line: str, found: list[tuple[int, str]]) -> None:
    text = f"# 东岭县河道管理年度报告\n\n{line}\n\n# 一、清淤\n\n{DREDGED}\n\n# 二、管护\n\n{DREDGED}\n"
    assert headings(text) == [(1, "东岭县河道管理年度报告"), *found, (1, "一、清淤"), (1, "二、管护")]


def test_a_row_of_names_with_text_below_stays_a_heading() -> None:
    text = f"# 东岭县河道管理年度报告\n\n# 龚承林 祁世英\n\n{DREDGED}\n\n# 一、清淤\n\n{DREDGED}\n\n# 二、管护\n\n{DREDGED}\n"
    assert "龚承林 祁世英" in [name for _, name in headings(text)]


def test_what_is_added_behind_a_colon_is_a_heading_where_text_stands_below() -> None:
    text = f"# 东岭县河道管理年度报告\n\n## 一、清淤\n\n{DREDGED}\n\n## 二、管护\n\n{DREDGED}\n\n"
    assert "附：大事记" in [name for _, name in headings(f"{text}附：大事记\n\n{DREDGED}\n")]
    assert "附：会议名单" not in [name for _, name in headings(f"{text}附：会议名单\n\n东岭县水务局\n\n2026年6月5日\n")]


@pytest.mark.parametrize("word", ["案例一 ", "专题1：", "做法一——"])
def test_the_line_above_titles_that_a_word_of_their_own_counts_is_the_title(word: str) -> None:
    first, second = f"{word}北坡渠", f"{word.replace('一', '二').replace('1', '2')}南坡渠"
    text = f"石门县的河道管护\n\n# {first}\n\n{DREDGED}\n\n# {second}\n\n{DREDGED}\n"
    assert title(text) == "石门县的河道管护"
    assert [level for level, _ in headings(text)][:2] in ([1, 1], [1, 2])


def test_the_line_above_a_title_that_nothing_counts_is_none() -> None:
    assert title(f"石门县的河道管护\n\n# 一期北坡渠\n\n{DREDGED}\n\n# 南坡渠\n\n{DREDGED}\n") == "一期北坡渠"


@pytest.mark.parametrize("kind", ["案例集", "经验汇编", "绿皮书", "论文选编"])
def test_what_collects_works_is_a_publication(kind: str) -> None:
    assert title(f"石门县河道管护{kind}\n\n# 北坡渠\n\n{DREDGED}\n\n# 南坡渠\n\n{DREDGED}\n") == f"石门县河道管护{kind}"


@pytest.mark.parametrize(
    "authors",
    ["东岭县河道研究院课题组*", "东岭县河道研究院①", "丁宁 于海洋*", "丁宁 于海洋 王伯安", "东岭县河道研究院"],
)
def test_those_who_wrote_the_text_head_nothing_below_its_title(authors: str) -> None:
    text = f"东岭县河道治理报告（2026）\n\n{authors}\n\n{DREDGED}\n\n一、清淤\n\n{DREDGED}\n"
    assert headings(text) == [(1, "东岭县河道治理报告（2026）"), (1, "一、清淤")]


@pytest.mark.parametrize("heading", ["清淤 护岸", "渠首 渠尾工程"])
def test_words_set_apart_below_the_title_that_are_no_names_are_a_heading(heading: str) -> None:
    text = f"东岭县河道治理报告（2026）\n\n{heading}\n\n{DREDGED}\n\n一、清淤\n\n{DREDGED}\n"
    assert [title for _, title in headings(text)][1] == heading


@pytest.mark.parametrize(
    ("line", "heads"),
    [
        ("渠首管护站编印", False),
        ("丁宁、于海洋执笔", False),
        ("东岭县水务局整理", False),
        ("典型案例选编", True),
        ("机构整理", True),
    ],
    ids=[
        "a body that the text names again",
        "persons",
        "a body by its name",
        "what a book is made of",
        "a kind of body",
    ],
)
def test_who_made_a_report_stands_below_its_title_and_heads_nothing(line: str, heads: bool) -> None:
    text = f"2019年度水渠工作报告\n\n{line}\n\n全年管护站巡渠三千次，选出典型案例十个。{DREDGED}\n\n一、清淤\n\n{DREDGED}\n"
    assert (line in [heading for _, heading in headings(text)]) == heads


@pytest.mark.parametrize("mark", ["", "# "])
def test_a_subtitle_that_says_what_kind_of_text_it_is_leaves_its_name_to_the_title_above(mark: str) -> None:
    text = f"{mark}清淤路上的新步伐\n\n{mark}——东岭县水渠工作报告\n\n{DREDGED}\n\n{mark}一、清淤\n\n{DREDGED}\n"
    assert (title(text), headings(text)[1:]) == ("清淤路上的新步伐", [(1, "一、清淤")])


def test_a_dash_below_no_title_opens_one() -> None:
    text = f"——东岭县水渠工作报告\n\n{DREDGED}\n\n一、清淤\n\n{DREDGED}\n"
    assert title(text) == "——东岭县水渠工作报告"
