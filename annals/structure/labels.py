"""Which lines without number or mark are headings.

Most short lines are none: cells and figures of a table, entries of a list, halves of a torn sentence. So a heading needs
that something hangs below it, and that it is set apart from what stands above it."""

from __future__ import annotations

import re

from annals.structure.cells import is_of_figures, is_row_of_figures
from annals.structure.evidence import LABEL_WIDTH, Evidence, Role
from annals.structure.glyphs import in_glyph_run, is_text
from annals.structure.said import goes_with_another
from annals.text.articles import ARTICLE
from annals.text.blanks import holds_blank, is_unfilled
from annals.text.captions import holds_rights, names_publication
from annals.text.characters import HAN, han_character
from annals.text.dates import is_date, is_year
from annals.text.lexicon.words import begins_inside_a_word
from annals.text.lines import CLAUSE, is_figures
from annals.text.numerals import COUNTING
from annals.text.salutations import salutes
from annals.text.units import COUNTER
from annals.text.word_rows import begins_register

_gap = re.compile(f"(?<=[{HAN}])[ \u3000]+(?=[{HAN}])")
_filed = re.compile(r"\D\d{6}$|[：:]\s?\d{4}[-.年/]|^[（(][A-Za-z][)）]")
"""A postal code at the end, a date behind a key, the letter of a part of a picture: `某市 100038`, `收稿日期：2017-09-06`, `(a) 渠首`."""
_in_units = re.compile(rf"[（(](?:[%％‰]|[百千万亿]{{0,2}}(?:{COUNTER}|[元米]|千瓦|美元){{1,2}})[)）]$")
"""What heads a column of figures: `比上年增长（%）`."""
_values = re.compile(r"[：:][ \u3000]?(?=[^\s/：:])|[→↔⇒]")
"""Two keys with their values, or steps, make a row: `左值：134 | 右值：170`."""
_colon = re.compile("[：:]")
_parts = re.compile("[，、,]")
_pairs = ("“”", "‘’", "（）", "《》", "【】", "「」", "()", "[]")
_inner = re.compile("[，；：、]")
_counted_up = re.compile(rf"[{HAN}](?:[{COUNTING}两百千]{{1,5}}|\d{{1,4}})\s?(?:{COUNTER})[：:]$")
_KEY_REACH = 6
_VALUE_WIDTH = 20
_SPEAKER = 2
"""The width of a character and its colon."""
_LIST = 3
"""So many short lines one after the other are a list or a column."""
_TITLE = 6
"""The least width of headings that stand below each other; labels of a chart are narrower."""


def heads_content(lines: tuple[Evidence, ...], index: int, before: list[Role]) -> bool:
    """Whether a line without number or mark is the heading of what stands below it; `before` are the roles of the lines above."""
    line = lines[index]
    if not may_be_label(line) or _is_foreign(lines, index) or goes_with_another(lines, index):
        return False
    if line.colon:
        # `答：` is who speaks.
        return line.shape.width > _SPEAKER and _names_what_follows(lines, index)
    if _is_stacked(lines, index):
        return True
    if _is_listed(lines, index):
        return False
    # Where blank lines stand between the lines of one sentence too, a clause that fills its line is not set apart.
    apart = _is_set_apart(lines, index) and not (line.full and _inner.search(line.text))
    return opens_content(lines, index, reach=2) and (apart or _stands_between(lines, index, before))


def may_be_label(line: Evidence) -> bool:
    """Whether a line reads like a heading, whatever stands around it."""
    shape = line.shape
    if (
        shape.width > LABEL_WIDTH
        or not any(char.isalnum() for char in line.text)
        or shape.prose
        or shape.ended
        or line.wrapped
        or line.reference
        or line.linked
        or line.caption
        or line.tells_of_table
        or holds_rights(line.text)
        or line.credit
        or line.date
        or line.aside
        or line.leads_to_list
        or (not shape.numbering and ARTICLE.match(line.text))
        or shape.ticks is not None
        or salutes(line.text, line.lexicon)
        or _is_matter(line)
        or _is_fragment(line)
    ):
        return False
    # "2013年，全省主要取得以下进展：" announces, "新增12家，增长3%" states; neither names.
    announces = (line.text.endswith(("：", ":")) and not line.colon) or line.text.rstrip("：:").endswith(
        line.lexicon.announcing
    )
    states = "，" in line.text and any(char.isdigit() for char in line.text)
    return not announces and not states and not line.text.endswith(("，", "、", "；"))


def _is_matter(line: Evidence) -> bool:
    """A short line that names nothing, whatever stands below it: a list (keywords, a row of names or cells), a postal code,
    a date or a code behind its key (`档号：A-12`)."""
    value = line.text.replace(":", "：").partition("：")[2]
    coded = any(char.isdigit() for char in value) and not han_character.search(value)
    keys = line.text[-1] in "：:" and len(_colon.findall(line.text)) > 1
    many = (_gap.findall(line.text), _values.findall(line.text), _parts.findall(value))
    listed = "；" in line.text or keys or any(len(found) > 1 for found in many)
    return (
        listed
        or coded
        or holds_blank(line.text)
        or _in_units.search(line.text) is not None
        or _filed.search(line.text) is not None
        or is_row_of_figures(_within.sub(r"\1", line.text) if line.aired else line.text)
    )


_within = re.compile(rf"(?<=[{HAN}]) (\d[\d,.]{{0,15}}[%％]?) (?=[{HAN}])")
"""A figure within a clause, a blank on both sides."""


def _is_fragment(line: Evidence) -> bool:
    """Whether a line begins or ends within a sentence: what it closes was opened above, what it opens is closed below, its
    first word began above."""
    opened = any(line.text.count(pair[0]) != line.text.count(pair[1]) for pair in _pairs)
    inside = begins_inside_a_word(line.text, line.lexicon.cut_starts, line.lexicon.title_words)
    return opened or inside or line.text.startswith(("，", "。", "、", "；", "："))


def opens_content(lines: tuple[Evidence, ...], index: int, reach: int) -> bool:
    """Whether something hangs below a short line: a text, items, or one more label that has.

    A run of short lines each followed by the next is a list of values, not of headings; within
    such a run only the very next line counts (`reach` 1)."""
    if not may_be_label(lines[index]) or _is_foreign(lines, index):
        return False
    for line in lines[index + 1 : index + 1 + reach]:
        long = (line.shape.width > LABEL_WIDTH or line.wrapped) and not (line.shape.hashes or is_of_figures(line.text))
        answered = line.shape.row or line.shape.ticks == 0
        if answered or line.shape.bullet or line.shape.prose or long or line.leads_up or line.key_with_value:
            return True
        if line.shape.marked or line.glyph or line.empty_key or line.month or not may_be_label(line):
            return False
    return False


def heads_year(lines: tuple[Evidence, ...], index: int) -> bool:
    """Whether a year alone on its line heads what was done in it. Above another year, a row or a bare figure it heads a column of a
    table, between short lines without a mark it is a cell, or stands on the scale of a chart."""
    above, after = lines[max(0, index - 1) : index], lines[index + 1 : index + 2]
    if not after or after[0].year or after[0].shape.row or is_figures(after[0].text):
        return False
    told = is_text(after[0]) or after[0].shape.marked or after[0].month or after[0].shape.width >= CLAUSE
    between = any(_is_short(line) or line.year or is_figures(line.text) for line in above)
    return told or opens_content(lines, index + 1, reach=1) or not between


def _is_listed(lines: tuple[Evidence, ...], index: int) -> bool:
    """Whether a short line is one of several in a row, or of two below a line that announces them."""
    first, end = index, index + 1
    while first and end - first < _LIST and _is_short(lines[first - 1]) and not _is_parted(lines, first):
        first -= 1
    while end < len(lines) and end - first < _LIST and _is_short(lines[end]) and not _is_parted(lines, end):
        end += 1
    announced = first > 0 and lines[first - 1].text.endswith(("：", ":")) and not may_be_label(lines[first - 1])
    return end - first >= _LIST or (announced and end - first > 1)


def _is_parted(lines: tuple[Evidence, ...], index: int) -> bool:
    """Whether a line stands apart from the one above and further left or right: both are no entries of one list."""
    above, line = lines[index - 1].shape, lines[index].shape
    return (line.blanks_before > 0 or line.page_before) and line.indent != above.indent


def _is_stacked(lines: tuple[Evidence, ...], index: int) -> bool:
    """Whether a line is one of three headings right below each other, a chapter's, a section's and its part's: whole sentences
    above them, or the title, and text below."""
    first, end = index, index + 1
    while first and index - first < _LIST and _is_short(lines[first - 1]):
        first -= 1
    while end < len(lines) and end - first <= _LIST and _is_short(lines[end]):
        end += 1
    if end - first != _LIST or not first or end == len(lines):
        return False
    above, below = lines[first - 1], lines[end]
    told = (above.shape.prose and above.shape.ended) or names_publication(above.text, above.lexicon)
    titles = all(_is_title(line) and line.shape.width >= _TITLE and may_be_label(line) for line in lines[first:end])
    return told and titles and below.wrapped and below.shape.prose


def _is_short(line: Evidence) -> bool:
    """Whether a line is plain and short, and no heading by its words or as the list of contents names it."""
    shape = line.shape
    plain = not (shape.marked or line.glyph or line.level or line.bold or line.key_with_value or line.empty_key)
    own = line.listed or line.back_matter or line.box_title or line.colon or line.year or line.month
    short = shape.width <= LABEL_WIDTH and not (shape.prose or shape.ended or line.wrapped)
    return plain and short and not own and not line.caption and not _is_of_cover(line)


def _is_of_cover(line: Evidence) -> bool:
    """Whether a line is the title of a report, a date, or a remark in brackets: it stands above any heading."""
    return line.aside or is_date(line.text) or names_publication(line.text, line.lexicon)


def _is_set_apart(lines: tuple[Evidence, ...], index: int) -> bool:
    """Whether room was left above a line."""
    return index == 0 or lines[index].bold or lines[index].shape.blanks_before > 0 or lines[index].shape.page_before


def _stands_between(lines: tuple[Evidence, ...], index: int, before: list[Role]) -> bool:
    """Whether a line without room above it names what follows all the same: what stands above it is complete, itself it is
    no clause and fills no line, and whole sentences follow."""
    above = lines[index - 1]
    apart = (Role.HEADING, Role.LABEL, Role.ROW, Role.CAPTION)
    complete = above.shape.ended or above.shape.ticks is not None or _is_of_cover(above) or before[-1] in apart
    if not (complete or _ends_list(lines, index, before)) or not _is_title(lines[index]):
        return False
    after = lines[index + 1 : index + 3]
    inner = _is_title(after[0]) and may_be_label(after[0]) and any(line.shape.prose for line in after[1:])
    answered = after[0].shape.ticks == 0
    # A title of two clauses has a paragraph below it, and above it another, a heading or the report's title.
    told = above.shape.prose or _is_of_cover(above) or before[-1] in (Role.HEADING, Role.LABEL)
    return inner or (is_text(after[0]) or answered if _is_name(lines[index]) else after[0].wrapped and told)


def _ends_list(lines: tuple[Evidence, ...], index: int, before: list[Role]) -> bool:
    """Whether a list ends above a line none of whose items has a mark at its end: that the last one has none tells of no cut
    then, where it does not fill its line."""
    first = index
    while first and before[first - 1] is Role.ITEM:
        first -= 1
    marked = any(line.shape.ended or line.text[-1] in "；;，、" for line in lines[first:index])
    return index - first >= _ITEMS and not marked and not lines[index - 1].full


_ITEMS = 2
"""A single item that has no mark at its end may be cut."""


def _is_title(line: Evidence) -> bool:
    """Whether a line is a name, or a title of two clauses (`以项目为重点，推进改造`) that does not fill its column."""
    text = line.text
    clauses = _inner.findall(text) == ["，"] and not any(char.isdigit() for char in text)
    return _is_name(line) or (clauses and not line.full and line.shape.width >= CLAUSE)


def _is_name(line: Evidence) -> bool:
    """Whether a line has no clauses and does not fill its column."""
    return not line.full and not _inner.search(line.text)


def _names_what_follows(lines: tuple[Evidence, ...], index: int) -> bool:
    """A short line ending in a colon names the text below it; before a list it only announces."""
    following = lines[index + 1 : index + 2]
    if not following or following[0].shape.marked or in_glyph_run(lines, index + 1) or _is_code(following[0]):
        return False
    # What is counted stands below: `新确认的医院十一家：`.
    counted = _counted_up.search(lines[index].text) and not following[0].shape.prose
    if counted or lines[index].counts_up or _heads_list(lines, index):
        return False
    if (
        is_unfilled(following[0].text)
        or begins_register([line.text for line in lines[index + 1 : index + 3]], lines[index].lexicon.surnames)
        or any(above.colon and not above.shape.marked for above in lines[max(0, index - 1) : index])
    ):
        return False
    # The keys of a form stand above each other, their values left blank or pulled away.
    return not (following[0].colon or following[0].empty_key) and not _is_field(lines, index)


def _heads_list(lines: tuple[Evidence, ...], index: int) -> bool:
    """Whether a colon leads to short lines alone, three, or two above a heading: the entries of a list are what it names (`协办单位：`)."""
    end = index + 1
    while end < len(lines) and end - index <= _LIST and _is_short(lines[end]):
        end += 1
    count = end - index - 1
    below = lines[end : end + 1]
    return count >= _LIST or (count == _LIST - 1 and any(line.shape.numbering or line.colon for line in below))


def _is_code(line: Evidence) -> bool:
    """Whether a line has nothing Chinese and is no sentence: what stands above an address or a piece of code announces it."""
    return not (han_character.search(line.text) or line.shape.row or line.shape.prose or line.shape.ended)


def _is_field(lines: tuple[Evidence, ...], index: int) -> bool:
    """Whether a key with nothing but a short line below it comes again and again: a field of a form."""
    text, below = lines[index].text, lines[index + 1]
    return not is_text(below) and sum(1 for line in lines if line.text == text) >= _LIST


def is_key_among_keys(lines: tuple[Evidence, ...], index: int, before: list[Role]) -> bool:
    """A name above a figure, right behind a heading that has nothing but figures below it: one more
    key of an infographic (技术合同成交额 / 5503.2亿元), whose own mark was lost."""
    if (
        not may_be_label(lines[index])
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


def _is_foreign(lines: tuple[Evidence, ...], index: int) -> bool:
    """Whether a line without a Han character stands above Chinese text or a table, or is more than words: a formula, a caption
    in English, an address, a list of names, the number of a page."""
    text = lines[index].text
    if han_character.search(text) or is_year(f"{text}年"):
        return False
    return not all(char.isalpha() or char == " " for char in text) or any(
        line.shape.row or han_character.search(line.text)
        for line in lines[index + 1 : index + 2]
        if not line.shape.bullet
    )
