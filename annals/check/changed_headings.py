"""Headings that an edit left without what they head: written in bold instead of with marks, or exchanged, each above the text of
another. Either may be meant, so that it is told as a notice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from annals.markdown.front import Front
from annals.markdown.read import text_of
from annals.model import BlockKind, Phrase, Placed, Problem, Report
from annals.text.characters import excerpt, letters

_SHOWN = 20
_bold = re.compile(r"(?:\*\*|__)[^\n]{1,200}(?:\*\*|__)")


def headings_changed(reports: Iterable[Report], fronts: Mapping[str, Front]) -> Iterator[Problem]:
    """Such headings on pages of reports (`fronts` are the pages by path under docs/)."""
    for report in reports:
        for page in report.pages:
            if page.path in fronts:
                placed = tuple(page.placed)
                yield from _in_bold(page.path, fronts[page.path], placed)
                yield from _exchanged(report, page.path, fronts[page.path], placed)


def _in_bold(path: str, front: Front, placed: Sequence[Placed]) -> Iterator[Problem]:
    for one in placed:
        origin = one.origin
        if one.kind is not BlockKind.PARAGRAPH or origin is None or origin.section is None:
            continue
        title, source = text_of(origin.content), one.block.source.strip()
        if _bold.fullmatch(source) and letters(one.text) == letters(title):
            what = Phrase.of("headed-bold", title=title[:_SHOWN])
            cure = Phrase.of("headed-bold-so", better=f"{'#' * _level(origin.level, placed)} {title}")
            yield _told(path, front, one, what, cure)


def _level(level: int, placed: Sequence[Placed]) -> int:
    """How many marks a heading of a structural level has on a page, by the other headings there."""
    others = [(one.origin.level, one.block.level or 2) for one in placed if one.is_heading and one.origin is not None]
    if not others:
        return 2
    other, marks = min(others, key=lambda pair: abs(pair[0] - level))
    return min(6, max(2, marks + level - other))


def _exchanged(report: Report, path: str, front: Front, placed: Sequence[Placed]) -> Iterator[Problem]:
    """Headings right below each of which the first text of another one stands."""
    first = {
        head.id: text.id
        for head, text in pairwise(report.blocks)
        if head.section is not None and text.section is None and report.paths[text.id] == path
    }
    heads = {text: head for head, text in first.items()}
    now = {
        head.origin.id: text.origin.id
        for head, text in pairwise(placed)
        if head.is_heading and head.origin is not None and text.origin is not None and text.origin.id in heads
    }
    changed = {head: heads[text] for head, text in now.items() if head in first and heads[text] != head}
    told: set[str] = set()
    for one in placed:
        other = changed.get(one.origin.id) if one.origin is not None else None
        if one.origin is None or other is None or changed.get(other) != one.origin.id or one.origin.id in told:
            continue
        told |= {one.origin.id, other}
        second = next(it for it in placed if it.origin is not None and it.origin.id == other)
        what = Phrase.of(
            "headed-other", title=one.text[:_SHOWN], other=second.text[:_SHOWN], line=str(second.block.line)
        )
        yield _told(path, front, one, what, Phrase.of("headed-other-so"))


def _told(path: str, front: Front, one: Placed, what: Phrase, cure: Phrase) -> Problem:
    line = one.block.line
    return Problem.of("N133", f"docs/{path}", line, excerpt=excerpt(front.text, line), what=what, cure=cure)
