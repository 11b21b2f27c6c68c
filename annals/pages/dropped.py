"""What of a raw text reaches no page, in the letters of the raw text."""

from __future__ import annotations

import unicodedata

from annals.model import Entry, Source


def as_printed(source: Source | None, entry: Entry) -> str:
    """What an entry of the ledger dropped. Where it took whole raw lines, these as they stand in the raw text, whose wide figures and
    marks other rules had replaced before; else, and without a source, what the entry took."""
    taken = entry.old.strip()
    if source is None:
        return taken
    raw = "".join(source.line_text(line) for line in range(entry.lines[0], entry.lines[1] + 1)).strip()
    return raw if _same(raw) == _same(taken) else taken


def _same(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
