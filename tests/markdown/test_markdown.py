"""The dialect: what is written reads back, and both Markdown readers see the same text."""

from __future__ import annotations

import html
import re

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annals.markdown.front import Front
from annals.markdown.inline import Span, escape
from annals.markdown.read import read_blocks

_TRICKY = [
    "# 甲",
    "1. 甲",
    "12) 甲",
    "- 甲",
    "+ 甲",
    "> 甲",
    "---",
    "===",
    "1.5 亿元",
    "[甲](乙)",
    "![甲](乙)",
    "[^1]",
    "*甲*",
    "**甲**",
    "_甲_",
    "甲_乙_丙",
    "`甲`",
    "<b>甲</b>",
    "<script>alert(1)</script>",
    "&lt;",
    "&amp;",
    "A&B",
    "&#60;",
    "&#60",
    "甲&#x41 乙",
    "\\",
    "a\\*b",
    "~~甲~~",
    "{{ config }}",
    "{% raw %}",
    "--8<-- 甲",
    "javascript:alert(1)",
    "http://a.b/c_d_e",
    "a@b.cn",
    "| 甲 | 乙 |",
    ":smile:",
    "甲{: .x }",
    "[TOC]",
    "*[甲]: 乙",
    "[甲]: http://a.b",
    "$15\\%$",
    "甲  ",
    "    甲",
    "\"甲\" 'b'",
    "(c) ... --",
    "甲<!-- 乙 -->",
    '<div markdown="1">',
]
texts = (
    st.lists(st.one_of(st.sampled_from(_TRICKY), st.text("甲乙12*_`[]()<>&#\\~|!:.-+= ", max_size=8)), max_size=5)
    .map(lambda parts: "".join(parts).strip())
    .filter(lambda text: text != "" and "\n" not in text)
)


def site_text(source: str) -> list[str]:
    """What Python-Markdown, set up as the site's, shows of each paragraph: tags out, entities resolved."""
    rendered = markdown.markdown(source, extensions=["tables", "md_in_html", "sane_lists"])
    assert not re.search(r"<(?!/?p>)", rendered), rendered
    return [html.unescape(found) for found in re.findall(r"<p>(.*?)</p>", rendered, re.DOTALL)]


def bare(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("text", _TRICKY)
def test_tricky_text_survives_both_readers(text: str) -> None:
    source = escape(text.strip())
    assert [bare(block.text) for block in read_blocks(source)] == [bare(text)]
    assert [bare(found) for found in site_text(source)] == [bare(text)]


@given(texts)
@settings(max_examples=200, deadline=None)
def test_any_text_survives_both_readers(text: str) -> None:
    source = escape(text)
    blocks = read_blocks(source)
    assert [(block.content.kind, bare(block.text)) for block in blocks] == [("paragraph", bare(text))]
    assert [bare(found) for found in site_text(source)] == [bare(text)]


def test_bold_label_against_a_digit() -> None:
    source = escape("交流合作项目5年内", (Span(start=0, end=6, tag="strong"),))
    assert source == "**交流合作项目**5年内"
    assert read_blocks(source)[0].text == "交流合作项目5年内"
    assert markdown.markdown(source) == "<p><strong>交流合作项目</strong>5年内</p>"


PAGE = """---
title: 甲（2012）
report: "2012"
---

## 第一节

第一段。

<div class="box" markdown="1">

### 专栏

- 一
    - 二

</div>

> **编者注** 说明。

| 年 | 数 |
| --- | --- |
| 2012 | 5 |
"""


def test_blocks_with_lines_and_closed_forms() -> None:
    front = Front.of(PAGE)
    body, before = front.body, front.lines_before
    found = [(b.content.kind, b.text, b.line, tuple(box.kind for box in b.boxes)) for b in read_blocks(body, before)]
    assert front.values == {"title": "甲（2012）", "report": "2012"}
    assert found == [
        ("heading", "第一节", 6, ()),
        ("paragraph", "第一段。", 8, ()),
        ("heading", "专栏", 12, ("box",)),
        ("item", "一", 14, ("box",)),
        ("item", "二", 15, ("box",)),
        ("note", "编者注 说明。", 19, ()),
        ("row", "年\t数", 21, ()),
        ("row", "2012\t5", 23, ()),
    ]
    assert [b.content.depth for b in read_blocks(body, before) if b.content.kind == "item"] == [0, 1]
    assert [b.content.header for b in read_blocks(body, before) if b.content.kind == "row"] == [True, False]


def test_an_ampersand_is_escaped_where_it_would_begin_an_entity() -> None:
    assert escape("R&D、AT&T 和 Q&A") == "R&D、AT&T 和 Q&A"
    assert escape("&lt; 与 &#60; 与 &甲;") == "&amp;lt; 与 &amp;#60; 与 &甲;"
