"""Which lines are headings, labels, items, captions, paragraphs.

Recognised from the text, not from its # marks alone, which are wrong more often than right."""

from __future__ import annotations

import re

from annals.structure.cover import cover_of, salutes
from annals.structure.evidence import LABEL_WIDTH, MARKED_WIDTH, Evidence, Role
from annals.text.characters import HAN
from annals.text.lexicon import Lexicon
from annals.text.lines import FRAMES

_han = re.compile(f"[{HAN}]")
_gap = re.compile(f"(?<=[{HAN}])[ \u3000]+(?=[{HAN}])")
_filed = re.compile(r"\D\d{6}$|[：:]\s?\d{4}[-.年/]")
"""A postal code at the end, a date behind a key: `某市 100038`, `收稿日期：2017-09-06`."""
_CAPTION_REACH = 4
_CAPTION_LENGTH = 8
_KEY_REACH = 6
_VALUE_WIDTH = 20


def roles_of(lines: tuple[Evidence, ...], lexicon: Lexicon) -> tuple[Role, ...]:
    """One role for each line."""
    found: list[Role] = []
    values = False
    title, matter = cover_of(lines, lexicon)
    for index, line in enumerate(lines):
        role = Role.ITEM if _in_glyph_run(lines, index) else _marked_role(lines, index)
        if index in matter and not line.level and line.box_end is None:
            role = Role.PARAGRAPH
        elif index == title and role is None:
            role = Role.LABEL
        if role is None and values and not line.colon and not _opens_content(lines, index, reach=1):
            role = Role.ITEM
        if role is None:
            role = _free_role(lines, index, found)
        values = (values and role is Role.ITEM and not line.key_with_value) or line.empty_key
        found.append(role)
    return tuple(found)


def _in_glyph_run(lines: tuple[Evidence, ...], index: int) -> bool:
    """Lines with the same glyph one after the other, with nothing between, are items."""
    line = lines[index]
    if not line.glyph or line.glyph in FRAMES or line.shape.hashes or line.shape.numbering:
        return False
    if line.level or line.box_end is not None:
        return False
    near = [*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2]]
    return any(other.glyph == line.glyph and not other.shape.hashes for other in near)


def _enumerated(lines: tuple[Evidence, ...], index: int) -> bool:
    """Whether a line numbered 1. or （1） stands beside another one with nothing between: an
    enumeration, not headings."""
    style = lines[index].shape.numbering
    near = [*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2]]
    return style in ("1.", "（1）") and any(other.shape.numbering == style and not other.run_in for other in near)


def _marked_role(lines: tuple[Evidence, ...], index: int) -> Role | None:
    """The role of a line that carries a mark, or None."""
    line = lines[index]
    shape = line.shape
    if shape.row:
        return Role.RULE if line.delimiter else Role.ROW
    if line.level == "text" or (not line.level and salutes(line.text, line.lexicon)):
        return Role.PARAGRAPH
    if line.level or line.box_end is not None:
        return Role.HEADING
    if shape.bullet:
        return Role.ITEM
    if line.month:
        return Role.MONTH
    if line.run_in:
        return Role.HEADING
    if line.caption:
        return Role.CAPTION
    if shape.hashes or line.glyph:
        return Role.PARAGRAPH if _is_sentence(line) else Role.HEADING
    if line.empty_key or (line.bold and not shape.numbering and not _is_sentence(line) and not line.date):
        return Role.LABEL
    if shape.numbering:
        heading = not shape.prose and not shape.ended and shape.width <= MARKED_WIDTH and not _enumerated(lines, index)
        return Role.HEADING if heading else Role.PARAGRAPH
    if line.key_with_value:
        return Role.ITEM
    return None


def _free_role(lines: tuple[Evidence, ...], index: int, before: list[Role]) -> Role:
    line = lines[index]
    if line.caption or line.names_picture or _repeats_paragraph(lines, index, before):
        return Role.CAPTION
    if line.back_matter or line.box_title:
        return Role.LABEL
    if line.year and any(not (after.year or after.shape.row) for after in lines[index + 1 : index + 2]):
        return Role.LABEL
    if _is_key_among_keys(lines, index, before):
        return Role.LABEL
    if _may_be_label(line) and (_names_what_follows(lines, index) if line.colon else _opens_content(lines, index)):
        return Role.LABEL
    return Role.PARAGRAPH


def _names_what_follows(lines: tuple[Evidence, ...], index: int) -> bool:
    """A short line ending in a colon names the text below it; before a list it only announces."""
    following = lines[index + 1 : index + 2]
    return bool(following) and not following[0].shape.marked and not _in_glyph_run(lines, index + 1)


def _is_key_among_keys(lines: tuple[Evidence, ...], index: int, before: list[Role]) -> bool:
    """A name above a figure, right behind a heading that has nothing but figures below it: one more
    key of an infographic (技术合同成交额 / 5503.2亿元), whose own mark was lost."""
    if (
        not _may_be_label(lines[index])
        or _is_value(lines[index])
        or not any(_is_value(line) for line in lines[index + 1 : index + 2])
    ):
        return False
    above = index - 1
    while above >= 0 and index - above <= _KEY_REACH and before[above] is Role.PARAGRAPH and _is_value(lines[above]):
        above -= 1
    return 0 <= above < index - 1 and before[above] in (Role.HEADING, Role.LABEL) and not lines[above].shape.numbering


def _is_value(line: Evidence) -> bool:
    short = line.shape.width <= _VALUE_WIDTH and not line.shape.marked and not line.shape.prose
    return short and any(char.isdigit() for char in line.text) and not (line.date or line.year or line.caption)


def _may_be_label(line: Evidence) -> bool:
    shape = line.shape
    if (
        shape.width > LABEL_WIDTH
        or not any(char.isalnum() for char in line.text)
        or shape.prose
        or shape.ended
        or line.wrapped
        or line.reference
        or line.caption
        or line.tells_of_table
        or line.date
        or line.aside
        or salutes(line.text, line.lexicon)
        or _is_matter(line)
    ):
        return False
    # "2013年，全省主要取得以下进展：" announces, "新增12家，增长3%" states; neither names.
    announces = (line.text.endswith(("：", ":")) and not line.colon) or line.text.rstrip("：:").endswith(
        line.lexicon.announcing
    )
    states = "，" in line.text and any(char.isdigit() for char in line.text)
    return not announces and not states and not line.text.endswith(("，", "、", "；"))


def _is_matter(line: Evidence) -> bool:
    """A short line that names nothing, whatever stands below it: a list (keywords, a row of names or cells), a postal code
    or a date behind its key."""
    return "；" in line.text or len(_gap.findall(line.text)) > 1 or _filed.search(line.text) is not None


def _is_foreign(lines: tuple[Evidence, ...], index: int) -> bool:
    """Whether a line without a Han character stands above Chinese text or a table: a formula, a caption in English, an
    address, the number of a page."""
    if _han.search(lines[index].text):
        return False
    return any(
        line.shape.row or _han.search(line.text) for line in lines[index + 1 : index + 2] if not line.shape.bullet
    )


def _is_sentence(line: Evidence) -> bool:
    """A marked line that ends as a sentence does and has a comma in it is no heading."""
    return line.shape.ended and ("，" in line.text or line.shape.width > MARKED_WIDTH)


def _opens_content(lines: tuple[Evidence, ...], index: int, reach: int = 2) -> bool:
    """Whether something hangs below a short line: a text, items, or one more label that has.

    A run of short lines each followed by the next is a list of values, not of headings; within
    such a run only the very next line counts (`reach` 1)."""
    if not _may_be_label(lines[index]) or _is_foreign(lines, index):
        return False
    for line in lines[index + 1 : index + 1 + reach]:
        long = (line.shape.width > LABEL_WIDTH or line.wrapped) and not line.shape.hashes
        if line.shape.row or line.shape.bullet or line.shape.prose or long or line.key_with_value:
            return True
        if line.shape.marked or line.glyph or line.empty_key or line.month or not _may_be_label(line):
            return False
    return False


def _repeats_paragraph(lines: tuple[Evidence, ...], index: int, before: list[Role]) -> bool:
    """A short line that repeats a phrase of a paragraph just above names a picture."""
    line = lines[index]
    if len(line.text) < _CAPTION_LENGTH or line.shape.prose or line.colon:
        return False
    near = range(max(0, index - _CAPTION_REACH), index)
    return any(lines[i].shape.prose and before[i] is Role.PARAGRAPH and line.text in lines[i].text for i in near)
