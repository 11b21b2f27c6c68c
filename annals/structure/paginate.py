"""A document and its topics to pages of blocks."""

from __future__ import annotations

from annals.markdown.read import escape
from annals.model import (
    OTHER,
    OVERVIEW,
    Block,
    Document,
    DraftPage,
    Generated,
    Matter,
    Section,
    Topic,
)

_RESERVED_TITLES = {OVERVIEW: "概览", OTHER: "其他"}


def pages_of(
    document: Document, places: dict[str, str], topics: tuple[Topic, ...], edition: str
) -> tuple[DraftPage, ...]:
    """The pages of a report, in the order in which their first section stands in it.

    `places` gives each section's slug, `edition` is the year or id that titles carry. Blocks
    above any heading stand on the overview page."""
    items: dict[str, Section | Block] = {item.id: item for item in (*document.sections, *document.blocks)}
    titles = {topic.slug: topic.title for topic in topics} | _RESERVED_TITLES
    parts: dict[str, list[Generated]] = {}
    for name in document.order:
        item = items[name]
        section = item.id if isinstance(item, Section) else item.section
        slug = places[section] if section is not None else OVERVIEW
        path = f"{document.report}/{slug}.md"
        parts.setdefault(slug, []).append(_generated(item, path))
    return tuple(
        DraftPage(
            f"{document.report}/{slug}.md",
            Matter(f"{titles[slug]}（{edition}）", document.report, slug),
            tuple(found),
        )
        for slug, found in parts.items()
    )


def _generated(item: Section | Block, path: str) -> Generated:
    if isinstance(item, Section):
        return Generated(
            path,
            item.id,
            "section",
            item.kind,
            escape(item.title),
            item.parent,
            item.lines,
            item.status,
            level=item.level,
            numbered=item.numbered,
            anchors=item.anchors,
        )
    return Generated(
        path,
        item.id,
        "block",
        item.kind,
        escape(item.text, item.spans, row=item.kind == "row"),
        item.section,
        item.lines,
        item.status,
        depth=item.depth,
        header=item.header,
        anchors=item.anchors,
    )
