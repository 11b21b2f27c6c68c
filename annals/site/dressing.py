"""The Python-Markdown extension that gives each rendered block its id, voice, origin and marks.

The nth block of the Markdown is the nth block element of the tree; a difference of text is
reported, never published in silence. Two passes: ids must be there before the table of
contents is made (priority 5), visible additions only after MkDocs has resolved links (0)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from annals.model import CAPTION, BlockKind, EntityLink, Mark, Marking, MarkKind, Mismatch, View
from annals.site.tree import HEADINGS, UNSEARCHED, Tree, bare, block_elements, drop_made_rows, resolve, shown_text

_NAMELESS = {"highlights", "timeline"}
_PERMALINK = "¶"


@dataclass(slots=True)
class Dresser(Extension):
    """One for a build; the plugin names the page before MkDocs renders it."""

    view: View | None = None
    mismatches: list[Mismatch] = field(default_factory=list)
    config: dict[str, list[Any]] = field(default_factory=dict)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        md.treeprocessors.register(_Identify(md, self), "annals-identify", 15)
        md.treeprocessors.register(_Decorate(md, self), "annals-decorate", -5)


class _Pass(Treeprocessor):
    """One walk over a rendered page, for the view that the plugin has named."""

    def __init__(self, md: Markdown, dresser: Dresser) -> None:
        super().__init__(md)
        self.dresser = dresser


class _Identify(_Pass):
    def run(self, root: Element) -> None:
        drop_made_rows(root)
        view = self.dresser.view
        if view is None or not view.marking:
            return
        for element, marking in zip(block_elements(root), view.marking, strict=False):
            element.set("id", marking.id)
            # The table of contents shows data-toc-label instead of what is added later.
            element.set("class", f"annals-{marking.voice} annals-{marking.kind}")
            if element.tag == "tr" and not marking.headed:
                for cell in element:
                    cell.tag = "td"
        forms = (e for e in root.iter("div") if e.get("class") in _NAMELESS)
        for element, name in zip(forms, view.forms, strict=False):
            element.set("id", name)


class _Decorate(_Pass):
    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            if link.get("class") == "headerlink":
                link.text = None
                link.set("data-sign", _PERMALINK)
        view = self.dresser.view
        if view is None or not view.marking:
            return
        elements = list(block_elements(root))
        if len(elements) != len(view.marking):
            self._report(view, min(len(elements), len(view.marking)), f"{len(elements)} 段", f"{len(view.marking)} 段")
            return
        parents = {child: parent for parent in root.iter() for child in parent}
        tree = Tree(resolve=partial(resolve, self.md))
        linked: set[str] = set()
        for index, (element, marking) in enumerate(zip(elements, view.marking, strict=True)):
            found = shown_text(self.md, element)
            if bare(found) != bare(marking.text):
                self._report(view, index, found, marking.text)
                continue
            if element.tag in ("h1", "h2"):
                linked.clear()
            # Before the marks, which may not stand inside a link, being links themselves.
            if element.tag not in HEADINGS:
                _put_links(element, marking, linked, tree)
            _decorate(element, marking, tree)
            if marking.eyebrow:
                _put_eyebrow(parents[element], element, marking.eyebrow, parents)

    def _report(self, view: View, index: int, found: str, expected: str) -> None:
        self.dresser.mismatches.append(
            Mismatch(path=view.path, index=index + 1, found=found[:60], expected=expected[:60])
        )


def _decorate(element: Element, marking: Marking, tree: Tree) -> None:
    for mark in sorted(marking.marks, key=lambda mark: mark.start, reverse=True):
        _put_mark(element, mark, tree)
    # Between the cells of a row nothing may stand: the browser would take it out of the table, and what is in it.
    target = element[0] if element.tag == "tr" and len(element) else element
    for anchor in reversed(marking.anchors):
        span = Element("span", {"id": anchor, "class": "annals-anchor"})
        span.tail, target.text = target.text, None
        target.insert(0, span)
    if marking.kind == BlockKind.CAPTION:
        word = _addition("small", "annals-form annals-derived", CAPTION)
        word.tail, element.text = element.text, None
        element.insert(0, word)
    if marking.note:
        told = {"title": marking.note, "role": "img", "aria-label": "编者", "tabindex": "0"}
        _append(target, "small", "annals-badge annals-derived", "编", **told)
    if marking.href and element.tag not in HEADINGS:
        told = {"title": f"识别原文第 {marking.label} 行", "aria-label": f"识别原文第 {marking.label} 行"}
        _append(target, "a", "annals-origin annals-derived", marking.label, href=marking.href, **told)
    if marking.leaf:
        told = {"title": f"原书第 {marking.leaf} 页", "aria-label": f"原书第 {marking.leaf} 页", "role": "img"}
        _append(target, "small", "annals-folio annals-derived", f"{marking.leaf} 页", **told)


def _append(element: Element, tag: str, css: str, sign: str, **attributes: str) -> None:
    """Put an addition behind the text of a block, before any nested list."""
    added = _addition(tag, css, sign, **attributes)
    at = next((i for i, child in enumerate(element) if child.tag in ("ul", "ol", "p")), len(element))
    if element.tag == "li" and len(element) and element[0].tag == "p":
        element = element[0]
        at = len(element)
    element.insert(at, added)


def _addition(tag: str, css: str, sign: str, **attributes: str) -> Element:
    """An element without text, whose sign the style sheet shows: what is no text is in no copy. (Text that may not be
    selected would end a triple click there, and the sentence would be copied without its end.)"""
    return Element(tag, {"class": css, "data-sign": sign, **attributes, **UNSEARCHED})


def _put_mark(element: Element, mark: Mark, tree: Tree) -> None:
    """Wrap text [start:end] of an element, and put a small link behind it."""
    wrapped = tree.wrap(element, mark.start, mark.end, "span", {"class": f"annals-{mark.kind}"})
    if not wrapped:
        return
    css = f"annals-mark annals-mark-{mark.kind} annals-derived"
    if mark.kind is MarkKind.SUPPLIED:
        css = f"annals-badge {css}"
    told = {"href": mark.href, "title": mark.title, "aria-label": mark.name}
    tree.insert_behind(element, wrapped[-1], _addition("a", css, mark.sign, **told))


def _put_links(element: Element, marking: Marking, seen: set[str], tree: Tree) -> None:
    """Link the first mention of each entity below a second-level heading."""
    first: list[EntityLink] = []
    for mention in marking.links:
        if mention.slug not in seen:
            seen.add(mention.slug)
            first.append(mention)
    for mention in first:
        told = {"class": "annals-entity", "href": mention.href, "data-entity": mention.slug}
        tree.wrap(element, mention.start, mention.end, "a", told)


def _put_eyebrow(parent: Element, element: Element, text: str, parents: dict[Element, Element]) -> None:
    """The titles above a section that stand on another page, before it and outside its box."""
    while parent.tag == "div" and parent[0] is element and parent in parents:
        parent, element = parents[parent], parent
    line = Element("p", {"class": "annals-eyebrow annals-derived", **UNSEARCHED})
    line.text = text
    parent.insert(list(parent).index(element), line)
