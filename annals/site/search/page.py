"""From a rendered page to the texts that search knows: its title and blocks, in reading order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

EXCLUDED = "data-search-exclude"
"""The attribute of elements (a whole page's root among them) whose text has its home elsewhere."""

_ROOT = "annals-main"
_root = re.compile(rf'<\w+\b[^>]*\bid="{_ROOT}"[^>]*>')
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
# Elements that a reader sees as lines of their own; a cell is part of its row.
_LINES = _HEADINGS | {
    "address",
    "article",
    "aside",
    "blockquote",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_SILENT = {"script", "style", "template", "svg"}
_PERMALINK = "headerlink"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A line of a page: the id to open it at (empty: the page), the heading it stands below, its text."""

    anchor: str
    heading: str
    text: str
    is_heading: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a rendered page says; `title` is its h1."""

    title: str
    blocks: tuple[Block, ...]


def read_page(html: str) -> Page | None:
    """The page in a rendered HTML document, or None where there is nothing to find: no element
    with the id of the page's root, or that element is excluded."""
    found = _root.search(html)
    if found is None or EXCLUDED in found.group():
        return None
    reader = _Reader()
    # The parser is half of the index's cost: it need not see what stands behind the page's text.
    end = html.find("</article>", found.start())
    reader.feed(html[found.start() : end if end >= 0 else len(html)])
    reader.close()
    return Page(title=reader.title, blocks=tuple(reader.blocks)) if reader.title or reader.blocks else None


class _Reader(HTMLParser):
    """Collects the blocks inside the first element it meets."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.blocks: list[Block] = []
        self._depth = 0
        self._skipping: list[str] = []
        self._done = False
        self._heading = ""
        self._anchor = ""
        self._level = ""
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._done:
            return
        given = dict(attrs)
        if self._skipping:
            if tag == self._skipping[0]:
                self._skipping.append(tag)
        elif tag not in _VOID and (EXCLUDED in given or tag in _SILENT or given.get("class") == _PERMALINK):
            # A line that is left out still parts the lines around it.
            if tag in _LINES:
                self._end_line()
            self._skipping.append(tag)
            return
        if tag in _LINES and not self._skipping:
            self._end_line()
            self._anchor = given.get("id") or self._anchor
            self._level = tag if tag in _HEADINGS else ""
        elif tag == "br":
            self._text.append("\n")
        if tag not in _VOID and not self._skipping:
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        if self._done or tag in _VOID:
            return
        if self._skipping:
            if tag == self._skipping[0]:
                self._skipping.pop()
            return
        if tag in _LINES:
            self._end_line()
        elif tag in ("td", "th"):
            self._text.append("\t")
        self._depth -= 1
        self._done = self._depth <= 0

    def handle_data(self, data: str) -> None:
        if not self._done and not self._skipping:
            self._text.append(data)

    def _end_line(self) -> None:
        text = " ".join("".join(self._text).split())
        self._text.clear()
        level, self._level = self._level, ""
        if not text:
            return
        if level == "h1" and not self.title:
            self.title = text
            return
        self.blocks.append(
            Block(
                anchor="" if self._anchor == _ROOT else self._anchor,
                heading=self._heading,
                text=text,
                is_heading=bool(level),
            )
        )
        if level:
            self._heading = text
