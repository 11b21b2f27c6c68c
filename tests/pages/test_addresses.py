"""Where an admarking leads whose paragraph is gone: to its own section, never into the next one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from annals.edition.deriving import derive
from annals.edition.ingesting import ingest
from annals.edition.writing import carry_out
from tests.support.small_folder import folder, write

PAGE = "docs/2031/forums-and-expos.md"
RAW = """第三章 科技合作

第一节 论坛综述

2031年3月，第3届甲乙论坛在某地举行。

2031年4月，论坛的成果汇编成书。

2031年5月，论坛的分会在各区举行。

第二节 论坛专场

2031年6月，专场论坛举行了三次。

2031年7月，专场论坛的报告发布。
"""
# Sections by their line, each with the lines of its paragraphs.
SECTIONS = {3: (5, 7, 9), 11: (13, 15)}


def heirs(root: Path) -> dict[str, str]:
    """For each admarking of the report's page the block that bears it."""
    views, problems = derive(ingest(root).edition)
    assert problems == ()
    (view,) = [view for view in views if view.path == "2031/forums-and-expos.md"]
    return {name: marking.id for marking in view.marking for name in (marking.id, *marking.anchors)}


@pytest.mark.parametrize("gone", [(5,), (7,), (9,), (5, 7), (7, 9), (13,), (15,), (9, 13), (5, 7, 9), (9, 15)])
def test_a_lost_paragraph_leaves_its_admarking_to_the_next_of_its_section_else_to_its_heading(
    tmp_path: Path, gone: tuple[int, ...]
) -> None:
    root = (tmp_path / "root").resolve()
    folder(root)
    write(root, "seeds/2031.txt", RAW)
    carry_out(root, ingest(root).writes)
    text = (root / PAGE).read_text("utf-8")
    raw = RAW.split("\n")
    for line in gone:
        text = re.sub(re.escape(raw[line - 1]) + r"\n\n?", "", text)
    write(root, PAGE, text)
    carry_out(root, ingest(root).writes)
    found = heirs(root)
    for heading, lines in SECTIONS.items():
        for line in lines:
            left = [other for other in lines if other >= line and other not in gone]
            assert found[f"l{line}"] == (f"l{left[0]}" if left else f"l{heading}"), line
