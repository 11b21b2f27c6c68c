"""Two paragraphs of a report, and the outline that is read from a text."""

from __future__ import annotations

from annals.clean.cleaning import clean_source
from annals.clean.read import read_source
from annals.markdown.read import text_of
from annals.model import Document
from annals.structure.document import document_of
from tests.support.words import LEXICON

DREDGED = "河道管理所全年清淤九公里，加固堤岸四处。汛期没有出现险情，沿岸居民照常生产。"
PLANTED = "林场补植苗木三万株，成活的超过九成。护林员分片包干，林区连续五年没有火情。"


def document(text: str) -> Document:
    """What is read from a text that nothing is wrong with."""
    cleaned, problems = clean_source(read_source("x", text.encode()), LEXICON)
    assert problems == ()
    return document_of(cleaned, LEXICON)[0]


def headings(text: str) -> list[str]:
    """The titles of a text's sections, a mark for each level before them."""
    return ["#" * section.level + text_of(section.content) for section in document(text).sections()]


def outlined(text: str) -> list[str]:
    """The blocks of a text in order, headings with a mark for each level before them."""
    return ["#" * block.level + text_of(block.content) for block in document(text).blocks]
