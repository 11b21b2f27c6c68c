"""The lines of a cover above a text's first sentence: which is the title, and what only stands
with it."""

from __future__ import annotations

import re

from annals.structure.evidence import MARKED_WIDTH, Evidence
from annals.text.characters import HAN
from annals.text.lines import is_date, names_publication

_COVER = 12
"""A cover has so many lines at most."""
_latin = re.compile(f"^(?=.*[A-Za-z])[^{HAN}]+$")
_circular = re.compile(r".*关于.{2,40}的(?:通知|汇报|意见)")
_matter = re.compile(
    r"[—–-]{1,2}.*|[（(].*[）)]|.*〔\d{4}〕\d+号|.*(?:[厅局委]|委员会|办公室|政府|编写组|课题组|编委会|编辑部|出版社)"
    r"|.*(?:厅长|局长|主任|书记)[ \u3000].{2,5}|(?:各|尊敬的|同志们).*[：:]"
)


def cover_of(lines: tuple[Evidence, ...]) -> tuple[int | None, frozenset[int]]:
    """The index of the line that is the title of the whole text, or None, and those of the lines below
    it that are no headings: subtitle, issuer, number, date, the title in another language."""
    title = None
    matter = set()
    for index, line in enumerate(lines[:_COVER]):
        if line.shape.prose or line.shape.numbering or line.shape.bullet or line.shape.row:
            break
        if title is None:
            names = names_publication(line.shape) or _circular.fullmatch(line.text)
            title = index if names and not line.glyph and line.shape.width <= MARKED_WIDTH else None
        elif is_date(line.shape) or _matter.fullmatch(line.text) or _latin.search(line.text):
            matter.add(index)
    return title, frozenset(matter)
