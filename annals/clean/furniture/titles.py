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
    Keyed,
    chapter_titles,
    is_heading,
    opening_lines,
    spaceless,
    tells,
    title_key,
    whole,
)
from annals.clean.furniture.numbered_titles import self_numbered
from annals.clean.furniture.numbers import page_numbers_of
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
    known, lines = Keyed.of(reading), reading.lines
    named = _named(reading) | printed_by_browser(lines) | long_titles(known)
    found = {i for i in self_numbered(reading.text, lines) if known.may_run(i)}
    doubled = {i for i in range(len(lines)) if i + 1 not in found and _is_doubled(known, i)}
    title = _title_set_again(lines)
    opens_chapter = _below_doubled(known, doubled, found) | ({0} if title else set())
    found |= doubled | title | continued_headings(reading) | headings_with_page(known) | named
    # What ends before the very first line is no page: the title stands below its picture.
    first = set() if _heads_first_page(known) else {0}
    for _ in range(_LAYERS):
        edges = _edges(known, found, ends_with_page)
        more = (_at_page_ends(known, edges) - first) | repeated_headings(known, edges, found)
        if more <= found | opens_chapter:
            break
        found |= more - opens_chapter
    named |= signs_at_edges(lines, _edges(known, found, ends_with_page))
    found |= _without_content(known, found) - opens_chapter
    found |= below_title(known, found)
    found |= title_on_a_page(known, found)
    found |= title_in_a_sentence(reading, found)
    found -= noted_at_foot(reading, found) | part_marks(lines, found)
    # What changes by chapter, or states something on each page, is no title wherever it stands.
    stated = {index for index in everywhere(known, found) if tells(lines[index])}
    named |= of_two_parts(lines) | on_nearly_all(lines, found) | stated
    found |= among_page_heads(known, found)
    # Where the title is set again in two lines, these have gone, and the header stands in their stead.
    if not title and _heads_first_page(known) and any(known.keys[i] == known.keys[0] for i in found):
        named.add(0)
    own = true_places(known, found) | _of_tables(known, found) | title_of_cover(reading, found) | said_again(known)
    return (found - own) | named


def _below_doubled(known: Keyed, doubled: set[int], found: set[int]) -> set[int]:
    """The lines right below the header of the page on which a chapter opens, which are its heading: a chapter opens once, and in no
    sentence; the foot of a page and the head of the next are two of a kind each time."""
    lines, begun = known.lines, _begins(known)
    once = {known.keys[i]: i for i in sorted(doubled, reverse=True)}
    # Above the first sentence stand the lines of a cover, which end in none.
    return {
        i + 1
        for i in once.values()
        if not stands_in_a_sentence(lines, found, i) or (i < begun and not lines[i + 1].page_before)
    } - doubled


def _begins(known: Keyed) -> int:
    """The first line that is text of the report."""
    return next((index for index, line in enumerate(known.lines) if tells(line)), len(known.lines))


def _of_tables(known: Keyed, found: set[int]) -> set[int]:
    """The lines that return above tables and nowhere else, and at one place at least in the midst of a page: their unit. A
    header stands above what each page begins with."""
    lines, keys = known.lines, known.keys
    places = known.places(range(len(lines) - 1))
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


def _edges(known: Keyed, found: set[int], ends_with_page: bool) -> set[int]:
    """The lines next to a page end, or to furniture that stands at one."""
    lines = known.lines
    last = len(lines) - 1
    edges = {0} if _heads_first_page(known) else set()
    for index, line in enumerate(lines):
        after = ends_with_page if index == last else lines[index + 1].page_before or index + 1 in found
        # Before the first line ends no page: a picture, or a header of an excerpt, stood there.
        if index in found or (index and line.page_before) or after or index - 1 in found:
            edges.add(index)
    return edges


def _heads_first_page(known: Keyed) -> bool:
    """Whether the very first line heads the first page as it does all others, and is not where the title stands: it is too
    short for one, or one stands below."""
    lines, reading = known.lines, known.reading
    if not lines:
        return False
    below = any(ends_title(reading, at) for at in range(1, min(len(lines), _TITLE)) if lines[at].text != lines[0].text)
    own = [line for line in lines[1:] if line.text == lines[0].text]
    heads = len(own) > 1 and all(line.page_before for line in own) and not lines[0].marked
    return heads and (below or known.keys[0] not in known.report_titles())


_TITLE = 4


def _is_doubled(known: Keyed, index: int) -> bool:
    """A page that opens a chapter has its title twice, as header and as heading."""
    # Rows of figures, one at the end of a page, one at the head of the next, are alike without words.
    lines, keys = known.lines, known.keys
    twice = index + 1 < len(lines) and known.may_run(index) and keys[index + 1] == keys[index]
    first = index == 0 and lines[0].width <= SHORT_LINE and not lines[0].ended
    at_edge = twice and (first or lines[index].page_before or lines[index + 1].page_before)
    return at_edge and not lines[index].bullet and not lines[index].row


def _title_set_again(lines: Sequence[Shape]) -> set[int]:
    """The two lines that say what the very first line says: the title, for which larger characters had no room in one.
    The header above it has it whole, and stays in its stead."""
    again = len(lines) > 2 and "".join(spaceless(line.text) for line in lines[1:3]) == spaceless(lines[0].text)
    return {1, 2} if again else set()


def _at_page_ends(known: Keyed, edges: set[int]) -> set[int]:
    """Unnumbered lines that return, most of them where a page ends, a sentence is cut or a chapter
    begins. Before the first sentence of a text its own title may stand above a chapter."""
    lines, keys, report = known.lines, known.keys, known.report_titles()
    titles = chapter_titles(lines)
    signs = _signs(known, edges, titles, report)
    titles |= report
    near = Counter(keys[index] for index in signs)
    cuts = Counter(keys[index] for index, cut in signs.items() if cut)
    empty = Counter(keys[index] for index in signs if _heads_nothing(lines, index))
    telling = {key for key in near if cuts[key] > 0 or empty[key] > 1}
    return {
        i
        for i, cut in signs.items()
        if _runs_over_pages(known, i, near[keys[i]], cut=cut, is_title=keys[i] in titles, telling=keys[i] in telling)
    }


def _signs(known: Keyed, edges: set[int], titles: set[str], report: set[str]) -> dict[int, bool]:
    """The lines without a number that stand as running titles do, and whether they cut a sentence there; also those whose like cut
    sentences elsewhere, twice, as no label does. `titles` are those of chapters, `report` what may be the text's own."""
    lines, keys, begun_at = known.lines, known.keys, _begins(known)
    spread = is_spread(lines)
    returning = [
        index
        for index, line in enumerate(lines)
        if line.numbering not in STYLES
        and (known.times(index) > 1 or keys[index] in titles)
        and known.may_run(index)
        and not _carries_on(known, index, spread=spread)
    ]
    signs = {}
    for index in returning:
        begun = index >= begun_at
        cut = (index > 0 and lines[index - 1].prose and cuts_a_sentence(lines, index)) or (
            begun and _names_report_in_a_cut(known, index, report)
        )
        if index in edges or cut or (begun and _heads_nothing(lines, index)):
            signs[index] = cut
    cuts = Counter(keys[index] for index, cut in signs.items() if cut)
    for index in returning:
        if begun_at < index and cuts[keys[index]] >= 2 and known.times(index) >= _OFTEN:
            signs.setdefault(index, False)
    return signs


def _names_report_in_a_cut(known: Keyed, index: int, report: set[str]) -> bool:
    """Whether a line that says the title of a publication stands where a sentence goes on around it, or is one of three."""
    names = known.keys[index] in report or names_publication(known.lines[index].text, known.reading.lexicon)
    return names and (known.times(index) > 2 or stands_in_a_cut(known, index))


def _carries_on(known: Keyed, index: int, *, spread: bool) -> bool:
    """Whether a line is a full one of the paragraph around it: the same words may stand twice in a report. In a `spread` text
    blank lines part nothing. Below what heads pages it is the second line of their header."""
    lines = known.lines
    if not 0 < index < len(lines) - 1 or (lines[index - 1].page_before and known.times(index - 1) >= _OFTEN):
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


def _runs_over_pages(known: Keyed, index: int, near: int, *, cut: bool, is_title: bool, telling: bool) -> bool:
    """Whether a line with a sign is a running title: all its places have signs (`near` of them do), or nearly all, or
    most of them where one is telling, such as a sentence cut."""
    line, key, count = known.lines[index], known.keys[index], known.times(index)
    always = near == count
    if line.ended:
        # The last line of a note stands at the foot of each page, too.
        return False
    if always and count >= 3:
        return True
    if width(key) < 4 or line.bullet or "：" in key or ":" in key:
        return False
    if is_title and (cut or (always and count > 1)):
        return True
    if count <= 2:
        return cut if count == 1 else always
    return near * 2 > count if telling or is_title else near * 5 >= count * 4


def _without_content(known: Keyed, found: set[int]) -> set[int]:
    """Further places of a running title where it heads nothing: a heading follows at once, or the
    text ends. At the very top it may be the report's own title."""
    lines, keys = known.lines, known.keys
    running = Counter(keys[index] for index in found if lines[index].numbering not in STYLES)
    more = set()
    for index in range(max(1, len(opening_lines(lines))), len(lines)):
        key = keys[index]
        if (
            index in found
            or lines[index].numbering in STYLES
            or width(key) < 4
            or running[key] < 2
            or running[key] * 2 <= known.times(index)
        ):
            continue
        heads_nothing = index + 1 == len(lines) or lines[index + 1].hashes or lines[index + 1].numbering
        if heads_nothing and known.may_run(index) and not lines[index].ended:
            more.add(index)
    return more
