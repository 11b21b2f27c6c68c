"""A text of equals signs, which below a line would make it a heading, wherever a page may hold it: both readers see
the text that was written, though nothing escapes it."""

from __future__ import annotations

import html
import re
from itertools import product

import markdown
import pytest
from jinja2 import FileSystemLoader

from annals.edition.building import SHIPPED
from annals.markdown.read import escape, read_blocks
from annals.markdown.write import Part, environment

TEXTS = ("=", "===", "=====  ", "= 甲", "== ==", "=甲", "===。")
# What may stand right before: each part of a page, with the end of a closed form among them.
BEFORE = {
    "nothing": [],
    "paragraph": [Part("text", "甲段")],
    "heading": [Part("heading", "甲节", 2)],
    "item": [Part("item", "甲项")],
    "nested item": [Part("item", "甲项"), Part("item", "乙项", 1, follows=True)],
    "row": [Part("row", "甲 | 乙", 2, header=True), Part("row", "丙 | 丁", 2, follows=True)],
    "note": [Part("note", "甲注")],
    "box opened": [Part("open", "box")],
    "box closed": [Part("open", "box"), Part("text", "甲段"), Part("close")],
}
TAGS = {"text": "p", "item": "li", "note": "p", "heading": "h3"}


def written(parts: list[Part]) -> str:
    template = environment(FileSystemLoader(SHIPPED / "templates" / "pages")).from_string(
        '{% from "_parts.md.j2" import write %}{{ write(parts) }}'
    )
    return template.render(parts=parts)


@pytest.mark.parametrize(("before", "form"), list(product(BEFORE, TAGS)))
def test_equals_signs_are_text_in_both_dialects(before: str, form: str) -> None:
    for text in TEXTS:
        parts = BEFORE[before]
        behind = form == "item" and bool(parts) and parts[-1].form == "item"
        part = Part(form, escape(text.strip()), 3 if form == "heading" else 0, follows=behind)
        end = [Part("close")] if before == "box opened" else []
        source = written([*parts, part, *end, Part("text", "末段")])
        blocks = [(block.kind, block.text) for block in read_blocks(source)]
        kind = {"text": "paragraph"}.get(form, form)
        assert blocks[-2:] == [(kind, text.strip()), ("paragraph", "末段")], source
        assert len(blocks) == sum(one.form not in ("open", "close") for one in parts) + 2, source
        shown = markdown.markdown(source, extensions=["tables", "md_in_html", "sane_lists"])
        assert len(re.findall(r"<h\d", shown)) == sum(one.form == "heading" for one in (*parts, part)), shown
        found = re.findall(rf"<{TAGS[form]}\b[^>]*>(?:\s*<p>)?([^<]*)", shown)
        assert text.strip() in [html.unescape(one).strip() for one in found], shown
