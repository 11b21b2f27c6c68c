"""Tables of Markdown whose lines are not whole: bars at their edges left out, rows cut, marks of a list before them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.clean.contract import rule
from annals.model import Edit, Safety
from annals.text.characters import is_full
from annals.text.lines import Shape, cell_mark, cells_of, is_table_rule
from annals.text.reading import Reading

_dashes = r"[ \t]*(?::?-{2,}:?|:-:?|-:)[ \t]*"
_bare_rule = re.compile(rf"\|?{_dashes}(?:\|{_dashes})+\|?")
_mark = re.compile(r"(?:>[ \t]?|[-*+•][ \t]+|\d{1,2}[.)][ \t]+)(?=\|)")


@rule("T111", "列表、引用里的表格")
def marked_tables(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of the marks of a quotation or list before the rows of a table; a number goes into the first cell. And of
    those of quotations that stand inside its cells.

    Evidence: a row behind the mark, and one more right above or below; inside, the mark before nearly every cell of the file
    that holds anything. A single row stays: a bar may part words; and so does a cell that compares (`> 60`) among others.
    """
    text, lines = reading.text, reading.lines
    yield from _quoted_cells(text, lines)
    whole = [text[line.start : line.end] for line in lines]
    marks = [_mark.match(line) if line.endswith("|") else None for line in whole]
    rows = [bool(mark) or (line[0] == line[-1] == "|") for line, mark in zip(whole, marks, strict=True)]
    for index, (line, mark) in enumerate(zip(lines, marks, strict=True)):
        above = index > 0 and rows[index - 1] and not line.blanks_before
        below = index + 1 < len(lines) and rows[index + 1] and not lines[index + 1].blanks_before
        if mark is None or not (above or below):
            continue
        if mark[0][0].isdigit():
            yield Edit(start=line.start, end=line.start + mark.end() + 1, new=f"| {mark[0].rstrip()}")
        else:
            yield Edit(start=line.start, end=line.start + mark.end(), new="")


def _quoted_cells(text: str, lines: tuple[Shape, ...]) -> Iterator[Edit]:
    """The marks of quotations in the cells of rows of which all or all but one have them, where so many rows do."""
    found: list[list[int]] = []
    for line in lines:
        filled = [low for low, high in cells_of(text, line) if low < high] if line.row else []
        marked = [low for low in filled if text.startswith(">", low)]
        if len(marked) > 1 and len(marked) + 1 >= len(filled):
            found.append(marked)
    for low in (low for marked in found if len(found) >= _QUOTED for low in marked):
        yield Edit(start=low, end=low + (2 if text.startswith("> ", low) else 1), new="")


_QUOTED = 3


@rule("T109", "有分隔行、缺边线的表格")
def ruled_pipes(reading: Reading) -> Iterator[Edit]:
    """Yield the outer bars that the rows of a table lack.

    Evidence: a line of dashes and bars with as many columns as the line above it. Lines without any bar end the table.
    """
    text, lines = reading.text, reading.lines
    for index in range(1, len(lines)):
        ruled = text[lines[index].start : lines[index].end]
        if not _bare_rule.fullmatch(ruled) or lines[index].blanks_before:
            continue
        head = lines[index - 1]
        if head.hashes or head.bullet or _parts(text, head) != _parts(text, lines[index]) or not _bars(text, head):
            continue
        end = index + 1
        while end < len(lines) and _bars(text, lines[end]) and not (lines[end].blanks_before or lines[end].hashes):
            end += 1
        for line in lines[index - 1 : end]:
            begins, ends = _edges(text, line)
            # With one bar it may be the half of a row.
            if begins == ends:
                yield from _closed(text, line)


@rule("T110", "断开的表格行", Safety.REVIEW)
def cut_rows(reading: Reading) -> Iterator[Edit]:
    """Yield one line for the halves of a row that a line end or a page end cut, and the outer bar that a row lacks.

    Evidence: one half begins with a bar, the other ends with one, and both together have as many cells as the row
    beside them. A row that lacks its last bar alone stands beside a whole one.
    """
    text, lines = reading.text, reading.lines
    index = 0
    while index < len(lines):
        line = lines[index]
        begins, ends = _edges(text, line)
        if begins == ends:
            index += 1
            continue
        columns = [len(cells_of(text, near)) for near in _rows_beside(lines, index)]
        after = lines[index + 1] if index + 1 < len(lines) else None
        if begins and after is not None and _continues(text, line, after, columns):
            tight = is_full(text[line.end - 1]) and is_full(text[after.start])
            yield Edit(start=line.end, end=after.start, new="" if tight else " ")
            index += 2
            continue
        if columns:
            yield from _closed(text, line)
        index += 1


def _bars(text: str, line: Shape) -> int:
    return sum(1 for _ in cell_mark.finditer(text, line.start, line.end))


def _edges(text: str, line: Shape) -> tuple[bool, bool]:
    """Whether a line begins and whether it ends with a bar."""
    escaped = line.end - line.start > 1 and text[line.end - 2] == "\\"
    return text[line.start] == "|", text[line.end - 1] == "|" and not escaped


def _parts(text: str, line: Shape) -> int:
    """How many cells a line has, whatever outer bars it lacks."""
    begins, ends = _edges(text, line)
    return _bars(text, line) + 1 - begins - ends


def _closed(text: str, line: Shape) -> Iterator[Edit]:
    begins, ends = _edges(text, line)
    if not begins:
        yield Edit(start=line.start, end=line.start, new="| ")
    if not ends:
        yield Edit(start=line.end, end=line.end, new=" |")


def _rows_beside(lines: tuple[Shape, ...], index: int) -> list[Shape]:
    """The whole rows right above and below a line or the two lines of a cut row."""
    found = [lines[index - 1]] if index and not lines[index].blanks_before else []
    for at in (index + 1, index + 2):
        if at < len(lines) and not (lines[at].blanks_before and not lines[at].page_before):
            found.append(lines[at])
    return [line for line in found if line.row]


def _continues(text: str, line: Shape, after: Shape, columns: list[int]) -> bool:
    """Whether a line is the second half of the row that the first one begins."""
    begins, ends = _edges(text, after)
    near = not after.blanks_before or after.page_before
    # Cut inside a cell, which both halves count.
    return near and ends and not begins and _parts(text, line) + _parts(text, after) - 1 in columns


@rule("T108", "只有一格的表格")
def single_cells(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of the bars of a table in which one cell alone holds anything: a framed text.

    A table with two cells or more stays, and so does one of blank cells only.
    """
    text, lines = reading.text, reading.lines
    index = 0
    while index < len(lines):
        end = index
        while end < len(lines) and lines[end].row and (end == index or not lines[end].blanks_before):
            end += 1
        filled = [
            (line, low, high)
            for line in lines[index:end]
            if not is_table_rule(line.text)
            for low, high in cells_of(text, line)
            if low < high
        ]
        if len(filled) == 1:
            own, low, high = filled[0]
            for line in lines[index:end]:
                if line is own:
                    yield Edit(start=line.start, end=low, new="")
                    yield Edit(start=high, end=line.end, new="")
                else:
                    yield Edit(start=line.start, end=line.end, new="")
        index = max(end, index + 1)
