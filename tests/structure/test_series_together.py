"""Numbered lines of one series are treated alike, headings stand below their own number, and what greets, dates or signs is
no heading."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annals.markdown.read import text_of
from annals.model import Topic
from annals.structure.siblings import numbered_members
from annals.structure.topics import assign, proposals
from annals.text.lines import shapes
from tests.support.outlines import document
from tests.support.words import LEXICON

BUILT = "全年新建泊位两座，改造码头三处，年底通过验收。"


def headings(text: str) -> list[str]:
    """The headings, each indented by its depth."""
    depth: dict[str | None, int] = {None: -1}
    found = []
    for section in document(text).sections():
        depth[section.id] = depth[section.above] + 1
        found.append("  " * depth[section.id] + text_of(section.content))
    return found


@pytest.mark.parametrize("marks", ["", "# ", "### "])
def test_a_heading_stands_below_its_own_number(marks: str) -> None:
    lines = ["1总论", "2 海堤", "2.1检查", "2.1.1 堤顶", "2.2 加固", "3 航标", "3.1灯塔"]
    text = "".join(f"{marks}{line}\n\n{BUILT}\n\n" for line in lines)
    assert headings(text) == ["1总论", "2 海堤", "  2.1检查", "    2.1.1 堤顶", "  2.2 加固", "3 航标", "  3.1灯塔"]


def test_a_heading_whose_own_number_was_lost_stands_below_no_other() -> None:
    text = "".join(f"{line}\n\n{BUILT}\n\n" for line in ["2 海堤", "2.1 检查", "3.1 灯塔", "3.2 浮标", "4 附记"])
    assert headings(text) == ["2 海堤", "  2.1 检查", "3.1 灯塔", "3.2 浮标", "4 附记"]


def test_an_outline_in_digits_may_stand_below_han_numbers() -> None:
    lines = ["一、东港", "1. 码头", "1.1 泊位", "2. 航道", "二、西港", "1. 码头", "1.1 泊位"]
    text = "".join(f"{line}\n\n{BUILT}\n\n" for line in lines)
    assert headings(text) == [
        "一、东港",
        "  1. 码头",
        "    1.1 泊位",
        "  2. 航道",
        "二、西港",
        "  1. 码头",
        "    1.1 泊位",
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # Alone with a full stop, or with the text run in: titles, all of them.
        (["（一）摸清底数。", BUILT, "（二）补齐短板。", BUILT], ["  （一）摸清底数。", "  （二）补齐短板。"]),
        ([f"（一）摸清底数。{BUILT}", "（二）补齐短板。", BUILT], ["  （一）摸清底数。", "  （二）补齐短板。"]),
        (
            [f"1.摸清底数。{BUILT}", f"2.整治12处险段。{BUILT}", "3.收尾", BUILT],
            ["  1.摸清底数。", "  2.整治12处险段。", "  3.收尾"],
        ),
        # Short sentences one behind the other are a list, and so are clauses.
        (["（一）摸清底数。", "（二）补齐短板。", "（三）加强巡护。", BUILT], []),
        (["（一）摸清底数；", "（二）补齐短板；", "（三）加强巡护。", BUILT], []),
        # One title among sentences is the beginning of one.
        ([f"（一）2018年，{BUILT}", f"（二）加强巡护。{BUILT}", f"（三）到2020年，{BUILT}"], []),
    ],
)
def test_siblings_are_treated_alike(lines: list[str], expected: list[str]) -> None:
    assert headings("\n\n".join(["一、港口建设", *lines])) == ["一、港口建设", *expected]


@pytest.mark.parametrize("number", ["2. ", "（二）", "二、"])
def test_a_numbered_sentence_that_a_wrap_cuts_is_no_heading(number: str) -> None:
    third = {"2. ": "3. ", "（二）": "（三）", "二、": "三、"}[number]
    text = f"第一章 管护\n{number}各港务所的巡护人员每月至少两次登岛查看航标和灯塔的运\n行情况，做好记录。\n{third}全年共登岛260次。\n"
    assert headings(text) == ["第一章 管护"]


def test_a_sentence_that_a_wrap_cuts_stands_beside_titles_of_its_series() -> None:
    cut = "二、各港务所的巡护人员每月至少两次登岛查看航标和灯塔的运\n行情况，做好记录。"
    assert headings(f"一、海堤\n{BUILT}\n{cut}\n三、航标\n{BUILT}\n") == ["一、海堤", "三、航标"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["各位委员：", f"现在，我代表港务局报告2018年的工作。{BUILT}"], []),
        (["# 各位代表：", "# 市长 林 海", f"2018年，{BUILT}"], []),
        (["某港2018年工作报告", "同志们：", f"2018年，{BUILT}"], ["某港2018年工作报告"]),
        (["某港航道保护条例", "港发〔2018〕16号", "2018年5月6日某港代表大会通过"], ["某港航道保护条例"]),
        (["某港航道发展规划", "2018年5月6日发布", BUILT], ["某港航道发展规划"]),
    ],
)
def test_greetings_dates_and_numbers_of_issue_are_no_headings(lines: list[str], expected: list[str]) -> None:
    assert headings("\n\n".join([*lines, "一、海堤", BUILT, "二、航标", BUILT])) == [*expected, "一、海堤", "二、航标"]


@pytest.mark.parametrize(
    "line", ["其计算方法如下：", "由此可得", "Table 1 Depth of water", "港口；航道；海堤", "北京 100038"]
)
def test_half_sentences_and_matter_are_no_labels(line: str) -> None:
    assert headings(f"一、海堤\n\n{BUILT}\n\n{line}\n\n{BUILT}") == ["一、海堤"]


TOPICS = (
    Topic(slug="piers", title="码头", words=("码头",), order=1),
    Topic(slug="lights", title="航标", words=("灯塔", "航标"), order=2),
)


@pytest.mark.parametrize(
    ("titles", "moved", "told"),
    [
        (["（一）整治海堤", "（二）维护灯塔", "（三）巡护湿地"], [], ["（二）维护灯塔"]),
        (["（一）改造码头", "（二）维护灯塔", "（三）巡护湿地"], ["piers", "lights"], []),
        (["整治海堤", "维护灯塔", "巡护湿地"], ["lights"], []),
    ],
    ids=["alone", "most", "no series"],
)
def test_a_word_claims_a_part_of_a_series_only_as_its_siblings_allow(
    titles: list[str], moved: list[str], told: list[str]
) -> None:
    found = document("第一章 港口\n\n" + BUILT + "\n\n" + "".join(f"{title}\n\n{BUILT}\n\n" for title in titles))
    places = assign(found, TOPICS, LEXICON)
    assert sorted(place for place in places.values() if place in ("piers", "lights")) == sorted(moved)
    assert [text_of(proposal.section.content) for proposal in proposals(found, TOPICS, LEXICON)] == told


@pytest.mark.parametrize(
    ("below", "moved"),
    [([BUILT], []), ([BUILT, BUILT], ["lights", "piers"])],
    ids=["points of a paragraph", "sections"],
)
def test_points_below_one_of_several_chapters_stay_with_it(below: list[str], moved: list[str]) -> None:
    points = "".join(
        "\n\n".join([title, *below, ""]) for title in ("（一）改造码头", "（二）维护灯塔", "（三）更新航标")
    )
    found = document(f"一、港口\n\n{BUILT}\n\n二、打算\n\n以下三条。\n\n{points}三、队伍\n\n{BUILT}\n")
    assert sorted({*assign(found, TOPICS, LEXICON).values()} & {"piers", "lights"}) == moved
    assert len(proposals(found, TOPICS, LEXICON)) == (0 if moved else 3)


def test_what_a_topic_names_moves_whatever_its_siblings() -> None:
    text = "第一章 港口\n\n" + "".join(
        f"（{n}）{title}\n\n{BUILT}\n\n" for n, title in zip("一二三", "甲乙丙", strict=True)
    )
    found = document(text)
    (second,) = (section.id for section in found.sections() if text_of(section.content) == "（二）乙")
    topics = (Topic(slug="piers", title="码头", words=(), order=1, sections=(f"x#{second}",)),)
    assert assign(found, topics, LEXICON)[second] == "piers"
    assert proposals(found, topics, LEXICON) == ()


def test_a_word_in_the_title_of_the_report_parts_it_from_none_of_its_chapters() -> None:
    found = document(f"# 东港2031年码头年报\n\n# 一、工会\n\n{BUILT}\n\n# 二、档案\n\n{BUILT}\n")
    assert list(assign(found, TOPICS, LEXICON).values()) == ["other"] * 3


def test_what_two_topics_claim_stays_where_it_stood() -> None:
    found = document(
        f"第一章 港口\n\n第一节 码头\n\n{BUILT}\n\n一、栈桥\n\n{BUILT}\n\n第二节 灯塔\n\n{BUILT}\n\n第三节 其他\n\n{BUILT}\n"
    )
    names = {text_of(section.content): section.id for section in found.sections()}
    before = assign(found, TOPICS, LEXICON)
    first = names["第一节 码头"]
    claiming = tuple(replace(topic, sections=(f"x#{first}",)) for topic in TOPICS)
    for stood in (before, dict.fromkeys(before, "other")):
        now = assign(found, claiming, LEXICON, stood)
        assert {now[first], now[names["一、栈桥"]]} == {stood[first]}
        assert now[names["第二节 灯塔"]] == before[names["第二节 灯塔"]], "what nobody quarrels about goes as ever"
    alone = (claiming[1], *TOPICS[2:])
    assert assign(found, alone, LEXICON, before)[first] == claiming[1].slug, "one claim moves it"


def test_a_title_that_runs_into_its_paragraph_claims_no_page() -> None:
    titles = ["（一）改造码头。", "（二）维护灯塔。", "（三）更新航标。"]
    found = document("第一章 港口\n\n" + BUILT + "\n\n" + "\n\n".join(f"{title}{BUILT}" for title in titles))
    assert sum(section.numbered for section in found.sections()) > 1, "they are titles"
    assert set(assign(found, TOPICS, LEXICON).values()).isdisjoint(topic.slug for topic in TOPICS)


def test_a_series_that_begins_anew_below_its_own_member_stands_below_it() -> None:
    outer = ["（一）格局", "（二）战略", "（三）计划", "（四）风险", "（五）其他"]
    inner = ["（一）研发", "1. 投入", "（二）制造", "（三）防疫", "（四）管理"]
    text = "".join(
        f"{line}\n\n{BUILT}\n\n" for line in ["一、展望", *outer[:3], *inner, *outer[3:], "二、附记", "（一）说明"]
    )
    assert headings(text) == [
        "一、展望",
        "  （一）格局",
        "  （二）战略",
        "  （三）计划",
        "    （一）研发",
        "      1. 投入",
        "    （二）制造",
        "    （三）防疫",
        "    （四）管理",
        "  （四）风险",
        "  （五）其他",
        "二、附记",
        "  （一）说明",
    ]


def test_a_series_that_does_not_go_on_behind_another_stands_beside_it() -> None:
    lines = ["（一）格局", "（二）战略", "（一）研发", "（二）制造", "（三）防疫", "（五）管理"]
    text = "".join(f"{line}\n\n{BUILT}\n\n" for line in lines)
    assert headings(text) == lines


def test_a_line_narrower_than_those_that_the_page_cuts_was_not_cut() -> None:
    sentences = "1.各村在2031年底以前修整水渠，验收12处。\n2.水渠由村民小组管护，汛期每日巡查2次。\n"
    lines = shapes(
        f"{sentences}3.编制全镇水利规划和各村的年度计划\n报送县水利局审批以后施行，由各村组织实施，逐年检查。\n"
    )
    assert numbered_members(lines)[2].end is None
    assert 2 not in numbered_members(lines, broken=40.0)


def test_short_sentences_head_the_items_that_count_anew_below_each() -> None:
    items = "1. 新建泊位两座，改造码头三处。\n2. 疏浚航道四十里。\n"
    plain = f"二、运输\n（一）降低收费。\n{BUILT}\n（二）增开班轮。\n{BUILT}\n"
    text = f"一、建设\n（一）扩建港区。\n{items}（二）整治岸线。\n{items}{plain}"
    heads = ["一、建设", "  （一）扩建港区。", "  （二）整治岸线。"]
    assert headings(text) == [*heads, "二、运输", "  （一）降低收费。", "  （二）增开班轮。"]


def test_a_list_of_short_sentences_of_which_one_has_items_is_no_series_of_headings() -> None:
    items = "1. 推举组长一人。\n2. 推举副组长两人。\n"
    text = f"一、会议\n（一）会议听取了汇报。\n（二）会议通过了章程。\n（三）会议推举了负责人。\n{items}二、其他\n{BUILT}\n"
    assert headings(text) == ["一、会议", "二、其他"]


@pytest.mark.parametrize(
    ("first", "told"),
    [
        ("（一）部分渔港安全管理制度执行不严格，消防救生设备配备不齐全", set()),
        ("（一）休渔期结束之后，由渔港值班人员向县渔政大队申请开捕（没有值班人员的渔港由村委会申请）", {0}),
    ],
)
def test_a_joined_line_that_ends_short_is_cut_only_where_it_is_wider_than_titles(first: str, told: set[int]) -> None:
    lines = shapes(f"{first}\n申请由县渔政大队批复，并在渔港公示。\n（二）台账不全\n{BUILT}\n")
    assert set(numbered_members(lines)) == {0}
    assert set(numbered_members(lines, short={0})) == told
