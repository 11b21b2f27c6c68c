"""The whole text in the source's order: the address to cite, where topics move nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from operator import itemgetter

from jinja2 import Environment

from annals.markdown.write import passages_of, shallowest, write_body
from annals.model import Block, BlockKind, Box, Edition, PageKind, Placed, Report, SectionKind, Status, View
from annals.pages.filling import filled
from annals.pages.links import link, origin_lines, part_path, url, within
from annals.pages.marking import marking_of, months
from annals.pages.marks import Marks, kinds_of
from annals.pages.parts import line_of, parted, parts_of
from annals.pages.record import Record

_NEIGHBOURS = 12
"""More pages by topic than these are listed in the contents of the report alone."""


def chapter_pages(
    report: Report, edition: Edition, page_templates: Environment, derived: Environment
) -> tuple[View, ...]:
    """`full`, and `full-2` … for a long report."""
    whole = _Whole.of(report, edition.labels[report.id], official=edition.facts.official)
    return tuple(_view(whole, number, chunk, page_templates, derived) for number, chunk in enumerate(whole.chunks, 1))


def _view(
    whole: _Whole, number: int, chunk: Sequence[Placed | Block], page_templates: Environment, derived: Environment
) -> View:
    report, label = whole.report, whole.label
    path = part_path(report.id, "full", number)
    count = len(whole.chunks)
    title = f"{label} 全文" + (f"（{number}/{count}）" if count > 1 else "")
    head = page_templates.get_template("chapter.md.j2").render(title=title)
    placed = [item for item in chunk if isinstance(item, Placed)]
    # A heading without words, `##` alone on a line, is written nowhere.
    shown = [item for item in placed if item.text or not item.is_heading]
    passages = tuple(
        replace(passage, boxes=_boxes(item))
        for passage, item in zip(passages_of(path, tuple(_blocks(report, chunk)), whole.top), shown, strict=True)
    )
    marking = marking_of(report, path, placed)
    record = whole.record.only(partial(whole.lines.place, number))
    parts = parts_of(report, "full", number)
    lead = derived.get_template("chapter_lead.html.j2").render(
        kinds=kinds_of(marking), record=record, parts=parts, begun=_begun(report, placed) if number > 1 else ""
    )
    made = filled(
        derived,
        "chapter_page.html.j2",
        report=report,
        edition=label,
        first=next((item.id for item in placed), ""),
        page=url(path).rpartition("/")[2],
        parts=parts,
        raw=link(path, part_path(report.id, "raw", number)),
        elsewhere=[(name, line_of(name), link(path, there, name)) for name, there in whole.elsewhere.get(number, ())],
        topics=[(link(path, page.path), within(page.matter.title, label)) for page in report.pages[: _NEIGHBOURS + 1]],
        neighbours=_NEIGHBOURS,
        record=record,
        official=whole.official,
        link=partial(link, path),
    )
    nameless = {block.id for block in report.blocks if block.nameless}
    forms = (name for item in placed if item.block.boxes for name in report.index.chain(item.section))
    return View(
        path=path,
        title=title,
        kind=PageKind.CHAPTER,
        markdown=head + write_body(passages),
        made=made.html,
        crumbs=((label, report.home),),
        marking=marking,
        untold=months(placed),
        forms=tuple(dict.fromkeys(name for name in forms if name in nameless)),
        description=made.description,
        report=report.id,
        lead=lead,
    )


def chapter_of(report: Report) -> dict[str, str]:
    """The path of the page of the whole text on which each placed block stands."""
    return {
        item.id: part_path(report.id, "full", number)
        for number, found in enumerate(parted(report, report.order), 1)
        for item in found
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Whole:
    """What the pages of one report share: its blocks and nameless sections by part, its shallowest level, the record of
    its corrections and doubts, its raw lines; and by part the addresses of lines in it that are joined to a block of
    another part, each with the path of that."""

    report: Report
    label: str
    official: bool
    chunks: Sequence[Sequence[Placed | Block]]
    top: int
    record: Record
    lines: _Lines
    elsewhere: dict[int, list[tuple[str, str]]]

    @staticmethod
    def of(report: Report, label: str, *, official: bool) -> _Whole:
        chunks = _chunks(report)
        elsewhere: dict[int, list[tuple[str, str]]] = {}
        for number, chunk in enumerate(chunks, 1):
            for item in chunk:
                for name in item.stem.anchors() if isinstance(item, Placed) else ():
                    line = line_of(name)
                    if line is not None and report.part_of(line) != number:
                        there = part_path(report.id, "full", number)
                        elsewhere.setdefault(report.part_of(line), []).append((name, there))
        return _Whole(
            report=report,
            label=label,
            official=official,
            chunks=chunks,
            top=shallowest(report.blocks),
            record=Record.of(report, part_path(report.id, "full", 1)),
            lines=_Lines.of(chunks),
            elsewhere=elsewhere,
        )


def _begun(report: Report, placed: Sequence[Placed]) -> str:
    """The titles of the section with which a part goes on, if it begins inside one; a heading tells them itself."""
    if not placed or placed[0].is_heading:
        return ""
    return " › ".join(Marks.of(report).titles(placed[0].section))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lines:
    """The raw lines (1-based, in order) that are published, each with the page (from 1) and the block where it is."""

    known: tuple[tuple[int, int, str], ...]

    @staticmethod
    def of(chunks: Sequence[Sequence[Placed | Block]]) -> _Lines:
        found = {
            line: (line, number, item.id)
            for number, chunk in reversed([*enumerate(chunks, 1)])
            for item in reversed(chunk)
            if isinstance(item, Placed)
            for low, high in origin_lines(item.stem)
            for line in range(low, high + 1)
        }
        return _Lines(known=tuple(found[line] for line in sorted(found)))

    def place(self, number: int, line: int) -> str | None:
        """Where on a page a raw line is; of one that is not published, where the line before it is. None: on no place of
        this page."""
        at = max(0, bisect_right(self.known, line, key=itemgetter(0)) - 1)
        _, page, block = self.known[at] if self.known else (0, 1, "")
        return f"#{block}" if page == number else None


def _chunks(report: Report) -> list[list[Placed | Block]]:
    """Placed blocks and nameless sections in reading order, by the part in which they stand."""
    rank = {block.id: number for number, block in enumerate(report.blocks)}
    chunks: list[list[Placed | Block]] = [[*found] for found in parted(report, report.order)]
    for block in report.blocks:
        if block.nameless:
            items = chunks[report.part_of(block.first_line) - 1]
            behind = (
                at
                for at, item in enumerate(items)
                if isinstance(item, Placed) and item.origin and rank[item.origin.id] > rank[block.id]
            )
            items.insert(next(behind, len(items)), block)
    return chunks


def _blocks(report: Report, chunk: Sequence[Placed | Block]) -> Iterator[Block]:
    """The items as the writer of pages wants them: what stands on the pages, below the sections that it has
    there; an editor's own heading stands one level below the section it was put into."""
    levels: dict[str | None, int] = {None: 1} | {block.id: block.level for block in report.blocks if block.section}
    before: BlockKind | None = None
    depth = 0
    for item in chunk:
        if isinstance(item, Block):
            yield item
            continue
        block = _block(item, levels.get(item.section, 1) + 1)
        if block.section is not None:
            levels[block.id] = block.level
        content = block.content
        goes_on = before is content.kind
        # A list or a table may have begun on the part before.
        if content.kind is BlockKind.ITEM:
            depth = min(content.depth, depth + 1) if goes_on else 0
            content = replace(content, depth=depth)
        elif content.kind is BlockKind.ROW and not goes_on:
            content = replace(content, header=True)
        before = content.kind
        yield replace(block, content=content)


def _boxes(placed: Placed) -> tuple[Box, ...]:
    """The closed forms around a block on its own page: an editor makes and undoes them there."""
    return tuple(Box(id=f"{placed.page}#{box.id}", kind=box.kind) for box in placed.block.boxes)


def _block(placed: Placed, own_level: int) -> Block:
    content = placed.block.content
    if placed.origin is not None:
        return replace(placed.origin, content=content, above=placed.section)
    return Block(
        id=placed.id,
        content=content,
        section=SectionKind.SECTION if placed.is_heading else None,
        level=own_level if placed.is_heading else 0,
        numbered=False,
        above=placed.section,
        lines=(),
        status=Status.ADDED,
        anchors=(),
    )
