"""What a change does, for whoever reviews it: pages, words, links, problems, before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from annals.edition.ingesting import Ingested
from annals.model import BlockKind, Detail, Edition, Problem
from annals.text.differences import word_runs

_CONTEXT = 16
"""Characters of unchanged text that are shown beside a change."""
_LONGEST = 400
"""Characters of new or old text that are shown of a paragraph."""


class PieceKind(StrEnum):
    SAME = "same"
    OLD = "old"
    NEW = "new"


class ChangeKind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of a changed paragraph."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageChange:
    """A page of docs/; each changed paragraph in pieces."""

    path: str
    kind: ChangeKind
    paragraphs: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkChange:
    """Mentions of an entity that were gained and lost."""

    name: str
    gained: int
    lost: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    pages: tuple[PageChange, ...]
    links: tuple[LinkChange, ...]
    appeared: tuple[Problem, ...]
    settled: tuple[Problem, ...]
    blocks: tuple[int, int]
    """Blocks of report text before and after."""


def compare(
    before: Ingested, after: Ingested, problems_before: Iterable[Problem], problems_after: Iterable[Problem]
) -> Comparison:
    """The difference of two folders, as their editors have them, and of what is wrong with each."""
    old, new = {_key(p): p for p in problems_before}, {_key(p): p for p in problems_after}
    return Comparison(
        pages=_pages(before.texts, after.texts),
        links=_links(before.edition, after.edition),
        appeared=tuple(new[key] for key in new if key not in old),
        settled=tuple(old[key] for key in old if key not in new),
        blocks=(_blocks(before.edition), _blocks(after.edition)),
    )


def _key(problem: Problem) -> tuple[str, str, tuple[tuple[str, Detail], ...]]:
    """A problem is the same wherever its line has moved to."""
    return problem.code, problem.path, tuple(pair for pair in problem.details if pair[0] != "line")


def _blocks(edition: Edition) -> int:
    """The blocks of report text: no notes, nothing that editors added."""
    placed = (block for report in edition.reports for block in report.order)
    return sum(block.kind is not BlockKind.NOTE and bool(block.stem.blocks()) for block in placed)


def _links(before: Edition, after: Edition) -> tuple[LinkChange, ...]:
    names = {e.slug: e.title for edition in (before, after) for e in edition.registry.entities}
    places = [
        Counter((m.entity, m.report, m.block, m.surface) for m in edition.registry.mentions)
        for edition in (before, after)
    ]
    gained, lost = places[1] - places[0], places[0] - places[1]
    slugs = sorted({key[0] for key in (*gained, *lost)}, key=names.__getitem__)
    return tuple(
        LinkChange(
            name=names[slug],
            gained=sum(n for key, n in gained.items() if key[0] == slug),
            lost=sum(n for key, n in lost.items() if key[0] == slug),
        )
        for slug in slugs
    )


def _pages(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[PageChange, ...]:
    found = []
    for path in sorted(before.keys() | after.keys()):
        old, new = before.get(path), after.get(path)
        if old == new:
            continue
        kind = ChangeKind.ADDED if old is None else ChangeKind.REMOVED if new is None else ChangeKind.CHANGED
        paragraphs = _paragraphs(old or "", new or "")
        found.append(PageChange(path=path, kind=kind, paragraphs=paragraphs))
    return tuple(found)


def _paragraphs(old: str, new: str) -> tuple[tuple[Piece, ...], ...]:
    before, after = _lines(old), _lines(new)
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        gone, come = before[a:b], after[c:d]
        for number in range(max(len(gone), len(come))):
            found.append(pieces(gone[number] if number < len(gone) else "", come[number] if number < len(come) else ""))
    return tuple(found)


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """Two states of a paragraph as one row of runs.

    >>> [(str(piece.kind), piece.text) for piece in pieces("签署12项协议。", "签署15项协议。")]
    [('same', '签署'), ('old', '12'), ('new', '15'), ('same', '项协议。')]
    """
    runs = word_runs(old, new)
    found = []
    for number, run in enumerate(runs):
        if run.same:
            text = _shortened(run.old, first=number == 0, last=number == len(runs) - 1)
            found.append(Piece(kind=PieceKind.SAME, text=text))
        else:
            both = ((PieceKind.OLD, run.old), (PieceKind.NEW, run.new))
            found += [Piece(kind=kind, text=_cut(text)) for kind, text in both if text]
    return tuple(found)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _shortened(text: str, *, first: bool, last: bool) -> str:
    """Unchanged text cut down to what stands beside a change."""
    if len(text) <= 2 * _CONTEXT + 2:
        return text
    head = "" if first else text[:_CONTEXT]
    tail = "" if last else text[-_CONTEXT:]
    return f"{head}…{tail}"
