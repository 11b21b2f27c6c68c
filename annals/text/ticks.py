"""Rows of boxes to tick, as forms print them: `□适用 √不适用`, `☑是 ☐否`. The boxes are words there, not ornaments."""

from __future__ import annotations

import re

_EMPTY = "□☐\uf06f\uf0a8"
_TICKED = "√✓✔☑■☒✗✘\uf0fe\uf052\uf0fc\uf050"
"""The private ones are those of the symbol fonts of word processors, as text layers of PDFs give them."""
_sign = f"[{_EMPTY}{_TICKED}]"
_row = re.compile(
    rf"(?:(?<![^\s:：)）。？?\]】])|(?<=^))(?:{_sign} ?[^\s{_EMPTY}{_TICKED}、，。；][^{_EMPTY}{_TICKED}\n]{{0,60}}){{2,20}}$"
)
_empty = re.compile(f"[{_EMPTY}]")


def ticks_at(text: str) -> int | None:
    """Where a row of boxes with an answer behind each begins in a line that it ends, None where there is none: two boxes at
    least, one of them empty. Marks of an infographic are all filled, and signs for lost characters stand inside words.

    >>> ticks_at("□适用√不适用"), ticks_at("其他说明 √适用 □不适用"), ticks_at("■ 甲 ■ 乙"), ticks_at("王□、李□明")
    (0, 5, None, None)
    """
    if _empty.search(text) is None:
        return None
    match = _row.search(text)
    return match.start() if match and _empty.search(text, match.start()) else None
