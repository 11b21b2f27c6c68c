"""Page furniture: what belongs to the printed or web page, not to the text.

What stood between the halves of a sentence leaves a form feed behind, as evidence for the
joins; `K107` takes it out in the end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from annals.clean.contract import rule
from annals.clean.furniture.keys import spaceless
from annals.clean.furniture.numbers import page_numbers_of
from annals.clean.furniture.on_each_page import names_maker
from annals.clean.furniture.parting import cuts_a_sentence
from annals.clean.furniture.places import stands_at_page_end
from annals.clean.furniture.titles import heads_an_excerpt, running_titles_of
from annals.model import Edit
from annals.text.characters import han_character
from annals.text.lexicon.words import any_of
from annals.text.lines import CLAUSE, Shape
from annals.text.reading import Reading

PAGE_MARK = "\f"


@rule("F108", "节选开头的页眉", digits=True, drops=True)
def excerpt_head(reading: Reading) -> Iterator[Edit]:
    """Yield a form feed for the running title at the very top of an excerpt, which would pass for the report's title.

    Evidence: the first page number is above 2, and the same line heads two later pages at least.
    A text from page one begins with its title, which stays.
    """
    lines = reading.lines
    if lines and heads_an_excerpt(reading):
        yield Edit(start=lines[0].start, end=lines[0].end, new=PAGE_MARK)


@rule("F101", "页码", digits=True, drops=True)
def page_numbers(reading: Reading) -> Iterator[Edit]:
    """Yield a form feed for each line that is a page number.

    Evidence is its dress, or a run that goes up with the pages (see furniture/numbers.py). Years, figures
    of infographics, cells and chapter numbers stay.
    """
    lines = reading.lines
    for index in page_numbers_of(reading):
        yield Edit(start=lines[index].start, end=lines[index].end, new=PAGE_MARK)


@rule("F102", "页眉页脚", digits=True, drops=True)
def running_titles(reading: Reading) -> Iterator[Edit]:
    """Yield a form feed for each header, footer and side tab that returns from page to page.

    Evidence is the return together with page ends, cut sentences or page numbers (see furniture/titles.py).
    The first place of a heading and labels of every section stay.
    """
    text, lines = reading.text, reading.lines
    ends_with_page = bool(lines) and PAGE_MARK in text[lines[-1].end :]
    gone = running_titles_of(reading, ends_with_page=ends_with_page)
    for index in gone:
        # Whose a picture is stands below it, wherever on its page.
        inner = names_maker(lines[index].text) and index < len(lines) - 1 and not stands_at_page_end(lines, index, gone)
        yield Edit(start=lines[index].start, end=lines[index].end, new="" if inner else PAGE_MARK)


@rule("F114", "竖排的页眉", drops=True)
def upright_titles(reading: Reading) -> Iterator[Edit]:
    """Yield a form feed for each running title at the side of a page that a tool read character by character, a line each.

    Evidence: three lines of one Han character and more at a page's end, whose words stand elsewhere in the text, or once
    more at a page's end. Names of columns and labels set upright within a page stay.
    """
    lines = reading.lines
    runs = [
        (start, end)
        for start, end in _single_characters(lines)
        if lines[start].page_before
        or (lines[end].page_before if end < len(lines) else PAGE_MARK in reading.text[lines[-1].end :])
    ]
    said = ["".join(line.text for line in lines[start:end]) for start, end in runs]
    whole = [spaceless(line.text) for line in lines if line.width >= _UPRIGHT] if runs else []
    for (start, end), words in zip(runs, said, strict=True):
        if said.count(words) > 1 or any(words in other for other in whole):
            for line in lines[start:end]:
                yield Edit(start=line.start, end=line.end, new=PAGE_MARK)


_UPRIGHT = 3
"""So many characters below each other are words set upright; one or two may be a cell."""


def _single_characters(lines: Sequence[Shape]) -> Iterator[tuple[int, int]]:
    """Where lines of one Han character each begin and end, _UPRIGHT of them and more."""
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and len(lines[end].text) == 1 and han_character.match(lines[end].text):
            end += 1
        if end - start >= _UPRIGHT:
            yield start, end
        start = end + 1


@rule("F109", "外文页眉", digits=True, drops=True)
def foreign_titles(reading: Reading) -> Iterator[Edit]:
    """Yield a form feed for each running title in Latin letters, which may stand but once or twice.

    Evidence: written as titles are, after the text has begun, at a page's end or inside a Chinese sentence.
    Foreign titles above the text or below a heading, captions, references and foreign prose stay.
    """
    lines = reading.lines
    publication = re.compile(rf"\b{any_of(reading.lexicon.foreign_publications)}s?\b", re.IGNORECASE)
    begun = False
    for index, line in enumerate(lines):
        if begun and _is_foreign_title(line) and _stands_as_furniture(reading, publication, index):
            yield Edit(start=line.start, end=line.end, new=PAGE_MARK)
        # A page may end before the first sentence does.
        tells = line.prose or ("，" in line.text and line.width >= CLAUSE)
        begun = begun or (tells and han_character.search(line.text) is not None)


_foreign = re.compile(r"(?!(?:Fig|Table|Chart|Source|Note)s?\b|https?:|www\.)[A-Za-zÀ-ÿ\d ,&'’:·•|/()–—-]{12,100}")
_small_words = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "in",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
        "de",
        "du",
        "des",
        "la",
        "le",
        "und",
        "der",
        "die",
        "das",
    ]
)


def _is_foreign_title(line: Shape) -> bool:
    """Whether a line is written as titles are in Latin letters: its words begin with capitals,
    or are all pinyin around the name of a publication."""
    words = re.findall(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’-]*", line.text)
    if len(words) < 3 or line.bullet or line.numbering or line.row or line.ended or not _foreign.fullmatch(line.text):
        return False
    return all(word[0].isupper() or word.lower() in _small_words for word in words)


def _stands_as_furniture(reading: Reading, publication: re.Pattern[str], index: int) -> bool:
    text, lines = reading.text, reading.lines
    line, after = lines[index], lines[index + 1 : index + 2]
    at_page_end = (
        line.page_before or any(other.page_before for other in after) or (not after and PAGE_MARK in text[line.end :])
    )
    cuts = (
        0 < index < len(lines) - 1
        and all(han_character.search(lines[i].text) for i in (index - 1, index + 1))
        and cuts_a_sentence(lines, index)
    )
    names_chapter = index > 0 and (lines[index - 1].hashes or lines[index - 1].numbering) and not lines[index - 1].prose
    if names_chapter:
        return False
    if publication.search(line.text):
        return bool(at_page_end or cuts or (not after and line.blanks_before))
    apart = line.blanks_before and all(other.blanks_before for other in after)
    return bool(cuts and apart and at_page_end)
