"""HTML as the program writes it, as a tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

# What the program writes is well formed: every sign of a tag that is none is escaped, every value quoted. Python's own
# parser, ready for anything, takes five times as long over the whole of a site.
TAG = re.compile(
    r"""<(?:(/?)([a-zA-Z][^\s/>]*+)([^>"']*+(?:(?:"[^"]*+"|'[^']*+')[^>"']*+)*+)|!--.*?--|![^>]*)>""", re.DOTALL
)
ATTRIBUTE = re.compile(r"""([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?""")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_UNREAD = frozenset(("script", "style", "svg"))
"""Elements whose inside is no words: it is kept as it was written."""
_NONE: dict[str, str] = {}
_tags = re.compile(r"<[^<>]*>")


@dataclass(slots=True)
class Element:
    """An element with what is inside it: all of it is `whole`[start:end], `written` what its tag says besides its name."""

    tag: str
    written: str
    whole: str
    start: int
    end: int = 0
    children: list[Element | str] = field(default_factory=list)
    _given: dict[str, str] | None = None

    @property
    def html(self) -> str:
        return self.whole[self.start : self.end]

    @property
    def given(self) -> dict[str, str]:
        """Its attributes. They are read when somebody asks: of most elements nobody does."""
        if not self.written:
            return _NONE
        if self._given is None:
            self._given = {name: _text(one or other) for name, one, other in ATTRIBUTE.findall(self.written)}
        return self._given

    @property
    def classes(self) -> list[str]:
        return self.given.get("class", "").split() if "class" in self.written else []

    @property
    def id(self) -> str:
        return self.given.get("id", "") if " id=" in self.written else ""

    def elements(self) -> Iterator[Element]:
        """The elements directly inside it."""
        return (child for child in self.children if isinstance(child, Element))

    def every(self) -> Iterator[Element]:
        """All elements inside it, at any depth, in order."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.every()

    def text(self) -> str:
        """The text inside it, at any depth."""
        if self.tag in _UNREAD:
            return _text(_tags.sub(" ", self.html))
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


def read_html(html: str) -> list[Element | str]:
    """A piece of a page as elements and text; character references are resolved, comments left out."""
    if not html:
        return []
    root = Element("", "", html, 0)
    opened = [root]
    inside = root.children
    at, unread = 0, ""
    for found in TAG.finditer(html):
        closing, tag, written = found.groups()
        if unread and not (closing and tag == unread):
            continue
        start = found.start()
        if start > at and not unread:
            inside.append(_text(html[at:start]))
        at, unread = found.end(), ""
        if closing:
            inside = _close(opened, tag, at)
        elif tag:
            element = Element(tag, written, html, start, at)
            inside.append(element)
            if tag not in _VOID:
                opened.append(element)
                inside = element.children
                unread = tag if tag in _UNREAD else ""
    if at < len(html):
        root.children.append(_text(html[at:]))
    return root.children


def _close(opened: list[Element], tag: str, end: int) -> list[Element | str]:
    """End the innermost open element of a name, and all inside it; returns the place where what follows belongs."""
    for depth in range(len(opened) - 1, 0, -1):
        if opened[depth].tag == tag:
            for element in opened[depth:]:
                element.end = end
            del opened[depth:]
            break
    return opened[-1].children


def _text(written: str) -> str:
    return unescape(written) if "&" in written else written
