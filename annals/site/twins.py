"""Where the Markdown twin of a page is put."""

from __future__ import annotations

import os


def twin_at(address: str) -> str:
    """Where the twin of a page stands, given the page's address or path.

    >>> twin_at("2011/full.html")
    '2011/full.md'
    """
    return f"{address.removesuffix('.html')}.md"


def write_twin(page: str, text: bytes) -> None:
    """Write the twin of the page that is to be written at a path."""
    target = twin_at(page)
    try:
        _write(target, text)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        _write(target, text)


def _write(path: str, text: bytes) -> None:
    with open(path, "wb") as file:
        file.write(text)
