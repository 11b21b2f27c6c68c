"""Putting elements around and behind text in a rendered tree."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.util import HTML_PLACEHOLDER_RE, STX

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}

UNSEARCHED = {"data-search-exclude": ""}
"""Our additions stand inside the report's sentences; a search for those must not see them."""


def is_addition(element: Element) -> bool:
    """Whether an element is none of the block's own text: what we or the table of contents added."""
    css = element.get("class") or ""
    return css.startswith("headerlink") or "data-search-exclude" in element.attrib


def block_elements(root: Element) -> Iterator[Element]:
    """The elements that stand for blocks, in document order: as `read_blocks` counts them."""
    for element in root:
        if element.tag in HEADINGS or element.tag in ("p", "tr"):
            yield element
        elif element.tag == "li":
            loose = len(element) and element[0].tag == "p" and not (element.text or "").strip()
            if not loose:
                yield element
            yield from block_elements(element)
        elif len(element):
            yield from block_elements(element)


def drop_made_rows(root: Element) -> None:
    """Take out the blank row that Python-Markdown puts below a table's header where nothing stands: no reader has it
    in Markdown. Its cells have no text at all, those of a row that is written have at least an empty one."""
    for table in root.iter("table"):
        body = table.find("tbody")
        rows = [] if body is None else list(body)
        if body is not None and len(rows) == 1 and all(cell.text is None and not len(cell) for cell in rows[0]):
            table.remove(body)


def shown_text(md: Markdown, element: Element) -> str:
    """What a reader sees of an element, nested lists and our own additions apart."""
    own = resolve(md, element.text or "")
    parts = [html.unescape(own) if element.tag == "code" else own]
    for child in element:
        if child.tag not in ("ul", "ol") and not is_addition(child):
            parts.append(shown_text(md, child))
        parts.append(resolve(md, child.tail or ""))
    return "".join(parts)


_escaped = re.compile(STX + r"(\d+)\x03")


def resolve(md: Markdown, text: str) -> str:
    """Text of the tree as a reader sees it: what Python-Markdown keeps aside put back."""
    text = _escaped.sub(lambda match: chr(int(match.group(1))), text)

    def stashed(match: re.Match[str]) -> str:
        raw = md.htmlStash.rawHtmlBlocks[int(match.group(1))]
        # Behind the last > no tag ends, and each < there would be followed in vain.
        inside, end, behind = (raw if isinstance(raw, str) else "".join(raw.itertext())).rpartition(">")
        return html.unescape(re.sub(r"<[^>]*>", "", inside + end) + behind)

    return HTML_PLACEHOLDER_RE.sub(stashed, text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """`resolve` gives the text a reader sees for text with stashed parts."""

    resolve: Callable[[str], str]

    def wrap(self, element: Element, start: int, end: int, tag: str, told: dict[str, str]) -> list[Element]:
        """Put an element around text [start:end] of a block, and return it; it is several, in order, only where one
        would cut an element in two (bold that begins in its middle), hold an addition of ours, or a link in a link."""
        wrapping = _Wrapping(start=start, end=end, tag=tag, told=told, resolve=self.resolve)
        wrapping.within(element, 0)
        return wrapping.made

    def insert_behind(self, element: Element, sibling: Element, added: Element) -> None:
        """Put an element behind another one inside a block, before the text that follows it; behind the link that
        the other stands in."""
        parents = {child: parent for parent in element.iter() for child in parent}
        above = sibling
        while above is not element:
            sibling = above if above.tag == "a" else sibling
            above = parents[above]
        parent = parents[sibling]
        added.tail, sibling.tail = sibling.tail, None
        parent.insert(list(parent).index(sibling) + 1, added)


@dataclass(slots=True, kw_only=True)
class _Wrapping:
    """One walk that puts elements around text [start:end]; where that is a place rather than a text (such as where a
    paragraph was moved to), an empty one there."""

    start: int
    end: int
    tag: str
    told: dict[str, str]
    resolve: Callable[[str], str]
    made: list[Element] = field(default_factory=list)

    def within(self, parent: Element, at: int) -> int:
        """Wrap what is in an element whose text begins at `at`; returns where it ends."""
        parts: list[str | Element] = [parent.text or ""]
        for child in parent:
            parts += [child, child.tail or ""]
        built = _Built()
        lists = False
        for part in parts:
            lists = lists or (isinstance(part, Element) and part.tag in ("ul", "ol"))
            if lists:
                built.add(part)
            elif isinstance(part, str):
                at = self._text(part, at, built)
            else:
                at = self._child(part, at, built)
        built.put_into(parent)
        return at

    def _text(self, text: str, at: int, built: _Built) -> int:
        end = at + len(self.resolve(text))
        if STX in text:
            # Something is stashed in it, so that its parts cannot be told.
            low, high = (0, len(text)) if self.start <= at and end <= self.end else (0, 0)
        else:
            low, high = (min(max(edge - at, 0), len(text)) for edge in (self.start, self.end))
        empty = self.start == self.end and not self.made and at <= self.start <= end and STX not in text
        if low < high or empty:
            built.add(text[:low])
            self._put(text[low:high], built)
            built.add(text[high:])
        else:
            built.add(text)
        return end

    def _child(self, child: Element, at: int, built: _Built) -> int:
        if is_addition(child):
            built.add(child)
            return at
        end = at + self._length(child)
        link_in_link = self.tag == "a" and child.tag == "a"
        whole = self.start <= at < end <= self.end
        if whole and not any(is_addition(part) or (self.tag == part.tag == "a") for part in child.iter()):
            self._put(child, built)
        else:
            if not link_in_link and at < self.end and self.start < end:
                self.within(child, at)
            built.add(child)
        return end

    def _put(self, part: str | Element, built: _Built) -> None:
        if not built.wraps:
            self.made.append(Element(self.tag, self.told))
        built.wrap(self.made[-1], part)

    def _length(self, element: Element) -> int:
        length = len(self.resolve(element.text or ""))
        for child in element:
            length += (0 if is_addition(child) else self._length(child)) + len(self.resolve(child.tail or ""))
        return length


@dataclass(slots=True)
class _Built:
    """What an element will hold: text and elements in order; `wraps` while the last of them is being filled."""

    parts: list[str | Element] = field(default_factory=list)
    wraps: bool = False

    def add(self, part: str | Element) -> None:
        """Put something behind all there is."""
        if part == "":
            return
        self.parts.append(part)
        self.wraps = False

    def wrap(self, wrapper: Element, part: str | Element) -> None:
        """Put something behind all that is in the wrapper, which is the last part."""
        if not self.wraps:
            self.parts.append(wrapper)
            self.wraps = True
        _append_part(wrapper, part)

    def put_into(self, parent: Element) -> None:
        """Make an element hold the parts and nothing else."""
        for child in list(parent):
            parent.remove(child)
        parent.text = None
        for part in self.parts:
            if isinstance(part, Element):
                part.tail = None
        for part in self.parts:
            _append_part(parent, part)


def _append_part(parent: Element, part: str | Element) -> None:
    if isinstance(part, Element):
        part.tail = None
        parent.append(part)
    elif len(parent):
        parent[-1].tail = (parent[-1].tail or "") + part
    else:
        parent.text = (parent.text or "") + part


def bare(text: str) -> str:
    """A text without any white space, which the two renderers put in at will."""
    return "".join(text.split())
