"""Blocks that somebody names and that are not there."""

from __future__ import annotations

import re
from collections.abc import Mapping

from annals.model import Placed

_number = re.compile(r"\d+")


def nearest_block(report: str, name: str, blocks: Mapping[str, Placed]) -> str:
    """The block of a report (by id) whose raw line is nearest to the one that `name` speaks of, with
    its beginning; the report alone where no line is known."""
    digits = _number.search(name)
    with_lines = [
        (placed, placed.origin.lines[0][0]) for placed in blocks.values() if placed.origin and placed.origin.lines
    ]
    if digits is None or not with_lines:
        return report
    best, _ = min(with_lines, key=lambda pair: abs(pair[1] - int(digits.group())))
    return f"{report}#{best.id}（“{best.text[:20]}…”）"
