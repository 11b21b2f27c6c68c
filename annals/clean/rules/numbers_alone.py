"""Numbers of headings that stand on a line of their own, or behind cells of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annals.clean.contract import rule
from annals.clean.furniture.numbers import page_numbers_of
from annals.clean.lone_numbers import (
    begins_with_count,
    chapters_alone,
    counted_alone,
    may_be_title,
    outline_alone,
    page_heads,
    running_beside,
)
from annals.clean.rules.interruptions import interrupts
from annals.clean.title_lines import is_indented
from annals.model import Edit
from annals.text.captions import box_label
from annals.text.lexicon import Lexicon
from annals.text.lines import LONG_LABEL, SHORT_LINE, Shape
from annals.text.numerals import COUNTING, TO_TEN
from annals.text.reading import Reading

_set_apart = re.compile(rf"0\d|第[{COUNTING}\d]+(?:[编章节]|部分)")
_listed = re.compile(rf"[（(][{COUNTING}]{{1,3}}[)）]|[{COUNTING}]{{1,3}}、")
_annex = re.compile(rf"附(\s*)[件录表](\s*)(?:\d{{1,2}}|[{TO_TEN}]{{1,2}}|[A-H])?")


@rule("J101", "编号独占一行")
def lone_number(reading: Reading) -> Iterator[Edit]:
    """Yield a space for the line end between a number set apart (04, 第八章, （三）, 专栏4-1, 附件2) and its title; a number that cells
    of a table or the header of a page part from its title goes there.

    A plain number may count or be a page's, and a paragraph below is no title: left alone. Those of an outline go on from each
    other (1, 1.1, 1.2, 2), and so do those with a mark (1., 2.).
    """
    lines = reading.lines
    counting, pages = outline_alone(lines) | chapters_alone(lines) | counted_alone(lines), _of_pages(reading)
    heads = page_heads(lines)
    for index, (first, second) in enumerate(pairwise(lines)):
        if index in pages:
            continue
        annex = _annex.fullmatch(first.text)
        if not (annex or index in counting or _is_number_alone(first.text, reading.lexicon)) or first.bullet:
            continue
        title = _behind_cells(lines, index + 1) if _set_apart.fullmatch(first.text) and not first.hashes else None
        title = _behind_head(lines, index + 1, heads) if index + 1 in heads else title
        if title is not None:
            # The rule is asked again where it moved something: then both stand together.
            yield Edit(start=first.start, end=second.start, new="", reason="编号移到标题之前", to=title.start)
            continue
        if index + 1 in heads:
            continue
        if _may_be_its_title(second, reading.lexicon) and not (annex and _is_of_text(reading, index)):
            for low, high in (annex.span(1), annex.span(2)) if annex else ():
                if low < high:
                    yield Edit(start=first.body + low, end=first.body + high, new="", reason="附件的字距")
            yield Edit(start=first.end, end=second.body, new=" ", reason="编号与标题本为一行")


def _may_be_its_title(line: Shape, lexicon: Lexicon) -> bool:
    return may_be_title(line) and not begins_with_count(line) and not _is_number_alone(line.text, lexicon)


def _is_of_text(reading: Reading, index: int) -> bool:
    """Whether what stands below the number of an annex is no title of it: another number, a clause, the beginning of a text."""
    first, second = reading.lines[index : index + 2]
    return bool(
        _annex.match(second.text)
        or interrupts(second, reading.lexicon)
        or "，" in second.text
        or second.text[-1] in "：:；;"
        # What is marked as a heading and stands above a wide line without that mark is the whole heading.
        or (first.hashes not in (0, second.hashes) and second.blanks_before and second.width > LONG_LABEL)
        or _is_cut_text(reading.lines, index + 1)
    )


def _of_pages(reading: Reading) -> frozenset[int]:
    """The places of the numbers with a zero that are no chapter's: where chapters count on the others, else a page's own and one
    above a title that returns; and of the bracketed ones that are a page's."""
    lines = reading.lines
    listed = frozenset(at for at, line in enumerate(lines) if _listed.fullmatch(line.text))
    return _with_zero_of_pages(reading) | (listed.intersection(page_numbers_of(reading)) if listed else listed)


def _with_zero_of_pages(reading: Reading) -> frozenset[int]:
    lines = reading.lines
    asked = [at for at, line in enumerate(lines) if _with_zero.fullmatch(line.text)]
    chapters = chapters_alone(lines) if asked else frozenset()
    rest = frozenset(at for at in asked if at not in chapters)
    if not rest or len(chapters) >= _COUNTED:
        return rest
    running, numbers = running_beside(lines), page_numbers_of(reading)
    return frozenset(at for at in rest if at + 1 in running or at in numbers)


_with_zero = re.compile(r"0\d")
_COUNTED = 3
"""So many numbers of chapters leave the others to the pages."""
_CELLS = 4
"""So many cells of a table stand at most between a number and its title."""


def _behind_cells(lines: Sequence[Shape], index: int) -> Shape | None:
    """The title that stands behind a few cells and has something of its own below it."""
    end = index
    while end < min(len(lines), index + _CELLS) and not lines[end].page_before and begins_with_count(lines[end]):
        end += 1
    if end == index or end + 1 >= len(lines) or not lines[end].blanks_before:
        return None
    title, below = lines[end : end + 2]
    heads = below.numbering or below.prose or below.width > SHORT_LINE
    return title if heads and may_be_title(title) and not begins_with_count(title) else None


def _behind_head(lines: Sequence[Shape], index: int, heads: frozenset[int]) -> Shape | None:
    """The title that stands behind the header of a page, whose lines a tool read before it."""
    at = next((at for at in range(index, len(lines)) if at not in heads), len(lines))
    opened = any(line.page_before for line in lines[max(0, index - _CELLS) : index])
    told = at < len(lines) and may_be_title(lines[at]) and not begins_with_count(lines[at])
    return lines[at] if opened and told else None


def _is_cut_text(lines: Sequence[Shape], index: int) -> bool:
    """Whether a long indented line is the first of a paragraph, which the line below goes on with further left."""
    line = lines[index]
    goes_on = any(
        not (below.marked or below.blanks_before) and below.indent < line.indent
        for below in lines[index + 1 : index + 2]
    )
    return line.width > LONG_LABEL and is_indented(line) and goes_on


def _is_number_alone(text: str, lexicon: Lexicon) -> bool:
    label = box_label(text, lexicon.boxes)
    boxed = label is not None and label[0] < label[1] == len(text)
    return boxed or _set_apart.fullmatch(text) is not None or _listed.fullmatch(text) is not None
