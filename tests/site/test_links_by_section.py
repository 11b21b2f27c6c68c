"""How often one name is linked on a page: once below each heading of the second level."""

from __future__ import annotations

import re

import markdown

from annals.model import EntityLink, Marking, PageKind, View, Voice
from annals.site.dressing import Dresser

# Headings with their marks, paragraphs without; the name is 甲会.
PAGE = (
    "甲会开幕。",
    "甲会闭幕。",
    "## 一、论坛",
    "乙会和甲会开幕。",
    "甲会闭幕，甲会再开。",
    "### 小会",
    "甲会又开幕。",
    "## 二、展会",
    "展会先开，甲会后开。",
    "甲会闭幕。",
)


def marking(number: int, line: str) -> Marking:
    text = line.lstrip("# ")
    links = tuple(
        EntityLink(m.start(), m.end(), name, f"../entities/{name}.html")
        for name, form in (("jia", "甲会"), ("yi", "乙会"))
        for m in re.finditer(form, text)
    )
    kind = "heading" if line.startswith("#") else "paragraph"
    return Marking(f"l{number}", text, Voice.SOURCE, kind, links=tuple(sorted(links, key=lambda link: link.start)))


def test_a_name_is_linked_once_below_each_second_heading() -> None:
    view = View(
        "x/a.md", "甲", PageKind.REPORT, marking=tuple(marking(number, line) for number, line in enumerate(PAGE))
    )
    dresser = Dresser(view=view)
    html = markdown.markdown("\n\n".join(PAGE), extensions=[dresser])
    assert dresser.mismatches == []
    linked: list[list[str]] = [[]]
    for element in re.findall(r"<(?:h2|p).*?</(?:h2|p)>", html, re.DOTALL):
        if element.startswith("<h2"):
            linked.append([])
        linked[-1] += re.findall(r'data-entity="(\w+)"', element)
    assert [sorted(names) for names in linked] == [["jia"], ["jia", "yi"], ["jia"]]
    # It is the first one that is linked.
    assert [before for before in ("乙会</a>和<a", "展会先开，<a") if before in html] == ["乙会</a>和<a", "展会先开，<a"]
