"""Printed lists of contents, which the site replaces with its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from annals.clean.contents_entries import CLOSES, OPENS, PAGE, PAGE_ALONE, Entry, entry_of
from annals.clean.contract import rule
from annals.clean.entries_in_line import holds_headings_below, lists_in_lines
from annals.clean.later_lines import LEADERS, Later, key_of
from annals.clean.page_columns import led_apart, page_column
from annals.clean.rising_pages import end_of_rising, pages_rise
from annals.model import Edit
from annals.text.characters import HAN
from annals.text.lines import LONG_LABEL, SHORT_LINE, Shape
from annals.text.numerals import COUNTING
from annals.text.reading import Reading

_run_on = re.compile(
    rf"(?:\s?[{LEADERS}]){{3,60}}[\s{OPENS}]{{0,3}}(?:{PAGE})[{CLOSES}]{{0,2}}|[…⋯]{{1,60}}\s?\d{{1,4}}(?!\d)"
)
_spaced_entry = re.compile(r"\S.*?\S[ ]{3,}+\d{1,4}\s*+$")
_latin_title = r"(?:[Tt]able of [Cc]|TABLE OF C|[Cc])(?:ontents?|ONTENTS?)"
_beside = r"\s{0,4}[/|｜·]?\s{0,4}"
_title = re.compile(
    rf"[#*\s【\[]*(?:[{HAN}]{{0,4}}目\s*[录錄次](?:{_beside}{_latin_title})?|{_latin_title}(?:{_beside}目\s*[录錄次])?)[*\s】\]：:]*"
)
_title_before = re.compile(r"[#*\s【\[]*目\s*[录錄][*\s】\]：:]*(?=第|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、\s])")
_part_alone = re.compile(rf"第\s?[{COUNTING}\d]{{1,4}}\s?[编編篇章节節部]分?")
_led = re.compile(r"[#*\s【\[]{0,8}目\s{0,8}[录錄次][*】\]]{0,3}[\s：:]\s{0,8}(?=\S)")

_GAP = 5
"""A wrapped entry or a page's end may stand between two entries: so many lines further at most."""
_WRAPPED_ENTRY = 20
"""The first line of an entry that went on to a second one is wider."""
_LIST = 3
"""So many entries that come again make a list without its title; below 目录 two do."""
_MISSES = 2
"""So many lines of a list in a row may have been lost or written otherwise in the text."""
_LOST = 6
"""So many, where the line that follows them is numbered as entries are."""


@rule("F104", "目录", digits=True, drops=True)
def contents_list(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of the lines of a printed contents list, which the site replaces.

    Evidence: leaders to a page number, or links within the file, on two lines at least; or lines that come again
    below in the same order, at the beginning of the text or under 目录; or, there, pages that rise from line to line. An ellipsis
    in prose stays, and so does a list that does not come again.
    """
    text, lines = reading.text, reading.lines
    entries = [entry_of(text[line.start : line.end], line) for line in lines]
    gone: set[int] = set()
    later = Later.of(text, lines)
    in_lines = lists_in_lines(lines, lambda title, at: later.place((key_of(title),), at, at) is not None)
    for first, last in (
        *_sure_lists(text, lines, entries, later),
        *returning_lists(text, lines, entries, later),
        *_rising_lists(text, lines),
        *in_lines,
    ):
        gone |= {*range(first, last + 1), *page_column(lines, first, last)}
    gone |= {index for index, line in enumerate(lines) if _is_run_on(text[line.start : line.end], lines, index)}
    gone |= {index for index in _titled(text, lines) if holds_headings_below(text, lines, index)}
    gone |= {above for i in gone for above in range(i - _titles_above(text, lines, i), i)}
    for index in sorted(gone):
        yield Edit(start=lines[index].start, end=lines[index].end, new="")


def _is_title(text: str, line: Shape) -> bool:
    return line.width <= SHORT_LINE and _title.fullmatch(text[line.start : line.end]) is not None


def _titles_above(text: str, lines: Sequence[Shape], index: int) -> int:
    """How many lines right above one are the title of a list: some where its characters are set on lines of their own, with what
    stood beside them between (`目`, `前`, `录`)."""
    if index and _is_title(text, lines[index - 1]):
        return 1
    first = index
    while first and index - first < _UPRIGHT and len(lines[first - 1].text) == 1:
        first -= 1
        if lines[first].text == "目" and any(key_of(line.text) in ("录", "次") for line in lines[first:index]):
            return index - first
    return 0


_UPRIGHT = 4
"""So many lines may the characters of a title take that stands upright."""


def _sure_lists(text: str, lines: Sequence[Shape], entries: Sequence[Entry], later: Later) -> Iterator[tuple[int, int]]:
    """The first and last lines of lists of two entries at least that their form tells. Below a line that announces them stand values
    (`历年编制如下：`, `1959年……12`) where none of them comes again."""
    apart = led_apart(lines)
    for run in _runs(lines, sorted({i for i, entry in enumerate(entries) if entry.sure} | apart)):
        first, last = run[0] - (run[0] in apart), run[-1] + (run[-1] in apart)
        while last + 1 < len(lines) and _spaced_entry.match(text[lines[last + 1].start : lines[last + 1].end]):
            last += 1
        while first and (titles := _titles_above(text, lines, first) or _is_wrapped_entry(lines[first - 1])):
            first -= titles
        announced = first > 0 and lines[first - 1].text.endswith(("：", ":")) and not _is_title(text, lines[first - 1])
        if announced and not any(later.place(entries[at].keys, at, at) is not None for at in run):
            continue
        if len(run) >= 2:
            yield first, last


def _rising_lists(text: str, lines: Sequence[Shape]) -> Iterator[tuple[int, int]]:
    """The first and last lines of the lists under a title whose pages rise."""
    for start in range(1, len(lines)):
        titles = _titles_above(text, lines, start)
        last = end_of_rising(lines, start) if titles else None
        if last is not None:
            yield start - titles, last


def _runs(lines: Sequence[Shape], entries: list[int]) -> list[list[int]]:
    """Entries of one contents list: a wrapped entry or a page's end may stand between two, no sentence."""
    runs: list[list[int]] = []
    for index in entries:
        near = runs and index - runs[-1][-1] <= _GAP
        if near and not any(line.prose for line in lines[runs[-1][-1] + 1 : index]):
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _is_wrapped_entry(line: Shape) -> bool:
    return bool(line.numbering) and not line.ended and not line.prose and line.width > _WRAPPED_ENTRY


def returning_lists(
    text: str, lines: Sequence[Shape], entries: Sequence[Entry], later: Later
) -> Iterator[tuple[int, int]]:
    """The lists whose entries come again below in the same order: under 目录, or above the first sentence."""
    begun = next((i for i, line in enumerate(lines) if line.prose), len(lines))
    starts = [i for i in range(1, len(lines)) if _titles_above(text, lines, i)]
    # The words of a cover come again too: what has its page beside it is an entry.
    firsts = {
        later.first_again([entry.keys for entry in entries[:begun]]),
        later.first_again(
            [entry.keys if _has_page(lines, entries, i) else () for i, entry in enumerate(entries[:begun])]
        ),
    }
    # What stands above 目录 is the cover, though the text names it again.
    if not any(start <= begun for start in starts):
        starts += sorted(first for first in firsts if first is not None)
    for start in starts:
        titles = _titles_above(text, lines, start)
        found = _returning(text, lines, entries, later, start, titled=titles > 0)
        if len(found) < (2 if titles else _LIST):
            continue
        last = found[-1][0]
        if titles or pages_rise(lines[start : last + 1]) or _are_headings(lines, entries, later, found):
            yield start - titles, _with_page(lines, start, last)


def _has_page(lines: Sequence[Shape], entries: Sequence[Entry], index: int) -> bool:
    """Whether an entry bears its page, in its line or on the next one."""
    below = index + 1 < len(lines) and PAGE_ALONE.fullmatch(lines[index + 1].text)
    return entries[index].paged or bool(below and not PAGE_ALONE.fullmatch(lines[index].text))


def _with_page(lines: Sequence[Shape], start: int, last: int) -> int:
    """The last line of a list, its page with it where pages stand on lines of their own, below each title."""
    alone = sum(1 for line in lines[start : last + 1] if PAGE_ALONE.fullmatch(line.text))
    paged = alone and last + 1 < len(lines) and PAGE_ALONE.fullmatch(lines[last + 1].text)
    return last + 1 if paged else last


def _are_headings(
    lines: Sequence[Shape], entries: Sequence[Entry], later: Later, found: Sequence[tuple[int, int]]
) -> bool:
    """Whether most lines of a list without a title come again as headings: seldom, and with text or another heading below. The
    words of a cover come again at the head of each page, or together on the last one."""
    heads = [place for at, place in found if later.count(entries[at].keys, at) <= _SELDOM and _has_below(lines, place)]
    return len(heads) * 2 > len(found)


_SELDOM = 2
"""A heading stands in a text itself, and once more where another list names it."""


def _has_below(lines: Sequence[Shape], index: int) -> bool:
    return any(line.prose or line.marked or line.width > LONG_LABEL for line in lines[index + 1 : index + 2])


def _returning(
    text: str, lines: Sequence[Shape], entries: Sequence[Entry], later: Later, start: int, *, titled: bool
) -> list[tuple[int, int]]:
    """The last lines of the entries from `start` on that come again behind the list, each behind the one before it, and where
    they do."""
    found: list[tuple[int, int]] = []
    border = len(lines)
    after, misses = start, 0
    for index in range(start, len(lines)):
        lost = misses > (_LOST if lines[index].numbering else _MISSES)
        if index >= border or lost or lines[index].prose:
            break
        place, last = _place(text, lines, entries, later, index, after, titled=titled)
        if place is None:
            # The number of the list's own page, or its title again, is no entry.
            misses += not (lines[index].text.isdigit() or _title.fullmatch(lines[index].text))
            continue
        border = border if found else place
        found.append((last, place))
        after, misses = place, 0
    return found


def _place(
    text: str, lines: Sequence[Shape], entries: Sequence[Entry], later: Later, index: int, after: int, *, titled: bool
) -> tuple[int | None, int]:
    """Where an entry comes again, and its last line: it may be wrapped, as its heading may be; below 目录 the heading may
    have lost its number, as those of tables do."""
    entry, below = entries[index], lines[index + 1 : index + 2]
    place = later.place(entry.keys, index, after)
    part = lines[index].numbering or _part_alone.fullmatch(lines[index].text)
    if place is None and part and below and not (below[0].marked or below[0].prose):
        whole = key_of(text[lines[index].start : lines[index].end]) + key_of(text[below[0].start : below[0].end])
        place = later.place((whole,), index + 1, after)
        if place is not None:
            return place, index + 1
    if place is None and titled and entry.bare:
        place = later.place((entry.bare,), index, after, whole=True)
    return place, index


def _is_run_on(line: str, lines: Sequence[Shape], index: int) -> bool:
    """Whether a whole list runs on in one paragraph: three entries with leaders at least, nothing else behind."""
    found = list(_run_on.finditer(line)) if len(line) < _RUN_ON else []
    if len(found) < _LIST:
        return False
    rest = _run_on.sub("", line)
    titled = _title_before.match(line) or (index > 0 and _title.fullmatch(lines[index - 1].text))
    return len(line) - found[-1].end() <= 2 and "。" not in rest and (titled is not None or len(found) > _LIST)


_RUN_ON = 20_000


def _titled(text: str, lines: Sequence[Shape]) -> Iterator[int]:
    """The lines that begin with 目录, or stand below it."""
    for index, line in enumerate(lines[1:], 1):
        if _titles_above(text, lines, index) or _opens_list(text, line):
            yield index
    if lines and _opens_list(text, lines[0]):
        yield 0


def _opens_list(text: str, line: Shape) -> bool:
    return any(form.match(text, line.start, line.end) for form in (_title_before, _led))
