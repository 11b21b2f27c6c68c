"""The register of published addresses: every HTML page and every data file, with the anchors of report text.

It only grows; what it asks of the site is in addresses.py. The 404 page is no address."""

from __future__ import annotations

from annals.model import DraftPage, Edition
from annals.names.registry import INDEX_PAGES
from annals.pages.data import data_paths
from annals.pages.entity_index import has_registry
from annals.pages.links import url
from annals.pages.moved import moved_pages


def published(edition: Edition) -> tuple[str, ...]:
    """The addresses of all pages and data files of an edition, below the site's root; derived from what it holds, so
    that nothing has to be rendered to know them."""
    made = ["index.md", "topics/index.md", *(f"topics/{topic.slug}.md" for topic in edition.topics)]
    for entity in edition.registry.entities:
        made += [f"entities/{name}.md" for name in (entity.slug, *entity.redirect_from)]
    if has_registry(edition):
        made += [f"entities/{name}.md" for name in INDEX_PAGES]
    for report in edition.reports:
        made += [f"{report.id}/{name}.md" for name in ("index", "full", "raw")]
    made += [path for path in (*edition.guide, *edition.docs) if _is_page(path)]
    moved = (old for page in moved_pages(edition.docs) for old in page.addresses)
    return tuple(dict.fromkeys((*map(url, made), *moved, *data_paths(edition))))


def _is_page(path: str) -> bool:
    """MkDocs publishes nothing below a folder with a dot, and a README only as somebody's index."""
    return not any(part.startswith(".") or part.lower() == "readme.md" for part in path.split("/"))


def draft_addresses(pages: tuple[DraftPage, ...]) -> tuple[str, ...]:
    """The addresses of generated report pages: each page, and each anchor on it."""
    found = []
    for page in pages:
        address = url(page.path)
        found.append(address)
        for block in page.blocks:
            found.extend(f"{address}#{name}" for name in (block.id, *block.anchors))
    return tuple(found)


def extend_register(register: str, addresses: tuple[str, ...]) -> str:
    """The register with those addresses at its end that are new; what is in it stays for ever."""
    known = set(register.split("\n"))
    new = [address for address in dict.fromkeys(addresses) if address not in known]
    return register + "".join(address + "\n" for address in new)
