"""Items that a narrow column breaks, where nothing hangs: the list itself says how wide it is set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annals.text.captions import is_caption
from annals.text.extents import extent, loose
from annals.text.lines import Shape

_FEWEST = 2
"""So many full lines that break off in mid-sentence are no chance, and so many items are a list."""
_WIDEST = 40.0
"""No column is wider in which an item's words fill a line and are taken for a heading's."""
_NARROWEST = 6.0
_OVER = 1.5
"""A mark may hang over, figures may be wider."""
_NEARLY = 0.85
"""A clause that ends with its line fills so much of it, at least."""
_ROOM = 0.6
"""So much room may be left over, marks and figures being of uncertain width."""


def items_going_on(text: str, lines: Sequence[Shape]) -> frozenset[int]:
    """The places of the lines of items that go on in the next line: it begins nothing, its first character would have found no room by
    the width to which the lines of the list that break off are set, and nearly all of these fill it. A line between two items that
    stands below a clause of one, which nearly fills it, goes on with that: `● 站点84个，其中…；`, `平原站点…。`."""
    found: set[int] = set()
    for first, last in _lists(lines):
        wide = [extent(text[line.body : line.end]) for line in lines[first : last + 2]]
        cut = [at for at in range(first, min(last + 1, len(lines) - 1)) if _goes_on(lines[at], lines[at + 1])]
        width = sorted(wide[at - first] for at in cut)[len(cut) * 3 // 4] if cut else 0.0
        full = [
            at
            for at in cut
            if width - wide[at - first] - extent(lines[at + 1].text[:1]) < _ROOM + loose(lines[at].text)
            and wide[at + 1 - first] <= width + _OVER
        ]
        if _NARROWEST <= width <= _WIDEST and len(full) >= _FEWEST and len(full) * 4 >= len(cut) * 3:
            found.update(full)
        clauses = (at for at in range(first, last) if lines[at].text[-1] in "；;" and _is_plain(lines[at + 1]))
        found.update(at for at in clauses if cut and wide[at - first] >= max(_NARROWEST, _NEARLY * width))
    return frozenset(found)


def _lists(lines: Sequence[Shape]) -> Iterator[tuple[int, int]]:
    """The first and last lines of the lists: items, and between them lines without a mark that stand close to what is above."""
    first, last, count = -1, -1, 0
    for at, line in enumerate(lines):
        close = first >= 0 and not line.page_before and (line.bullet or not line.blanks_before)
        if first >= 0 and not (close and (line.bullet or not line.marked)):
            if count >= _FEWEST:
                yield first, last
            first = -1
        if line.bullet:
            first, count = (at, 1) if first < 0 else (first, count + 1)
            last = at
    if first >= 0 and count >= _FEWEST:
        yield first, last


def _goes_on(line: Shape, below: Shape) -> bool:
    return _is_plain(below) and not (line.ended or line.text[-1] in "：:；;")


def _is_plain(line: Shape) -> bool:
    return not (line.marked or line.blanks_before or line.page_before or is_caption(line.text))
