"""Tables that are drawn with dashes, as pandoc writes them, and what tools add to tables: captions' colons, heads of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import east_asian_width

from annals.clean.contract import rule
from annals.model import Edit, HintKind
from annals.text.captions import is_caption
from annals.text.lines import Shape, cells_of, is_table_rule
from annals.text.reading import Reading

_groups = re.compile(r"-{2,200}(?: {1,80}-{2,200}){1,40}")
_border = re.compile(r"-{5,400}")
_group = re.compile(r"-+")
_chunk = re.compile(r"\S(?:[^ ]| (?! ))*")
_LONGEST = 400
"""So many lines a table has at most."""
_HEAD = 6
"""And so many its head."""
_caption_mark = re.compile(r"(?:[Tt]able)? ?[:：] {1,4}(?=\S)")
_made_up = re.compile(r"Col(\d{1,2})|Unnamed: (\d{1,2})")
_no_number = "NaN"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """Where a table stands among the lines: the line of dashes above it, if any, its head, its body, the dashes that close it."""

    top: int | None
    head: range
    ruled: int
    body: range
    bottom: int | None


@rule("T114", "以短线画的表格")
def dashed_tables(reading: Reading) -> Iterator[Edit]:
    """Yield bars for the gaps of a table whose columns a line of dashes shows, with or without a head above it.

    Evidence: the dashes themselves, in as many groups as there are columns. Where dashes close the table, blank lines part its
    rows and a row may have several lines; else a blank line ends it. A line of dashes with nothing below stays.
    """
    text, lines = reading.text, reading.lines
    whole = [text[line.start : line.end] for line in lines]
    index = done = 0
    while index < len(lines):
        table = _table_at(lines, whole, index, done) if _groups.fullmatch(whole[index]) else None
        index += 1
        if table is not None:
            yield from _written(text, lines, table)
            index = done = table.body.stop + (table.bottom is not None)


def _table_at(lines: Sequence[Shape], whole: Sequence[str], ruled: int, done: int) -> _Table | None:
    """The table whose columns a line shows; what stands before `done` belongs to another."""
    top, first = None, ruled
    for at in range(ruled - 1, max(done - 1, ruled - 1 - _HEAD), -1):
        if lines[at + 1].blanks_before or lines[at].marked or lines[at].prose or _groups.fullmatch(whole[at]):
            break
        if _border.fullmatch(whole[at]):
            top = at
            break
        first = at
    first = first if top is not None else max(first, ruled - 1)
    headless = first == ruled
    closing = (_border,) if top is not None else (_groups,)
    bottom = _closing(lines, whole, ruled, closing) if top is not None or headless else None
    if bottom is None and (top is not None or headless):
        return None
    stop = bottom if bottom is not None else _end(lines, whole, ruled + 1)
    body = range(ruled + 1, stop)
    return _Table(top=top, head=range(first, ruled), ruled=ruled, body=body, bottom=bottom) if body else None


def _closing(lines: Sequence[Shape], whole: Sequence[str], ruled: int, forms: Sequence[re.Pattern[str]]) -> int | None:
    """The line of dashes that closes a table, no two blank lines before it."""
    for at in range(ruled + 1, min(len(lines), ruled + _LONGEST)):
        if lines[at].blanks_before > 1 or lines[at].hashes:
            return None
        if any(form.fullmatch(whole[at]) for form in forms):
            return at
    return None


def _end(lines: Sequence[Shape], whole: Sequence[str], at: int) -> int:
    while at < len(lines) and not (lines[at].blanks_before or lines[at].hashes or lines[at].row):
        if _groups.fullmatch(whole[at]) or _border.fullmatch(whole[at]):
            break
        at += 1
    return at


def _written(text: str, lines: Sequence[Shape], table: _Table) -> Iterator[Edit]:
    columns = _columns(text, lines[table.ruled])
    rows = [*table.head, *table.body]
    found = [_cells(text, lines[at], columns) for at in rows]
    if not all(any(cells) for cells in found):
        return
    if table.top is not None:
        yield Edit(start=lines[table.top].start, end=lines[table.top].end, new="")
    if not table.head:
        yield Edit(start=lines[table.ruled].start, end=lines[table.ruled].end, new="")
    several = any(lines[at].blanks_before for at in table.body[1:])
    for (one, other), cells in zip(pairwise([*rows, -1]), found, strict=True):
        begins = one in (table.head.start, table.body.start) or not (one in table.head or several)
        continued = not begins and not (one in table.body and lines[one].blanks_before)
        yield from _barred(lines[one], cells, HintKind.CONTINUED if continued else None)
        if other >= 0:
            between = text[lines[one].end : lines[other].start - lines[other].indent]
            if between.count("\n") > 1:
                yield Edit(start=lines[one].end, end=lines[other].start - lines[other].indent, new="\n")
    if table.bottom is not None:
        yield Edit(start=lines[table.bottom].start, end=lines[table.bottom].end, new="")


def _barred(line: Shape, cells: Sequence[tuple[int, int] | None], hint: HintKind | None) -> Iterator[Edit]:
    """The bars of one line, with those of its empty cells."""
    at, new = line.start, "|"
    for number, cell in enumerate(cells):
        if cell is None:
            new += "  |"
            continue
        yield Edit(start=at, end=cell[0], new=f"{new} ", hint=hint if at == line.start else None)
        at, new = cell[1], " |"
        if number + 1 == len(cells):
            break
    yield Edit(start=at, end=line.end, new=new)


def _columns(text: str, line: Shape) -> list[tuple[int, int]]:
    """The first and last columns of each group of dashes, as a terminal shows them."""
    return [(line.indent + m.start(), line.indent + m.end()) for m in _group.finditer(text[line.start : line.end])]


def _cells(text: str, line: Shape, columns: Sequence[tuple[int, int]]) -> list[tuple[int, int] | None]:
    """What stands in each column of a line, by offsets: what two blanks part, or what the column's edge does."""
    places = [line.indent]
    for char in text[line.start : line.end]:
        places.append(places[-1] + (2 if east_asian_width(char) in "WF" else 1))
    found: list[tuple[int, int] | None] = [None] * len(columns)
    for chunk in _chunk.finditer(text[line.start : line.end]):
        for low, high in _parted(text, line, places, chunk.span(), columns):
            left, right = places[low], places[high]
            best = max(range(len(columns)), key=lambda at: _shared(left, right, columns[at]))
            begun = found[best]
            found[best] = (begun[0] if begun else line.start + low, line.start + high)
    return found


def _parted(
    text: str, line: Shape, places: Sequence[int], chunk: tuple[int, int], columns: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The parts of a chunk that reaches from one column into the next, where a single blank stands between the columns."""
    low, high = chunk
    edges = {left - 1 for left, _ in columns[1:]}
    for at in range(*chunk):
        if text[line.start + at] == " " and places[at] in edges:
            yield low, at
            low = at + 1
    yield low, high


def _shared(left: int, right: int, column: tuple[int, int]) -> int:
    """How much of a column a part covers; less than nothing where it stands beside it."""
    return min(right, column[1]) - max(left, column[0])


@rule("T115", "表题前的冒号")
def caption_marks(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of the colon, or the word and colon, with which pandoc marks the caption of a table.

    Evidence: it opens a line beside the rows of a table, or before a numbered caption. Elsewhere a colon stays.
    """
    lines = reading.lines
    for at, line in enumerate(lines):
        mark = None if line.hashes or line.bullet else _caption_mark.match(line.text)
        if mark is None:
            continue
        beside = any(near.row for near in (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]))
        if beside or is_caption(line.text[mark.end() :]):
            yield Edit(start=line.start, end=line.start + mark.end(), new="")


@rule("T116", "转换软件补的表头", digits=True, drops=True)
def made_up_heads(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of the names that tools give to columns without one (`Col2`, `Unnamed: 1`), and in a table with such a
    name of what they write into its empty cells (`NaN`).

    Evidence: it stands in the first row and counts the place of its own column. Other words, and the same elsewhere, stay.
    """
    text, lines = reading.text, reading.lines
    inside = False
    for at, line in enumerate(lines):
        if not line.row:
            continue
        begins = not (at and lines[at - 1].row) or line.blanks_before > 0
        cells = cells_of(text, line)
        if begins:
            found = [place for number, place in enumerate(cells) if _counts(text[slice(*place)], number)]
            inside = bool(found)
        elif inside and not is_table_rule(line.text):
            found = [place for place in cells if text[slice(*place)] == _no_number]
        else:
            found = []
        yield from (Edit(start=low, end=high, new="") for low, high in found)


def _counts(cell: str, column: int) -> bool:
    """Whether a cell is the made-up name of the column at a place, counted from 0."""
    match = _made_up.fullmatch(cell.strip("*"))
    if match is None:
        return False
    return int(match[1]) == column + 1 if match[1] else int(match[2]) == column
