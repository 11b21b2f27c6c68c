"""Tags of HTML that say what a block is: headings, items, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.clean.contract import rule
from annals.clean.rules.tables import ATTRIBUTES
from annals.model import Edit
from annals.text.reading import Reading

_tag = (
    r"</?(?:h[1-6]|li|ul|ol|dl|dt|dd|p|div|blockquote|hr|section|article|figure|figcaption|center|details|summary|main|aside|nav|pre)"
    rf"{ATTRIBUTES}>"
)
_run = re.compile(rf"{_tag}(?:[ ]{{0,8}}{_tag}){{0,40}}", re.IGNORECASE)
_opens = re.compile(r"<(?P<name>h(?P<level>[1-6])|li)[\s/>]", re.IGNORECASE)
_rest = re.compile(r"[^\S\n]{0,200}\S")
_mark = re.compile(r"(?:[-*+•#]|\d{1,3}[.、])")


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
        new = ("\n\n" if mark.startswith("#") or not mark else "\n") if before and after else ""
        yield Edit(start=start, end=end, new=new + mark)


def _written(opened: re.Match[str]) -> str:
    level = opened["level"]
    return "#" * int(level) + " " if level else "- "
