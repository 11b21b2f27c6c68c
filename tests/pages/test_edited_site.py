"""A site whose editors have been at work: where each paragraph comes from, and who wrote what."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from annals.pages.edits import word_differences
from tests.support.open_data import SCHEMAS
from tests.support.stories import codes, copy_reports, run

PAGE = "2012/domestic-cooperation"
NOTE = "> **编者注** 数字据原文。"


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's reports, one page edited in every way, and built."""
    root = copy_reports(tmp_path_factory.mktemp("edited") / "copy")
    page = root / "docs" / f"{PAGE}.md"
    head, section, l27, l29, l33, l37, l39 = page.read_text("utf-8").rstrip("\n").split("\n\n")
    first, second = l33.partition("在实施合作项目的同时")[::2]
    blocks = [
        head,
        section,
        "> **编者注** 本节另有引言。",
        l27 + l29.replace("200万元", "二百万元"),
        first,
        NOTE,
        "在实施合作项目的同时" + second,
        "编者所加的一段。",
        l39,
    ]
    page.write_text("\n\n".join(blocks) + "\n", "utf-8")
    other = root / "docs" / "2012" / "international-cooperation.md"
    other.write_text(other.read_text("utf-8") + "\n" + l37 + "\n", "utf-8")
    # What an editor deletes: a paragraph that nothing refers to.
    other.write_text(re.sub(r"\n\n加强外宣[^\n]*", "", other.read_text("utf-8")), "utf-8")
    assert codes(run(root)) == ["N110"], "the paragraph that is gone was corrected"
    return root


@pytest.fixture(scope="module")
def data(edited: Path) -> dict[str, Any]:
    found = json.loads((edited / "site" / "data" / "reports" / "2012.json").read_text("utf-8"))
    Draft202012Validator(SCHEMAS["report"]).validate(found)
    return found


def html(edited: Path, page: str) -> str:
    return (edited / "site" / f"{page}.html").read_text("utf-8")


def block(data: dict[str, Any], start: str) -> dict[str, Any]:
    return next(item for item in data["blocks"] if item["text"].startswith(start))


def test_what_an_editor_joined_keeps_both_origins(edited: Path, data: dict[str, Any]) -> None:
    joined = block(data, "2012年，上海国内科技工作")
    assert (joined["id"], joined["lines"], joined["status"]) == ("l27", [[27, 27], [29, 29]], "edited")
    page = html(edited, PAGE)
    assert 'id="l27"><span class="annals-anchor" id="l29"></span>' in page
    assert 'data-sign="27、29"' in page
    # What is in doubt in it is marked still, both places.
    element = page[page.index('id="l27"') : page.index('data-sign="27、29"')]
    assert element.count("下一代广播电视台网") == element.count('class="annals-flagged"') == 2


def test_what_an_editor_parted_keeps_its_origin(edited: Path, data: dict[str, Any]) -> None:
    one, two = block(data, "9月27日"), block(data, "在实施合作项目")
    assert (one["id"], two["id"][0]) == ("l33", "e"), "it goes on under its name where it begins"
    for part in (one, two):
        assert (part["lines"], part["status"]) == ([[33, 33], [35, 35]], "edited")
    assert html(edited, PAGE).count('data-sign="33、35"') >= 2


def test_what_was_moved_has_its_address_and_is_not_edited(edited: Path, data: dict[str, Any]) -> None:
    moved = block(data, "瞄准共性需求")
    assert (moved["id"], moved["status"], moved["url"]) == (
        "l37",
        "verbatim",
        "2012/international-cooperation.html#l37",
    )
    assert 'id="l37"><a href="international-cooperation.html#l37"' in html(edited, PAGE)


def test_what_an_editor_wrote_is_theirs(edited: Path, data: dict[str, Any]) -> None:
    own = block(data, "编者所加的一段")
    assert (own["status"], own["lines"], own["kind"]) == ("added", [], "paragraph")
    notes = [item for item in data["blocks"] if item["kind"] == "note"]
    assert [(note["status"], note["text"]) for note in notes] == [
        ("added", "编者注 本节另有引言。"),
        ("added", "编者注 数字据原文。"),
    ]
    for page in (PAGE, "2012/full"):
        assert re.search(r'<p class="annals-editor annals-paragraph" id="e-\w+">编者所加的一段', html(edited, page))


def test_what_an_editor_deleted_is_listed(edited: Path, data: dict[str, Any]) -> None:
    gone = [drop for drop in data["dropped"] if drop["code"] == "EDIT"]
    assert [(drop["lines"], drop["text"][:4]) for drop in gone] == [([[11, 11]], "加强外宣")]
    raw = html(edited, "2012/raw")
    line = raw.partition('id="n11"')[2].partition('id="n12"')[0]
    assert "<code>EDIT</code> 编者删去" in line and "<del>加强外宣" in line


def test_the_difference_is_told_on_the_page_and_at_the_raw_line(edited: Path) -> None:
    page = html(edited, PAGE)
    told = page.partition('<details class="annals-changes annals-edits">')[2].partition("</details>")[0]
    assert re.search(r'<a href="#l27">第 27、29 行</a> …[^<]*<del>200</del><ins>二百</ins>万元', told), told
    raw = html(edited, "2012/raw").partition('id="n27"')[2].partition('id="n28"')[0]
    assert "<code>EDIT</code> 编者改动：<del>200</del> → <ins>二百</ins>" in raw
    # Who only parts a paragraph changes no word.
    assert "文字未改，只改了段落的形式" in told and told.count("<li>") == 3


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("共12项。", "共120项。", [("12", "120")]),
        ("甲乙丙丁戊己庚辛", "甲乙子丁丑己庚辛", [("丙丁戊", "子丁丑")]),
        ("相同。", "相同。", []),
        ("甲。", "甲乙。", [("", "乙")]),
    ],
)
def test_differences_are_words(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert [(found.old, found.new) for found in word_differences(old, new)] == expected
