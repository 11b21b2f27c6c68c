"""Chapters without a number: what stands above numbers that begin anew, and what is set as no heading below it is.

A statistical yearbook, a bulletin of several offices count 一、二、三 within each chapter and print the chapter's name
alone, centred or not. No single line shows it; that each new count has such a line above does."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from statistics import median

from annals.structure.cover import cover_of
from annals.structure.evidence import MARKED_WIDTH, Evidence, Role
from annals.structure.heading import Content
from annals.structure.labels import may_be_label
from annals.structure.same_style import number_of
from annals.structure.works import works_of
from annals.text.captions import begins_entry, names_publication
from annals.text.dates import is_date
from annals.text.lines import NUMBERINGS, OUTLINED, is_figures

_RANKS = {name: rank for rank, (name, _) in enumerate(NUMBERINGS) if name not in OUTLINED}
_ENTRIES = ("【", "『", "〖")
"""The brackets that frame the names of a yearbook's entries."""
_LEAD = 3
"""So many paragraphs at most lead from a chapter's name to its first number."""
_FEWEST = 2
"""One count that begins anew may be an annex."""
_LISTED = 4
"""So many titles without a number make a list of chapters, whatever is numbered below them."""
_APART = 3
"""Columns by which what is centred differs from what is not."""


def chapters_of(lines: Sequence[Evidence]) -> dict[int, int]:
    """The levels of the lines without a number that head the widest numbers of a text each time these begin anew, or the
    entries of a yearbook, by their indexes: 1, or 2 below another such line. None where a count begins anew without, the
    first one apart, or only one does. The titles of the works of a volume of laws are such lines."""
    works, _ = works_of(lines)
    listed = {index for index, line in enumerate(lines) if line.listed}
    if works:
        # One that has no articles stands beside them in the list of contents.
        return dict.fromkeys(works | (listed if works & listed else frozenset()), 1)
    counted = [index for index, line in enumerate(lines) if _heads_by_number(line)]
    widest = min((_RANKS[lines[index].shape.numbering] for index in counted), default=-1)
    begun = [
        index
        for index in counted
        if _RANKS[lines[index].shape.numbering] == widest and number_of(lines[index].shape) == 1
    ]
    above = [_names_above(lines, index) for index in begun]
    if not begun:
        entries = [i for i, line in enumerate(lines) if line.glyph in _ENTRIES or begins_entry(line.text)]
        above = [names for names in (_names_above(lines, index, lead=0) for index in entries) if names]
    named = [names[0] for names in above if names]
    alike = len({lines[index].text for index in named}) < len(named)
    if len(begun) == 1 and named and _is_below_title(lines, named[0]):
        lower = _RANKS[lines[begun[0]].shape.numbering] > _RANKS["一、"]
        if lower or _has_peers(lines, named[0], [i for i in counted if _RANKS[lines[i].shape.numbering] == widest]):
            return {named[0]: 1}
    if len(named) < _FEWEST or not all(above[1:]) or (begun and alike):
        return {}
    parted = [names[1] for names in above if len(names) > 1]
    # The line above the first one may be the title of all.
    if len(above[0]) > 1:
        parted = parted if len(parted) > 1 and not _is_title(lines[above[0][1]]) else parted[1:]
    found = dict.fromkeys(named, 2 if parted else 1) | dict.fromkeys(parted, 1)
    beside = min((found[index] for index in found if index in listed), default=0)
    return (dict.fromkeys(listed, beside) if beside else {}) | found


def _is_below_title(lines: Sequence[Evidence], index: int) -> bool:
    """Whether the title of the whole text stands above a heading: where its only numbers are （一）, （二） below that, they are
    parts of it."""
    title, _ = cover_of(tuple(lines), lines[index].lexicon)
    if title is None and 0 < lines[0].shape.hashes < lines[index].shape.hashes:
        title = 0
    return title is not None and title < index and not any(line.shape.numbering for line in lines[title:index])


def _has_peers(lines: Sequence[Evidence], named: int, counted: Sequence[int]) -> bool:
    """Whether other names stand as the one above the only count does, each above a text, behind the last number and nowhere
    between: chapters beside the one that has numbers. What opens and closes a text is no chapter: 前言, 结语."""
    lexicon = lines[named].lexicon
    opening = (*lexicon.overviews, *lexicon.back_matter)
    peers = [
        index
        for index in range(named + 1, len(lines) - 1)
        if _may_name(lines[index]) and lines[index + 1].shape.prose and _is_finished(lines, index)
    ]
    behind = [index for index in peers if index > counted[-1] and not lines[index].back_matter]
    inner = any(counted[0] < index < counted[-1] for index in peers)
    return len(behind) >= _FEWEST and not inner and lines[named].text not in opening


def _is_title(line: Evidence) -> bool:
    return names_publication(line.text, line.lexicon)


def _heads_by_number(line: Evidence) -> bool:
    """Whether a line may be a heading by its number, whatever the lines around it are."""
    shape = line.shape
    if shape.numbering not in _RANKS or line.level == "text" or shape.bullet:
        return False
    return line.run_in or not (shape.prose or shape.ended or shape.width > MARKED_WIDTH)


def _names_above(lines: Sequence[Evidence], start: int, lead: int = _LEAD) -> tuple[int, ...]:
    """The line that names the chapter whose numbers begin at `start`, and the one right above it that names a part, if any:
    right above, or above the paragraphs that lead to them, where it stands behind a finished line."""
    for index in range(start - 1, max(-1, start - 2 - lead), -1):
        line = lines[index]
        if _may_name(line):
            below = index > 0 and _may_name(lines[index - 1])
            if below and _is_finished(lines, index - 1) and not _is_title(lines[index - 1]):
                return (index, index - 1)
            near = below or (index == start - 1 and lead > 0)
            return (index,) if near or _is_finished(lines, index) else ()
        if not (line.shape.prose and line.shape.ended) or line.shape.marked:
            return ()
    return ()


def _is_finished(lines: Sequence[Evidence], index: int) -> bool:
    """Whether what stands above a line goes on in no other."""
    if lines[index].shape.page_before or not any(line.shape.prose for line in lines[:index]):
        return True
    above = lines[index - 1]
    marked = above.shape.row or above.shape.numbering or above.glyph
    return above.shape.ended or above.aside or is_date(above.text) or _is_title(above) or bool(marked)


def _may_name(line: Evidence) -> bool:
    shape = line.shape
    marked = shape.numbering or shape.bullet or shape.row or line.glyph or line.level
    return not marked and not line.full and not line.colon and not is_figures(line.text) and may_be_label(line)


def with_others(
    lines: Sequence[Evidence], roles: Sequence[Role], indexes: Sequence[int], contents: Sequence[Content]
) -> dict[int, int]:
    """The levels of the headings that are chapters without a number, by their indexes: of those above numbers, and beside
    them those without any number below (`固定资产投资`); where no heading has one, of those that are set as chapters are."""
    headed = chapters_of(lines)
    if not headed:
        set_so = _dressed(lines, roles, indexes, contents)
        return dict.fromkeys(set_so or _named_alone(lines, roles, indexes, contents), 1)
    if any(lines[index].listed for index in headed):
        return headed
    beside = _beside(lines, indexes, contents, headed)
    heads = {index for index, content in zip(indexes, contents, strict=True) if not content.any}
    return {index: 1 if index in heads else max(headed.values()) for index in beside} | headed


def _beside(
    lines: Sequence[Evidence], indexes: Sequence[int], contents: Sequence[Content], headed: Collection[int]
) -> frozenset[int]:
    """The headings that stand where a chapter does: before the first one, or behind the last number of one. None where
    headings without a number part the numbers of a chapter as well."""
    ranks = [_RANKS[lines[index].shape.numbering] for index in indexes if _heads_by_number(lines[index])]
    widest = min(ranks, default=-1)
    found: list[int] = []
    waiting: list[int] = []
    inside = False
    for index, content in zip(indexes, contents, strict=True):
        line = lines[index]
        if index in headed:
            found += waiting
            waiting, inside = [], False
        elif _heads_by_number(line):
            if waiting and _RANKS[line.shape.numbering] == widest:
                return frozenset()
            inside = False
        elif not (inside or line.glyph or line.colon or line.empty_key or line.box_title or line.month or not index):
            # What stands right above another one heads it, and those beside that one.
            inside = not content.any
            waiting.append(index)
    return frozenset(found + waiting)


def _dressed(
    lines: Sequence[Evidence], roles: Sequence[Role], indexes: Sequence[int], contents: Sequence[Content]
) -> frozenset[int]:
    """Where no heading has a number: those that are centred, as all are that stand right above another one which is not."""
    free = [index for index in indexes if not lines[index].glyph and roles[index] is not Role.MONTH]
    if any(lines[index].shape.numbering for index in indexes):
        return frozenset()
    empty = {index for index, content in zip(indexes, contents, strict=True) if not content.any}
    pairs = [(above, below) for above, below in pairwise(indexes) if above and above in empty and below not in empty]
    if len(pairs) < _FEWEST:
        return frozenset()
    middle = median(_middle(lines[above]) for above, _ in pairs)
    margin = max(lines[below].shape.indent for _, below in pairs) + _APART
    centred = {
        index for index in free if abs(_middle(lines[index]) - middle) <= _APART and lines[index].shape.indent >= margin
    }
    return frozenset(centred) if all(above in centred for above, _ in pairs) else frozenset()


def _named_alone(
    lines: Sequence[Evidence], roles: Sequence[Role], indexes: Sequence[int], contents: Sequence[Content]
) -> frozenset[int]:
    """Where no heading has a number, or none that the list of contents names: those that it names, where it leaves out others behind
    the first of them. Nothing where it names one right below another, which is a part of that one."""
    free = [index for index in indexes if not lines[index].glyph and roles[index] is not Role.MONTH]
    named = [index for index in free if lines[index].entry]
    numbered = [index for index in indexes if lines[index].shape.numbering]
    # Steps of a picture, counted below one chapter, leave a list of several without numbers what it is.
    inner = len(named) >= _LISTED and all(named[0] < index for index in numbered)
    inner = inner and not any(lines[index].entry for index in numbered)
    if len(named) < _FEWEST or (numbered and not inner):
        return frozenset()
    empty = {index for index, content in zip(indexes, contents, strict=True) if not content.any}
    parts = any(above in empty and above in named and below in named for above, below in pairwise(indexes))
    others = any(index > named[0] and index not in named for index in free)
    return frozenset(named) if others and not parts else frozenset()


def _middle(line: Evidence) -> float:
    """The column, of half a Han character's width, in which the middle of a line stands."""
    return line.shape.indent + line.shape.width
