"""What is taken back leaves nothing behind on the pages of whole reports, whatever an editor had done to them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.merge_stories import (
    WHY,
    correct,
    corrected,
    drop,
    edit,
    heading,
    level,
    move,
    pages,
)
from tests.support.places import FROZEN

NETWORK = "推进长三角区域协同创新网络建设"
FORM = f'<div class="infographic" markdown="1">\n\n### {NETWORK}'
LAST = "- 对接浙江嘉善、江苏南通举办科技交流活动"
ENDS = "扎实推进科技对口支援，聚焦"
LABS = "#### 科技创新券\n\n- 探索科技创新券在长三角通用通兑，开展沪浙创新券跨区域使用嘉兴试点，嘉兴科技创新券可在上海使用\n\n"
SECTION = "第二节 国内科技合作交流"

Change = Callable[[str], str]


def _behind(text: str, first: str, other: str) -> str:
    """A page with the paragraph that begins in one way put behind the one that begins in another."""
    blocks = text.split("\n\n")
    moved = next(block for block in blocks if block.startswith(first))
    left = [block.strip("\n") for block in blocks if block is not moved]
    at = next(at for at, block in enumerate(left) if block.startswith(other))
    return "\n\n".join([*left[: at + 1], moved.strip("\n"), *left[at + 1 :]]) + "\n"


def _into(text: str) -> str:
    """The paragraph behind an infographic put into it."""
    blocks = text.rstrip("\n").split("\n\n")
    at = next(at for at, block in enumerate(blocks) if block.startswith(ENDS))
    return "\n\n".join([*blocks[: at - 1], blocks[at], "</div>", *blocks[at + 1 :]]) + "\n"


BOXED: Change = lambda text: text.replace(FORM, FORM.replace("infographic", "box"))  # noqa: E731
REAL: dict[str, tuple[str, Change, str]] = {
    "a form made a box, a heading put in": ("2017", BOXED, heading("交流", "对接浙江嘉善", 5)),
    "a form made a box, another level": ("2017", BOXED, f"  - {{level: {NETWORK}, line: 11, to: 2, {WHY}"),
    "parts of a form swapped, its title dropped": (
        "2017",
        lambda text: text.replace(LABS, "").replace("#### 联合攻关研究", f"{LABS}#### 联合攻关研究"),
        f"  - {{drop: {NETWORK}, line: 11, {WHY}",
    ),
    "a form that ends elsewhere, what it holds moved": (
        "2017",
        _into,
        move("扎实推进科技对口支援", through="培养科技人才。", before="围绕“长江经济带”战略"),
    ),
    "a heading of their own, another level": (
        "2017",
        lambda text: text.replace(ENDS, "### 扎实推进科技对口支援\n\n聚焦"),
        f"  - {{level: {NETWORK}, line: 11, to: 2, {WHY}",
    ),
    "a form undone, a box made in it": (
        "2017",
        lambda text: text.replace(FORM, f"### {NETWORK}").replace(f"{LAST}\n\n</div>", LAST),
        f"  - {{box: 区域技术转移, line: 33, through: 江苏南通举办科技交流活动, {WHY}",
    ),
    "a paragraph put past others, their section's heading dropped": (
        "2012",
        lambda text: _behind(text, "对口支援和帮扶", "瞄准共性"),
        drop(SECTION),
    ),
    "a heading made text by both, and taken back": (
        "2012",
        lambda text: text.replace(f"## {SECTION}", SECTION),
        level(SECTION, "text"),
    ),
    "two paragraphs swapped, one moved": (
        "2012",
        lambda text: _behind(text, "对口支援和帮扶", "瞄准共性"),
        move("瞄准共性需求", "标志性项目之一。", "示范和借鉴作用。"),
    ),
}
"""A report, what an editor does to the page on which a certain section is, and a correction of that."""


@pytest.mark.usefixtures("made_once")
@pytest.mark.parametrize("name", REAL)
def test_pages_are_the_editors_again(root: Path, name: str) -> None:
    report, change, correction = REAL[name]
    text = (FROZEN / f"seeds/{report}.txt").read_text("utf-8")
    corrected(root, text)
    found = next(n for n, page in pages(root).items() if (NETWORK if report == "2017" else f"## {SECTION}") in page)
    page = root / "docs/x" / found
    before = page.read_text("utf-8")
    page.write_text(change(before), "utf-8")
    assert page.read_text("utf-8") != before
    corrected(root, text)
    edited = pages(root)
    for _ in range(2):
        assert "E114" not in corrected(root, text, correction)
        corrected(root, text)
        assert pages(root) == edited


@pytest.mark.usefixtures("made_once")
def test_a_paragraph_that_an_editor_puts_on_another_page_meanwhile_stays_there(root: Path) -> None:
    # It went back when a correction of it was taken back, and with the next one it was on no page.
    text = (FROZEN / "seeds/2012.txt").read_text("utf-8")
    corrected(root, text)
    home = next(root / "docs/x" / name for name, page in pages(root).items() if "对口支援和帮扶" in page)
    edit(home, ("指明下一步", "指明今后"))
    corrections = [correct("惠及民生。", "惠及百姓。"), correct("泽普县下一代", "泽普县新一代")]
    corrected(root, text, *corrections)
    paragraph = next(block for block in home.read_text("utf-8").split("\n\n") if block.startswith("对口支援和帮扶"))
    other = next(root / "docs/x" / name for name in pages(root) if name != home.name)
    edit(home, (f"{paragraph}\n\n", ""))
    other.write_text(f"{other.read_text('utf-8')}\n{paragraph}\n", "utf-8")
    moved = pages(root)
    for left in (corrections, corrections[1:], [], [correct("瞄准共性需求", "针对共性需求")]):
        corrected(root, text, *left)
        assert home.read_text("utf-8").count("对口支援和帮扶") == moved[home.name].count("对口支援和帮扶")
        assert other.read_text("utf-8").count("指明今后援疆工作方向") == 1
    assert "惠及民生。" in other.read_text("utf-8") and "泽普县下一代" in other.read_text("utf-8")
