"""Charts and tables that a tool read between two lines of a paragraph, where the width of the text tells that these follow each
other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from annals.clean.contract import rule
from annals.clean.line_widths import INNER_MARK
from annals.clean.measure import Measure
from annals.clean.rules.interruptions import UNFINISHED, interrupts, line_after
from annals.clean.rules.measuring import measured
from annals.model import Edit, Safety
from annals.text.captions import is_caption
from annals.text.extents import extent
from annals.text.lines import LONG_LABEL, Shape, key_value
from annals.text.reading import Reading

_NARROW = 0.6
"""What fills less of the width, and says nothing, may be a cell."""
_INDENT = 3.0
"""A full line leaves less, though it opens a paragraph whose indent is lost."""
_named = re.compile(r"附?[图表]{1,2} ")
_FIGURES = 3
"""So many lines of a chart tell what the others are."""


@rule("J150", "写满的行之间的图表", Safety.REVIEW)
def between_lines(reading: Reading) -> Iterator[Edit]:
    """Yield moves of the text of charts and of tables from between two lines of a paragraph to behind it.

    Evidence: a full line breaks off, and without what stands between it goes on in the next one by the text's own measure;
    what stands between is narrow, says no sentence, and has a caption or the figures of a chart or table. What stands
    between whole paragraphs stays, and so do texts that no width breaks.
    """
    lines = reading.lines
    gaps = list(_gaps(reading)) if reading.charts or any(is_caption(line.text) for line in lines) else []
    if not gaps:
        return
    kept = _without(reading, gaps)
    joins = set(kept.measure.joins)
    for gap in gaps:
        at = kept.places[gap.start - 1]
        end = at + 1
        while end in joins:
            end += 1
        last = gap.stop + end - at - 1
        full = at in joins and kept.measure.rooms[at] < _INDENT and _is_narrow(lines, gap, kept.measure.widths[at])
        to = line_after(reading.text, lines[last]) if full and last < len(lines) else None
        if to is not None and all(other.stop <= gap.start or other.start > last for other in gaps if other != gap):
            yield Edit(
                start=lines[gap.start].start, end=lines[gap.stop].start, new="", reason="移到接回的段落之后", to=to
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """The measure of a text without some of its lines, and where each of the others stands in it."""

    measure: Measure
    places: dict[int, int]


def _without(reading: Reading, gaps: Sequence[range]) -> _Kept:
    lines, gone = reading.lines, {at for gap in gaps for at in gap}
    pieces, start = [], 0
    for gap in gaps:
        pieces.append(reading.text[start : lines[gap.start].start])
        start = lines[gap.stop].start
    text = "".join((*pieces, reading.text[start:]))
    left = [at for at in range(len(lines)) if at not in gone]
    return _Kept(
        measure=measured(replace(reading, text=text, moved=())), places={at: place for place, at in enumerate(left)}
    )


def _gaps(reading: Reading) -> Iterator[range]:
    """The places of the lines between two that may be halves of a sentence: the text of a chart or table."""
    lines, at = reading.lines, 0
    while at < len(lines):
        end = at + 1
        if at not in reading.charts and _breaks_off(lines[at]):
            while end < len(lines) and _is_apart(reading, end):
                end += 1
            gap = range(at + 1, end)
            if gap and end < len(lines) and _goes_on(lines[end]) and _is_told(reading, gap):
                yield gap
        at = end


def _is_told(reading: Reading, gap: range) -> bool:
    """Whether lines are a chart or table, and the first of them, which may be the rest of a sentence (`飞机5`), is of it."""
    first = reading.lines[gap.start]
    if not (gap.start in reading.charts or interrupts(first, reading.lexicon) or _named.match(first.text)):
        return False
    figures = sum(place in reading.charts for place in gap) >= _FIGURES
    return figures or any(is_caption(reading.lines[place].text) for place in gap)


def _is_narrow(lines: Sequence[Shape], gap: range, width: float | None) -> bool:
    """Whether no line of a chart or table is as wide as one of the text may be, captions and notes apart."""
    cells = (lines[place] for place in gap if not (is_caption(lines[place].text) or key_value(lines[place].text)))
    return width is not None and all(extent(line.text) <= _NARROW * width for line in cells)


def _breaks_off(line: Shape) -> bool:
    """Whether a line may be the first half of a sentence. A numbered one that states no figure may be a title of clauses, above
    whose text a chart stands: `（二）以消费者需求为导向，掌握更准确的数据`."""
    said = line.prose or any(char.isdigit() for char in line.text[line.number_end - line.body :])
    title = bool(line.hashes or line.row or (line.numbering and not said))
    return not (title or line.ended or is_caption(line.text)) and UNFINISHED.search(line.text) is not None


def _is_apart(reading: Reading, at: int) -> bool:
    """Whether a line may be one of a chart or table: its caption, figures, a note or a word in a cell."""
    line = reading.lines[at]
    if at in reading.charts or interrupts(line, reading.lexicon):
        return not line.prose
    says = line.ended or line.prose or line.marked or INNER_MARK.search(line.text)
    return line.width <= LONG_LABEL and not says


def _goes_on(line: Shape) -> bool:
    return not line.marked and (line.ended or line.prose or INNER_MARK.search(line.text) is not None)
