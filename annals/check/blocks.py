"""Blocks that somebody names and that are not there."""

from __future__ import annotations

import re
from collections.abc import Mapping

from annals.model import BlockKind, Given, Phrase, Placed

_SHOWN = 20
"""So many characters of a block are shown."""
_number = re.compile(r"\d+")


_WIDE = {"，": ", ", "、": ", ", "；": ", ", "＃": "#"}
_wide = re.compile(f"[{''.join(_WIDE)}]")


def wide_sign(reference: str) -> str:
    """The full-width sign in a reference that has to be a half-width one; empty without."""
    found = _wide.search(reference)
    return found[0] if found else ""


def mended(reference: str) -> str:
    """A reference with half-width signs.

    >>> mended("2011＃l78，2012#l3")
    '2011#l78, 2012#l3'
    """
    return _wide.sub(lambda sign: _WIDE[sign[0]], reference)


def nearest_block(report: str, name: str, blocks: Mapping[str, Placed], quote: str = "") -> Given:
    """The block of a report (by id) that holds what is quoted from it, else the one whose raw line is nearest to the one that
    `name` speaks of, with its beginning, and what an editor wrote there, which may be the block rewritten; the report alone
    where no line is known. Of one with full-width signs what is meant."""
    if sign := wide_sign(name):
        return Phrase.of("reference-wide", better=mended(f"{report}#{name}"), sign=sign)
    if holding := next((placed for placed in blocks.values() if quote and quote in placed.text), None):
        return f"{report}#{holding.id}（“{holding.text[:_SHOWN]}…”）"
    digits = _number.search(name)
    with_lines = [
        (placed, placed.origin.lines[0][0]) for placed in blocks.values() if placed.origin and placed.origin.lines
    ]
    if digits is None or not with_lines:
        return report
    best, _ = min(with_lines, key=lambda pair: abs(pair[1] - int(digits.group())))
    found = f"{report}#{best.id}（“{best.text[:_SHOWN]}…”）"
    own = written_there(int(digits.group()), blocks)
    if own is None or best.id == name:
        return found
    return Phrase.of("reference-rewritten", nearest=found, own=f"{report}#{own.id}", text=own.text[:_SHOWN])


def written_there(line: int, blocks: Mapping[str, Placed]) -> Placed | None:
    """The first text of an editor's own behind the last block from before a raw line."""
    found: Placed | None = None
    before, behind = -1, False
    for placed in blocks.values():
        if placed.origin is not None and placed.origin.lines:
            first = placed.origin.lines[0][0]
            behind = before < first <= line
            found, before = (None, first) if behind else (found, before)
        elif behind and not placed.stem.blocks() and placed.kind not in (BlockKind.NOTE, BlockKind.HEADING):
            found = found or placed
    return found
