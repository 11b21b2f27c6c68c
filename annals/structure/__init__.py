"""Cleaned text to Document: which lines are headings, at which level, and what hangs below."""

from __future__ import annotations

from annals.structure.assemble import assemble
from annals.structure.outline import outline
from annals.model import Cleaned, Document, Flag


def structure(cleaned: Cleaned) -> tuple[Document, tuple[Flag, ...]]:
    """The document of a cleaned text, and the doubts met on the way."""
    return assemble(cleaned, outline(cleaned))


__all__ = ["structure"]
