"""A block that renders as other text than its Markdown says is reported, never marked in silence."""

from __future__ import annotations

import re

import markdown
import pytest

from annals.model import Marking, PageKind, View, Voice
from annals.site.dressing import Dresser

SOURCE = "第一段。\n\n第二段。"


@pytest.mark.parametrize(
    ("texts", "found"),
    [(("第一段。", "第二段。"), []), (("第一段。", "另一段。"), [2]), (("第一段。",), [2])],
)
def test_mismatches_are_reported_with_their_block(texts: tuple[str, ...], found: list[int]) -> None:
    marking = tuple(
        Marking(id=f"l{i}", text=text, voice=Voice.SOURCE, kind="paragraph") for i, text in enumerate(texts, 1)
    )
    dresser = Dresser(view=View(path="x/a.md", title="甲", kind=PageKind.REPORT, marking=marking))
    markdown.markdown(SOURCE, extensions=[dresser])
    assert [miss.index for miss in dresser.mismatches] == found


def test_a_row_with_a_further_address_stays_whole() -> None:
    """What stands between cells a browser takes out of the table: all that is added stands in the first cell."""
    rows = ((1, "地区\t项目", ()), (3, "甲州\t52", ("l2",)))
    marking = tuple(
        Marking(
            id=f"l{number}", text=text, voice=Voice.SOURCE, kind="row", label=str(number), href="r", anchors=anchors
        )
        for number, text, anchors in rows
    )
    dresser = Dresser(view=View(path="x.md", title="甲", kind=PageKind.REPORT, marking=marking))
    made = markdown.markdown("| 地区 | 项目 |\n| --- | --- |\n| 甲州 | 52 |\n", extensions=["tables", dresser])
    (row,) = re.findall(r'<tr[^>]*id="l3">(.*?)</tr>', made, re.DOTALL)
    assert re.findall(r"<(\w+)", row) == ["td", "span", "a", "td"]
    assert re.sub(r"<[^>]*>|\s", "", row) == "甲州52" and dresser.mismatches == []
