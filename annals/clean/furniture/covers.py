"""The title on a cover, told from a running title that names the publication too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from annals.clean.furniture.keys import opening_lines, tells
from annals.text.captions import names_publication
from annals.text.reading import Reading


def ends_title(reading: Reading, at: int) -> bool:
    """Whether a line names a publication, alone or with the line right above it: a title that had no room in one line."""
    line, lexicon = reading.lines[at], reading.lexicon
    if names_publication(line.text, lexicon):
        return True
    close = at > 0 and not (line.blanks_before or line.page_before)
    return close and names_publication(reading.lines[at - 1].text + line.text, lexicon)


def title_of_cover(reading: Reading, found: set[int]) -> set[int]:
    """The first of the opening lines that would go, where it alone names a publication and nothing that goes stands above it: a cover
    on which something else stands first, a company's code, has the title but once."""
    lines = reading.lines
    opening = opening_lines(lines)
    names = [at for at in opening if ends_title(reading, at)]
    first = next((at for at in opening if at in found), 0)
    told = first > 0 and names and min(names) == first and not lines[first].page_before
    return {first} if told and found.issuperset(names) else set()


def below_title(reading: Reading, keys: Sequence[str], counts: Counter[str], found: set[int]) -> set[int]:
    """The first place of a running title that names a publication between another one, the title, and the first sentence, where
    all its further places are known: a list of contents parts it from the page above (`东江科技年报 2021` behind the
    cover of an annual report)."""
    lines = reading.lines
    title = next((at for at in opening_lines(lines) if ends_title(reading, at)), len(lines))
    running = Counter(keys[at] for at in found)
    before = takewhile(lambda at: not tells(lines[at]), range(title + 1, len(lines)))
    return {
        at
        for at in before
        if at not in found and keys[at] != keys[title] and running[keys[at]] == counts[keys[at]] - 1 >= _FURTHER
        if names_publication(lines[at].text, reading.lexicon)
    }


_FURTHER = 2
