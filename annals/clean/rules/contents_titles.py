"""Titles that the list of contents names as one, and that the text sets in two lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from annals.clean.contents_entries import PAGE_ALONE, Entry, entry_of
from annals.clean.contract import rule
from annals.clean.later_lines import Later, key_of
from annals.clean.rules.contents import returning_lists
from annals.model import Edit, HintKind
from annals.text.lines import CLAUSE, SHORT_LINE, Shape
from annals.text.reading import Reading

_SELDOM = 2
"""A title stands in a text itself, and once more where a page bears it."""
_PART = 2
"""No part of a title in two lines is shorter."""


@rule("J114", "目录里有的题目")
def listed_titles(reading: Reading) -> Iterator[Edit]:
    """Yield joins of two lines that the list of contents names as one title, and a blank line below a title that it names and that has
    its text right below, for the beginning of which it else would pass.

    Evidence: together, or the one line alone, they are an entry with a page, beside it or on the line below; of two lines none is an
    entry alone.
    """
    text, lines = reading.text, reading.lines
    entries = [entry_of(text[line.start : line.end], line) for line in lines]
    inside, below = _inside(text, lines, entries)
    paged = [i for i, entry in enumerate(entries) if entry.paged and (entry.sure or i in inside)]
    ones = {key for i in paged for key in entries[i].keys} | {key_of(lines[at].text) for at in below}
    # An entry that fills its line bears its page in the next one.
    names = ones | {key_of(lines[i - 1].text) + key for i in paged if i for key in ("", *entries[i].keys)}
    # What comes again and again names no place of the text.
    often = Counter(key_of(line.text) for at, line in enumerate(lines) if at not in inside)
    ones = {key for key in ones if often[key] <= _SELDOM}
    known = len(paged) > 1 or len(below) > 1
    for at, (first, second) in enumerate(pairwise(lines if known else ())):
        dressed = first.hashes or first.bullet or first.glyph or first.row or second.marked
        plain = not (dressed or first.prose or second.prose or first.ended)
        listed = entries[at].sure or entries[at + 1].sure or bool({at, at + 1} & inside)
        if plain and not listed and _is_two(key_of(first.text), key_of(second.text), names):
            yield Edit(start=first.end, end=second.start, new="", reason="目录里是一个题目", hint=HintKind.LISTED)
            if any(not (line.blanks_before or line.page_before) for line in lines[at + 2 : at + 3]):
                yield Edit(start=second.end, end=second.end, new="\n", reason="题目之下")
        elif not listed and _is_one(key_of(first.text), key_of(second.text), ones) and _may_pass(first, second):
            yield Edit(start=first.end, end=first.end, new="\n", reason="题目之下", hint=HintKind.LISTED)


def _inside(text: str, lines: Sequence[Shape], entries: Sequence[Entry]) -> tuple[frozenset[int], frozenset[int]]:
    """The places of the lines of the lists whose entries come again, and of those entries that bear their pages on the lines below."""
    lists = returning_lists(text, lines, entries, Later.of(text, lines))
    inside = frozenset(at for first, last in lists for at in range(first, last + 1))
    alone = {at for at in inside if PAGE_ALONE.fullmatch(lines[at].text)}
    return inside, frozenset(at - 1 for at in alone if at - 1 in inside and at - 1 not in alone)


def _may_pass(first: Shape, second: Shape) -> bool:
    """Whether a title would pass for the first line of the text right below it: one with a number of clauses, one without of half its
    width."""
    close = not (second.blanks_before or second.page_before or second.marked)
    plain = not (first.ended or first.hashes or first.bullet or first.row) and first.width <= SHORT_LINE
    passes = "，" in first.text and first.width >= CLAUSE if first.numbering else first.width * _HALF >= second.width
    return close and plain and passes


_HALF = 2


def _is_one(one: str, other: str, names: Set[str]) -> bool:
    """Whether the first of two lines is an entry, and the two together none."""
    return one in names and one + other not in names


def _is_two(one: str, other: str, names: Set[str]) -> bool:
    return len(one) >= _PART and len(other) >= _PART and one + other in names and one not in names
