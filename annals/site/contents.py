"""A page's table of contents, as MkDocs reads it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape as html_escape
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


def lines(entries: Sequence[Entry]) -> int:
    """How many lines of contents a reader would see: a heading of the first level is the page's title."""
    return sum((entry["level"] > 1) + lines(entry["children"]) for entry in entries)


def nested(entries: Sequence[tuple[int, str, str]]) -> list[Entry]:
    """Flat (level, id, title) entries as the nested tokens that MkDocs reads."""
    roots: list[Entry] = []
    stack: list[Entry] = []
    for level, name, title in entries:
        token: Entry = {"level": level, "id": name, "name": html_escape(title, quote=False), "children": []}
        while stack and stack[-1]["level"] >= level:
            stack.pop()
        (stack[-1]["children"] if stack else roots).append(token)
        stack.append(token)
    return roots
