"""Which lines are running titles: headers, footers and side tabs that return from page to page.

One sign alone proves nothing: a label of every section returns too, and any heading may stand
at the head of a page. What returns *and* stands at most of its places where a page ends, cuts a
sentence or bears the page's number is furniture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from annals.clean.furniture.browser import printed_by_browser
from annals.clean.furniture.covers import below_title, ends_title, stands_over_issue, title_of_cover
from annals.clean.furniture.keys import (
    FIGURES_AND_MARKS,
    STYLES,
    WIDE,
    chapter_titles,
    is_heading,
    key_of,
    may_run,
    opening_lines,
    report_titles,
    spaceless,
    tells,
    title_key,
    whole,
)
from annals.clean.furniture.numbers import page_numbers_of, self_numbered
from annals.clean.furniture.on_each_page import everywhere, long_titles, of_two_parts, on_nearly_all, signs_at_edges
from annals.clean.furniture.parting import cuts_a_sentence
from annals.clean.furniture.places import (
    among_page_heads,
    noted_at_foot,
    part_marks,
    stands_in_a_sentence,
    title_in_a_sentence,
    title_on_a_page,
    true_places,
)
from annals.clean.furniture.repeated_text import said_again
from annals.clean.furniture.repeats import continued_headings, headings_with_page, repeated_headings, stands_in_a_cut
from annals.clean.title_lines import is_spread
from annals.text.captions import names_publication
from annals.text.characters import width
from annals.text.lines import SHORT_LINE, Shape
from annals.text.reading import Reading

_LAYERS = 8
"""So many lines of furniture stand above or below one page end at most."""
_OFTEN = 4
_FRONT_PAGES = 10
_OPENING_PAGES = 2
"""A text whose first page number is greater begins in the middle of a book."""


def running_titles_of(reading: Reading, *, ends_with_page: bool) -> set[int]:
    """The indexes of the lines that are running titles. Form feeds between lines are page ends;
    `ends_with_page` says that one stands behind the last line."""
    text, lines = reading.text, reading.lines
    keys = [key_of(text, line) for line in lines]
    counts = Counter(keys)
    named = _named(reading) | printed_by_browser(lines) | long_titles(lines, keys)
    found = self_numbered(text, lines) & {i for i, line in enumerate(lines) if may_run(line, keys[i])}
    doubled = {i for i in range(len(lines)) if i + 1 not in found and _is_doubled(lines, keys, i)}
    # A chapter opens once, and in no sentence; the foot of a page and the head of the next are two of a kind each time.
    once = {keys[i]: i for i in sorted(doubled, reverse=True)}
    begun = next((index for index, line in enumerate(lines) if tells(line)), len(lines))
    opens_chapter = {i + 1 for i in once.values() if not stands_in_a_sentence(lines, found, i)} - doubled
    # Above the first sentence stand the lines of a cover, which end in none.
    opens_chapter |= {i + 1 for i in once.values() if i < begun and not lines[i + 1].page_before} - doubled
    title = _title_set_again(lines)
    opens_chapter |= {0} if title else set()
    found |= doubled | title
    found |= continued_headings(reading) | headings_with_page(reading, keys, counts)
    found |= named
    # What ends before the very first line is no page: the title stands below its picture.
    first = set() if _heads_first_page(reading, keys) else {0}
    for _ in range(_LAYERS):
        edges = _edges(reading, keys, found, ends_with_page)
        more = _at_page_ends(reading, keys, counts, edges) - first
        more |= repeated_headings(lines, keys, counts, edges, found)
        if more <= found | opens_chapter:
            break
        found |= more - opens_chapter
    named |= signs_at_edges(lines, _edges(reading, keys, found, ends_with_page))
    found |= _without_content(lines, keys, counts, found) - opens_chapter
    found |= below_title(reading, keys, counts, found)
    found |= title_on_a_page(lines, keys, found)
    found |= title_in_a_sentence(reading, found)
    found -= noted_at_foot(reading, found) | part_marks(lines, found)
    # What changes by chapter, or states something on each page, is no title wherever it stands.
    named |= (
        of_two_parts(lines)
        | on_nearly_all(lines, found)
        | {index for index in everywhere(lines, keys, found) if tells(lines[index])}
    )
    found |= among_page_heads(lines, keys, found)
    # Where the title is set again in two lines, these have gone, and the header stands in their stead.
    if not title and _heads_first_page(reading, keys) and any(keys[i] == keys[0] for i in found):
        named.add(0)
    own = true_places(reading, keys, found) | _of_tables(reading, keys, found) | title_of_cover(reading, found)
    own |= said_again(lines, keys)
    return (found - own) | named


def _of_tables(reading: Reading, keys: Sequence[str], found: set[int]) -> set[int]:
    """The lines that return above tables and nowhere else, and at one place at least in the midst of a page: their unit. A
    header stands above what each page begins with."""
    lines = reading.lines
    places: dict[str, list[int]] = {}
    for index in range(len(lines) - 1):
        places.setdefault(keys[index], []).append(index)
    tables = {
        key
        for key in {keys[index] for index in found}
        if all(lines[i + 1].row and not lines[i + 1].blanks_before for i in places.get(key, (len(lines) - 2,)))
        and any(i and not lines[i].page_before and i - 1 not in found for i in places.get(key, ()))
    }
    return {index for index in found if keys[index] in tables}


def _named(reading: Reading) -> set[int]:
    """The lines that hold nothing but a running title that an editor has seen, page numbers and strokes beside it apart.
    The very first line is where the report's own title stands."""
    known = {_apart(title) for title in reading.running}
    return {i for i, line in enumerate(reading.lines) if i and _apart(line.text) in known} if known else set()


def _apart(text: str) -> str:
    bare = spaceless(text)
    return bare.strip(FIGURES_AND_MARKS) or bare


def heads_an_excerpt(reading: Reading) -> bool:
    """Whether the first line is the header of a page in the middle of a book: the first page
    number says so, and the line heads every later page it stands on."""
    text, lines = reading.text, reading.lines
    key = title_key(whole(text, lines[0]))
    places = [
        i for i, line in enumerate(lines) if i and line.width <= SHORT_LINE and title_key(whole(text, line)) == key
    ]
    if lines[0].numbering in STYLES or width(key) < 4 or len(places) < 2 or stands_over_issue(reading):
        return False
    numbers = page_numbers_of(reading)
    at_head = all(lines[i].page_before or i - 1 in numbers or i + 1 in numbers for i in places)
    first = min((index for index, value in numbers.items() if value), default=None)
    # A tool that marks the first one alone as a heading saw a title, behind a cover and a list of contents.
    titled = lines[0].hashes > 0 and not any(lines[i].hashes for i in places)
    return at_head and first is not None and numbers[first] > (_FRONT_PAGES if titled else _OPENING_PAGES)


def _edges(reading: Reading, keys: Sequence[str], found: set[int], ends_with_page: bool) -> set[int]:
    """The lines next to a page end, or to furniture that stands at one."""
    lines = reading.lines
    last = len(lines) - 1
    edges = {0} if _heads_first_page(reading, keys) else set()
    for index, line in enumerate(lines):
        after = ends_with_page if index == last else lines[index + 1].page_before or index + 1 in found
        # Before the first line ends no page: a picture, or a header of an excerpt, stood there.
        if index in found or (index and line.page_before) or after or index - 1 in found:
            edges.add(index)
    return edges


def _heads_first_page(reading: Reading, keys: Sequence[str]) -> bool:
    """Whether the very first line heads the first page as it does all others, and is not where the title stands: it is too
    short for one, or one stands below."""
    lines = reading.lines
    if not lines:
        return False
    below = any(ends_title(reading, at) for at in range(1, min(len(lines), _TITLE)) if lines[at].text != lines[0].text)
    own = [line for line in lines[1:] if line.text == lines[0].text]
    heads = len(own) > 1 and all(line.page_before for line in own) and not lines[0].marked
    return heads and (below or keys[0] not in report_titles(lines, keys))


_TITLE = 4


def _is_doubled(lines: Sequence[Shape], keys: Sequence[str], index: int) -> bool:
    """A page that opens a chapter has its title twice, as header and as heading."""
    # Rows of figures, one at the end of a page, one at the head of the next, are alike without words.
    worded = may_run(lines[index], keys[index])
    twice = index + 1 < len(lines) and worded and keys[index + 1] == keys[index]
    first = index == 0 and lines[0].width <= SHORT_LINE and not lines[0].ended
    at_edge = twice and (first or lines[index].page_before or lines[index + 1].page_before)
    return at_edge and not lines[index].bullet and not lines[index].row


def _title_set_again(lines: Sequence[Shape]) -> set[int]:
    """The two lines that say what the very first line says: the title, for which larger characters had no room in one.
    The header above it has it whole, and stays in its stead."""
    again = len(lines) > 2 and "".join(spaceless(line.text) for line in lines[1:3]) == spaceless(lines[0].text)
    return {1, 2} if again else set()


def _at_page_ends(reading: Reading, keys: Sequence[str], counts: Counter[str], edges: set[int]) -> set[int]:
    """Unnumbered lines that return, most of them where a page ends, a sentence is cut or a chapter
    begins. Before the first sentence of a text its own title may stand above a chapter."""
    lines = reading.lines
    titles = chapter_titles(lines)
    report = report_titles(lines, keys)
    spread = is_spread(lines)
    signs = {}
    begun_at = next((index for index, line in enumerate(lines) if tells(line)), len(lines))
    for index, line in enumerate(lines):
        begun = index >= begun_at
        returns = counts[keys[index]] > 1 or keys[index] in titles
        if line.numbering in STYLES or not returns or not may_run(line, keys[index]):
            continue
        cut = index > 0 and lines[index - 1].prose and cuts_a_sentence(lines, index)
        names_report = keys[index] in report or names_publication(line.text, reading.lexicon)
        cut = cut or (
            begun and names_report and (counts[keys[index]] > 2 or stands_in_a_cut(lines, keys, counts, index))
        )
        if _carries_on(lines, keys, counts, index, spread=spread):
            continue
        if index in edges or cut or (begun and _heads_nothing(lines, index)):
            signs[index] = cut
    titles |= report
    cuts = Counter(keys[index] for index, cut in signs.items() if cut)
    for index, line in enumerate(lines):
        # No label stands in the middle of sentences, twice.
        key = keys[index]
        cuts_often = (
            begun_at < index
            and cuts[key] >= 2
            and counts[key] >= _OFTEN
            and not _carries_on(lines, keys, counts, index, spread=spread)
        )
        if cuts_often and line.numbering not in STYLES and may_run(line, key):
            signs.setdefault(index, False)
    near = Counter(keys[index] for index in signs)
    empty = Counter(keys[index] for index in signs if _heads_nothing(lines, index))
    telling = {key for key in near if cuts[key] > 0 or empty[key] > 1}
    return {
        i
        for i, cut in signs.items()
        if _runs_over_pages(lines[i], keys[i], counts, near, cut, keys[i] in titles, keys[i] in telling)
    }


def _carries_on(lines: Sequence[Shape], keys: Sequence[str], counts: Counter[str], index: int, *, spread: bool) -> bool:
    """Whether a line is a full one of the paragraph around it: the same words may stand twice in a report. In a `spread` text
    blank lines part nothing. Below what heads pages it is the second line of their header."""
    if not 0 < index < len(lines) - 1 or (lines[index - 1].page_before and counts[keys[index - 1]] >= _OFTEN):
        return False
    before, line, after = lines[index - 1 : index + 2]
    parted = line.blanks_before and after.blanks_before and not spread
    close = not (parted or line.page_before or after.page_before)
    full = line.width >= before.width * _FULL and not (before.ended or before.marked)
    return close and full and any(mark in line.text for mark in "，；。")


_FULL = 0.9


def _heads_nothing(lines: Sequence[Shape], index: int) -> bool:
    """Whether a chapter, 节 or X.Y follows at once, which no unnumbered label encloses."""
    after = lines[index + 1 : index + 2]
    return any(line.numbering in WIDE and is_heading(line) for line in after)


def _runs_over_pages(
    line: Shape, key: str, counts: Counter[str], near: Counter[str], cut: bool, is_title: bool, telling: bool
) -> bool:
    """Whether a line with a sign is a running title: all its places have signs, or nearly all, or
    most of them where one is telling, such as a sentence cut."""
    always = near[key] == counts[key]
    if line.ended:
        # The last line of a note stands at the foot of each page, too.
        return False
    if always and counts[key] >= 3:
        return True
    if width(key) < 4 or line.bullet or "：" in key or ":" in key:
        return False
    if is_title and (cut or (always and counts[key] > 1)):
        return True
    if counts[key] <= 2:
        return cut if counts[key] == 1 else always
    return near[key] * 2 > counts[key] > 2 if telling or is_title else near[key] * 5 >= counts[key] * 4


def _without_content(lines: Sequence[Shape], keys: Sequence[str], counts: Counter[str], found: set[int]) -> set[int]:
    """Further places of a running title where it heads nothing: a heading follows at once, or the
    text ends. At the very top it may be the report's own title."""
    running = Counter(keys[index] for index in found if lines[index].numbering not in STYLES)
    more = set()
    for index in range(max(1, len(opening_lines(lines))), len(lines)):
        key = keys[index]
        if (
            index in found
            or lines[index].numbering in STYLES
            or width(key) < 4
            or running[key] < 2
            or running[key] * 2 <= counts[key]
        ):
            continue
        heads_nothing = index + 1 == len(lines) or lines[index + 1].hashes or lines[index + 1].numbering
        if heads_nothing and may_run(lines[index], key) and not lines[index].ended:
            more.add(index)
    return more
