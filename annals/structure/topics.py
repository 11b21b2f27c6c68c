"""Sections to topics: which page each section of a report stands on."""

from __future__ import annotations

from annals.markdown.read import text_of
from annals.model import OTHER, OVERVIEW, Block, Document, SectionKind, Topic
from annals.text.lexicon import Lexicon


def assign(document: Document, topics: tuple[Topic, ...], lexicon: Lexicon) -> dict[str, str]:
    """The page slug of each section: a topic's, `overview` or `other`.

    A topic's `sections` win and children follow; without any such claim above, the longest of
    all topics' words in a title decides; else a section goes where its parent goes. A lead
    whose children lie in two topics or more is overview; a container without text goes with
    its first descendant."""
    by_id = {section.id: section for section in document.sections()}
    claims = {
        reference.partition("#")[2]: topic.slug
        for topic in topics
        for reference in topic.sections
        if reference.partition("#")[0] == document.report
    }
    wanted: dict[str, str] = {}
    explicit: set[str] = set()
    for section in document.sections():
        parent = section.above
        if section.id in claims:
            wanted[section.id] = claims[section.id]
            explicit.add(section.id)
        elif parent is not None and parent in explicit:
            wanted[section.id] = wanted[parent]
            explicit.add(section.id)
        else:
            wanted[section.id] = _by_title(section, topics, lexicon) or (wanted.get(parent, "") if parent else "")
            if wanted[section.id] == OVERVIEW:
                explicit.add(section.id)
    return _settle(document, by_id, wanted, set(claims))


def _by_title(section: Block, topics: tuple[Topic, ...], lexicon: Lexicon) -> str:
    title = text_of(section.content)
    if section.section in (SectionKind.HIGHLIGHTS, SectionKind.TIMELINE):
        return OVERVIEW
    if title in lexicon.overviews:
        return OVERVIEW
    if section.section in (SectionKind.LABEL, SectionKind.INFOGRAPHIC):
        return ""
    found = [(len(word), -topic.order, topic.slug) for topic in topics for word in topic.words if word in title]
    return max(found)[2] if found else ""


def _settle(document: Document, by_id: dict[str, Block], wanted: dict[str, str], claimed: set[str]) -> dict[str, str]:
    """From what each section wants to where it stands, leads and containers considered."""
    with_text = {block.above for block in document.blocks if block.section is None}
    below: dict[str, list[str]] = {}
    for section in document.sections():
        parent = section.above
        while parent is not None:
            below.setdefault(parent, []).append(section.id)
            parent = by_id[parent].above
    settled: dict[str, str] = {}
    for section in reversed(document.sections()):
        descendants = below.get(section.id, [])
        topics = {settled[name] for name in descendants} - {OVERVIEW, OTHER}
        if section.id not in with_text and descendants:
            settled[section.id] = settled[descendants[0]]
        elif section.id not in claimed and len(topics) > 1:
            settled[section.id] = OVERVIEW
        else:
            settled[section.id] = wanted[section.id] or OTHER
    return settled
