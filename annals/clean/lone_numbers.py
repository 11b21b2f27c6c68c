"""Numbers of an outline in digits that stand alone above their titles, as tools tear them off that read a page cell by cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from annals.text.lines import Shape

_alone = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}")
_FEWEST = 3
"""Fewer numbers that count on may be figures."""

Path = tuple[int, ...]


def outline_alone(lines: Sequence[Shape], is_title: Callable[[Shape], bool]) -> frozenset[int]:
    """The places of the lines that are such a number, each with a title below, that go on from each other: 1, 1.1, 1.2, 2, 2.1.
    A number of one part counts only right before the first below it: it may be that of a page."""
    found: list[tuple[int, Path]] = []
    for at, line in enumerate(lines[:-1]):
        if _alone.fullmatch(line.text) and not (line.bullet or line.hashes) and is_title(lines[at + 1]):
            found.append((at, tuple(int(part) for part in line.text.split("."))))
    chain: list[tuple[int, Path]] = []
    for place, (at, path) in enumerate(found):
        below = found[place + 1][1] if place + 1 < len(found) else ()
        if len(path) == 1 and below != (*path, 1):
            continue
        if not chain or _goes_on(chain[-1][1], path):
            chain.append((at, path))
    deep = sum(1 for _, path in chain if len(path) > 1)
    return frozenset(at for at, _ in chain) if len(chain) >= _FEWEST and deep > 1 else frozenset()


def _goes_on(last: Path, path: Path) -> bool:
    """Whether a number is the next one, or the first below the last."""
    if path == (*last, 1):
        return True
    size = len(path)
    return size <= len(last) and path[:-1] == last[: size - 1] and path[-1] == last[size - 1] + 1
