"""Tables of a text layer, whose cells stand side by side with blanks or tabs between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from annals.clean.contract import rule
from annals.clean.furniture.dress import dressed
from annals.model import Edit, Safety
from annals.text.captions import is_caption
from annals.text.characters import width
from annals.text.lines import SHORT_LINE, Shape
from annals.text.reading import Reading

_wide_gap = re.compile(r"(?<=\S)(?:[ \u3000\u00a0]*\t[ \u3000\u00a0\t]*|[ \u3000\u00a0]{2,})(?=\S)")
_gap = re.compile(r"(?<=\S)[ \t\u3000\u00a0]+(?=\S)")
_blank = re.compile(r"[ \t\u3000\u00a0]")
_figure = re.compile(r"[-+−±]?\d[\d,]{0,20}(?:\.\d{1,10})?[%％‰]?|[-—–―…/]{1,3}|\.{3}")
_of_pages = re.compile(r"\d{1,4} ?[/／] ?\d{1,4}")
"""`5 / 148` is the number of a page."""
_year = re.compile(r"(?:19|20)\d\d年?")
_ROW, _CELL = 120, 20
"""No row and no cell of a table is wider."""
_ROWS = 3
"""So many rows, the head among them, make a table where no caption says so."""
_HEAD = 3
"""The head stands no further below the caption; a line with the unit may stand between."""
_CUT = 5
"""So many lines may stand between the two parts of a table that a page end cuts: notes, page numbers, running titles."""

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """The rows of a table with the spans of their cells; `headless` where nothing stands above its first column."""

    rows: Sequence[tuple[Shape, Spans]]
    headless: bool
    last: int


@rule("T106", "以空格或制表符分栏的表格", Safety.REVIEW)
def spaced_columns(reading: Reading) -> Iterator[Edit]:
    """Yield bars for the gaps of a table whose cells are set apart by tabs or blanks.

    Evidence: a head and rows with as many short cells, and columns of figures below the head: three rows and columns
    at least, or two of each under a caption (表1 …). A table that a page end cuts goes on in rows like those before it.
    Lists of names, contents, spread headings and what has another number of cells stay.
    """
    text, lines = reading.text, reading.lines
    index = 0
    while index < len(lines):
        table = _table_at(text, lines, index)
        if table is None:
            index += 1
            continue
        for at, (line, cells) in enumerate(table.rows):
            opening = "|  | " if at == 0 and table.headless else "| "
            yield Edit(start=line.start, end=line.start, new=opening)
            for (_, low), (high, _) in pairwise(cells):
                yield Edit(start=low, end=high, new=" | ")
            yield Edit(start=line.end, end=line.end, new=" |")
        index = table.last + 1


def _table_at(text: str, lines: Sequence[Shape], index: int) -> _Table | None:
    """The table whose head or caption a line is."""
    line = lines[index]
    if is_caption(line.text) and "表" in line.text[:2]:
        for at in range(index + 1, min(index + 1 + _HEAD, len(lines))):
            for gap in (_wide_gap, _gap):
                if table := _rows(text, lines, at, gap, captioned=True):
                    return table
        return None
    if not _blank.search(line.text):
        return None
    return _rows(text, lines, index, _wide_gap, captioned=False) or _rows(text, lines, index, _gap, captioned=False)


def _rows(text: str, lines: Sequence[Shape], head: int, gap: re.Pattern[str], *, captioned: bool) -> _Table | None:
    """The table that begins with a line as its head, its cells parted by a kind of gap; None where it is none."""
    least = 2 if captioned else _ROWS
    top = _cells(text, lines[head], gap)
    if len(top) + captioned < least or is_caption(lines[head].text):
        return None
    for count in (len(top), len(top) + 1):
        rows = _body(text, lines, head + 1, gap, count, numbered=captioned)
        figures = _figure_columns(text, [cells for _, cells in rows], all_rows=not captioned)
        if count < least or len(rows) + 1 < (_ROWS if not captioned else 3) or not figures:
            continue
        named = top if count == len(top) else ((0, 0), *top)
        if any(_figure.fullmatch(text[low:high]) and not _year.fullmatch(text[low:high]) for low, high in named):
            continue
        if count > len(top) and len(figures) != len(top):
            continue
        found = [(lines[head], top), *rows]
        last = head + len(rows)
        while resumed := _resumed(text, lines, last, gap, found, figures):
            found += resumed
            last = next(at for at, line in enumerate(lines) if line.start == resumed[-1][0].start)
        return _Table(rows=tuple(found), headless=count > len(top), last=last)
    return None


def _body(
    text: str, lines: Sequence[Shape], first: int, gap: re.Pattern[str], count: int, *, numbered: bool
) -> list[tuple[Shape, Spans]]:
    """The lines from `first` on that stand close and have so many cells."""
    found: list[tuple[Shape, Spans]] = []
    for line in lines[first:]:
        cells = _fitted(text, _cells(text, line, gap), count)
        if (
            not cells
            or line.blanks_before
            or line.page_before
            or (line.numbering and not numbered)
            or is_caption(line.text)
            or _of_pages.fullmatch(line.text)
        ):
            break
        found.append((line, cells))
    return found


def _cells(text: str, line: Shape, gap: re.Pattern[str]) -> Spans:
    """The spans of the short cells of a line; none where it cannot be a row of them."""
    if line.hashes or line.bullet or line.glyph or line.row or line.prose or line.width > _ROW:
        return ()
    spans, low = [], line.start
    for match in gap.finditer(text, line.start, line.end):
        spans.append((low, match.start()))
        low = match.end()
    spans.append((low, line.end))
    short = all(
        width(text[low:high]) <= _CELL and not any(mark in text[low:high] for mark in "，。；：|")
        for low, high in spans
    )
    return tuple(spans) if short else ()


def _fitted(text: str, cells: Spans, count: int) -> Spans:
    """The cells of a row as so many: words before the figures that blanks part are one, where only one is left for them."""
    extra = len(cells) - count
    if extra <= 0 or count < 2:
        return cells if extra == 0 else ()
    figures = [_figure.fullmatch(text[low:high]) is not None for low, high in cells]
    if any(figures[: extra + 1]) or not all(figures[extra + 1 :]):
        return ()
    return ((cells[0][0], cells[extra][1]), *cells[extra + 1 :])


def _figure_columns(text: str, rows: Sequence[Spans], *, all_rows: bool) -> frozenset[int]:
    """The places of the columns behind the first that hold figures in every row or, where a caption tells of the table, in
    two rows of three: names of groups of rows stand between them."""
    found: set[int] = set()
    for at in range(1, len(rows[0]) if rows else 0):
        cells = [text[slice(*row[at])] for row in rows]
        held = [cell for cell in cells if _figure.fullmatch(cell)]
        told = any(char.isdigit() for cell in held for char in cell)
        if told and (len(held) == len(cells) if all_rows else len(held) * 3 >= len(cells) * 2):
            found.add(at)
    return frozenset(found)


def _resumed(
    text: str,
    lines: Sequence[Shape],
    last: int,
    gap: re.Pattern[str],
    table: Sequence[tuple[Shape, Spans]],
    figures: frozenset[int],
) -> list[tuple[Shape, Spans]]:
    """The rows behind a page end with the columns of a table that it cut, a repeated head among them."""
    count, parted = len(table[1][1]), False
    for at in range(last + 1, min(last + 2 + _CUT, len(lines))):
        line = lines[at]
        parted = parted or line.page_before or dressed(line.text) is not None
        if line.width > SHORT_LINE or line.prose or line.row or is_caption(line.text):
            return []
        if not parted:
            continue
        cells = _cells(text, line, gap)
        head = [text[slice(*cell)] for cell in cells] == [text[slice(*cell)] for cell in table[0][1]]
        rows = [(line, cells)] if head else []
        rows += (
            _body(
                text,
                [replace(lines[at + head], blanks_before=0, page_before=False), *lines[at + head + 1 :]],
                0,
                gap,
                count,
                numbered=True,
            )
            if at + head < len(lines)
            else []
        )
        alike = [row for _, row in rows[head:] if all(_figure.fullmatch(text[slice(*row[at])]) for at in figures)]
        if alike and len(alike) * 3 >= (len(rows) - head) * 2:
            return rows
    return []


@rule("T112", "一格占一行的表格", Safety.REVIEW)
def cells_in_lines(reading: Reading) -> Iterator[Edit]:
    """Yield bars for a table whose cells stand below each other, row after row.

    Evidence: a caption (表1 …), short lines, and words and figures that return in one order: the names above all columns,
    then rows of as many words and as many figures, two at least. What follows the last whole row stays, and so do cells
    that a tool gave column by column.
    """
    lines, index = reading.lines, 0
    while index < len(lines):
        count, rows = (
            _listed(lines, index + 1) if lines[index].text[:1] == "表" and is_caption(lines[index].text) else (0, 0)
        )
        first = index + 1
        for row in range(rows):
            cells = lines[first : first + count]
            yield Edit(start=cells[0].start, end=cells[0].start, new="| ")
            for one, other in pairwise(cells):
                yield Edit(start=one.end, end=other.start, new=" | ")
            yield Edit(
                start=cells[-1].end,
                end=lines[first + count].start if row + 1 < rows else cells[-1].end,
                new=" |\n" if row + 1 < rows else " |",
            )
            first += count
        index = first


def _listed(lines: Sequence[Shape], first: int) -> tuple[int, int]:
    """How many columns and rows, the head among them, the cells below each other have from a line on; 0 where they have none."""
    figures: list[bool] = []
    for line in lines[first:]:
        other = (
            line.marked or line.width > _CELL or is_caption(line.text) or any(mark in line.text for mark in "，。；：|")
        )
        if other:
            break
        figures.append(_figure.fullmatch(line.text) is not None)
    runs = [(kind, len(list(group))) for kind, group in groupby(figures)]
    if len(runs) < 4 or runs[0][0]:
        return 0, 0
    words, values = runs[2][1], runs[1][1]
    count = words + values
    # Names of columns differ; units of one column, given before the next column, need not.
    if runs[0][1] != count + words or len({line.text for line in lines[first : first + count]}) < count:
        return 0, 0
    row, rows = [*[False] * words, *[True] * values], 1
    while figures[rows * count : (rows + 1) * count] == row:
        rows += 1
    return (count, rows) if rows >= _ROWS else (0, 0)
