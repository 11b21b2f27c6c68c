"""A document and its topics to pages of blocks."""

from __future__ import annotations

from annals.model import OTHER, OVERVIEW, Block, Document, DraftPage, Matter, Topic

_RESERVED_TITLES = {OVERVIEW: "概览", OTHER: "其他"}


def pages_of(
    document: Document, places: dict[str, str], topics: tuple[Topic, ...], edition: str
) -> tuple[DraftPage, ...]:
    """The pages of a report, in the order in which their first section stands in it.

    `places` gives each section's slug, `edition` is the year or id that titles carry. Blocks
    above any heading stand on the overview page."""
    titles = {topic.slug: topic.title for topic in topics} | _RESERVED_TITLES
    blocks: dict[str, list[Block]] = {}
    for block in document.blocks:
        section = block.above if block.section is None else block.id
        blocks.setdefault(places[section] if section is not None else OVERVIEW, []).append(block)
    return tuple(
        DraftPage(
            path=f"{document.report}/{slug}.md",
            matter=Matter(title=f"{titles[slug]}（{edition}）", report=document.report, topic=slug),
            blocks=tuple(found),
        )
        for slug, found in blocks.items()
    )
