"""What an editor should look at in a report just made, though nothing is wrong."""

from __future__ import annotations

from annals.model import OTHER, BlockKind, Document, Problem, few
from annals.text.characters import ends_sentence, is_prose

_SHOWN = 3
"""Titles that are named where many have no topic."""


def unplaced(report: str, path: str, document: Document, places: dict[str, str]) -> list[Problem]:
    """A notice for the headings that no topic takes, the widest only."""
    by_id = {section.id: section for section in document.sections}
    lost = [
        section
        for section in document.sections
        if places[section.id] == OTHER
        and section.title
        and (section.parent is None or places[by_id[section.parent].id] != OTHER)
    ]
    if not lost:
        return []
    titles, example = few([section.title for section in lost], _SHOWN), f"{report}#{lost[0].id}"
    return [Problem.of("N103", path, lost[0].line, count=len(lost), titles=titles, example=example)]


def unfinished(path: str, document: Document) -> list[Problem]:
    """A notice for paragraphs of whole sentences whose last one has no end."""
    torn = [
        block
        for block in document.blocks
        if block.kind == BlockKind.PARAGRAPH
        and is_prose(block.text)
        and not ends_sentence(block.text.rstrip("：:；;"))
        and block.text[-1] not in "：:；;"
        and block.lines
    ]
    if not torn:
        return []
    line = torn[0].lines[-1][1]
    return [Problem.of("N104", path, line, count=len(torn), end=torn[0].text[-12:], line=line)]
