"""Which line is the title of a whole report."""

from __future__ import annotations

import re

from annals.markdown.read import text_of
from annals.model import Block, Document
from annals.text.characters import is_prose
from annals.text.dates import is_date
from annals.text.lexicon import Lexicon
from annals.text.lexicon.words import any_of
from annals.text.lines import names_publication
from annals.text.numerals import TO_TEN

_number = re.compile(rf"^(?:第[^\s]{{1,4}}[编章节]|\d{{1,2}}(?![\d年])(?:\.\d{{1,2}})*|[{TO_TEN}]{{1,3}}、)\s*")
_COVER = 12
"""A cover has so many blocks at most."""
_WIDEST = 60
_unended = re.compile(r".*[，、；：:,—-]|目\s*[录次]|contents", re.IGNORECASE)


def title_of(document: Document, lexicon: Lexicon) -> str:
    """The line above the first sentence that names a publication, else the title of the first section at the highest
    level, its number taken off; empty where there is neither.

    No salutation, date, line of contents or line that goes on is a title."""
    salutation = re.compile(rf"{any_of(lexicon.salutations)}.*[：:]")

    def fits(block: Block) -> bool:
        text = text_of(block.content).strip()
        return bool(text) and not (_unended.fullmatch(text) or salutation.match(text) or is_date(text))

    for block in document.blocks[:_COVER]:
        text = text_of(block.content).strip()
        if is_prose(text) or _number.match(text):
            break
        if len(text) <= _WIDEST and fits(block) and names_publication(text, lexicon):
            return text
    named = [section for section in document.sections() if not section.nameless]
    fitting = [section for section in named if fits(section)] or named
    if not fitting:
        return ""
    top = min(section.level for section in fitting)
    title = text_of(next(section for section in fitting if section.level == top).content)
    return _number.sub("", title) or title
