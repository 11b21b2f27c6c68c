"""Between which lines of a text nothing goes on, whatever stands above: what begins something, stands alone, ends what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annals.clean.counted_titles import counted_headings
from annals.clean.furniture.notes import notes_at_foot
from annals.clean.page_edges import behind_blanks, is_set_in_below_blank, left_edges
from annals.clean.rows_of_names import name_rows
from annals.clean.rules.interruptions import interrupts
from annals.clean.rules.lists import begin_alike, catalogued
from annals.clean.rules.references import ends_entry
from annals.clean.statements import PAGE
from annals.clean.title_lines import CENTRED, MARK, is_indented, is_spaced_out, is_spread, tells_of_issue
from annals.text.articles import ARTICLE
from annals.text.captions import (
    begins_entry,
    box_label,
    holds_rights,
    is_caption,
    is_document_number,
    names_letter,
    names_overview,
    names_picture,
    names_publication,
    names_series,
    states_in_box,
    tells_of_picture,
)
from annals.text.dates import is_date
from annals.text.lexicon import Lexicon
from annals.text.lines import CHAPTERS, CLAUSE, LONG_LABEL, SHORT_LINE, Shape, is_figures
from annals.text.numerals import TO_TEN, value_of
from annals.text.openings import begins_as_title
from annals.text.reading import Reading
from annals.text.salutations import closing_lines, salutes

_COVER, _ISSUED = 12, 4
"""A cover has so many lines at most, and who issued it stands among so many."""


def is_of_cover(lines: Sequence[Shape], at: int, lexicon: Lexicon) -> bool:
    """Whether a line ends what it says, though without a mark: a greeting, on a cover the title and the date."""
    text = lines[at].text
    if salutes(text, lexicon) or at >= _COVER:
        return salutes(text, lexicon)
    titled = names_publication(text, lexicon) or names_letter(text, lexicon) or names_overview(text, lexicon)
    return titled or is_date(text) or names_issuer(lines, at, lexicon)


def names_issuer(lines: Sequence[Shape], at: int, lexicon: Lexicon) -> bool:
    """Whether one of the first lines below a title is the name of who issued it, or the very first one above it."""
    text = lines[at].text
    above = at == 0 and any(names_publication(line.text, lexicon) and not MARK.search(line.text) for line in lines[1:2])
    return (above or 0 < at < _ISSUED) and text.endswith((*lexicon.issuers, *lexicon.offices)) and not MARK.search(text)


"""What bears such a number is a title; where it is long already, a blank line ends it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Walls:
    """The places of the lines above which nothing goes on, of those that follow the title of a box, and of those beside the entries
    of a catalogue."""

    at: frozenset[int]
    boxed: frozenset[int]
    entries: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A line where it stands: among its lines, of which blank ones part most or not (`parted`), and beside the left edge of those around."""

    lines: Sequence[Shape]
    at: int
    edge: int
    parted: bool
    lexicon: Lexicon

    @property
    def line(self) -> Shape:
        return self.lines[self.at]


def walls_of(reading: Reading) -> Walls:
    """The walls of a text, each for what one line says, for what it is beside its neighbours, or for what the whole text tells of it."""
    lines, lexicon = reading.lines, reading.lexicon
    boxed = frozenset(at + 1 for at, line in enumerate(lines) if _titles_box(line, lexicon))
    entries = frozenset(at for end in catalogued(lines) for at in (end, end + 1))
    walls = {*_of_series(reading), *behind_blanks(lines, _COVER), *_behind_notes(lines, lexicon), *boxed}
    walls.update(entries, (at + 1 for at in entries))
    parted = not (is_spread(lines) or is_spaced_out(lines))
    for at, edge in enumerate(left_edges(lines)):
        place = _Place(lines=lines, at=at, edge=edge, parted=parted, lexicon=lexicon)
        alone = at + 1 in boxed or _stands_alone(place)
        if alone or _begins(place):
            walls.add(at)
        if alone or _ends(place):
            walls.add(at + 1)
    return Walls(at=frozenset(walls), boxed=boxed, entries=entries)


def _of_series(reading: Reading) -> Iterator[int]:
    """The walls that several lines together tell of: articles, charts, rows of names, closing lines, counted headings, notes; and
    titles of the list of contents."""
    lines = reading.lines
    yield from reading.articles
    rows, counted = name_rows(lines, reading.lexicon.surnames), counted_headings(reading.text, lines)
    for at in (*reading.titles, *reading.charts, *rows.led, *rows.bare, *closing_lines(lines, reading.lexicon)):
        yield from (at, at + 1)
    yield from counted.begin
    yield from (at + 1 for at in counted.ends)
    for notes in notes_at_foot(lines, moved=True):
        yield from (note.start for note in notes)
        yield notes[-1].stop


def _titles_box(line: Shape, lexicon: Lexicon) -> bool:
    label = None if line.prose else box_label(line.text, lexicon.boxes)
    return label is not None and not states_in_box(line.text, label[1])


def _stands_alone(place: _Place) -> bool:
    """Whether a line goes on with nothing above it and in nothing below: what is centred, a caption, figures, the cells of a row."""
    line = place.line
    return (
        line.indent - place.edge > CENTRED
        or (is_caption(line.text) and not line.prose)
        or is_figures(line.text)
        or is_set_apart(line)
        or _closes_row(line.text)
        # Who holds the rights in a picture stands alone below it.
        or holds_rights(line.text)
        or names_series(line, place.lexicon)
        or names_picture(line, place.lexicon)
        or tells_of_picture(line)
    )


def _begins(place: _Place) -> bool:
    """Whether a line begins something, by what it says or by what stands around it."""
    line, lines, at = place.line, place.lines, place.at
    above = lines[at - 1] if at else None
    return (
        (line.marked and not (above and _counts_within(above, line)))
        or line.ticks == 0
        or begins_entry(line.text)
        or interrupts(line, place.lexicon)
        or tells_of_issue(line, above)
        or _heads_table(lines, at)
        or _is_title_behind(lines, at)
        or is_set_in_below_blank(lines, at, place.edge)
        or (above is not None and _parts(above, line))
        or (above is not None and place.parted and _is_below_long_title(above, line))
    )


def _parts(above: Shape, line: Shape) -> bool:
    """Whether of two lines the second begins something beside the first: the next entry, an item, the text below a title."""
    said = above.ended or above.text[-1] in "：:"
    return (
        begin_alike(above, line)
        or (said and _dash.match(line.text) is not None)
        or ends_entry(above, line)
        or (above.numbering in CHAPTERS and line.blanks_before > 0 and above.width > LONG_LABEL)
        or _heads_unbroken(above, line)
        or begins_as_title(above, line)
    )


def _ends(place: _Place) -> bool:
    """Whether a line ends what it says, though without a mark."""
    line = place.line
    return is_document_number(line.text) or ends_in_ticks(line) or is_of_cover(place.lines, place.at, place.lexicon)


def _counts_within(above: Shape, line: Shape) -> bool:
    """Whether a number and the next one stand where the clause above goes on, which names quarters, terms or grades in a row:
    `三、四季度回升，|一、二季度持平。`"""
    two = _two_numbers.match(line.text) if above.text[-1] in "，、；" and not above.marked else None
    return two is not None and value_of(two[2]) == (value_of(two[1]) or 0) + 1 and line.ended


_two_numbers = re.compile(rf"([{TO_TEN}])、([{TO_TEN}])(?:季|线|级|期|等|类|批|产|区|楼|届|年|月|环)")


def _is_below_long_title(above: Shape, line: Shape) -> bool:
    """Whether a line stands below a blank one and a numbered title that is as wide as the page, with no clause in it."""
    sized = LONG_LABEL < above.width <= SHORT_LINE and above.numbering in _TITLED
    whole = not (above.hashes or above.prose or above.ended or "，" in above.text or above.text[-1] in "：:、；")
    return sized and whole and line.blanks_before > 0 and not line.page_before


_TITLED = (*CHAPTERS, "X.Y", "X.Y.Z", "一、", "（一）")


def _heads_table(lines: Sequence[Shape], at: int) -> bool:
    """Whether a short line stands close above the rows of a table and is no end of a sentence: its name or its unit."""
    line, below = lines[at], lines[at + 1 : at + 2]
    short = line.width <= CLAUSE and not (line.row or line.ended or line.prose or line.text[-1] in "：:")
    return short and any(other.row and not other.blanks_before and not other.page_before for other in below)


def _heads_unbroken(above: Shape, line: Shape) -> bool:
    """Whether a line is wider than any that a page's width breaks, and the one above it may be its heading: what did not break the
    one broke off no other."""
    may_head = above.width <= SHORT_LINE and not above.prose and above.text[-1].isalnum()
    return line.width > PAGE and may_head


def _is_title_behind(lines: Sequence[Shape], at: int) -> bool:
    """Whether a short line without any mark stands between a whole sentence and a number, a glyph or an indent: the last line
    of a paragraph would end with its sentence."""
    line, below = lines[at], lines[at + 1 : at + 2]
    if not at or not lines[at - 1].ended or line.ended or line.prose or MARK.search(line.text):
        return False
    short = line.width * 2 <= lines[at - 1].width and line.text[-1].isalnum()
    return short and any(
        bool(other.numbering or other.glyph or other.hashes) or (is_indented(other) and other.indent > line.indent)
        for other in below
    )


def _behind_notes(lines: Sequence[Shape], lexicon: Lexicon) -> Iterator[int]:
    """The places of the lines behind notes, which are set narrower or smaller than the text: each ends with its sentence, or where its
    line stops short (`资料来源：省统计局`), or above two blank lines and more, as a table or picture is set off."""
    inside = False
    for at, line in enumerate(lines):
        inside = (inside or interrupts(line, lexicon)) and not line.row and not is_caption(line.text)
        inside = inside and not (at + 1 < len(lines) and line.width * 2 < lines[at + 1].width)
        set_off = any(below.blanks_before > 1 and not below.page_before for below in lines[at + 1 : at + 2])
        if inside and (line.ended or set_off):
            yield at + 1
            inside = False


_COLUMNS = "   "
_columns = re.compile(r"\S {3,}\S")
"""So many blanks stand between cells, or between columns of text whose lines a tool set side by side."""
_cells = re.compile(r"(?:^| )\d[\d,.]{0,15}[%％]? {1,8}[-–—]?\d[\d,.]{0,15}[%％]?$")
"""Two figures and more with blanks between them close the row of a table whose walls are gone."""
_dash = re.compile(r"[—–―·•](?![—–―\d])")
"""Behind a whole sentence, a dash without its blank begins an item."""


def is_set_apart(line: Shape) -> bool:
    """Whether a line holds cells, or columns of text set side by side: what goes on in one of them is not the line. The gap
    behind a number that opens a line parts none."""
    if _COLUMNS not in line.text:
        return False
    article = ARTICLE.match(line.text)
    opens = article.end() if article else max(0, line.number_end - line.body)
    return _columns.search(line.text, opens) is not None


def _closes_row(text: str) -> bool:
    return (text[-1].isdigit() or text[-1] in "%％") and _cells.search(text) is not None


def ends_in_ticks(line: Shape) -> bool:
    """Whether a row of boxes to tick ends a line that does not fill its page's width: nothing goes on behind it."""
    return line.width <= LONG_LABEL and line.ticks is not None
