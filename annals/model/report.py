"""A report as it is published, with what finds its blocks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from annals.model.blocks import Block, Change, Placed
from annals.model.cleaning import AppliedCorrection, Entry, Flag
from annals.model.pages import PublishedPage
from annals.model.source import PageMap, Source


def by_year(reports: Iterable[Report]) -> tuple[Report, ...]:
    """Reports in the order of their years, undecided ones last."""
    return tuple(sorted(reports, key=lambda report: (report.year is None, report.year or 0, report.id)))


def newest_first(reports: Iterable[Report]) -> tuple[Report, ...]:
    """Reports as every page lists them: the newest year first, those of one year by id, undecided ones last."""
    return tuple(sorted(reports, key=lambda report: (report.year is None, -(report.year or 0), report.id)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The placed blocks of a report by id, the section above each section, and by address (a block's own
    or one that leads to it) the page it stands on. `parts`: by the address of any block, generated or on a page,
    the blocks in which its text stands now, the one that has its name first. `names`: by the address of a block on a page
    all addresses that may mean its text."""

    placed: Mapping[str, Placed]
    above: Mapping[str, str | None]
    pages: Mapping[str, str]
    parts: Mapping[str, tuple[Placed, ...]]
    names: Mapping[str, tuple[str, ...]]

    @staticmethod
    def of(blocks: tuple[Block, ...], order: tuple[Placed, ...]) -> Index:
        """`blocks` as generated, for nameless sections; `order` as published."""
        above = {block.id: block.above for block in blocks if block.section is not None}
        above.update({placed.id: placed.section for placed in order if placed.is_heading})
        pages: dict[str, str] = {}
        for placed in order:
            for name in (placed.id, *placed.stem.anchors()):
                pages.setdefault(name, placed.page)
        lines = _parted_lines(blocks)
        names = {placed.id: _names(placed, lines) for placed in order}
        return Index(
            placed={placed.id: placed for placed in order},
            above=above,
            pages=pages,
            parts=_parts(order, names),
            names=names,
        )

    def find(self, name: str, quote: str = "") -> Placed | None:
        """The block that an address means: what an editor joined to another is that other, and of what an editor parted it
        is the part that holds the quotation, else the first."""
        parts = self.parts.get(name, ())
        return next((part for part in parts if quote in part.text), next(iter(parts), None))

    def title_of(self, section: str) -> str:
        placed = self.placed.get(section)
        return placed.text if placed else ""

    def chain(self, section: str | None) -> tuple[str, ...]:
        """The ids of a section and all above it, the outermost first; nameless ones too."""
        found: list[str] = []
        while section is not None and section not in found:
            found.append(section)
            section = self.above.get(section)
        return tuple(reversed(found))

    def titles(self, section: str | None) -> tuple[str, ...]:
        """The titles of a section and all above it, the outermost first."""
        return tuple(title for name in self.chain(section) if (title := self.title_of(name)))


def _parted_lines(blocks: Iterable[Block]) -> frozenset[str]:
    """The lines, by the address of the first block, of which a part is a heading and a part is text. Such a line may
    have been one paragraph until a correction parted them, and whoever cited that means all of it."""
    kinds: dict[str, set[bool]] = {}
    for block in blocks:
        kinds.setdefault(_line_of(block.id), set()).add(block.section is not None)
    return frozenset(line for line, sections in kinds.items() if len(sections) > 1)


def _line_of(name: str) -> str:
    """The address of the first block of a line, given that of one of its blocks: `l9` of `l9-24`."""
    return name.partition("-")[0]


def _names(placed: Placed, lines: Collection[str]) -> tuple[str, ...]:
    names = placed.stem.names()
    whole = (line for name in names if (line := _line_of(name)) in lines)
    return tuple(dict.fromkeys((*names, *whole)))


def _parts(order: tuple[Placed, ...], names: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[Placed, ...]]:
    found: dict[str, tuple[Placed, ...]] = {}
    for placed in order:
        own = (placed.id, *placed.stem.anchors())
        for name in dict.fromkeys((placed.id, *names[placed.id])):
            parts = found.get(name, ())
            # What has a name stands before what was parted from it, wherever an editor put it.
            found[name] = (placed, *parts) if name in own else (*parts, placed)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Mending:
    """A correction made on a page: [start:end] of the text of `block`, now `new`, is `old` in the raw text, at
    `lines`. `path` and `at` are the page and its line (1-based); `by` is who changed that line last, empty where
    no history tells."""

    block: str
    start: int
    end: int
    old: str
    new: str
    lines: tuple[int, int]
    path: str
    at: int
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report as published: what is known of it, its blocks as generated in the source's order with the
    path of each one's page, its pages, and all placed blocks in reading order.

    `own_title` says that the title is this edition's and stands nowhere in the raw text. `issuer` and `published` (year, ISO
    month or day) are what a person recorded of the print, `scan` where the pictures of its pages are, `{page}` standing for
    the printed number, each empty where nobody did; `printed` are its pages as far as they are
    known. `cuts` are the raw lines (1-based) with which the parts of its whole text begin. `source` is None when
    the raw file could not be used, `ledger` when the report could not be made anew and its committed pages
    stand. `corrections` are those of the `.yml` that are true of the published text. `deleted` are the blocks that an
    editor took out, `changes` the corrections and doubts of the `.yml` by block, where they stand in its published text, `mendings` those made on the pages."""

    id: str
    year: int | None
    title: str
    own_title: bool
    series: str
    issuer: str
    published: str
    scan: str
    printed: PageMap
    original: str
    sha256: str
    source: Source | None
    ledger: tuple[Entry, ...] | None
    corrections: tuple[AppliedCorrection, ...]
    flags: tuple[Flag, ...]
    changes: Mapping[str, tuple[Change, ...]]
    mendings: tuple[Mending, ...]
    blocks: tuple[Block, ...]
    paths: Mapping[str, str]
    pages: tuple[PublishedPage, ...]
    order: tuple[Placed, ...]
    deleted: tuple[Block, ...]
    index: Index
    cuts: tuple[int, ...] = (1,)

    @property
    def home(self) -> str:
        """Its own page, with its contents, below docs/."""
        return f"{self.id}/index.md"

    def part_of(self, line: int) -> int:
        """The part (from 1) to which a raw line (1-based) belongs."""
        return max(1, bisect_right(self.cuts, line))

    def nameless(self, path: str) -> tuple[str, ...]:
        """The ids of the nameless sections (highlights, timelines) of a page, in order."""
        return tuple(block.id for block in self.blocks if block.nameless and self.paths[block.id] == path)


def missing_years(years: Iterable[int]) -> tuple[str, ...]:
    """The runs of years that are missing between the first and the last.

    >>> missing_years([2017, 2012, 2014])
    ('2013', '2015–2016')
    """
    known = sorted(set(years))
    runs = [(before + 1, after - 1) for before, after in pairwise(known) if after - before > 1]
    return tuple(str(first) if first == last else f"{first}–{last}" for first, last in runs)
