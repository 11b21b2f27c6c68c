"""Rows that stand a line each, their cells parted by single blanks (pypdf, pdfium, pdfplumber): as many cells in line after line, of
the same kinds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from annals.clean.plain_tables.table import (
    Row,
    Span,
    Table,
    as_rows,
    is_figure,
    is_page_number,
    is_value,
    is_year,
)
from annals.text.extents import extent
from annals.text.lines import CLAUSE, Shape

_cell = re.compile(r"[^ \t\u3000\u00a0]+")
_period = re.compile(r"[年月日季度]|[一二三四上下前]?[半季月年]{1,2}度?")
_open, _closing = re.compile("[（(][^（()）]{0,40}$"), re.compile("[）)]")
_latin = re.compile(r"[A-Za-z][\w.&'+/-]*")
_ROWS = 3
"""So many rows, the head among them, make a table."""
_WIDEST = 28.0
"""No cell is wider, in Han characters, where blanks alone part cells."""

Cells = tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kinds:
    """Which of the cells of a row hold figures."""

    values: tuple[bool, ...]

    @property
    def count(self) -> int:
        return len(self.values)


def in_lines(text: str, lines: Sequence[Shape], *, closed: bool, noted: bool) -> Table | None:
    """The table that lines make of which most have as many cells of the same kinds; None where they have not. A line in between that
    does not fit is told as unsettled, as those behind the last one are where they have several words or are several, or where a note
    of the table stands below (`noted`); a line alone is left out."""
    # 第 3 页 共 21 页 has as many words as a row may have.
    numbers = frozenset(at for at in range(len(lines)) if is_page_number(text, lines, at))
    words = [() if at in numbers else words_of(text, line.start, line.end) for at, line in enumerate(lines)]
    kinds, own = _best(text, words)
    page = _of_pages(lines, own, numbers)
    kept = [at for at in range(len(lines)) if at not in page]
    found = [words[at] for at in kept]
    fitted = [own[at] for at in kept] if own else []
    rows = [at for at, cells in enumerate(fitted) if cells is not None]
    if kinds is None or len(rows) < _ROWS:
        return None
    heads = {_bare(text, cells) for cells in found[: rows[0] + 1]}
    fitted = [
        cells
        if cells is None or at <= rows[0] or _has_figures(text, cells, kinds) or _bare(text, cells) in heads
        else None
        for at, cells in enumerate(fitted)
    ]
    rows = [at for at, cells in enumerate(fitted) if cells is not None]
    body = [at for at in rows if _is_body(text, fitted[at] or (), kinds)]
    first = body[0] if body else rows[rows[0] == 0] if not any(kinds.values) else len(found)
    last = _last(text, [lines[at] for at in kept], found, rows[-1], kinds, closed=closed, noted=noted)
    if first > last or sum(cells is None for cells in fitted[first : last + 1]) * 2 > last + 1 - first:
        return None
    head, settled = _head(text, found[:first], fitted[:first], kinds)
    inner = [cells or own for cells, own in zip(fitted[first : last + 1], found[first : last + 1], strict=True)]
    columns = max(kinds.count, *(len(row.cells) for row in head), *map(len, inner))
    head = [Row(cells=(*row.cells, *(None,) * (columns - len(row.cells)))) for row in head]
    parted = {number for number, at in enumerate(kept) if number and kept[number - 1] < at - 1}
    return Table(
        rows=tuple(
            replace(row, apart=number in parted) for number, row in enumerate((*head, *as_rows(inner, columns)))
        ),
        settled=settled and None not in fitted[first : last + 1],
    )


def _of_pages(lines: Sequence[Shape], own: Sequence[Cells | None], numbers: frozenset[int]) -> frozenset[int]:
    """The places of the lines that are the page's own: its numbers, and what stands beside them and is no row, or stands there more
    than once."""
    beside = [at for at in range(len(own)) if {at - 1, at + 1} & numbers]
    again = Counter(lines[at].text for at in beside)
    return numbers | {at for at in beside if own[at] is None or again[lines[at].text] > 1}


def _has_figures(text: str, cells: Cells, kinds: _Kinds) -> bool:
    """Whether a row has a figure in one of the columns that hold figures, if any does."""
    held = [text[slice(*cell)] for cell, kind in zip(cells, kinds.values, strict=True) if kind]
    return not held or any(map(is_figure, held))


def _bare(text: str, cells: Cells) -> str:
    return "".join(text[slice(*cell)] for cell in cells)


def _last(
    text: str, lines: Sequence[Shape], found: Sequence[Cells], last: int, kinds: _Kinds, *, closed: bool, noted: bool
) -> int:
    """The last line of a table behind the last that fits: all where a note follows, or several short ones; those of several words
    that have a figure where rows have, or are three and more where no text follows. A line alone may head what follows."""
    rest = lines[last + 1 :]
    if noted or (len(rest) > 1 and all(line.width <= CLAUSE for line in rest)):
        return len(found) - 1
    while last + 1 < len(found) and len(found[last + 1]) > 1:
        whole = closed and len(found[last + 1]) >= _ROWS
        if any(kinds.values) and not whole and not any(is_value(text[slice(*cell)]) for cell in found[last + 1][1:]):
            break
        last += 1
    return last


def words_of(text: str, start: int, end: int) -> Cells:
    """What blanks part in text[start:end]; a year and its character are one cell (`2018 年`), and so is what a bracket holds."""
    found: list[Span] = []
    for match in _cell.finditer(text, start, end):
        above = text[slice(*found[-1])] if found else ""
        dated = above.isdigit() and _period.fullmatch(match.group())
        if found and (dated or (_open.search(above) and _closing.search(text, match.start(), end))):
            found[-1] = (found[-1][0], match.end())
        else:
            found.append(match.span())
    return tuple(found)


def _best(text: str, lines: Sequence[Cells]) -> tuple[_Kinds | None, list[Cells | None]]:
    """The kinds of cells into which most of the lines fit, and their cells; the kinds of the most frequent number of cells and that
    of the first line are tried."""
    counts = [count for count, _ in Counter(len(cells) for cells in lines if len(cells) > 1).most_common(2)]
    best: tuple[_Kinds | None, list[Cells | None]] = (None, [])
    for count in dict.fromkeys((*counts, *(len(cells) for cells in lines[:1] if len(cells) > 1))):
        kinds = _kinds(text, lines, count)
        if kinds is None:
            continue
        fitted = [_fitted(text, cells, kinds) for cells in lines]
        if _cells_in(fitted) > _cells_in(best[1]):
            best = (kinds, fitted)
    return best


def _cells_in(lines: Sequence[Cells | None]) -> int:
    return sum(len(cells) for cells in lines if cells is not None)


def _kinds(text: str, lines: Sequence[Cells], count: int) -> _Kinds | None:
    """The kinds that the lines with so many cells agree on; None where too few do."""
    rows = [[text[slice(*cell)] for cell in cells] for cells in lines if len(cells) == count]
    if len(rows) < _ROWS - 1 or any(extent(cell) > _WIDEST for row in rows for cell in row):
        return None
    values = tuple(sum(is_figure(row[at]) for row in rows) * 3 >= len(rows) * 2 for at in range(count))
    agree = sum(all(is_figure(row[at]) for at in range(count) if values[at]) for row in rows)
    return _Kinds(values=values) if agree >= _ROWS - 1 else None


def _fitted(text: str, cells: Cells, kinds: _Kinds) -> Cells | None:
    """The cells of a line as a row: words that blanks part are one cell where between figures there is room for one alone, and so are
    Latin words side by side where they alone are too many."""
    extra = len(cells) - kinds.count
    if extra <= 0:
        return cells if extra == 0 else None
    if any(kinds.values) and (joined := _between_figures(text, cells, kinds)) is not None:
        return joined
    bonds = [at for at, (one, other) in enumerate(pairwise(cells)) if _is_bond(text[slice(*one)], text[slice(*other)])]
    return _bound(cells, bonds) if len(bonds) == extra else None


def _between_figures(text: str, cells: Cells, kinds: _Kinds) -> Cells | None:
    runs = [list(run) for _, run in groupby(cells, key=lambda cell: is_figure(text[slice(*cell)]))]
    wanted = [(kind, len(list(run))) for kind, run in groupby(kinds.values)]
    if len(runs) != len(wanted) or is_figure(text[slice(*runs[0][0])]) is not wanted[0][0]:
        return None
    found: list[Span] = []
    for run, (kind, length) in zip(runs, wanted, strict=True):
        if len(run) == length:
            found += run
        elif not kind and length == 1:
            found.append((run[0][0], run[-1][1]))
        else:
            return None
    return tuple(found)


def _is_bond(one: str, other: str) -> bool:
    """Whether two words may be one cell: two Latin ones, or one with a single character that closes it (`Kafka 等`)."""
    latin = _latin.fullmatch(one) is not None
    return latin and (_latin.fullmatch(other) is not None or (len(other) == 1 and not other.isdigit()))


def _bound(cells: Cells, bonds: Sequence[int]) -> Cells:
    found: list[Span] = []
    for at, cell in enumerate(cells):
        found[-1:] = [(found[-1][0], cell[1])] if at - 1 in bonds else [*found[-1:], cell]
    return tuple(found)


def _is_body(text: str, cells: Cells, kinds: _Kinds) -> bool:
    """Whether a row is no head: it has figures where its column has them, and not years alone."""
    held = [text[slice(*cell)] for cell, kind in zip(cells, kinds.values, strict=True) if kind]
    return bool(held) and all(map(is_figure, held)) and not all(map(is_year, held))


def _head(text: str, found: Sequence[Cells], fitted: Sequence[Cells | None], kinds: _Kinds) -> tuple[list[Row], bool]:
    """The rows above the body, and whether they are a head that has a name for each column, but maybe for the first; above it there may
    be one with a name for each group of as many columns."""
    if not found:
        return [], False
    count, last = kinds.count, found[-1]
    named: tuple[Span | None, ...] | None = fitted[-1] or _dated(text, last, count)
    if named is None and len(last) == count - 1 and not kinds.values[0]:
        named = (None, *last)
    rows = [Row(cells=cells or own) for cells, own in zip(fitted, found, strict=True)]
    if named is None:
        return rows, False
    rows[-1] = Row(cells=named)
    groups = _groups(found[0], count) if len(found) == 2 and fitted[0] is None else None
    if groups is not None:
        rows[0] = Row(cells=groups)
    return rows, len(found) == 1 or groups is not None


def _groups(cells: Cells, count: int) -> tuple[Span | None, ...] | None:
    """The names of groups, each in the first of its columns: all columns are in one of them, or all but the first."""
    for before in (0, 1):
        each, rest = divmod(count - before, len(cells))
        if rest == 0 and each > 1 and len(cells) > 1:
            return (*(None,) * before, *(it for cell in cells for it in (cell, *(None,) * (each - 1))))
    return None


def _dated(text: str, cells: Cells, count: int) -> Cells | None:
    """The names of a head in which a year and the word behind it are one: `2018 排名`."""
    found: list[Span] = []
    for cell in cells:
        if found and is_year(text[slice(*found[-1])]) and not any(map(str.isdigit, text[slice(*cell)])):
            found[-1] = (found[-1][0], cell[1])
        else:
            found.append(cell)
    return tuple(found) if len(found) == count else None
