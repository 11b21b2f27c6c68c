"""What an editor joined, parted or put elsewhere stands so again when corrections of the same sentences are taken back, in whatever
order they came and go."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from annals.model import Side
from tests.support.merge_stories import box, correct, corrected_for_good, drop, edit, level, move, settle

pytestmark = pytest.mark.usefixtures("made_once")

TEXT = """第一节 人才引进

全省引进各类高层次人才320名，覆盖全部高新区。建设广播电视台网，接入用户12万户，运行情况良好。

共有学员25人参加。

- 32个国家和地区
- 12个国际科技组织
- 300余位嘉宾（境外嘉宾比例达40%）

### 健全工作机制

成果拍卖会办了4届，十分热闹。

新认定重点实验室15家，总数达到96家。

第二节 人才培养

结业的有2600名。
"""
HALF, REST = "接入用户12万户，运行情况良好。", "建设广播电视台网，"
NETS = REST + HALF
FAIR, LABS = "成果拍卖会办了4届，十分热闹。", "新认定重点实验室15家，总数达到96家。"


BOX = box("健全工作机制", "总数达到96家。")
LEVEL = level("全省引进各类高层次人才320名，覆盖全部高新区", 4)
LIST = ("\n- 32个国家和地区\n- 12个国际科技组织\n- 300余", "\n32个国家和地区，12个国际科技组织，300余")
STORIES = {
    "half elsewhere": ([(HALF, ""), ("2600名。", f"2600名。\n\n{HALF}")], [drop(HALF)]),
    "half in another": ([(NETS, ""), ("2600名。", f"2600名。{NETS}")], [drop(NETS), correct("320名", "330名")]),
    "first of items": ([LIST], [drop("32个国家和地区"), correct("12个国际", "13个国际")]),
    "midst of items": ([LIST], [drop("12个国际科技组织"), correct("300余位", "400余位")]),
    "last of items": ([LIST], [drop("300余位嘉宾（境外嘉宾比例达40%）"), correct("32个", "33个")]),
    "parted": (
        [(NETS, f"\n\n{NETS}")],
        [drop("全省引进各类高层次人才320名，覆盖全部高新区。"), correct("12万", "13万")],
    ),
    "parted elsewhere": ([(NETS, ""), ("2600名。", f"2600名。\n\n{NETS}")], [LEVEL, correct("12万", "13万")]),
    "item with a mark": ([("- 12个国际科技组织\n", "\n12个国际科技组织。\n\n")], [drop("12个国际科技组织")]),
    "out of a box": ([(f"\n\n{LABS}", ""), ("2600名。", f"2600名。\n\n{LABS}")], [BOX]),
    "into a box": ([("共有学员25人参加。\n\n", ""), (FAIR, f"{FAIR}\n\n共有学员25人参加。")], [BOX]),
    "a title run in": ([("### 健全工作机制\n\n成果", "健全工作机制。成果")], [BOX, correct("4届", "5届")]),
}
"""What an editor does, and what corrections do on the same sentences, none of which is a matter to ask about."""


@pytest.fixture
def page(root: Path) -> Path:
    assert given(root) == []
    return root / "docs/x/other.md"


def given(root: Path, *corrections: str) -> list[str]:
    found = corrected_for_good(root, TEXT, *corrections)
    # That nothing is below a heading any more, who ran it in or moved that away knows.
    return [code for code in found if code != "N107"]


@pytest.mark.parametrize("name", STORIES)
def test_what_corrections_did_is_undone_in_any_order(root: Path, page: Path, name: str) -> None:
    edits, corrections = STORIES[name]
    edit(page, *edits)
    assert given(root) == []
    edited = page.read_text("utf-8")
    idle = ["N110"] if name == "out of a box" else []
    for order in permutations(corrections):
        for count in range(1, len(order) + 1):
            assert given(root, *(one for one in corrections if one in order[:count])) == idle
            assert page.read_text("utf-8") != edited
        for count in range(1, len(order)):
            assert given(root, *(one for one in corrections if one in order[count:])) == idle
        assert given(root) == []
        assert page.read_text("utf-8") == edited
    # Out of the box that the program undoes, too: both did the same.
    assert name == "out of a box" or '"earlier"' not in (root / "seeds/.base/x.jsonl").read_text("utf-8")


def test_a_box_that_the_program_makes_is_one(root: Path, page: Path) -> None:
    for edits in ([STORIES["out of a box"][0]], [STORIES["into a box"][0]]):
        raw = page.read_text("utf-8")
        edit(page, *edits[0])
        given(root)
        given(root, BOX)
        assert page.read_text("utf-8").count("<div") == 1
        given(root)
        page.write_text(raw, "utf-8")
        assert given(root) == []


JOINED, RUN_IN = (f"{FAIR}\n\n{LABS}", f"{FAIR}{LABS}"), ("### 健全工作机制\n\n成果", "健全工作机制。成果")


@pytest.mark.parametrize("side", [Side.MINE, Side.THEIRS])
@pytest.mark.parametrize(("joined", "half"), [(JOINED, FAIR), (JOINED, LABS), (RUN_IN, FAIR), (RUN_IN, "健全工作机制")])
def test_the_move_of_half_of_what_an_editor_made_one_is_asked(
    root: Path, page: Path, joined: tuple[str, str], half: str, side: Side
) -> None:
    edit(page, joined)
    edited = page.read_text("utf-8")
    assert given(root, move(half, "2600名。")) == ["E114"]
    assert page.read_text("utf-8") == edited
    settle(root, side)
    assert given(root, move(half, "2600名。")) == (["N110"] if side is Side.MINE else [])
    text = page.read_text("utf-8")
    if side is Side.MINE:
        assert text == edited
        assert given(root) == [] and page.read_text("utf-8") == edited
        return
    assert text.rstrip().endswith(half) and all(text.count(one) == 1 for one in (FAIR, LABS, "健全工作机制"))


def test_all_of_what_an_editor_made_one_is_moved_without_a_question(root: Path, page: Path) -> None:
    edit(page, JOINED)
    edited = page.read_text("utf-8")
    assert given(root, move(FAIR, "2600名。", LABS)) == []
    assert page.read_text("utf-8").rstrip().endswith(f"2600名。\n\n{FAIR}{LABS}")
    assert given(root) == [] and page.read_text("utf-8") == edited


def test_what_was_decided_of_one_item_is_asked_of_no_other(root: Path, page: Path) -> None:
    """An item in whose words the editor mended one is found among those that were made one."""
    edit(page, LIST, ("12个国际", "12家国际"))
    edited = page.read_text("utf-8")
    first, second, third = correct("12个国际", "13个国际"), correct("300余位", "400余位"), correct("32个国", "33个国")
    assert given(root, first) == ["E114"]
    settle(root, Side.MINE)
    assert given(root, first, second, third) == ["N110"]
    assert page.read_text("utf-8") == edited.replace("300余", "400余").replace("32个", "33个")
    assert given(root, first) == ["N110"] and page.read_text("utf-8") == edited
    assert given(root) == [] and page.read_text("utf-8") == edited


def test_a_wording_that_was_refused_is_not_asked_about_again_after_another(root: Path, page: Path) -> None:
    edit(page, ("25人参加", "25人出席"))
    wordings = [correct("25人参加", f"25人{word}") for word in ("与会", "到会")]
    for wording in wordings:
        assert given(root, wording) == ["E114"], "another wording is another question"
        settle(root, Side.MINE)
    for wording in (*wordings, *wordings):
        assert given(root, wording) == ["N110"]
    assert given(root) == [] and "25人出席" in page.read_text("utf-8")


def test_lines_that_were_no_text_may_be_an_item_where_one_comes_back_before_them(root: Path, page: Path) -> None:
    """Indented below a paragraph it is code, which no page may have; below an item it is one of the next level."""
    title = level("32个国家和地区", 4)
    given(root, title)
    edit(page, ("\n- 12个", "\n    - 12个"))
    assert "E251" in given(root, title)
    assert given(root) == []
    text = page.read_text("utf-8")
    assert "\n- 32个国家和地区\n" in text and text.count("12个") == 1 and "\n    - 12个国际科技组织\n" in text
