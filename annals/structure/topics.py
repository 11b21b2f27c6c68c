"""Sections to topics: which page each section of a report stands on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from annals.markdown.read import text_of
from annals.model import OTHER, OVERVIEW, Block, Document, SectionKind, Status, Topic
from annals.text.lexicon import Lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A section that words claim for a topic where few of its siblings are claimed: an editor decides."""

    section: Block
    topic: Topic
    below: tuple[Block, ...]
    """The sections that would go along, those that topics claim apart."""


def contested(report: str, topics: tuple[Topic, ...]) -> frozenset[str]:
    """The sections of a report that two topics name, which E204 tells."""
    named = Counter(name for topic in topics for name in dict.fromkeys(topic.sections))
    return frozenset(
        name.partition("#")[2] for name, count in named.items() if count > 1 and name.partition("#")[0] == report
    )


def assign(
    document: Document, topics: tuple[Topic, ...], lexicon: Lexicon, stood: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The page slug of each section: a topic's, `overview` or `other`.

    A topic's `sections` win and children follow; without any such claim above, the longest of
    all topics' words in a title decides, unless its siblings gainsay it; else a section goes where its parent goes. A
    lead whose children lie in two topics or more is overview; a container without text goes with
    its first descendant. What two topics claim stays, with all below it, where it `stood` (section to page slug): an
    error of the editors moves nothing. A title with nothing below it, before all else, stands with what it is the title of. A heading that a person put in and no topic claims moves nothing either: what it
    heads stays where it would stand without it."""
    claims = _claims(document, topics)
    words = _word_claims(document, topics, lexicon)
    lone = _lone(document, {*claims, *words})
    tree = _tree(document, {*claims, *words})
    wanted: dict[str, str] = {}
    explicit: set[str] = set()
    for section in tree.sections:
        parent = tree.above[section.id]
        if section.id in claims:
            wanted[section.id] = claims[section.id]
            explicit.add(section.id)
        elif parent is not None and parent in explicit:
            wanted[section.id] = wanted[parent]
            explicit.add(section.id)
        elif _is_overview(section, lexicon):
            wanted[section.id] = OVERVIEW
            explicit.add(section.id)
        else:
            topic = words.get(section.id) if section.id not in lone else None
            wanted[section.id] = topic.slug if topic else wanted.get(parent, "") if parent else ""
    held = {name for name in contested(document.report, topics) if name in (stood or {})}
    for section in tree.sections:
        if tree.above[section.id] in held:
            held.add(section.id)
    staying = {name: slug for name, slug in (stood or {}).items() if name in held}
    return _with_unclaimed(document, tree, _settle(tree, wanted, set(claims), staying))


def proposals(document: Document, topics: tuple[Topic, ...], lexicon: Lexicon) -> tuple[Proposal, ...]:
    """The sections that `assign` leaves with their siblings though words claim them for another topic."""
    claims = _claims(document, topics)
    words = _word_claims(document, topics, lexicon)
    lone = _lone(document, {*claims, *words})
    places = assign(document, topics, lexicon)
    held = {*claims, *(set(words) - lone)}
    return tuple(
        Proposal(section=section, topic=words[section.id], below=_below(document, section, held))
        for section in document.sections()
        if section.id in lone and section.id in words and places[section.id] != words[section.id].slug
    )


def _below(document: Document, section: Block, held: set[str]) -> tuple[Block, ...]:
    """The sections below one, none that is `held` nor what is below it."""
    inside = {section.id}
    found = []
    for other in document.sections():
        if other.above in inside and other.id not in held and not other.nameless:
            inside.add(other.id)
            found.append(other)
    return tuple(found)


def named_sections(document: Document, topics: tuple[Topic, ...]) -> frozenset[str]:
    """The sections of a report that topics name."""
    return frozenset(_claims(document, topics))


def topics_by_words(document: Document, topics: tuple[Topic, ...], lexicon: Lexicon) -> dict[str, tuple[Topic, str]]:
    """The topic of each section whose title has one of its words, with the longest such word, where its siblings do not gainsay
    it and no topic names it."""
    titles = {section.id: text_of(section.content) for section in document.sections()}
    claims, words = _claims(document, topics), _word_claims(document, topics, lexicon)
    lone = _lone(document, {*claims, *words})
    return {
        name: (topic, max((word for word in topic.words if word in titles[name]), key=len))
        for name, topic in words.items()
        if name not in lone and name not in claims
    }


def worded_sections(document: Document, topics: tuple[Topic, ...], lexicon: Lexicon) -> frozenset[str]:
    """The sections whose titles have words of a topic and whose siblings do not gainsay it."""
    words = _word_claims(document, topics, lexicon)
    return frozenset(words) - _lone(document, {*_claims(document, topics), *words})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tree:
    """The sections that topics are found for, in order, and the one of them that each block hangs below. Headings that a
    person put in and no topic claims are none of them."""

    sections: tuple[Block, ...]
    above: Mapping[str, str | None]
    with_text: frozenset[str | None]


def _tree(document: Document, claimed: set[str]) -> _Tree:
    by_id = {section.id: section for section in document.sections()}

    def above(block: Block) -> str | None:
        # A claimed heading that was put in takes what it heads along.
        name = block.above
        while name is not None and by_id[name].status is Status.INSERTED:
            if name in claimed:
                return name
            name = by_id[name].above
        return document.own_parent(block)

    parents = {block.id: above(block) for block in document.blocks}
    return _Tree(
        sections=tuple(
            section for section in by_id.values() if section.status is not Status.INSERTED or section.id in claimed
        ),
        above=parents,
        with_text=frozenset(parents[block.id] for block in document.blocks if block.section is None),
    )


def _with_unclaimed(document: Document, tree: _Tree, settled: dict[str, str]) -> dict[str, str]:
    """The page of every section. That of a heading which was put in and not claimed is the page of the text right below it,
    else of the first section below it, else of where it stands."""
    found = dict(settled)
    put_in = [section for section in document.sections() if section.id not in settled]
    below: dict[str, list[Block]] = {section.id: [] for section in put_in}
    for block in document.blocks:
        if block.above in below:
            below[block.above].append(block)
    for section in reversed(put_in):
        inside = below[section.id]
        text = next((block for block in inside if block.section is None), None)
        if text is None and inside:
            found[section.id] = found[inside[0].id]
        else:
            above = tree.above[text.id if text is not None else section.id]
            found[section.id] = settled[above] if above is not None else OVERVIEW
    return found


def _claims(document: Document, topics: tuple[Topic, ...]) -> dict[str, str]:
    """The topic of each section that some topic names in its `sections`."""
    return {
        reference.partition("#")[2]: topic.slug
        for topic in topics
        for reference in topic.sections
        if reference.partition("#")[0] == document.report
    }


def _word_claims(document: Document, topics: tuple[Topic, ...], lexicon: Lexicon) -> dict[str, Topic]:
    """The topic of each section that has one of its words in the title. A title that runs into its paragraph is the lead
    of a part, no section of its own."""
    found = {}
    sections = {section.id: section for section in document.sections()}
    leads = {
        block.above
        for block in document.blocks
        if block.section is None and block.above is not None and _shares_line(sections[block.above], block)
    }
    for section in document.sections():
        apart = section.id not in leads and not _is_overview(section, lexicon)
        topic = _by_title(section, topics) if apart else None
        if topic is not None:
            found[section.id] = topic
    return found


def _shares_line(section: Block, block: Block) -> bool:
    """Whether a paragraph begins on the raw line on which a title ends."""
    return bool(section.lines and block.lines) and section.lines[-1][1] == block.lines[0][0]


def _lone(document: Document, claimed: set[str]) -> frozenset[str]:
    """The sections of numbered series fewer than half of which are claimed, no more than half below a heading of their own:
    a part of such a series belongs to it, and one word of its title does not make it another topic. Nor do the words of all
    make topics of points most of which say but a paragraph, below one of several chapters."""
    series: dict[str | None, list[str]] = {}
    for section in document.sections():
        if section.numbered:
            series.setdefault(document.own_parent(section), []).append(section.id)
    inside = Counter(block.above for block in document.blocks if block.above is not None)
    chapters = {name for names in series.values() if len(names) > 1 for name in names}
    alone = (
        names
        for above, names in series.items()
        if sum(name in claimed for name in names) * 2 < len(names) + (above is not None)
        or (above in chapters and sum(inside[name] <= 1 for name in names) * 2 > len(names))
    )
    return frozenset(chain.from_iterable(alone))


def _is_overview(section: Block, lexicon: Lexicon) -> bool:
    return (
        section.section in (SectionKind.HIGHLIGHTS, SectionKind.TIMELINE)
        or text_of(section.content) in lexicon.overviews
    )


def _by_title(section: Block, topics: tuple[Topic, ...]) -> Topic | None:
    if section.section in (SectionKind.LABEL, SectionKind.INFOGRAPHIC):
        return None
    title = text_of(section.content)
    found = [(len(word), -topic.order, topic.slug, topic) for topic in topics for word in topic.words if word in title]
    return max(found, key=lambda claim: claim[:3])[3] if found else None


def _settle(tree: _Tree, wanted: dict[str, str], claimed: set[str], staying: Mapping[str, str]) -> dict[str, str]:
    """From what each section wants to where it stands, leads and containers considered; some stay where they were."""
    below: dict[str, list[str]] = {}
    for section in tree.sections:
        parent = tree.above[section.id]
        while parent is not None:
            below.setdefault(parent, []).append(section.id)
            parent = tree.above[parent]
    settled: dict[str, str] = {}
    for section in reversed(tree.sections):
        descendants = below.get(section.id, [])
        topics = {settled[name] for name in descendants} - {OVERVIEW, OTHER}
        if section.id in staying:
            settled[section.id] = staying[section.id]
        elif section.id in claimed:
            settled[section.id] = wanted[section.id]
        elif section.id not in tree.with_text and descendants:
            settled[section.id] = settled[descendants[0]]
        elif section is tree.sections[0] and section.id not in tree.with_text and len(tree.sections) > 1:
            # The report's own title: a word in it makes the report no topic's.
            settled[section.id] = settled[tree.sections[1].id]
        elif len(topics) > 1:
            settled[section.id] = OVERVIEW
        else:
            settled[section.id] = wanted[section.id] or OTHER
    return settled
