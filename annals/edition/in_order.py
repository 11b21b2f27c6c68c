"""Whether a file of Markdown is in order already, so that nothing has to be done to it.

What a text was made from says more of its levels than its own `#` marks: glyphs, rules, pictures. Of a file that was
written from such a text they are gone, and the marks are all that is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from annals.clean.cleaning import AGAIN, clean_source
from annals.clean.contract import Rule
from annals.clean.read import read_source
from annals.markdown.read import marks_of, read_page, text_of
from annals.markdown.write import written_again
from annals.model import Block, BlockKind, PageBlock
from annals.structure.document import document_of
from annals.text.characters import is_prose, width
from annals.text.lexicon import Lexicon
from annals.text.lines import LONG_LABEL, shapes

CLOSE = tuple(rule for rule in AGAIN if rule.code[0] in "KSPDL")
"""The rules that judge a line by its own words. All others read what stands around it."""
_SELDOM, _MOST = 40, 3
"""A file in which the rules that read what stands around a line would change one place in so many blocks and one block in so many at
most is one that somebody put in order; so it is with the marks of one numbered heading in so many."""


def is_in_order(text: str, lexicon: Lexicon) -> bool:
    """Whether a text is Markdown as this program writes it, the words of every block are those that cleaning would
    leave, and its `#` marks agree with its numbers.

    Between any two paragraphs of such a file there is a blank line, and each is on one line. What a line end meant, and whether
    a line is a page number or a cell, was decided when there was more to see: a file that is long and ranks its headings may
    have a few places that would be read otherwise now. A short one may as well be another tool's."""
    page = read_page(text)
    if not page or any(block.content.kind is BlockKind.OPAQUE for block in page):
        return False
    # Lines of one paragraph are what a raw text has, each perhaps a line of its own: this program writes a paragraph on one.
    if written_again(page) != text or any("\n" in block.content.markdown for block in page):
        return False
    blocks = _cleaned(page, lexicon, AGAIN)
    ordered = len({block.level for block in page if block.level}) > 1
    if ordered and not _are_same(page, blocks) and _changes_little(page, blocks):
        blocks = _cleaned(page, lexicon, CLOSE)
    return _are_same(page, blocks) and _marks_agree(page, blocks, seldom=_SELDOM if ordered else 0)


def _cleaned(page: Sequence[PageBlock], lexicon: Lexicon, rules: tuple[Rule, ...]) -> list[Block]:
    cleaned, _ = clean_source(read_source("", _plain(page).encode()), lexicon, rules=rules)
    document, _ = document_of(cleaned, lexicon)
    return [block for block in document.blocks if not block.nameless]


def _are_same(page: Sequence[PageBlock], blocks: Sequence[Block]) -> bool:
    return [block.text for block in page] == [text_of(block.content) for block in blocks]


def _changes_little(page: Sequence[PageBlock], blocks: Sequence[Block]) -> bool:
    """Whether few blocks of a file have not the words of any that cleaning would leave, and these stand in few places: the cells of
    a table that fell apart are one."""
    left = Counter(text_of(block.content) for block in blocks)
    changed = []
    for block in page:
        changed.append(not left[block.text])
        left[block.text] -= not changed[-1]
    places = sum(now and not before for before, now in pairwise([False, *changed]))
    return places * _SELDOM <= len(page) and sum(changed) * _MOST <= len(page)


def _plain(page: Sequence[PageBlock]) -> str:
    """The words of a file with the marks that say what a line is and what is bold or raised, and nothing escaped."""
    lines: list[str] = []
    last: BlockKind | None = None
    for block in page:
        kind, text = block.content.kind, _marked(block)
        if last is not kind or kind not in (BlockKind.ITEM, BlockKind.ROW) or block.content.header:
            lines.append("")
        if kind is BlockKind.HEADING:
            text = "#" * block.level + " " + text
        elif kind is BlockKind.ITEM:
            text = "    " * block.content.depth + "- " + text
        elif kind is BlockKind.ROW:
            text = f"| {' | '.join(text.replace('|', chr(92) + '|').split(chr(9)))} |"
        lines.append(text)
        if block.content.header:
            lines.append("|" + " --- |" * (block.text.count("\t") + 1))
        last = kind
    return "\n".join(lines[1:]) + "\n"


_KEPT = {"strong_open": "**", "strong_close": "**"} | {
    f"html_inline {tag}": tag for tag in ("<sup>", "</sup>", "<sub>", "</sub>")
}
"""The marks that cleaning reads, by what the reader calls them."""


def _marked(block: PageBlock) -> str:
    parts: list[str] = []
    done = 0
    for told, at in marks_of(block.content):
        if mark := _KEPT.get(told.strip()):
            parts += [block.text[done:at], mark]
            done = at
    return "".join([*parts, block.text[done:]])


def _marks_agree(page: Sequence[PageBlock], blocks: Sequence[Block], *, seldom: int) -> bool:
    """Whether every numbered heading is one in the file, deeper and wider ones stand to each other as their numbers
    say, those of one style beside each other too, and the marks rank at all where there are ranks. One in `seldom` may be
    otherwise; 0: none."""
    # A sentence cut behind its number is none, though above a blank line it looks like one.
    numbered = [
        (mine, block)
        for mine, block in zip(page, blocks, strict=True)
        if block.numbered and (mine.level or not _is_clause(mine.text))
    ]
    levels = {block.level for block in page if block.level}
    # What the file marks as no heading was decided when there was more to see, and a timeline without a name has no mark.
    ranks = {block.level for mine, block in zip(page, blocks, strict=True) if mine.level and block.section is not None}
    if min(levels, default=1) > 1 or (len(levels) == 1 and len(ranks) > 1):
        return False
    if any(not mine.level for mine, _ in numbered):
        return False
    gainsaid = sum(not _agree(one, other) for one, other in pairwise(numbered))
    return gainsaid * seldom <= len(numbered) if seldom else not gainsaid


def _is_clause(text: str) -> bool:
    return is_prose(text) or (width(text) > LONG_LABEL and "，" in text)


def _agree(one: tuple[PageBlock, Block], other: tuple[PageBlock, Block]) -> bool:
    (mine, block), (its, following) = one, other
    meant, marked = following.level - block.level, its.level - mine.level
    if meant == 0:
        return marked == 0 or _style(mine) != _style(its)
    return marked != 0 and (meant > 0) == (marked > 0)


def _style(block: PageBlock) -> str:
    return next((shape.numbering or "" for shape in shapes(block.text)), "")
