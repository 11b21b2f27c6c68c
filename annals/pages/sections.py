"""A report's sections on another page: whole, or their beginnings where that page has shown enough."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from annals.model import BlockKind, Placed, Report, Voice
from annals.pages.links import link
from annals.pages.marks import is_supplied
from annals.pages.passage import Passage, Passages
from annals.text.excerpts import beginning_of

_LONGEST_EXCERPT, _LITTLE = 110, 5
"""Characters of a section that its excerpt shows, and how many more are shown rather than left out."""


class Form(StrEnum):
    """How a part of a section is set."""

    HEADING = "heading"
    TEXT = "text"
    LIST = "list"
    TABLE = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One block: `href` leads to it on its own page, `depth` is that of an item or, from 1, of a heading below the
    section's own; a row has `cells`, of which `header` says that they head their table."""

    href: str
    voice: Voice
    passage: Passage
    depth: int = 0
    header: bool = False
    cells: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Blocks that are set alike: one heading or paragraph, all items of a list, all rows of a table."""

    form: Form
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of a report: where it is, the titles above it, its own title (None for what stands above the first), its
    parts or, of one that is not shown whole, its first text and the titles below it as (link, title). `length` is the
    number of its characters, whatever of them is shown."""

    href: str
    chain: str
    title: Passage | None
    length: int
    parts: tuple[Part, ...] = ()
    text: Passage | None = None
    below: tuple[tuple[str, Passage], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Whose text is shown on which page; `linked` are the entities linked so far below the heading of its year."""

    report: Report
    here: str
    passages: Passages
    linked: set[str]

    def passage(self, block: Placed, *, start: int = 0, end: int | None = None) -> Passage:
        """A block, or a part of it, as this page shows it."""
        return self.passages.passage(self.report.id, block, self.here, start=start, end=end, linked=self.linked)

    def href(self, block: Placed) -> str:
        """Where a block stands on its own page."""
        return link(self.here, block.page, block.id)

    def chain(self, block: Placed) -> str:
        """The titles above a block."""
        return " › ".join(self.passages.marks[self.report.id].titles(block.section))


def sections_of(blocks: Sequence[Placed], shown: Shown, *, whole: bool) -> tuple[Section, ...]:
    """The sections that some blocks of a report make up, in their order; what stands above the first heading is one, too."""
    return tuple(_section(run, shown, whole=whole) for run in _runs(blocks))


def _runs(blocks: Sequence[Placed]) -> Iterator[list[Placed]]:
    """The blocks cut before each heading that hangs below none of them."""
    ids = {block.id for block in blocks}
    run: list[Placed] = []
    for block in blocks:
        if block.is_heading and block.section not in ids and run:
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def _section(run: Sequence[Placed], shown: Shown, *, whole: bool) -> Section:
    heading = _telling(run) if run[0].is_heading else None
    behind = run[run.index(heading) + 1 :] if heading else run
    first = heading or run[0]
    title = shown.passage(heading) if heading else None
    length = sum(len(block.text) for block in behind)
    if whole:
        parts = tuple(_parts(behind, len(shown.report.index.chain(first.id)), shown))
        return Section(href=shown.href(first), chain=shown.chain(first), title=title, length=length, parts=parts)
    below = [block for block in behind if block.section == heading.id] if heading else behind
    texts = (block for block in below if block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM))
    text = next(texts, None)
    return Section(
        href=shown.href(first),
        chain=shown.chain(first),
        title=title,
        length=length,
        text=shown.passage(text, end=beginning_of(text.text, _LONGEST_EXCERPT, _LITTLE)) if text else None,
        below=tuple((shown.href(block), shown.passage(block)) for block in below if block.is_heading),
    )


def _telling(run: Sequence[Placed]) -> Placed:
    """The heading that tells what stands there: a container with a single section gives way to that section."""
    heading = run[0]
    below = [block for block in run if block.section == heading.id]
    while len(below) == 1 and below[0].is_heading:
        heading = below[0]
        below = [block for block in run if block.section == heading.id]
    return heading


def _parts(blocks: Sequence[Placed], top: int, shown: Shown) -> Iterator[Part]:
    """`top` is how deep the section itself hangs."""
    for form, group in groupby(blocks, key=_form):
        lines = [_line(block, form, top, shown) for block in group]
        if form in (Form.LIST, Form.TABLE):
            yield Part(form=form, lines=tuple(lines))
        else:
            yield from (Part(form=form, lines=(line,)) for line in lines)


def _form(block: Placed) -> Form:
    forms = {BlockKind.HEADING: Form.HEADING, BlockKind.ITEM: Form.LIST, BlockKind.ROW: Form.TABLE}
    return forms.get(block.kind, Form.TEXT)


def _line(block: Placed, form: Form, top: int, shown: Shown) -> Line:
    depth = max(1, len(shown.report.index.chain(block.id)) - top) if form is Form.HEADING else block.block.content.depth
    cells = tuple(_cells(block, shown)) if form is Form.TABLE else ()
    return Line(
        href=shown.href(block),
        voice=Voice.SOURCE if block.is_report_text and not is_supplied(block) else Voice.EDITOR,
        passage=cells[0] if cells else shown.passage(block),
        depth=depth,
        header=block.block.content.header,
        cells=cells,
    )


def _cells(row: Placed, shown: Shown) -> Iterator[Passage]:
    start = 0
    for cell in row.text.split("\t"):
        found = shown.passage(row, start=start, end=start + len(cell))
        # A cell is whole, whatever stands beside it.
        yield replace(found, before=False, after=False)
        start += len(cell) + 1
