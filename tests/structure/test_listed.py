"""What the list of contents names is a heading, though nothing else in the text tells so; articles that are titles are headings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annals.clean.cleaning import clean_source
from annals.clean.read import read_source
from annals.structure.listed import listed_titles
from tests.structure.test_chapters import TEXT, headings
from tests.structure.test_title import title
from tests.support.outlines import DREDGED
from tests.support.words import LEXICON

PACT = "石桥镇村民在汛期和冬灌期间轮流值守水闸以及互相知照的约定事项及其说明"
CONTENTS = """目录
石桥镇水渠管护规定……………………1
石桥镇村民在汛期和冬灌期间轮流值守水闸以及互相知照的约定事项及其说明……7
石桥镇关于在各村设立水管员并给予适当误工补贴的若干规
定………………………9
"""
LEVELS = [
    (1, "石桥镇水渠管护规定"),
    (2, "第一章 管护"),
    (1, PACT),
    (1, "石桥镇关于在各村设立水管员并给予适当误工补贴的若干规定"),
    (2, "第一章 补贴"),
]


def volume(contents: str) -> str:
    first, second = f"第一条 {TEXT[0]}\n\n第二条 {TEXT[1]}\n\n", f"第一条 {TEXT[2]}\n\n第二条 {TEXT[0]}\n\n"
    works = (
        f"石桥镇水渠管护规定\n（石桥镇令第7号 2031年2月4日）\n\n第一章 管护\n\n{first}",
        f"{PACT}\n\n{DREDGED}\n\n{DREDGED}\n\n",
        "石桥镇关于在各村设立水管员\n并给予适当误工补贴的若干规定\n石水〔2031〕9号\n\n",
        f"第一章 补贴\n\n{second}",
    )
    return contents + "\n\f" + "".join(works)


def test_a_work_without_articles_stands_beside_the_others_that_the_list_names() -> None:
    assert headings(volume(CONTENTS)) == LEVELS


def test_without_the_list_nothing_tells_of_it() -> None:
    assert (1, PACT) not in headings(volume(""))


def test_titles_are_read_from_what_was_taken_out() -> None:
    cleaned, _ = clean_source(read_source("x", volume(CONTENTS).encode()), LEXICON)
    keys = listed_titles(cleaned)
    assert {"石桥镇水渠管护规定", PACT, "石桥镇关于在各村设立水管员并给予适当误工补贴的若干规定"} <= keys
    assert not [key for key in keys if any(char.isdigit() for char in key)], "what bears its page is whole"


@pytest.mark.parametrize(
    ("code", "old", "found"),
    [
        ("F104", "水闸……3", {"水闸"}),
        ("F104", "综述 (1)  渠道 (9)  水闸 (27)", {"综述", "渠道", "水闸"}),
        ("F104", "综述 1　渠道 9　水闸 27", {"综述", "渠道", "水闸"}),
        ("F104", "清淤 12　加固 3　水闸 27", set()),
        ("F104", "水闸", set()),
        ("F104", "闸……3", set()),
        ("F104", f"{PACT}{PACT}……3", set()),
        ("F101", "水闸……3", set()),
    ],
    ids=[
        "a-title",
        "on-in-a-line",
        "without-brackets",
        "pages-that-go-back",
        "without-its-page",
        "too-short",
        "too-long",
        "taken-out-by-another-rule",
    ],
)
def test_what_is_no_title_with_its_page_is_not_listed(code: str, old: str, found: set[str]) -> None:
    cleaned, _ = clean_source(read_source("x", volume(CONTENTS).encode()), LEXICON)
    entry = next(entry for entry in cleaned.ledger if entry.code == "F104")
    assert listed_titles(replace(cleaned, ledger=(replace(entry, code=code, old=old),))) == found


def test_articles_are_headings_where_they_are_titles() -> None:
    contract = "".join(
        f"第{number}条 {name}\n（一）{text}\n（二）{TEXT[0]}\n"
        for number, name, text in zip("一二三", ("房屋", "租金", "交割"), TEXT, strict=True)
    )
    found = [heading for _, heading in headings(f"房屋租赁合同\n{contract}")]
    assert found[-3:] == ["第一条 房屋", "第二条 租金", "第三条 交割"]


def test_an_article_that_announces_its_items_is_text() -> None:
    law = "".join(f"第{number}条 {text}\n" for number, text in zip("一二", TEXT, strict=False))
    law += "第三条 水管员职责：\n巡查渠道，修补堤岸，发现险情及时向镇政府报告。\n第四条 本规定自公布之日起施行，由镇政府解释。\n"
    assert all("第三条" not in heading for _, heading in headings(law))


def test_the_only_numbers_of_a_text_stand_below_the_heading_above_them() -> None:
    text = f"# 某县水利建设意见\n\n## 总体目标\n\n{DREDGED}\n\n（一）加固水库\n\n{DREDGED}\n\n（二）衬砌渠道\n\n{DREDGED}\n"
    levels = [(1, "某县水利建设意见"), (1, "总体目标"), (2, "（一）加固水库"), (2, "（二）衬砌渠道")]
    assert headings(text) == levels


def test_what_a_company_announces_is_named_below_its_code() -> None:
    text = f"股票代码：000888 股票简称：河道科技\n河道科技股份有限公司\n第五届董事会第八次会议决议公告\n{DREDGED}\n一、召开情况\n{DREDGED}\n二、审议情况\n{DREDGED}\n"
    assert title(text) == "第五届董事会第八次会议决议公告"


def test_a_sentence_among_short_titles_is_none() -> None:
    series = f"（一）评定原则。{DREDGED}\n（二）评定依据。{DREDGED}\n（三）评定程序。{DREDGED}\n（四）转学的学生在原学校评定。\n"
    assert [heading for _, heading in headings(f"二、组织实施\n{series}")][1:] == [
        "（一）评定原则。",
        "（二）评定依据。",
        "（三）评定程序。",
    ]


def manual(listed: int) -> str:
    """A manual whose list of contents names so many of its headings, with names of pictures between its paragraphs."""
    names = [
        f"{part}{name}"
        for chapter in ("一", "二")
        for part, name in (
            (f"{chapter}、", "水闸"),
            *((f"{'一二'.index(chapter) + 1}.{section} ", "开闸") for section in (1, 2)),
            *((f"{'一二'.index(chapter) + 1}.2.{step} ", "启动") for step in (1, 2)),
        )
    ]
    contents = "".join(f"{name}............{page}\n" for page, name in enumerate(names[:listed], 1))
    body = "".join(f"{name}\n\n{TEXT[0]}\n\n水位登记页\n\n{TEXT[1]}\n\n" for name in names)
    return f"目录\n{contents}\n\f{body}"


def test_a_name_that_a_whole_list_of_contents_leaves_out_is_that_of_a_picture() -> None:
    assert "水位登记页" not in {heading for _, heading in headings(manual(10))}


def test_a_list_of_chapters_alone_leaves_out_names_of_parts() -> None:
    assert "水位登记页" in {heading for _, heading in headings(manual(5))}


def yearbook(contents: str) -> list[tuple[int, str]]:
    parts = (
        ("综述", ""),
        ("渠道", "清淤"),
        ("", "加固"),
        ("水闸", "开闸"),
        ("附录", ""),
    )
    text = "".join(
        (f"# {chapter}\n\n" if chapter else "") + (f"# {entry}\n\n" if entry else "") + f"{DREDGED}\n\n"
        for chapter, entry in parts
    )
    return headings(f"# 石桥镇水利年鉴\n\n# 目 录\n\n{contents}\n\n{text}")


def test_what_the_list_of_contents_names_stands_above_what_it_leaves_out() -> None:
    found = yearbook("综述 (1)  渠道 (9)  水闸 (27)  附录 (60)")
    assert found[1:] == [
        (1, "综述"),
        (1, "渠道"),
        (2, "清淤"),
        (2, "加固"),
        (1, "水闸"),
        (2, "开闸"),
        (1, "附录"),
    ]


def test_a_list_of_contents_that_names_parts_too_tells_no_levels() -> None:
    found = {title: level for level, title in yearbook("综述 (1)  渠道 (9)  清淤 (9)  水闸 (27)  附录 (60)")}
    assert found["清淤"] > found["渠道"]


NAMES = ("序言", "堤岸长青游人如织", "湖区分段治理的经验", "往后几年的打算", "参考资料")


def pamphlet(apart: str) -> str:
    """A pamphlet whose list has its pages on lines of their own, `apart` between title and page; steps of a picture bear numbers."""
    contents = "目录\n\n" + "".join(f"{name}\n\n{apart}{page}\n\n" for page, name in enumerate(NAMES, 1)) + "\f"
    chapters = [f"{name}\n\n{DREDGED}\n\n清淤的办法\n\n{DREDGED}\n\n" for name in NAMES]
    steps = f"1. 清淤\n\n{DREDGED}\n\n2. 补种\n\n{DREDGED}\n\n"
    return contents + "".join(chapters[:2]) + steps + "".join(chapters[2:])


@pytest.mark.parametrize("apart", ["", "..............\n\n"])
def test_titles_whose_pages_stand_below_them_are_chapters_whatever_is_numbered_in_one(apart: str) -> None:
    found = headings(pamphlet(apart))
    assert [title for level, title in found if level == 1] == list(NAMES)
    assert {level for level, title in found if title == "清淤的办法"} == {2}
    cleaned, _ = clean_source(read_source("x", pamphlet(apart).encode()), LEXICON)
    assert listed_titles(cleaned) >= set(NAMES)


NAMED = (
    "第一章 管护",
    "1.1 水权",
    "1.1.1 登记",
    "1.1.2 变更",
    "1.2 用水",
    "第二章 水费",
    "2.1 收取",
    "2.2 使用",
    "2.3 公开",
    "第三章 附则",
)


def test_what_stands_above_a_list_that_names_every_heading_may_be_one() -> None:
    contents = "目录\n\n" + "".join(f"{name}……{page}\n\n" for page, name in enumerate(NAMED, 3))
    body = "".join(f"{name}\n\n{DREDGED}\n\n" for name in NAMED[:3])
    body += f"渠首闸全景\n\n{DREDGED}\n\n" + "".join(f"{name}\n\n{DREDGED}\n\n" for name in NAMED[3:])
    found = [heading for _, heading in headings(f"石桥镇水利年报\n\n编写说明\n\n{DREDGED}\n\n{contents}{body}")]
    assert found[1:] == ["编写说明", *NAMED]


def test_a_word_that_stood_upright_may_be_a_heading() -> None:
    text = f"前\n\n言\n\n{DREDGED}\n\n一、管护\n\n{DREDGED}\n\n二、用水\n\n{DREDGED}\n"
    assert [heading for _, heading in headings(f"石桥镇水利年报\n\n{text}")] == [
        "石桥镇水利年报",
        "前言",
        "一、管护",
        "二、用水",
    ]


def test_three_titles_below_each_other_of_which_the_contents_list_two_are_no_list() -> None:
    listed = "林区的管护    1\n林区的巡护    2\n苗木的补植    4\n湖区的巡查    6\n湖区的水位    9\n\n"
    own = f"{DREDGED}\n\n林区的管护\n\n林区的巡护\n\n雨季的道路\n\n{DREDGED}\n\n苗木的补植\n\n{DREDGED}\n\n湖区的巡查\n\n{DREDGED}\n\n湖区的水位\n\n{DREDGED}\n"
    assert [text for _, text in headings(listed + own)][:3] == ["林区的管护", "林区的巡护", "雨季的道路"]


def test_a_listed_title_right_above_its_text_in_a_narrow_column_stands_alone() -> None:
    column = "全年清淤九公里，加固堤岸四处，汛期\n没有出现险情，沿岸居民照常生产，没\n有人员伤亡，上游的水库照常蓄水，下\n游的水闸按时开闭，每天巡查两次。\n"
    listed = "河道管理所全年的主要工作和险情处置    1\n苗木补植和护林员分片的包干办法说明    2\n水库的蓄水和下游水闸的开闭时间安排    4\n沿岸居民的生产安全和汛期的转移路线    5\n汛期的巡查次数和险情发现后的处置法    7\n\n8\n\n"
    titles = [line.split(" ")[0] for line in listed.split("\n")[:5]]
    text = listed + "".join(f"{name}\n{column}" for name in titles)
    assert [title for _, title in headings(text)] == titles
