"""A page of few words quotes from other years what speaks of the same, not what stands first there."""

from __future__ import annotations

import re
from pathlib import Path

from annals.edition.building import derive, ingest
from annals.edition.writing import carry_out
from tests.support.small_folder import write

ENTITY = "---\ntitle: {name}\ntitle_source: report\ntype: {type}\n---\n\n简介。\n"
OTHERS = [
    "5月，丙丁论坛召开，发布倡议书三份。",
    "6月，戊己论坛在某地召开，设专场五个。",
    "9月，甲乙论坛召开，某省派团参加。",
    "10月，某省派团参加各地的展会，带去一批展品。",
    "11月，风能装备展览会开幕，首次展出海上风力发电机组。",
]


def beside(root: Path, own: str, others: list[str]) -> list[str]:
    """What the page of 2032, which says `own`, quotes from 2031, which says the others."""
    for year, blocks in (("2031", others), ("2032", [own])):
        heads = [f"第三章 {year}年科技合作", "第一节 论坛与展会"]
        write(root, f"seeds/{year}.txt", "\n\n".join([*heads, *blocks]) + "\n")
    write(root, "docs/topics/forums.md", "---\ntitle: 论坛与展会\nwords: [论坛]\n---\n")
    for slug, name, kind in (("jia-yi", "甲乙论坛", "论坛"), ("mou", "某省", "地方")):
        write(root, f"docs/entities/{slug}.md", ENTITY.format(name=name, type=kind))
    carry_out(root, ingest(root).writes)
    (page,) = (view for view in derive(ingest(root).edition)[0] if view.path == "2032/forums.md")
    quotes = re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", page.html, re.DOTALL)
    return ["".join(re.sub(r"<[^>]*>", "", quote).split()) for quote in quotes]


def test_what_names_the_same_comes_first_the_more_and_the_rarer_the_nearer(tmp_path: Path) -> None:
    own = "本年的甲乙论坛由某省承办。甲乙论坛的来宾有三百位。"
    assert beside(tmp_path, own, OTHERS) == [OTHERS[2], OTHERS[3]]


def test_where_no_name_is_shared_rare_words_decide(tmp_path: Path) -> None:
    own = "海上风力发电机组由三家企业展出，论坛发布报告。"
    assert beside(tmp_path, own, OTHERS) == [OTHERS[4]]


def test_where_nothing_is_shared_the_first_stands_alone(tmp_path: Path) -> None:
    assert beside(tmp_path, "全年引进博士九十九名。", OTHERS) == [OTHERS[0]]
