"""The lines that the printed list of contents names: headings of the text, though nothing else in them tells so.

The list itself is gone by now; the ledger keeps what stood in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from annals.model import Cleaned

CONTENTS = "F104"
"""The rule that takes lists of contents out."""
_leaders = re.compile(
    r"[\s.．…·•‧∙・。⋯_—─|*#]{2,200}[(（\[<〈—–-]{0,2}(?:\d{1,4}|[IVXLivxl]{1,6})[)）\]>〉—–-]{0,2}[\s|*]*$"
)
_page_alone = re.compile(r"[(（\[<〈—–-]{0,2}(?:\d{1,4}|[IVXLivxl]{1,6})[)）\]>〉—–-]{0,2}")
_nothing = re.compile(r"[\s.．…·•‧∙・。⋯_—─|*#]*")
_mark = re.compile(r"[\s.．…·•‧∙・。⋯，、：:—–_|/*#“”\"()（）\[\]［］【】〔〕-]+")
_run_on = re.compile(r"([^\s\d(（][^(（\n]{0,60}?)[\s.．…·]{0,60}[(（]?(\d{1,4})[)）]?(?=\s|$)")
_IN_LINE = 3
"""So many titles with their pages in one line are a list that a tool wrote on."""
_FEWEST, _WIDEST = 2, 50
"""Characters of a title."""


def title_key(text: str) -> str:
    """What stays of a title wherever it is printed: no blanks, no marks.

    >>> title_key("第一章　总 则"), title_key("学生工作办法(试行)")
    ('第一章总则', '学生工作办法试行')
    """
    return _mark.sub("", text)


def listed_titles(cleaned: Cleaned) -> frozenset[str]:
    """The keys of the titles that the text's list of contents names with their pages; one may be set over two lines."""
    gone = [entry.old.strip() for entry in cleaned.ledger if entry.code == CONTENTS]
    return frozenset(key for title in _titles(gone) if _FEWEST <= len(key := title_key(title)) <= _WIDEST)


def _titles(gone: Sequence[str]) -> list[str]:
    titles = [title for line in gone if (title := _title_of(line)) is not None]
    titles += [title for line in gone for title in _titles_in(line)]
    # What bears no page goes on in the line below.
    titles += [
        one + (rest or "")
        for one, other in pairwise(gone)
        if _title_of(one) is None and (rest := _title_of(other)) is not None
    ]
    return titles + _titles_above_pages(gone)


def _titles_above_pages(gone: Sequence[str]) -> list[str]:
    """The titles whose pages stand on lines of their own below them, leaders between or not; one may take two lines."""
    filled = ["", *(line for line in gone if not _nothing.fullmatch(line))]
    titles: list[str] = []
    for above, title, page in zip(filled, filled[1:], filled[2:], strict=False):
        if _page_alone.fullmatch(page) and not (_page_alone.fullmatch(title) or _title_of(title)):
            titles += [title, *([] if _page_alone.fullmatch(above) or _title_of(above) else [above + title])]
    return titles


def _titles_in(entry: str) -> list[str]:
    """The titles of a list that runs on in one line, whose pages never go back: `综述 (1)  公共卫生 (9)  附录 (88)`."""
    found = [(match[1], int(match[2])) for match in _run_on.finditer(entry)]
    rising = all(page <= after for (_, page), (_, after) in pairwise(found))
    return [title for title, _ in found] if len(found) >= _IN_LINE and rising else []


def _title_of(entry: str) -> str | None:
    """What an entry names before its leaders and its page, None where it has no page."""
    match = _leaders.search(entry)
    return entry[: match.start()] if match else None
