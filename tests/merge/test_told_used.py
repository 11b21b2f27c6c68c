"""A correction of which something shows on a page is not told as unused (N110), whatever an editor made of its place; one of which
nothing shows is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.merge.test_since import WHY, Change, Pages, pages_of, to_end, words
from tests.support.merge_stories import corrected, drop, edit

FROZEN = Path(__file__).parents[1] / "frozen/seeds"
CENTRES = "外资在沪研发中心不断加速融入上海市的创新体系"
STOPS = "、企业开展产业链核心技术攻关。"
HOST = "形成“1+N+X”的国际化办会机制"
ZONE = "将在上海自贸试验区建设“一带一路”产权交易中心"
COMMUNITY = "推动构建“科技创新共同体”"


def _items(pages: Pages) -> Pages:
    """A paragraph made items, and what it is to be moved behind put on another page."""
    items = words(f"\n{CENTRES}", f"\n- {CENTRES}")(words(STOPS, f"{STOPS}\n- ")(pages))
    return to_end("2017浦江创新论坛于9月22", "### 推动构建“科技创新共同体”")(items)


STORIES: dict[str, tuple[str, Change, tuple[str, ...], bool]] = {
    "a paragraph that an editor made items is moved": (
        "2017",
        _items,
        (
            f"  - {{move: 外资在沪研发中心不断加速融入, line: 72, through: 新创业提供有益经验。, after: 2017浦江创新论坛于9月22, {WHY}",
        ),
        True,
    ),
    "a box without the heading that an editor took out": (
        "2017",
        words(f"### {COMMUNITY}\n\n", ""),
        (f"  - {{box: {COMMUNITY}, line: 58, through: 科技创新智库对话平台, {WHY}",),
        True,
    ),
    "the highest heading of a page, which an editor took out": (
        "2023",
        words(f"#### {HOST}\n\n", ""),
        (f"  - {{level: {HOST}, line: 93, to: 2, {WHY}",),
        True,
    ),
    "a heading from which nothing counts, which an editor took out": (
        "2023",
        words(f"#### {HOST}\n\n", ""),
        (f"  - {{level: {HOST}, line: 93, to: 5, {WHY}",),
        False,
    ),
}


@pytest.mark.usefixtures("made_once")
@pytest.mark.parametrize("name", STORIES)
def test_what_shows_is_told_as_used(root: Path, name: str) -> None:
    report, change, corrections, used = STORIES[name]
    text = (FROZEN / f"{report}.txt").read_text("utf-8")
    corrected(root, text)
    _do(root, change)
    corrected(root, text)
    before = pages_of(root)
    codes = corrected(root, text, *corrections)
    assert (pages_of(root) != before) is used
    assert ("N110" not in codes) is used and not {"E114", "E115"} & {*codes}


@pytest.mark.usefixtures("made_once")
def test_an_item_whose_parent_goes_is_one_still(root: Path) -> None:
    # The page waited with E115: written as far in as it had been, the item was no item.
    text = (FROZEN / "2017.txt").read_text("utf-8")
    corrected(root, text)
    _do(root, words(f"- {ZONE}", f"\n{ZONE}"))
    corrected(root, text)
    edited = pages_of(root)
    move = "{move: '★ 将在上海自贸试验区建设“', line: 56, through: 、技术转移和园区共建, after: '**优秀青年科学家交流合作项目**5年内'"
    heading = "{heading: 补上的标题, level: 3, before: '★ 将在上海自贸试验区建设“一带一路”产'"
    assert "E115" not in corrected(root, text, f"  - {move}, {WHY}", f"  - {heading}, {WHY}")
    page = next(page for page in pages_of(root).values() if ZONE in page)
    assert "\n## 补上的标题\n" in page and "\n- **国际联合实验室建设项目**" in page
    corrected(root, text)
    assert pages_of(root) == edited


def _do(root: Path, change: Change) -> None:
    for name, text in change(pages_of(root)).items():
        (root / "docs/x" / name).write_text(text, "utf-8")


TABLE = """第一节 人才培养

组织技术经纪人培训45期，结业学员2600名，覆盖各设区市，反映良好。

| 年份 | 期数 | 学员 |
|---|---|---|
| 2018 | 42 | 2400 |
| 2019 | 45 | 2600 |
"""
ROW = "| 2019 | 45 | 2600 |\n"


@pytest.mark.parametrize(
    ("made", "correction", "told"),
    [
        (f"{ROW}| 2020 | 48 | 2900 |\n", drop(ROW.strip()), []),
        ("", f"  - {{replace: '45', with: '46', line: 8, {WHY}", ["N110"]),
    ],
    ids=["a row that is dropped beside one of the editor's", "a figure in a row that an editor took out"],
)
def test_what_is_told_of_a_row_is_what_stands(root: Path, made: str, correction: str, told: list[str]) -> None:
    """Rows of figures are alike, whatever they say."""
    assert corrected(root, TABLE) == []
    edit(root / "docs/x/other.md", (ROW, made))
    assert corrected(root, TABLE) == []
    assert corrected(root, TABLE, correction) == told
