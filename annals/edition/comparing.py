"""What a change does, for whoever reviews it: pages, words, links, problems, before and after."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from annals.model import Detail, Edition, Problem

_token = re.compile(r"[A-Za-z0-9.%]+|\s+|.", re.DOTALL)
_CONTEXT = 16
"""Characters of unchanged text that are shown beside a change."""
_SHORT = 2
"""Equal runs up to this length between two changes count as changed, so that words stay whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of a changed paragraph; `kind` is same, old or new."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageChange:
    """A page of docs/; `kind` is added, removed or changed; each changed paragraph in pieces."""

    path: str
    kind: str
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
    before: Edition, after: Edition, problems_before: Iterable[Problem], problems_after: Iterable[Problem]
) -> Comparison:
    """The difference of two editions and of what is wrong with each."""
    old, new = {_key(p): p for p in problems_before}, {_key(p): p for p in problems_after}
    return Comparison(
        pages=_pages(dict(before.docs), dict(after.docs)),
        links=_links(before, after),
        appeared=tuple(new[key] for key in new if key not in old),
        settled=tuple(old[key] for key in old if key not in new),
        blocks=(_blocks(before), _blocks(after)),
    )


def _key(problem: Problem) -> tuple[str, str, tuple[tuple[str, Detail], ...]]:
    """A problem is the same wherever its line has moved to."""
    return problem.code, problem.path, tuple(pair for pair in problem.details if pair[0] != "line")


def _blocks(edition: Edition) -> int:
    return sum(len(report.order) for report in edition.reports)


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


def _pages(before: dict[str, str], after: dict[str, str]) -> tuple[PageChange, ...]:
    found = []
    for path in sorted(before.keys() | after.keys()):
        old, new = before.get(path), after.get(path)
        if old == new:
            continue
        kind = "added" if old is None else "removed" if new is None else "changed"
        found.append(
            PageChange(path=path, kind=kind, paragraphs=_paragraphs(old or "", new or "") if kind == "changed" else ())
        )
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

    >>> [(piece.kind, piece.text) for piece in pieces("签署12项协议。", "签署15项协议。")]
    [('same', '签署'), ('old', '12'), ('new', '15'), ('same', '项协议。')]
    """
    one, other = _token.findall(old), _token.findall(new)
    runs: list[list[str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        same = tag == "equal" and (("".join(one[a:b]).strip() and b - a > _SHORT) or not runs or b == len(one))
        if same:
            runs.append(["".join(one[a:b]), "".join(one[a:b]), "same"])
        elif runs and runs[-1][2] == "changed":
            runs[-1][0] += "".join(one[a:b])
            runs[-1][1] += "".join(other[c:d])
        else:
            runs.append(["".join(one[a:b]), "".join(other[c:d]), "changed"])
    found = []
    for number, (gone, come, kind) in enumerate(runs):
        if kind == "same":
            found.append(Piece(kind="same", text=_shortened(gone, number == 0, number == len(runs) - 1)))
        else:
            found += [Piece(kind=name, text=text) for name, text in (("old", gone), ("new", come)) if text]
    return tuple(found)


def _shortened(text: str, first: bool, last: bool) -> str:
    """Unchanged text cut down to what stands beside a change."""
    if len(text) <= 2 * _CONTEXT + 2:
        return text
    head = "" if first else text[:_CONTEXT]
    tail = "" if last else text[-_CONTEXT:]
    return f"{head}…{tail}"
