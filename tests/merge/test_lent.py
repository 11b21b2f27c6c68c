"""A sentence that an editor put into another paragraph, and what a correction of it or of what it left does."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from annals.model import Side
from tests.support.merge_stories import correct, corrected, drop, edit, move, settle

pytestmark = pytest.mark.usefixtures("made_once")

TEXT = """第一节 人才引进

青年科学家论坛在省会举行，十二个国家的代表参加会议。组织技术经纪人培训45期，结业学员2600名。

新认定重点实验室15家，总数达到96家。

第二节 人才培养

全省引进各类高层次人才320名，覆盖全部高新区。

获批新药3个，临床批件21件。
"""
FORUM, COURSES = "青年科学家论坛在省会举行，十二个国家的代表参加会议。", "组织技术经纪人培训45期，结业学员2600名。"
LABS, DRUGS = "新认定重点实验室15家，总数达到96家。", "获批新药3个，临床批件21件。"
LENT = [(COURSES, ""), (DRUGS, f"{DRUGS}{COURSES}")]


@pytest.fixture
def page(root: Path) -> Path:
    assert corrected(root, TEXT) == []
    return root / "docs/x/other.md"


def told(root: Path, *corrections: str) -> list[str]:
    return corrected(root, TEXT, *corrections)


def test_it_is_corrected_where_it_stands(root: Path, page: Path) -> None:
    edit(page, *LENT)
    assert told(root) == []
    edited = page.read_text("utf-8")
    corrections = [correct("45期", "46期"), correct("2600名", "2700名"), correct("3个", "4个")]
    for order in permutations(corrections):
        for count in (1, 2, 3, 2, 1):
            assert told(root, *order[:count]) == []
        assert told(root, *corrections) == []
        text = page.read_text("utf-8")
        assert f"\n\n{FORUM}\n\n" in text
        assert "新药4个，临床批件21件。组织技术经纪人培训46期，结业学员2700名。\n" in text
        assert told(root) == [] and page.read_text("utf-8") == edited


def test_it_is_dropped_where_it_stands(root: Path, page: Path) -> None:
    edit(page, *LENT)
    edited = page.read_text("utf-8")
    assert told(root, drop(COURSES)) == []
    assert page.read_text("utf-8") == edited.replace(COURSES, "")
    assert told(root) == [] and page.read_text("utf-8") == edited


def test_what_the_editor_mended_in_it_is_asked_about(root: Path, page: Path) -> None:
    edit(page, (COURSES, ""), (DRUGS, f"{DRUGS}{COURSES.replace('45', '五十')}"))
    edited = page.read_text("utf-8")
    assert told(root, correct("45期", "46期")) == ["E114"]
    settle(root, Side.MINE)
    assert page.read_text("utf-8") == edited


def test_the_rest_of_its_paragraph_comes_back_as_the_rest(root: Path, page: Path) -> None:
    """What has a sentence of it bears the name while nothing else is left; it is not what was dropped."""
    edit(page, (FORUM, ""), (DRUGS, f"{DRUGS}{FORUM}"))
    edited = page.read_text("utf-8")
    mended, dropped = correct("3个", "4个"), drop(COURSES)
    for corrections in ((mended,), (mended, dropped), (mended,)):
        assert told(root, *corrections) == []
    assert told(root) == [] and page.read_text("utf-8") == edited


def test_the_rest_stays_where_it_stands_when_what_was_parted_is_dropped(root: Path, page: Path) -> None:
    edit(page, (FORUM, ""), (LABS, f"{LABS}\n\n{FORUM}"))
    edited = page.read_text("utf-8")
    assert told(root, drop(FORUM)) == []
    assert page.read_text("utf-8") == edited.replace(f"\n\n{FORUM}", "")
    assert told(root) == [] and page.read_text("utf-8") == edited


def test_what_moves_behind_it_moves_back(root: Path, page: Path) -> None:
    edit(page, (FORUM, ""), (DRUGS, f"{DRUGS}{FORUM}"))
    edited = page.read_text("utf-8")
    assert told(root, move(LABS, DRUGS)) == []
    assert page.read_text("utf-8").rstrip().endswith(f"{DRUGS}{FORUM}\n\n{LABS}")
    assert told(root) == [] and page.read_text("utf-8") == edited


def test_a_mark_of_the_editors_and_words_that_are_taken_out_before_it_both_stand(root: Path, page: Path) -> None:
    edit(page, (f"{COURSES}\n\n{LABS}", f"{COURSES[:-1]}；{LABS}"))
    edited = page.read_text("utf-8")
    assert "E114" not in told(root, correct("，结业学员2600名", "''"))
    assert f"培训45期；{LABS}" in page.read_text("utf-8")
    assert told(root) == [] and page.read_text("utf-8") == edited


@pytest.mark.parametrize("taken", [f"，{FORUM.split('，')[1][:-1]}", FORUM])
def test_no_text_becomes_a_heading_with_the_machines_side(root: Path, page: Path, taken: str) -> None:
    """An editor made a heading of its beginning; the machine took the rest of the sentence out, or all of it."""
    edit(page, (FORUM, "\n\n#### 青年科学家论坛在省会举行\n\n十二个国家的代表参加会议。\n\n"))
    correction = drop(FORUM) if taken == FORUM else correct(taken, "''")
    assert told(root, correction) == ["E114"]
    settle(root, Side.THEIRS)
    assert told(root, correction) == []
    assert told(root) == []
    text = page.read_text("utf-8")
    assert "# 青年" not in text and text.count(FORUM) == 1
