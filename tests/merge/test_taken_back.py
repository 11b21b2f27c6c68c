"""A correction that agrees with an editor's own change is withdrawn: the editor's change was never its doing."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from annals.model import Side
from tests.support.merge_stories import correct, corrected, corrected_for_good, edit, process, settle
from tests.support.stories import seed

TEXT = """第二章 创新人才

第一节 人才引进

》》 科学家协会奖：

全省引进各类高层次人才320名，连续举办4届成果拍卖会。各设区市另设博士后工作站12个，覆盖全部高新区。

第二节 人才培养

连续举办4届技术成果拍卖会，打造技术交易、作价入股等多种方式的成果转化平台。
"""
LEVEL = "  - {level: 连续举办4届技术成果拍卖会, to: 5, cause: layout, certainty: likely, reason: 试}\n"


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
    given(root, LEVEL.replace("5", "3"))
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
    assert given(root, LEVEL.replace("5", "4")) == ["E114"]
    settle(root, Side.MINE)
    given(root, LEVEL.replace("5", "4"))
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
    level, word = LEVEL.replace("5", "4"), correct("作价入股", "技术入股")
    assert given(root, level) == ["E114"]
    settle(root, Side.MINE)
    assert given(root, level, word) == ["N110"]
    assert page.read_text("utf-8") == edited.replace("作价", "技术")
    assert given(root, word) == []
    assert page.read_text("utf-8") == edited.replace("作价", "技术")
    assert given(root) == []
    assert page.read_text("utf-8") == edited


DROP = "  - {drop: 全省引进各类高层次人才, through: 覆盖全部高新区。, cause: layout, certainty: likely, reason: 试}\n"
BOX = "  - {box: 科学家协会奖：, through: 覆盖全部高新区。, cause: layout, certainty: likely, reason: 试}\n"


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

    drop = f"  - {{drop: {GONE}, cause: layout, certainty: likely, reason: 试}}\n"
    assert given() == []
    page = root / "docs/x/other.md"
    edit(page, *edits)
    edited = page.read_text("utf-8")
    for _ in range(2):
        assert given(drop) == []
        assert GONE not in page.read_text("utf-8")
        assert given(drop, correct("320名", "330名")) == []
        assert given(drop) == []
        assert given() == []
        assert page.read_text("utf-8") == edited
    assert given() == []
    assert '"kept"' not in (root / "seeds/.base/x.jsonl").read_text("utf-8")


def test_a_level_that_both_gave_stays(root: Path, page: Path) -> None:
    edit(page, ("#### 科学家协会奖", "### 科学家协会奖"))
    edited = page.read_text("utf-8")
    level = "  - {level: 科学家协会奖, to: 2, cause: layout, certainty: likely, reason: 试}\n"
    for corrections in ([level], [level, correct("12个", "13个")], [level], []):
        assert given(root, *corrections) == []
        assert page.read_text("utf-8").replace("13个", "12个") == edited


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

    box = "  - {{box: 专栏 成果拍卖会, through: {}, cause: layout, certainty: likely, reason: 试}}\n"
    long, short = box.format("共有学员25人参加。"), box.format("十分热闹。")
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


def _drops(*texts: str) -> list[str]:
    return [f"  - {{drop: {text}, cause: layout, certainty: likely, reason: 试}}\n" for text in texts]


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
    all_of_them = _drops(*drops)
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
        assert given(*_drops(item)) == [] and item not in page.read_text("utf-8")
        assert given() == [] and page.read_text("utf-8") == edited


@pytest.mark.parametrize("drop", ["共有学员25人参加。", "成果拍卖会办了4届，十分热闹。"])
def test_a_box_that_an_editor_undid_is_none_round_what_was_made_one_in_it(root: Path, drop: str) -> None:
    given = partial(corrected, root, BOXED)
    box = "  - {box: 专栏 成果拍卖会, through: 共有学员25人参加。, cause: layout, certainty: likely, reason: 试}\n"
    assert given(box) == []
    page = root / "docs/x/other.md"
    edit(page, ('<div class="box" markdown="1">\n\n', ""), ("\n\n</div>", ""), ("热闹。\n\n共有", "热闹。共有"))
    edited = page.read_text("utf-8")
    for _ in range(2):
        given(box, *_drops(drop))
        assert drop not in page.read_text("utf-8") and "<div" not in page.read_text("utf-8")
        given(box)
        assert page.read_text("utf-8") == edited


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
