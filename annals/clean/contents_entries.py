"""A line as an entry of a printed list of contents: its page in whatever dress, what of it may come again below."""

from __future__ import annotations

import re
from dataclasses import dataclass

from annals.clean.later_lines import LEADERS, LONGEST, key_of
from annals.text.characters import HAN
from annals.text.lines import Shape

PAGE = r"\d{1,4}|[IVXLivxl]{1,6}|[Ⅰ-ⅻ]"
OPENS, CLOSES = r"(（\[［【〔﹝〖「『{｛<〈《«—–-", r")）\]］】〕﹞〗」』}｝>〉》»—–-"
"""The number of a page, and what stands around it, as characters of a class."""
# Read from the end of a line: the page number in whatever dress, then at least three dots or a long dash; more of them where
# the number was lost.
_leaders_backwards = re.compile(
    rf"[\s{CLOSES}]*+[页頁]?(?:{PAGE})[第.]?[Pp]?[\s{OPENS}]*+(?:[{LEADERS}](?:\s?+[{LEADERS}]){{2}}|[…⋯_—─]{{2}})"
    rf"|\s*+(?:[{LEADERS}](?:\s?+[{LEADERS}]){{5}}|[_—─]{{9}})"
)
# Any marks may part a page from its title: that the title comes again tells.
_numbered_entry = re.compile(
    rf"(.*?\D)(?:[\W_]{{0,6}}?(?:第\s?|(?:[Pp]age|[Pp]|No)\.?\s?)?)({PAGE})[页頁]?[\W_]{{0,3}}$"
)
_page_last = re.compile(rf"(?:{PAGE})[页頁]?[\W_]{{0,3}}$")
_page_first = re.compile(rf"(?:[\W_]?[Pp]?\d{{1,4}}\s?[^\w\s.．、，]{{1,2}}|[Pp]\.?\d{{1,4}}\s)\s*(?=[{HAN}（(])")
PAGE_ALONE = re.compile(rf"[\s{LEADERS}⋯_─/{OPENS}]*+(?:{PAGE})[\s{CLOSES}]*")
_AROUND_PAGE = 6
"""The last characters of a line, among which one of its page's number stands."""
_linked_entry = re.compile(r"\[([^\[\]]{1,80})\]\(#[^()\s]*\)")
_beside_links = re.compile(r"[\W\d_IVXLivxlⅠ-ⅿPp第页頁]*+")
"""What stands beside the link of an entry: its page. A sentence may lead to a table or a note: `见[表1](#t1)。`"""
_leaders_alone = re.compile(rf"[{LEADERS}](?:\s?[{LEADERS}]){{5,200}}\s*\d{{1,4}}")
_letter = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line as an entry of a list: what it may come again as, below 目录 also without its number, and whether its form
    alone tells."""

    keys: tuple[str, ...]
    bare: str = ""
    sure: bool = False
    paged: bool = False


def _link_of_entry(line: str, shape: Shape) -> re.Match[str] | None:
    """The link within the file that a line of a list is, or that its page is; a sentence may hold one as well."""
    link = _linked_entry.search(line)
    own = line[max(0, shape.number_end - shape.start) :]
    alone = link and _beside_links.fullmatch(_linked_entry.sub("", own))
    paged = link and _beside_links.fullmatch(link[1]) and not (shape.ended or shape.prose)
    return link if alone or paged else None


def entry_of(line: str, shape: Shape) -> Entry:
    """What a line is as an entry of a list of contents."""
    if shape.width > LONGEST:
        return Entry(keys=())
    link = _link_of_entry(line, shape)
    # Tools that see a table in the list close each row with a bar: `|第一节|概况**…… 4**|`.
    ending = line.rstrip("|* \t")
    told = re.search(r"\d|[IVXivxⅠ-ⅻ]", ending[-6:]) and _leaders_backwards.match(ending[::-1])
    # The leaders of an entry whose title fills its line stand alone on the next one.
    sure = bool(link or told) and (_letter.search(line) is not None or _leaders_alone.fullmatch(ending) is not None)
    if shape.prose and not sure:
        return Entry(keys=())
    plain = link.group(1) if link else line.strip().strip("|").strip()
    numbered = _numbered_entry.fullmatch(plain) if _page_last.search(plain[-_AROUND_PAGE:]) else None
    led = _page_first.match(plain)
    # Designers set the page before its title: `03 / 第一章 沿革`.
    forms = (plain, *([numbered.group(1)] if numbered else []), *([plain[led.end() :]] if led else []))
    keys = tuple(key for form in forms if len(key := key_of(form)) >= 2)
    bare = key_of(shape.text[shape.number_end - shape.body :]) if shape.numbering else ""
    return Entry(keys=keys, bare=bare if len(bare) >= _BARE else "", sure=sure, paged=numbered is not None)


_BARE = 4
"""A title that comes again without its number is no shorter."""
