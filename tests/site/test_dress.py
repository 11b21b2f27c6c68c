"""A block that renders as other text than its Markdown says is reported, never marked in silence."""

from __future__ import annotations

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
