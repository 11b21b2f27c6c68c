"""Markdown that the site and GitHub's preview would show differently.

One text is read twice: by markdown-it-py as CommonMark, by Python-Markdown as the site renders it.
Where kind or text of a block differ, a reader would see something else than an editor did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
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
    """A block that differs: its line (1-based), as the site shows it and as GitHub does."""

    line: int
    site: str
    preview: str


class SiteReader:
    """Reads pages as the site does, one after the other: making a reader takes longer than reading most pages."""

    def __init__(self) -> None:
        self._gate = Gate()
        self._kept: list[Element] = []
        self.md = Markdown(extensions=[*EXTENSIONS, self._gate])
        self.md.treeprocessors.register(_Keep(self.md, self._kept), "keep", -100)

    def read(self, body: str) -> list[Element]:
        """The blocks of a page's body, as they stand when every other step is done with them."""
        self._gate.told.clear()
        self._kept.clear()
        self.md.reset().convert(body)
        for root in self._kept:
            drop_made_rows(root)
        found = block_elements(self._kept[0]) if self._kept else []
        return [element for element in found if not _is_stashed(self.md, element)]

    def withheld(self) -> tuple[str, ...]:
        """What the site withholds of the page that was read last."""
        return tuple(dict.fromkeys(self._gate.told))


def misread(body: str, lines_before: int = 0, reader: SiteReader | None = None) -> Misread | None:
    """Where the two readings of a page's body part first, or None; `reader` may have read others before.

    >>> misread("甲\\n\\n- 乙\\n") is None, misread("甲\\n- 乙\\n")
    (True, Misread(line=1, site='甲 - 乙', preview='甲'))
    """
    return next(misreadings(body, lines_before, reader), None)


def misreadings(body: str, lines_before: int, reader: SiteReader | None = None) -> Iterator[Misread]:
    """All places where the two readings part, each told once: behind one, blocks that are the same go on side by side."""
    reader = reader or SiteReader()
    elements, md = reader.read(body), reader.md
    blocks = read_blocks(body, lines_before)
    texts = [shown_text(md, element) for element in elements]
    for low, high, first, last in _stretches(list(map(bare, (b.text for b in blocks))), list(map(bare, texts))):
        for at, there in zip_longest(range(low, high), range(first, last)):
            if at is None or there is None:
                yield _uneven(blocks, elements, texts, at, there, lines_before)
                break
            block, tag, text = blocks[at], elements[there].tag, texts[there]
            if bare(text) != bare(block.text) or not _is_alike(block, tag):
                begin = max(0, _parting(text, block.text) - 12)
                yield Misread(
                    line=block.line, site=_told(tag, text, begin), preview=_told(_kind(block), block.text, begin)
                )
                if high - low != last - first:
                    break


def _stretches(blocks: list[str], shown: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Runs of blocks with the runs that are shown for them, by their texts."""
    if blocks == shown:
        yield 0, len(blocks), 0, len(shown)
        return
    for _, low, high, first, last in SequenceMatcher(None, blocks, shown, autojunk=False).get_opcodes():
        yield low, high, first, last


def _uneven(
    blocks: Sequence[PageBlock],
    elements: Sequence[Element],
    texts: Sequence[str],
    at: int | None,
    there: int | None,
    lines_before: int,
) -> Misread:
    """A block of one reading that the other has not."""
    if at is not None:
        return Misread(line=blocks[at].line, site="", preview=_told(_kind(blocks[at]), blocks[at].text))
    number = there or 0
    last = blocks[min(number, len(blocks)) - 1].line if blocks and number else 1 + lines_before
    return Misread(line=last, site=_told(elements[number].tag, texts[number]), preview="")


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
