"""Curly quotation marks of which fonts and converters turned one the wrong way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.clean.contract import rule
from annals.model import Edit
from annals.text.characters import han_character
from annals.text.reading import Reading

_PAIRS = (("“", "”"), ("‘", "’"))
_TERM = 30
"""No term in quotation marks is longer: what is, may be the gap between two of them."""
_clause_mark = re.compile(r"[，。；：！？\n]")
_latin = re.compile(r"[A-Za-z\d]")
_edge = re.compile(r"[\s、，。；：！？）》】」』”’]")
"""What no quotation begins with."""


@rule("P108", "两个单引号写成的引号")
def doubled_singles(reading: Reading) -> Iterator[Edit]:
    """Yield “ ” for two grave accents or apostrophes in a row on both sides of a short term with Han, as LaTeX quotes, and for two
    curly single marks.

    Minutes and seconds, code and a mark that stands alone stay.
    """
    for match in _doubled.finditer(reading.text):
        if _is_term(match["inside"]):
            yield Edit(start=match.start(), end=match.start() + 2, new="“")
            yield Edit(start=match.end() - 2, end=match.end(), new="”")


_doubled = re.compile(r"(?<![`'‘\dA-Za-z])(?:``|''|‘‘)(?P<inside>[^`'‘’\n]{1,30})(?:''|’’)(?!['’])")


@rule("P106", "方向相反的引号")
def alike_marks(reading: Reading) -> Iterator[Edit]:
    """Yield the right form of one mark of a pair whose marks are alike (`”引凤”`, `“引凤“`): the first opens, the second closes.

    Evidence: taken two by two, every mark of the paragraph has its pair, and between the like ones stands a short term with Han
    and without a clause's mark. Marks that already nest as they should, a pair turned round whole, apostrophes, inches, and a
    paragraph with a mark left over stay.
    """
    text = reading.text
    for shape in reading.lines:
        for opening, closing in _PAIRS:
            yield from _edits(text, shape.start, shape.end, opening, closing)


def _edits(text: str, start: int, end: int, opening: str, closing: str) -> Iterator[Edit]:
    places = _marks(text, start, end, opening, closing)
    if _nest(text, places, opening) or len(places) % 2:
        return
    pairs = list(zip(places[::2], places[1::2], strict=True))
    if any(text[one] == closing and text[other] == opening for one, other in pairs):
        return
    alike = [(one, other) for one, other in pairs if text[one] == text[other]]
    if all(_is_term(text[one + 1 : other]) for one, other in alike):
        for one, other in alike:
            at, new = (one, opening) if text[one] == closing else (other, closing)
            yield Edit(start=at, end=at + 1, new=new)


def _marks(text: str, start: int, end: int, opening: str, closing: str) -> list[int]:
    """Where marks of one kind stand, without apostrophes, and without a mark of inches or feet that closes nothing."""
    found: list[int] = []
    for at in range(start, end):
        if text[at] not in (opening, closing):
            continue
        before, after = text[max(start, at - 1) : at], text[at + 1 : at + 2]
        apostrophe = closing == "’" and _latin.match(before) and _latin.match(after)
        measure = text[at] == closing and before.isdigit() and len(found) % 2 == 0
        if not (apostrophe or measure):
            found.append(at)
    return found


def _nest(text: str, places: list[int], opening: str) -> bool:
    depth = 0
    for at in places:
        depth += 1 if text[at] == opening else -1
        if depth < 0:
            return False
    return depth == 0


def _is_term(inside: str) -> bool:
    short = 0 < len(inside) <= _TERM and not _clause_mark.search(inside)
    return short and han_character.search(inside) is not None and not _edge.match(inside)
