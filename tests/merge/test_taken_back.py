"""A correction that agrees with an editor's own change is withdrawn: the editor's change was never its doing."""

from __future__ import annotations

from pathlib import Path

import pytest

from annals.model import Side
from tests.support.merge_stories import box, correct, corrected_for_good, drop, edit, level, process, settle
from tests.support.stories import seed

TEXT = """第二章 创新人才

第一节 人才引进

》》 科学家协会奖：

全省引进各类高层次人才320名，连续举办4届成果拍卖会。各设区市另设博士后工作站12个，覆盖全部高新区。

第二节 人才培养

连续举办4届技术成果拍卖会，打造技术交易、作价入股等多种方式的成果转化平台。
"""
DEEPER = level("连续举办4届技术成果拍卖会", 4)


@pytest.fixture
def page(root: Path) -> Path:
    assert given(root) == []
    return root / "docs/x/other.md"


def given(root: Path, *corrections: str) -> list[str]:
    return corrected_for_good(root, TEXT, *corrections)


@pytest.mark.parametrize(
    ("old", "new"), [("协会奖：", "协会奖"), ("320名，连续", "320名。连续"), ("各设区市另设", "另设")]
)
def test_what_both_changed_alike_stays_changed(root: Path, page: Path, old: str, new: str) -> None:
    edit(page, (old, new))
    edited = page.read_text("utf-8")
    for corrections in ([correct(old, new)], [], [correct(old, new)], []):
        assert given(root, *corrections) == []
        assert page.read_text("utf-8") == edited


def test_what_only_the_program_changed_goes(root: Path, page: Path) -> None:
    edit(page, ("320名，连续", "320名。连续"))
    edited = page.read_text("utf-8")
    given(root, correct("320名，连续", "320名。连续"), correct("工作站12个", "工作站13个"))
    assert page.read_text("utf-8") == edited.replace("12个", "13个")
    given(root, correct("320名，连续", "320名。连续"))
    assert page.read_text("utf-8") == edited
    given(root)
    assert page.read_text("utf-8") == edited


def test_a_heading_that_both_made_stays_one(root: Path, page: Path) -> None:
    edit(page, ("拍卖会，打造", "拍卖会\n\n打造"), ("连续举办4届技术", "#### 连续举办4届技术"))
    edited = page.read_text("utf-8")
    given(root, level("连续举办4届技术成果拍卖会", 3))
    assert page.read_text("utf-8") == edited
    given(root)
    assert page.read_text("utf-8") == edited


def test_a_wording_that_was_chosen_is_not_asked_about_when_the_other_is_withdrawn(root: Path, page: Path) -> None:
    edit(page, ("覆盖全部", "遍及全部"))
    edited = page.read_text("utf-8")
    assert given(root, correct("覆盖全部", "遍布全部")) == ["E114"]
    settle(root, Side.MINE)
    assert given(root, correct("覆盖全部", "遍布全部")) == ["N110"]
    assert given(root, correct("覆盖全部", "涵盖全部")) == ["E114"], "another wording is another question"
    settle(root, Side.MINE)
    assert given(root) == []
    assert page.read_text("utf-8") == edited


def test_who_went_back_to_the_raw_wording_is_asked_about_a_new_one(root: Path, page: Path) -> None:
    raw = page.read_text("utf-8")
    edit(page, ("覆盖全部", "遍及全部"))
    given(root, correct("覆盖全部", "遍及全部"))
    page.write_text(raw, "utf-8")
    assert given(root, correct("覆盖全部", "遍及全部")) == ["N110"]
    assert given(root, correct("覆盖全部", "涵盖全部")) == ["E114"]
    assert page.read_text("utf-8") == raw


def test_the_record_forgets_what_was_taken_back(root: Path, page: Path) -> None:
    record = root / "seeds/.base/x.jsonl"
    edit(page, ("覆盖全部", "遍及全部"))
    given(root, correct("覆盖全部", "遍及全部"))
    assert '"earlier"' in record.read_text("utf-8")
    given(root)
    assert '"earlier"' not in record.read_text("utf-8")


def test_a_heading_of_other_words_than_the_programs_stays_one(root: Path, page: Path) -> None:
    edit(
        page,
        ("拍卖会，打造技术交易、作价入股", "拍卖会，打造技术交易\n\n作价入股"),
        ("连续举办4届技术", "#### 连续举办4届技术"),
    )
    edited = page.read_text("utf-8")
    assert given(root, DEEPER) == ["E114"]
    settle(root, Side.MINE)
    given(root, DEEPER)
    assert page.read_text("utf-8") == edited
    assert given(root) == []
    assert page.read_text("utf-8") == edited


def test_what_was_decided_is_not_asked_again_when_another_sentence_is_corrected(root: Path, page: Path) -> None:
    edit(page, ("覆盖全部", "遍及全部"))
    edited = page.read_text("utf-8")
    first, second = correct("覆盖全部", "遍布全部"), correct("人才320名", "人才330名")
    assert given(root, first) == ["E114"]
    settle(root, Side.MINE)
    assert given(root, first, second) == ["N110"]
    assert page.read_text("utf-8") == edited.replace("320", "330")
    assert given(root, second) == []
    assert page.read_text("utf-8") == edited.replace("320", "330")
    assert given(root) == []
    assert page.read_text("utf-8") == edited


def test_a_level_that_was_decided_is_not_asked_again_when_a_word_is_corrected(root: Path, page: Path) -> None:
    edit(page, ("拍卖会，打造技术", "拍卖会\n\n打造技术"), ("连续举办4届技术", "#### 连续举办4届技术"))
    edited = page.read_text("utf-8")
    word = correct("作价入股", "技术入股")
    assert given(root, DEEPER) == ["E114"]
    settle(root, Side.MINE)
    assert given(root, DEEPER, word) == ["N110"]
    assert page.read_text("utf-8") == edited.replace("作价", "技术")
    assert given(root, word) == []
    assert page.read_text("utf-8") == edited.replace("作价", "技术")
    assert given(root) == []
    assert page.read_text("utf-8") == edited


DROP = drop("全省引进各类高层次人才", "覆盖全部高新区。")
BOX = box("科学家协会奖：", "覆盖全部高新区。")


def test_a_paragraph_goes_without_a_question_when_an_editor_struck_a_sentence_of_it(root: Path, page: Path) -> None:
    edit(page, ("各设区市另设博士后工作站12个，覆盖全部高新区。", ""))
    edited = page.read_text("utf-8")
    assert given(root, DROP) == []
    assert "高层次人才" not in page.read_text("utf-8")
    assert given(root) == []
    assert page.read_text("utf-8") == edited


def test_a_paragraph_that_both_took_out_stays_out(root: Path, page: Path) -> None:
    text = page.read_text("utf-8")
    gone = next(line for line in text.split("\n") if line.startswith("全省引进"))
    page.write_text(text.replace(gone + "\n\n", ""), "utf-8")
    edited = page.read_text("utf-8")
    elsewhere = correct("作价入股等", "作价入股以及")
    for corrections in ([], [DROP], [DROP, elsewhere], [DROP], [], [DROP], []):
        assert given(root, *corrections) == []
        found = page.read_text("utf-8")
        assert found == edited.replace("作价入股等", "作价入股以及" if elsewhere in corrections else "作价入股等")


def test_a_paragraph_that_only_the_program_took_out_comes_back(root: Path, page: Path) -> None:
    before = page.read_text("utf-8")
    assert given(root, DROP) == [] and "全省引进" not in page.read_text("utf-8")
    assert given(root) == [] and page.read_text("utf-8") == before


def test_a_box_that_both_made_stays(root: Path, page: Path) -> None:
    text = page.read_text("utf-8")
    title, body = (next(line for line in text.split("\n") if word in line) for word in ("协会奖", "全省引进"))
    boxed = f'<div class="box" markdown="1">\n\n{title}\n\n{body}\n\n</div>'
    assert f"{title}\n\n{body}" in text
    page.write_text(text.replace(f"{title}\n\n{body}", boxed), "utf-8")
    edited = page.read_text("utf-8")
    for corrections in ([], [BOX], [], [BOX, correct("作价入股等", "作价入股以及")], []):
        assert given(root, *corrections) == []
        assert page.read_text("utf-8").replace("作价入股以及", "作价入股等") == edited


def test_a_box_that_only_the_program_made_goes(root: Path, page: Path) -> None:
    before = page.read_text("utf-8")
    assert given(root, BOX) == [] and '<div class="box"' in page.read_text("utf-8")
    assert given(root) == [] and page.read_text("utf-8") == before


def test_a_level_that_both_gave_stays(root: Path, page: Path) -> None:
    edit(page, ("#### 科学家协会奖", "### 科学家协会奖"))
    edited = page.read_text("utf-8")
    higher = level("科学家协会奖", 2)
    for corrections in ([higher], [higher, correct("12个", "13个")], [higher], []):
        assert given(root, *corrections) == []
        assert page.read_text("utf-8").replace("13个", "12个") == edited


@pytest.mark.parametrize("side", [Side.MINE, Side.THEIRS])
def test_what_both_changed_alike_is_asked_about_when_the_program_has_another_wording(
    root: Path, page: Path, side: Side
) -> None:
    """The editor's word was never the program's; the question says what stood there before both, and where it stands now."""
    edit(page, ("320名，", "330名，"))
    edited = page.read_text("utf-8")
    heading = "  - {heading: 人才分布, before: 全省引进各类, level: 4, cause: layout, certainty: likely, reason: 试}\n"
    alike, other = correct("人才320名", "人才330名"), correct("人才320名", "人才340名")
    assert given(root, alike) == [] and page.read_text("utf-8") == edited
    assert given(root, alike, heading) == []
    stood = page.read_text("utf-8")
    seed(root, text=TEXT, yml=f"year: 2019\ncorrections:\n{other}{heading}")
    (asked,) = process(root)
    assert (asked.code, stood.split("\n")[(asked.line or 0) - 1][:16]) == ("E114", "全省引进各类高层次人才330名，")
    assert "320名" in asked.detail("base") and page.read_text("utf-8") == stood
    settle(root, side)
    assert given(root, other, heading) == (["N110"] if side is Side.MINE else [])
    assert page.read_text("utf-8") == (stood if side is Side.MINE else stood.replace("330", "340"))
    if side is Side.MINE:
        assert given(root) == [] and page.read_text("utf-8") == edited


ALIKE, TOPIC = correct("人才320名", "人才330名"), "人才分布"
STATIONS = "各设区市另设博士后工作站12个，覆盖全部高新区。"
OUT = f"  - {{drop: {STATIONS}, cause: layout, certainty: likely, reason: 试}}\n"
PUT_IN = f"  - {{heading: {TOPIC}, before: 连续举办4届技术, level: 3, cause: layout, certainty: likely, reason: 试}}\n"


@pytest.mark.parametrize(
    ("mine", "alike"),
    [(("人才320名", "人才330名"), ALIKE), ((STATIONS, ""), OUT)],
    ids=["a word", "a sentence taken out"],
)
def test_what_an_editor_made_of_the_programs_own_costs_nothing_of_the_rest(
    root: Path, page: Path, mine: tuple[str, str], alike: str
) -> None:
    """A heading that a correction put in, retitled by the editor, begins as it is now; all else on the page as the editor had it."""
    edit(page, mine)
    edited = page.read_text("utf-8")
    assert given(root, alike, PUT_IN) == []
    edit(page, (TOPIC, "人才的分布"))
    stood = page.read_text("utf-8")
    for corrections in ((alike, PUT_IN), (PUT_IN,), (alike, PUT_IN), (PUT_IN,)):
        assert given(root, *corrections) == [] and page.read_text("utf-8") == stood
    assert given(root) == ["E114"]
    settle(root, Side.THEIRS)
    assert given(root) == [] and page.read_text("utf-8") == edited


def test_who_took_the_programs_wording_for_one_sentence_keeps_the_others(root: Path, page: Path) -> None:
    edit(page, ("人才320名", "人才330名"), ("作价入股", "作价投股"))
    edited = page.read_text("utf-8")
    clash = correct("作价入股", "作价参股")
    assert given(root, ALIKE, clash) == ["E114"]
    settle(root, Side.THEIRS)
    for corrections, word in (((ALIKE, clash), "参股"), ((clash,), "参股"), ((), "入股")):
        assert given(root, *corrections) == []
        assert page.read_text("utf-8") == edited.replace("投股", word)
