"""Blocks that somebody names and that are not there."""

from __future__ import annotations

import re
from collections.abc import Mapping

from annals.model import Given, Phrase, Placed

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


def nearest_block(report: str, name: str, blocks: Mapping[str, Placed]) -> Given:
    """The block of a report (by id) whose raw line is nearest to the one that `name` speaks of, with
    its beginning; the report alone where no line is known. Of one with full-width signs what is meant."""
    if sign := wide_sign(name):
        return Phrase.of("reference-wide", better=mended(f"{report}#{name}"), sign=sign)
    digits = _number.search(name)
    with_lines = [
        (placed, placed.origin.lines[0][0]) for placed in blocks.values() if placed.origin and placed.origin.lines
    ]
    if digits is None or not with_lines:
        return report
    best, _ = min(with_lines, key=lambda pair: abs(pair[1] - int(digits.group())))
    return f"{report}#{best.id}（“{best.text[:20]}…”）"
