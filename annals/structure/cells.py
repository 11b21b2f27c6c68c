"""Numbered lines that are cells of a table whose rows or columns a text layer tore into lines: `一、税收`, `9746.50`, `二、外交`.

Each by itself looks like a heading. What tells is the place: numbers close upon each other, no sentence anywhere near, and
bare figures among them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annals.structure.evidence import Evidence
from annals.structure.same_style import number_of
from annals.text.characters import HAN
from annals.text.dates import is_year
from annals.text.lines import CHAPTERS, is_figures
from annals.text.word_rows import closes_row

_STYLES = ("X", "一、", "（一）", "1.", "（1）")
_FEWEST = 4
"""So many numbered lines and so many figures make a table."""
_NARROW = 8
"""No line of a column that breaks its words is wider."""
_enclosed = re.compile(r"附件[：:][ \t\u3000]*(1)[.．、]")
_figure_end = re.compile(rf"[{HAN} \t\u3000]-?\d[\d,]*\.\d+[%％]?$")
"""One figure with decimals ends one where rows stand close."""
_row_end = re.compile(r"(?<=\S)(?:[ \t\u3000]+[-−]?\d[\d,]*(?:\.\d+)?[%％]?){3,}$")
"""Three bare figures with blanks between end a row of a table, never a heading."""


def numbered_cells(lines: Sequence[Evidence]) -> frozenset[int]:
    """The indexes of the lines with a number that are cells or rows of a table. What its numbers leave out of the outline around
    it stays a heading: between 三、 above and 五、 below one 四、 is theirs."""
    found: set[int] = set()
    start = 0
    for index in range(len(lines) + 1):
        if index < len(lines) and not _parts(lines[index]):
            continue
        found.update(_cells(lines, start, index))
        start = index + 1
    return frozenset(found | _rows(lines))


def cells_set_out(lines: Sequence[Evidence]) -> frozenset[int]:
    """The indexes of the lines that stood in a table which blanks set out, or in a form: whatever number they bear, the columns
    tell. A chapter may stand between two tables, and what the list of contents names is a heading."""
    return frozenset(
        index
        for index, line in enumerate(lines)
        if line.cell
        and not (line.entry or line.shape.hashes or line.shape.bullet or line.shape.row)
        and line.shape.numbering not in CHAPTERS
    )


def heads_column(lines: Sequence[Evidence], index: int) -> bool:
    """Whether a name of back matter alone on its line heads a column instead (附注 between 2020年金额 and 2019年金额): short
    words without a mark before and behind it, and chapters that still count on below."""
    near = [*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2]]
    if len(near) < 2 or any(_parts(line) or line.shape.marked for line in near) or lines[index].shape.hashes:
        return False
    return any(line.shape.numbering in CHAPTERS and number_of(line.shape) > 1 for line in lines[index + 1 :])


def enclosures(lines: Sequence[Evidence]) -> frozenset[int]:
    """The indexes of the lines with a number that go on a list of what a letter encloses: `附件：1.…`, `2.…`."""
    found: set[int] = set()
    number = 0
    for index, line in enumerate(lines):
        first = _enclosed.match(line.text)
        if first:
            number = int(first.group(1))
        elif line.shape.numbering == "1." and number and number_of(line.shape) == number + 1:
            number += 1
            found.add(index)
        else:
            number = 0
    return frozenset(found)


def _parts(line: Evidence) -> bool:
    """Whether a line cannot stand inside a torn table."""
    shape = line.shape
    return shape.prose or shape.ended or shape.row or bool(shape.hashes) or _wider(line)


def _wider(line: Evidence) -> bool:
    return line.shape.numbering != "" and line.shape.numbering not in _STYLES


def _rows(lines: Sequence[Evidence]) -> set[int]:
    """The numbered lines that end as rows do; between rows that kept their walls two figures are enough."""
    walled = {index for index, line in enumerate(lines) if line.shape.row}
    return {
        index
        for index, line in enumerate(lines)
        if line.shape.numbering
        and not line.shape.hashes
        and (_row_end.search(line.text) or ({index - 1, index + 1} & walled and closes_row(line.text)))
    }


def _cells(lines: Sequence[Evidence], start: int, end: int) -> Iterator[int]:
    """The cells among the lines of a stretch without sentences."""
    members = [index for index in range(start, end) if lines[index].shape.numbering]
    # A heading right above a sentence belongs to that.
    if members and members[-1] == end - 1 and end < len(lines) and not _wider(lines[end]):
        members.pop()
    figures = sum(
        1 for line in lines[start:end] if _is_figure(line) or _figure_end.search(line.text) or _is_double(line)
    )
    if len(members) < _FEWEST or figures < _FEWEST:
        return
    close = sum(1 for above, below in pairwise(members) if all(map(_is_cell, lines[above + 1 : below])))
    if close * 2 > len(members):
        outside = _of_outline(lines, members, start, end)
        yield from (index for index in members if index not in outside)


def _is_cell(line: Evidence) -> bool:
    """Whether a line has bare figures or the rest of a narrow cell: `3、其他内资|持股`."""
    return _is_figure(line) or (line.shape.width <= _NARROW and not line.shape.marked and line.text.isalnum())


def _is_double(line: Evidence) -> bool:
    """Whether a line bears the first cells of two columns, which count on side by side: `五、事业收入 五、教育支出`."""
    shape = line.shape
    number = shape.text[: shape.number_end - shape.body].strip()
    return shape.numbering in _STYLES and shape.text.count(number, len(number)) == 1 and f" {number}" in shape.text


def _is_figure(line: Evidence) -> bool:
    """Whether a line has bare figures, years apart, or ends a row of them."""
    if not is_figures(line.text):
        return _row_end.search(line.text) is not None
    return not all(is_year(f"{word.rstrip('年')}年") for word in line.text.split())


def _of_outline(lines: Sequence[Evidence], members: Sequence[int], start: int, end: int) -> set[int]:
    """The members that the outline around the stretch lacks between the number above it and the one below."""
    found: set[int] = set()
    for style in _STYLES:
        above = next((line for line in reversed(lines[:start]) if line.shape.numbering == style or _wider(line)), None)
        below = next((line for line in lines[members[-1] + 1 :] if line.shape.numbering == style or _wider(line)), None)
        if above is None or below is None or below.shape.numbering != style:
            continue
        # Right below a chapter a series begins.
        before = number_of(above.shape) if above.shape.numbering == style else 0
        last = end
        for wanted in range(number_of(below.shape) - 1, before, -1):
            of_number = [
                index
                for index in members
                if index < last and lines[index].shape.numbering == style and number_of(lines[index].shape) == wanted
            ]
            last = min(of_number, key=lambda index: (_like_cell(lines, index), -index), default=-1)
            if last < 0:
                break
            found.add(last)
    return found


def _like_cell(lines: Sequence[Evidence], index: int) -> int:
    """How much the lines beside a member make it a cell: a figure, the rest of a cell or the next number right behind it, a number right above. Its own
    series may begin right below a heading, and another table end above."""
    before, after = lines[index - 1 : index], lines[index + 1 : index + 2]
    behind = any(_is_cell(line) or (line.shape.numbering and number_of(line.shape) > 1) for line in after)
    return 2 * behind + any(line.shape.numbering != "" for line in before)


_cell = re.compile(r"[-+−]?\d[\d,]*(?:\.\d+)?[%％]?|[-—–…/]+")


def is_row_of_figures(text: str) -> bool:
    """Whether a line holds the cells of a table's row: figures alone, two of them, one with a decimal behind a name; of its head,
    two years behind names."""
    cells = text.split()
    if is_year(f"{text}年"):
        return False
    if len(cells) > 2 and sum(map(is_year, cells)) > 1:
        return True
    figures = [cell for cell in cells if _cell.fullmatch(cell)]
    exact = any("." in cell or "," in cell for cell in figures)
    return len(figures) > 1 or (bool(figures) and (len(cells) > 2 or exact)) or is_figures(text)


def is_of_figures(text: str) -> bool:
    """Whether a line holds figures and nothing else."""
    return all(_cell.fullmatch(cell) for cell in text.split())
