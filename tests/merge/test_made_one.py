"""Items that an editor wrote out as one paragraph, which is most like the last of them: each goes on in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.merge_stories import correct, process
from tests.support.stories import seed

ITEMS = ("32个国家和地区", "12个国际科技组织", "300余位嘉宾（境外嘉宾比例达40%）")
TEXT = (
    "第二章 创新人才\n\n第一节 人才引进\n\n全省人才论坛如期举办，参会的来自多处。\n\n"
    + "".join(f"- {item}\n" for item in ITEMS)
    + "\n第二节 人才培养\n\n全年举办培训班20期。\n"
)


@pytest.mark.parametrize(("old", "new"), [("32个", "33个"), ("12个", "13个"), ("300余位", "400余位")])
def test_a_correction_comes_into_any_of_them(root: Path, old: str, new: str) -> None:
    seed(root, text=TEXT, yml="year: 2019\n")
    assert process(root) == []
    page = root / "docs/x/other.md"
    made = page.read_text("utf-8").replace("\n- ", "，").replace("。\n，", "。\n\n")
    assert "\n\n32个国家和地区，12个国际科技组织，300余位" in made
    page.write_text(made, "utf-8")
    assert process(root) == [] and page.read_text("utf-8") == made
    seed(root, text=TEXT, yml="year: 2019\ncorrections:\n" + correct(old, new))
    assert process(root) == []
    assert page.read_text("utf-8") == made.replace(old, new)
    seed(root, text=TEXT, yml="year: 2019\n")
    assert process(root) == []
    assert page.read_text("utf-8") == made
