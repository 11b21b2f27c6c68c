"""The parts of a report's whole text: pages `full`, `full-2` …, beside each of which `raw`, `raw-2` … shows the same lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from annals.model import Placed, Report
from annals.pages.links import link, listed, part_path
from annals.text.excerpts import beginning

_line = re.compile(r"(?:[ln]|[hs]-)(\d+)(?!\w)")
_TITLE = 24
"""Characters of the title that tells what is in a part."""


def line_of(name: str) -> int | None:
    """The raw line (1-based) that an address is named by; None for an editor's own block.

    >>> line_of("l154-20"), line_of("h-273-2"), line_of("n7"), line_of("e-12345678")
    (154, 273, 7, None)
    """
    match = _line.match(name)
    return int(match[1]) if match else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part: its number (from 1), its first and last raw line (0: to the end), where it is, the title of the first of
    its widest sections (empty where none begins in it)."""

    number: int
    first: int
    last: int
    href: str
    title: str

    @property
    def label(self) -> str:
        """Its raw lines as readers see them."""
        return f"{self.first}–{self.last}" if self.last else f"{self.first} 起"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The part that a page shows, among all; `all` are there on the first page alone, whose list leads every address of
    the report to its part. `script` is the address of the script that follows the list."""

    here: Part
    count: int
    whole: Part
    previous: Part | None
    following: Part | None
    all: tuple[Part, ...]
    script: str


def parts_of(report: Report, whole: str, number: int) -> Parts | None:
    """What the page of a part has to say of the others; `whole` is `full` or `raw`. None for a text that is one part."""
    if len(report.cuts) == 1:
        return None
    here = part_path(report.id, whole, number)
    titles = _titles(report)
    lasts = [*(cut - 1 for cut in report.cuts[1:]), len(report.source.line_starts) if report.source else 0]
    found = [
        Part(
            number=at,
            first=first,
            last=last,
            href=link(here, part_path(report.id, whole, at)),
            title=titles.get(at, ""),
        )
        for at, (first, last) in enumerate(zip(report.cuts, lasts, strict=True), 1)
    ]
    return Parts(
        here=found[number - 1],
        count=len(found),
        whole=found[0],
        previous=found[number - 2] if number > 1 else None,
        following=found[number] if number < len(found) else None,
        all=tuple(found) if number == 1 else (),
        script="../assets/annals-parts.js",
    )


def _titles(report: Report) -> dict[int, str]:
    """By part the title of the first of the widest sections that begin in it."""
    found: dict[int, Placed] = {}
    for placed in report.order:
        if placed.is_heading and placed.origin is not None:
            part = report.part_of(placed.origin.first_line)
            known = found.get(part)
            if known is None or known.origin is None or placed.origin.level < known.origin.level:
                found[part] = placed
    return {part: beginning(listed(placed.text), _TITLE) for part, placed in found.items()}


def parted(report: Report, order: Sequence[Placed]) -> list[list[Placed]]:
    """Some blocks of a report by the part in which each stands: that of the raw line it is named by, or, for an editor's
    own, that of the block before it."""
    found: list[list[Placed]] = [[] for _ in report.cuts]
    part = 1
    for placed in order:
        line = line_of(placed.id)
        part = part if line is None else report.part_of(line)
        found[part - 1].append(placed)
    return found
