"""The measure of a text: which of its lines begin something or stand alone, and which are titles, is told to it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from annals.clean.measure import Measure
from annals.clean.numbered_items import cut_members
from annals.clean.rules.interruptions import is_noted
from annals.clean.rules.walls import walls_of
from annals.clean.title_lines import MARK, heading_like, is_spread, is_title_of_clauses, is_title_of_two
from annals.text.captions import is_caption
from annals.text.characters import HAN
from annals.text.lines import CHAPTERS, Shape
from annals.text.reading import Reading


def measured(reading: Reading) -> Measure:
    """The measure of a text, told which of its lines begin something or stand alone, whatever stands above them."""
    lines, walls = reading.lines, walls_of(reading)
    twos = _titles_of_two(lines, walls.at)
    captions = {at for at, line in enumerate(lines) if is_caption(line.text) and not line.prose}
    measure = Measure(
        text=reading.text,
        lines=lines,
        walls=walls.at.union(twos, (at + 2 for at in twos)),
        boxed=walls.boxed,
        charts=reading.charts | captions | walls.entries,
        titles=_titles(lines) | twos,
        notes=frozenset(at for at, line in enumerate(lines) if is_noted(line, reading.lexicon)),
        taken_up=frozenset(
            at
            for at, line in enumerate(lines)
            if line.text.startswith(reading.lexicon.taking_up) or (at and _tells_of_some(lines[at - 1], line))
        ),
    )
    cut = frozenset(cut_members(measure))
    return replace(measure, titles=measure.titles - cut) if cut else measure


def _titles(lines: Sequence[Shape]) -> frozenset[int]:
    """The places of the lines that may be titles: short, of one clause but where the outline tells more, none below a colon."""
    titled = _titled_depths(lines)
    return frozenset(
        at
        for at, line in enumerate(lines)
        if heading_like(line)
        and ("，" not in line.text or line.numbering in CHAPTERS or _is_title_in_outline(lines, at, titled))
        and not (at and lines[at - 1].text[-1] in "：:；;")
    )


def _titles_of_two(lines: Sequence[Shape], walls: frozenset[int]) -> frozenset[int]:
    """The places of the first lines of titles that fill two, of which the second begins nothing itself."""
    spread, begun, found = is_spread(lines), set(walls), set[int]()
    for at in range(len(lines) - 1):
        opens = at not in begun or bool(lines[at].numbering)
        two = opens and at + 1 not in begun
        if two and (is_title_of_two(lines, at, spread) or is_title_of_clauses(lines, at, spread)):
            found.add(at)
            begun.add(at + 2)
    return frozenset(found)


def _tells_of_some(above: Shape, line: Shape) -> bool:
    """Whether a line tells of some of those whom the line above names: `代表们围绕…讨论。`, `有代表提出，…`."""
    some = _some.match(line.text)
    return some is not None and some[1] in above.text


_some = re.compile(rf"[也还另又]?有(?:的|些|一些|位|名|几位)?([{HAN}]{{2}})")


def _titled_depths(lines: Sequence[Shape]) -> set[int]:
    """How many parts the numbers have that stand before titles in this text and not before sentences: 3 for `1.3.1`."""
    numbered = [line for line in lines if len(line.number) > 1]
    counts = Counter(len(line.number) for line in numbered)
    titles = Counter(len(line.number) for line in numbered if heading_like(line) and "，" not in line.text)
    return {depth for depth, count in counts.items() if titles[depth] * 2 > count}


def _is_title_in_outline(lines: Sequence[Shape], at: int, titled: set[int]) -> bool:
    """Whether a line of two clauses that the outline in digits numbers is a title, as most of its rank are, or as it stands
    between blank lines: `1.3.1 以项目为重点，推进改造`."""
    line, after = lines[at], lines[at + 1 : at + 2]
    apart = line.blanks_before > 0 and all(other.blanks_before for other in after)
    title = line.text[line.number_end - line.body :]
    two = len(line.number) > 1 and MARK.findall(title) == ["，"] and not any(char.isdigit() for char in title)
    return two and (apart or len(line.number) in titled)
