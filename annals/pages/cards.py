"""What is told of a named entity where a reader rests on its name: a file of its own each, which a page asks for then, so
that no page changes with an entity that it only names."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from jinja2 import Environment

from annals.model import Edition
from annals.pages.entity_links import about

FOLDER = "assets/cards/"
_MOST, _FIRST = 8, 2
"""Up to how many reports a card names; of more the first and the last, and how many they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a card tells: what it is, in which reports, how often."""

    title: str
    type: str
    about: str
    years: str
    mentions: int


def card_files(edition: Edition, templates: Environment) -> dict[str, str]:
    """The card of every entity by path below the site's root: a script that hands over its name and its HTML, for a page
    that is opened from a disk may fetch nothing else."""
    template = templates.get_template("entity_card.html.j2")
    return {
        f"{FOLDER}{slug}.js": f"annalsCard({json.dumps([slug, template.render(card=card)], ensure_ascii=False)})\n"
        for slug, card in _cards(edition).items()
    }


def _cards(edition: Edition) -> dict[str, Card]:
    counts: Counter[str] = Counter()
    reports: dict[str, set[str]] = {}
    for mention in edition.registry.mentions:
        counts[mention.entity] += 1
        reports.setdefault(mention.entity, set()).add(mention.report)
    order = {report.id: place for place, report in enumerate(edition.ordered())}
    return {
        entity.slug: Card(
            title=entity.title,
            type=entity.type,
            about=about(entity),
            years=years_told(
                [edition.labels[report] for report in sorted(reports.get(entity.slug, ()), key=order.__getitem__)]
            ),
            mentions=counts[entity.slug],
        )
        for entity in edition.registry.entities
    }


def years_told(labels: Sequence[str]) -> str:
    """The labels of some reports in a few words.

    >>> years_told(["2023", "2012"])
    '2023、2012'
    >>> years_told([str(year) for year in range(2023, 1999, -1)])
    '2023、2022……2001、2000，共 24 份报告'
    """
    if len(labels) <= _MOST:
        return "、".join(labels)
    ends = "……".join("、".join(part) for part in (labels[:_FIRST], labels[-_FIRST:]))
    return f"{ends}，共 {len(labels)} 份报告"
