"""Which entities are named together more often than chance would have it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations

from annals.model import Mention

LEAST_SHARED = 2
MOST_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another entity, the number of sections that name both, and the lift over chance."""

    slug: str
    shared: int
    lift: float


def related_names(mentions: tuple[Mention, ...]) -> dict[str, tuple[Related, ...]]:
    """For each entity the ones it shares sections with, the highest lift first.

    Lift is P(both) / (P(one) · P(other)) over the sections that name anything; only pairs with
    at least two shared sections and a lift above one count."""
    sections: dict[tuple[str, str], set[str]] = {}
    for mention in mentions:
        sections.setdefault((mention.report, mention.section), set()).add(mention.entity)
    alone: Counter[str] = Counter()
    both: Counter[tuple[str, str]] = Counter()
    for named in sections.values():
        alone.update(named)
        both.update(combinations(sorted(named), 2))
    found: dict[str, list[Related]] = {}
    for (one, other), shared in both.items():
        lift = shared * len(sections) / (alone[one] * alone[other])
        if shared >= LEAST_SHARED and lift > 1:
            found.setdefault(one, []).append(Related(slug=other, shared=shared, lift=lift))
            found.setdefault(other, []).append(Related(slug=one, shared=shared, lift=lift))
    return {slug: tuple(sorted(pairs, key=_rank)[:MOST_SHOWN]) for slug, pairs in found.items()}


def _rank(pair: Related) -> tuple[float, int, str]:
    return -pair.lift, -pair.shared, pair.slug
