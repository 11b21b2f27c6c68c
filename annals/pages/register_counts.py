"""How many addresses each folder's register has: a line that a merge or a hand took out of one is missed, as the header of
a record misses those of its report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from annals.pages.register import Registers

Counts = Mapping[str, int]
"""Addresses by the name of their register."""
_line = re.compile(r"([^\s]{1,200}) (\d{1,9})")


def read_counts(text: str) -> Counts:
    """The counts from their file's text. Of two of one register, as git leaves them of two branches that both added some,
    the higher is true of what it makes of the registers; other lines say nothing.

    >>> read_counts("entities 3\\nentities 4\\n=======\\nsite 1\\n")
    {'entities': 4, 'site': 1}
    """
    found: dict[str, int] = {}
    for line in text.split("\n"):
        if match := _line.fullmatch(line):
            found[match[1]] = max(int(match[2]), found.get(match[1], 0))
    return found


def short(registers: Registers, counts: Counts) -> tuple[str, ...]:
    """The names of the registers that have fewer addresses than were counted."""
    return tuple(name for name, count in counts.items() if len(registers.get(name, ())) < count)


def counts_text(before: str, after: Registers, kept: Iterable[str], apart: Iterable[str], *, anew: bool) -> str:
    """The counts as their file is to have them, sorted: of the registers as they are `after` a run, those of the registers
    that are `kept` as they stand as they were, none of those counted `apart`. Unless it is made `anew`, the text `before`
    stays while it is true: what git makes of two branches asks nobody to write again."""
    known, left = read_counts(before), {*kept}
    counts = {name: len(addresses) for name, addresses in after.items() if name not in {*left, *apart}}
    stays = {name: count for name, count in known.items() if name in left}
    lines = [line for line in before.split("\n") if line]
    true = known.keys() == {**counts, **stays}.keys() and all(known[name] <= counts[name] for name in counts)
    if true and not anew and before.endswith("\n") and all(map(_line.fullmatch, lines)):
        return before
    return "".join(f"{name} {count}\n" for name, count in sorted({**counts, **stays}.items()))
