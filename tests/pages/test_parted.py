"""An editor splits a paragraph or joins two: the words are the report's as before, and what was said of them still holds."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from annals.edition.deriving import derive
from annals.edition.ingesting import ingest
from annals.edition.tracing import trace
from annals.edition.writing import carry_out
from annals.model import Edition, View
from annals.pages.data import data_files
from tests.support.small_folder import PAGE, folder, write

FIRST = "2031年3月1日，第3届甲乙论坛在某地举行，丹麦担任主宾国。"
SECOND = "丙丁大会同日在外地开幕，大会以“开放”为题，发布报告10份。"
THIRD = "2031年，市科委组织企业参加甲乙论坛。"
RAW = f"第三章 科技合作\n\n第一节 论坛与展会\n\n{FIRST}{SECOND}\n\n{THIRD}\n\n第二节 国内合作\n\n2031年，与外地签署协议12项。\n"
CONGRESS = """---
title: 丙丁大会
type: 会议
ambiguous:
  - {form: 大会, blocks: [2031#l5]}
editions:
  - year: 2031
    theme: {value: 开放, quote: 大会以“开放”为题, block: 2031#l5}
---

同日开幕，企业参加。[2031#l5, 2031#l7]
"""
PARTED = (FIRST + SECOND, f"{FIRST}\n\n{SECOND}")
JOINED = (f"{SECOND}\n\n{THIRD}", SECOND + THIRD)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path.resolve()
    folder(root)
    write(root, "seeds/2031.txt", RAW)
    write(
        root,
        "docs/topics/domestic-cooperation.md",
        "---\ntitle: 国内合作\nwords: [国内]\nblocks: [2031#l5, 2031#l7]\norder: 2\n---\n",
    )
    write(root, "docs/entities/bing-ding.md", CONGRESS)
    carry_out(root, ingest(root).writes)
    return root


def edited(root: Path, *changes: tuple[str, str]) -> Edition:
    """The edition behind an editor's changes, of which nothing is wrong, and which a second run finds as it is."""
    page = root / PAGE
    text = page.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    page.write_text(text, "utf-8")
    found = ingest(root)
    assert [problem.code for problem in found.problems if problem.code[0] in "EW"] == []
    carry_out(root, found.writes)
    assert page.read_text("utf-8") == text
    return ingest(root).edition


def view(edition: Edition, path: str) -> View:
    return next(view for view in derive(edition)[0] if view.path == path)


def named(edition: Edition) -> list[tuple[str, str]]:
    """Each mention and the sentence behind it, wherever that stands."""
    index = edition.reports[0].index.placed
    return [(m.entity, index[m.block].text[m.start :].split("。")[0]) for m in edition.registry.mentions]


@pytest.mark.parametrize(
    "changes",
    [(PARTED,), (JOINED,), (JOINED, PARTED), (PARTED, JOINED)],
    ids=["part", "join", "join-part", "part-join"],
)
def test_nothing_said_of_the_words_is_lost(root: Path, changes: tuple[tuple[str, str], ...]) -> None:
    before = ingest(root).edition
    assert len([entity for entity, _ in named(before) if entity == "bing-ding"]) == 2
    after = edited(root, *changes)
    assert named(after) == named(before)
    page = view(after, "topics/domestic-cooperation.md").html
    assert all(sentence.split("，")[-1] in page for sentence in (FIRST, SECOND, THIRD))


def test_a_part_keeps_its_raw_lines_and_its_quotation(root: Path) -> None:
    edition = edited(root, PARTED)
    (found,) = trace(edition, "丙丁大会同日")
    assert found.raw == ((5, FIRST + SECOND + "\n"),)
    part = found.placed
    assert part.text == SECOND and [trace.placed.text for trace in trace(edition, "2031#l5")] == [FIRST, SECOND]
    files = dict(data_files(edition))
    report = json.loads(files["data/reports/2031.json"])
    assert [block["lines"] for block in report["blocks"] if block["text"] in (FIRST, SECOND)] == [[[5, 5]], [[5, 5]]]
    rows = csv.DictReader(io.StringIO(files["data/editions.csv"].removeprefix("\ufeff")))
    cited = {row["entity"]: row for row in rows}
    assert cited["bing-ding"]["block"] == part.id != cited["jia-yi"]["block"] == "l5"
    assert cited["bing-ding"]["url"].endswith(f"#{part.id}")
    html = view(edition, "entities/bing-ding.md").html
    assert f'href="../2031/forums-and-expos.html#{part.id}"' in html and "2031 第 5 行" in html


def test_a_joined_paragraph_is_the_one_it_was_joined_to(root: Path) -> None:
    edition = edited(root, JOINED)
    (found,) = trace(edition, "2031#l7")
    assert (found.placed.id, found.placed.text) == ("l5", FIRST + SECOND + THIRD)
    assert [number for number, _ in found.raw] == [5, 7]
    topics = json.loads(dict(data_files(edition))["data/topics.json"])
    assert topics[1]["blocks"] == ["2031#l5"], "named once, by the name under which the data have it"
    markdown = view(edition, "entities/bing-ding.md").markdown
    assert '<a href="../2031/forums-and-expos.html#l5">2031 第 7 行</a>' in markdown


def test_words_that_an_editor_added_are_not_the_reports(root: Path) -> None:
    edition = edited(root, (f"{THIRD}\n", f"{THIRD}\n\n编者另加的一段，也说到丙丁大会，报告里没有。\n"))
    assert len([entity for entity, _ in named(edition) if entity == "bing-ding"]) == 2
    (found,) = trace(edition, "编者另加的一段")
    assert found.raw == ()
