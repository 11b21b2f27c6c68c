"""The numbers of a manuscript's lines, printed in its margin for those who read it for a journal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from annals.clean.contract import rule
from annals.model import Edit
from annals.text.characters import HAN
from annals.text.lines import Shape
from annals.text.reading import Reading

_number = re.compile(r"(\d{1,3})[ \t\u3000]+(?=\S)")
_letter = re.compile(rf"[{HAN}A-Za-z]")
_entry = re.compile(r"[\[［]\d{1,3}[\]］]")
_clause = re.compile("[，。；]")
_FEWEST = 6
"""So many lines that count on are a margin's; two in three of them are no whole sentences, or have a number of their own."""


@rule("F137", "稿件的行号", digits=True, drops=True)
def numbers_of_lines(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of the numbers that lines bear because they are lines: `242 [1]蔡某.…` above `243 [2]聂某.…`.

    Evidence: six lines at least, one right below the other, count on, and most of them break off within a sentence or have a number
    of their own behind that. Lists stay, each of whose entries is whole, and so do the rows of tables.
    """
    lines = reading.lines
    at = 0
    while at < len(lines):
        run = _run(lines, at)
        if len(run) >= _FEWEST and _is_margin(lines, run):
            for index, end in run:
                yield Edit(start=lines[index].start, end=lines[index].start + end, new="")
        at = max(at, run[-1][0] if run else at) + 1


def _run(lines: Sequence[Shape], start: int) -> list[tuple[int, int]]:
    """The lines from one on that count on, each with where its text begins; one whose number a tool did not read may stand between."""
    found: list[tuple[int, int]] = []
    number = 0
    for index in range(start, len(lines)):
        match = _number.match(lines[index].text) if not _is_apart(lines[index]) else None
        lost = index - found[-1][0] if found else 0
        if match and (not found or int(match[1]) - number in (lost, lost + 1)):
            found.append((index, match.end()))
            number = int(match[1])
        elif not found or lost > 1:
            break
    return found


def _is_apart(line: Shape) -> bool:
    """Whether a line is a heading, an item, a row, or holds figures alone."""
    return line.hashes > 0 or line.bullet or line.row or not _letter.search(line.text)


def _is_margin(lines: Sequence[Shape], run: Sequence[tuple[int, int]]) -> bool:
    """Whether the numbers count lines and no entries."""
    cut = [not lines[index].ended or _entry.match(lines[index].text, end) is not None for index, end in run]
    own = sum(1 for index, end in run if _entry.match(lines[index].text, end))
    # The row of a table has no end either, and nothing that parts clauses.
    torn = sum(1 for index, _ in run if lines[index].text[-1] not in _ENDS and _clause.search(lines[index].text))
    return sum(cut) * 3 >= len(run) * 2 and (own > 1 or torn * 3 >= len(run))


_ENDS = "。．.！？!?；;：:）)”"
