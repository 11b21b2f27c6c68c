"""Where the lines of a table stand that its caption announces: from below the caption (`表3 …`) and the line of the unit to the
note, the next caption or heading, the end of the page, or the text that goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from annals.clean.furniture.dress import dressed
from annals.text.captions import is_caption
from annals.text.extents import extent
from annals.text.lexicon.words import Words
from annals.text.lines import Shape
from annals.text.reading import Reading

_LONGEST = 400
"""A table has so many lines at most."""
_FAR = 4
"""So many blank lines part it from what follows."""
_CAPTION, _CONTINUED = 60, 16
_UNIT = 24
_TITLE = 8
"""A title is so wide at least; a cell may be narrower."""
_AT_HEAD = 3
"""Among so many lines of a page is the first row, below its running title and number."""
_HEAD, _CUT = 3, 10
"""The head of a table begins on one of so many lines; so many lines of the page's own stand between the parts of one that is cut."""
_WIDE, _ENDED, _FULL = 0.75, 0.6, 0.92
"""How much of a full line what has a comma in it, what ends a sentence, and what has neither fills at least where it is text."""
_NARROWEST = 18.0
"""No page is set narrower; cells are."""
_number_alone = re.compile(r"附?表\s?\d{1,2}(?:[-－—–.]\d{1,2})?")
_unit = re.compile(r"[（(]?(?:计量|计价)?单\s?位\s?[：:]")
_FIGURES, _WORDS, _WORD = 2, 4, 12.0
"""A row has more figures; or so many words, none wider in Han characters."""
_numbered_row = re.compile(r"\d{1,4}[ \u3000\u00a0]+[^\d\s]")
_drawn = re.compile("[|\u2500-\u257f]")
_said = re.compile("[，。；：！？]")
_leader = re.compile(r"[.．·…]{4}|(?:\. ){3}")
_page_behind = re.compile(r"\s\d{1,3}$")
_wide_gap = re.compile(r"(?<=\S)(?:[ \u3000\u00a0]{2,}|[ \u3000\u00a0]*\t[ \u3000\u00a0\t]*)(?=\S)")
_cell = re.compile(r"\S+")
_figure = re.compile(r"(?<!\S)[-+−–±↑↓]?\d[\d,]*(?:\.\d+)?[%％‰]?(?!\S)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """The places of the lines of a table, `first` to before `last`. `closed` says that what stands below it is no text that may
    have begun within: a note, a caption, a numbered heading; `noted` that it is a note. One that is not `captioned` stands
    below the line of a unit alone (`单位：万元`)."""

    caption: int
    captioned: bool
    first: int
    last: int
    closed: bool
    noted: bool


@dataclass(frozen=True, kw_only=True)
class Regions:
    """Finds the tables of a text by their captions. Without slots, as the width of the page is measured once, where it is asked for."""

    reading: Reading

    def __iter__(self) -> Iterator[Region]:
        lines = self.reading.lines
        at = 0
        while at < len(lines):
            told = names_table(lines, at)
            region = self._below(at, captioned=told) if told or names_unit(lines[at]) else None
            while region is not None and region.first < region.last:
                yield region
                at = region.last - 1
                region = self._resumed(region)
            at += 1

    def _resumed(self, region: Region) -> Region | None:
        """What goes on with a table behind the end of a page: the line with which its head begins stands there again."""
        if region.closed:
            return None
        lines = self.reading.lines
        heads = {_bare(line.text) for line in lines[region.first : min(region.last, region.first + _HEAD)]}
        for at in range(region.last, min(len(lines), region.last + _CUT)):
            if names_table(lines, at):
                return None
            if _bare(lines[at].text) in heads and len(_cell.findall(lines[at].text)) > 1:
                return self._below(at - 1, captioned=region.captioned)
        return None

    def _below(self, caption: int, *, captioned: bool) -> Region:
        lines = self.reading.lines
        first = caption + 1 + self._is_title(caption)
        while first < min(len(lines), caption + 3) and _unit.match(lines[first].text) and not lines[first].page_before:
            first += 1
        last, closed = first, False
        while last < min(len(lines), first + _LONGEST):
            line = lines[last]
            above = lines[first:last]
            closed = self._closes(line) and not (above and _counts_on(above[0].text, above[-1].text, line.text))
            cut = line.page_before and last > first and not self._goes_on(first, last)
            if closed or cut or _drawn.search(line.text) or line.blanks_before > _FAR or self.says(line):
                break
            last += 1
        noted = closed and tells_below(lines[last].text, self.reading.lexicon.notes)
        return Region(
            caption=caption,
            captioned=captioned,
            first=first,
            last=last,
            closed=closed or last == len(lines),
            noted=noted,
        )

    def _goes_on(self, first: int, last: int) -> bool:
        """Whether the rows from one line on go on behind the end of a page before another, be it below what the page has at its head."""
        lines = self.reading.lines
        rows = [line.text for line in lines[first:last] if len(line.text.split()) > 1]
        return bool(rows) and any(_is_next_row(rows[-1], line.text) for line in lines[last : last + _AT_HEAD])

    def _is_title(self, caption: int) -> bool:
        """Whether the line behind the number of a table that stands alone is its title, and no cell."""
        lines = self.reading.lines
        if not _number_alone.fullmatch(lines[caption].text) or caption + 1 == len(lines):
            return False
        line = lines[caption + 1]
        plain = not (line.marked or line.page_before or _wide_gap.search(line.text) or _said.search(line.text))
        return plain and line.width >= _TITLE and _figure.fullmatch(line.text) is None

    def _closes(self, line: Shape) -> bool:
        # The dash of a page number is read as the mark of an item.
        if (
            line.hashes
            or (line.bullet and dressed(line.text) is None)
            or is_caption(line.text)
            or tells_below(line.text, self.reading.lexicon.notes)
        ):
            return True
        return line.numbering != "" and not (
            _wide_gap.search(line.text) or _figure.search(line.text[line.number_end - line.body :])
        )

    def says(self, line: Shape) -> bool:
        """Whether a line is text rather than cells: it fills most of a line of the page, and what says something fills less."""
        if _wide_gap.search(line.text):
            return False
        filled = extent(line.text) / self.full
        if line.ended and filled >= _ENDED:
            return True
        if _is_row(line.text):
            return False
        return filled >= (_WIDE if _said.search(line.text) else _FULL)

    @cached_property
    def full(self) -> float:
        """How wide the lines of the text are set, in Han characters."""
        widths = sorted(extent(line.text) for line in self.reading.lines if "，" in line.text)
        return max(_NARROWEST, widths[len(widths) // 2] if widths else 0.0)


def names_table(lines: Sequence[Shape], at: int) -> bool:
    """Whether a line is the caption of a table, and no entry of a list of tables nor a sentence that begins with its name."""
    text = lines[at].text
    if text.startswith("续表") and len(text) <= _CONTINUED:
        return True
    if not text.startswith(("表", "附表")) or not is_caption(text) or len(text) > _CAPTION:
        return False
    if any(mark in text for mark in "，。；") or _leader.search(text):
        return False
    beside = [*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]]
    listed = any(
        is_caption(line.text) and (_leader.search(line.text) or _page_behind.search(line.text)) for line in beside
    )
    return not (listed and _page_behind.search(text))


def names_unit(line: Shape) -> bool:
    """Whether a line says in which unit the figures below it are, and nothing else."""
    return line.width <= _UNIT and _unit.match(line.text) is not None and not line.ended


def tells_below(text: str, notes: Words) -> bool:
    """Whether a line is a note of a table: its source, its unit."""
    bare = text.lstrip("（(【[ ")
    return any(bare.startswith(note) and bare[len(note) : len(note) + 1] in ("：", ":") for note in notes) or (
        bare.startswith(tuple(notes)) and re.match(r".{1,4}\s?\d{0,2}\s?[：:.．、]", bare) is not None
    )


def _is_row(text: str) -> bool:
    """Whether a line has several figures, or several short words and no mark of a sentence among them."""
    words = _cell.findall(text)
    if len(_figure.findall(text)) > _FIGURES and "。" not in text:
        return True
    return len(words) >= _WORDS and not _said.search(text) and all(extent(word) <= _WORD for word in words)


def _counts_on(head: str, above: str, text: str) -> bool:
    """Whether a line that begins with a bare number is a row rather than a heading: so does the one above (`9 常熟市`, `8 昆山市`), or it
    has as many words as the head of the table."""
    if _numbered_row.match(text) is None:
        return False
    return _numbered_row.match(above) is not None or len(head.split()) == len(text.split()) >= _WORDS - 1


def _is_next_row(above: str, text: str) -> bool:
    """Whether a line behind the end of a page has as many words as the last one before it, a figure in the same place at least."""
    one, other = above.split(), text.split()
    both = [_figure.fullmatch(word) and _figure.fullmatch(below) for word, below in zip(one, other, strict=False)]
    return len(one) == len(other) > 1 and any(both)


def _bare(text: str) -> str:
    return "".join(text.split())
