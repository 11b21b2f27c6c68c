"""The last gate: whatever Python-Markdown made of a page, nothing leaves it that would do more than be read.

A page has been made inert before it comes here (annals/markdown/live.py), as CommonMark reads it. Python-Markdown may
read it otherwise, and extensions add what they like; so every sign `<` that begins nothing of the list is one no more
before it reads, and of what it made only elements, attributes and addresses of the list remain."""

from __future__ import annotations

import re
from html import escape
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from annals.markdown.allowed import TAG, allowed, leads_astray
from annals.site.tree import resolve

_SIGN = "\ufdd0"
"""Stands for `<` while Python-Markdown reads; no character of any text."""
# What the program itself writes into an entry's Markdown: references to paragraphs.
_OURS = r'<span class="annals-ref" data-search-exclude>|</span>|<a href="(?!//)[\w./-]*(?:#[\w-]*)?">|</a>'
_HIGHLIGHTED = r'</?(?:div|span|pre|code|table|tbody|tr|td|a)(?: (?:class|id|name|href)="(?:[\w #./-]|(?<!:)#)*")*>'
_ours = re.compile(_OURS)
_kept = re.compile(rf"(?:[^<]|{TAG}|{_OURS}|{_HIGHLIGHTED}|<!--(?!-?>)(?:[^-<]|-(?!-))*-->)*+")
_bracketed = re.compile(r"\]\(<([^<>\n]*)>(?=[ \t]*\))")
_folded = re.compile(r"(<details(?: open)?)>")
_align = re.compile(r"text-align: (left|center|right);")

_ELEMENTS_WORDS = (
    "a blockquote br code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr img ins li ol p pre small span strong "
    "sub summary sup table tbody td th thead tr ul"
)
_ELEMENTS = frozenset(_ELEMENTS_WORDS.split())
_ATTRIBUTES_WORDS = (
    "alt aria-label class colspan data-entity data-search-exclude data-sign data-toc-label href id open rel role rowspan "
    "src start tabindex title"
)
_ATTRIBUTES = frozenset(_ATTRIBUTES_WORDS.split())


class Gate(Extension):
    """One for a build; `told` are the things it has taken out since somebody looked."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        # Behind fenced code (25), before HTML is looked for (20); when inline marks are read (20); last of all.
        md.preprocessors.register(_Mark(md), "annals-mark", 22)
        md.treeprocessors.register(_Unmark(md), "annals-unmark", 19)
        md.treeprocessors.register(_Keep(md, self.told), "annals-keep", -10)


class _Mark(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(_told_to_read(lines)).replace(_SIGN, "\ufffd")
        text = _bracketed.sub(_plain_target, text)
        parts, at = [], 0
        while (sign := text.find("<", at)) >= 0:
            fine = allowed.match(text, sign) or _ours.match(text, sign)
            end = fine.end() if fine else sign + 1
            first = "<" if fine else _SIGN
            parts += [text[at:sign], first, text[sign + 1 : end].replace("<", _SIGN)]
            at = end
        return "".join([*parts, text[at:]]).split("\n")


def _told_to_read(lines: list[str]) -> list[str]:
    """The lines with `markdown="1"` on each `<details>` that a blank line follows before its end: there CommonMark reads
    Markdown again, and Python-Markdown only where it is told so."""
    found, parted = list(lines), False
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        if "</details>" in line:
            parted = False
        elif not line.strip():
            parted = True
        elif parted:
            found[number] = _folded.sub(r'\1 markdown="1">', line, count=1) if line.startswith("<details") else line
    return found


def _plain_target(match: re.Match[str]) -> str:
    """The target of a link without the brackets that let it hold blanks."""
    target = match[1].replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    return f"]({target}"


class _Unmark(Treeprocessor):
    def run(self, root: Element) -> None:
        _unmark(root)
        blocks = self.md.htmlStash.rawHtmlBlocks
        for index, kept in enumerate(blocks):
            if isinstance(kept, str):
                blocks[index] = kept.replace(_SIGN, "&lt;")
            else:
                _unmark(kept)


def _unmark(root: Element) -> None:
    for element in root.iter():
        if _SIGN in (element.text or ""):
            element.text = (element.text or "").replace(_SIGN, "<")
        if _SIGN in (element.tail or ""):
            element.tail = (element.tail or "").replace(_SIGN, "<")
        for name, value in element.attrib.items():
            element.attrib[name] = value.replace(_SIGN, "<")


class _Keep(Treeprocessor):
    def __init__(self, md: Markdown, told: list[str]) -> None:
        super().__init__(md)
        self._told = told

    def run(self, root: Element) -> None:
        self._keep(root)
        blocks: list[Any] = self.md.htmlStash.rawHtmlBlocks
        for index, kept in enumerate(blocks):
            if not isinstance(kept, str):
                self._keep(kept)
            elif not _kept.fullmatch(kept):
                self._told.append(" ".join(kept.split())[:60])
                blocks[index] = escape(kept)

    def _keep(self, root: Element) -> None:
        for element in root.iter():
            if isinstance(element.tag, str) and element.tag not in _ELEMENTS:
                self._told.append(f"<{element.tag}>")
                element.tag = "span"
            _align_by_class(element)
            for name in [name for name in element.attrib if not self._is_kept(element, name)]:
                self._told.append(f"<{element.tag} {name}>")
                del element.attrib[name]
            if element.tag == "img" and "src" not in element.attrib:
                element.tag, element.text = "span", element.attrib.pop("alt", "")

    def _is_kept(self, element: Element, name: str) -> bool:
        value = element.attrib[name]
        if name in ("href", "src"):
            shown = resolve(self.md, str(value)).replace(AMP_SUBSTITUTE, "&")
            return not leads_astray(shown, picture=name == "src")
        return name in _ATTRIBUTES


def _align_by_class(element: Element) -> None:
    """What a table's column is aligned by, as a class: the policy of the pages lets no `style` stand."""
    if (found := _align.fullmatch(str(element.get("style", "")))) is not None:
        del element.attrib["style"]
        element.set("class", " ".join(filter(None, (element.get("class"), f"annals-to-{found[1]}"))))
