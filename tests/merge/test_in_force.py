"""What is told of corrections is true of the text as published, whatever an editor made of the paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest

from annals.edition.ingesting import ingest
from annals.model import MOVED_CODE, Report, Side
from tests.support.merge_stories import edit, process, settle
from tests.support.stories import seed

TEXT = """第二章 创新人才

第一节 人才引进

### 各类人员的办公场所

全省引进各类高层次人才320名，其中从海外归国的人员占三成。各设区市另设博士后工作站12个，覆盖全部高新区。

各地落实配套经费共计1200万元，全部用于住房补贴。

页脚的文字在这里印着

第二节 人才培养

全年举办培训班45期，学员反映良好。结业的学员共有2600名。

放错的一段文字，应在第一节的末尾。
"""
YEAR = "year: 2019\n"
GIVEN = {
    "word": "replace: 海外归国的人员占三成, with: 海外归国的人员占四成",
    "count": "replace: 工作站12个, with: 工作站13个",
    "gone": "replace: 学员反映良好, with: 反映良好",
    "drop": "drop: 页脚的文字在这里印着",
    "level": "level: 各类人员的办公场所, to: 4",
    "move": "move: 放错的一段文字, after: 全部用于住房补贴。",
    "heading": "heading: 补上的标题, level: 3, before: 各地落实配套经费",
    "doubt": "flag: 共有2600名",
}


def yml(*names: str) -> str:
    doubt = {"doubt": "doubtful"}
    lines = (
        f"  - {{{GIVEN[name]}, cause: slip, certainty: {doubt.get(name, 'likely')}, reason: {name}}}\n"
        for name in names
    )
    return YEAR + "corrections:\n" + "".join(lines)


@pytest.fixture
def page(root: Path) -> Path:
    seed(root, text=TEXT, yml=YEAR)
    assert process(root) == []
    return root / "docs" / "x" / "other.md"


def published(root: Path) -> tuple[Report, list[str], dict[str, str]]:
    """The report, the corrections that are told, and what is marked, by the reason of the correction."""
    found = ingest(root)
    (report,) = found.edition.reports
    told = [applied.correction.reason for applied in report.corrections]
    idle = len([problem for problem in found.problems if problem.code == "N110"])
    # What waits is neither told nor idle: tests/merge/test_still_true.py.
    assert found.conflicts or idle == len(given(root)) - len(told)
    placed = report.index.placed
    marked = {c.reason: placed[name].text[c.start : c.end] for name, some in report.changes.items() for c in some}
    return report, told, marked


def given(root: Path) -> list[str]:
    return [line for line in (root / "seeds" / "x.yml").read_text("utf-8").split("\n") if line.startswith("  - ")]


def test_on_an_untouched_page_all_are_in_force(root: Path, page: Path) -> None:
    seed(root, text=TEXT, yml=yml(*GIVEN))
    assert process(root) == []
    report, told, marked = published(root)
    assert told == list(GIVEN)
    assert marked == {
        "word": "海外归国的人员占四成",
        "count": "工作站13个",
        "gone": "反映良好",
        "move": "",
        "doubt": "共有2600名",
    }
    (moved,) = (name for name, some in report.changes.items() if any(c.code == MOVED_CODE for c in some))
    assert report.index.placed[moved].text.startswith("放错的一段")


@pytest.mark.parametrize(
    "change",
    [
        # Parted, joined, rewritten around the words, and all at once with another wording of half of it.
        ("占四成。各设区市", "占四成。\n\n各设区市"),
        ("覆盖全部高新区。\n\n#### 补上的标题\n\n各地", "覆盖全部高新区。各地"),
        ("全省引进各类高层次人才320名", "各级政府部门通过多种渠道从外地引进的高层次人才共有320名"),
        ("覆盖全部高新区", "且已经覆盖全省所有的国家级高新技术产业开发区"),
    ],
)
def test_corrections_in_a_changed_paragraph_are_still_marked(root: Path, page: Path, change: tuple[str, str]) -> None:
    seed(root, text=TEXT, yml=yml(*GIVEN))
    process(root)
    edit(page, change)
    process(root)
    report, told, marked = published(root)
    assert any(placed.edited for placed in report.order)
    assert (marked["word"], marked["count"], marked["doubt"]) == ("海外归国的人员占四成", "工作站13个", "共有2600名")
    assert set(GIVEN) - set(told) == ({"heading"} if "补上" in change[0] else set())


def test_words_quoted_beside_the_mended_one_may_change(root: Path, page: Path) -> None:
    seed(root, text=TEXT, yml=yml("word"))
    process(root)
    edit(page, ("海外归国的人员占四成。各", "国外回来的人员占四成，仍在逐年增加。各"))
    _, told, marked = published(root)
    assert told == ["word"] and marked["word"] == "四"
    edit(page, ("占四成", "占一半"))
    assert published(root)[1:] == ([], {})


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("word", ("人员占三成", "人员约占三成")),
        ("gone", ("学员反映良好", "学员反映很好")),
        ("drop", ("页脚的文字在这里印着", "页脚的文字在这里印着，照录。")),
        ("level", ("#### 各类人员", "### 各类人员")),
    ],
)
def test_what_a_person_overruled_is_not_told(root: Path, page: Path, name: str, change: tuple[str, str]) -> None:
    edit(page, change)
    seed(root, text=TEXT, yml=yml(name, "count"))
    assert [problem.code for problem in process(root)] == ["E114"] or name == "drop"
    # While it is undecided, the old wording is published.
    assert name not in published(root)[2]
    settle(root, Side.MINE)
    process(root)
    assert change[1] in page.read_text("utf-8")
    _, told, marked = published(root)
    assert told == ["count"] and list(marked) == ["count"]


def test_a_paragraph_that_stays_where_an_editor_put_it_was_moved_by_nobody_else(root: Path, page: Path) -> None:
    moved = "放错的一段文字，应在第一节的末尾。"
    edit(page, (f"\n{moved}\n", ""), ("\n\n### 第二节 人才培养", f"\n\n### 第二节 人才培养\n\n{moved}"))
    seed(root, text=TEXT, yml=yml("move", "count"))
    process(root)
    text = page.read_text("utf-8")
    assert text.index(moved) > text.index("第二节 人才培养")
    _, told, marked = published(root)
    assert told == ["count"] and list(marked) == ["count"]


def test_what_is_gone_was_not_corrected(root: Path, page: Path) -> None:
    seed(root, text=TEXT, yml=yml(*GIVEN))
    process(root)
    edit(page, ("#### 补上的标题\n\n", ""), ("\n\n全年举办培训班45期，反映良好。结业的学员共有2600名。", ""))
    process(root)
    _, told, _ = published(root)
    assert [name for name in GIVEN if name not in told] == ["gone", "heading", "doubt"]


def test_what_a_waiting_page_does_not_say_yet_is_not_told(root: Path, page: Path) -> None:
    edit(page, ("工作站12个", "工作站约12个"))
    seed(root, text=TEXT, yml=yml("count", "drop", "move", "level", "doubt"))
    assert "E114" in {problem.code for problem in process(root)}
    assert "页脚的文字" in page.read_text("utf-8")
    report, told, marked = published(root)
    assert (told, set(marked)) == (["doubt"], {"doubt"})
    assert [flag.reason for flag in report.flags if flag.code == "C107"] == ["doubt"]
    settle(root, Side.MINE)
    assert published(root)[1] == ["drop", "move", "level", "doubt"]


def test_a_doubt_about_words_that_a_person_changed_is_not_told(root: Path, page: Path) -> None:
    seed(root, text=TEXT, yml=yml("doubt", "count"))
    process(root)
    edit(page, ("结业的", "毕业的"))
    assert published(root)[1:] == (["doubt", "count"], {"count": "工作站13个", "doubt": "共有2600名"})
    edit(page, ("2600名", "2500名"))
    report, told, marked = published(root)
    assert (told, set(marked)) == (["count"], {"count"})
    assert "C107" not in {flag.code for flag in report.flags}


def test_a_level_of_a_heading_that_is_gone_is_not_told(root: Path, page: Path) -> None:
    edit(page, ("#### 各类人员的办公场所\n\n", ""))
    process(root)
    seed(root, text=TEXT, yml=yml("level").replace("to: 4", "to: text"))
    assert published(root)[1] == []


def test_words_taken_out_at_a_joint_are_told(root: Path, page: Path) -> None:
    edit(page, ("覆盖全部高新区。\n\n各地落实", "覆盖全部高新区。本省还各地落实"))
    process(root)
    cut = "  - {replace: 各地落实配套, with: 落实配套, cause: slip, certainty: likely, reason: cut}\n"
    seed(root, text=TEXT, yml=YEAR + "corrections:\n" + cut)
    assert process(root) == []
    assert "本省还落实配套" in page.read_text("utf-8")
    assert published(root)[1] == ["cut"]


@pytest.mark.parametrize("mark", ["；", "，"])
@pytest.mark.parametrize("own", [True, False])
def test_a_clause_taken_out_before_a_joint_with_a_mark_is_told(root: Path, page: Path, mark: str, *, own: bool) -> None:
    """The mark of the joint stands there now, and none of the words; who has other words there has refused the correction."""
    edit(page, ("，覆盖全部高新区。\n\n各地落实", f"，覆盖{'全部' if own else '九成'}高新区{mark}各地落实"))
    process(root)
    cut = "  - {replace: '，覆盖全部高新区', with: '', cause: slip, certainty: likely, reason: cut}\n"
    seed(root, text=TEXT, yml=YEAR + "corrections:\n" + cut)
    process(root)
    settle(root, Side.MINE)
    assert (f"工作站12个{mark}各地落实" in page.read_text("utf-8")) is own
    assert published(root)[1] == (["cut"] if own else [])


def test_a_join_is_no_wording_against_what_the_machine_takes_out(root: Path, page: Path) -> None:
    text = TEXT + "\n- 科学大会\n- 等二十一场活动\n- 另有一场报告会\n"
    seed(root, text=text, yml=YEAR)
    process(root)
    edit(page, ("- 科学大会\n- 等二十一场活动\n", "- 科学大会等二十一场活动\n"))
    process(root)
    drop = "corrections:\n  - {drop: 等二十一场活动, cause: slip, certainty: likely, reason: drop}\n"
    seed(root, text=text, yml=YEAR + drop)
    assert [problem.code for problem in process(root)] == []
    assert "- 科学大会\n- 另有" in page.read_text("utf-8")
    assert published(root)[1] == ["drop"]


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


def lists(root: Path) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """The words mended on pages, what is told of the `.yml`, and what it is told to be without effect."""
    found = ingest(root)
    (report,) = found.edition.reports
    idle = [str(dict(problem.details)["text"]) for problem in found.problems if problem.code == "N110"]
    return (
        [(one.old, one.new) for one in report.mendings],
        [one.correction.target for one in report.corrections],
        idle,
    )


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


@pytest.mark.parametrize("swapped", [True, False])
def test_a_correction_in_a_sentence_that_an_editor_put_elsewhere_in_its_paragraph_is_told(
    root: Path, page: Path, swapped: bool
) -> None:
    """Whatever became of the sentences around it; but not where the editor has another word for the one in question."""
    first, second = (
        "全省引进各类高层次人才320名，其中从海外归国的人员占三成。",
        "各设区市另设博士后工作站12个，覆盖全部高新区。",
    )
    edit(page, (first + second, second + first), *(() if swapped else (("占三成", "占一半"),)))
    process(root)
    seed(root, text=TEXT, yml=yml("word", "count"))
    process(root)
    settle(root, Side.MINE)
    process(root)
    _, told, marked = published(root)
    assert told == (["word", "count"] if swapped else ["count"])
    assert marked["count"] == "工作站13个" and marked.get("word") == ("海外归国的人员占四成" if swapped else None)


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
