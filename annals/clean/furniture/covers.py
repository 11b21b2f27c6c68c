"""The title on a cover, told from a running title that names the publication too."""

from __future__ import annotations

from collections import Counter
from itertools import takewhile

from annals.clean.furniture.keys import Keyed, opening_lines, spaceless, tells
from annals.text.captions import names_publication
from annals.text.dates import is_date, is_year
from annals.text.reading import Reading


def ends_title(reading: Reading, at: int) -> bool:
    """Whether a line names a publication, alone or with the line right above it: a title that had no room in one line."""
    line, lexicon = reading.lines[at], reading.lexicon
    if names_publication(line.text, lexicon):
        return True
    close = at > 0 and not (line.blanks_before or line.page_before)
    return close and names_publication(reading.lines[at - 1].text + line.text, lexicon)


def stands_over_issue(reading: Reading) -> bool:
    """Whether the very first line names a publication, by itself or with its year below it, and the year or the day of issue stands
    on the lines below, where no sentence has begun: a cover, as no page within a book has one."""
    opening = [spaceless(reading.lines[at].text) for at in opening_lines(reading.lines)]
    dates = [text for text in opening[1:] if is_date(text) or is_year(f"{text}年")]
    named = bool(opening) and names_publication(opening[0], reading.lexicon)
    return bool(dates) and (named or names_publication(opening[0] + dates[0], reading.lexicon))


def title_of_cover(reading: Reading, found: set[int]) -> set[int]:
    """The first of the opening lines that would go, where it alone names a publication and nothing that goes stands above it: a cover
    on which something else stands first, a company's code, has the title but once."""
    lines = reading.lines
    opening = opening_lines(lines)
    names = [at for at in opening if ends_title(reading, at)]
    first = next((at for at in opening if at in found), 0)
    told = first > 0 and names and min(names) == first and not lines[first].page_before
    return {first} if told and found.issuperset(names) else set()


def below_title(known: Keyed, found: set[int]) -> set[int]:
    """The first place of a running title that names a publication between the title, which may say the same, and the first sentence, where
    all its further places are known: a list of contents parts it from the page above (`东江科技年报 2021` behind the
    cover of an annual report)."""
    reading, lines, keys = known.reading, known.lines, known.keys
    title = next((at for at in opening_lines(lines) if ends_title(reading, at)), len(lines))
    running = Counter(keys[at] for at in found)
    before = takewhile(lambda at: not tells(lines[at]), range(title + 1, len(lines)))
    return {
        at
        for at in before
        if at not in found and running[keys[at]] == known.times(at) - 1 - (keys[at] == keys[title]) >= _FURTHER
        if names_publication(lines[at].text, reading.lexicon)
    }


_FURTHER = 2
