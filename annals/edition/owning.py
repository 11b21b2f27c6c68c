"""Whose a name is that two entries register: that of the entry which had it before."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from annals.edition.history import since
from annals.edition.last_commit import committed_texts
from annals.markdown.front import read_fronts
from annals.model import Entity, entity_path
from annals.names.registry import load_entities
from annals.text.lexicon import Lexicon


def owners_of(root: Path, entities: Iterable[Entity], before: Collection[str], lexicon: Lexicon) -> dict[str, str]:
    """The slug of the entry that a name of several belongs to; empty where nothing tells. The last commit decides, where
    both have it there the history, else whose page is older: in the last commit, in the register (`before`)."""
    holders: dict[str, list[str]] = {}
    for entity in entities:
        for name in dict.fromkeys(entity.names):
            holders.setdefault(name, []).append(entity.slug)
    shared = {name: slugs for name, slugs in holders.items() if len(slugs) > 1}
    if not shared:
        return {}
    paths = {slug: entity_path(slug) for slugs in shared.values() for slug in slugs}
    found = committed_texts(root, [f"docs/{path}" for path in paths.values()])
    heads, _ = read_fronts({path.removeprefix("docs/"): text for path, text in found.items()})
    had = {entity.slug: set(entity.names) for entity in load_entities(heads, lexicon)[0]}
    owners = {}
    for name, slugs in shared.items():
        first = [slug for slug in slugs if name in had.get(slug, ())]
        if len(first) > 1:
            first = since(root, {slug: f"docs/{paths[slug]}" for slug in first}, name)
        older = (first, [slug for slug in slugs if slug in had], [slug for slug in slugs if paths[slug] in before])
        owners[name] = next((known[0] for known in older if len(known) == 1), "") if len(first) < 2 else ""
    return owners
