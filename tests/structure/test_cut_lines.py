"""What a page cuts in two is one again, and what stands below each other is not run together: sentences around notes, rows of
names, titles over two lines, subtitles."""

from __future__ import annotations

import pytest

from annals.markdown.read import text_of
from tests.support.outlines import document


def said(text: str) -> list[str]:
    """The text of each block in order, a heading with its level in front."""
    sections = {section.id: section for section in document(text).sections()}
    found = []
    for block in document(text).blocks:
        section = sections.get(block.id)
        words = text_of(block.content)
        found.append(f"# {words}" if section is not None else words)
    return found


CUT = "全湖放流鱼苗三百万尾，回捕率达到两成{mark}，渔民户均增收{end}"


@pytest.mark.parametrize(
    ("end", "note", "page", "rest"),
    [
        ("超过", "1 鱼苗由湖区苗种场提供。", "26", "38天，收购价上涨。"),
        ("超过", "1 鱼苗由湖区苗种场提供。", "— 26 —", "1200元，收购价上涨。"),
        ("超过一千元，收", "* 鱼苗由湖区苗种场提供。", "vii", "购价上涨。"),
        ("超过一千元，收", "† 鱼苗由湖区苗种场提供。", "Ⅶ", "购价上涨。"),
    ],
)
def test_a_sentence_goes_on_behind_the_note_and_the_number_of_its_page(
    end: str, note: str, page: str, rest: str
) -> None:
    cut = CUT.format(mark=note[0], end=end)
    text = f"二、增殖放流\n{cut}\n\n{note}\n\n{page}\n\n{rest}\n三、休渔管理\n全湖休渔四个月。\n"
    found = said(text)
    assert cut + rest in found
    assert [line for line in found if "苗种场" in line and "放流" not in line] != []
    assert page not in found


@pytest.mark.parametrize("mark", ["[2]", "②", "〔2〕", "²"])
def test_a_sentence_goes_on_behind_the_mark_of_its_note(mark: str) -> None:
    cut = f"全湖放流鱼苗三百万尾，回捕率达到两成，渔民户均年收入{mark}"
    text = f"第二节 增殖放流\n\n{cut}\n\n{mark} 不含打工收入。\n\n- 26 -\n\n增加一千二百元。\n\n第三节 休渔\n\n休渔四个月。\n"
    assert cut + "增加一千二百元。" in said(text)


@pytest.mark.parametrize("hang", ["", "        "])
@pytest.mark.parametrize(
    "around", ["", "全年放流鱼苗三百万尾，回捕率达到两成，渔民户均增收一千二百元，湖区渔业产值比上年\n增长一成。\n"]
)
def test_the_names_of_one_office_are_one_row_and_no_more(hang: str, around: str) -> None:
    text = f"渔业志编委会\n主任：游本昌\n副主任：冉冉 令狐冲 鲍国安 滕丽\n委员：邢敏 揭英华 申纪 毛小兵 葛优\n{hang}池小荷 管谟业 鞠萍 边巴\n{hang}滕矢初 鲁小威\n\n"
    found = said(f"{text}一、概况\n{around}湖区面积八百平方公里。\n")
    rows = [
        "主任：游本昌",
        "副主任：冉冉 令狐冲 鲍国安 滕丽",
        "委员：邢敏 揭英华 申纪 毛小兵 葛优 池小荷 管谟业 鞠萍 边巴 滕矢初 鲁小威",
    ]
    assert found[1:4] == rows


BEFORE = """一、检查概况
2020年，检查组对全湖渔港开展安全检查，抽查渔船三百艘，走访渔
民四百户。
二、主要问题
"""
BEHIND = """12艘渔船没有配齐救生设备，占抽查数的百分之四；6个渔港的值班制
度没有落实到人。
（二）台账不全
渔船进出港的台账记录不全，部分渔港没有建立回访制度，不能说明渔
船的去向。
"""


@pytest.mark.parametrize(
    "lines",
    [
        ("（一）部分渔港安全管理制度执行不严格，消防救生设备", "配备不齐全"),
        ("（一）部分渔港安全管理制度执行不严格、消防救生设备配备", "不到位"),
    ],
)
def test_a_heading_that_its_page_breaks_between_words_is_one_and_heads_the_text_below(lines: tuple[str, str]) -> None:
    found = said(BEFORE + "\n".join(lines) + "\n" + BEHIND)
    assert "# " + "".join(lines) in found
    assert "# （二）台账不全" in found
    assert any(line.startswith("12艘渔船") and line.endswith("落实到人。") for line in found)


def test_a_short_heading_below_a_number_is_no_rest_of_it() -> None:
    found = said(BEFORE + "（一）渔港安全管理制度执行不严格\n基本做法\n" + BEHIND)
    assert "# （一）渔港安全管理制度执行不严格" in found


def test_a_numbered_sentence_goes_on_in_the_figure_that_it_asks_for() -> None:
    found = said(BEFORE + "（一）渔港安全管理制度执行不严格，没有配齐设备的达到\n" + BEHIND)
    assert any(line.startswith("（一）") and "达到12艘渔船" in line for line in found)


def test_a_subtitle_and_the_line_of_who_speaks_stay_apart_over_a_blank_line() -> None:
    subtitle = "——二〇二〇年三月六日在东山县渔业协会第四届会员大会第二次会议上"
    speech = "现在，我代表第三届理事会，向大会报告工作，请各位会员代表审议，也请列席的同志提出意见。"
    catch = "全年出海渔船一千二百艘，捕捞海产品四万六千吨，产值八亿元，渔民人均收入比上年增长一成。"
    room = len(subtitle)
    cut, other = (f"　　{words[: room - 2]}\n{words[room - 2 :]}\n" for words in (speech, catch))
    other += other
    head = f"东山县渔业协会工作报告\n\n{subtitle}\n\n东山县渔业协会会长 游 本 昌\n\n各位代表：\n"
    found = said(f"{head}{cut}一、捕捞\n{other}")
    assert subtitle in found
    assert speech in found


def test_what_a_colon_announces_behind_a_blank_line_is_not_its_rest() -> None:
    text = "第五章 评选\n\n2020年度全县渔港评选结果和名单：\n\n一类\n近海网箱养殖鱼病害防治示范村\n深水抗风浪网箱推广村\n二类\n海带紫菜轮养示范村\n远洋捕捞船员之乡\n渔港避风锚地\n\n第六章 经费\n\n经费共计120万元，全部支付完毕。\n"
    found = said(text)
    assert "一类" in found
    assert any(line.endswith("名单：") for line in found)


def test_a_colon_ends_no_line_where_blank_lines_part_all_of_them() -> None:
    words = (
        "全湖放流鱼苗三百万尾，回捕率达到两成，渔民户均增收一千二百元，主要的做法有三条：一是统一供苗，由湖区的苗种场按计"
        "划培育，二是统一放流，在春秋两季分批进行，三是统一管护，由各村的护渔队轮流值班，全年没有发生偷捕的事，放流区内的"
        "渔获量比放流区外高出四成，经验在全省的湖区推广，来参观的有十二个县的渔业部门和四十多个村的渔民代表。"
    )
    width = (words.index("：") + 1) // 2
    lines = [words[low : low + width] for low in range(0, len(words), width)]
    assert lines[1].endswith("：")
    assert said("一、放流\n\n" + "\n\n".join(lines) + "\n\n二、休渔\n\n全湖休渔四个月。\n")[1] == words


def wrapped(words: str, width: int = 30) -> str:
    """A paragraph as a page of some width cuts it, one line end behind each line."""
    return "".join(f"{words[low : low + width]}\n" for low in range(0, len(words), width))


TOLD = (
    "渔业站对全湖三十六个渔港逐一开展了安全检查并抽查渔船三百艘走访渔民四百户，渔港的消防救生设备由各村的护渔队轮流"
    "保管和维护并按月登记造册，没有配齐设备的渔船一律不得出港，全年没有发生沉船事故。"
)


@pytest.mark.parametrize(
    "title", ["渔港安全管理制度执行和消防救生设备配备情况的检查", "护渔队轮流值守与渔船进出港台账登记及其定期核对办法"]
)
def test_a_long_heading_leaves_room_for_a_word_and_heads_the_text_below(title: str) -> None:
    head, text = f"1. {title}", wrapped(TOLD)
    found = said(f"一、检查\n{text}{head}\n{text}2. 人员\n{text}二、培训\n{head}\n{text}2. 船员\n{text}")
    heads = [line for line in found if line.startswith("# ")]
    assert heads == ["# 一、检查", f"# {head}", "# 2. 人员", "# 二、培训", f"# {head}", "# 2. 船员"]
    assert found.count(TOLD) == 5


def test_a_numbered_sentence_that_fills_its_line_is_no_heading() -> None:
    sentences = [
        "1. 渔业站对全湖渔港开展了安全检查并抽查渔船三百艘和走访渔民四百多户没有发现隐患。",
        "2. 护渔队在放流区之内轮流值班并劝离垂钓的船只七十多艘次，没收违规的网具十一副。",
    ]
    found = said(
        f"一、检查\n{wrapped(TOLD)}{''.join(wrapped(one, 31) for one in sentences)}二、培训\n{wrapped(TOLD[10:])}"
    )
    assert [line for line in found if line[0] in "#12"] == ["# 一、检查", *sentences, "# 二、培训"]
