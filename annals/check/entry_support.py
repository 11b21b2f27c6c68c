"""Whether what an entry says of its thing is borne out: the text of an entry says what reports say, and names the blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from annals.check.entry import REFERENCES, EntryPage, split_references
from annals.model import Index, Phrase, Problem
from annals.text.characters import excerpt

_SHOWN = 24
_comment = re.compile(r"<!--(?:[^-]|-(?!->)){0,4000}-->")
_bracketed = re.compile(r"[\[［【(（][^\[\]\n]{1,200}#[^\[\]\n]{1,200}[\]］】)）]")
"""What may be meant for a reference: of one that is misspelt E203 tells."""


def unsupported(page: EntryPage, indexes: Mapping[str, Index], mentioned: Sequence[str]) -> Iterator[Problem]:
    """Brackets with references none of whose blocks, nor the headings above them, have one of the entry's names, and a text
    without any on a page that quotes no report either. `indexes` are those of the reports by id, `mentioned` the blocks (`2031#l5`) in which the entry is found, in order."""
    body = page.front.body
    for match in REFERENCES.finditer(body):
        cited = split_references(match[1])
        found = [_bears(page, reference, indexes, mentioned) for reference in cited]
        # Of an entry that is found nowhere W201 tells.
        if mentioned and all(one is False for one in found):
            line = page.front.lines_before + body.count("\n", 0, match.start()) + 1
            what = Phrase.of("support-other", blocks=match[0], name=page.entity.title)
            cure = Phrase.of("support-other-so", name=page.entity.title)
            yield _told(page, line, what, cure)
    words = _comment.sub("", body).strip().split("\n", 1)[0]
    if words and _bracketed.search(body) is None and not any(True for _ in page.references()):
        line = page.front.lines_before + body.count("\n", 0, body.index(words)) + 1
        what = Phrase.of("support-none", begin=words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…")
        yield _told(page, line, what, Phrase.of("support-none-so", example=next(iter(mentioned), "2031#l5")))


def _told(page: EntryPage, line: int, what: Phrase, cure: Phrase) -> Problem:
    return Problem.of("N132", page.path, line, excerpt=excerpt(page.front.text, line), what=what, cure=cure)


def _bears(page: EntryPage, reference: str, indexes: Mapping[str, Index], mentioned: Sequence[str]) -> bool | None:
    """Whether a block or a heading above it has one of the entry's names; None of a block that is not there, which is told."""
    report, _, name = reference.partition("#")
    placed = indexes[report].find(name) if report in indexes else None
    if placed is None:
        return None
    forms = (*page.entity.names, *(one.form for one in page.entity.ambiguous))
    seen: set[str] = set()
    while placed is not None and placed.id not in seen:
        seen.add(placed.id)
        if f"{report}#{placed.id}" in mentioned or any(form in placed.text for form in forms):
            return True
        placed = indexes[report].placed.get(placed.section) if placed.section else None
    return False
