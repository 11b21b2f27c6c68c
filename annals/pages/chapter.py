"""The whole chapter in the source's order: the address to cite, where topics move nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from operator import itemgetter

from jinja2 import Environment

from annals.markdown.write import passages_of, shallowest, write_body
from annals.model import Block, Box, Edition, PageKind, Placed, Report, SectionKind, Status, View
from annals.pages.links import link, origin_lines, within
from annals.pages.marking import marking_of, months
from annals.pages.page_marks import kinds_of
from annals.pages.record import Record

LONGEST = 150_000
"""Raw characters on one page; a longer chapter goes on at `full-2`."""


def chapter_pages(
    report: Report, edition: Edition, page_templates: Environment, derived: Environment
) -> tuple[View, ...]:
    """`full`, and `full-2` … for a long report."""
    label = edition.labels[report.id]
    top = shallowest(report.blocks)
    views = []
    chunks = _chunks(report)
    lines = _Lines.of(chunks)
    for number, chunk in enumerate(chunks, 1):
        path = chapter_path(report.id, number)
        title = f"{label} 全文" + (f"（{number}/{len(chunks)}）" if len(chunks) > 1 else "")
        head = page_templates.get_template("chapter.md.j2").render(title=title)
        placed = [item for item in chunk if isinstance(item, Placed)]
        passages = tuple(
            replace(passage, boxes=_boxes(item))
            for passage, item in zip(passages_of(path, tuple(_blocks(chunk)), top), placed, strict=True)
        )
        marking = marking_of(report, path, placed)
        record = Record.of(report, path).only(partial(lines.place, number))
        lead = derived.get_template("chapter_lead.html.j2").render(kinds=kinds_of(marking), record=record)
        html = derived.get_template("chapter_page.html.j2").render(
            report=report,
            edition=label,
            first=next((item.id for item in placed), ""),
            pages=[(link(path, chapter_path(report.id, n)), n) for n in range(1, len(chunks) + 1)],
            number=number,
            topics=[(link(path, page.path), within(page.matter.title, label)) for page in report.pages],
            record=record,
            link=partial(link, path),
        )
        views.append(
            View(
                path=path,
                title=title,
                kind=PageKind.CHAPTER,
                markdown=head + write_body(passages, page_templates),
                html=html,
                crumbs=((label, f"{report.id}/index.md"),),
                marking=marking,
                untold=months(placed),
                forms=tuple(item.id for item in chunk if isinstance(item, Block)),
                description=f"{report.title}：全文，按原书次序",
                report=report.id,
                lead=lead,
            )
        )
    return tuple(views)


def chapter_path(report: str, number: int) -> str:
    return f"{report}/full.md" if number == 1 else f"{report}/full-{number}.md"


def chapter_of(report: Report) -> dict[str, str]:
    """The path of the chapter page of each placed block."""
    return {
        item.id: chapter_path(report.id, number) for number, chunk in enumerate(_chunks(report), 1) for item in chunk
    }


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
    """Placed blocks and nameless sections in reading order, cut before a section outside any
    box once a page is full."""
    rank = {block.id: number for number, block in enumerate(report.blocks)}
    items: list[Placed | Block] = list(report.order)
    for block in report.blocks:
        if block.nameless:
            behind = (
                at
                for at, item in enumerate(items)
                if isinstance(item, Placed) and item.origin and rank[item.origin.id] > rank[block.id]
            )
            items.insert(next(behind, len(items)), block)
    chunks: list[list[Placed | Block]] = [[]]
    length = 0
    for item in items:
        is_section = isinstance(item, Placed) and item.is_heading and not item.block.boxes
        if is_section and length > LONGEST:
            chunks.append([])
            length = 0
        chunks[-1].append(item)
        length += len(item.text) if isinstance(item, Placed) else 0
    return chunks


def _blocks(chunk: list[Placed | Block]) -> Iterator[Block]:
    """The items as the writer of pages wants them: what stands on the pages, below the sections that it has
    there; an editor's own heading stands one level below the section it was put into."""
    levels: dict[str | None, int] = {None: 1}
    for item in chunk:
        block = item if isinstance(item, Block) else _block(item, levels.get(item.section, 1) + 1)
        if block.section is not None:
            levels[block.id] = block.level
        yield block


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
