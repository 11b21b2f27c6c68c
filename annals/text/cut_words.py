"""Words that a line end cuts in two, known by the text itself, which has them whole elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from annals.text.characters import is_han

_HALF = 2
"""So many characters stand on one side of a cut that one stands on the other side of."""


def inside_words(text: str, ends: Sequence[tuple[str, str]]) -> tuple[bool, ...]:
    """Whether what stands behind each line end goes on with a word of the line above it: `text` has the last character of
    the one and the first two of the other together elsewhere, or the last two and the first one. `ends` are pairs of lines.

    What comes again above is no rest of a word (`分产品情况`, `分产品 单价`), and letters and figures tell nothing.

    >>> inside_words("发展可再生能源。", [("新能源与可", "再生能源很多"), ("发展可", "见不多")])
    (True, False)
    """
    wanted = [_spans(before, after) for before, after in ends]
    known = set().union(*wanted)
    whole = {text[at : at + _HALF + 1] for at in range(len(text) - _HALF)} & known if known else known
    return tuple(bool(spans & whole) for spans in wanted)


def _spans(before: str, after: str) -> set[str]:
    """What would stand across a cut, two characters of the one line and one of the other."""
    tail, head = before[-_HALF:], after[:_HALF]
    if not (is_han(tail[-1:]) and is_han(head[:1])) or head in before:
        return set()
    found = (tail[-1] + head, tail + head[0])
    return {span for span in found if len(span) == _HALF + 1 and all(map(is_han, span))}
