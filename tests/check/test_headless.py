"""A correction that takes out a line marked as a heading is noticed; any other line goes without a word."""

from __future__ import annotations

import pytest

from annals.check.headless import headings_dropped
from annals.clean.cleaning import clean_source
from annals.clean.metadata import read_metadata
from annals.clean.read import read_source
from tests.support.words import LEXICON


@pytest.mark.parametrize(
    ("line", "quoted", "title"),
    [
        ("## 国际合作的平台", "国际合作的平台", "国际合作的平台"),
        ("» 国际合作的平台", "国际合作的平台", "国际合作的平台"),
        ("第三节 国际合作的平台", "第三节 国际合作的平台", "第三节 国际合作的平台"),
        ("- 国际合作的平台12个", "国际合作的平台12个", ""),
        ("国际合作的平台，全年新建12个。", "国际合作的平台，全年新建12个。", ""),
        ("## 国际合作的平台", "国际合作的", ""),
        ("| 平台 | 12个 |", "'| 平台 | 12个 |'", ""),
    ],
)
@pytest.mark.parametrize("how", ["drop: {}", "replace: {}, with: ''"])
def test_a_heading_that_is_dropped_is_noticed(line: str, quoted: str, title: str, how: str) -> None:
    raw = f"第一章 总览\n\n第二节 合作\n\n一段文字，自成一句。\n\n{line}\n\n后面一段文字，自成一句。\n"
    item = f"  - {{{how.format(quoted)}, cause: layout, certainty: certain, reason: 试}}\n"
    metadata, wrong = read_metadata("x", f"corrections:\n{item}", "x.yml")
    cleaned, problems = clean_source(read_source("x", raw.encode()), LEXICON, metadata.corrections, "x.yml")
    assert not wrong and not problems
    found = headings_dropped(cleaned, "x.yml")
    assert [(problem.code, problem.line, dict(problem.details)["title"]) for problem in found] == (
        [("N107", 2, title)] if title else []
    )
