"""What editors judged, held against the reports: blocks that are not there, quotations that a block no longer has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annals.check.blocks import lost_reference, misquoted
from annals.figures import unlike_places
from annals.figures.judging import JUDGEMENTS
from annals.model import (
    BODIES,
    PLACES,
    RECURRING,
    Cited,
    Edition,
    Index,
    Judgement,
    Phrase,
    Problem,
    Proposal,
    Report,
    few,
)

_ACTORS = (*BODIES, *PLACES, "术语")
_SHOWN = 3
"""Proposals that the notice names."""


def judgement_problems(judgements: Iterable[Judgement], reports: Iterable[Report]) -> Iterator[Problem]:
    """Places that are not as they were judged: not shown to readers until somebody looks again."""
    indexes = {report.id: report.index for report in reports}
    said: set[frozenset[tuple[str, str]]] = set()
    for judged in judgements:
        pair = frozenset((cited.block, cited.quote) for cited in (judged.a, judged.b))
        if pair in said:
            wrong = Phrase.of("judged-twice")
            yield Problem.of("E238", JUDGEMENTS, judged.b.line, excerpt=judged.b.excerpt, wrong=wrong)
        said.add(pair)
        for cited in (judged.a, judged.b):
            yield from _place(cited, indexes)


def _place(cited: Cited, indexes: dict[str, Index]) -> Iterator[Problem]:
    report, _, name = cited.block.partition("#")
    placed = indexes[report].find(name, cited.quote) if report in indexes else None
    if placed is None:
        yield lost_reference(JUDGEMENTS, cited.line, cited.excerpt, cited.block, indexes, cited.quote)
    elif cited.quote not in placed.text:
        yield misquoted(JUDGEMENTS, cited.line, cited.excerpt, cited.quote, cited.block, indexes)


def unjudged(edition: Edition) -> tuple[Proposal, ...]:
    """The proposals about two blocks of which no judgement speaks."""
    types = {entity.slug: entity.type for entity in edition.registry.entities}
    things = frozenset(slug for slug, kind in types.items() if kind not in _ACTORS)
    occasions = frozenset(slug for slug, kind in types.items() if kind in RECURRING)
    proposals = unlike_places(edition.figures, edition.registry.by_block, things, occasions)
    indexes = {report.id: report.index for report in edition.reports}
    known = {frozenset((_standing(one.a, indexes), _standing(one.b, indexes))) for one in edition.judgements}
    return tuple(one for one in proposals if frozenset((one.a.reference, one.b.reference)) not in known)


def unjudged_notice(waiting: tuple[Proposal, ...]) -> Iterator[Problem]:
    """One notice for all that waits."""
    if waiting:
        places = few([f"{one.a.reference}、{one.b.reference}" for one in waiting], _SHOWN)
        yield Problem.of("N116", JUDGEMENTS, count=len(waiting), places=places)


def _standing(cited: Cited, indexes: dict[str, Index]) -> str:
    """The reference to a block by the id under which it stands now."""
    report, _, name = cited.block.partition("#")
    placed = indexes[report].find(name, cited.quote) if report in indexes else None
    return f"{report}#{placed.id}" if placed else cited.block
