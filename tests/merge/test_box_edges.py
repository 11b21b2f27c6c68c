"""An editor ends a box of the machine's elsewhere: it ends there for what corrections put in or move, too."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.merge.test_since import FROZEN, LAST, WHY, Change, pages_of, words
from tests.support.merge_stories import corrected, drop, edit

pytestmark = pytest.mark.usefixtures("made_once")

OPENS, CLOSES = '<div class="infographic" markdown="1">', "</div>"
SECTION = "#### 区域技术转移"
BEHIND = "扎实推进科技对口支援，"
MOVED = f"  - {{move: 对接浙江嘉善, through: 举办科技交流活动, after: 开展沪浙创新券跨区域使用嘉兴试, {WHY}"


def longer(pages: dict[str, str]) -> dict[str, str]:
    """The paragraph behind the box put into it."""
    found = words(f"{LAST}\n\n{CLOSES}", LAST)(pages)
    path = next(path for path, text in found.items() if BEHIND in text)
    lines = found[path].split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith(BEHIND))
    return found | {path: "\n".join([*lines[: at + 1], "", CLOSES, *lines[at + 1 :]])}


def shorter(pages: dict[str, str]) -> dict[str, str]:
    """The last section of the box put out of it."""
    found = words(f"\n\n{CLOSES}\n\n{BEHIND}", f"\n\n{BEHIND}")(pages)
    return words(SECTION, f"{CLOSES}\n\n{SECTION}")(found)


def told(root: Path, *corrections: str) -> list[str]:
    return corrected(root, (FROZEN / "2017.txt").read_text("utf-8"), *corrections)


def done(root: Path, change: Change) -> None:
    for name, text in change(pages_of(root)).items():
        (root / "docs/x" / name).write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("change", "level", "before", "line"),
    [(longer, 3, BEHIND, BEHIND), (shorter, 4, "对接浙江嘉善", LAST)],
    ids=["longer", "shorter"],
)
def test_a_heading_that_is_put_in_makes_no_second_box(
    root: Path, change: Change, level: int, before: str, line: str
) -> None:
    told(root)
    done(root, change)
    told(root)
    edited = pages_of(root)
    told(root, f"  - {{heading: 交流与支援, level: {level}, before: {before}, {WHY}")
    path = next(path for path, text in edited.items() if line in text)
    now = pages_of(root)[path].split("\n")
    at = next(number for number, text in enumerate(now) if text.endswith(" 交流与支援"))
    assert now[at + 2].startswith(line)
    rest = [*now[:at], *now[at + 2 :]]
    assert [text for text in rest if text] == [text for text in edited[path].split("\n") if text]
    told(root)
    assert pages_of(root) == edited


def test_an_item_that_comes_back_stands_where_its_section_stands_in_no_box(root: Path) -> None:
    told(root)
    wanted = shorter(pages_of(root))
    told(root, MOVED)
    done(root, shorter)
    edited = pages_of(root)
    told(root, MOVED)
    assert pages_of(root) == edited
    told(root)
    assert pages_of(root) == wanted


BOX = f"  - {{box: 协同创新合作项目成果显著, through: 为当地企业和村庄供电供热, {WHY}"
NEXT, WATER = "### 组织参与交流对接活动", "- “自然能提水技术产业化研究及示范应用”"
DROPPED = f"  - {{drop: 区域技术转移, through: 举办科技交流活动, {WHY}"


@pytest.mark.parametrize("first", ["", "为合作地区培养科技人才"])
def test_a_box_that_an_editor_ended_elsewhere_is_the_editors(root: Path, first: str) -> None:
    text = (FROZEN / "2022.txt").read_text("utf-8")
    corrected(root, text)
    if first:
        done(root, words(first, f"全年{first}"))
    corrected(root, text, BOX)
    done(root, words(f"\n\n{CLOSES}\n\n{NEXT}", f"\n\n{NEXT}"))
    done(root, words(WATER, f"\n{CLOSES}\n\n{WATER}"))
    assert "N110" in corrected(root, text, BOX)
    edited = pages_of(root)
    for corrections in ([], [BOX], []):
        corrected(root, text, *corrections)
        assert pages_of(root) == edited


def test_what_comes_back_into_a_box_of_which_an_editor_made_another_kind_stands_in_that(root: Path) -> None:
    other = words(f"{OPENS}\n\n### 推进长三角", '<div class="box" markdown="1">\n\n### 推进长三角')
    told(root)
    wanted = other(pages_of(root))
    told(root, DROPPED)
    done(root, other)
    told(root, DROPPED)
    told(root)
    assert pages_of(root) == wanted


def test_a_note_behind_a_box_is_behind_what_comes_back_into_it(root: Path) -> None:
    """The last section of it was dropped when the editor wrote the note."""
    text = (FROZEN / "2017.txt").read_text("utf-8")
    corrected(root, text, drop("区域技术转移", "举办科技交流活动"))
    note = "> **编者注** 甲。"
    page = next(page for page in (root / "docs/x").glob("*.md") if BEHIND in page.read_text("utf-8"))
    assert SECTION not in page.read_text("utf-8")
    edit(page, (f"{CLOSES}\n\n{BEHIND}", f"{CLOSES}\n\n{note}\n\n{BEHIND}"))
    corrected(root, text)
    assert SECTION in page.read_text("utf-8")
    assert f"举办科技交流活动\n\n{CLOSES}\n\n{note}\n\n{BEHIND}" in page.read_text("utf-8")
