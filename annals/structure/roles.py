"""Which lines are headings, labels, items, captions, paragraphs.

Recognised from the text, not from its # marks alone, which are wrong more often than right."""

from __future__ import annotations

import re
from collections import Counter

from annals.structure.cells import cells_set_out, enclosures, heads_column, numbered_cells
from annals.structure.chapters import chapters_of
from annals.structure.cover import cover_of, is_of_issue
from annals.structure.evidence import MARKED_WIDTH, Evidence, Role
from annals.structure.framed import stands_in_frame
from annals.structure.glyphs import in_glyph_run, is_note
from annals.structure.labels import heads_content, heads_year, is_key_among_keys, opens_content
from annals.structure.said import says
from annals.structure.works import works_of
from annals.text.blanks import holds_blank
from annals.text.captions import names_annex, names_chart, names_dated_chart
from annals.text.charts import inside_charts
from annals.text.dates import begins_with_year
from annals.text.lexicon import Lexicon
from annals.text.lines import CHAPTERS, FRAMES, OUTLINED
from annals.text.salutations import closing_lines, salutes
from annals.text.word_rows import counts_names

_CAPTION_REACH = 4
_CAPTION_LENGTH = 8


def roles_of(lines: tuple[Evidence, ...], lexicon: Lexicon) -> tuple[Role, ...]:
    """One role for each line."""
    found: list[Role] = []
    values = False
    title, issued = cover_of(lines, lexicon)
    _, passed = works_of(lines)
    charted = inside_charts([line.shape for line in lines])
    text_only = issued | passed | numbered_cells(lines) | cells_set_out(lines) | enclosures(lines) | charted
    text_only |= _leads_to_notes(lines) | _colophon(lines) | closing_lines([line.shape for line in lines], lexicon)
    told = _contents_are_whole(lines)
    chapters = chapters_of(lines)
    captions = _beside_charts(lines, charted)
    for index, line in enumerate(lines):
        role = Role.ITEM if in_glyph_run(lines, index) else Role.LABEL if line.counted else _marked_role(lines, index)
        if (index in text_only or is_of_issue(line.text, lexicon)) and not line.level:
            role = Role.PARAGRAPH
        elif index in captions:
            role = Role.CAPTION
        elif role is None and (index == title or index in chapters or line.listed):
            role = Role.LABEL
        if role is None and values and not line.colon and not opens_content(lines, index, reach=1):
            role = Role.ITEM
        if role is None:
            role = _free_role(lines, index, found, told=told)
        if line.slides and not line.shape.hashes and role in (Role.HEADING, Role.LABEL):
            role = Role.PARAGRAPH
        values = (values and role is Role.ITEM and not line.key_with_value) or line.empty_key
        found.append(role)
    return tuple(found)


def _leads_to_notes(lines: tuple[Evidence, ...]) -> frozenset[int]:
    """The indexes of the lines that are a word of back matter with a colon and come again: each leads to the notes of a table (`附注：`),
    as what stands at the end of a text stands there once."""
    alone = Counter(line.text for line in lines if line.back_matter and line.colon)
    return frozenset(
        index
        for index, line in enumerate(lines)
        if alone[line.text] > 1 and not (line.shape.hashes or line.shape.numbering)
    )


def _colophon(lines: tuple[Evidence, ...]) -> frozenset[int]:
    """The index of a line of the cover that comes again above nothing but keys with their values, at the end of the text: who issued it,
    and where that is."""
    at = len(lines) - 1
    while at > 0 and lines[at].key_with_value:
        at -= 1
    cover = {line.text for line in lines[:_COVER]}
    return frozenset({at} if len(lines) - 1 - at >= _KEYS and at >= _COVER and lines[at].text in cover else ())


_COVER, _KEYS = 12, 2


def _beside_charts(lines: tuple[Evidence, ...], charted: frozenset[int]) -> frozenset[int]:
    """The lines that name the chart or table of a year that stands beside them, whatever marks a tool gave them."""
    found = set()
    for index, line in enumerate(lines):
        free = not (line.shape.numbering or line.shape.bullet or line.level or line.shape.row)
        if free and names_dated_chart(line.shape, line.lexicon):
            rows = any(after.shape.row for after in lines[index + 1 : index + 2])
            if rows or line.beside_image or charted & {index - 1, index + 1}:
                found.add(index)
    return frozenset(found)


def _contents_are_whole(lines: tuple[Evidence, ...]) -> bool:
    """Whether the printed list of contents names the numbered headings of the text down to the third level: nothing that is a
    heading is missing there."""
    numbered = [
        line for line in lines if line.shape.numbering in _OUTLINE and not (line.shape.prose or line.shape.ended)
    ]
    named = [line for line in numbered if line.entry]
    deep = {line.shape.numbering for line in named}
    return len(named) >= _NAMED and len(named) * 10 >= len(numbered) * 9 and len(deep) >= _DEEP


_OUTLINE = (*CHAPTERS, *OUTLINED, "一、", "（一）")
_NAMED, _DEEP = 10, 3
"""So many entries on so many levels make a list whole."""


def _marked_role(lines: tuple[Evidence, ...], index: int) -> Role | None:
    """The role of a line that carries a mark, or None: what is asked first decides."""
    line = lines[index]
    shape = line.shape
    if shape.row:
        return Role.RULE if line.delimiter else Role.ROW
    if line.level == "text" or (not line.level and salutes(line.text, line.lexicon)):
        return Role.PARAGRAPH
    if shape.bullet:
        return Role.ITEM
    if shape.ticks is not None and not line.level:
        return Role.PARAGRAPH
    if line.month:
        return Role.PARAGRAPH if _is_of_scale(lines, index) else Role.MONTH
    if line.run_in:
        return Role.HEADING
    if line.caption:
        return Role.CAPTION
    if shape.hashes or line.glyph:
        return Role.PARAGRAPH if _heads_nothing(lines, index) else Role.HEADING
    if line.empty_key or (line.bold and not shape.numbering and not _is_sentence(line) and not line.date):
        return Role.LABEL
    if shape.numbering:
        return Role.HEADING if _is_numbered_title(line) and not says(lines, index) else Role.PARAGRAPH
    if line.key_with_value and not (names_annex(line.text) and _has_text_below(lines, index)):
        return Role.ITEM
    return None


def _is_of_scale(lines: tuple[Evidence, ...], index: int) -> bool:
    """Whether a month stands right above or below another one, as those of a chart do."""
    return any(other.month for other in (*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2]))


def _heads_nothing(lines: tuple[Evidence, ...], index: int) -> bool:
    """Whether a line is no title, though # marks or a glyph stand before it."""
    line = lines[index]
    return _is_sentence(line) or holds_blank(line.text) or is_note(lines, index) or _is_of_people(line)


def _is_numbered_title(line: Evidence) -> bool:
    """Whether a line with a number may be a title by itself; a link alone, `1. [附表.xls](…)`, is what a page encloses."""
    shape, beside = line.shape, line.linked or line.noted or line.cites or line.tells_of_table
    return not (beside or shape.prose or shape.ended or shape.width > MARKED_WIDTH)


def _free_role(lines: tuple[Evidence, ...], index: int, before: list[Role], *, told: bool) -> Role:
    line = lines[index]
    if line.caption or line.names_picture or _names_table(lines, index) or _repeats_paragraph(lines, index, before):
        return Role.CAPTION
    if names_annex(line.text) and not _has_text_below(lines, index):
        return Role.PARAGRAPH
    if (line.back_matter and not heads_column(lines, index)) or line.box_title:
        return Role.LABEL
    if stands_in_frame(lines, index):
        return Role.PARAGRAPH
    if line.year and heads_year(lines, index):
        return Role.LABEL
    if is_key_among_keys(lines, index, before):
        return Role.LABEL
    # Where the list of contents names every heading, a name that it leaves out is that of a picture; what stands before it, it leaves out.
    if heads_content(lines, index, before) and not (told and not (line.colon or line.bold or line.ahead)):
        return Role.LABEL
    return Role.PARAGRAPH


def _has_text_below(lines: tuple[Evidence, ...], index: int) -> bool:
    return any(other.shape.prose for other in lines[index + 1 : index + 2])


def _names_table(lines: tuple[Evidence, ...], index: int) -> bool:
    """Whether a line without a mark that begins with a year is the name of the table whose rows stand right below, or of a chart
    that no sentence stands below: `2017年全县水位变化`."""
    line, after = lines[index], lines[index + 1 : index + 2]
    if not after or not begins_with_year(line.text) or line.year or _inner.search(line.text):
        return False
    chart = names_chart(line.shape, line.lexicon) and not after[0].shape.prose
    return after[0].shape.row or (chart and not after[0].shape.marked)


_inner = re.compile("[，。；：！？]")


def _is_of_people(line: Evidence) -> bool:
    """Whether a marked line says who did what (`协办单位：甲学会 乙学会`), or is a row of names, whatever marks a tool gave it."""
    named = counts_names(line.text, line.lexicon.surnames) >= _NAMES
    return not line.shape.numbering and ((line.credit and line.text[-1] not in "：:") or named)


_NAMES = 3
"""Two names may be a title."""


def _is_sentence(line: Evidence) -> bool:
    """A marked line that ends as a sentence does is no heading if it has a comma or, behind its number, a figure; nor is one
    behind a glyph that says a whole sentence and more, or states a figure in a clause, wherever the page cuts it (`2022年，登记合同5.8万项；海`)."""
    title = line.text[max(0, line.shape.number_end - line.shape.body) :]
    clause, figure = any(mark in title for mark in "，；"), any(char.isdigit() for char in title)
    states = (clause and figure) or "。" in title.rstrip("。")
    if line.glyph and line.glyph not in FRAMES and not line.shape.numbering and states:
        return True
    return line.shape.ended and (clause or figure or line.shape.width > MARKED_WIDTH)


def _repeats_paragraph(lines: tuple[Evidence, ...], index: int, before: list[Role]) -> bool:
    """A short line that repeats a phrase of a paragraph just above names a picture."""
    line = lines[index]
    if len(line.text) < _CAPTION_LENGTH or line.shape.prose or line.colon:
        return False
    near = range(max(0, index - _CAPTION_REACH), index)
    return any(lines[i].shape.prose and before[i] is Role.PARAGRAPH and line.text in lines[i].text for i in near)
