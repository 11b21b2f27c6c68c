"""Titles that the list of contents names as one, and that the text sets in two lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from annals.clean.contract import rule
from annals.clean.later_lines import Later, key_of
from annals.clean.rules.contents import PAGE_ALONE, Entry, entry_of, returning_lists
from annals.model import Edit
from annals.text.lines import CLAUSE, SHORT_LINE, Shape
from annals.text.reading import Reading

_PART = 2
"""No part of a title in two lines is shorter."""


@rule("J114", "目录里有的题目")
def listed_titles(reading: Reading) -> Iterator[Edit]:
    """Yield joins of two lines that the list of contents names as one title, and a blank line below one with a mark in it or narrower
    than the line right there, which else would pass for the beginning of that text; so below a numbered title of clauses in one line.

    Evidence: together they are an entry with a page, beside it or on the line below, and none of them is one alone.
    """
    text, lines = reading.text, reading.lines
    entries = [entry_of(text[line.start : line.end], line) for line in lines]
    paged = [i for i, entry in enumerate(entries) if entry.sure and entry.paged]
    names = {key for i in paged for key in entries[i].keys}
    # An entry that fills its line bears its page in the next one.
    names |= {key_of(lines[i - 1].text) + key for i in paged if i for key in ("", *entries[i].keys)}
    below = _paged_below(text, lines, entries)
    names |= {key_of(lines[at].text) for at in below}
    known = len(paged) > 1 or len(below) > 1
    for at, (first, second) in enumerate(pairwise(lines if known else ())):
        plain = not (first.marked or second.marked or first.prose or second.prose or first.ended)
        listed = entries[at].sure or entries[at + 1].sure or bool({at, at + 1} & below)
        if plain and not listed and _is_two(key_of(first.text), key_of(second.text), names):
            yield Edit(start=first.end, end=second.start, new="", reason="目录里是一个题目")
            marked = any(mark in first.text + second.text for mark in "，；：")
            below_it = [line for line in lines[at + 2 : at + 3] if not (line.blanks_before or line.page_before)]
            if any(marked or line.width > first.width + second.width for line in below_it):
                yield Edit(start=second.end, end=second.end, new="\n", reason="题目之下")
        elif not listed and key_of(first.text) in names and _may_pass(first, second):
            yield Edit(start=first.end, end=first.end, new="\n", reason="题目之下")


def _paged_below(text: str, lines: Sequence[Shape], entries: Sequence[Entry]) -> set[int]:
    """The places of the entries of a list that bear their pages on the lines below them."""
    if not any(PAGE_ALONE.fullmatch(line.text) for line in lines):
        return set()
    lists = returning_lists(text, lines, entries, Later.of(text, lines))
    inside = {at for first, last in lists for at in range(first, last)}
    return {
        at for at in inside if PAGE_ALONE.fullmatch(lines[at + 1].text) and not PAGE_ALONE.fullmatch(lines[at].text)
    }


def _may_pass(first: Shape, second: Shape) -> bool:
    """Whether a numbered title of clauses would pass for the first line of the text right below it."""
    close = not (second.blanks_before or second.page_before or second.marked)
    clauses = first.numbering and not (first.ended or first.hashes or first.row) and "，" in first.text
    return bool(close and clauses) and CLAUSE <= first.width <= SHORT_LINE


def _is_two(one: str, other: str, names: Set[str]) -> bool:
    return len(one) >= _PART and len(other) >= _PART and one + other in names and one not in names
