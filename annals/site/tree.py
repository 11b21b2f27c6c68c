"""Putting elements around and behind text in a rendered tree."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
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
class _Run:
    """Text of `owner` (`slot`: text or tail) that begins at `start` of the block's text; `whole`
    is false where something is stashed in it, so that its parts cannot be told."""

    owner: Element
    slot: str
    start: int
    end: int
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """`resolve` gives the text a reader sees for text with stashed parts."""

    resolve: Callable[[str], str]

    def wrap(self, element: Element, start: int, end: int, tag: str, told: dict[str, str]) -> list[Element]:
        """Put an element around text [start:end] of a block, one for each run of text that it
        touches (bold in its middle makes three); returns them in order."""
        made = []
        runs = self._runs(element)
        if start == end:
            # A place rather than a text, such as where a paragraph was moved to.
            runs = [run for run in runs if run.start <= start <= run.end][:1]
        for run in reversed(runs):
            low, high = max(start, run.start), min(end, run.end)
            if run.whole and (low < high or start == end):
                made.append(self._wrap_run(element, run, low - run.start, high - run.start, tag, told))
        return made[::-1]

    def insert_behind(self, element: Element, sibling: Element, added: Element) -> None:
        """Put an element behind another one inside a block, before the text that follows it."""
        parent = next(parent for parent in element.iter() if sibling in list(parent))
        added.tail, sibling.tail = sibling.tail, None
        parent.insert(list(parent).index(sibling) + 1, added)

    def _wrap_run(self, element: Element, run: _Run, low: int, high: int, tag: str, told: dict[str, str]) -> Element:
        made = Element(tag, told)
        text = (run.owner.text if run.slot == "text" else run.owner.tail) or ""
        made.text, made.tail = text[low:high], text[high:]
        if run.slot == "text":
            run.owner.text = text[:low]
            run.owner.insert(0, made)
        else:
            run.owner.tail = text[:low]
            parent = next(parent for parent in element.iter() if run.owner in list(parent))
            parent.insert(list(parent).index(run.owner) + 1, made)
        return made

    def _runs(self, element: Element) -> list[_Run]:
        """The runs of a block's own text in order, nested lists and additions apart."""
        found: list[_Run] = []
        self._collect(element, 0, found)
        return found

    def _collect(self, element: Element, at: int, found: list[_Run]) -> int:
        at = self._add(element, "text", element.text, at, found)
        for child in element:
            if child.tag in ("ul", "ol"):
                break
            if not is_addition(child):
                at = self._collect(child, at, found)
            at = self._add(child, "tail", child.tail, at, found)
        return at

    def _add(self, owner: Element, slot: str, text: str | None, at: int, found: list[_Run]) -> int:
        shown = self.resolve(text or "")
        found.append(_Run(owner=owner, slot=slot, start=at, end=at + len(shown), whole=STX not in (text or "")))
        return at + len(shown)


def bare(text: str) -> str:
    """A text without any white space, which the two renderers put in at will."""
    return "".join(text.split())
