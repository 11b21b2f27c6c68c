"""Rows of an account whose table a text layer tore into lines: cells, not headings."""

from __future__ import annotations

import pytest

from tests.support.outlines import DREDGED, outlined

INCOME = ("一、财政拨款", "二、上级补助", "三、事业收入", "四、其他收入")
SPENT = ("一、堤岸工程", "二、河道清淤", "三、苗木养护", "四、设备购置", "五、人员经费", "六、其他支出")
ABOVE = ["第一部分 概况", "一、职能", DREDGED, "二、机构", DREDGED, "第二部分 决算表", "收支总表", "单位：万元"]
BELOW = ["第三部分 说明", "一、收入", DREDGED, "二、支出", DREDGED]


def headings(*lines: str) -> list[str]:
    return [line.lstrip("#") for line in outlined("\n\n".join((*lines, ""))) if line.startswith("#")]


HEADS = ["第一部分 概况", "一、职能", "二、机构", "第二部分 决算表", "第三部分 说明", "一、收入", "二、支出"]


def of_outline(*lines: str) -> list[str]:
    """The headings apart from what a label without a number may be."""
    return [line for line in headings(*lines) if line[:1] in "第一二三四五六（"]


def test_two_columns_of_one_series_that_were_read_in_turn_are_cells() -> None:
    torn = [cell for income, spent in zip(INCOME, SPENT, strict=False) for cell in (income, "9.50", spent, "12.80")]
    assert of_outline(*ABOVE, *torn, *SPENT[4:], "合计", "38.00", *BELOW) == HEADS


def test_columns_that_were_read_one_after_the_other_are_cells() -> None:
    figures = ["9.50", "307.82", "0.00", "1,204.60"]
    assert of_outline(*ABOVE, *INCOME, *figures, "支出", *SPENT, *figures, *BELOW) == HEADS


def test_rows_with_their_figures_behind_them_are_cells() -> None:
    rows = ["（一）予以公开 12 0 3 15", "（二）不予公开 1 0 0 1", "（三）其他 0 0 0 0"]
    assert of_outline("一、总体情况", DREDGED, "二、办理情况", *rows, "三、问题", DREDGED) == [
        "一、总体情况",
        "二、办理情况",
        "三、问题",
    ]


def test_codes_of_an_account_are_cells_and_chapters_counted_so_are_headings() -> None:
    codes = [
        "01 堤岸工程",
        "02 河道清淤",
        "07 苗木养护",
        "449.52",
        "326.72",
        "01 人员经费",
        "05 设备购置",
        "84.65",
        "160.75",
    ]
    assert not any(heading[0] == "0" for heading in headings(*ABOVE, *codes, *BELOW))
    chapters = ["01 堤岸", DREDGED, "02 清淤", DREDGED, "03 苗木", DREDGED, "04 设备", DREDGED]
    assert headings(*chapters) == ["01 堤岸", "02 清淤", "03 苗木", "04 设备"]


def test_what_the_outline_around_a_table_lacks_is_its_heading() -> None:
    rows = ["一、新收", "30", "二、结转", "4", "三、办结", "31", "四、转下年", "3"]
    text = ("一、总体", DREDGED, "二、公开", DREDGED, "三、申请", *rows, "四、复议", "维持", "2", "五、问题", DREDGED)
    assert of_outline(*text) == ["一、总体", "二、公开", "三、申请", "四、复议", "五、问题"]


def test_a_heading_below_a_table_is_told_from_the_cell_of_its_number_further_down() -> None:
    first = ["二、公开", "规章", "制发件数", "8", "26", "废止件数", "11", "66"]
    rows = [
        "一、新收",
        "二、结转",
        "三、本",
        "年",
        "（一）公开",
        "（二）不公开",
        "（三）总计",
        "四、转下年",
        "30",
        "4",
        "31",
        "3",
    ]
    text = ["一、总体", DREDGED, *first, "三、申请", "申请人情况", *rows, "四、复议", "维持", "2", "五、问题", DREDGED]
    assert of_outline(*text) == ["一、总体", "二、公开", "三、申请", "四、复议", "五、问题"]


def test_headings_of_sections_that_are_all_tables_stay() -> None:
    tables = [
        line
        for head in ("一、人口", "二、就业", "三、物价", "四、财政", "五、教育")
        for line in (head, "单位：万", "指标", "12", "15", "18")
    ]
    assert [h for h in headings(*tables) if h[1] == "、"] == [
        "一、人口",
        "二、就业",
        "三、物价",
        "四、财政",
        "五、教育",
    ]


def test_back_matter_between_short_cells_before_the_next_chapter_heads_a_column() -> None:
    table = ["项目", "2019年金额", "附注", "（如适用）", "2018年金额", "清淤费", "18.20", "17.10"]
    text = ["第一章 概况", DREDGED, "第二章 决算", DREDGED, *table, "第三章 说明", DREDGED]
    assert headings(*text) == ["第一章 概况", "第二章 决算", "第三章 说明"]


def test_back_matter_above_its_text_or_behind_the_last_chapter_stays_a_heading() -> None:
    for below in (
        ["附注", DREDGED, "第二章 说明", DREDGED],
        ["第二章 说明", DREDGED, "合计", "附注", "清淤费", "18.20"],
    ):
        assert "附注" in headings("第一章 概况", DREDGED, *below)


def test_what_a_letter_encloses_is_no_heading_though_its_last_line_stands_alone() -> None:
    letter = [
        "一、要求",
        DREDGED,
        "附件：1.清淤技术指南更新内容",
        "2.苗木养护指南更新内容",
        "河道管理所",
        "二、附则",
        DREDGED,
    ]
    assert headings(*letter) == ["一、要求", "二、附则"]


def test_who_signs_at_the_right_edge_joins_no_item_above() -> None:
    said = " " * 22 + DREDGED[:31] + "\n" + " " * 18 + DREDGED[31:]
    list_ = f"{' ' * 22}附件：1.河道清淤技术指南更新的全部内容\n{' ' * 27}2.岸边苗木养护技术指南更新的全部内容"
    assert outlined(f"{said}\n{list_}\n{' ' * 90}河道管理所\n{' ' * 86}2023年6月23日\n")[-3:-1] == [
        "2.岸边苗木养护技术指南更新的全部内容",
        "河道管理所",
    ]


def test_a_row_of_links_opens_no_box() -> None:
    text = ["一、要求", DREDGED, "链接：甲县政府 乙县政府 丙县政府 丁县政府 戊县政府"]
    assert headings(*text) == ["一、要求"]
    assert headings(*text[:2], "链接：清淤 护岸 两不误", DREDGED)[1:] == ["链接：清淤 护岸 两不误"]


@pytest.mark.parametrize("issued", ["甲水〔2011〕6号", "2001年12月12日 常务委员会会议通过", "# 甲水〔2011〕6号"])
def test_the_number_of_a_document_and_the_day_it_was_passed_head_nothing_below_a_chapter(issued: str) -> None:
    title = "# 清淤办法" if issued[0] == "#" else "清淤办法"
    text = ["第一章 概况", DREDGED, "第二章 文件", title, issued, DREDGED, "第三章 说明", DREDGED]
    assert headings(*text) == ["第一章 概况", "第二章 文件", "清淤办法", "第三章 说明"]


def test_numbers_whose_words_a_narrow_column_breaks_are_cells() -> None:
    torn = [
        "一、有限售",
        "条件股份",
        "0 0 6,279 6,279 0.56",
        "1、国家持股",
        "2、国有法人",
        "持股",
        "3、其他内资",
        "持股",
    ]
    torn += [
        "0 0 6,279 6,279 0.56",
        "二、无限售",
        "流通股份",
        "1,126 100 0 -6,279",
        "1、人民币普",
        "通股",
        "1,126 100 0 0",
    ]
    above = ["第一章 概况", DREDGED, "第二章 股本", "一、变动情况", "1、变动情况表"]
    below = ["2、变动说明", DREDGED, "二、发行情况", DREDGED]
    assert of_outline(*above, *torn, *below) == ["第一章 概况", "第二章 股本", "一、变动情况", "二、发行情况"]


def test_rows_of_a_form_are_cells_whatever_their_numbers() -> None:
    form = [
        "条款           名称              内容",
        "                               名称：石桥镇水利站",
        "1.1.2        业主",
        "                               地址：石桥镇河东路四号",
        "1.1.4      工程名称           东渠改造",
        "1.2.1      资金              已经落实",
        "1.9.1      踏勘              不组织",
    ]
    rest = ["1 总则", "1.1 范围", DREDGED, "1.2 资金", DREDGED, "2 投标", "2.1 递交", DREDGED]
    assert headings("第一章 须知", *form, *rest) == ["第一章 须知", *rest[:2], "1.2 资金", *rest[5:7]]


FORM = [
    "条款           名称              内容",
    "1.1.2        业主",
    "                               地址：石桥镇河东路四号",
    "1.1.4      工程名称           东渠改造",
    "{}",
    "1.2.1      资金              已经落实",
    "1.9.1      踏勘              不组织",
]


@pytest.mark.parametrize("line", ["第二章    递交", "## 递交", "1.1.6    递交"])
def test_a_chapter_or_a_marked_heading_between_the_rows_of_a_form_stays(line: str) -> None:
    form = [row.format(line) for row in FORM]
    rest = ["第三章 投标", "3.1 递交", DREDGED]
    found = headings("第一章 须知", *form, *rest)
    kept = [" ".join(line.strip("# ").split())] if line[0] in "第#" else []
    assert found == ["第一章 须知", *kept, *rest[:2]]


def test_columns_that_count_on_side_by_side_are_cells() -> None:
    rows = [f"{one} {other}" for one, other in zip(INCOME, SPENT, strict=False)]
    assert of_outline(*ABOVE, *rows, *SPENT[4:], "合计 38.00", *BELOW) == HEADS


def test_rows_that_end_in_one_figure_are_cells_where_they_stand_close() -> None:
    rows = [f"{cell} {figure}" for cell, figure in zip(SPENT, ("9.50", "307.82", "0.40", "1,204.60"), strict=False)]
    assert of_outline(*ABOVE, *rows, *SPENT[4:], *BELOW) == HEADS


LEFT = [
    "治水行动的由来",
    "去年全市新开工项目三十",
    "个，其中工业项目八个，",
    "农业项目四个，都按期完",
    "成。今年计划开工的项目",
    "比去年多，资金也已落实",
    "到位，由财政局按月拨付",
    "给各个单位，不得拖欠。",
    "",
    "各部门的分工",
    "水务、交通和教育三个部",
    "门，各有一名负责人联系",
    "这项工作，遇到问题当天",
    "报告，不能过夜，也不能",
    "报了再查，查了又报。",
]
RIGHT = [
    "都成立了工作专班，由分",
    "管负责人任组长，每月开",
    "一次会，会后把没有办完",
    "的事列成清单，交给各部",
    "门去办，年底再看一次，",
    "没有办成的说明原因，向",
    "市政府报告。办公室设在",
    "发展改革局，负责收集各",
    "区的材料，整理之后送各",
    "位组长，并且在网上公布",
    "，听取群众的意见。",
    "明年的项目，现在起就要",
    "准备，年底之前报到县里",
    "，逾期不再受理，由各乡",
    "镇自行安排。",
]


def test_a_heading_beside_the_other_column_of_text_is_no_cell() -> None:
    page = [f"{one:　<11}        {other}".replace("　", " ") for one, other in zip(LEFT, RIGHT, strict=True)]
    assert headings("\n".join(page)) == ["治水行动的由来", "各部门的分工"]


def test_rows_that_lost_their_walls_between_rows_that_kept_them_are_no_headings() -> None:
    rows = ["| 1 | 青石 | 4.62 | 146.82 |", "2 白石 4.95 139.34", "| 3 | 红石 | 5.07 | 168.22 |", "4 黑石 4.90 148.85"]
    got = headings("一、蓄水", DREDGED, "各县水库的水深", *rows, "二、灌溉", DREDGED)
    assert got == ["一、蓄水", "各县水库的水深", "二、灌溉"]
