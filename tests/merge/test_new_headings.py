"""A heading that an editor puts between two parts of a paragraph, in words of the second: a new one, no title that ran in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.merge_stories import process
from tests.support.stories import seed

TEXT = """第二章 创新人才

第一节 人才引进

集聚优质创新企业生态。举办“数创”主题论坛，聚焦元宇宙积极探索产业发展新领域。打造海外人才一站式服务中心，持续推进“山谷智谷”首席技术官联盟建设。

第二节 人才培养

全年举办各类培训班20期。
"""
LEVEL = "corrections:\n  - {level: 集聚优质创新企业生态。, to: 3, cause: layout, certainty: likely, reason: 试}\n"


@pytest.mark.parametrize("title", ["山谷智谷", "海外人才", "另一个题目"])
def test_the_title_before_it_becomes_one(root: Path, title: str) -> None:
    seed(root, text=TEXT, yml="year: 2019\n")
    assert process(root) == []
    page = root / "docs/x/other.md"
    parted = page.read_text("utf-8").replace("新领域。打造", f"新领域。\n\n#### {title}\n\n打造")
    page.write_text(parted, "utf-8")
    assert process(root) == []
    seed(root, text=TEXT, yml="year: 2019\n" + LEVEL)
    assert process(root) == []
    expected = parted.replace("集聚优质创新企业生态。举办", "#### 集聚优质创新企业生态。\n\n举办")
    assert page.read_text("utf-8") == expected
    seed(root, text=TEXT, yml="year: 2019\n")
    assert process(root) == []
    assert page.read_text("utf-8") == parted
