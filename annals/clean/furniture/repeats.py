"""Headings that a page printed again: with （续） behind them, with a page number, or at its head while they are open already."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annals.clean.furniture.keys import (
    STYLES,
    WIDE,
    WITH_PAGE,
    Keyed,
    is_heading,
    spaceless,
    title_key,
    turns_over,
    whole,
)
from annals.text.captions import is_caption, names_publication
from annals.text.lines import CLAUSE, SHORT_LINE
from annals.text.reading import Reading

_continued = re.compile(r"(.{2,}?)\s*[（(\[【]?(?:续|续前|接上页)[)）\]】]")
_table = re.compile(r"(?:续?[图表]|附[图表])")
_REACH = 6


def continued_headings(reading: Reading) -> set[int]:
    """Headings repeated with `（续）` behind them, and `（接上页）` alone; continued tables have a rule
    of their own."""
    seen: set[str] = set()
    found = set()
    turning = turns_over(reading.lexicon)
    for index, line in enumerate(reading.lines):
        match = _continued.fullmatch(line.text) if line.width <= SHORT_LINE and not _table.match(line.text) else None
        if (match and title_key(match.group(1)) in seen) or turning.fullmatch(line.text):
            found.add(index)
        seen.add(title_key(line.text))
    return found


def headings_with_page(known: Keyed) -> set[int]:
    """Lines that repeat the whole of a chapter's or 节's heading, spaces apart, be it with a page
    number before or behind it, without being numbered headings by themselves; and a publication's
    name that stands with page numbers more than once."""
    reading, lines = known.reading, known.lines
    headings = {spaceless(line.text) for line in lines if line.numbering in WIDE and is_heading(line)}
    found = set()
    for index, line in enumerate(lines):
        if line.numbering or line.width > SHORT_LINE:
            continue
        content = whole(reading.text, line)
        match = WITH_PAGE.fullmatch(content)
        titles = [part for part in match.groups() if part] if match else []
        names_report = (
            match and known.times(index) > 1 and any(names_publication(title, reading.lexicon) for title in titles)
        )
        if names_report or any(spaceless(title) in headings for title in (content, *titles)):
            found.add(index)
    return found


def stands_in_a_cut(known: Keyed, index: int) -> bool:
    """Whether a line, with other returning lines beside it, stands between the halves of a
    sentence."""
    lines, before, after = known.lines, index - 1, index + 1
    while before >= 0 and index - before < _REACH and _returns(known, before):
        before -= 1
    while after < len(lines) and after - index < _REACH and _returns(known, after):
        after += 1
    if before < 0 or after >= len(lines):
        return False
    first, second = lines[before], lines[after]
    if first.row or is_caption(first.text):
        return False
    return (
        not first.ended and not first.hashes and first.width >= CLAUSE and not is_heading(first) and not second.marked
    )


def _returns(known: Keyed, index: int) -> bool:
    """Whether a line returns elsewhere; a picture is no text either."""
    line = known.lines[index]
    return line.text.startswith("![") or (known.times(index) > 1 and line.width <= SHORT_LINE and not line.ended)


def repeated_headings(known: Keyed, edges: set[int], gone: set[int]) -> set[int]:
    """Repetitions of the numbered heading that is open already: nothing of its rank or above
    has come between. The true one stands where no page ends and no sentence is cut."""
    found: set[int] = set()
    borders: list[int] = []
    for style in STYLES:
        own = [i for i, line in enumerate(known.lines) if line.numbering == style and i not in gone and not line.ended]
        own = [i for i in own if known.may_run(i)]
        true = []
        for run in _runs(known, own, borders):
            kept = _true_heading(known, edges, run)
            found |= {i for i in run if i != kept and (style in WIDE or i in edges or stands_in_a_cut(known, i))}
            true.append(run[0] if kept is None else kept)
        borders = sorted([*borders, *true])
    return found


def _runs(known: Keyed, own: Sequence[int], borders: Sequence[int]) -> list[list[int]]:
    """Headings of one style in stretches of the same key and number; a wider heading ends a stretch."""
    lines, keys = known.lines, known.keys
    runs: list[list[int]] = []
    passed = 0
    for index in own:
        border = passed
        while passed < len(borders) and borders[passed] < index:
            passed += 1
        last = runs[-1][-1] if runs else index
        if runs and passed == border and (keys[last], lines[last].number) == (keys[index], lines[index].number):
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _true_heading(known: Keyed, edges: set[int], run: Sequence[int]) -> int | None:
    if len(run) == 1:
        return run[0]
    whole_places = [i for i in run if not stands_in_a_cut(known, i)]
    inner = [i for i in whole_places if i not in edges]
    return next(iter(inner or whole_places), None)
