"""Where the Markdown twin of a page is put."""

from __future__ import annotations

from pathlib import Path


def twin_at(address: str) -> str:
    """Where the twin of a page stands, given the page's address or path.

    >>> twin_at("2011/full.html")
    '2011/full.md'
    """
    return f"{address.removesuffix('.html')}.md"


def write_twin(page: str, text: str) -> None:
    """Write the twin of the page that is to be written at a path."""
    target = Path(twin_at(page))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="\n")
