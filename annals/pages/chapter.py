"""The whole chapter in the source's order: the address to cite, where topics move nothing."""

from __future__ import annotations

from dataclasses import replace

from jinja2 import Environment

from annals.markdown.write import parts
from annals.model import Generated, Placed, Report, View
from annals.pages.links import Index, edition_name, link
from annals.pages.marking import dress_page, months

LONGEST = 150_000
"""Raw characters on one page; a longer chapter goes on at `full-2`."""


def chapter_pages(report: Report, page_templates: Environment, derived: Environment) -> tuple[View, ...]:
    """`full`, and `full-2` … for a long report."""
    index = Index.of(report)
    views = []
    chunks = _chunks(report)
    for number, chunk in enumerate(chunks, 1):
        path = chapter_path(report.id, number)
        title = f"{edition_name(report)} 全文" + (f"（{number}/{len(chunks)}）" if len(chunks) > 1 else "")
        markdown = page_templates.get_template("chapter.md.j2").render(
            title=title, parts=parts(_all_generated(chunk), _top(report))
        )
        placed = [item for item in chunk if isinstance(item, Placed)]
        html = derived.get_template("chapter_page.html.j2").render(
            report=report,
            edition=edition_name(report),
            first=next((item.id for item in placed), ""),
            pages=[(link(path, chapter_path(report.id, n)), n) for n in range(1, len(chunks) + 1)],
            number=number,
            link=lambda there, anchor="", here=path: link(here, there, anchor),
        )
        views.append(
            View(
                path,
                title,
                "chapter",
                markdown,
                html,
                crumbs=((edition_name(report), f"{report.id}/index.md"),),
                dress=dress_page(report, path, placed, index),
                untold=months(placed),
                forms=tuple(item.id for item in chunk if isinstance(item, Generated)),
                description=f"{report.title}：全文，按原书次序",
                report=report.id,
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


def _chunks(report: Report) -> list[list[Placed | Generated]]:
    """Placed blocks and nameless sections in reading order, cut before a section outside any
    box once a page is full."""
    rank = {part.id: number for number, part in enumerate(report.base)}
    nameless = [part for part in report.base if part.role == "section" and not part.markdown]
    items: list[Placed | Generated] = list(report.order)
    for part in nameless:
        at = next(
            (
                i
                for i, item in enumerate(items)
                if isinstance(item, Placed) and item.base and rank[item.base.id] > rank[part.id]
            ),
            len(items),
        )
        items.insert(at, part)
    chunks: list[list[Placed | Generated]] = [[]]
    length = 0
    for item in items:
        is_section = isinstance(item, Placed) and item.block.kind == "heading" and not item.block.boxes
        if is_section and length > LONGEST:
            chunks.append([])
            length = 0
        chunks[-1].append(item)
        length += len(item.block.text) if isinstance(item, Placed) else 0
    return chunks


def _top(report: Report) -> int:
    return min((part.level for part in report.base if part.role == "section"), default=1)


def _all_generated(chunk: list[Placed | Generated]) -> tuple[Generated, ...]:
    """The items as the writer of pages wants them; an editor's own heading stands one level
    below the section it was put into."""
    levels: dict[str | None, int] = {None: 1}
    found = []
    for item in chunk:
        part = item if isinstance(item, Generated) else _generated(item, levels.get(item.section, 1) + 1)
        if part.role == "section":
            levels[part.id] = part.level
        found.append(part)
    return tuple(found)


def _generated(item: Placed, own_level: int) -> Generated:
    block = item.block
    if item.base is not None:
        kind = item.base.kind
        if item.base.role == "block" and item.edited:
            kind = block.kind if block.kind in ("item", "row", "note") else "paragraph"
        return replace(item.base, markdown=block.markdown, above=item.section, kind=kind)
    if block.kind == "heading":
        return Generated(item.page, item.id, "section", "section", block.markdown, item.section, (), "added", own_level)
    return Generated(
        item.page,
        item.id,
        "block",
        block.kind,
        block.markdown,
        item.section,
        (),
        "added",
        depth=block.depth,
        header=block.header,
    )
