"""What is told of corrections is true of the text as published, whatever an editor made of the paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest

from annals.model import MOVED_CODE, Side
from tests.support.in_force import GIVEN, TEXT, YEAR, begun, published, yml
from tests.support.merge_stories import edit, process, settle
from tests.support.stories import seed


@pytest.fixture
def page(root: Path) -> Path:
    return begun(root, TEXT)


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
