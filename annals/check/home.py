"""What an edition's facts name for its home page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annals.model import Home, Problem, Registry, Topic
from annals.text.nearness import nearest_name, perhaps

_FACTS = "mkdocs.yml"


def story_problems(home: Home, registry: Registry) -> Iterator[Problem]:
    """Entries whose story home is to tell and that there are not (E211)."""
    known = sorted(entity.slug for entity in registry.entities)
    for slug in home.stories:
        if slug not in known:
            nearest = nearest_name(slug, known, {entity.title: entity.slug for entity in registry.entities})
            yield Problem.of("E211", _FACTS, home.line or None, slug=slug, nearest=nearest)


def home_topics(home: Home, topics: Sequence[Topic]) -> Iterator[Problem]:
    """Topics that home is to show and that there are not (E216)."""
    slugs = {topic.title: topic.slug for topic in topics} | {topic.slug: topic.slug for topic in topics}
    for slug in home.topics:
        if slug not in slugs.values():
            yield Problem.of("E216", _FACTS, home.line or None, value=slug, nearest=perhaps(slug, slugs, slugs))
