"""Whatever corrections come and go in whatever order: with the last one gone the page is the editor's. Stories that were drawn, told
in their fewest words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product
from pathlib import Path

import pytest

from annals.model import Side
from tests.support.merge_stories import (
    CLOSES,
    OPENS,
    WHY,
    box,
    correct,
    corrected_for_good,
    drop,
    edit,
    heading,
    level,
    move,
    settle,
    withhold,
)

pytestmark = pytest.mark.usefixtures("made_once")

TALENT, NETS = "全省引进各类高层次人才320名，覆盖全部高新区。", "建设广播电视台网，接入用户12万户，运行情况良好。"
COURSE, FAIR = "共有学员25人参加，结业率九成。", "成果拍卖会办了4届，十分热闹。"
LABS, DRUGS = "新认定重点实验室15家，总数达到96家。", "获批新药3个，临床批件21件。"
OWN = "编者添了一句。"
ALL = "12个国际科技组织", "32个国家和地区", "300余位境外嘉宾"
ITEMS = "\n".join(f"- {item}" for item in ALL)
TEXT = f"""第一节 人才引进

{TALENT}

{COURSE}

{ITEMS}

### 健全工作机制

{FAIR}

第二节 人才培养

{LABS}{NETS}

{DRUGS}
"""


BOX = box("健全工作机制", "十分热闹。")
RUN_IN = ("### 健全工作机制\n\n成果", "健全工作机制。成果")
OUT = (f"\n\n{DRUGS}\n", "\n")
LAST_TWO = f"{LABS}{NETS}\n\n{DRUGS}"
STORIES = {
    "alone in a box": ([(FAIR, OPENS + FAIR + CLOSES)], [drop(FAIR), correct("25人", "26人")]),
    "alone in a box with a note": ([(FAIR, f"{OPENS}{FAIR}\n\n> **编者注** 甲。{CLOSES}")], [drop(FAIR)]),
    "two made one in a box": (
        [(f"{TALENT}\n\n{COURSE}", f"{OPENS}{TALENT}{COURSE}{CLOSES}")],
        [drop(TALENT), correct("25人", "26人")],
    ),
    "a note behind what ran in": ([RUN_IN, (FAIR, f"{FAIR}\n\n> **编者注** 甲。")], [BOX, correct("25人", "26人")]),
    "an item behind a note": ([(COURSE, f"{COURSE}\n\n> **编者注** 甲。")], [drop("12个国际科技组织")]),
    "past what was moved": (
        [OUT, ("- 32个国家", f"\n{DRUGS}\n\n- 32个国家")],
        [move(TALENT, FAIR), correct("25人", "26人")],
    ),
    "past what was moved, among others": (
        [(f"{LABS}{NETS}\n\n", ""), ("- 32个国家", f"\n{LABS}{NETS}\n\n- 32个国家")],
        [move(DRUGS, COURSE), move(FAIR, TALENT)],
    ),
    "two neighbours swapped": (
        [("- 12个国际科技组织\n- 32个国家和地区", "- 32个国家和地区\n- 12个国际科技组织")],
        [move(COURSE, FAIR)],
    ),
    "a part elsewhere": ([(NETS, ""), (DRUGS, f"{DRUGS}\n\n{NETS}")], [level(LABS[:-1], 3), correct("12万", "13万")]),
    "the rest elsewhere": (
        [(f"{LABS}{NETS}\n\n", ""), (COURSE, f"{COURSE}{LABS}\n\n{NETS}")],
        [level(LABS[:-1], 3), correct("25人", "26人")],
    ),
    "one of two sections": (
        [OUT, (TALENT, f"{DRUGS[:-1]}；{TALENT}")],
        [correct("320名", "330名"), correct("3个", "4个")],
    ),
    "a sentence into each of two": (
        [(f"{LABS}{NETS}\n\n{DRUGS}", f"{NETS}{DRUGS}"), (FAIR, FAIR + LABS)],
        [drop(FAIR), correct("12万", "13万")],
    ),
    "a heading into a box of items": (
        [(ITEMS, f"{OPENS}### 参会各方\n\n{ITEMS}{CLOSES}")],
        [heading("各国", "32个国家和地区"), correct("25人", "26人")],
    ),
    "a heading into a box with its own": (
        [(LAST_TWO, f"{OPENS}### 合在一起\n\n{LAST_TWO}{CLOSES}")],
        [heading("新药", "获批新药3个"), correct("12万", "13万")],
    ),
    "some of the items in a box": ([(ITEMS, OPENS + ITEMS + CLOSES)], [drop(ALL[0]), drop(ALL[1])]),
    "all of the items in a box": (
        [(ITEMS, f"{OPENS}### 各方\n\n{ITEMS}{CLOSES}")],
        [drop(ALL[0]), drop(ALL[1]), drop(ALL[2])],
    ),
    "items that are paragraphs": ([(ITEMS, "\n\n".join(ALL))], [drop(ALL[0]), drop(ALL[1])]),
    "put in behind what becomes a heading": ([(LABS, LABS + OWN)], [level(LABS[:-1], 3), correct("12万", "13万")]),
    "put in before what becomes a heading": ([(LABS, OWN + LABS)], [level(LABS[:-1], 3), drop(NETS)]),
    "taken down in a box": (
        [],
        [box("第一节 人才引进", "结业率九成。"), withhold(TALENT)],
    ),
    "taken down in two parts": (
        [(COURSE, COURSE.replace("，", "，\n\n"))],
        [withhold(COURSE), correct("320名", "330名")],
    ),
    "taken down in parts of two paragraphs": (
        [(NETS, NETS.replace("户，", "户，\n\n"))],
        [withhold("接入用户12万户，运行情况良好。"), drop(FAIR)],
    ),
    "a note between two halves": (
        [(LABS + NETS, f"{LABS}\n\n> **编者注** 甲。\n\n{NETS}")],
        [drop(NETS), level(LABS[:-1], 3)],
    ),
}
"""What an editor does, and corrections none of which is a matter to ask about."""


@pytest.fixture
def page(root: Path) -> Path:
    assert given(root) == []
    return root / "docs/x/other.md"


def given(root: Path, *corrections: str) -> list[str]:
    found = corrected_for_good(root, TEXT, *corrections)
    return [code for code in found if code.startswith("E")]


def ways(corrections: list[str], *, every: bool) -> Iterator[list[list[str]]]:
    """What is in force in turn: the corrections come one by one and go one by one, in any order. Not `every` way of going after
    every way of coming: each way of either once and twice, which of two corrections are all there are."""
    coming = [*permutations(corrections)]
    pairs = (
        product(coming, coming)
        if every
        else [*zip(coming, coming, strict=True), *zip(coming, coming[::-1], strict=True)]
    )
    for first, then in pairs:
        yield [[*first[: count + 1]] for count in range(len(first))] + [
            [*then[count:]] for count in range(1, len(then))
        ]


def come_and_go(root: Path, page: Path, name: str, *, every: bool) -> None:
    edits, corrections = STORIES[name]
    edit(page, *edits)
    assert given(root) == []
    edited = page.read_text("utf-8")
    for way in ways(corrections, every=every):
        for some in way:
            assert given(root, *some) == []
        assert given(root) == [] and page.read_text("utf-8") == edited


@pytest.mark.parametrize("name", STORIES)
def test_with_the_last_correction_gone_the_page_is_the_editors(root: Path, page: Path, name: str) -> None:
    come_and_go(root, page, name, every=False)


@pytest.mark.soak
@pytest.mark.parametrize("name", [name for name, (_, corrections) in STORIES.items() if len(corrections) > 2])
def test_whichever_of_several_comes_and_goes_first(root: Path, page: Path, name: str) -> None:
    come_and_go(root, page, name, every=True)


def test_a_paragraph_of_which_no_block_is_left_lends_its_sentences(root: Path, page: Path) -> None:
    edit(page, *STORIES["a sentence into each of two"][0])
    edited = page.read_text("utf-8")
    for some in ([drop(FAIR)], [drop(FAIR), drop(NETS)], [drop(NETS)]):
        assert given(root, *some) == []
        assert f"{LABS}\n\n## 第二节" in page.read_text("utf-8"), "it stands where the editor put it"
    assert given(root) == [] and page.read_text("utf-8") == edited


def test_a_word_is_corrected_in_what_an_editor_made_one_of_two_sections(root: Path, page: Path) -> None:
    edits, corrections = STORIES["one of two sections"]
    edit(page, *edits)
    edited = page.read_text("utf-8")
    given(root, *corrections)
    assert page.read_text("utf-8") == edited.replace("320名", "330名").replace("3个", "4个")


def test_an_item_that_comes_back_is_of_its_list(root: Path, page: Path) -> None:
    edit(page, (COURSE, f"{COURSE}\n\n> **编者注** 甲。"))
    given(root, drop("12个国际科技组织"))
    given(root)
    assert ITEMS in page.read_text("utf-8")


def test_a_part_that_an_editor_put_elsewhere_stays_there(root: Path, page: Path) -> None:
    edit(page, *STORIES["a part elsewhere"][0])
    given(root, level(LABS[:-1], 3))
    assert page.read_text("utf-8").rstrip().endswith(f"{DRUGS}\n\n{NETS}")


@pytest.mark.parametrize("put_in", [LABS + OWN, OWN + LABS], ids=["behind", "before"])
def test_what_an_editor_put_beside_a_sentence_is_no_part_of_the_heading_that_it_becomes(
    root: Path, page: Path, put_in: str
) -> None:
    edit(page, (LABS, put_in))
    assert given(root, level(LABS[:-1], 3)) == []
    assert f"# {LABS}\n\n{OWN}{NETS}\n" in page.read_text("utf-8")


@pytest.mark.parametrize("to", [2, 4])
def test_a_sentence_that_was_a_heading_for_both_has_its_stop_again(root: Path, page: Path, to: int) -> None:
    edit(page, (LABS + NETS, f"### {LABS[:-1]}\n\n{NETS}"))
    assert given(root, level(LABS[:-1], to)) == ["E114"]
    settle(root, Side.THEIRS)
    assert given(root) == []
    assert f"\n\n{LABS}{NETS}\n" in page.read_text("utf-8")


BEHIND = [TALENT, f"#### 编者\n\n{TALENT}", f"> **编者注** 甲。\n\n{TALENT}"]


@pytest.mark.parametrize("put", BEHIND, ids=["alone", "below a heading", "behind a note"])
def test_what_an_editor_put_behind_the_last_block_of_a_new_box_is_not_in_it(root: Path, page: Path, put: str) -> None:
    edit(page, (f"{TALENT}\n\n", ""), (DRUGS, f"{DRUGS}\n\n{put}"))
    edited = page.read_text("utf-8")
    assert given(root, box("第二节 人才培养", "临床批件21件。")) == []
    note, _, rest = put.rpartition("\n\n") if put.startswith(">") else ("", "", put)
    inside = f"{DRUGS}\n\n{note}" if note else DRUGS
    assert page.read_text("utf-8").endswith(f"\n\n{inside}{CLOSES}\n\n{rest}\n")
    assert given(root) == [] and page.read_text("utf-8") == edited


def test_bold_type_that_reaches_out_of_what_is_taken_down_keeps_two_marks(root: Path, page: Path) -> None:
    edit(page, (LABS, f"**{LABS}** "))
    given(root, withhold(LABS + NETS))
    assert f"\n\n**{'■' * len(LABS + NETS)}**\n" in page.read_text("utf-8")


@pytest.mark.parametrize(("old", "new"), [("覆盖全部", "覆盖全体"), ("名，覆盖", "名，共覆盖"), ("320名", "330名")])
def test_a_part_that_begins_with_a_comma_is_corrected(root: Path, page: Path, old: str, new: str) -> None:
    edit(page, ("320名，", "320名\n\n，"))
    edited = page.read_text("utf-8")
    assert given(root, correct(old, new)) == []
    assert page.read_text("utf-8") == edited.replace(old.removeprefix("名，"), new.removeprefix("名，"))
    assert given(root) == [] and page.read_text("utf-8") == edited


WORDS = [correct("人才320", "人才330"), correct("覆盖全部", "覆盖全体")]


@pytest.mark.parametrize("mended", [("320", "330"), ("全部", "全体")])
def test_what_both_mended_in_a_sentence_is_not_asked_about_when_half_of_it_goes(
    root: Path, page: Path, mended: tuple[str, str]
) -> None:
    edit(page, mended)
    edited = page.read_text("utf-8")
    for gone in WORDS:
        assert given(root, *WORDS) == []
        assert given(root, *(one for one in WORDS if one != gone)) == []
        assert ("330名，覆盖全体" in page.read_text("utf-8")) == (mended[1] in gone)
        assert given(root) == [] and page.read_text("utf-8") == edited


HEAD = "健全工作机制"
QUESTIONS = {
    "a heading that ran in": ([RUN_IN], level(HEAD, 2), correct("4届", "5届")),
    "a level that both gave": ([(f"### {HEAD}", f"#### {HEAD}")], level(HEAD, 2), correct(HEAD, "健全办事机制")),
    "a heading in the midst": (
        [(f"{LABS}{NETS}\n\n", ""), (TALENT, TALENT + LABS + NETS)],
        level(LABS[:-1], 3),
        correct("12万", "13万"),
    ),
    "a heading in between": (
        [(f"{TALENT}\n\n{COURSE}", TALENT + COURSE)],
        f"  - {{heading: 补上的标题, level: 3, before: 共有学员25人, cause: picture, {WHY.partition(', ')[2]}",
        correct("320名", "330名"),
    ),
}
"""What an editor does, a correction that says otherwise of the form, and one of a word there."""


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_of_form_is_asked_once_whatever_word_is_corrected(root: Path, page: Path, name: str) -> None:
    edits, form, word = QUESTIONS[name]
    edit(page, *edits)
    edited = page.read_text("utf-8")
    assert given(root, form) == ["E114"] and page.read_text("utf-8") == edited
    settle(root, Side.MINE)
    for some in ([form], [word, form], [form], [word, form], [word], []):
        assert given(root, *some) == []
        assert (page.read_text("utf-8") == edited) == (word not in some)


def test_a_heading_in_between_is_the_same_question_whatever_box_is_round_it(root: Path, page: Path) -> None:
    edit(page, RUN_IN)
    edited, put_in = page.read_text("utf-8"), heading("补上的标题", "成果拍卖会", 3)
    given(root, BOX)
    assert given(root, BOX, put_in) == ["E114"]
    settle(root, Side.MINE)
    for some in ([BOX, put_in], [put_in], [BOX, put_in], []):
        assert given(root, *some) == []
    assert page.read_text("utf-8") == edited


def test_another_level_is_another_question(root: Path, page: Path) -> None:
    edit(page, RUN_IN)
    assert given(root, level(HEAD, 2)) == ["E114"]
    settle(root, Side.MINE)
    assert given(root, level(HEAD, 4)) == ["E114"]


def test_who_has_a_heading_made_of_the_midst_has_it_where_it_was_generated(root: Path, page: Path) -> None:
    edits, form, _ = QUESTIONS["a heading in the midst"]
    edit(page, *edits)
    given(root, form)
    settle(root, Side.THEIRS)
    assert given(root, form) == []
    assert f"## 第二节 人才培养\n\n### {LABS}\n\n{NETS}\n\n{DRUGS}" in page.read_text("utf-8")
