"""What an edition's facts name for its home page."""

from __future__ import annotations

from collections.abc import Iterator

from annals.model import Home, Problem, Registry
from annals.text.nearness import nearest_name

_FACTS = "mkdocs.yml"


def story_problems(home: Home, registry: Registry) -> Iterator[Problem]:
    """Entries whose story home is to tell and that there are not (E211)."""
    known = sorted(entity.slug for entity in registry.entities)
    for slug in home.stories:
        if slug not in known:
            nearest = nearest_name(slug, known)
            yield Problem.of("E211", _FACTS, home.line or None, slug=slug, nearest=nearest)
