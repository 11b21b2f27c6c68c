"""Entries of a yearbook: each with its name in brackets before its text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.clean.contract import rule
from annals.model import Edit
from annals.text.characters import HAN, ends_sentence, is_prose
from annals.text.reading import Reading

_ENTRIES = 3
"""So many names in brackets make a yearbook's entries; one or two may be notes (【摘要】, 【编者按】)."""
_entry = re.compile(r"(【[^【】，。；：！？\n]{2,24}】)[ \u3000]*(?=[^\s【])")
_han = re.compile(f"[{HAN}]")


def begins_entry(text: str) -> bool:
    """Whether a line begins with a name in brackets, whatever stands above it."""
    match = _entry.match(text)
    return match is not None and _han.search(match[1]) is not None


@rule("J114", "条目的名称与正文同行")
def entry_names(reading: Reading) -> Iterator[Edit]:
    """Yield a line end behind the name in brackets that an entry's text begins with.

    Evidence: three of them before whole sentences, most of them unlike: those who speak in an interview bear few names.
    """
    found = []
    for line in reading.lines:
        match = _entry.match(line.text) if begins_entry(line.text) and not line.bullet else None
        text = line.text[match.end() :] if match else ""
        if match and is_prose(text) and ends_sentence(text):
            found.append((line.body, match))
    names = {match[1] for _, match in found}
    if len(found) < _ENTRIES or len(names) * 2 < len(found):
        return
    for at, match in found:
        yield Edit(start=at + match.end(1), end=at + match.end(), new="\n\n", reason="条目的名称单列")
