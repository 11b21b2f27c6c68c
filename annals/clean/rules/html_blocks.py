"""Tags of HTML that say what a block is: headings, items, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.clean.contract import rule
from annals.clean.rules.furniture import PAGE_MARK
from annals.clean.rules.tables import ATTRIBUTES
from annals.model import Edit, HintKind
from annals.text.reading import Reading

_tag = (
    r"</?(?:h[1-6]|li|ul|ol|dl|dt|dd|p|div|blockquote|hr|section|article|figure|figcaption|center|details|summary|main|aside|nav|pre)"
    rf"{ATTRIBUTES}>"
)
_run = re.compile(rf"{_tag}(?:[ ]{{0,8}}{_tag}){{0,40}}", re.IGNORECASE)
_opens = re.compile(r"<(?P<name>h(?P<level>[1-6])|li)[\s/>]", re.IGNORECASE)
_centred = re.compile(
    r"<(?:center|figcaption)[\s>]|<[a-z]+\s[^<>]{0,300}(?:\balign\s?=\s?[\"']?|\btext-align\s?:\s?)center\b",
    re.IGNORECASE,
)
_closed = re.compile(r"(?:\s|<(?:img|br)\b[^<>]{0,600}>){0,40}</", re.IGNORECASE)
"""No words, an image at most, stand inside a tag that opens here."""
_rule = re.compile(rf"<hr{ATTRIBUTES}>", re.IGNORECASE)
_rest = re.compile(r"[^\S\n]{0,200}\S")
_mark = re.compile(r"(?:[-*+•#]|\d{1,3}[.、])")


_page_tag = re.compile(
    rf"^[ \t]{{0,20}}(?P<tags>(?:(?:<(?P<name>a|span|div|p|section|i)(?=\s[^<>]{{0,300}}\b(?:id|name)\s?=|\s[^<>]{{0,300}}page){ATTRIBUTES}>\s{{0,4}}</(?P=name)>"
    rf"|<(?:div|section|hr|br)(?=\s[^<>]{{0,300}}page){ATTRIBUTES}>|<pb{ATTRIBUTES}>)[ \t]{{0,8}}){{1,4}})$",
    re.IGNORECASE | re.MULTILINE,
)


@rule("F136", "网页里分页的标签", digits=True, drops=True)
def page_tags(reading: Reading) -> Iterator[Edit]:
    """Yield a form feed for each line that holds nothing but the place of a page: an empty element with a name, to which links
    lead (`<a id="p3"></a>`), or a tag that says page (`<div style="page-break-after: always">`).

    Beside words such an element says nothing of where a page ends, and goes with the other tags.
    """
    for match in _page_tag.finditer(reading.text):
        yield Edit(start=match.start("tags"), end=match.end(), new=PAGE_MARK)


@rule("F125", "网页的标题、列表与段落标签", digits=True)
def block_tags(reading: Reading) -> Iterator[Edit]:
    """Yield the marks of headings and items for their tags (`<h2>`, `<li>`), and the end of a paragraph for the tags of blocks
    between words on one line.

    Rows of tables keep theirs for other rules, and what compares (`a<p and q>b`) is no tag.
    """
    text = reading.text
    for match in _run.finditer(text):
        start, end = match.span()
        line = text[text.rfind("\n", 0, start) + 1 : start]
        if line.lstrip(" ")[:1] == "|":
            continue
        opened = list(_opens.finditer(match.group()))
        mark = _written(opened[-1]) if opened else ""
        if mark:
            while end < len(text) and text[end].isspace() and text.count("\n", match.end(), end + 1) < 2:
                end += 1
            mark = "" if _mark.match(text, end) or end == len(text) else mark
        before, after = bool(line.strip()), bool(_rest.match(text, end))
        # Whether it parts two sentences or cuts one, those that know rules see.
        mark = "---" if _rule.fullmatch(match.group()) and not (before or after) else mark
        new = ("\n\n" if mark.startswith("#") or not mark else "\n") if before and after else ""
        # What a page sets in the middle below a picture says what it shows.
        worded = _centred.search(match.group()) and not _closed.match(text, end)
        yield Edit(start=start, end=end, new=new + mark, hint=HintKind.SET_OFF if worded else None)


def _written(opened: re.Match[str]) -> str:
    level = opened["level"]
    return "#" * int(level) + " " if level else "- "
