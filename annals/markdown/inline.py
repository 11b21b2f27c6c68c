"""Text to inline Markdown that the site and GitHub's preview both read back as that text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# Python-Markdown reads a number without its semicolon, too: of "&#65" it makes "A".
_special = re.compile(r"[\\`*_\[\]<]|&(?a:(?=#?\w+;|#\d|#[xX][0-9a-fA-F]))|~(?=~)")
_special_in_row = re.compile(rf"{_special.pattern}|[|\t]")
_escaped = {"<": "&lt;", "&": "&amp;", "~": "&#126;", "|": "&#124;", "\t": " | "}
# Python-Markdown takes "#甲" for a heading, CommonMark ">甲" for a quotation: neither wants a space.
_line_start = re.compile(r"(#|>|[+-](?=\s|$)|-(?=[-\s]*$)|\d{1,9}(?=[.)](?:\s|$)))")
# Below an item with as many bars it makes a table of both for Python-Markdown.
_row_of_rules = re.compile(r"[-:| ]*+")
# At the end of a heading they are none of its text: for CommonMark behind a blank, for Python-Markdown always.
_last_hashes = re.compile(r"(?<!#)#++\Z")
_tags = {"strong": ("**", "**"), "sup": ("<sup>", "</sup>"), "sub": ("<sub>", "</sub>")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A run of inline markup in a text: `strong`, `sup`, `sub`."""

    start: int
    end: int
    tag: str


def escape(text: str, spans: Sequence[Span] = (), *, row: bool = False) -> str:
    """Published text as inline Markdown that both dialects read back as that text.

    Only ASCII punctuation that both know is escaped with a backslash; the rest with entities."""
    starts = {span.start: span for span in spans}
    ends = {span.end: span for span in spans}
    parts = []
    barred = row or _row_of_rules.fullmatch(text)
    special = {match.start(): match[0] for match in (_special_in_row if barred else _special).finditer(text)}
    done = 0
    for offset in sorted({*starts, *ends, *special}):
        parts.append(text[done:offset])
        done = offset
        if offset in ends:
            parts.append(_tags[ends[offset].tag][1])
        if offset in starts:
            parts.append(_tags[starts[offset].tag][0])
        if offset in special:
            parts.append(_escaped.get(special[offset], "\\" + special[offset]))
            done += 1
    parts.append(text[done:])
    return escape_start(_last_hashes.sub(_escaped_hashes, "".join(parts)))


def _escaped_hashes(match: re.Match[str]) -> str:
    return match[0].replace("#", "\\#")


def escape_start(markdown: str) -> str:
    """Inline Markdown fit to begin a block: what would make it a heading, list or quotation there is escaped."""
    match = _line_start.match(markdown)
    if match is None:
        return markdown
    if match.group()[0].isdigit():
        return markdown[: match.end()] + "\\" + markdown[match.end() :]
    return "\\" + markdown
