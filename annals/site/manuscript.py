"""What an edition hands over to be rendered, whatever renders it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annals.model import Facts, Settings, View
from annals.pages.plain.words import Words
from annals.pages.standing import Standing
from annals.site.reuse import ALONE, NO_EARLIER, Earlier, Kept, Together
from annals.text.citation import Reference


def _no_twin(_words: Words, _site_url: str) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """What MkDocs is given of an edition: the derived pages by path (each is given up once it is written: only its
    outline stays), all Markdown by path as merged, the
    other files of docs/ that are published, the navigation as MkDocs reads it, the folder of our theme, and what writes
    the files beside the pages once these are rendered (it gets the site's folder and address, empty where that is not
    known, and what may be taken from it the next time, by path), the folders of docs/ of which nothing is published, the site's facts,
    the state of each page by its path and how it is cited, what the twin of a page is (its text, empty where it has none,
    from its words and the site's address) and what it is made from besides, by path;
    `dated`: a history tells of the pages; `earlier` is the last site, from which pages may be taken; `together` are the
    pages that are made with others: some of them are no more than outlines among the views; `styles` and `scripts` are the
    files of our theme that every page has, whatever else the configuration names."""

    views: dict[str, View]
    texts: Mapping[str, str]
    files: Collection[str]
    nav: list[Any]
    theme: Path
    settings: Settings
    finish: Callable[[Path, str, Mapping[str, Kept]], None]
    withheld: Sequence[str] = ()
    facts: Facts = field(default_factory=Facts)
    standings: Mapping[str, Standing] = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)
    twin: Callable[[Words, str], str] = _no_twin
    twins: Mapping[str, object] = field(default_factory=dict)
    dated: bool = False
    earlier: Earlier = NO_EARLIER
    together: Together = ALONE
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
