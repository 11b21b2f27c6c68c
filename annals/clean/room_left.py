"""Whether a line leaves room that a page's end follows: what a page cuts in mid-sentence fills its line, a title does not."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from statistics import median

from annals.model import Source
from annals.text.characters import ends_sentence
from annals.text.extents import extent
from annals.text.lines import CLAUSE, Shape
from annals.text.reading import Reading

_AROUND = 12
"""So many raw lines above and below say how wide their column is set."""
_FULL, _ROOM = 3.0, 6.0
"""By so much the widths of full lines differ, and so much room none leaves."""
_FEWEST = 5
"""Fewer full lines may be as wide by chance."""


def leaves_room(reading: Reading, line: Shape) -> bool:
    """Whether a line that was one in the raw text leaves room beside it, where those around it that break off in a sentence are set
    to a width; False where nothing is known of the raw text, and for a paragraph of several lines."""
    source, origins = reading.source, reading.origins
    pieces = origins.within(line.start, line.end) if source is not None and origins is not None else ()
    if source is None or not pieces or source.line_of(pieces[0].raw) != source.line_of(pieces[-1].raw):
        return False
    number = source.line_of(pieces[-1].raw)
    count = len(source.line_starts)
    above = islice(_broken(source, range(number - 1, 0, -1)), _AROUND)
    below = islice(_broken(source, range(number + 1, count + 1)), _AROUND)
    widths = (*above, *below)
    usual = median(widths) if widths else 0.0
    full = [width for width in widths if abs(width - usual) <= _FULL]
    return len(full) >= _FEWEST and len(full) * 2 >= len(widths) and _extent(source, number) <= usual - _ROOM


def _broken(source: Source, numbers: range) -> Iterator[float]:
    """The widths of the lines with these numbers that are long and break off in a sentence."""
    for number in numbers[:_FARTHEST]:
        text, width = source.line_text(number).strip(), _extent(source, number)
        if width >= CLAUSE and not ends_sentence(text) and _GAP not in text:
            yield width


def _extent(source: Source, number: int) -> float:
    return extent(source.line_text(number).strip())


_FARTHEST = 80
_GAP = "  "
"""What parts cells, or columns that stand side by side."""
