"""How wide a text is set, as exactly as its characters tell without their font."""

from __future__ import annotations

import re

from annals.text.characters import FULL_PUNCTUATION, HAN

_HALF, _BLANK = 0.52, 0.25
"""How wide a Latin letter or digit and a blank are beside a Han character, roughly."""

_narrow = re.compile(rf"[^\u2e80-\U0010ffff{FULL_PUNCTUATION}]+")
_blank_between = re.compile(rf"(?<=[{HAN}{FULL_PUNCTUATION}]) +(?=[{HAN}{FULL_PUNCTUATION}])")


def extent(text: str) -> float:
    """How wide a text is set, in Han characters; blanks between Han characters are a justified line's, not its text's.

    >>> extent("究 院 、上 海"), round(extent("达 1602 万"), 2)
    (5.0, 4.58)
    """
    bare = _blank_between.sub("", text) if " " in text else text
    narrow = "".join(_narrow.findall(bare))
    blanks = narrow.count(" ")
    return len(bare) - len(narrow) + _HALF * (len(narrow) - blanks) + _BLANK * blanks


def loose(text: str) -> float:
    """By how much the extent of a text is uncertain: letters and figures are not all of one width."""
    return 0.08 * len(text.encode("ascii", "ignore"))
