"""Sections that stand on another topic's page than at the last run, which a word of a topic may have drawn there unawares; and
headings that a correction put elsewhere than its quotation stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from annals.markdown.read import text_of
from annals.model import (
    RESERVED_TITLES,
    Block,
    Cleaned,
    Document,
    Given,
    Operation,
    Phrase,
    Problem,
    Status,
    Topic,
    few,
    topic_path,
)
from annals.structure.topics import named_sections, topics_by_words
from annals.text.characters import letters
from annals.text.lexicon import Lexicon

_SHOWN = 3
_BEGIN, _KEY = 12, 8


def moved_by_topics(
    document: Document,
    topics: tuple[Topic, ...],
    lexicon: Lexicon,
    last: Mapping[str, tuple[str, str]],
    stands: Mapping[str, tuple[str, str]],
) -> list[Problem]:
    """A notice for each word of a topic that drew sections to its page, and for each two pages between which sections were moved
    along with one that a topic names though a word of their own topic is in their titles. `last` and `stands` have the page slug
    and the title of each section at the last run and now: of one whose title has changed since a correction tells."""
    worded = topics_by_words(document, topics, lexicon)
    named = named_sections(document, topics)
    words = {topic.slug: topic.words for topic in topics}
    titles = {topic.slug: topic.title for topic in topics} | RESERVED_TITLES
    above = {section.id: section.above for section in document.sections()}
    holding = {it for name in named for it in _ancestors(name, above)}
    gained = {name for name in named if name in last and name in stands and last[name][0] != stands[name][0]}
    found: dict[tuple[str, str, str], list[Block]] = {}
    for section in document.sections():
        was, now = last.get(section.id), stands.get(section.id)
        if was is None or now is None or was[0] == now[0] or was[1] != now[1] or section.id in named:
            continue
        # Of a topic that is gone its missing addresses tell.
        if was[0] not in titles:
            continue
        topic, word = worded.get(section.id, (None, ""))
        # Where what is below it was named, a heading without text of its own follows that.
        if topic is not None and topic.slug == now[0] and section.id not in holding:
            found.setdefault((was[0], now[0], word), []).append(section)
        # What was taken out of the sections of a topic goes back to one that stood where it stands.
        elif gained & {*_ancestors(section.id, above)} and any(one in was[1] for one in words.get(was[0], ())):
            found.setdefault((was[0], now[0], ""), []).append(section)
    return [_told(document.report, way, sections, titles) for way, sections in found.items()]


def _ancestors(name: str, above: Mapping[str, str | None]) -> Iterator[str]:
    """The sections around one, from within."""
    up = above.get(name)
    while up is not None:
        yield up
        up = above.get(up)


def _told(report: str, way: tuple[str, str, str], sections: list[Block], titles: Mapping[str, str]) -> Problem:
    before, after, word = way
    return Problem.of(
        "N113",
        f"docs/{topic_path(after)}",
        by=Phrase.of("moved-word", word=word) if word else Phrase.of("moved-along"),
        titles=few([text_of(section.content) for section in sections], _SHOWN),
        before=titles.get(before, before),
        after=titles.get(after, after),
        cure=stay_there(before, titles.get(before, before), few([f"{report}#{it.id}" for it in sections], _SHOWN)),
    )


def stay_there(page: str, title: str, sections: Given) -> Phrase:
    """How sections (references to them) stay on a page (its slug and title) from which something moves them."""
    if page in RESERVED_TITLES:
        return Phrase.of("stay-outside", before=title)
    return Phrase.of("stay-in-topic", sections=sections)


def headings_within(document: Document, cleaned: Cleaned, yml: str) -> Iterator[Problem]:
    """A notice for each `heading` of a `.yml` whose `before` quotes the middle of the paragraph that it was put before."""
    given = {
        letters(one.correction.target): one.correction
        for one in cleaned.corrections
        if one.correction.op is Operation.HEADING
    }
    for head, below in pairwise(document.blocks):
        correction = given.get(letters(text_of(head.content))) if head.status is Status.INSERTED else None
        if correction is None or correction.before is None:
            continue
        text, quoted = text_of(below.content), letters(correction.before)[:_KEY]
        if below.section is None and quoted and letters(text).find(quoted) > 0:
            yield Problem.of(
                "N125",
                yml,
                correction.line_in_yml,
                title=correction.target,
                before=correction.before[:_BEGIN],
                begin=text[:_BEGIN],
            )
