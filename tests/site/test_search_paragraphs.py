"""The right paragraph first: what a question is answered with, in the box of the real site. The answers were read off
the raw reports."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from annals.site.search.page import read_page
from tests.support.searching import Reader


@pytest.mark.parametrize(
    ("query", "address", "says"),
    [
        # A word of the question parted by other words, and another paragraph that has more of it in one piece.
        ("2011年上海技术合同成交额", "2011/innovation-services.html#l70", "485.15亿元"),
        ("技术合同成交额 2011", "2011/innovation-services.html#l70", "485.15亿元"),
        ("二〇一一年技术合同成交额", "2011/innovation-services.html#l70", "485.15亿元"),
        # The word of a question at its end; numbers with letters.
        ("G60双创债累计多少", "2022/yangtze-delta.html#l235", "374亿元"),
        ("2022年世界人工智能大会有几位图灵奖得主", "2022/forums-and-expos.html#l140", "4位"),
        ("3个10亿元指什么", "2011/sci-tech-finance.html#l94", "3个10亿元"),
        # The rare word decides.
        ("G60 双创债", "2022/yangtze-delta.html#l235", "双创债"),
        ("2022 三省一市 技术合同", "2022/yangtze-delta.html#l245", "25273项"),
        # Words strewn over a page: the paragraph that has most of their parts.
        ("科技企业孵化器 手牵手", "2011/innovation-services.html#l54", "60次"),
        # Years bind: each of these has its like in another year.
        ("2012年浦江创新论坛主题", "2012/forums-and-expos.html#l19", "产业变革和创新生态"),
        ("2017浦江创新论坛主宾国", "2017/forums-and-expos.html#l66", "丹麦王国"),
        ("国内科技合作项目 2022 总投入", "2022/domestic-cooperation.html#l152", "970万元"),
        ("2012年国内科技合作支持了多少项目", "2012/domestic-cooperation.html#l39", "33项"),
        # The number of a session before the name, behind it, in both scripts.
        ("第十五届浦江创新论坛", "2022/forums-and-expos.html#l62", "第15届"),
        ("浦江创新论坛第十五届主宾国是谁", "2022/forums-and-expos.html#l62", "荷兰王国"),
        # Half of it stands in the heading above.
        ("一带一路优秀青年科学家资助多少人次", "2017/belt-and-road.html#l49", "400人次"),
        # What it is of stands in a heading above the heading above; the line itself has the rest.
        ("2023年顶尖科学家论坛诺贝尔奖得主", "2023/forums-and-expos.html#l113", "27位"),
        ("第十六届浦江创新论坛国际科技组织几个", "2023/forums-and-expos.html#l102", "12个"),
        ("2023年世界人工智能大会论坛多少场", "2023/forums-and-expos.html#l129", "133场"),
        # Another page has as much of it, but no figure of that kind.
        ("2022年世界人工智能大会活动多少场", "2022/forums-and-expos.html#l142", "121场"),
        # The figure is far from the rest of it in a long paragraph.
        ("世博科技成果三峡行 合作金额", "2011/domestic-cooperation.html#l194", "4350万元"),
        ("十二五科技规划四大工程有哪些", "2011/planning.html#l218", "新兴产业培育工程"),
        ("2012年国际合作项目验收多少项", "2012/international-cooperation.html#l13", "152项"),
        # A name by its other name.
        ("第五届顶科论坛诺贝尔奖得主人数", "2022/forums-and-expos.html#l96", "27位"),
        # Neighbouring characters the wrong way round.
        ("对口援支项目", "2011/domestic-cooperation.html#l184", "对口支援项目"),
    ],
)
def test_a_question_is_answered_with_its_paragraph(desk: Reader, query: str, address: str, says: str) -> None:
    desk.ask(query)
    (first, heading, text), *_ = desk.paragraphs()
    assert first == address
    assert says in text
    assert f"{address[:4]} 年" in heading, "a figure without its year is half of one"


@pytest.mark.parametrize(
    ("query", "address", "says", "words"),
    [
        ("新三板之前科技企业去哪里挂牌", "2011/sci-tech-finance.html#l138", "天津股权交易所", {"科技", "企业", "挂牌"}),
        ("怎么给小企业做审计", "2011/sci-tech-finance.html#l156", "审计服务", {"企业", "审计"}),
        ("火锅 审计", "2011/sci-tech-finance.html#l156", "审计服务", {"审计"}),
    ],
)
def test_words_that_stand_together_are_better_than_nothing(
    desk: Reader, query: str, address: str, says: str, words: set[str]
) -> None:
    """Less than half of these stands in any paragraph: what is found is named, and is in what is shown."""
    answer = desk.ask(query)
    assert answer.state == "partly"
    (first, _, text), *_ = desk.paragraphs()
    assert first == address and says in text
    named = re.search("“(.+)”", answer.says)
    assert named and set(named[1].split()) == words
    assert set().union(*desk.marks(1)[0]) == set().union(*words)


def test_behind_what_is_no_report_stands_what_a_report_says(desk: Reader) -> None:
    """A manual has half of it; the paragraph on companies whose shares are traded less."""
    answer = desk.ask("条目里的挂牌企业怎样改名")
    assert answer.state == "looser" and answer.urls[0].startswith("guide/")
    assert "2011/sci-tech-finance.html" in answer.urls[1:]


def test_the_character_behind_a_year_is_no_part_of_a_name(desk: Reader) -> None:
    """2022 has 年浦江创新论坛 and 2012 has 浦江创新论坛 alone."""
    found = desk.ask("2015年浦江创新论坛").urls
    assert {"2012/forums-and-expos.html", "2017/forums-and-expos.html"} <= set(found)
    assert "年" not in "".join(mark for marks in desk.marks(2) for mark in marks)


@pytest.mark.parametrize("query", ["第15页", " 15 頁", "第１５页"])
def test_a_printed_page_that_nobody_knows_is_said_to_be(desk: Reader, query: str) -> None:
    """第15届 resembles it most, and is no page."""
    answer = desk.ask(query)
    assert (answer.state, answer.urls) == ("unleaved", [])
    assert "第 15 页" in answer.says


def test_a_check_sum_is_no_answer(desk: Reader, site: Path) -> None:
    """Its letters and figures are near to many a number."""
    (found,) = re.findall('class="annals-hash">([0-9a-f]{64})<', (site / "2011/index.html").read_text("utf-8"))
    assert desk.ask(found).urls == []


@pytest.mark.parametrize("query", ["上海火锅企业排名", "企业 火锅"])
def test_words_that_are_everywhere_are_nothing(desk: Reader, query: str) -> None:
    """上海 and 企业 stand together in most paragraphs."""
    answer = desk.ask(query)
    assert (answer.state, answer.urls) == ("none", [])


@pytest.mark.parametrize(
    ("query", "state", "years"),
    [
        # First written of in 2022; in 2011 alone; and of no year's report at all.
        ("2017年元宇宙", "elsewhen", "2017"),
        ("2022 科技创业苗圃", "elsewhen", "2022"),
        ("２０２３年科技创业苗圃", "elsewhen", "2023"),
        ("2015年浦江创新论坛", "unheld", "2015"),
        ("2019 国际科技展览", "unheld", "2019"),
        ("2015年到2019年浦江创新论坛", "unheld", "2015、2019"),
        # Alone, a year is asked for, though some paragraph has it.
        ("2015", "unheld", "2015"),
        ("2015年 2018年", "unheld", "2015、2018"),
    ],
)
def test_what_is_of_another_year_than_asked_is_said_to_be(desk: Reader, query: str, state: str, years: str) -> None:
    answer = desk.ask(query)
    assert answer.state == state and years in answer.says
    assert not any(url.startswith(f"{year}/") for year in years.split("、") for url in answer.urls)


@pytest.mark.parametrize(
    ("query", "year"),
    [
        ("2017年浦江创新论坛的参会人数和分论坛有多少场次", "2017"),
        ("2011年浦江创新论坛有多少个国家参会 主宾国是哪国", "2011"),
    ],
)
def test_where_a_year_does_not_answer_what_it_has_of_the_name_is_first(desk: Reader, query: str, year: str) -> None:
    """It writes of the forum, not of what is asked; other years do."""
    answer = desk.ask(query)
    assert answer.state == "thatyear" and "“浦江创新论坛”" in answer.says
    years = [url[:4] for url in answer.urls if url[:4].isdigit()]
    assert years[0] == year and {*years} > {year}


@pytest.mark.parametrize(
    "query", ["2017", "2022年元宇宙", "2011 科技创业苗圃", "2011年，上海新增小巨人企业", "到2015年，上海科技创新能力"]
)
def test_what_is_of_the_year_asked_or_has_it_in_its_words_is_not(desk: Reader, query: str) -> None:
    answer = desk.ask(query)
    assert answer.urls and answer.state in ("literal", "year")


def test_a_place_before_a_name(desk: Reader) -> None:
    """The entry is called 上海市科学技术委员会, also 市科委; nothing is called 上海科委."""
    for query in ("上海市科委", "上海科委"):
        assert desk.ask(query).urls[0] == "entities/shanghai-sci-tech-commission.html"
    assert "entities/shanghai-sci-tech-commission.html" not in desk.ask("杭州科委").urls


def test_under_a_name_stands_what_the_reports_say(desk: Reader) -> None:
    """Of two paragraphs that have the name the one with a figure of the kind that is asked for."""
    for query, page, address, says in (
        ("ISC峰会是哪个区办的", "shanghai-digital-innovation-isc-summit", "2022/districts.html#l291", "ISC联合峰会"),
        (
            "智能科学或数学奖得主是谁",
            "wla-prize-computer-science-mathematics",
            "2022/forums-and-expos.html#l120",
            "乔丹",
        ),
        ("智能科学或数学奖几人", "wla-prize-computer-science-mathematics", "2023/forums-and-expos.html#l124", "2人"),
    ):
        assert desk.ask(query).urls[0] == f"entities/{page}.html"
        (first, heading, text), *_ = desk.paragraphs()
        assert first == address and says in text
        assert f"{address[:4]} 年报告" in heading


def test_characters_the_wrong_way_round_in_a_name(desk: Reader) -> None:
    for query in ("浦江新创论坛", "江浦创新论坛"):
        answer = desk.ask(query)
        assert answer.state == "looser" and answer.urls[0] == "entities/pujiang-innovation-forum.html"


def test_numbers_are_whole_in_looser_answers(desk: Reader) -> None:
    """There are 2017 and 2011, 16.38 and 638 to take parts of."""
    for query in ("2017年上海輸出技术到浙江几项", "技术合同鲸鱼38项", "市级财政专项资金63亿"):
        desk.ask(query)
        numbers = set(re.findall(r"[0-9]+(?:\.[0-9]+)?", query))
        for marks in desk.marks(3):
            assert {number for mark in marks for number in re.findall(r"[0-9]+(?:\.[0-9]+)?", mark)} <= numbers


def test_whole_words_are_marked_and_parts_of_others_are_not(desk: Reader) -> None:
    assert desk.ask("AI").state == "literal"
    for marks in desk.marks(2):
        assert marks and {mark.upper() for mark in marks} == {"AI"}
    texts = " ".join(text for _, _, text in desk.paragraphs())
    assert re.search(r"(?<![A-Za-z])AI(?![A-Za-z])", texts)


def test_what_is_for_editors_comes_last_and_can_be_left_out(desk: Reader) -> None:
    urls = desk.ask("pujiang").urls
    assert urls[0] == "entities/pujiang-innovation-forum.html" and urls[-1] == "guide/entities.html"
    urls = desk.ask("更正").urls
    manuals = [bool(re.match("guide/(?!index)", url)) for url in urls]
    assert any(manuals) and not all(manuals) and manuals == sorted(manuals)
    kinds = desk.page.get_by_label("种类")
    kinds.select_option("manual")
    assert set(desk.answer("更正", kind="manual").urls) == {
        url for url, is_manual in zip(urls, manuals, strict=True) if is_manual
    }
    kinds.select_option("")
    desk.answer("更正", kind="")


def test_a_cell_has_its_row_and_its_column(desk: Reader) -> None:
    desk.ask("浦江创新论坛 丹麦")
    desk.marks(3)
    expect(desk.page.locator(".md-search-result__list")).to_contain_text("2017 · 主宾国：丹麦")


def test_an_excerpt_carries_the_sign_of_a_doubt_and_finds_the_words_across_it(desk: Reader) -> None:
    """2023, line 107: the doubt stands behind 典礼, in the middle of the run that is looked for."""
    desk.ask("颁奖典礼在论坛上举行")
    desk.marks(1)
    first = desk.page.locator(".md-search-result__item").first
    assert "颁奖典礼疑在论坛上举行" in first.inner_text()
    assert first.locator(".annals-search__doubt").count() == 1


def test_lines_stand_below_two_headings() -> None:
    page = read_page(
        '<article id="annals-main"><h1>题</h1><p>前</p><h2>甲</h2><h3>乙</h3><p>一</p><h4>丙</h4><p>二</p>'
        "<h3>丁</h3><p>三</p><h2>戊</h2><p>四</p></article>"
    )
    assert page is not None
    assert [(block.text, block.heading) for block in page.blocks if not block.is_heading] == [
        ("前", ""),
        ("一", "甲 › 乙"),
        ("二", "乙 › 丙"),
        ("三", "甲 › 丁"),
        ("四", "戊"),
    ]


def test_the_heads_of_a_table_are_read() -> None:
    page = read_page(
        '<article id="annals-main"><h1>题</h1><table><thead><tr><th>地区</th><th>项目</th><th>金额</th></tr></thead>'
        "<tbody><tr><th>云南</th><td>12项</td><td>970万元</td></tr>"
        "<tr><th>贵州</th>\n<td><p>3项</p><p>5项</p></td><td></td></tr></tbody></table><p>表外</p></article>"
    )
    assert page is not None
    assert [(block.text, block.heads) for block in page.blocks] == [
        ("地区\t项目\t金额", ()),
        ("云南\t12项\t970万元", ("地区", "项目", "金额")),
        ("贵州", ()),
        ("3项", ("贵州", "项目")),
        ("5项", ("贵州", "项目")),
        ("表外", ()),
    ]
