"""What stands where a subject once filled a page of its own for a decade, a year, a report, and no longer does."""

from __future__ import annotations

import re
from collections.abc import Container

from jinja2 import Environment

from annals.model import Edition, View
from annals.names.registry import INDEX_PAGES
from annals.pages.contradictions import TITLE as CONTRADICTIONS
from annals.pages.hubs import ENTITIES, HOME
from annals.pages.links import url
from annals.pages.stubs import Gone, stub_of
from annals.pages.told import FOLDERS

_numbered = re.compile(rf"entities/({'|'.join(INDEX_PAGES)})-\d+\.html")


def stubs_of_spans(edition: Edition, made: Container[str], templates: Environment) -> tuple[View, ...]:
    """Pages at the registered addresses of spans that are not among those `made`, leading to the subject: a name counted
    less often, a topic of fewer sections must not ask editors to take an address back."""
    homes = {f"topics/{name}": topic.slug for topic in edition.topics for name in (topic.slug, *topic.redirect_from)}
    homes |= {
        f"entities/{name}": entity.slug
        for entity in edition.registry.entities
        for name in (entity.slug, *entity.redirect_from)
    }
    titles = {f"topics/{topic.slug}": topic.title for topic in edition.topics}
    titles |= {f"entities/{entity.slug}": entity.title for entity in edition.registry.entities}
    # An index had more pages while it had more names.
    homes |= {f"entities/{name}": name for name in INDEX_PAGES}
    titles |= {f"entities/{name}": ENTITIES.title for name in INDEX_PAGES}
    homes["about/contradictions"] = "contradictions"
    titles["about/contradictions"] = CONTRADICTIONS
    found = []
    for address in edition.register:
        subject, _, name = address.rpartition("-" if _numbered.fullmatch(address) else "/")
        folder = address.partition("/")[0]
        if address in made or not name.endswith(".html"):
            continue
        if subject in homes:
            there = f"{subject.partition('/')[0]}/{homes[subject]}"
            found.append(stub_of(Gone.SPAN, address, titles[there], f"{there}.md", templates))
        elif folder in FOLDERS:
            # Nothing is dated any more, or nothing of a topic: the list itself, without one the home page.
            home = f"{folder}/index.md"
            leads = (FOLDERS[folder], home) if url(home) in made else HOME
            found.append(stub_of(Gone.SPAN, address, *leads, templates))
    return tuple(found)
