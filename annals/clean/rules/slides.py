"""The titles of the pages of slides: the first line of each page, larger than all else there, which nothing in a text layer tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annals.clean.contract import rule
from annals.clean.furniture.keys import spaceless
from annals.clean.rules.interruptions import LEADS_ON
from annals.clean.rules.wraps import glue
from annals.model import Edit, Safety
from annals.text.captions import holds_rights, is_caption, names_series
from annals.text.characters import han_character
from annals.text.cut_words import inside_words
from annals.text.extents import extent
from annals.text.lexicon import Lexicon
from annals.text.lexicon.words import begins_inside_a_word
from annals.text.lines import CLAUSE, Shape, is_figures
from annals.text.reading import Reading

_PAGES = 8
"""Fewer pages that begin alike do so by chance."""
_NARROWEST, _WIDEST = 2, 35
_FULL = 18
"""A title that goes on in a second line is as wide."""
_DIVIDER = 3
"""A page that names a part holds no more lines."""
_DIVIDERS = 2
_NAMES = 200
"""Among so many lines at the beginning stands the list of the parts."""
_TEXT = 7
"""A page of slides has no more lines of text that are set to one width."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Title:
    """The lines of a page's title, and whether its page names a part and holds nothing else."""

    lines: tuple[Shape, ...]
    divides: bool

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)


@rule("T122", "每页的题目", Safety.REVIEW)
def page_titles(reading: Reading) -> Iterator[Edit]:
    """Yield # marks before the first line of each page of slides, joins of the two lines of a long one, a blank line below; the parts that have a page of
    their own, with their number or below a list that names them, bear one mark, the others two.

    Evidence: of eight pages and more, page ends between them, three in four begin with a line that is no sentence, is no other
    page's and not set to the width of the text, few pages break off in a sentence and none is full of lines of one width. A text that has # marks, pages that begin with
    items, captions or rows, and what the same title heads a second time stay.
    """
    lines = reading.lines
    if "\f" not in reading.text or any(line.hashes for line in lines):
        return
    pages = _pages(reading)[1:]
    titles = _titles(reading, pages)
    if len(pages) < _PAGES or len(titles) * 4 < len(pages) * 3 or _go_on(pages, titles):
        return
    parts = sum(title.divides for title in titles) >= _DIVIDERS
    before = ""
    for title in titles:
        if title.text != before:
            yield from _marked(reading.text, title, "# " if title.divides or not parts else "## ")
        before = title.text


def _pages(reading: Reading) -> list[Sequence[Shape]]:
    """The lines page by page, as a tool has parted them: the stead of furniture within a page is no page end."""
    text, lines = reading.text, reading.lines
    starts = [at for at, line in enumerate(lines) if at and line.page_before]
    begun = [0, *(at for at in starts if _page_end.search(text, lines[at - 1].end, lines[at].start + 1))]
    return [lines[start:end] for start, end in pairwise([*begun, len(lines)])]


_page_end = re.compile(r"\f(?=\f|[ \u3000]{0,200}\S)")
"""Furniture stood on a line of its own; where a page ends, its first line follows at once, or furniture."""


def _go_on(pages: Sequence[Sequence[Shape]], titles: Sequence[_Title]) -> bool:
    """Whether pages begin as those of a book do: with the rest of the sentence in which one page in five and more breaks off, with lines
    that are set to the width of the text, or with what all of them bear; or are full of text."""
    ends = [page[-1] for page in pages]
    cut = sum(1 for line in ends if line.width >= _FULL and not line.ended and _inner.search(line.text))
    alike = len({title.text for title in titles}) * 3 < len(titles) * 2
    own, usual = _usual([title.lines[0] for title in titles])
    text, full = _usual([line for page in pages for line in page[1:] if line.width >= CLAUSE])
    set_so = abs(own - text) <= 1 and usual * 2 >= len(titles)
    # A page of a brochure is full of text, which has titles of its own.
    return cut * 5 > len(ends) or set_so or alike or full > _TEXT * len(pages)


_inner = re.compile("[，；]")


def _usual(lines: Sequence[Shape]) -> tuple[float, int]:
    """The width that most lines have, and how many."""
    widths = Counter(round(extent(line.text)) for line in lines)
    near = {width: sum(widths[width + step] for step in (-1, 0, 1)) for width in widths}
    return max(((float(width), count) for width, count in near.items()), key=lambda one: one[1], default=(0.0, 0))


def _titles(reading: Reading, pages: Sequence[Sequence[Shape]]) -> list[_Title]:
    """The titles of the pages that have one."""
    found: list[tuple[Sequence[Shape], bool]] = []
    said = _names_in_front(reading)
    for page in pages:
        short = len(page) <= _DIVIDER and not any(line.prose or line.ended or line.row for line in page)
        parted = short and len(page) > 1 and _part.fullmatch(page[0].text) is not None
        own = page[1:] if parted else page
        counted = len(page) == 1 and own[0].numbering != ""
        # A title alone stands above a picture, unless a list of the parts has named it.
        divides = parted or counted or (len(page) == 1 and spaceless(own[0].text) in said)
        if _may_title(own[0]):
            found.append((own, divides))
    # Where blank lines stand below most titles of one line, they stand below those of two as well.
    apart = sum(1 for own, _ in found if len(own) > 1 and own[1].blanks_before) * 2 >= len(found)
    torn = inside_words(reading.text, [(own[0].text, own[1].text) if len(own) > 1 else ("", "") for own, _ in found])
    titles = (
        _Title(lines=tuple(own[: 1 + (cut or _has_two_lines(own, reading.lexicon, apart=apart))]), divides=divides)
        for (own, divides), cut in zip(found, torn, strict=True)
    )
    return [title for title in titles if title.text[-1] not in "，、"]


def _names_in_front(reading: Reading) -> set[str]:
    """What stands on a line by itself at the beginning, where the parts are listed, and once more: that list is gone by now."""
    source = reading.source.text if reading.source is not None else reading.text
    lines = [line for line in map(spaceless, source.splitlines()) if line]
    counts = Counter(lines)
    return {line for line in lines[:_NAMES] if counts[line] > 1}


def _has_two_lines(page: Sequence[Shape], lexicon: Lexicon, *, apart: bool) -> bool:
    """Whether the title of a page goes on in its second line; `apart` says that blank lines end titles."""
    if len(page) < 2 or page[1].blanks_before or page[0].width < _FULL or not _may_title(page[1], goes_on=True):
        return False
    first, second = page[:2]
    waits = LEADS_ON.search(first.text) or first.text.endswith(lexicon.cut_ends)
    begun = begins_inside_a_word(second.text, lexicon.cut_starts, lexicon.title_words)
    ends = apart and second.width < first.width and all(line.blanks_before for line in page[2:3])
    return bool((waits or begun or ends) and not names_series(second, lexicon))


def _may_title(line: Shape, *, goes_on: bool = False) -> bool:
    """Whether a line may be a title, or the second line of one where it `goes_on`."""
    plain = not (line.ended or line.row or line.bullet or line.glyph or line.prose or line.ticks is not None)
    plain = plain and not (goes_on and line.numbering)
    said = goes_on or line.width >= _NARROWEST
    named = han_character.search(line.text) and not (
        is_caption(line.text) or holds_rights(line.text) or is_figures(line.text)
    )
    return bool(plain and said and named) and line.width <= _WIDEST and line.text[-1] not in "；：:"


_part = re.compile(r"(?:[Pp][Aa][Rr][Tt]|[Cc]hapter|CHAPTER)?\s?(?:\d{1,2}|[IVX]{1,4})|第.{1,3}(?:部分|章|篇)")
"""Which part begins, and not its name: `PART 2`, `03`, `第三部分`."""


def _marked(text: str, title: _Title, mark: str) -> Iterator[Edit]:
    first, last = title.lines[0], title.lines[-1]
    yield Edit(start=first.start, end=first.start, new=mark, reason="一页的题目")
    if last is not first:
        yield Edit(start=first.end, end=last.start, new=glue(first.text, last.text), reason="题目折行")
    if _close_below.match(text, last.end):
        yield Edit(start=last.end, end=last.end, new="\n", reason="题目之下")


_close_below = re.compile(r"[ \u3000]{0,200}\n(?=[ \u3000]{0,200}[^\s])")
