"""HTML as the program writes it, as a tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

# What the program writes is well formed: every sign of a tag that is none is escaped, every value quoted. Python's own
# parser, ready for anything, takes five times as long over the whole of a site.
TAG = re.compile(r"""<(?:(/?)([a-zA-Z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)|!--.*?--|![^>]*)>""", re.DOTALL)
ATTRIBUTE = re.compile(r"""([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?""")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_VERBATIM = ("script", "style")


@dataclass(slots=True, kw_only=True)
class Element:
    """An element with what is inside it: all of it is `whole`[start:end]."""

    tag: str
    given: dict[str, str]
    children: list[Element | str] = field(default_factory=list)
    whole: str = ""
    start: int = 0
    end: int = 0

    @property
    def html(self) -> str:
        return self.whole[self.start : self.end]

    @property
    def classes(self) -> list[str]:
        return self.given.get("class", "").split()

    @property
    def id(self) -> str:
        return self.given.get("id", "")

    def elements(self) -> Iterator[Element]:
        """The elements directly inside it."""
        return (child for child in self.children if isinstance(child, Element))

    def every(self) -> Iterator[Element]:
        """All elements inside it, at any depth, in order."""
        for child in self.elements():
            yield child
            yield from child.every()

    def text(self) -> str:
        """The text inside it, at any depth."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


def read_html(html: str) -> list[Element | str]:
    """A piece of a page as elements and text; character references are resolved, comments left out."""
    root = Element(tag="", given={})
    opened = [root]
    at, silent = 0, ""
    for found in TAG.finditer(html):
        closing, tag, given = found.groups()
        if silent and not (closing and tag == silent):
            continue
        silent = ""
        if found.start() > at:
            opened[-1].children.append(_text(html[at : found.start()]))
        at = found.end()
        if closing:
            _close(opened, tag, at)
        elif tag:
            element = Element(tag=tag, given=_given(given) if given else {}, whole=html, start=found.start())
            opened[-1].children.append(element)
            if tag in _VOID:
                element.end = at
            else:
                opened.append(element)
                silent = tag if tag in _VERBATIM else ""
    if at < len(html):
        opened[-1].children.append(_text(html[at:]))
    return root.children


def _close(opened: list[Element], tag: str, end: int) -> None:
    for depth in range(len(opened) - 1, 0, -1):
        if opened[depth].tag == tag:
            for element in opened[depth:]:
                element.end = end
            del opened[depth:]
            return


def _text(written: str) -> str:
    return unescape(written) if "&" in written else written


def _given(written: str) -> dict[str, str]:
    return {name: _text(one or other) for name, one, other in ATTRIBUTE.findall(written)}
