"""PDF to text: four tools that people use."""

from __future__ import annotations

import io
import logging
import shutil
import subprocess
from collections.abc import Callable

from pdfminer.high_level import extract_text
from pypdf import PdfReader

# It tells of every font that gives no box; the text is read all the same.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


def pdftotext_layout(pdf: bytes) -> str:
    """Poppler's pdftotext with -layout: lines as wide and as far in as on the page."""
    return _pdftotext(pdf, "-layout")


def pdftotext(pdf: bytes) -> str:
    """Poppler's pdftotext in its own reading order."""
    return _pdftotext(pdf)


def pypdf(pdf: bytes) -> str:
    """pypdf, its pages joined by line ends as people join them."""
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def pdfminer(pdf: bytes) -> str:
    """pdfminer.six, its text boxes parted by blank lines."""
    return extract_text(io.BytesIO(pdf))


READERS: dict[str, Callable[[bytes], str]] = {
    "pdftotext-layout": pdftotext_layout,
    "pdftotext": pdftotext,
    "pypdf": pypdf,
    "pdfminer": pdfminer,
}


def _pdftotext(pdf: bytes, *options: str) -> str:
    program = shutil.which("pdftotext")
    assert program, (
        "pdftotext is not installed: `make setup-test` installs it (Debian, Ubuntu: sudo apt-get install poppler-utils)"
    )
    found = subprocess.run([program, *options, "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True)
    return found.stdout.decode("utf-8")
