"""Which parts of a report list what it draws on, whatever they are called: what most of their entries look like tells.

What such a list is called is endless (`主要资料`, `数据出处`); that an author and a title stand there, or a title and when it came
out, is not."""

from __future__ import annotations

import re
from collections import Counter

from annals.markdown.read import text_of
from annals.model import Document
from annals.text.characters import HAN
from annals.text.dates import YEAR
from annals.text.numerals import DIGITS

_number = re.compile(r"\A(?:[\[［〔（(【]?\d{1,3}[\]］〕)）】.．、]?\s*|[①-⑳]\s*)")
_authored = re.compile(
    rf"[{HAN}A-Za-z·、，, .&]{{2,40}}?(?:等|著|编|主编)?[：:,，.．]?\s?《[^《》]{{2,60}}》[，,．.（(]"
)
_year = rf"(?:{YEAR}|[一二][{DIGITS}]{{3}})"
_came_out = re.compile(
    rf".{{4,120}}[，,．.：:（(]\s?{_year}(?:\s?年(?:\s?\d{{1,2}}\s?月(?:\s?\d{{1,2}}\s?日)?|第?\s?\d{{1,2}}\s?[期卷版])?|[-.]\d{{1,2}}(?:[-.]\d{{1,2}})?)?"
    r"(?:[版刊印]|[印修][刷订]|[（(]\d{1,3}[)）])?(?:[：:]\s?\d{1,4}(?:[-–—]\d{1,4})?)?[)）]?[。．.]?"
)
_says = re.compile("[；。](?=.)")
"""Where a first sentence ends, an entry of a list seldom begins another."""
_FEWEST = 2


def sections_of_sources(document: Document) -> frozenset[str]:
    """The sections more than half of whose own blocks, two at least, are entries of a list of sources."""
    blocks: Counter[str] = Counter()
    entries: Counter[str] = Counter()
    for block in document.blocks:
        if block.section is None and block.above is not None:
            blocks[block.above] += 1
            entries[block.above] += names_source(text_of(block.content))
    return frozenset(name for name, count in entries.items() if count >= _FEWEST and count * 2 > blocks[name])


def names_source(text: str) -> bool:
    """Whether a text is an entry of a list of sources: who wrote what, or what came out when, and no more than that.

    >>> names_source("某大学：《服务展望》，2012年版。"), names_source("商务统计手册，2012。"), names_source("全年建成，2012年增长一成。")
    (True, True, False)
    """
    bare = _number.sub("", text.strip(), count=1)
    if len(bare) > _LONGEST or len(_says.findall(bare)) > 1:
        return False
    return _authored.match(bare) is not None or _came_out.fullmatch(bare) is not None


_LONGEST = 160
