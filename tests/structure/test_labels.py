"""Which lines without number or mark are headings, and how deep they stand."""

from __future__ import annotations

import pytest

from annals.clean.cleaning import clean_source
from annals.clean.read import read_source
from annals.markdown.read import text_of
from annals.model import BlockKind
from annals.structure.document import document_of
from tests.support.outlines import DREDGED, PLANTED, headings
from tests.support.words import LEXICON


def test_a_short_line_between_whole_paragraphs_is_a_heading() -> None:
    for between in ("\n\n", "\n"):
        text = between.join(["一、河道", DREDGED, "林区管护", PLANTED, "苗木补植", DREDGED]) + "\n"
        assert headings(text) == ["#一、河道", "##林区管护", "##苗木补植"]


def test_two_short_lines_name_a_text_but_not_below_a_line_that_announces_them() -> None:
    inside = f"一、河道\n\n{DREDGED}\n\n护林成效\n\n苗木补植\n\n{PLANTED}\n"
    assert headings(inside) == ["#一、河道", "##护林成效", "###苗木补植"]
    listed = f"一、河道\n\n年内新设的站点有：\n\n北坡站\n\n南坡站\n\n{PLANTED}\n"
    assert headings(listed) == ["#一、河道"]


def test_parts_that_consist_of_sections_have_these_right_below() -> None:
    text = f"第一篇 水务\n\n第一节 河道\n\n{DREDGED}\n\n第二篇 林业\n\n第一节 苗木\n\n{PLANTED}\n"
    assert headings(text) == ["#第一篇 水务", "##第一节 河道", "#第二篇 林业", "##第一节 苗木"]


@pytest.mark.parametrize("title", ["人才队伍", "项目储备", "日常巡护", "年度考核", "万人计划"])
def test_a_numbered_title_may_begin_with_what_counts_elsewhere(title: str) -> None:
    text = f"# 一、河道\n\n# 1．堤岸\n\n{DREDGED}\n\n# 2．{title}\n\n{PLANTED}\n"
    assert headings(text) == ["#一、河道", "##1．堤岸", f"##2．{title}"]


def test_bold_words_before_the_first_number_and_behind_the_last_stand_beside_the_chapters() -> None:
    bold = "# **河湖年报**\n\n## **前言**\n\n{0}\n\n### **一、河道**\n\n{0}\n\n# **二、林区**\n\n{1}\n\n### **附录一 名录**\n\n{0}\n"
    assert headings(bold.format(DREDGED, PLANTED))[1:] == ["#前言", "#一、河道", "#二、林区", "#附录一 名录"]


def test_whole_words_that_begin_like_the_rest_of_one_name_a_section() -> None:
    text = f"一、河道\n{DREDGED}\n措施与行动\n{PLANTED}\n率先一步\n{DREDGED}\n"
    assert headings(text) == ["#一、河道", "##措施与行动", "##率先一步"]


def test_a_short_line_below_a_caption_is_a_heading_where_whole_sentences_follow() -> None:
    text = f"一、河道\n{DREDGED}\n图1 各段清淤方量\n图2 历年加固堤岸\n酸雨\n{PLANTED}\n"
    assert headings(text) == ["#一、河道", "##酸雨"]


def test_a_title_with_its_year_in_brackets_stands_above_the_headings_of_a_yearbook() -> None:
    text = f"北坡年鉴（2009）\n农业·林业\n林业\n【概况】{PLANTED}\n"
    assert headings(text)[1:] == ["##农业·林业", "###林业"]


def test_headings_of_one_depth_rank_by_what_stands_right_below_them() -> None:
    stacked = (
        "## 河湖年报\n\n## 河道\n\n## 清淤\n\n{0}\n\n## 堤岸\n\n{0}\n\n## 林区\n\n## 苗木\n\n{1}\n\n## 护林\n\n{1}\n"
    )
    expected = ["##河道", "###清淤", "###堤岸", "##林区", "###苗木", "###护林"]
    assert headings(stacked.format(DREDGED, PLANTED))[1:] == expected
    # Nor do marks of several depths that do not go down where headings stand right below each other.
    wrong = stacked.replace("## 清淤", "# **清淤**").replace("## 苗木", "# **苗木**")
    wrong = wrong.replace("## 河道", "# **河道**").replace("## 林区", "# **林区**").replace("## 护林", "### **护林**")
    wrong = wrong.replace("## 堤岸", "# **堤岸**").replace("## 河湖年报", "# **河湖年报**")
    assert headings(wrong.format(DREDGED, PLANTED))[1:] == expected


def test_one_heading_right_above_another_is_no_outline() -> None:
    slip = "## 河湖年报\n\n## 河道\n\n## 清淤\n\n{0}\n\n## 堤岸\n\n{0}\n\n## 苗木\n\n{1}\n"
    assert headings(slip.format(DREDGED, PLANTED)) == ["#河湖年报", "#河道", "#清淤", "#堤岸", "#苗木"]


@pytest.mark.parametrize("last", ["大事记", "2013年大事记", "注释：", "主要指标解释", "附录大事记", "注 释："])
def test_what_stands_behind_the_last_chapter_is_no_part_of_it(last: str) -> None:
    text = f"第一章 河道\n第一节 清淤\n{DREDGED}\n第二章 林区\n第一节 苗木\n{PLANTED}\n{last}\n{DREDGED}\n"
    assert headings(text)[-1] == f"#{last}"


def test_a_numbered_title_above_a_sentence_that_begins_with_its_year_is_a_heading() -> None:
    title = "（一）推进农村电商与冷链物流协同发展，完善县乡村三级配送网络"
    assert headings(
        f"四、流通\n{title}\n2022年，全省新建县级物流配送中心18个，改造乡镇服务站460个，通达率达到97%。\n"
    ) == ["#四、流通", f"##{title}"]
    # Here the line goes on: 至 asks for the year.
    cut = "（一）推进农村电商与冷链物流协同发展，完善县乡村三级配送网络，至"
    assert headings(
        f"四、流通\n{cut}\n2022年，全省新建县级物流配送中心18个，改造乡镇服务站460个，通达率达到97%。\n"
    ) == ["#四、流通"]


def test_the_name_of_a_report_with_the_mark_of_a_note_is_its_title() -> None:
    """Who issued it stands below, and neither goes on in the text, which is cut to a width."""
    lines = [DREDGED[at : at + 12] for at in range(0, len(DREDGED), 12)] * 3
    text = "\n".join(["某县2031年水务工作公报[1]", "某县水务局", "2032年3月8日", *lines]) + "\n"
    assert headings(text) == ["##某县2031年水务工作公报[1]"]


def test_a_heading_follows_a_list_whose_items_have_no_marks_at_their_ends() -> None:
    lead = "河道管理所全年清淤九公里，加固堤岸四处，更换闸门启闭设备\n二十台套，汛期没有出现险情，主要工程有：\n"
    items = ["● 东山水库溢洪道加固工程，全长一公里，投入资金九百万元\n● 沿河步道铺设", "● 清淤九公里"]
    below = "\n林区管护\n林场补植苗木三万株，成活的超过九成，护林员分片包干，林区\n连续五年没有火情，沿线居民照常生产，受到上级的表彰。\n"
    for end, found in (("", ["#一、河道", "##林区管护"]), ("；", ["#一、河道"])):
        listed = f"{end}\n".join(items)
        text = f"一、河道\n{lead}{lead}{listed}{below}{lead}"
        assert headings(text) == found


def test_a_body_above_the_functions_of_its_members_is_a_heading() -> None:
    book = "# 石门水利年鉴（2011）\n\n# {}\n\n{}\n\n# 凡例\n\n" + DREDGED + "\n"
    members = book.format("编纂委员会", "主　任：李山\n\n副主任：王海　周林\n\n委　员：孙江")
    assert headings(members) == ["#石门水利年鉴（2011）", "#编纂委员会", "#凡例"]
    assert "#编纂委员会" not in headings(book.format("编纂委员会", "2011年6月"))


def test_short_lines_are_one_list_only_where_they_are_set_alike() -> None:
    listed = "北坡站\n　　南坡站\n　　东坡站"
    text = f"一、河道\n\n{DREDGED}\n\n　　受表彰的站点有：\n　　{listed}\n\n林区\n\n苗木补植\n\n　　{PLANTED}\n"
    assert headings(text) == ["#一、河道", "##林区", "##苗木补植"]


def test_a_clause_that_leads_up_to_a_list_is_text_below_a_heading() -> None:
    text = f"一、河道\n\n{DREDGED}\n先进站点\n年内受到表彰的有：\n北坡站\n南坡站\n东坡站\n"
    assert headings(text) == ["#一、河道", "##先进站点"]


def test_what_a_word_counts_again_and_again_stands_below_the_heading_it_is_counted_under() -> None:
    texts = [
        "一、河道",
        DREDGED,
        "渠系管护",
        PLANTED,
        "示范点1-北岸镇：由水利站和村委会共同管护，是全县最早的一处",
        DREDGED,
        "示范点2-南岭村：以村民集资为主，改造渠首和渠尾的几处闸门",
        PLANTED,
        "苗木管护",
        DREDGED,
        "示范点1-西桥村：先行试用量水设备，再定各户的水量",
        PLANTED,
    ]
    levels = ["#", "##", "###", "###", "##", "###"]
    titles = [texts[at] for at in (0, 2, 4, 6, 8, 10)]
    found = headings("\n\n".join([*texts, ""]))
    assert found == [mark + title for mark, title in zip(levels, titles, strict=True)]


@pytest.mark.parametrize("behind", ["", "。", "；"])
def test_stages_that_a_text_counts_are_headings_where_texts_stand_below_them(behind: str) -> None:
    stages = ["第一阶段：调查水源", "第二阶段：修整渠道", "第三阶段：轮流放水"]
    text = "\n\n".join(["一、河道", DREDGED, *(part for stage in stages for part in (stage + behind, PLANTED)), ""])
    assert headings(text) == ["#一、河道", *([] if behind else ["##" + stage for stage in stages])]


def test_where_titles_of_the_narrowest_number_stand_alone_such_a_number_leads_in_a_paragraph_elsewhere() -> None:
    alone = ["1.清淤", "（1）村渠", DREDGED, "（2）支渠", PLANTED]
    led = ["2.护林", f"（1）分片巡护。{PLANTED}", f"（2）补植苗木。{DREDGED}"]
    found = headings("\n\n".join(["一、河道", *alone, *led, ""]))
    assert found == ["#一、河道", "##1.清淤", "###（1）村渠", "###（2）支渠", "##2.护林"]


def test_counts_that_begin_anew_where_headings_are_lost_stand_side_by_side() -> None:
    names = ["堤岸管护", "水闸检修", "渠道清淤", "苗木补植", "林道养护", "水塘蓄水", "桥梁加固", "村路整修"] * 2
    titles = [f"{n}.{name}" for n, name in zip([1, 2, 3, 1, 2, 1, 2, 3, 1, 2, 3], names, strict=False)]
    parts = [part for title in titles for part in (title, DREDGED)]
    found = headings("\n\n".join(["一、河道", "1.2万亩", *parts, "二、林地", PLANTED, ""]))
    assert found == ["#一、河道", *("##" + title for title in titles), "#二、林地"]


def test_a_letter_before_a_title_that_a_row_of_boxes_answers_makes_it_a_heading() -> None:
    text = f"一、河道\nA.管护单位情况\n√适用 □不适用\n{DREDGED}\n"
    assert headings(text) == ["#一、河道", "##A.管护单位情况"]


def test_a_title_of_two_clauses_heads_a_paragraph_below_a_title_or_a_heading_too() -> None:
    wrapped = (
        "林场补植苗木三万株，成活的超过九成，护林员分片包干，每片都有专人，林区\n"
        "连续五年没有火情，省里派人来看过两次，都说管得很好，明年还要再补植一万\n"
        "株，苗木已经由县里的苗圃备下，运费由省里出。河道管理所全年清淤九公里，\n"
        "加固堤岸四处，汛期没有出现险情，沿岸居民照常生产，两岸的林带也都补齐，\n"
        "护林员说明年不用再补。\n"
    )
    title = "以群众需求为重点，推进山区苗木补植"
    for above in ("某县2020年林业工作报告\n", f"{wrapped}林区管护\n"):
        assert title in [one.lstrip("#") for one in headings(f"{above}{title}\n{wrapped}{wrapped}")]
    assert title not in [one.lstrip("#") for one in headings(f"{wrapped}护林员说\n{title}，\n{wrapped}")]


@pytest.mark.parametrize(
    "lines",
    [
        ['<center><img src="a.png" width=800></center>', "", "<center>管护站的无人机库</center>"],
        ["<CENTER>", "<IMG SRC=a.gif>", "</CENTER>", "", "<CENTER>", "管护站的无人机库", "</CENTER>"],
        ['<p align="center"><img src="a.png"></p>', '<p align="center">管护站的无人机库</p>'],
        [
            '<div style="text-align: center;"><img src="a.png"></div>',
            '<div style="text-align: center;">管护站的无人机库</div>',
        ],
        ['<figure><img src="a.png"><figcaption>管护站的无人机库</figcaption></figure>'],
        [r"\includegraphics{a.png}", r"\caption{管护站的无人机库}"],
        ["![](a.png)", "", "*管护站的无人机库*"],
        ["![](a.png)", "", "全县林班分布图"],
    ],
    ids=["center", "lines", "align", "style", "figure", "LaTeX", "italics", "map"],
)
def test_what_a_page_sets_in_the_middle_below_a_picture_is_no_heading(lines: list[str]) -> None:
    text = "\n".join(["# 河道", "", DREDGED, "", *lines, "", PLANTED, ""])
    assert headings(text) == ["#河道"]


@pytest.mark.parametrize(
    "lines",
    [
        ['<center><img src="a.png"></center>', "", "林区管护"],
        ["<center>林区管护</center>"],
        ['<center><img src="a.png"></center>', "", "<center>一、林区管护</center>"],
    ],
    ids=["image alone in the middle", "no image", "number"],
)
def test_a_title_in_the_middle_or_below_a_picture_is_a_heading(lines: list[str]) -> None:
    text = "\n".join(["# 河道", "", DREDGED, "", *lines, "", PLANTED, ""])
    assert len(headings(text)) == 2


@pytest.mark.parametrize("number", ["表1", "图 2", "附表3-1", "表一", "图二 苗木的成活", "表A2"])
def test_the_number_of_a_table_or_picture_heads_no_text(number: str) -> None:
    assert headings(f"一、河道\n\n{DREDGED}\n\n{number}\n\n{PLANTED}\n") == ["#一、河道"]


def test_a_word_that_begins_as_a_caption_heads_its_text() -> None:
    assert headings(f"一、河道\n\n{DREDGED}\n\n表三村管护站\n\n{PLANTED}\n") == ["#一、河道", "##表三村管护站"]


def test_the_number_of_a_table_in_a_chapter_and_the_name_above_it_are_no_headings() -> None:
    drawn = ["┏━━━━┯━━━━┓", "┃ 乡镇 │ 集市 ┃", "┠────┼────┨", "┃      │ 东村 ┃", "┃ 城关 ├────┨"]
    drawn += ["┃      │ 西村 ┃", "┠────┼────┨", "┃ 河口 │ 码头 ┃", "┗━━━━┷━━━━┛"]
    above = ["# 第一章 集市", "", DREDGED, "", "    2005年各乡镇集会情况一览表", "", "表6—2—1", *drawn, "", PLANTED]
    assert headings("\n".join(above)) == ["#第一章 集市"]
    cleaned, _ = clean_source(read_source("x", "\n".join(above).encode()), LEXICON)
    rows = [
        text_of(block.content)
        for block in document_of(cleaned, LEXICON)[0].blocks
        if block.content.kind is BlockKind.ROW
    ]
    assert rows == ["乡镇\t集市", "城关\t东村", "\t西村", "河口\t码头"]


def test_a_blank_beside_figures_parts_no_cells_where_all_figures_have_one() -> None:
    aired = "镇里今年新修渠道 12 条，清淤 34 处，更换闸门 5 座，灌溉农田 6.5 万亩，每亩节水 20 方。"
    title = "水利站等 11 个单位联合巡查 25.2 公里渠道"
    solid = aired.replace(" ", "")
    assert headings(f"一、河道\n\n{aired * 5}\n\n{title}\n\n{aired}\n")[1:] == [f"##{title}"]
    assert headings(f"一、河道\n\n{solid * 5}\n\n{title}\n\n{solid}\n")[1:] == []


def test_what_calls_itself_a_drawing_names_a_picture() -> None:
    text = f"一、河道\n\n{DREDGED}\n\n北坡渠系示意图\n\n{PLANTED}\n"
    assert headings(text) == ["#一、河道"]
    assert headings(text.replace("北坡渠系示意图", "北坡渠系"))[1:] == ["##北坡渠系"]


def test_who_said_what_is_quoted_right_above_heads_nothing() -> None:
    text = f"一、河道\n\n{DREDGED}\n\n“渠道不清，水就到不了地里。”\n水利站老站长\n\n{PLANTED}\n"
    assert headings(text) == ["#一、河道"]
    apart = text.replace("地里。”\n水利站老站长", "地里。”\n\n水利站老站长")
    assert headings(apart)[1:] == ["##水利站老站长"], "what stands apart may head what follows"


@pytest.mark.parametrize(
    "caption", ["图为清淤后的河道", "左图为民工下渠", "民工下渠 （丁宁 摄）", "河道清淤 通讯员 丁宁 摄"]
)
def test_what_a_photograph_shows_is_no_heading(caption: str) -> None:
    text = f"一、清淤\n\n{DREDGED}\n\n{caption}\n\n{DREDGED}\n\n二、护岸\n\n{DREDGED}\n"
    assert headings(text) == ["#一、清淤", "#二、护岸"]
