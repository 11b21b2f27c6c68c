"""A heading that an editor ran into its paragraph, and two paragraphs made one: what a correction then says of the one or the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from annals.model import Side
from tests.support.merge_stories import correct, corrected, edit, settle

TEXT = """第二章 创新人才

第一节 人才引进

### 健全工作机制

全省引进各类高层次人才320名，连续举办4届成果拍卖会。各设区市另设博士后工作站12个，覆盖全部高新区。

### 完善服务体系

建设广播电视台网，接入用户12万户。

共有学员25人参加。
"""
RUN_IN = ("#### 健全工作机制\n\n全省", "健全工作机制。全省")
JOINED = ("12万户。\n\n共有", "12万户。共有")
LEVEL = "  - {level: 健全工作机制, to: 5, cause: layout, certainty: likely, reason: 试}\n"
BEFORE = "  - {heading: 人才概况, level: 3, before: 全省引进, cause: picture, certainty: likely, reason: 试}\n"
BETWEEN = "  - {heading: 学员概况, level: 3, before: 共有学员, cause: picture, certainty: likely, reason: 试}\n"


@pytest.fixture
def page(root: Path) -> Path:
    assert given(root) == []
    return root / "docs/x/other.md"


def given(root: Path, *corrections: str) -> list[str]:
    # That an editor deleted a stop is another matter.
    return [code for code in corrected(root, TEXT, *corrections) if code != "N128"]


def body(page: Path) -> str:
    return page.read_text("utf-8").split("---\n", 2)[2].strip()


@pytest.mark.parametrize("title", ["健全工作体制", "健全工作机制概况", "进一步健全工作机制"])
@pytest.mark.parametrize("mark", ["。", "，"])
def test_words_of_a_title_that_was_run_in_are_corrected_where_they_stand(
    root: Path, page: Path, title: str, mark: str
) -> None:
    edit(page, ("#### 健全工作机制\n\n全省", f"健全工作机制{mark}全省"))
    edited = page.read_text("utf-8")
    assert given(root, correct("健全工作机制", title)) == []
    assert page.read_text("utf-8") == edited.replace("健全工作机制", title)
    assert given(root) == []
    assert page.read_text("utf-8") == edited


MADE_TWO = [
    (RUN_IN, LEVEL, "###### 健全工作机制\n\n全省"),
    (RUN_IN, BEFORE, "#### 健全工作机制\n\n#### 人才概况\n\n全省"),
    (JOINED, BETWEEN, "12万户。\n\n#### 学员概况\n\n共有"),
]


@pytest.mark.parametrize("side", [Side.MINE, Side.THEIRS])
@pytest.mark.parametrize(("joined", "correction", "parted"), MADE_TWO)
def test_what_an_editor_made_one_and_a_correction_makes_two_is_asked(
    root: Path, page: Path, joined: tuple[str, str], correction: str, parted: str, side: Side
) -> None:
    edit(page, joined, ("320名", "三百二十名"), ("参加。", "参加"))
    edited = page.read_text("utf-8")
    assert given(root) == [], "that a title was run in says itself that it is none"
    assert given(root, correction) == ["E114"]
    assert page.read_text("utf-8") == edited
    settle(root, side)
    if side is Side.THEIRS:
        assert parted in body(page)
        assert "三百二十名" in body(page), "the editor's words stand"
        assert given(root, correction) == []
        return
    assert page.read_text("utf-8") == edited
    assert set(given(root, correction)) <= {"N110", "N107"}
    assert given(root) == []
    assert page.read_text("utf-8") == edited


def test_words_and_the_mark_behind_them_are_two_things(root: Path, page: Path) -> None:
    edit(page, ("各类高层次人才320名，连续", "各类高层次人才320名\n\n连续"))
    edited = page.read_text("utf-8")
    mended = correct("人才320名", "人才330名")
    assert given(root, mended) == []
    assert page.read_text("utf-8") == edited.replace("320", "330")
    assert given(root) == []
    assert page.read_text("utf-8") == edited
    assert given(root, correct("人才320名，连续", "人才320名；连续")) == ["E114"], "both changed the mark"


def test_a_mark_round_it_keeps_no_sentence_that_is_dropped(root: Path, page: Path) -> None:
    edit(page, ("12万户。\n\n共有学员25人参加。", "12万户；共有学员25人参加。"))
    edited = page.read_text("utf-8")
    drop = "  - {drop: 共有学员25人参加。, cause: layout, certainty: likely, reason: 试}\n"
    assert given(root, drop) == []
    assert "学员" not in body(page) and "接入用户12万户" in body(page)
    assert given(root) == []
    assert body(page).count("共有学员25人参加。") == body(page).count("接入用户12万户") == 1
    assert edited.count("学员") == 1


def test_bold_words_of_which_a_title_is_made_leave_no_sign_behind(root: Path, page: Path) -> None:
    edit(page, ("建设广播电视台网，接入用户12万户。", "**建设广播电视台网，接入用户12万户。** 运行良好。"))
    edited = page.read_text("utf-8")
    level = "  - {level: '建设广播电视台网', to: 4, cause: layout, certainty: likely, reason: 试}\n"
    assert given(root, level) == []
    text = body(page)
    assert "##### 建设广播电视台网\n\n" in text and "运行良好。" in text
    assert text.count("**") % 2 == 0 and not any(line.count("**") % 2 for line in text.split("\n"))
    assert given(root, level) == []
    assert edited.count("**") == 2


def test_two_paragraphs_that_begin_alike_are_parted_where_the_second_begins(root: Path) -> None:
    text = TEXT.replace("建设广播", "截至11月底，建设广播").replace("共有学员", "截至11月底，共有学员")
    between = BETWEEN.replace("before: 共有学员", "before: 截至11月底，共有学员")
    assert corrected(root, text) == []
    page = root / "docs/x/other.md"
    edit(page, ("12万户。\n\n截至", "12万户。截至"))
    assert corrected(root, text, between) == ["E114"]
    settle(root, Side.THEIRS)
    assert "截至11月底，建设广播电视台网，接入用户12万户。\n\n#### 学员概况\n\n截至11月底，共有学员25人参加。" in body(
        page
    )
    assert corrected(root, text, between) == []
