"""Pages that did not read back as they were meant, written so that they must: every sign an entity, every row a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annals.markdown.read import text_of
from annals.model import Block, BlockKind, DraftPage

_GAP = "\u3000"
"""Stands between the cells of a row that is no row any more."""


def plain_page(page: DraftPage) -> DraftPage:
    """A page with the same headings and words whose blocks are all paragraphs without any markup."""
    return replace(page, blocks=plain_blocks(page.blocks))


def plain_blocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The same headings and words, all other blocks paragraphs without any markup."""
    return tuple(_plain(block) for block in blocks)


def _plain(block: Block) -> Block:
    if block.nameless:
        return block
    kind = BlockKind.HEADING if block.content.kind is BlockKind.HEADING else BlockKind.PARAGRAPH
    text = " ".join(text_of(block.content).replace("\t", _GAP).split("\n")).strip()
    content = replace(block.content, kind=kind, markdown=as_entities(text), depth=0, header=False)
    return replace(block, content=content)


def as_entities(text: str) -> str:
    """A text in which no character means anything to Markdown: ASCII signs are written by number.

    >>> as_entities("# 甲 *乙* 3.5")
    '&#35; 甲 &#42;乙&#42; 3&#46;5'
    """
    return "".join(
        f"&#{ord(char)};" if char.isascii() and char.isprintable() and not (char.isalnum() or char == " ") else char
        for char in text
    )
