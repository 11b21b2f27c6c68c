"""What a correction dropped comes back where an editor had put it, and a box that an editor undid does not."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.support.merge_stories import box, correct, corrected, drop, edit

PLACED = """第一节 人才引进

全省引进各类高层次人才320名，覆盖全部高新区。

建设广播电视台网，接入用户12万户。

共有学员25人参加。

成果拍卖会办了4届，十分热闹。

第二节 人才培养

结业的有2600名。
"""
GONE = "建设广播电视台网，接入用户12万户。"
OUT = (f"\n\n{GONE}", "")


@pytest.mark.parametrize(
    "edits",
    [
        [OUT, ("十分热闹。", f"十分热闹。\n\n{GONE}")],
        [OUT, ("2600名。", f"2600名。\n\n{GONE}")],
        [OUT, ("十分热闹。", f"十分热闹。\n\n> **编者注** 甲。\n\n{GONE}")],
        [(GONE, f"- {GONE}")],
        [(GONE, f"### {GONE}")],
        [
            (
                f"{GONE}\n\n共有学员25人参加。",
                f'<div class="box" markdown="1">\n\n{GONE}\n\n共有学员25人参加。\n\n</div>',
            )
        ],
    ],
    ids=["down", "another section", "behind a note", "item", "heading", "box"],
)
def test_what_an_editor_put_elsewhere_and_a_correction_dropped_comes_back_where_it_was(
    root: Path, edits: list[tuple[str, str]]
) -> None:
    given = partial(corrected, root, PLACED)

    assert given() == []
    page = root / "docs/x/other.md"
    edit(page, *edits)
    edited = page.read_text("utf-8")
    for _ in range(2):
        assert given(drop(GONE)) == []
        assert GONE not in page.read_text("utf-8")
        assert given(drop(GONE), correct("320名", "330名")) == []
        assert given(drop(GONE)) == []
        assert given() == []
        assert page.read_text("utf-8") == edited
    assert given() == []
    assert '"kept"' not in (root / "seeds/.base/x.jsonl").read_text("utf-8")


BOXED = """第一节 人才引进

全省引进各类高层次人才320名，覆盖全部高新区。

专栏 成果拍卖会

成果拍卖会办了4届，十分热闹。

共有学员25人参加。

第二节 人才培养

结业的有2600名。
"""


def test_a_box_that_an_editor_undid_stays_undone_wherever_a_correction_has_it_end(root: Path) -> None:
    given = partial(corrected, root, BOXED)

    long, short = box("专栏 成果拍卖会", "共有学员25人参加。"), box("专栏 成果拍卖会", "十分热闹。")
    assert given(long) == []
    page = root / "docs/x/other.md"
    edit(page, ('<div class="box" markdown="1">\n\n', ""), ("\n\n</div>", ""))
    edited = page.read_text("utf-8")
    for correction in (short, long, short):
        assert given(correction) == ["N110"]
        assert page.read_text("utf-8") == edited


BEHIND = (GONE, f"{GONE}\n\n> **编者注** 甲。\n\n编者加的一段。")
LAST_TWO = f"{GONE}\n\n共有学员25人参加。"
ITEMS = """第一节 人才引进

全省引进各类高层次人才320名，覆盖全部高新区。

建设广播电视台网，接入用户12万户。

共有学员25人参加。

新认定重点实验室15家，总数达到96家。

- 成果拍卖会
- 技术交易会
- 人才交流会

第二节 人才培养

培训情况良好，主要内容如下：

- 32个国家和地区
- 12个国际科技组织
- 300余位嘉宾

第三节 成果拍卖

成果拍卖会办了4届，十分热闹。

结业的有2600名。
"""


@pytest.mark.parametrize(
    ("edits", "drops"),
    [
        ([BEHIND], [GONE]),
        ([(LAST_TWO, f"{LAST_TWO}\n\n> **编者注** 甲。\n\n编者加的一段。")], [GONE, "共有学员25人参加。"]),
        ([BEHIND, ("25人参加。", "25人参加。\n\n编者又加的一段。")], [GONE, "共有学员25人参加。"]),
    ],
    ids=["one", "two", "behind each"],
)
def test_what_an_editor_wrote_behind_what_comes_back_stays_behind_it(
    root: Path, edits: list[tuple[str, str]], drops: list[str]
) -> None:
    given = partial(corrected, root, PLACED)
    assert given() == []
    page = root / "docs/x/other.md"
    edit(page, *edits)
    edited = page.read_text("utf-8")
    all_of_them = [drop(text) for text in drops]
    for first in all_of_them:
        assert given(*all_of_them) == []
        assert given(first) == [] and given() == []
        assert page.read_text("utf-8") == edited


@pytest.mark.parametrize("item", ["32个国家和地区", "12个国际科技组织", "300余位嘉宾"])
@pytest.mark.parametrize("up", [True, False], ids=["up", "down"])
def test_what_a_correction_dropped_comes_back_into_the_section_that_an_editor_moved(
    root: Path, item: str, up: bool
) -> None:
    given = partial(corrected, root, ITEMS)
    assert given() == []
    page = root / "docs/x/other.md"
    first, second, third = page.read_text("utf-8").split("## ")[-3:]
    if up:
        edit(page, (f"{first}## {second}", f"{second}## {first}"))
    else:
        edit(page, (f"{second}## {third}", f"{third}\n## {second.rstrip()}\n"))
    assert given() == []
    edited = page.read_text("utf-8")
    for _ in range(2):
        assert given(drop(item)) == [] and item not in page.read_text("utf-8")
        assert given() == [] and page.read_text("utf-8") == edited


@pytest.mark.parametrize("gone", ["共有学员25人参加。", "成果拍卖会办了4届，十分热闹。"])
def test_a_box_that_an_editor_undid_is_none_round_what_was_made_one_in_it(root: Path, gone: str) -> None:
    given = partial(corrected, root, BOXED)
    boxed = box("专栏 成果拍卖会", "共有学员25人参加。")
    assert given(boxed) == []
    page = root / "docs/x/other.md"
    edit(page, ('<div class="box" markdown="1">\n\n', ""), ("\n\n</div>", ""), ("热闹。\n\n共有", "热闹。共有"))
    edited = page.read_text("utf-8")
    for _ in range(2):
        given(boxed, drop(gone))
        assert gone not in page.read_text("utf-8") and "<div" not in page.read_text("utf-8")
        given(boxed)
        assert page.read_text("utf-8") == edited
