"""The lines of a cover above a text's first sentence: which is the title, and what only stands
with it."""

from __future__ import annotations

import re

from annals.structure.evidence import MARKED_WIDTH, Evidence
from annals.text.characters import HAN
from annals.text.dates import is_date
from annals.text.lexicon import Lexicon
from annals.text.lexicon.words import any_of
from annals.text.lines import names_publication

_COVER = 12
"""A cover has so many lines at most."""
_TITLE = 6
"""No title that stands alone is shorter."""
_states = re.compile(r"[，；：,;:]|\d{4}-\d")
_latin = re.compile(f"^(?=.*[A-Za-z])[^{HAN}]+$")
_aside = re.compile(r"[—–-]{1,2}.*|[（(].*[）)]|.*〔\d{4}〕\d+号")


def cover_of(lines: tuple[Evidence, ...], lexicon: Lexicon) -> tuple[int | None, frozenset[int]]:
    """The index of the line that is the title of the whole text, or None, and those of the lines below
    it that are no headings: subtitle, issuer, number, date, the title in another language."""
    circular = re.compile(rf".*关于.{{2,40}}的{any_of(lexicon.circulars)}")
    signed = re.compile(rf".*{any_of(lexicon.offices)}[ \u3000].{{2,5}}|{any_of(lexicon.salutations)}.*[：:]")
    title = None
    matter = set()
    for index, line in enumerate(lines[:_COVER]):
        if line.shape.prose or line.shape.numbering or line.shape.bullet or line.shape.row:
            break
        if title is None:
            names = names_publication(line.text, lexicon) or circular.fullmatch(line.text)
            title = index if names and not line.glyph and line.shape.width <= MARKED_WIDTH else None
        elif line.text.endswith(lexicon.issuers) or any(
            said(line.text) for said in (is_date, signed.fullmatch, _aside.fullmatch, _latin.search)
        ):
            matter.add(index)
    if title is None and _is_lone_title(lines):
        title = 0
    return title, frozenset(matter)


def _is_lone_title(lines: tuple[Evidence, ...]) -> bool:
    """Whether the text begins with one plain line right above its first numbered heading, as an article does whose
    title names no kind of publication (`本市数字经济发展规划`)."""
    if len(lines) < 2 or not lines[1].shape.numbering or lines[1].shape.prose or lines[1].shape.ended:
        return False
    first = lines[0]
    plain = not first.shape.marked and not first.glyph and not first.shape.prose and not first.shape.ended
    named = plain and not (first.date or first.aside or first.caption or first.tells_of_table or first.reference)
    return bool(named and _TITLE <= first.shape.width <= MARKED_WIDTH and not _states.search(first.text))
