"""Which lines without number or mark are cells, entries of a list, halves of a sentence, greetings, and no headings."""

from __future__ import annotations

import pytest

from annals.structure.siblings import numbered_members
from annals.text.lines import shapes
from tests.support.outlines import DREDGED, PLANTED, headings


@pytest.mark.parametrize(
    "lines",
    [
        ["2009 85 1,204", "2010 91 1,377"],
        ["湖区水位 米 12.4", "江段流量 方 803.5"],
        ["3,418"],
        ["蓄水量", "蓄冰量", "蓄电量"],
        ["管护站", "", "瞭望塔", "", "检查站"],
        ["《水渠谣》", "", "《东岭岁月》（歌剧）"],
        ["公示编号：LC-0371"],
        ["苗木（含容器苗"],
        ["率居全市首位"],
        ["关键词：淤泥，堤岸，清淤"],
        ["(a) 渠首的位置"],
        ["算法1 渠口的编号"],
        ["## 算法2 渠口的次序"],
        ["比上年增长（%）"],
        ["蓄水量", "12.4   803.5   1,204.6   97.1   83.5   31.0   55.2"],
    ],
    ids=[
        "years",
        "cells",
        "figure",
        "entries",
        "entries apart",
        "works",
        "code",
        "bracket",
        "half a word",
        "keywords",
        "part",
        "algorithm",
        "marked algorithm",
        "unit",
        "column",
    ],
)
def test_lines_that_name_nothing_are_no_headings(lines: list[str]) -> None:
    text = "\n".join(["一、河道", "", DREDGED, "", *lines, "", PLANTED, ""])
    assert headings(text) == ["#一、河道"]


def test_a_line_whose_sentence_goes_on_above_it_is_no_heading() -> None:
    text = f"一、河道\n\n护林员李山、王海和\n周林在巡查中表现突出\n{PLANTED}\n"
    assert headings(text) == ["#一、河道"]


@pytest.mark.parametrize(
    "greeting",
    [
        "同志们！",
        "同志们、朋友们：",
        "主席、各位委员：",
        "各位来宾，女士们、先生们！",
        "亲爱的渔民兄弟：",
        "敬爱的护林员：",
        "亲爱的同学！",
    ],
)
def test_a_greeting_is_no_heading_with_a_mark_or_without(greeting: str) -> None:
    for mark in ("", "# "):
        text = f"# 一、河道\n\n{DREDGED}\n\n{mark}{greeting}\n\n{PLANTED}\n"
        assert headings(text) == ["#一、河道"]


def test_a_numbered_line_that_states_figures_is_a_cut_sentence_among_clauses() -> None:
    lines = shapes(
        "1．在三个乡镇开展封山试点，每处补助45万元，其余资金由林\n场按照规定筹措，并于年底以前\n公开；\n2．修订管护办法；\n"
    )
    member = numbered_members(lines).get(0)
    assert member is not None
    assert member.end is None


def test_a_year_above_a_figure_heads_a_column_and_not_a_section() -> None:
    table = "专栏1 主要指标\n指标\n2015年\n2020年\n1\n研发经费投入强度\n1.43\n2.2\n2\n高新技术企业\n286\n300\n"
    assert headings(f"一、河道\n{DREDGED}\n{table}二、林区\n{PLANTED}\n") == [
        "#一、河道",
        "##专栏1 主要指标",
        "#二、林区",
    ]


@pytest.mark.parametrize("whom", ["市人大常委会：", "县人民代表大会：", "省水利厅："])
def test_a_report_to_a_body_greets_it(whom: str) -> None:
    text = f"关于2020年河道管护情况的工作报告\n市水务局局长林长河\n{whom}\n受市政府委托，现将有关情况报告如下。\n一、河道\n{DREDGED}\n"
    assert headings(text)[1:] == ["#一、河道"]


def test_a_link_behind_a_number_is_no_heading() -> None:
    text = f"四、流通\n\n{DREDGED}\n\n1. [附表.xls](/upload/2017/fb.xls)\n\n五、林区\n\n{PLANTED}\n"
    assert headings(text) == ["#四、流通", "#五、林区"]


def test_numbered_duties_are_sentences_alike_though_some_have_a_short_first_one() -> None:
    """Those that fill their line go on in mid-word, and an item that says all in one sentence is none of the titles."""
    duties = [
        "1.贯彻水务管理的法律、法规和规章，起草有关的办法。",
        "2.编制河道疏浚规划和年度计划。组织各村按照计划疏浚河道，检查疏浚的质量，并且按月向县里报告进度和经费。",
        "3.负责闸门的维修养护。",
        "4.负责水文监测，发布汛情，组织防汛演练，储备防汛物资。",
        "5.指导农村饮水工程的建设和运行。检查水厂的水质，公布检查的结果，督促整改存在的问题，并且复查整改的情况。",
        "6.承担县政府交办的其他任务。",
    ]
    printed = [
        part for duty in duties for part in [duty[:22], *(duty[at : at + 24] for at in range(22, len(duty), 24))]
    ]
    found = headings("\n".join(["一、主要职能", *printed, "二、机构设置", PLANTED]) + "\n")
    assert found == ["#一、主要职能", "#二、机构设置"]


@pytest.mark.parametrize("credit", ["供稿：林业站", "责任编辑：李山", "撰稿:防汛办公室"])
def test_who_wrote_a_text_is_no_heading(credit: str) -> None:
    assert headings(f"一、河道\n\n{DREDGED}\n\n{credit}\n\n{PLANTED}\n") == ["#一、河道"]
    assert headings(f"一、河道\n\n{DREDGED}\n\n链接：林区管护\n\n{PLANTED}\n") != ["#一、河道"]


def test_the_last_year_below_a_chart_is_no_heading() -> None:
    chart = "31\n\n35\n\n2014年\n\n2015年\n\n图1 清淤长度（公里）"
    assert headings(f"一、河道\n\n{DREDGED}\n\n{chart}\n\n{PLANTED}\n") == ["#一、河道"]
    assert headings(f"一、河道\n\n2014年\n\n{DREDGED}\n\n2015年\n\n{PLANTED}\n")[-1] == "##2015年"


@pytest.mark.parametrize("figure", ["6.7 天", "4.6 小时", "3.2 毫米"])
def test_a_decimal_with_what_it_is_counted_in_is_no_heading(figure: str) -> None:
    told = headings(f"## 河道\n\n21 公里\n\n清淤长度\n\n{figure}\n\n平均工期\n\n{DREDGED}\n")
    assert not any(figure in heading for heading in told)
    outline = f"6.6 堤岸\n\n{DREDGED}\n\n6.7 闸门\n\n{PLANTED}\n"
    assert headings(outline) == ["##6.6 堤岸", "##6.7 闸门"]


def test_what_leads_to_the_notes_of_several_tables_is_no_back_matter() -> None:
    text = "\n\n".join(["一、河道", DREDGED, "附注：", PLANTED, "二、林地", DREDGED, "附注：", PLANTED, ""])
    assert headings(text) == ["#一、河道", "#二、林地"]


@pytest.mark.parametrize(
    "cells",
    [
        ["2015年", "2016年", "增幅", "清淤里程", "194"],
        ["3月", "4月", "5月"],
        ["行业", "2018年", "前三季", "度", "16.00"],
    ],
    ids=["head of a table", "months of a scale", "year of a scale"],
)
def test_years_and_months_among_cells_are_no_headings(cells: list[str]) -> None:
    text = "\n\n".join(["一、河道", DREDGED, *cells, PLANTED, ""])
    assert headings(text) == ["#一、河道"]


def test_the_name_of_a_table_with_its_year_is_no_heading() -> None:
    text = f"一、河道\n\n{DREDGED}\n\n2017年北岸镇各村水位\n\n| 村 | 水位 |\n| --- | --- |\n| 西桥 | 3 |\n\n{PLANTED}\n"
    assert headings(text) == ["#一、河道"]


@pytest.mark.parametrize(
    ("below", "found"),
    [("东渠小学\n\n西渠小学\n\n南渠小学", False), (DREDGED, True)],
    ids=["what it counts", "prose"],
)
def test_a_count_with_a_colon_heads_no_list_of_what_it_counts(below: str, found: bool) -> None:
    text = f"# 学校\n\n{PLANTED}\n\n# 新建\n\n新建小学三所：\n\n{below}\n\n# 教师\n\n{DREDGED}\n"
    assert ("新建小学三所：" in [title.lstrip("#") for title in headings(text)]) is found


@pytest.mark.parametrize(
    "closing",
    [
        ["此致", "敬礼！", "", "会长 丁宁"],
        ["顺颂", "商祺！", "渔业协会", "二〇二一年一月十日"],
        ["# 谢谢大家！"],
        ["特此报告。", "", "此致", "", "敬礼", "", "# 渔业协会 丁宁"],
    ],
)
def test_what_closes_a_letter_and_who_signs_head_nothing(closing: list[str]) -> None:
    text = "\n".join(["一、河道", "", DREDGED, "", *closing, ""])
    assert headings(text) == ["#一、河道"]
    # Below it stands what the words name: no letter closes here.
    assert "##敬礼" in headings("\n".join(["# 一、河道", "", "## 敬礼", "", DREDGED, "", "## 升旗", "", PLANTED, ""]))


def test_who_is_spoken_to_at_the_top_is_no_heading_and_in_the_text_is_one() -> None:
    for greeting in ("全体股东：", "亲爱的会员朋友们：", "公司各位投资者、合作伙伴："):
        assert headings(f"致股东的信\n\n{greeting}\n\n{DREDGED}\n\n一、林区\n\n{PLANTED}\n")[-1].endswith("一、林区")
        assert not any(
            greeting[:-1] in title for title in headings(f"{greeting}\n\n{DREDGED}\n\n一、林区\n\n{PLANTED}\n")
        )
    assert "##主要股东：" in headings(f"一、河道\n\n{DREDGED}\n\n主要股东：\n\n{PLANTED}\n")


def test_a_word_above_a_register_of_names_announces_it() -> None:
    rows = ["石 磊　　　林科院", "诸葛文达　　树木园", "何 健　　　林学会"]
    assert headings("\n".join(["一、河道", DREDGED, "评审专家：", *rows, "", "二、林区", PLANTED, ""])) == [
        "#一、河道",
        "#二、林区",
    ]
    assert "##评审意见：" in headings("\n".join(["一、河道", DREDGED, "", "评审意见：", "", PLANTED, ""]))


@pytest.mark.parametrize("formula", ["$$\nD = \\sqrt { a _ { i } }\n$$", "$$\nD = 3\n$$", "\\[\nD = \\frac{a}{b}\n\\]"])
def test_the_beginning_of_a_sentence_whose_formula_stands_below_is_no_heading(formula: str) -> None:
    text = f"# 一、河道\n\n{DREDGED}\n\n由此可得淤积的深度\n\n{formula}\n\n{PLANTED}\n"
    assert headings(text) == ["#一、河道"]


def test_a_work_that_the_text_below_tells_of_is_a_heading() -> None:
    text = f"一、演出\n\n{DREDGED}\n\n《水渠谣》\n\n{PLANTED}\n\n《东岭岁月》\n\n{PLANTED}\n"
    assert headings(text) == ["#一、演出", "##《水渠谣》", "##《东岭岁月》"]


FRAME = f"一、河道\n{DREDGED}\n图1 各段的水位\n\n北坡段\n\n每日一次\n\n• 枯水\n\n南坡段\n\n每周一次\n\n• 丰水\n\n{{0}}\n\n{PLANTED}\n"


@pytest.mark.parametrize("source", ["资料来源：县水文局", "注：冬季不测"])
def test_what_stands_between_the_name_of_a_picture_and_its_source_is_no_heading(source: str) -> None:
    assert headings(FRAME.format(source)) == ["#一、河道"]


def test_without_its_source_or_behind_a_paragraph_a_label_below_a_picture_is_a_heading() -> None:
    assert "##南坡段" in headings(FRAME.format("")), "nothing tells where the picture ends"
    behind = f"一、河道\n\n图1 各段的水位\n\n{DREDGED}\n\n林区管护\n\n{PLANTED}\n\n资料来源：县水文局\n"
    assert headings(behind) == ["#一、河道", "##林区管护"]


def test_where_pictures_stand_above_their_names_what_is_between_two_of_them_is_a_heading() -> None:
    text = f"一、河道\n\n来源：县水文局\n\n图1 水位\n\n林区管护\n\n• 补植\n\n来源：县林业局\n\n图2 苗木\n\n{PLANTED}\n"
    assert headings(text) == ["#一、河道", "##林区管护"]
