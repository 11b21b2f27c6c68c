"""The tree that another engine builds: each page as Markdown, and the engine's own configuration."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import Any

from annals.markdown.front import dumped, fenced
from annals.model import Facts
from annals.pages.plain.words import Words, body_of

STYLE, SEARCH = "assets/plain.css", "assets/plain-search.js"
"""Below docs/: how the voices and marks look, and the script of the page that searches."""
FIND = "find.md"
"""The page that searches; no page of the site."""
_BOX = "assets/search/box.js"
_EXTENSIONS: tuple[str, ...] = ("attr_list", "def_list", "footnotes", "md_in_html", "sane_lists")


def exported_page(words: Words, pages: Collection[str]) -> str:
    """A page of the tree; `pages` are the paths of all of them."""
    front = fenced({"title": words.title})
    if words.verbatim:
        heading = f"<h1>{words.title}</h1>\n" if words.heading else ""
        return f"{front}\n<div>\n{heading}{words.lead}{words.own}{words.made}</div>\n"
    return f"{front}\n{body_of(words, partial(_way, words.path, pages), exported=True)}"


def configuration(facts: Facts, nav: Sequence[Any]) -> str:
    """The `mkdocs.yml` of the tree: no hook, no plugin, and no theme, so that each engine takes its own."""
    said: Mapping[str, Any] = {
        "site_name": facts.site_name,
        "site_description": facts.site_description,
        "copyright": facts.copyright,
        "docs_dir": "docs",
        "use_directory_urls": False,
        "plugins": [],
        "nav": [*nav, {"检索": FIND}],
        "not_in_nav": "*",
        "extra_css": [STYLE],
        "extra_javascript": [_BOX],
        "markdown_extensions": list(_EXTENSIONS),
        "validation": {"links": {"anchors": "warn", "unrecognized_links": "warn"}},
    }
    return dumped({key: value for key, value in said.items() if value or value in (False, [])})


def _way(here: str, pages: Collection[str], href: str) -> str:
    """A link as the tree has it: to another page by its file, all else as it is."""
    address, sign, place = href.partition("#")
    if not address.endswith(".html") or ":" in address or address.startswith("/"):
        return href
    target = f"{address.removesuffix('.html')}.md"
    there = posixpath.normpath(posixpath.join(posixpath.dirname(here), target))
    return f"{target}{sign}{place}" if there in pages else href
