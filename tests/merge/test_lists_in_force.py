"""What the lists of an edition tell of corrections and rules is true of its pages, whatever an editor made of the paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest

from annals.edition.ingesting import ingest
from annals.model import Side
from tests.support.in_force import TEXT, YEAR, begun, lists, yml
from tests.support.merge_stories import edit, process, settle
from tests.support.stories import seed


@pytest.fixture
def page(root: Path) -> Path:
    return begun(root, TEXT)


LINED = """第一节 概述

全省打造“大港”科技创新功能策源区，主题：低碳,全球创新。

--------

》》 专栏的标题

专栏里的第一段话，说明各地的情况。

专栏里的第二段话，说明各地的经费。

专栏里的第三段话，说明各地的人员。

--------

专栏之后又有一段话，说明今后的打算。
"""


def lined(root: Path, *corrections: str) -> None:
    lines = (f"  - {{{one}, cause: slip, certainty: likely, reason: 试}}\n" for one in corrections)
    seed(root, text=LINED, yml=YEAR + ("corrections:\n" + "".join(lines) if corrections else ""))


@pytest.mark.parametrize(
    ("mine", "replaced", "by", "expected"),
    [
        # By another wording on the page; what differs is told with the raw words, which the correction had changed.
        ("科技创新策源区", "科技创新功能策源区", "科技创新策源功能区", [("新功能", "新")]),
        ("科技创新功能的策源区", "科技创新功能策源区", "科技创新策源功能区", [("能", "能的")]),
        ("科技创新功能起源区", "科技创新功能策源区", "科技创新策源功能区", [("策", "起")]),
    ],
)
def test_what_was_settled_for_the_editor_is_held_against_the_raw_words(
    root: Path, mine: str, replaced: str, by: str, expected: list[tuple[str, str]]
) -> None:
    lined(root)
    process(root)
    page = root / "docs" / "x" / "other.md"
    edit(page, ("科技创新功能策源区", "科技创新某某策源区"))
    process(root)
    lined(root, f"replace: {replaced}, with: {by}")
    assert [problem.code for problem in process(root)] == ["E114"]
    edit(page, ("科技创新某某策源区", mine))
    process(root)
    assert mine in page.read_text("utf-8")
    assert lists(root) == (expected, [], [replaced])
    # The raw words themselves: nothing was mended.
    edit(page, (mine, "科技创新功能策源区"))
    process(root)
    assert lists(root) == ([], [], [replaced])


def test_words_taken_out_that_stand_on_the_page_are_not_told(root: Path) -> None:
    lined(root, "replace: “大港”科技, with: 大港科技")
    process(root)
    assert lists(root)[1:] == (["“大港”科技"], [])
    edit(root / "docs" / "x" / "other.md", ("打造大港科技", "打造“大港”科技"))
    process(root)
    assert lists(root) == ([], [], ["“大港”科技"])


def test_what_a_rule_did_beside_is_not_the_editors(root: Path) -> None:
    lined(root)
    process(root)
    edit(root / "docs" / "x" / "other.md", ("低碳，全球", "低碳，“全球”"))
    process(root)
    assert all("," not in old for old, _ in lists(root)[0]) and len(lists(root)[0]) == 2
    edit(root / "docs" / "x" / "other.md", ("“全球”", "**“全球”**的"))
    process(root)
    assert lists(root)[0] == []


def test_a_box_that_ends_elsewhere_on_the_page_is_not_told(root: Path) -> None:
    lined(root, "box: 专栏的标题, through: 各地的人员。")
    process(root)
    page = root / "docs" / "x" / "other.md"
    assert lists(root)[1:] == (["专栏的标题"], [])
    before = page.read_text("utf-8")
    for moved in (
        (("</div>\n\n", ""), ("各地的经费。", "各地的经费。\n\n</div>")),
        (
            ("</div>\n\n", ""),
            ("今后的打算。", "今后的打算。\n\n</div>"),
        ),
    ):
        page.write_text(before, "utf-8")
        edit(page, *moved)
        process(root)
        assert lists(root)[1:] == ([], ["专栏的标题"])
    page.write_text(before.replace("专栏里的第三段话，说明各地的人员。\n\n", ""), "utf-8")
    process(root)
    assert lists(root)[1:] == (["专栏的标题"], [])


def test_what_was_moved_behind_a_block_that_an_editor_joined_with_the_next_is_told(root: Path, page: Path) -> None:
    """It stands behind both; what an editor puts before them is where no correction wants it."""
    edit(page, ("全部高新区。\n\n各地", "全部高新区。各地"))
    process(root)
    moved = "放错的一段文字，应在第一节的末尾。"
    move = "move: 放错的一段文字, after: 覆盖全部高新区。, cause: slip, certainty: likely, reason: move"
    seed(root, text=TEXT, yml=YEAR + f"corrections:\n  - {{{move}}}\n")
    assert process(root) == []
    body = page.read_text("utf-8")
    assert body.index("各地落实配套") < body.index(moved) < body.index("页脚的文字")
    assert lists(root)[1:] == (["放错的一段文字"], [])
    edit(page, (f"\n{moved}\n", ""), ("全省引进各类", f"{moved}\n\n全省引进各类"))
    process(root)
    assert lists(root)[1:] == ([], ["放错的一段文字"])


@pytest.mark.parametrize("first", ["专栏里的第二段话", "专栏里的第三段话"])
def test_a_box_of_an_editors_that_one_of_a_correction_crosses_stands_alone(root: Path, first: str) -> None:
    """Before, while and after it is asked for: half of a box is none, and the editor's is not the one that is withdrawn."""
    lined(root)
    process(root)
    page = root / "docs" / "x" / "other.md"
    edit(page, (first, f'<div class="box" markdown="1">\n\n{first}'), ("今后的打算。", "今后的打算。\n\n</div>"))
    process(root)
    before = page.read_text("utf-8")
    for _ in range(2):
        lined(root, "box: 专栏的标题, through: 各地的人员。")
        for _ in range(2):
            assert [problem.code for problem in process(root)] == ["N110"]
            assert page.read_text("utf-8") == before
        assert lists(root)[1:] == ([], ["专栏的标题"])
        lined(root)
        assert process(root) == [] and page.read_text("utf-8") == before


def test_a_heading_put_in_and_given_another_title_is_told_with_that(root: Path, page: Path) -> None:
    seed(root, text=TEXT, yml=yml("heading"))
    process(root)
    edit(page, ("#### 补上的标题", "#### 补上的题"))
    process(root)
    assert lists(root) == ([], ["补上的题"], [])
    edit(page, ("#### 补上的题", "补上的标题"))
    process(root)
    assert lists(root)[1] == []


@pytest.mark.parametrize("whole", [True, False])
def test_a_move_of_all_that_an_editor_joined_is_told_and_both_addresses_are_there(root: Path, whole: bool) -> None:
    """Without a full stop before the joint: the editor puts one there. Of the move of one half the editor is asked."""
    text = TEXT.replace(
        "\n第二节 人才培养",
        "\n各设区市推出科技创新贷等多种专属的科技贷款产品，试点跨区域的联合授信\n\n推动发行专项债券，累计发行61单，融资金额374亿元，占同期发行总额的一成\n\n第二节 人才培养",
    )
    seed(root, text=text, yml=YEAR)
    process(root)
    page = root / "docs" / "x" / "other.md"
    edit(page, ("联合授信\n\n推动", "联合授信。推动"))
    process(root)
    (first, second) = (
        f"l{number}" for number, line in enumerate(text.split("\n"), 1) if line.startswith(("各设区市推", "推动"))
    )
    end = "占同期发行总额的一成" if whole else "联合授信"
    move = f"  - {{move: 各设区市推出科技创新贷, through: {end}, after: 学员反映良好, cause: slip, certainty: likely, reason: 试}}\n"
    seed(root, text=text, yml=YEAR + "corrections:\n" + move)
    assert [problem.code for problem in process(root)] == ([] if whole else ["E114"])
    settle(root, Side.MINE)
    index = ingest(root).edition.reports[0].index
    for name in (first, second):
        placed = index.find(name)
        assert placed is not None and placed.text.startswith("各设区市推出") and "374亿元" in placed.text
    body = page.read_text("utf-8")
    assert (body.index("学员反映良好") < body.index("联合授信")) is whole
    told = ["各设区市推出科技创新贷"]
    assert lists(root)[1:] == ((told, []) if whole else ([], told))


TABLE = "第一章 园区\n\n| 园区 | 企业 |\n|---|---|\n| 甲园区 | 118 |\n| 乙园区 | 120 |\n\n以上是各园区的企业数。\n"


@pytest.mark.parametrize(("settled", "holds"), [("122", False), ("121", True)])
def test_a_figure_of_a_table_that_an_editor_settled_is_told_as_it_stands(root: Path, settled: str, holds: bool) -> None:
    seed(root, text=TABLE, yml=YEAR)
    process(root)
    page = next((root / "docs" / "x").glob("*.md"))
    edit(page, ("| 120 |", "| 125 |"))
    seed(
        root,
        text=TABLE,
        yml=YEAR + 'corrections:\n  - {replace: "120", with: "121", cause: slip, certainty: likely, reason: 数}\n',
    )
    assert "E114" in [problem.code for problem in process(root)]
    edit(page, ("| 125 |", f"| {settled} |"))
    process(root)
    assert f"| {settled} |" in page.read_text("utf-8")
    assert lists(root)[1:] == ((["120"], []) if holds else ([], ["120"]))
