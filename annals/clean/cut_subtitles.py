"""Titles, and subtitles behind a dash, that a cover sets over two lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annals.text.captions import names_publication, unnoted
from annals.text.characters import is_han
from annals.text.dates import YEAR, is_date
from annals.text.lexicon import Lexicon
from annals.text.lexicon.words import ending
from annals.text.lines import Shape
from annals.text.word_rows import is_name


def stands_on_cover(lines: Sequence[Shape]) -> bool:
    """Whether no line above says a sentence or bears a number: the title of the text stands there."""
    return not any(line.prose or line.ended or line.numbering or line.row for line in lines)


def closes_subtitle(before: str, after: str, *, lexicon: Lexicon) -> bool:
    """Whether a subtitle that says no whole title ends as one does in the line close below it, which names nobody and no day:
    `——以惠农、平罗两县为|主的调查`."""
    titles = (*lexicon.title_words, "例")
    whole = before.endswith(titles) or ends_as_title(before, lexicon)
    named = names_who_or_when(after, lexicon)
    return not (named or whole or " " in after) and (after.endswith(titles) or ends_as_title(after, lexicon))


def names_who_or_when(text: str, lexicon: Lexicon) -> bool:
    """Whether a line of a cover says who made or issued what it is the cover of, or when."""
    return text.endswith((*lexicon.issuers, *lexicon.offices)) or is_name(text, lexicon.surnames) or is_date(text)


def closes_title(before: str, after: str, lexicon: Lexicon) -> bool:
    """Whether a title that ends with no word of titles has lost the rest of a word to the line below, which says nothing more than such
    words behind it: `…风险评估与预|警研究`, `——改革试|点情况报告`. What a title may begin with (`总报告`, `再思考`) is no rest.

    >>> from annals.text.lexicon import shipped_lexicon
    >>> lexicon = shipped_lexicon()
    >>> [closes_title("风险识别与预", after, lexicon) for after in ("警研究", "警情况报告", "总报告", "县域研究")]
    [True, True, False, False]
    """
    titles = (*lexicon.title_words, *lexicon.publications)
    rest = after
    while word := ending(rest, titles):
        rest = rest[: -len(word)]
    whole = before.endswith(titles) or ends_as_title(before, lexicon)
    return (
        len(rest) == 1
        and rest != after
        and is_han(rest)
        and is_han(before[-1])
        and not whole
        and rest not in lexicon.title_openers
    )


_part = re.compile("[—–―－，、-]")


def goes_on_as_subtitle(before: str, after: str, text: str, lexicon: Lexicon) -> bool:
    """Whether a subtitle lacks the word that closes what it opens, which the next line has, or is cut between words that stand
    together elsewhere."""
    opened = any(
        closer not in before and closer in after and _opens(word, before) for word, closer in lexicon.subtitle_frames
    )
    pairs = (before[-3:] + after[:1], before[-2:] + after[:2], before[-1:] + after[:3])
    return opened or any(len(pair) == _WINDOW and all(map(is_han, pair)) and pair in text for pair in pairs)


def _opens(word: str, text: str) -> bool:
    """Whether a word opens a frame: one of a single character is a part of other words but where it begins a part."""
    return word in text if len(word) > 1 else any(part.lstrip().startswith(word) for part in _part.split(text))


_WINDOW = 4
"""So many characters over a line end that stand together elsewhere are no chance."""


def ends_as_title(text: str, lexicon: Lexicon) -> bool:
    """Whether a text ends as the title of a report, a plan, a letter or a statute does, an edition in brackets apart."""
    kinds = (*lexicon.publications, *lexicon.plans, *lexicon.circulars, *lexicon.statutes)
    return names_publication(text, lexicon) or _edition.sub("", unnoted(text)).endswith(kinds)


_edition = re.compile(r"[（(][^（()）]{1,12}[）)]$")


def is_of_year(lines: Sequence[Shape], lexicon: Lexicon) -> bool:
    """Whether the second of two lines is the year of the publication that the first one names, set as that is or close below."""
    if len(lines) < 2 or not _lone_year.fullmatch(lines[1].text):
        return False
    named, year = lines
    # A short name, perhaps set wide, is one with its year alone: `东 江 年 鉴`, `1994`.
    words = "".join(named.text.split())
    whole = names_publication(words, lexicon)
    if not (whole or names_publication(words + year.text, lexicon)):
        return False
    close = year.blanks_before <= (not whole) or named.hashes > 0
    return named.hashes == year.hashes and close and not year.page_before


_lone_year = re.compile(rf"{YEAR}\s?年?(?:版|卷)?")
