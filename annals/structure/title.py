"""Which line is the title of a whole report."""

from __future__ import annotations

import re

from annals.markdown.read import text_of
from annals.model import Block, Document
from annals.text.captions import is_subtitle, names_publication
from annals.text.characters import is_prose
from annals.text.dates import is_date
from annals.text.lexicon import Lexicon
from annals.text.numerals import TO_TEN

_number = re.compile(rf"^(?:第[^\s]{{1,4}}[编章节]|\d{{1,2}}(?![\d年])(?:\.\d{{1,2}})*[、．.]?|[{TO_TEN}]{{1,3}}、)\s*")
_part = re.compile(rf"[{TO_TEN}]{{1,3}}、|\d{{1,2}}[、．.](?!\d)")
_first_part = re.compile(r"一、|1[、．.](?!\d)")
_COVER = 12
"""A cover has so many blocks at most."""
_WIDEST = 60
_unended = re.compile(r".*[，、；：:,—-]|目\s*[录錄次]|contents", re.IGNORECASE)


def title_of(document: Document, lexicon: Lexicon, called: str = "") -> str:
    """The line above the first sentence that names a publication, else the title of the first section at the highest
    level, its number taken off; empty where there is neither, and where that section is the first of several parts. A volume of several works, whose titles these are, is
    `called` as its file or folder was, where that is known.

    No date, line of contents or line that goes on or announces (as a salutation does) is a title."""

    def fits(block: Block) -> bool:
        text = text_of(block.content).strip()
        return bool(text) and not (_unended.fullmatch(text) or is_date(text))

    if called and _is_volume(document):
        return called
    above = ""
    for block in document.blocks[:_COVER]:
        text = text_of(block.content).strip()
        if is_prose(text) or _number.match(text):
            break
        if len(text) <= _WIDEST and fits(block) and names_publication(text, lexicon):
            # A subtitle says what kind of text it is that the title above it names.
            return above if above and is_subtitle(text) else text
        above = text if fits(block) and block.section is not None else ""
    named = [section for section in document.sections() if not section.nameless]
    fitting = [section for section in named if fits(section)] or named
    if not fitting:
        return ""
    top = min(section.level for section in fitting)
    titles = [text_of(section.content) for section in fitting if section.level == top]
    # The first of several parts names itself, not the whole: `一、综合`.
    if _first_part.match(titles[0]) and any(_part.match(title) for title in titles[1:]):
        return ""
    return _number.sub("", titles[0]) or titles[0]


def _is_volume(document: Document) -> bool:
    """Whether the widest headings are titles of works: several without a number, with numbers of their own below two of
    them at least."""
    sections = document.sections()
    top = min((section.level for section in sections), default=0)
    works = {section.id for section in sections if section.level == top}
    counted = {section.above for section in sections if section.numbered and section.above in works}
    return not any(section.numbered for section in sections if section.level == top) and len(counted) > 1
