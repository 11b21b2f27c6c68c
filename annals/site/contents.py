"""A page's table of contents, as MkDocs reads it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape, unescape
from typing import Any, TypedDict

from annals.pages.links import listed


class Entry(TypedDict):
    """A heading of a table of contents, as MkDocs reads it."""

    level: int
    id: str
    name: str
    children: list[Entry]


def tokens(toc: Any, untold: set[str]) -> list[Entry]:
    """MkDocs' table of contents as entries, without those that are `untold`."""
    return [
        {"level": item.level, "id": item.id, "name": listed(item.title), "children": tokens(item.children, untold)}
        for item in toc
        if item.id not in untold
    ]


def lines(entries: Iterable[Entry]) -> int:
    """How many lines of contents a reader would see: a heading of the first level is the page's title."""
    return sum((entry["level"] > 1) + lines(entry["children"]) for entry in entries)


_heading = re.compile(r'<h([2-6]) id="([^"<>]*)"[^<>]*>(.*?)</h\1>', re.DOTALL)
_PERMALINK = '<a class="headerlink"'
_small = re.compile(r"<small\b[^<>]*>[^<]*</small>")
_tag = re.compile(r"<[^<>]*>")


def headings(html: str) -> Iterator[tuple[int, str, str]]:
    """The headings of derived HTML that the table of contents tells, as (level, id, title): those with a link to themselves.

    >>> list(headings('<h2 id="a">甲 &amp; <small>3 处</small><a class="headerlink" href="#a"></a></h2><h2 id="b">乙</h2>'))
    [(2, 'a', '甲 &')]
    """
    for level, name, words in _heading.findall(html):
        title, link, _ = words.partition(_PERMALINK)
        if link:
            yield int(level), unescape(name), unescape(_tag.sub("", _small.sub("", title))).strip()


def nested(entries: Iterable[tuple[int, str, str]]) -> list[Entry]:
    """Flat (level, id, title) entries as the nested tokens that MkDocs reads."""
    roots: list[Entry] = []
    stack: list[Entry] = []
    for level, name, title in entries:
        token: Entry = {"level": level, "id": name, "name": escape(title, quote=False), "children": []}
        while stack and stack[-1]["level"] >= level:
            stack.pop()
        (stack[-1]["children"] if stack else roots).append(token)
        stack.append(token)
    return roots
