"""What a page bears whatever stands on it: a line printed across each, a running title of which a part changes by chapter."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence, Set
from itertools import pairwise

from annals.clean.furniture.dress import BARS
from annals.clean.furniture.keys import Keyed, opening_lines, spaceless
from annals.text.lines import CLAUSE, SHORT_LINE, Shape

_SURE, _MOST = 8, 4
"""A line that was found so often, at all places but one in so many, is furniture at those as well."""
_PAGES = 4
"""So many pages bear a running title of two parts, at least."""
_TITLED = 2
"""So many are enough where one part is the title of the text."""
_APART = 3
"""So many lines stand between two of them."""
_LONGEST = 120
"""No running title is longer, in characters."""
_SIGNS = 2
_LEAST = 4
"""No part that stays is shorter."""
_two_parts = re.compile(rf"([^{BARS}]{{2,60}}?)\s?[{BARS}]\s?([^{BARS}]{{2,60}})")
_at_both_edges = re.compile(r"(\S(?:[^\S\n]?\S){1,59})[^\S\n]{4,200}(\S(?:[^\S\n]?\S){1,59})")
"""One part at the left edge of the page, one at the right."""


def everywhere(known: Keyed, found: set[int]) -> set[int]:
    """The other places of a line that says more than a label and was found at nearly all it stands at: a mark printed across
    each page is set down anywhere among the text."""
    wide = (index for index, line in enumerate(known.lines) if line.width >= CLAUSE and known.keys[index])
    more: set[int] = set()
    for own in known.places(wide).values():
        there = sum(index in found for index in own)
        if there >= _SURE and (len(own) - there) * _MOST <= len(own):
            more |= set(own)
    return more


def long_titles(known: Keyed) -> set[int]:
    """The lines that are longer than a title mostly is and return word for word, each time at a page's end or head: the name of a
    transaction, of a long law. Below the opening lines, where the title itself stands; sentences, items and rows stay."""
    lines = known.lines
    below = range(len(opening_lines(lines)), len(lines))
    plain = (i for i in below if not (lines[i].row or lines[i].ended or lines[i].bullet or lines[i].numbering))
    found: set[int] = set()
    for own in known.places(i for i in plain if SHORT_LINE < lines[i].width <= _LONGEST).values():
        paged = sum(lines[i].page_before or (i + 1 < len(lines) and lines[i + 1].page_before) for i in own)
        if len(own) >= _PAGES and (len(own) - paged) * _MOST <= len(own):
            found |= set(own)
    return found


def signs_at_edges(lines: Sequence[Shape], edges: Set[int]) -> set[int]:
    """The lines of the same one or two signs that stand at the edge of nearly each page they are on: what a reader made of a
    picture or a stroke there (`!`). A dash that parts two passages stands anywhere."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if (
            len(line.text) <= _SIGNS
            and not any(char.isalnum() or char.isspace() for char in line.text)
            and not line.row
        ):
            places[line.text].append(index)
    found: set[int] = set()
    for own in places.values():
        paged = sum(index in edges for index in own)
        if len(own) >= _PAGES and (len(own) - paged) * _MOST <= len(own):
            found |= edges & set(own)
    return found


def of_two_parts(lines: Sequence[Shape]) -> set[int]:
    """The lines of which one part, before a bar or behind it, is that of others, page by page, and the other part changes: the
    title of the text with that of each chapter. Blanks part them as a bar does where one is the title that the text begins with.
    Lines close to each other are rows, or a menu, but where a page ends between: a picture fills it."""
    titles = {spaceless(lines[at].text) for at in opening_lines(lines)}
    by_part: dict[tuple[int, str], list[tuple[int, str]]] = defaultdict(list)
    for index, line in enumerate(lines):
        short = _two_parts.fullmatch(line.text) if line.width <= SHORT_LINE else None
        match = short or _at_both_edges.fullmatch(line.text)
        if match is not None and not (line.row or line.ended or line.bullet):
            for side in (1, 2):
                part = spaceless(match[side])
                if match.re is _two_parts or part in titles:
                    by_part[side, part].append((index, match[3 - side]))
    found: set[int] = set()
    for (_, part), own in by_part.items():
        places = [index for index, _ in own]
        spread = all(after - before > _APART or lines[after].page_before for before, after in pairwise(places))
        paged = sum(lines[i].page_before or (i + 1 < len(lines) and lines[i + 1].page_before) for i in places)
        changes = len({other for _, other in own}) > 1
        if (
            len(own) >= (_TITLED if part in titles else _PAGES)
            and len(part) >= _LEAST
            and spread
            and changes
            and paged * 2 >= len(own)
        ):
            found |= set(places)
    return found


def on_nearly_all(lines: Sequence[Shape], found: Set[int]) -> set[int]:
    """What most pages bear once, word for word, wherever on them a tool found it: the day on which they were set, the motto that was
    found at the edge of nearly all others; and the address or the copyright line that comes again and again beside the pictures."""
    pages = _page_of(lines)
    total = pages[-1] + 1 if pages else 0
    places: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if total >= _SURE and not line.row and line.width <= SHORT_LINE:
            places[line.text].append(index)
    more: set[int] = set()
    for text, own in places.items():
        on = len({pages[index] for index in own})
        once = on == len(own)
        known = sum(index in found for index in own)
        dated = _day.fullmatch(text) and once and on * _HALF >= total
        # What is longer may be text that is said in several places.
        motto = once and lines[own[0]].width < CLAUSE and known >= _SURE and (len(own) - known) * _MOST <= len(own)
        maker = names_maker(text) and len(own) >= _SURE and on * _MOST >= total
        if dated or motto or maker:
            more |= set(own)
    # The cover bears the title itself, and its day.
    return {index for index in more if pages[index]}


def names_maker(text: str) -> bool:
    """Whether a line is no more than the address of who made a picture, or says who holds the rights in it."""
    return _makers.fullmatch(text) is not None


_HALF = 2
_day = re.compile(r"\d{4}[/.-]\d{1,2}[/.-]\d{1,2}")
_makers = re.compile(r"(?:https?://|www\.)[!-~]{4,60}|[©Ⓒ].{2,30}")


def _page_of(lines: Sequence[Shape]) -> list[int]:
    """The page on which each line stands, counted from 0."""
    pages: list[int] = []
    for line in lines:
        pages.append((pages[-1] if pages else 0) + (line.page_before and bool(pages)))
    return pages
