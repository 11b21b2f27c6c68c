"""Chapters without a number: above numbers that begin anew, and set as nothing below them is."""

from __future__ import annotations

import pytest

from annals.clean.cleaning import clean_source
from annals.clean.read import read_source
from annals.markdown.read import text_of
from annals.structure.document import document_of
from tests.support.words import LEXICON

TEXT = (
    "全县修好水渠九公里，照管闸门四十六座，冬灌面积比上年多了一成。",
    "林场补植苗木三万株，成活的超过九成，护林员分片包干。",
    "渔政船出航六十次，放流鱼苗四百万尾，沿岸没有发生纠纷。",
)


def headings(raw: str) -> list[tuple[int, str]]:
    cleaned, _ = clean_source(read_source("v", raw.encode()), LEXICON)
    document, _ = document_of(cleaned, LEXICON)
    return [(block.level, text_of(block.content)) for block in document.blocks if block.section is not None]


def chapter(name: str, *sections: str, lead: str = "") -> list[str]:
    below = [line for place, section in enumerate(sections) for line in (section, TEXT[place % 3])]
    return [name, *([lead] if lead else []), *below]


SEPARATORS = {"lines": "\n", "paragraphs": "\n\n"}


@pytest.mark.parametrize("apart", SEPARATORS)
@pytest.mark.parametrize("mark", ["", "## "])
def test_a_name_above_each_count_that_begins_anew_is_a_chapter(apart: str, mark: str) -> None:
    """So is one beside them that has no number below, before the first count and behind the last."""
    lines = [
        *chapter(f"{mark}编写说明", lead=TEXT[0]),
        *chapter(f"{mark}水利", f"{mark}一、渠道", f"{mark}二、闸门"),
        *chapter(f"{mark}林业", f"{mark}一、育苗", f"{mark}二、护林", lead=TEXT[1]),
        *chapter(f"{mark}渔业", lead=TEXT[2]),
        *chapter(f"{mark}气象", f"{mark}一、雨水", f"{mark}二、霜冻"),
        *chapter(f"{mark}附录", lead=TEXT[0]),
    ]
    assert headings(SEPARATORS[apart].join(lines) + "\n") == [
        (1, "编写说明"),
        (1, "水利"),
        (2, "一、渠道"),
        (2, "二、闸门"),
        (1, "林业"),
        (2, "一、育苗"),
        (2, "二、护林"),
        (1, "渔业"),
        (1, "气象"),
        (2, "一、雨水"),
        (2, "二、霜冻"),
        (1, "附录"),
    ]


def test_names_between_the_numbers_of_a_chapter_stand_below_them() -> None:
    """Then one behind its last number is none of the chapters either."""
    lines = [
        *chapter("水利", "一、渠道", "干渠", "二、闸门"),
        *chapter("林业", "一、育苗", "二、护林", "防火"),
    ]
    assert headings("\n\n".join(lines) + "\n") == [
        (1, "水利"),
        (2, "一、渠道"),
        (3, "干渠"),
        (2, "二、闸门"),
        (1, "林业"),
        (2, "一、育苗"),
        (2, "二、护林"),
        (3, "防火"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        [*chapter("水利", "一、渠道", "二、闸门"), *chapter("", "一、育苗", "二、护林"), *chapter("气象", "一、雨水")],
        [*chapter("水利", "一、渠道", "二、闸门", "三、堤岸")],
        [*chapter("本表", "一、渠道"), *chapter("本表", "一、闸门")],
        [*chapter("各村报来", "一、渠道"), *chapter("已经核对的数字有，", "一、闸门")],
    ],
    ids=["a count without a name", "one count", "the same name twice", "a sentence"],
)
def test_where_not_every_count_has_a_name_numbers_are_the_widest(lines: list[str]) -> None:
    found = headings("\n\n".join(line for line in lines if line) + "\n")
    assert {level for level, title in found if title.startswith(("一、", "二、"))} == {1}


def centred(name: str) -> str:
    return "\n" + " " * (36 - len(name)) + name + "\n"


def test_where_nothing_is_numbered_what_is_centred_as_the_chapters_are_is_one() -> None:
    """`渔业` has a text of its own, so nothing but its place tells that it does not stand below `林业`."""
    lines: list[str] = []
    for name, *parts in (("水利", "渠道", "闸门"), ("林业", "育苗", "护林"), ("渔业",), ("气象站和雨量点", "雨水")):
        lines.append(centred(name))
        lines += [f"    {line}" for part in parts for line in (part, TEXT[0])] or [f"    {TEXT[2]}"]
    assert headings("\n".join(lines) + "\n") == [
        (1, "水利"),
        (2, "渠道"),
        (2, "闸门"),
        (1, "林业"),
        (2, "育苗"),
        (2, "护林"),
        (1, "渔业"),
        (1, "气象站和雨量点"),
        (2, "雨水"),
    ]


@pytest.mark.parametrize("behind", ["", "\n\n"])
def test_parts_and_chapters_above_the_entries_of_a_yearbook(behind: str) -> None:
    """The entries of two chapters are called alike, and a part's first chapter stands right below its name. The name of an
    entry is a heading where it stands alone."""
    named = [
        *("农业", "种植业", "【概况】", "【育苗】", "渔业", "【概况】", "【放流】"),
        *("工业", "综述", "【概况】", "【改革】", "丝绸工业", "【概况】"),
        *("各镇", "东镇", TEXT[0], "西镇", TEXT[1]),
    ]
    lines = [f"{name}{behind}{TEXT[place % 3]}" if name[0] == "【" else name for place, name in enumerate(named)]
    parts = ("农业", "工业", "各镇")
    titles = [name for name in named if name not in TEXT]
    wanted = [(3 if name[0] == "【" else 1 if name in parts else 2, name.strip("【】")) for name in titles]
    if not behind:
        wanted = [(at, name) for at, name in wanted if at < 3]
    assert headings("\n\n".join(["某县年鉴1994", *lines]) + "\n") == [(1, "某县年鉴1994"), *wanted]


@pytest.mark.parametrize(
    ("chapter_mark", "section_mark", "level"),
    [
        ("PART 0{} ", "{}.1 ", 2),
        ("Chapter {} ", "第一节 ", 2),
        ("专题{}：", "一、", 2),
        ("", "第一节 ", 2),
        ("一、", "1）", 2),
    ],
)
def test_other_marks_of_chapters(chapter_mark: str, section_mark: str, level: int) -> None:
    lines: list[str] = []
    wanted: list[tuple[int, str]] = []
    for place, name in enumerate(("水利建设", "林业建设", "渔业管理"), 1):
        number = "一二三"[place - 1] if chapter_mark == "一、" else str(place)
        title = f"{number}、" if chapter_mark == "一、" else chapter_mark
        titles = (title.format(number) + name, section_mark.format(place) + name[:2] + "情况")
        lines += [titles[0], titles[1], TEXT[place - 1]]
        wanted += [(1, titles[0]), (level, titles[1])]
    assert headings("\n".join(lines) + "\n") == wanted


def test_steps_of_a_procedure_are_no_headings() -> None:
    lines = ["一、步骤", TEXT[0], "1）打开闸门", "水位 3.4", "2）关上闸门", "水位 2.1", "二、结果", TEXT[1]]
    assert headings("\n".join(lines) + "\n") == [(1, "一、步骤"), (1, "二、结果")]


@pytest.mark.parametrize("lead", ["", TEXT[0]])
def test_one_chapter_has_numbers_and_those_behind_it_have_none(lead: str) -> None:
    numbered = chapter("水利", "一、渠道", "二、闸门", lead=lead)
    behind = [*chapter("林业", lead=TEXT[1]), *chapter("渔业", lead=TEXT[2])]
    told = headings("\n\n".join(["某县工作年鉴", *numbered, *behind]) + "\n")
    assert told[1:] == [(1, "水利"), (2, "一、渠道"), (2, "二、闸门"), (1, "林业"), (1, "渔业")]
    opened = headings(
        "\n\n".join(["某县工作年鉴", *chapter("前言", "一、渠道", "二、闸门", lead=TEXT[0]), *behind]) + "\n"
    )
    assert (1, "一、渠道") in opened
    alone = headings("\n\n".join(["某县工作年鉴", *numbered, *behind[:2]]) + "\n")
    assert (1, "一、渠道") in alone
