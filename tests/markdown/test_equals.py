"""A text of equals signs, which below a line would make it a heading, wherever a page may hold it: both readers see
the text that was written, though nothing escapes it."""

from __future__ import annotations

import html
import re
from itertools import product

import markdown
import pytest

from annals.markdown.inline import escape
from annals.markdown.read import read_blocks
from annals.markdown.write import write_body
from annals.model import BlockKind, Box, Content, Passage, SectionKind, Stem

TEXTS = ("=", "===", "=====  ", "= 甲", "== ==", "=甲", "===。")
BOX = (Box(id="b", kind=SectionKind.BOX),)


def passage(
    kind: BlockKind, text: str, *, depth: int = 0, header: bool = False, boxes: tuple[Box, ...] = ()
) -> Passage:
    content = Content(kind=kind, markdown=text, depth=depth, header=header)
    level = 3 if kind is BlockKind.HEADING else 0
    return Passage(page="x", at=0, stem=Stem(origin=None), content=content, level=level, boxes=boxes)


# What may stand right before; the text itself stands in a closed form where `inside` says so.
BEFORE = {
    "nothing": [],
    "paragraph": [passage(BlockKind.PARAGRAPH, "甲段")],
    "heading": [passage(BlockKind.HEADING, "甲节")],
    "item": [passage(BlockKind.ITEM, "甲项")],
    "nested item": [passage(BlockKind.ITEM, "甲项"), passage(BlockKind.ITEM, "乙项", depth=1)],
    "row": [passage(BlockKind.ROW, "甲 | 乙", header=True), passage(BlockKind.ROW, "丙 | 丁")],
    "note": [passage(BlockKind.NOTE, "甲注")],
    "closed form": [passage(BlockKind.PARAGRAPH, "甲段", boxes=BOX)],
}
TAGS = {BlockKind.PARAGRAPH: "p", BlockKind.ITEM: "li", BlockKind.NOTE: "p", BlockKind.HEADING: "h3"}


@pytest.mark.parametrize(("before", "kind", "inside"), list(product(BEFORE, TAGS, [False, True])))
def test_equals_signs_are_text_in_both_dialects(before: str, kind: BlockKind, inside: bool) -> None:
    for text in TEXTS:
        own = passage(kind, escape(text.strip()), boxes=BOX if inside else ())
        passages = [*BEFORE[before], own, passage(BlockKind.PARAGRAPH, "末段")]
        source = write_body(passages)
        blocks = [(block.content.kind, block.text) for block in read_blocks(source)]
        assert blocks[-2:] == [(kind, text.strip()), (BlockKind.PARAGRAPH, "末段")], source
        assert len(blocks) == len(passages), source
        shown = markdown.markdown(source, extensions=["tables", "md_in_html", "sane_lists"])
        headings = [one for one in passages if one.content.kind is BlockKind.HEADING]
        assert len(re.findall(r"<h\d", shown)) == len(headings), shown
        found = re.findall(rf"<{TAGS[kind]}\b[^>]*>(?:\s*<p>)?([^<]*)", shown)
        assert text.strip() in [html.unescape(one).strip() for one in found], shown
