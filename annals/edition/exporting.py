"""The whole edition as a plain tree that another engine builds: Markdown, assets, data, and no program."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from annals.edition.building import Renderer, manuscript
from annals.edition.deriving import derive, navigation
from annals.edition.ingesting import ingest
from annals.edition.restoring import with_sources
from annals.edition.shipped import DEFAULTS, EXPORT
from annals.edition.working import Workers
from annals.model import Problem, Settings
from annals.pages.changelog import FEED
from annals.pages.plain.exported import FIND, SEARCH, STYLE, configuration, exported_page
from annals.pages.plain.llms import LLMS
from annals.pages.plain.words import Words

_DOCS = "docs"
_OF_PAGES = (".html", ".md", ".gz")
_OF_SITE = frozenset((FEED, LLMS, "sitemap.xml"))
"""What the site says of itself as a whole, and another would say otherwise."""
_OF_THEME = ("assets/images/", "assets/javascripts/", "assets/stylesheets/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was written: how many pages, and what is wrong with the edition that they are of."""

    pages: int
    problems: tuple[Problem, ...]


def export(root: Path, settings: Settings, renderer: Renderer, target: Path, *, workers: Workers) -> Exported:
    """Write the edition of a root folder into a folder that is empty or not there; nothing is written into the root."""
    ingested = ingest(root, workers=workers)
    edition = ingested.edition
    views, vanished = derive(edition, threads=ingested.threads)
    problems = with_sources(root, vanished, edition)
    words: list[Words] = []
    given = replace(manuscript(edition, views, settings, ingested.threads), twin=partial(_kept, words))
    config = root / "mkdocs.yml" if (root / "mkdocs.yml").is_file() else DEFAULTS
    docs = target / _DOCS
    with tempfile.TemporaryDirectory() as folder:
        site, nothing = Path(folder) / "site", Path(folder) / "nothing"
        nothing.mkdir()
        renderer(config, root / _DOCS if (root / _DOCS).is_dir() else nothing, given, site)
        for path in sorted(site.rglob("*")):
            name = path.relative_to(site).as_posix()
            if path.is_file() and (name in edition.files or _is_taken(name)):
                _copy(path, docs / name)
    for own, name in (("plain.css", STYLE), ("plain-search.js", SEARCH), ("find.md", FIND)):
        _copy(EXPORT / own, docs / name)
    paths = frozenset(page.path for page in words)
    for page in words:
        _write(docs / page.path, exported_page(page, paths))
    _write(target / "mkdocs.yml", configuration(edition.facts, navigation(edition)))
    return Exported(pages=len(words), problems=(*ingested.problems, *problems))


def _kept(words: list[Words], page: Words, _address: str) -> str:
    """Keep the words of a page; it has no twin."""
    words.append(page)
    return ""


def _is_taken(name: str) -> bool:
    """Whether a file of the site is part of what it says: no page, and nothing that the theme brings along."""
    return not (name.endswith(_OF_PAGES) or name in _OF_SITE or name.startswith((".", *_OF_THEME)))


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
