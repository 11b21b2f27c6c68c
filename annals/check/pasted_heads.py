"""The head of a page that was pasted once more, below itself: readers see its keys as a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from annals.markdown.front import Front
from annals.model import Problem
from annals.text.characters import excerpt

_key = re.compile(r"([A-Za-z_]{1,40})[ \t]{0,4}[:：]")
_code = re.compile(r"[ ]{0,3}(?:```|~~~)")
_LEAST = 2
"""So many keys of the page's own head make a second one of it."""
_LONGEST = 40


def second_heads(fronts: Mapping[str, Front]) -> Iterator[Problem]:
    """Such heads; `fronts` are the pages by path under docs/."""
    for path, front in fronts.items():
        if (place := second_head(front)) is not None:
            first, last = (front.lines_before + at + 1 for at in place)
            yield Problem.of(
                "E268", f"docs/{path}", first, excerpt=excerpt(front.text, first), first=str(first), last=str(last)
            )


def second_head(front: Front) -> tuple[int, int] | None:
    """Where in the body of a page (lines from 0) it begins and ends; None without one."""
    if len(front.values) < _LEAST or front.body.count("---") < _LEAST:
        return None
    lines = [line.rstrip() for line in front.body.split("\n")]
    in_code = False
    for at, line in enumerate(lines):
        in_code ^= _code.match(line) is not None
        if line != "---" or in_code:
            continue
        end = next((n for n in range(at + 1, min(at + _LONGEST, len(lines))) if lines[n] == "---"), None)
        if end is None:
            return None
        keys = [match[1] for text in lines[at + 1 : end] if (match := _key.match(text))]
        if len([key for key in keys if key in front.values]) >= max(_LEAST, len(front.values) // 2):
            return at, end
    return None
