"""Both sides part, join or retitle a paragraph: form goes with the text, and what is alike is no conflict."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.merge_stories import corrected, corrections, edit, process
from tests.support.stories import cli, seed, snapshot

RUN_IN = """第二章 创新人才

第一节 重大项目

1. 集成电路。支持集成电路项目6项，经费共计1200万元，建成试验线2条。

2. 药物创制. 支持药物创制项目8项，经费共计1600万元，获批新药3个。

3. 新能源。支持新能源项目5项，经费共计900万元，示范装机30兆瓦。
"""
YEAR = "year: 2019\n"
BODY = "支持药物创制项目8项，经费共计1600万元，获批新药3个。"
STOP = ("药物创制.", "药物创制。")
"""The correction by which the program sees a heading."""


@pytest.fixture
def run_in(root: Path) -> Path:
    """The page of a report whose headings run in, but for one that a wrong stop hides."""
    seed(root, text=RUN_IN, yml=YEAR)
    assert process(root) == []
    page = root / "docs" / "x" / "other.md"
    assert f"\n2\\. 药物创制. {BODY}\n" in page.read_text("utf-8")
    return page


def blocks(page: Path) -> list[str]:
    return page.read_text("utf-8").rstrip("\n").split("\n\n")[1:]


def settled(root: Path, *told: str) -> None:
    before = snapshot(root)
    assert [problem.code for problem in process(root)] == list(told)
    assert snapshot(root) == before, "a second run writes something"


def test_a_heading_that_both_make_is_one(root: Path, run_in: Path) -> None:
    edit(run_in, (f"2\\. 药物创制. {BODY}", f"## 2. 药物创制\n\n{BODY}"))
    edited = blocks(run_in)
    seed(root, text=RUN_IN, yml=YEAR + corrections(STOP))
    assert process(root) == []
    assert blocks(run_in) == edited, "the editor's wording stands, once"
    settled(root)


@pytest.mark.parametrize(("old", "new"), [("8项，", "八项，"), ("新药3个", "新药4个")])
def test_a_heading_that_both_make_above_a_mended_word(root: Path, run_in: Path, old: str, new: str) -> None:
    edit(run_in, (f"2\\. 药物创制. {BODY}", f"## 2. 药物创制\n\n{BODY.replace(old, new)}"))
    edited = blocks(run_in)
    seed(root, text=RUN_IN, yml=YEAR + corrections(STOP))
    assert process(root) == []
    assert blocks(run_in) == edited
    settled(root)


def test_the_programs_heading_goes_to_an_edited_paragraph(root: Path, run_in: Path) -> None:
    edit(run_in, ("获批新药3个", "获批新药4个"))
    seed(root, text=RUN_IN, yml=YEAR + corrections(STOP))
    assert process(root) == []
    assert "\n\n#### 2. 药物创制。\n\n" + BODY.replace("3个", "4个") in run_in.read_text("utf-8").replace("2\\.", "2.")
    settled(root)


@pytest.mark.parametrize("side", ["--mine", "--theirs"])
def test_a_choice_turns_no_text_into_a_heading(root: Path, run_in: Path, side: str) -> None:
    edit(run_in, (f"2\\. 药物创制. {BODY}", f"## 2. 药物创造\n\n{BODY.replace('8项', '九项')}"))
    seed(root, text=RUN_IN, yml=YEAR + corrections(STOP, ("支持药物创制项目8项", "支持药物创制项目7项")))
    assert {problem.code for problem in process(root)} == {"E114"}
    assert cli(root, "resolve", "x/other.md", side).returncode == 0
    found = blocks(run_in)
    at = next(n for n, block in enumerate(found) if "药物创" in block and block.startswith("#"))
    title, body = ("药物创造", "九项") if side == "--mine" else ("药物创制。", "7项")
    assert found[at].endswith(title) and body in found[at + 1] and not found[at + 1].startswith("#")
    assert sum("经费共计1600万元" in block for block in found) == 1
    assert sum("药物创" in block and block.startswith("#") for block in found) == 1
    settled(root, *(["N110"] if side == "--mine" else []))


PARTED = """第二章 创新人才

第一节 人才引进

全省引进各类高层次人才320名，其中从海外归国的人员占三成，以生物医药、集成电路、人工智能领域为主，
各设区市另设博士后工作站12个，覆盖全部高新区，并为引进人才提供住房、子女入学等服务。
"""
FIRST, SECOND = (
    "全省引进各类高层次人才320名，其中从海外归国的人员占三成，以生物医药、集成电路、人工智能领域为主，",
    "各设区市另设博士后工作站12个，覆盖全部高新区，并为引进人才提供住房、子女入学等服务。",
)
ENDS = ("领域为主，", "领域为主。")


@pytest.mark.parametrize(
    ("old", "new"), [("占三成", "约占三成"), ("覆盖全部", "遍及全部"), ("各设区市", "各市"), ("全省引进", "引进")]
)
def test_both_part_alike_and_the_editor_mends_a_word(root: Path, old: str, new: str) -> None:
    seed(root, text=PARTED, yml=YEAR)
    assert process(root) == []
    page = root / "docs" / "x" / "other.md"
    edit(page, (FIRST + SECOND, f"{FIRST[:-1]}。\n\n{SECOND}"), (old, new))
    edited = blocks(page)
    seed(root, text=PARTED, yml=YEAR + corrections(ENDS))
    assert process(root) == []
    assert blocks(page) == edited
    settled(root)


ITEMS = """第二章 创新人才

第一节 某展会

- 展览面积35000平方米
- 参展企业958家，其中外地的过半
- 达成合作意向535项
"""


@pytest.mark.parametrize("mark", ["，", "；"])
def test_an_item_that_goes_takes_the_mark_along_that_an_editor_joined_it_with(root: Path, mark: str) -> None:
    seed(root, text=ITEMS, yml=YEAR)
    assert process(root) == []
    page = root / "docs" / "x" / "other.md"
    edit(page, ("平方米\n- 参展", f"平方米{mark}参展"))
    seed(
        root,
        text=ITEMS,
        yml=YEAR + "corrections:\n  - {drop: 展览面积35000平方米, cause: layout, certainty: certain, reason: 试}\n",
    )
    assert process(root) == []
    assert blocks(page)[-1] == "- 参展企业958家，其中外地的过半\n- 达成合作意向535项"
    settled(root)


HALVES = """第二章 创新人才

第一节 某某展会

连续举办4届成果拍卖会，打造技术交易、作价入股等多种方式的成果转化平台。

第二节 人才培养

全年举办培训班45期，学员反映良好。
"""
ONE, TWO = "连续举办4届成果拍卖会", "打造技术交易、作价入股等多种方式的成果转化平台。"


@pytest.mark.parametrize("moved", [False, True])
@pytest.mark.parametrize("made", [f"#### {ONE}", f"{ONE}。"])
def test_half_a_sentence_is_corrected_wherever_the_other_half_stands(root: Path, made: str, moved: bool) -> None:
    seed(root, text=HALVES, yml=YEAR)
    assert process(root) == []
    page = root / "docs" / "x" / "other.md"
    edit(page, (f"{ONE}，{TWO}", TWO if moved else f"{made}\n\n{TWO}"))
    if moved:
        page.write_text(page.read_text("utf-8") + f"\n{made}\n", "utf-8")
    edited = page.read_text("utf-8")
    seed(root, text=HALVES, yml=YEAR + corrections(("作价入股", "技术入股")))
    assert process(root) == []
    assert page.read_text("utf-8") == edited.replace("作价入股", "技术入股")
    settled(root)
    seed(root, text=HALVES, yml=YEAR)
    assert process(root) == []
    assert page.read_text("utf-8") == edited


MADE_TEXT = """第一节 人才引进

培训情况良好，主要内容如下：

- 32个国家和地区
- 12个国际科技组织
- 300余位嘉宾

结业的有2600名。
"""


@pytest.mark.parametrize("drop", ["32个国家和地区", "12个国际科技组织", "300余位嘉宾"])
def test_what_is_left_of_items_that_an_editor_made_a_paragraph_is_one(root: Path, drop: str) -> None:
    assert corrected(root, MADE_TEXT) == []
    page = root / "docs/x/other.md"
    edit(
        page,
        ("\n- 32个国家和地区\n- 12个国际科技组织\n- 300余", "\n32个国家和地区。12个国际科技组织。300余"),
        ("嘉宾", "嘉宾。"),
    )
    edited = page.read_text("utf-8")
    assert corrected(root, MADE_TEXT, f"  - {{drop: {drop}, cause: layout, certainty: likely, reason: 试}}\n") == []
    assert page.read_text("utf-8") == edited.replace(f"{drop}。", "")
    assert corrected(root, MADE_TEXT) == [] and page.read_text("utf-8") == edited
