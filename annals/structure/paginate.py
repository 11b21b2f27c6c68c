"""A document and its topics to pages of blocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from annals.model import (
    OTHER,
    OVERVIEW,
    RESERVED_TITLES,
    Block,
    Document,
    DraftPage,
    Matter,
    Topic,
    further_name,
    renamed_topics,
)
from annals.structure.dividing import Divider
from annals.structure.spanning import span_of


def pages_of(
    document: Document,
    places: Mapping[str, str],
    topics: tuple[Topic, ...],
    edition: str,
    published: Iterable[str] = (),
) -> tuple[DraftPage, ...]:
    """The pages of a report, in the order in which their first section stands in it.

    `places` gives each section's slug, and that of a block which stands elsewhere than its section; `edition` is the year or id that titles carry. Blocks
    above any heading stand on the overview page. What a page has no room for goes on at `<slug>-l<line>`; `published`
    are the paths of all pages that the report ever had: those begin where they began."""
    titles = {topic.slug: topic.title for topic in topics} | RESERVED_TITLES
    blocks: dict[str, list[Block]] = {}
    for block in document.blocks:
        own = block.id if block.id in places else block.above
        blocks.setdefault(places[own] if own is not None else OVERVIEW, []).append(block)
    sections = {section.id: section for section in document.sections()}
    divider, held = Divider.of(document.blocks), _held(published, topics)
    pages = []
    for slug, run in blocks.items():
        for name, found in divider.parts(run, held.get(slug, ())):
            told = span_of(found, sections) if name else titles[slug]
            # 其他 would tell nothing on a hundred pages.
            title = f"{told if slug == OTHER or not name else f'{titles[slug]}：{told}'}（{edition}）"
            path = f"{document.report}/{slug}{f'-{name}' if name else ''}.md"
            matter = Matter(title=title, report=document.report, topic=slug)
            pages.append(DraftPage(path=path, matter=matter, blocks=tuple(found)))
    return tuple(pages)


def _held(published: Iterable[str], topics: tuple[Topic, ...]) -> Mapping[str, set[str]]:
    """The names of the further pages by slug; those of a topic that had another slug are its own."""
    now = renamed_topics(topics)
    found: dict[str, set[str]] = {}
    for path in published:
        slug, name = further_name(path)
        if name:
            found.setdefault(now.get(slug, slug), set()).add(name)
    return found
