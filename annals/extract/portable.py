"""A searchable PDF to its pages' text."""

from __future__ import annotations

import io
import logging

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from annals.extract.packages import broken
from annals.model import Phrase

_FAULTS = (
    PyPdfError,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    RecursionError,
    OverflowError,
    OSError,
)
"""What its reader raises of files that are none, or written wrongly."""


def pdf_pages(name: str, raw: bytes) -> list[str]:
    """The text of each page, empty for one that is a picture. Raises UntakenError for a PDF that is locked or broken."""
    # It tells of each slip of the file that it got over.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted:
            raise broken(name, Phrase.of("file-locked"))
        return [_sound(page.extract_text()) for page in reader.pages]
    except _FAULTS as error:
        # Of some locks its reader does not even know the name.
        raise broken(name, Phrase.of("file-locked") if b"/Encrypt" in raw else Phrase.of("pdf-broken")) from error


def _sound(text: str) -> str:
    """Text that can be written; a font may give halves of characters, and breaks that are none of a page."""
    return text.encode("utf-8", "replace").decode().replace("\r", "\n").replace("\f", "\n")
