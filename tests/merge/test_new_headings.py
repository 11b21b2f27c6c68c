"""A heading that an editor puts between two parts of a paragraph, in words of the second: a new one, no title that ran in."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.support.merge_stories import corrected, edit, process
from tests.support.stories import seed

TEXT = """第二章 创新人才

第一节 人才引进

集聚优质创新企业生态。举办“数创”主题论坛，聚焦元宇宙积极探索产业发展新领域。打造海外人才一站式服务中心，持续推进“山谷智谷”首席技术官联盟建设。

第二节 人才培养

全年举办各类培训班20期。
"""
LEVEL = "corrections:\n  - {level: 集聚优质创新企业生态。, to: 3, cause: layout, certainty: likely, reason: 试}\n"


@pytest.mark.parametrize("title", ["山谷智谷", "海外人才", "另一个题目"])
def test_the_title_before_it_becomes_one(root: Path, title: str) -> None:
    seed(root, text=TEXT, yml="year: 2019\n")
    assert process(root) == []
    page = root / "docs/x/other.md"
    parted = page.read_text("utf-8").replace("新领域。打造", f"新领域。\n\n#### {title}\n\n打造")
    page.write_text(parted, "utf-8")
    assert process(root) == []
    seed(root, text=TEXT, yml="year: 2019\n" + LEVEL)
    assert process(root) == []
    expected = parted.replace("集聚优质创新企业生态。举办", "#### 集聚优质创新企业生态。\n\n举办")
    assert page.read_text("utf-8") == expected
    seed(root, text=TEXT, yml="year: 2019\n")
    assert process(root) == []
    assert page.read_text("utf-8") == parted


PLACED = """第一节 人才引进

全省引进各类高层次人才320名，覆盖全部高新区。

建设广播电视台网，接入用户12万户。

共有学员25人参加。

成果拍卖会办了4届，十分热闹。

第二节 人才培养

结业的有2600名。

第三节 人才服务

设立服务站12个。

第四节 人才奖励

获奖的有26名。
"""
NETS, STUDENTS, FAIR = "建设广播电视台网，接入用户12万户。", "共有学员25人参加。", "成果拍卖会办了4届，十分热闹。"
SECTION = "## 第三节 人才服务\n\n设立服务站12个。"


def _given(root: Path, *corrections: str) -> list[str]:
    # Whether titles right below each other are in doubt is another matter.
    return [code for code in corrected(root, PLACED, *corrections) if code != "N111"]


def put_in(before: str) -> str:
    return f"  - {{heading: 总述, level: 3, before: {before}, cause: picture, certainty: likely, reason: 试}}\n"


@pytest.mark.parametrize(
    ("edits", "before"),
    [
        ([(f"{NETS}\n\n", ""), (FAIR, f"{FAIR}\n\n{NETS}")], NETS),
        ([(f"{NETS}\n\n", ""), ("2600名。", f"2600名。\n\n{NETS}")], NETS),
        ([(f"{NETS}\n\n{STUDENTS}\n\n", ""), ("2600名。", f"2600名。\n\n{NETS}\n\n{STUDENTS}")], STUDENTS),
        ([(f"{SECTION}\n\n", ""), ("## 第一节", f"{SECTION}\n\n## 第一节")], "人才服务"),
        ([(f"{SECTION}\n\n", ""), ("26名。", f"26名。\n\n{SECTION}")], "设立服务站12个。"),
    ],
    ids=["down", "another section", "two", "a section up", "its text"],
)
def test_a_heading_put_in_stands_over_the_block_before_which_it_was_put(
    root: Path, edits: list[tuple[str, str]], before: str
) -> None:
    given = partial(_given, root)
    assert given() == []
    page = root / "docs/x/other.md"
    edit(page, *edits)
    assert given() == []
    edited = page.read_text("utf-8")
    assert given(put_in(before)) == []
    lines = page.read_text("utf-8").split("\n")
    at = next(at for at, line in enumerate(lines) if line.endswith(" 总述"))
    assert before in lines[at + 2]
    assert "\n".join([*lines[:at], *lines[at + 2 :]]) == edited
    assert given(put_in(before)) == []
    assert given() == [] and page.read_text("utf-8") == edited


def test_a_heading_put_in_before_what_an_editor_took_out_stands_over_nothing_else(root: Path) -> None:
    given = partial(_given, root)
    assert given() == []
    page = root / "docs/x/other.md"
    edit(page, (f"{NETS}\n\n", ""))
    edited = page.read_text("utf-8")
    for _ in range(2):
        assert given(put_in(NETS)) == ["N110"]
        assert page.read_text("utf-8") == edited
    assert given() == [] and page.read_text("utf-8") == edited
