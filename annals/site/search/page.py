"""From a rendered page to the texts that search knows: its title and blocks, in reading order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from annals.pages.plain.elements import ATTRIBUTE, TAG

EXCLUDED = "data-search-exclude"
"""The attribute of elements (a whole page's root among them) whose text has its home elsewhere."""

DOUBT = "\ue0f1"
"""Stands in a text where a page shows the sign of a doubt; folding leaves it in no text that is searched."""
_DOUBTED = "疑"

_ROOT = "annals-main"
_named = f'id="{_ROOT}"'
_root = re.compile(rf"<\w+\b[^>]*\b{_named}[^>]*>")
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
_VERBATIM = {"script", "style"}
_PERMALINK = "headerlink"
_WITHIN = " › "


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A line of a page: the id to open it at (empty: the page), the heading it stands below with the one above that,
    its text; of a row of a table the cells parted by TAB. `level` is that of a heading, 0 of any other line. `heads` are
    the heads of a row's columns, or of a line in a cell its row's head and its column's."""

    anchor: str
    heading: str
    text: str
    level: int = 0
    heads: tuple[str, ...] = ()

    @property
    def is_heading(self) -> bool:
        return self.level > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a rendered page says; `title` is its h1."""

    title: str
    blocks: tuple[Block, ...]


def read_page(html: str) -> Page | None:
    """The page in a rendered HTML document, or None where there is nothing to find: no element
    with the id of the page's root, or that element is excluded."""
    found = _root_of(html)
    if found is None or EXCLUDED in found.group():
        return None
    reader = _Reader()
    # It need not see what stands behind the page's text.
    end = html.find("</article>", found.start())
    reader.read(html, found.start(), end if end >= 0 else len(html))
    return Page(title=reader.title, blocks=tuple(reader.blocks)) if reader.title or reader.blocks else None


def _root_of(html: str) -> re.Match[str] | None:
    """The tag of the page's root. Its name is looked for, not each of the tags in front of it, which are most of a page's
    frame."""
    at = html.find(_named)
    while at >= 0:
        if found := _root.match(html, max(0, html.rfind("<", 0, at))):
            return found
        at = html.find(_named, at + 1)
    return None


@dataclass(slots=True, kw_only=True)
class _Table:
    """A table that is being read: the heads of its columns, the cell (from 0), whether the row has had heads alone,
    the row's head."""

    columns: tuple[str, ...] = ()
    at: int = -1
    only_heads: bool = True
    head: str = ""

    def start(self, tag: str) -> None:
        """A row or a cell begins."""
        if tag == "tr":
            self.at, self.only_heads, self.head = -1, True, ""
        else:
            self.at += 1
            self.only_heads = self.only_heads and tag == "th"

    def heads_of(self, cells: list[str], *, ends: bool) -> tuple[str, ...]:
        """What stands at the head of a line of text, which is a row (`ends`) or within one."""
        if ends and self.only_heads and self.at:
            self.columns = tuple(cells)
            return ()
        if len(cells) > 1:
            return self.columns
        first, self.head = self.head, self.head or cells[0]
        column = self.columns[self.at] if 0 < self.at < len(self.columns) else ""
        return tuple(filter(None, (first, column))) if first else ()


class _Reader:
    """Collects the blocks inside the first element it meets."""

    def __init__(self) -> None:
        self.title = ""
        self.blocks: list[Block] = []
        self._depth = 0
        self._skipping: list[str] = []
        self._done = False
        self._headings: list[tuple[int, str]] = []
        self._anchor = ""
        self._level = ""
        self._text: list[str] = []
        self._tables: list[_Table] = []

    def read(self, html: str, start: int, end: int) -> None:
        """Read the tags of html[start:end] and the text between them, until the first element ends."""
        at, silent = start, ""
        for found in TAG.finditer(html, start, end):
            closing, tag, given = found.groups()
            if silent:
                # Nothing inside a script is a tag.
                if not (closing and tag == silent):
                    continue
                silent = ""
            elif found.start() > at and not self._skipping:
                self._text.append(unescape(html[at : found.start()]))
            at = found.end()
            if closing:
                self._end(tag)
            elif tag:
                self._start(tag, given)
                silent = tag if tag in _VERBATIM else ""
            if self._done:
                return
        if not self._skipping:
            self._text.append(unescape(html[at:end]))

    def _start(self, tag: str, attributes: str) -> None:
        if self._skipping:
            if tag == self._skipping[0]:
                self._skipping.append(tag)
            return
        given: dict[str, str] = {}
        if tag in _LINES or EXCLUDED in attributes or _PERMALINK in attributes:
            given = {name: unescape(one or other) for name, one, other in ATTRIBUTE.findall(attributes)}
        if tag not in _VOID and (EXCLUDED in given or tag in _SILENT or given.get("class") == _PERMALINK):
            if given.get("data-sign", "").startswith(_DOUBTED):
                self._text.append(DOUBT)
            # A line that is left out still parts the lines around it.
            if tag in _LINES:
                self._end_line()
            self._skipping.append(tag)
            return
        if tag in _LINES:
            self._end_line()
            self._anchor = given.get("id") or self._anchor
            self._level = tag if tag in _HEADINGS else ""
        elif tag == "br":
            self._text.append("\n")
        if tag == "table":
            self._tables.append(_Table())
        elif tag in ("tr", "td", "th") and self._tables:
            self._tables[-1].start(tag)
        if tag not in _VOID:
            self._depth += 1

    def _end(self, tag: str) -> None:
        if tag in _VOID:
            return
        if self._skipping:
            if tag == self._skipping[0]:
                self._skipping.pop()
            return
        if tag in _LINES:
            self._end_line(ends=tag == "tr")
            if tag == "table" and self._tables:
                self._tables.pop()
        elif tag in ("td", "th"):
            self._text.append("\t")
        self._depth -= 1
        self._done = self._depth <= 0

    def _end_line(self, *, ends: bool = False) -> None:
        cells = [" ".join(cell.split()) for cell in "".join(self._text).rstrip().split("\t")]
        text = "\t".join(cells).strip()
        self._text.clear()
        level, self._level = self._level, ""
        if not text:
            return
        if level == "h1" and not self.title:
            self.title = text
            return
        depth = int(level[1]) if level else 0
        if level:
            self._headings = [(above, said) for above, said in self._headings if above < depth]
        self.blocks.append(
            Block(
                anchor="" if self._anchor == _ROOT else self._anchor,
                # Two are enough to know what a figure is of: 第6届某论坛 › 规模为历届之最.
                heading=_WITHIN.join(said for _, said in self._headings[-2:]),
                text=text,
                level=depth,
                heads=self._tables[-1].heads_of(cells, ends=ends) if self._tables else (),
            )
        )
        if level:
            self._headings.append((depth, text))
