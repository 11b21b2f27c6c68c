"""Which blocks elsewhere are nearest in subject to some blocks: those that name what they name, or share their rare words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import log, sqrt

from annals.model import Placed
from annals.pages.passage import Passages

_TOO_COMMON = 0.5
"""Pairs of characters that more than this share of the blocks to choose from hold tell none of them from the others."""
_LEAST_PAIRS = 3
"""So many rare pairs are shared by blocks that speak of one thing; one or two are shared by chance."""

Owned = tuple[str, Placed]
"""A block with the id of its report."""


def nearest(own: Sequence[Owned], others: Sequence[Owned], passages: Passages, most: int) -> tuple[Placed, ...]:
    """At most so many of the other blocks, the nearest first: those that share an entity, or where none does those
    that share rare words. Where none shares anything, the first alone."""
    named = Counter(slug for report, block in own for slug in _named(report, block, passages))
    words = {pair for _, block in own for pair in _pairs(block.text)}
    held = Counter(pair for _, block in others for pair in _pairs(block.text))
    rare = {pair: log((len(others) + 1) / held[pair]) for pair in words if 0 < held[pair] <= _most(len(others))}
    ranked = []
    for at, (report, block) in enumerate(others):
        # What the page names often and the reports seldom is what it is about.
        shared = (named[slug] / passages.commonness[slug] for slug in {*_named(report, block, passages)} & named.keys())
        ranked.append((-sum(shared), -_weight(block.text, rare), at, block))
    ranked.sort(key=lambda item: item[:3])
    by_name = [block for names, _, _, block in ranked if names]
    by_words = [block for _, pairs, _, block in ranked if pairs]
    return tuple((by_name or by_words)[:most]) or tuple(block for _, block in others[:1])


def _most(blocks: int) -> int:
    return max(1, int(blocks * _TOO_COMMON))


def _named(report: str, block: Placed, passages: Passages) -> Iterable[str]:
    return (mention.entity for mention in passages.mentions.get((report, block.id), ()))


def _weight(text: str, rare: dict[tuple[str, str], float]) -> float:
    """How many rare pairs a text holds, the rarer the heavier; a long one holds more of any."""
    pairs = _pairs(text)
    shared = pairs & rare.keys()
    return sum(sorted(rare[pair] for pair in shared)) / sqrt(len(pairs)) if len(shared) >= _LEAST_PAIRS else 0.0


def _pairs(text: str) -> set[tuple[str, str]]:
    return {pair for pair in pairwise(text) if all(char.isalpha() for char in pair)}
