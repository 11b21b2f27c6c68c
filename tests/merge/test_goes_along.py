"""What goes along when a correction moves, joins or parts what an editor arranged otherwise: headings, sentences put elsewhere, the
ends of what was parted."""

from __future__ import annotations

from pathlib import Path

import pytest

from annals.model import Side
from tests.support.merge_stories import (
    CLOSES,
    OPENS,
    box,
    correct,
    corrected_for_good,
    drop,
    edit,
    level,
    move,
    settle,
)

pytestmark = pytest.mark.usefixtures("made_once")

TALENT, COURSE = "全省引进各类高层次人才320名，覆盖全部高新区。", "共有学员25人参加，结业率九成。"
LABS, NETS = "新认定重点实验室15家，总数达到96家。", "建设广播电视台网，接入用户12万户，运行情况良好。"
FAIR, DRUGS = "成果拍卖会办了4届，十分热闹。", "获批新药3个，临床批件21件。"
ROOMS, FIRMS = (
    "大型仪器共享平台入网仪器3400台，服务企业1.2万家次。",
    "科技企业孵化器新增18家，孵化面积达到480万平方米。",
)
NOTE = "> **编者注** 甲。"
SOLAR = "示范装机30兆瓦，带动投资7亿元。"
FIRST, HEAD, SECOND = "第一节 人才引进", "### 健全工作机制", "第二节 人才培养"
BLOCKS = FIRST, COURSE + TALENT, LABS + NETS, HEAD, FAIR + DRUGS + ROOMS, FIRMS, SECOND, SOLAR
TEXT = "\n\n".join(BLOCKS) + "\n"
MOVED = move(LABS, FIRMS, NETS)
LENT = [(TALENT, ""), (LABS + NETS, f"{LABS}\n\n{NETS}{TALENT}")]
OUT_OF_MIDST = [(DRUGS, ""), (FIRMS, f"{FIRMS}\n\n{DRUGS}")]
PUT_BEFORE = [(FAIR, ""), (HEAD, f"{FAIR}\n\n{HEAD}")]

STORIES: dict[str, tuple[list[tuple[str, str]], str, list[str]]] = {
    "a heading of the editor's with what stands under it": (
        [(LABS, f"### 实验室\n\n{LABS}")],
        MOVED,
        [COURSE + TALENT, HEAD, FAIR + DRUGS + ROOMS, FIRMS, "### 实验室", LABS + NETS, f"## {SECOND}", SOLAR],
    ),
    "two headings": (
        [(LABS, f"### 平台\n\n#### 实验室\n\n{LABS}")],
        MOVED,
        [
            *(COURSE + TALENT, HEAD, FAIR + DRUGS + ROOMS, FIRMS),
            *("### 平台", "#### 实验室", LABS + NETS, f"## {SECOND}", SOLAR),
        ],
    ),
    "a heading and its note": (
        [(LABS, f"### 实验室\n\n{NOTE}\n\n{LABS}")],
        MOVED,
        [COURSE + TALENT, HEAD, FAIR + DRUGS + ROOMS, FIRMS, "### 实验室", NOTE, LABS + NETS, f"## {SECOND}", SOLAR],
    ),
    "a heading over the second half of it": (
        [(LABS + NETS, f"{LABS}\n\n### 网络\n\n{NETS}")],
        MOVED,
        [COURSE + TALENT, HEAD, FAIR + DRUGS + ROOMS, FIRMS, LABS, "### 网络", NETS, f"## {SECOND}", SOLAR],
    ),
    "no heading of the editor's over what stays": (
        [(LABS, f"### 实验室\n\n{LABS}")],
        move(COURSE, FIRMS, TALENT),
        ["### 实验室", LABS + NETS, HEAD, FAIR + DRUGS + ROOMS, FIRMS, COURSE + TALENT, f"## {SECOND}", SOLAR],
    ),
    "behind the heading of a box, what is moved before its first block": (
        [(FIRMS, f"{OPENS}#### 孵化\n\n{FIRMS}{CLOSES}")],
        move(LABS, through=NETS, before=FIRMS),
        [
            *(COURSE + TALENT, HEAD, FAIR + DRUGS + ROOMS, OPENS.strip(), "#### 孵化"),
            *(LABS + NETS, FIRMS, CLOSES.strip(), f"## {SECOND}", SOLAR),
        ],
    ),
    "with the end of a paragraph, and not with what was put out of its midst": (
        OUT_OF_MIDST,
        correct("1.2万家次。科技企业", "1.2万家次；科技企业"),
        [COURSE + TALENT, LABS + NETS, HEAD, f"{FAIR}{ROOMS[:-1]}；{FIRMS}", DRUGS, f"## {SECOND}", SOLAR],
    ),
    "behind the end of a paragraph that is two": (
        PUT_BEFORE,
        move(LABS, ROOMS, NETS),
        [COURSE + TALENT, FAIR, HEAD, DRUGS + ROOMS, LABS + NETS, FIRMS, f"## {SECOND}", SOLAR],
    ),
    "a sentence lent to a part": (
        LENT,
        correct("320名", "330名"),
        [COURSE, LABS, NETS + TALENT.replace("320", "330"), HEAD, FAIR + DRUGS + ROOMS, FIRMS, f"## {SECOND}", SOLAR],
    ),
    "a longer sentence lent to a part, of what is a heading now": (
        LENT,
        level(COURSE[:-1], 3),
        [f"### {COURSE}", LABS, NETS + TALENT, HEAD, FAIR + DRUGS + ROOMS, FIRMS, f"## {SECOND}", SOLAR],
    ),
}
"""What an editor does, a correction, and the blocks of the page after that."""


@pytest.fixture
def page(root: Path) -> Path:
    assert corrected_for_good(root, TEXT) == []
    return root / "docs/x/other.md"


def body(page: Path) -> list[str]:
    return page.read_text("utf-8").partition(f"## {FIRST}\n\n")[2].rstrip("\n").split("\n\n")


@pytest.mark.parametrize("name", STORIES)
def test_it_stands_where_a_reader_looks_for_it(root: Path, page: Path, name: str) -> None:
    edits, correction, expected = STORIES[name]
    edit(page, *edits)
    assert corrected_for_good(root, TEXT) == []
    edited = page.read_text("utf-8")
    assert corrected_for_good(root, TEXT, correction) == []
    assert body(page) == expected
    assert corrected_for_good(root, TEXT) == []
    assert page.read_text("utf-8") == edited


def test_which_part_has_the_name_is_no_matter_of_a_word_mended_in_it(root: Path, page: Path) -> None:
    """A correction put a block behind what is two; the editor writes on in the first part; the correction goes."""
    edit(page, *PUT_BEFORE)
    assert corrected_for_good(root, TEXT, MOVED, move(SOLAR, FAIR + DRUGS + ROOMS)) == []
    edit(page, (FAIR, f"{FAIR[:-1]}，还有续篇。"))
    assert corrected_for_good(root, TEXT, MOVED) == []
    assert corrected_for_good(root, TEXT) == []
    assert body(page) == [
        *(COURSE + TALENT, LABS + NETS, f"{FAIR[:-1]}，还有续篇。", HEAD),
        *(DRUGS + ROOMS, FIRMS, f"## {SECOND}", SOLAR),
    ]


@pytest.mark.parametrize("titled", [FAIR, FAIR[:-1]])
@pytest.mark.parametrize("side", [Side.MINE, Side.THEIRS])
def test_who_drops_the_sentence_that_an_editor_set_over_the_rest_is_asked(
    root: Path, page: Path, titled: str, side: Side
) -> None:
    gone = FAIR
    edit(page, (FAIR + DRUGS, f"#### {titled}\n\n{DRUGS}"))
    assert corrected_for_good(root, TEXT) == []
    edited = page.read_text("utf-8")
    assert corrected_for_good(root, TEXT, drop(gone)) == ["E114"]
    assert page.read_text("utf-8") == edited
    settle(root, side)
    assert "E114" not in corrected_for_good(root, TEXT, drop(gone))
    assert (page.read_text("utf-8") == edited) is (side is Side.MINE)
    assert ("####" in page.read_text("utf-8")) is (side is Side.MINE)
    assert corrected_for_good(root, TEXT) == []
    assert (page.read_text("utf-8") == edited) is (side is Side.MINE)
    assert gone[:-1] in page.read_text("utf-8")


def test_a_paragraph_that_an_editor_ends_goes_on_in_no_other(root: Path, page: Path) -> None:
    edit(page, (FAIR, f"{FAIR}\n\n"))
    assert corrected_for_good(root, TEXT) == []
    edited = page.read_text("utf-8")
    assert corrected_for_good(root, TEXT, correct("十分热闹。获批", "十分热闹，获批")) == ["N110"]
    assert page.read_text("utf-8") == edited


TWO_PAGES = f"""第一节 国际合作

{LABS}

- 32个国家和地区的客商
- 12个国际科技组织

第二节 国内合作

{FAIR}

{DRUGS}
"""
ITEMS = "- 32个国家和地区的客商\n- 12个国际科技组织"


def test_what_moves_to_another_page_leaves_the_box_that_stays(root: Path) -> None:
    assert corrected_for_good(root, TWO_PAGES) == []
    one, other = (root / f"docs/x/{name}-cooperation.md" for name in ("international", "domestic"))
    edit(one, (ITEMS, f"{OPENS}#### 来访各方\n\n{ITEMS}{CLOSES}"))
    assert corrected_for_good(root, TWO_PAGES) == []
    before = one.read_text("utf-8"), other.read_text("utf-8")
    assert corrected_for_good(root, TWO_PAGES, move("12个国际科技组织", FAIR)) == []
    assert one.read_text("utf-8") == before[0].replace("\n- 12个国际科技组织", "")
    assert other.read_text("utf-8") == before[1].replace(FAIR, f"{FAIR}\n\n- 12个国际科技组织")
    assert corrected_for_good(root, TWO_PAGES) == []
    assert (one.read_text("utf-8"), other.read_text("utf-8")) == before


def test_a_heading_over_a_list_stays_with_the_items_that_stay(root: Path) -> None:
    assert corrected_for_good(root, TWO_PAGES) == []
    one = root / "docs/x/international-cooperation.md"
    edit(one, (ITEMS, f"#### 来访各方\n\n{ITEMS}"))
    assert corrected_for_good(root, TWO_PAGES) == []
    edited = one.read_text("utf-8")
    assert corrected_for_good(root, TWO_PAGES, move("32个国家和地区的客商", FAIR)) == []
    assert one.read_text("utf-8") == edited.replace("- 32个国家和地区的客商\n", "")


def test_a_heading_stands_in_the_box_of_what_it_stands_over(root: Path, page: Path) -> None:
    assert corrected_for_good(root, TEXT, box("健全工作机制", FIRMS)) == []
    edit(page, (FIRMS, f"#### 孵化\n\n{FIRMS}"))
    assert corrected_for_good(root, TEXT, box("健全工作机制", ROOMS), move(FIRMS, SOLAR)) == []
    assert body(page)[-5:] == [CLOSES.strip(), f"## {SECOND}", SOLAR, "#### 孵化", FIRMS]


def test_who_joins_what_an_editors_heading_stands_between_is_asked(root: Path, page: Path) -> None:
    edit(page, (FIRMS, f"#### 孵化\n\n{FIRMS}"))
    assert corrected_for_good(root, TEXT) == []
    edited = page.read_text("utf-8")
    assert corrected_for_good(root, TEXT, correct("1.2万家次。科技企业", "1.2万家次；科技企业")) == ["E114"]
    assert page.read_text("utf-8") == edited
