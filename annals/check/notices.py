"""What an editor should look at in a report just made, though nothing is wrong."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping

from annals.check.moved_sections import stay_there
from annals.markdown.read import text_of
from annals.model import (
    OTHER,
    RESERVED_TITLES,
    VEIL,
    Block,
    BlockKind,
    Cleaned,
    Document,
    Operation,
    Phrase,
    Problem,
    Topic,
    few,
)
from annals.structure.keeping import Moved
from annals.structure.topics import Proposal
from annals.text.characters import ends_sentence, is_han, is_prose

_SHOWN = 3
"""Titles that are named where many have no topic."""


def unplaced(report: str, path: str, document: Document, title: str, places: Mapping[str, str]) -> list[Problem]:
    """A notice for the headings that no topic takes, the widest only, and not the report's own title."""
    lost = [
        section
        for section in document.sections()
        if places[section.id] == OTHER
        and not section.nameless
        and (section.above is None or places[section.above] != OTHER)
        and text_of(section.content) != title
    ]
    if not lost:
        return []
    titles, example = few([text_of(section.content) for section in lost], _SHOWN), f"{report}#{lost[0].id}"
    line = lost[0].lines[0][0] if lost[0].lines else None
    return [Problem.of("N103", path, line, count=len(lost), titles=titles, example=example)]


def proposed(report: str, path: str, found: Iterable[Proposal]) -> list[Problem]:
    """A notice for each section that a topic's words claim and that stays with its siblings."""
    return [
        Problem.of(
            "N106",
            path,
            proposal.section.lines[0][0] if proposal.section.lines else None,
            text=text_of(proposal.section.content),
            topic=proposal.topic.title,
            file=f"docs/{proposal.topic.path}",
            section=f"{report}#{proposal.section.id}",
            below=Phrase.of(
                "proposal-below",
                count=len(proposal.below),
                titles=few([text_of(section.content) for section in proposal.below], _SHOWN),
            )
            if proposal.below
            else "",
        )
        for proposal in found
    ]


def sections_moved(
    report: str,
    yml: str,
    sections: Iterable[Moved],
    cleaned: Cleaned,
    topics: tuple[Topic, ...],
    by: Container[Operation],
) -> list[Problem]:
    """A notice for each correction `by` which sections went to another page; `yml` is the file that gives it."""
    pages = {topic.slug: topic.title for topic in topics} | RESERVED_TITLES
    found: dict[tuple[int, str, str], list[Block]] = {}
    for moved in sections:
        found.setdefault((_given_at(moved, cleaned, by), moved.before, moved.after), []).append(moved.section)
    return [
        Problem.of(
            "N113",
            yml,
            line,
            by=Phrase.of("moved-correction"),
            titles=few([text_of(section.content) for section in sections], _SHOWN),
            before=pages[before],
            after=pages[after],
            cure=stay_there(before, pages[before], few([f"{report}#{section.id}" for section in sections], _SHOWN)),
        )
        for (line, before, after), sections in found.items()
    ]


def _given_at(moved: Moved, cleaned: Cleaned, by: Container[Operation]) -> int:
    """The line of the `.yml` that gives the correction by which a section moved."""
    given = [applied for applied in cleaned.corrections if applied.correction.op in by]
    own = [
        applied
        for applied in given
        if any(low <= lines[0] <= high for lines in applied.lines for low, high in moved.by.lines)
    ]
    return (own or given)[0].correction.line_in_yml


def unfinished(path: str, document: Document) -> list[Problem]:
    """A notice for paragraphs of whole sentences whose last one has no end."""
    paragraphs = (block for block in document.blocks if block.content.kind is BlockKind.PARAGRAPH and block.lines)
    texts = ((block, text_of(block.content)) for block in paragraphs)
    torn = [(block, text) for block, text in texts if is_torn(text) and not text.endswith(VEIL)]
    if not torn:
        return []
    block, text = torn[0]
    line = block.lines[-1][1]
    return [Problem.of("N104", path, line, count=len(torn), end=text[-12:], line=line)]


def cut_off(path: str, yml: str, document: Document, *, closed: bool) -> list[Problem]:
    """A notice for a raw text that stops in mid-sentence, as half a file that was copied does: its last block is a paragraph
    without a stop where all others have one, and goes on behind a comma, or its line has not even an end (not `closed`). Of
    one that has whole sentences before it `unfinished` tells; a date signs a text."""
    if not document.blocks or document.blocks[-1].content.kind is not BlockKind.PARAGRAPH:
        return []
    *others, text = (text_of(it.content) for it in document.blocks if it.content.kind is BlockKind.PARAGRAPH)
    last = document.blocks[-1]
    stops = sum(map(ends_sentence, others))
    cut = last.section is None and is_han(text[-1:]) and not _dated.search(text) and not is_torn(text)
    if not (cut and last.lines and stops >= max(_STOPS, _SHARE * len(others)) and ("，" in text or not closed)):
        return []
    return [Problem.of("N131", path, last.lines[-1][1], excerpt=text[-_END:], end=text[-_END:], file=path, yml=yml)]


_dated = re.compile(r"[年月日]$")
_STOPS, _SHARE = 2, 0.9
"""So many paragraphs end in a stop, and so large a share of all, where a last one without is cut off."""
_END = 16


def is_torn(text: str) -> bool:
    """Whether a paragraph of whole sentences has a last one without an end; a colon or semicolon may announce a list.

    >>> is_torn("会议召开。把经验与"), is_torn("会议召开。重点是："), is_torn("会议召开")
    (True, False, False)
    """
    return is_prose(text) and text[-1] not in "：:；;" and not ends_sentence(text)
