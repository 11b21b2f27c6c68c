"""The year a report is about, from its text; never from a file name or the clock."""

from __future__ import annotations

import re
from collections import Counter

from annals.text.dates import YEAR

_year = re.compile(rf"(?<![\d.])({YEAR})(?![\d.])(?=(年)?)")


def recognise_year(text: str) -> tuple[int | None, str]:
    """The year, or None, and the evidence in words (`2012年 ×6，2011年 ×1`).

    A report names its own year more often than any other, and speaks of no later year as of the
    present: the most frequent year must be named at least twice and clearly more often than the
    next, else the text does not settle it."""
    counts = Counter(int(match.group(1)) for match in _year.finditer(text))
    evidence = "，".join(f"{year}年 ×{count}" for year, count in counts.most_common(3))
    if not counts:
        return None, "—"
    ranked = counts.most_common(2)
    best, times = ranked[0]
    rival = ranked[1][1] if len(ranked) > 1 else 0
    if times < 2 or times < rival * 1.5:
        return None, evidence
    return best, evidence
