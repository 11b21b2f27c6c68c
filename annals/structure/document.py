"""Cleaned text to Document: which lines are headings, at which level, and what hangs below."""

from __future__ import annotations

from annals.model import Cleaned, Document, Flag
from annals.structure.assemble import assembled
from annals.structure.outline import outline_of
from annals.text.lexicon import Lexicon


def document_of(cleaned: Cleaned, lexicon: Lexicon) -> tuple[Document, tuple[Flag, ...]]:
    """The document of a cleaned text, and the doubts met on the way."""
    return assembled(cleaned, outline_of(cleaned, lexicon))
