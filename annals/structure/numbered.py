"""Levels of numbered headings, and of framed ones that numbers stand below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from annals.structure.evidence import Evidence, Role
from annals.text.lines import NUMBERINGS

_FIXED_LEVELS = {"章": 1, "节": 2, "X": 1, "X.Y": 2, "X.Y.Z": 3}
_PARTS = ("编", "部分")
_RANKS = {name: rank for rank, (name, _) in enumerate(NUMBERINGS)}
_first_number = re.compile(r"[（(]?[一1][)）、.．]")


def numbering_levels(lines: Sequence[Evidence], roles: Sequence[Role]) -> dict[str, int]:
    """The level of each numbering style that headings of a text use."""
    used = {line.shape.numbering for line, role in zip(lines, roles, strict=True) if role is Role.HEADING}
    levels: dict[str, int] = {}
    shift = sum(1 for part in _PARTS if part in used)
    for name, _ in NUMBERINGS:
        if name not in used:
            continue
        if name in _PARTS:
            levels[name] = len(levels) + 1
        elif name in _FIXED_LEVELS:
            levels[name] = _FIXED_LEVELS[name] + shift
        else:
            levels[name] = max(levels.values(), default=0) + 1
    return levels


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    """A heading that encloses what follows: the rank of its numbering (0 is the widest) and its level. A framed
    heading has the rank of the number that it stands below, -1 where there is none."""

    rank: int
    level: int
    framed: bool = False


class Enclosing:
    """The numbered and framed headings that are open at a place of a text. `levels` are those of the styles."""

    def __init__(self, levels: dict[str, int]) -> None:
        self._levels = levels
        self._open: list[_Open] = []

    def number(self, line: Evidence) -> int:
        """Open a numbered heading; its level: one below the number that encloses it, whatever styles other
        chapters put between; chapters and 节 keep theirs. A framed heading encloses the numbers that begin
        anew below it."""
        style = line.shape.numbering
        rank = _RANKS[style]
        if self._in_frame() and self._open[-1].rank < rank and not _first_number.match(line.text):
            self._open.pop()
        while self._open and self._open[-1].rank >= rank:
            self._open.pop()
        if style in _FIXED_LEVELS and self._in_frame():
            self._open.pop()
        fixed = style in _FIXED_LEVELS or not self._open
        level = self._levels[style] if fixed else self._open[-1].level + 1
        self._open.append(_Open(rank=rank, level=level))
        return level

    def framed_level(self) -> int | None:
        """The level of the framed heading that numbers have stood below, if any: the next one stands beside it."""
        return next((heading.level for heading in reversed(self._open) if heading.framed), None)

    def frame(self, level: int) -> None:
        """Open a framed heading below the number that is open, in place of the last one."""
        while any(heading.framed for heading in self._open):
            self._open.pop()
        self._open.append(_Open(rank=self._open[-1].rank if self._open else -1, level=level, framed=True))

    def _in_frame(self) -> bool:
        return bool(self._open) and self._open[-1].framed
