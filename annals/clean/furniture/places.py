"""Which places of a title that returns are true headings, and which further ones head a page."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from annals.clean.furniture.keys import (
    WITH_PAGE,
    Keyed,
    chapter_titles,
    is_heading,
    opening_lines,
    report_titles,
    tells,
    turns_over,
    whole,
)
from annals.clean.furniture.note_marks import is_referred, lines_above, mark_of, says_source
from annals.clean.furniture.notes import interruptions_of
from annals.text.captions import is_caption, names_publication
from annals.text.characters import width
from annals.text.dates import YEAR
from annals.text.lines import CLAUSE, SHORT_LINE, Shape
from annals.text.reading import Reading

_HEADS = 2
_PAIR = 2
_SHORTEST = 4
_UNDATED = 6
"""No title without its year is shorter."""
_OTHER_PAGES = 4
"""A title that so many pages have not is a chapter's."""


def among_page_heads(known: Keyed, found: set[int]) -> set[int]:
    """Repeated titles at the head of a page, where most pages of the text have a running title in that place."""
    lines, keys = known.lines, known.keys
    heads = [index for index, line in enumerate(lines) if line.page_before]
    held = sum(index in found for index in heads)
    first_places = {key: index for index, key in reversed(list(enumerate(keys))) if index not in found}
    return {
        index
        for index in heads
        if _HEADS <= held >= (len(heads) - 1) / 2
        and (place := first_places.get(keys[index], index)) < index
        # A word among the labels of a chart is no heading that comes back.
        and any(line.width >= CLAUSE or line.marked for line in lines[place : place + 2])
        and known.may_run(index)
        and width(keys[index]) >= _SHORTEST
        # The first cell of a table that goes on over a page comes again, too.
        and any(line.width >= CLAUSE for line in lines[max(0, index - 1) : index + 2 : 2])
        and not (lines[index].ended or lines[index].numbering or lines[index].bullet)
    }


def title_on_a_page(known: Keyed, found: set[int]) -> set[int]:
    """Further places of the report's title where a page ends, were it a single one: a text of two pages has one header. The header may
    leave the title's year out."""
    lines, keys = known.lines, known.keys
    title = keys[0] if lines else ""
    undated = _name_of(lines[0]) if lines else ""
    named = title in report_titles(lines[:1], keys[:1])
    begun_at = next((index for index, line in enumerate(lines) if tells(line)), len(lines))
    return {
        index
        for index in range(begun_at + 1, len(lines))
        if named
        and (keys[index] == title or (lines[index].text == undated and len(undated) >= _UNDATED))
        and stands_at_page_end(lines, index, found)
    }


def title_in_a_sentence(reading: Reading, found: set[int]) -> set[int]:
    """Further places of the report's title, its year and marks apart, where it stands between the halves of a sentence, were it a
    single one, other furniture, pictures and the notes of the page beside it. So does the name of another publication, of which the text
    is a part, and that of a chapter, which stands further up, where a page ends."""
    lines = reading.lines
    opening = [_name_of(lines[at]) for at in opening_lines(lines)]
    names = {*opening, *("".join(two) for two in pairwise(opening))}
    begun_at = next((index for index, line in enumerate(lines) if tells(line)), len(lines))
    inner = range(begun_at + 1, len(lines) - 1)
    books = {index for index in inner if _name_of(lines[index]) and _names_book(reading, index, found)}
    books -= _notes(reading, set()) | {index for index in books if _counts_on(lines, index)}
    books |= _chapters_again(lines, found, inner)
    notes = _notes(reading, books)
    return {
        index
        for index in inner
        if (name := _name_of(lines[index]))
        and ((len(name) >= _SHORTEST and name in names) or index in books)
        and index not in notes
        and _in_a_cut(lines, index, found | notes)
    }


def _chapters_again(lines: Sequence[Shape], found: set[int], inner: range) -> set[int]:
    """The lines where a page ends that say what a line of its own further up does, as the name of a chapter heads its pages."""
    first: dict[str, int] = {}
    for index, line in enumerate(lines):
        if (name := _name_of(line)) and not _said.search(line.text):
            first.setdefault(name, index)
    return {
        index
        for index in inner
        if len(name := _name_of(lines[index])) >= _CHAPTER and first.get(name, index) < index
        if stands_at_page_end(lines, index, found) and not any(char.isdigit() for char in lines[index].text)
        if not _heads_text(lines, index, name, found)
    }


def _heads_text(lines: Sequence[Shape], index: int, name: str, found: set[int]) -> bool:
    """Whether a line may head what stands below it: that says its name, or what stands above is an item, which need not end."""
    above = index - 1
    while above > 0 and above in found:
        above -= 1
    said = "".join(_no_words.sub("", line.text) for line in lines[index + 1 : index + 1 + _TOLD])
    return name in said or lines[above].bullet or lines[above].glyph != ""


_TOLD = 3
"""In so many lines below a heading its subject is named."""


_CHAPTER = 2
"""No chapter of a yearbook has a shorter name: `工业`."""


def _notes(reading: Reading, page_ends: set[int]) -> set[int]:
    """The lines of the notes that stand inside sentences."""
    cuts = interruptions_of(reading.lines, reading.lexicon, page_ends)
    return {at for one in cuts for note in one.notes for at in note}


def noted_at_foot(reading: Reading, found: set[int]) -> set[int]:
    """The lines among those found that a note's mark begins which the text above has, too, and that say where something is from, stand
    beside the note before or behind, or have a mark that is no page's: the notes of several pages may name one source."""
    lines = reading.lines
    noted = set()
    for index in found:
        mark = mark_of(lines[index])
        if mark is None or mark.alone:
            continue
        sourced = says_source(lines[index].text, reading.lexicon)
        told = (
            sourced
            or mark.form != "plain"
            or _counts_on(lines, index)
            or _counts_on(lines, min(index + 1, len(lines) - 1))
        )
        if told and is_referred(lines_above(lines, index - 1), mark):
            noted.add(index)
    return noted


def part_marks(lines: Sequence[Shape], found: set[int]) -> set[int]:
    """The lines among those found that say which part begins, each once: only their number differs, which counts no pages (`PART 2`)."""
    counts = Counter(lines[index].text for index in found)
    return {index for index in found if counts[lines[index].text] == 1 and _part.fullmatch(lines[index].text)}


_part = re.compile(r"(?:part|chapter|section)\s?(?:\d{1,2}|[ivx]{1,4})", re.IGNORECASE)


def _counts_on(lines: Sequence[Shape], index: int) -> bool:
    """Whether a line begins with the mark of the note behind the one above it: what it cites is a publication, too."""
    mark, above = mark_of(lines[index]), mark_of(lines[index - 1])
    return mark is not None and above is not None and mark.follows(above)


def _names_book(reading: Reading, index: int, found: set[int]) -> bool:
    """Whether a line is the name of a publication where a page ends, or with the number of a page beside it; where that stands at the
    other edge of the page, whatever it says."""
    text = reading.lines[index].text
    bare = _page_beside.sub("", text)
    if bare != text and _FAR in text and not _said.search(bare) and not _is_row_beside(reading.lines, index):
        return True
    return names_publication(bare, reading.lexicon) and (
        bare != text or stands_at_page_end(reading.lines, index, found)
    )


def _is_row_beside(lines: Sequence[Shape], index: int) -> bool:
    """Whether a line beside one has cells as well: both are rows of a table."""
    return any(_FAR in line.text for line in (*lines[index - 1 : index], *lines[index + 1 : index + 2]))


_FAR = "      "
"""So many blanks stand between the two edges of a page, or between cells."""
_said = re.compile("[，。；：！？]")
_page = rf"(?:第\s?)?(?:[Pp]\.?)?(?!{YEAR})\d{{1,4}}(?:\s?页)?"
_apart = r"[\s·•—–|｜/-]{1,160}"
_page_beside = re.compile(rf"^{_page}{_apart}(?=\D)|(?<=[^\d\s·•—–|｜/-]){_apart}{_page}$")


def _name_of(line: Shape) -> str:
    """The words of a line that may be a running title; empty where it is none."""
    plain = line.width <= SHORT_LINE and not (line.ended or line.row or line.bullet or line.numbering)
    return _no_words.sub("", line.text) if plain else ""


_no_words = re.compile(r"[\W\d_]+")


def _in_a_cut(lines: Sequence[Shape], index: int, found: set[int]) -> bool:
    """Whether a line and the furniture and pictures around it stand between a clause that breaks off and plain words."""
    above, below = index - 1, index + 1
    while above > 0 and (above in found or lines[above].text.startswith(_PICTURE)):
        above -= 1
    while below < len(lines) - 1 and (below in found or lines[below].text.startswith(_PICTURE)):
        below += 1
    first, second = lines[above], lines[below]
    breaks_off = tells(first) and not (first.ended or first.hashes or first.row) and first.text[-1] not in "：:"
    return breaks_off and not (
        second.marked or below in found or second.text.startswith(_PICTURE) or is_caption(second.text)
    )


_PICTURE = "!["


def stands_at_page_end(lines: Sequence[Shape], index: int, found: set[int]) -> bool:
    """Whether a page ends right above or below a line, other furniture apart."""
    above, below = index, index + 1
    while above - 1 in found and not lines[above].page_before:
        above -= 1
    while below in found and not lines[below].page_before:
        below += 1
    return lines[above].page_before or any(line.page_before for line in lines[below : below + 1])


def true_places(known: Keyed, found: set[int]) -> set[int]:
    """The first places of titles that would go altogether though a heading may be among them: no sentence is cut
    there, and it stands further from its page's edge than the others do, or these are few pages together, or one and its
    like in a text of many pages. The
    report's title and those of numbered chapters stand elsewhere, the name of a series heads all pages."""
    reading, lines = known.reading, known.lines
    turning = turns_over(reading.lexicon)
    named = known.report_titles() | chapter_titles(lines)
    places = known.places(at for at in sorted(found) if known.keys[at] not in named and not lines[at].numbering)
    heads = [index for index, line in enumerate(lines) if line.page_before]
    true: set[int] = set()
    for key, own in places.items():
        first = own[0]
        outside = bisect_left(heads, first) + len(heads) - bisect_right(heads, own[-1])
        pair = len(own) == _PAIR and outside >= _OTHER_PAGES
        # Above a title that comes back once a label may stand, or where a quotation is from: only a clause breaks off there.
        cut = stands_in_a_sentence(lines, found, first) and not (pair and not tells(lines[_above(first, found)]))
        if len(own) < max(known.counts[key], 2) or turning.fullmatch(lines[first].text) or cut:
            continue
        # A number that is the same at each place counts no pages: `3 规划编制` is what a chapter is called.
        said = {whole(reading.text, lines[index]) for index in own}
        numbered = len(said) > 1 and WITH_PAGE.fullmatch(whole(reading.text, lines[first]))
        if names_publication(lines[first].text, reading.lexicon) or numbered:
            continue
        direct = [_beside_page_end(lines, index) for index in own]
        if pair or (not direct[0] and any(direct)) or (all(direct) and outside >= _OTHER_PAGES):
            true.add(first)
    return true


def _beside_page_end(lines: Sequence[Shape], index: int) -> bool:
    return lines[index].page_before or any(line.page_before for line in lines[index + 1 : index + 2])


def stands_in_a_sentence(lines: Sequence[Shape], found: set[int], index: int) -> bool:
    """Whether the text above a line, furniture apart, is no whole sentence and no heading."""
    above = _above(index, found)
    return above >= 0 and not (lines[above].ended or lines[above].hashes or is_heading(lines[above]))


def _above(index: int, found: set[int]) -> int:
    """The line above another, furniture apart; -1 where there is none."""
    above = index - 1
    while above in found:
        above -= 1
    return above
