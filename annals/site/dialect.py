"""Markdown that the site and GitHub's preview would show differently.

One text is read twice: by markdown-it-py as CommonMark, by Python-Markdown as the site renders it.
Where kind or text of a block differ, a reader would see something else than an editor did."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from annals.markdown.read import read_blocks
from annals.model import PageBlock
from annals.site.gate import Gate
from annals.site.tree import HEADINGS, bare, block_elements, drop_made_rows, shown_text

EXTENSIONS = ("tables", "md_in_html", "sane_lists", "pymdownx.superfences")
"""Those of mkdocs.yml that decide where blocks begin and end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Misread:
    """The first block that differs: its line (1-based), as the site shows it and as GitHub does."""

    line: int
    site: str
    preview: str


def misread(body: str, lines_before: int = 0, gate: Gate | None = None) -> Misread | None:
    """Where the two readings of a page's body part, or None; `gate` learns what the site withholds of it.

    >>> misread("甲\\n\\n- 乙\\n") is None, misread("甲\\n- 乙\\n")
    (True, Misread(line=1, site='甲 - 乙', preview='甲'))
    """
    md = Markdown(extensions=[*EXTENSIONS, gate or Gate()])
    kept: list[Element] = []

    md.treeprocessors.register(_Keep(md, kept), "keep", -100)
    md.convert(body)
    for root in kept:
        drop_made_rows(root)
    blocks = read_blocks(body, lines_before)
    elements = [element for element in block_elements(kept[0]) if not _is_stashed(md, element)] if kept else []
    for block, element in zip(blocks, elements, strict=False):
        text = shown_text(md, element)
        if bare(text) != bare(block.text) or not _is_alike(block, element.tag):
            at = max(0, _parting(text, block.text) - 12)
            return Misread(
                line=block.line, site=_told(element.tag, text, at), preview=_told(_kind(block), block.text, at)
            )
    if len(blocks) > len(elements):
        extra = blocks[len(elements)]
        return Misread(line=extra.line, site="", preview=_told(_kind(extra), extra.text))
    if len(elements) > len(blocks):
        last = blocks[-1].line if blocks else 1 + lines_before
        return Misread(
            line=last, site=_told(elements[len(blocks)].tag, shown_text(md, elements[len(blocks)])), preview=""
        )
    return None


class _Keep(Treeprocessor):
    """Hands over the tree of a page when all others are done with it."""

    def __init__(self, md: Markdown, kept: list[Element]) -> None:
        super().__init__(md)
        self._kept = kept

    def run(self, root: Element) -> None:
        self._kept.append(root)


def _is_stashed(md: Markdown, element: Element) -> bool:
    """A paragraph that is a code block kept aside until the page is written."""
    match = HTML_PLACEHOLDER_RE.fullmatch((element.text or "").strip())
    return (
        match is not None and not len(element) and str(md.htmlStash.rawHtmlBlocks[int(match.group(1))]).startswith("<")
    )


def _is_alike(block: PageBlock, tag: str) -> bool:
    """Whether heading and row are what they are on both sides; a loose item is a paragraph in the
    tree."""
    return _kind(block) == tag if {_kind(block), tag} & (HEADINGS | {"tr"}) else True


def _kind(block: PageBlock) -> str:
    return {"heading": f"h{block.level}", "item": "li", "row": "tr"}.get(block.content.kind, "p")


_SIGNS = {"li": "- ", "tr": "| ", "p": ""}


def _parting(one: str, other: str) -> int:
    """Where two texts begin to differ."""
    pairs = zip(" ".join(one.split()), " ".join(other.split()), strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _told(tag: str, text: str, at: int = 0) -> str:
    """A block as an editor would write it, its beginning or what stands from `at` on."""
    sign = "…" if at else "#" * int(tag[1]) + " " if tag[0] == "h" else _SIGNS[tag]
    return sign + " ".join(text.split())[at : at + 40]
