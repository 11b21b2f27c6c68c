"""Entries that were copied and not filled in, and names that are no names: words of which every report is full."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations

from annals.markdown.front import Front
from annals.model import Entity, Problem, Registry, few
from annals.text.lexicon import Lexicon
from annals.text.lexicon.words import any_of

_SHOWN = 3
_OFTEN = 10
"""A name of several common words (技术合同) that stands more often in a report, on average, is a phrase of it."""
_OWN = ("ordinal", "theme")
"""What is said of one meeting and of none held beside it."""


def copied_entries(registry: Registry, fronts: Mapping[str, Front]) -> Iterator[Problem]:
    """Entries that say all that another one says, with its English name or the numbers of its editions, but for their own names: at
    the one that is mentioned less. `fronts` are the pages by path under docs/."""
    counts = Counter(mention.entity for mention in registry.mentions)
    same: dict[object, list[Entity]] = {}
    for entity in registry.entities:
        if entity.english or any(one.said(field) for one in entity.occasions for field in _OWN):
            said = tuple((one.year, one.statements) for one in entity.occasions)
            same.setdefault((entity.english, entity.body, said), []).append(entity)
    for entities in same.values():
        for pair in combinations(entities, 2):
            # Of a name that two have E209 tells.
            if set(pair[0].names).isdisjoint(pair[1].names):
                first, copy = sorted(pair, key=lambda one: (-counts[one.slug], one.slug))
                yield _at_title(copy, first, fronts[copy.path])


def _at_title(copy: Entity, first: Entity, front: Front) -> Problem:
    other = f"docs/{first.path}"
    path, (line, shown) = f"docs/{copy.path}", front.place("title")
    return Problem.of("W218", path, line, excerpt=shown, name=copy.title, other=other)


def common_names(registry: Registry, fronts: Mapping[str, Front], lexicon: Lexicon) -> Iterator[Problem]:
    """Aliases made of nothing but the common words of the field, or words for a kind of thing (论坛, 项目), with how often they stand
    for their entry."""
    places: dict[tuple[str, str], list[str]] = {}
    for mention in registry.mentions:
        places.setdefault((mention.entity, mention.surface), []).append(f"{mention.report}#{mention.block}")
    words = {*lexicon.common, *(word for word, _ in lexicon.things)}
    common = re.compile(f"(?:{any_of(words)}){{2,6}}")
    for entity in registry.entities:
        front = fronts.get(entity.path)
        if front is None:
            continue
        for name in entity.aliases:
            found = places.get((entity.slug, name), [])
            often = len(found) > _OFTEN * len({place.partition("#")[0] for place in found})
            if found and (name in words or (often and common.fullmatch(name))):
                at = front.item("aliases", name)
                yield Problem.of(
                    "N129",
                    f"docs/{entity.path}",
                    front.line_of(*at),
                    excerpt=front.excerpt_of(*at),
                    name=name,
                    count=len(found),
                    places=few(tuple(dict.fromkeys(found)), _SHOWN),
                )
