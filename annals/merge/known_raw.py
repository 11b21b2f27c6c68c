"""Whether a raw text is the one that its report was made from last, and if not, from which line on it is another."""

from __future__ import annotations

import hashlib
import re
from itertools import zip_longest
from zlib import crc32

from annals.model import RawMark

_ends = re.compile("\r\n|\r|\n")
_BLANK = "00"
"""The two characters of a line that says nothing."""


def raw_mark(text: str) -> RawMark:
    """The mark of a raw text. In what its lines end says nothing: an editor's program writes that as it likes.

    >>> raw_mark("甲\\r\\n乙") == raw_mark("甲\\n乙"), raw_mark("甲\\n乙").lines
    (True, '897f')
    """
    lines = _ends.split(text)
    digest = hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    sums = "".join(f"{crc32(line.encode('utf-8', 'surrogatepass')) & 0xFF:02x}" for line in lines)
    return RawMark(digest=digest, lines=sums)


def changed_from(mark: RawMark, text: str) -> int | None:
    """The first line (from 1) at which a text is another than the one of the mark; None where it is the same. Where the two
    characters of a changed line are by chance those of the line before the change, a later one, or 1.

    >>> mark = raw_mark("甲\\n乙\\n丙")
    >>> changed_from(mark, "甲\\n丁\\n丙"), changed_from(mark, "甲\\n乙"), changed_from(mark, "甲\\r\\n乙\\r\\n丙")
    (2, 3, None)
    """
    now = raw_mark(text)
    if now.digest == mark.digest:
        return None
    pairs = zip_longest(_sums(mark), _sums(now))
    return next((number for number, (old, new) in enumerate(pairs, 1) if old != new), 1)


def lines_cut_off(mark: RawMark, text: str) -> int:
    """How many lines of text the mark's text had that a text has lost at its end, the others being the same but perhaps for the
    last one, in which it was cut and which counts; 0 where it is another text, or has lost blank lines alone.

    >>> mark = raw_mark("甲\\n乙\\n丙\\n丁\\n")
    >>> lines_cut_off(mark, "甲\\n乙"), lines_cut_off(mark, "甲\\n"), lines_cut_off(mark, "丁\\n乙"), lines_cut_off(mark, "甲\\n乙\\n丙\\n戊")
    (2, 3, 0, 1)
    >>> lines_cut_off(mark, "甲\\n乙\\n丙\\n丁")
    0
    """
    before, now = _sums(mark), _sums(raw_mark(text))
    kept = len(now) - 1
    if kept >= len(before) - 1 or now[:kept] != before[:kept]:
        return 0
    return sum(line != _BLANK for line in before[len(now) :]) + (now[kept] != before[kept])


def _sums(mark: RawMark) -> list[str]:
    return [mark.lines[at : at + 2] for at in range(0, len(mark.lines), 2)]
