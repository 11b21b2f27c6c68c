"""An editor and the program give one heading different levels, or another title: neither is dropped in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from annals.edition.ingesting import ingest
from annals.model import Phrase, Side
from tests.support.merge_stories import edit, process, settle
from tests.support.stories import seed, snapshot

TEXT = """第二章 创新人才

第一节 人才引进

》》 高层次人员长期办公场所

全省引进各类高层次人才320名，其中从海外归国的人员占三成。

⊗ 各地工作站的情况

各设区市另设博士后工作站12个，覆盖全部高新区。

第二节 人才培养

全年举办培训班45期，学员反映良好。
"""
YEAR = "year: 2019\n"
TITLE, INNER = "高层次人员长期办公场所", "各地工作站的情况"


@pytest.fixture
def page(root: Path) -> Path:
    seed(root, text=TEXT, yml=YEAR)
    assert process(root) == []
    found = root / "docs" / "x" / "other.md"
    assert f"\n#### {TITLE}\n" in found.read_text("utf-8") and f"\n##### {INNER}\n" in found.read_text("utf-8")
    return found


def codes(root: Path) -> list[str]:
    return [problem.code for problem in process(root)]


def level(root: Path, to: str, title: str = TITLE) -> None:
    yml = f"corrections:\n  - {{level: {title}, to: {to}, cause: layout, certainty: likely, reason: 试}}\n"
    seed(root, text=TEXT, yml=YEAR + yml)


@pytest.mark.parametrize(
    ("mine", "to", "theirs"),
    [("### ", "4", "##### "), ("##### ", "2", "### "), ("", "2", "### "), ("### ", "text", "")],
)
@pytest.mark.parametrize("side", [Side.MINE, Side.THEIRS, Side.OPEN])
def test_two_levels_are_a_conflict(root: Path, page: Path, mine: str, to: str, theirs: str, side: Side) -> None:
    """Decided by a command or, on the web, on the page."""
    edit(page, (f"#### {TITLE}", f"{mine}{TITLE}"))
    before = page.read_text("utf-8")
    level(root, to)
    (found,) = process(root)
    details = dict(found.details)
    assert (found.code, details["mine"], details["theirs"]) == ("E114", mine + TITLE, theirs + TITLE)
    assert page.read_text("utf-8") == before
    if side:
        settle(root, side)
    else:
        edit(page, (f"{mine}{TITLE}", f"{theirs}{TITLE}"))
    assert codes(root) == (["N110"] if side is Side.MINE else [])
    chosen = mine if side is Side.MINE else theirs
    assert f"\n\n{chosen}{TITLE}\n\n" in page.read_text("utf-8")
    assert f"\n##### {INNER}\n" in page.read_text("utf-8")
    settled = snapshot(root)
    process(root)
    assert snapshot(root) == settled


def test_the_same_level_and_words_elsewhere_are_no_conflict(root: Path, page: Path) -> None:
    edit(page, (f"#### {TITLE}", f"##### {TITLE}"), ("占三成", "约占三成"))
    level(root, "4")
    assert process(root) == []
    assert f"\n##### {TITLE}\n" in page.read_text("utf-8")


def test_a_heading_with_another_title_is_corrected_all_the_same(root: Path, page: Path) -> None:
    """Less than half alike, but between the same two blocks."""
    edit(page, (TITLE, "驻地"))
    level(root, "2")
    assert process(root) == []
    assert "\n### 驻地\n" in page.read_text("utf-8")
    (report,) = ingest(root).edition.reports
    placed = report.index.placed
    assert placed["l5"].text == "驻地" and placed["l9"].section == "l5"


def test_the_first_heading_of_a_page_with_another_title_is_the_same_heading(root: Path, page: Path) -> None:
    edit(page, ("## 第二章 创新人才", "> **编者注** 说明。\n\n## 总说\n\n> **编者注** 又一句。"))
    process(root)
    (report,) = ingest(root).edition.reports
    assert report.index.placed["l1"].text == "总说" and report.index.placed["l3"].section == "l1"
    # A paragraph of the editor's between the two: which of them the new heading is, nobody can tell.
    edit(page, ("## 总说\n", "## 总说\n\n这里另加了一段话。\n"))
    assert "l1" not in ingest(root).edition.reports[0].index.placed


def test_a_correction_of_a_title_that_an_editor_wrote_anew_is_a_conflict(root: Path, page: Path) -> None:
    edit(page, (TITLE, "驻地"))
    yml = f"corrections:\n  - {{replace: {TITLE}, with: 高层次人员常驻场所, cause: slip, certainty: likely, reason: 试}}\n"
    seed(root, text=TEXT, yml=YEAR + yml)
    (found,) = process(root)
    assert (found.code, dict(found.details)["mine"]) == ("E114", "驻地")


def test_what_stood_below_a_heading_that_is_gone_has_a_parent_that_is_there(root: Path, page: Path) -> None:
    # An own heading apart from the old one's place: it was taken out, not given a new title.
    edit(
        page, (f"#### {TITLE}\n\n", ""), (f"##### {INNER}", f"#### 另起的名称\n\n> **编者注** 说明。\n\n##### {INNER}")
    )
    process(root)
    (report,) = ingest(root).edition.reports
    there = {placed.id for placed in report.order}
    assert "l5" not in there
    assert {placed.section for placed in report.order} <= there | {None}
    own = next(placed for placed in report.order if placed.text == "另起的名称")
    assert report.index.placed["l9"].section == own.id and report.index.placed["l7"].section == "l3"
    edit(page, ("#### 另起的名称\n\n> **编者注** 说明。\n\n", ""))
    process(root)
    (report,) = ingest(root).edition.reports
    assert report.index.placed["l9"].section == "l3"


def idle(root: Path) -> list[tuple[str, dict[str, object]]]:
    """How a correction is told to be without effect."""
    found = (dict(problem.details)["how"] for problem in process(root) if problem.code == "N110")
    return [(how.key, dict(how.details)) for how in found if isinstance(how, Phrase)]


def test_a_level_that_the_data_has_and_the_page_has_not_is_told_to_be_half_used(root: Path, page: Path) -> None:
    edit(page, (f"#### {TITLE}", f"### {TITLE}"))
    level(root, "4")
    assert codes(root) == ["E114"]
    settle(root, Side.MINE)
    assert idle(root) == [("level-in-data", {"level": "4"})]
    (report,) = ingest(root).edition.reports
    placed = report.index.placed["l5"]
    assert placed.origin is not None and (placed.origin.level, placed.block.level) == (4, 3)
    assert report.corrections == ()


def test_a_heading_of_which_no_level_is_left_is_told_to_be_without_effect(root: Path, page: Path) -> None:
    edit(page, (f"#### {TITLE}\n\n", ""))
    level(root, "4")
    assert idle(root) == [("not-used", {})]


LEVELS = """第一节 人才引进

全省引进各类高层次人才320名，其中从海外归国的人员占三成。

第二节 人才培养

全年举办培训班45期，学员反映良好。
"""


def test_two_levels_are_a_conflict_though_the_neighbours_sink_and_the_heading_stands_as_it_did(root: Path) -> None:
    seed(root, text=LEVELS, yml=YEAR)
    process(root)
    page = root / "docs" / "x" / "other.md"
    edit(page, ("## 第二节 人才培养", "### 第二节 人才培养"))
    yml = "corrections:\n  - {level: 第二节 人才培养, to: 1, cause: layout, certainty: likely, reason: 试}\n"
    seed(root, text=LEVELS, yml=YEAR + yml)
    assert codes(root) == ["E114"]
    settle(root, Side.MINE)
    assert idle(root) == [("level-in-data", {"level": "1"})]
    assert "\n### 第二节 人才培养\n" in page.read_text("utf-8")


def test_a_level_that_changes_nothing_on_the_page_is_no_question(root: Path) -> None:
    """The only heading of a page stands there as it did: between what was and what the machine has is nothing to choose."""
    text = LEVELS.partition("\n第二节")[0]
    seed(root, text=text, yml=YEAR)
    process(root)
    page = root / "docs" / "x" / "other.md"
    edit(page, ("## 第一节 人才引进", "### 第一节 人才引进"))
    yml = "corrections:\n  - {level: 第一节 人才引进, to: 3, cause: layout, certainty: likely, reason: 试}\n"
    seed(root, text=text, yml=YEAR + yml)
    assert codes(root) == ["N110"]
    assert idle(root) == [("level-in-data", {"level": "3"})]
    assert "\n### 第一节 人才引进\n" in page.read_text("utf-8")
    seed(root, text=text, yml=YEAR)
    assert codes(root) == []
    assert "\n### 第一节 人才引进\n" in page.read_text("utf-8")


@pytest.mark.parametrize("side", [Side.MINE, Side.THEIRS, Side.OPEN])
def test_two_levels_of_a_heading_that_both_parted_from_its_text_are_a_conflict(root: Path, side: Side) -> None:
    text = LEVELS + "\n学员就业情况：多数已在外地就业，其余在本省。\n"
    seed(root, text=text, yml=YEAR)
    process(root)
    page = root / "docs" / "x" / "other.md"
    edit(page, ("学员就业情况：多数", "### 学员就业情况\n\n多数"))
    process(root)
    yml = "corrections:\n  - {level: 学员就业情况, to: 5, cause: layout, certainty: likely, reason: 试}\n"
    seed(root, text=text, yml=YEAR + yml)
    (found,) = process(root)
    details = dict(found.details)
    assert (found.code, details["mine"]) == ("E114", "### 学员就业情况")
    theirs = str(details["theirs"]).removesuffix("：")
    assert theirs.lstrip("#").startswith(" 学员就业情况")
    if side:
        settle(root, side)
    else:
        edit(page, ("### 学员就业情况", theirs))
    mine = side is Side.MINE
    assert idle(root) == ([("level-in-data", {"level": "5"})] if mine else [])
    assert f"\n{'### 学员就业情况' if mine else theirs}\n\n多数" in page.read_text("utf-8")
    seed(root, text=text, yml=YEAR)
    assert codes(root) == []
    assert ("\n### 学员就业情况\n" in page.read_text("utf-8")) is mine


def test_what_stands_below_no_heading_any_more_is_told_so_with_its_line(root: Path) -> None:
    seed(root, text=LEVELS, yml=YEAR)
    process(root)
    page = root / "docs" / "x" / "other.md"
    before = page.read_text("utf-8")
    for title, key, beginning in (
        ("第一节 人才引进", "goes-nowhere", "全省引进"),
        ("第二节 人才培养", "goes-before", "全年举办"),
    ):
        page.write_text(before.replace(f"## {title}\n\n", ""), "utf-8")
        (found,) = process(root)
        lines = page.read_text("utf-8").split("\n")
        assert (found.code, dict(found.details)["where"]) == ("N107", Phrase.of(key))
        assert found.line is not None and lines[found.line - 1].startswith(beginning)
        page.write_text(before, "utf-8")
        process(root)


def test_a_conflict_about_a_heading_that_was_put_in_says_so(root: Path) -> None:
    given = (
        "corrections:\n  - {{heading: {}, level: 3, before: 全年举办, cause: picture, certainty: likely, reason: 试}}\n"
    )
    seed(root, text=LEVELS, yml=YEAR + given.format("各期的培训"))
    process(root)
    edit(root / "docs" / "x" / "other.md", ("各期的培训", "各期培训班"))
    seed(root, text=LEVELS, yml=YEAR + given.format("历期的培训"))
    (found,) = process(root)
    details = dict(found.details)
    assert (found.code, details["block"], details["place"]) == ("E114", "x#h-7", Phrase.of("put-in"))
