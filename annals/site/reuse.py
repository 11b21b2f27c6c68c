"""What is kept of a page, so that it need not be rendered again: a digest of all that it was made from, and what
rendering it told."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from annals.model import Mismatch, View, Withheld
from annals.site.search.page import Page
from annals.site.twins import twin_at

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_EXTENSIONS = frozenset(
    ("fenced_code", "tables", "md_in_html", "sane_lists", "toc", "pymdownx.superfences", "pymdownx.highlight")
)
_HOOK = "annals/hook.py"
# What says where things are, and what is looked at by itself; the theme's own values are, as far as they are none of these.
_APART = ("docs_dir", "site_dir", "config_file_path", "theme", "plugins", "hooks")
_place = re.compile(r" at 0x[0-9a-f]+")
_LINKS = ("](", "][", "]:", "<")


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """How a derived page was made, with others of which all are made anew or none: `of` is the digest of what they were
    made from, `at` its place among them (from 0), of which there are `count`; `digest` is that of the page as derived,
    `leads` says that its Markdown may lead to others, `outline` is what is left of it once it is written."""

    of: str
    at: int
    count: int
    digest: str
    leads: bool
    outline: View


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept of a rendered page. `key` is the digest of what it was made from, `sha256` that of its HTML;
    `warnings` are what MkDocs told, `told` what we did; `anchors` are those of its Markdown, `links` the pages to whose
    anchors it leads, each with (anchor, link as written); `said` is what search reads on it, `twin` the sha256 of its
    Markdown twin, empty where it has none; `made` is there of a page that was made with others."""

    key: str
    sha256: str
    warnings: tuple[str, ...] = ()
    told: tuple[Mismatch | Withheld, ...] = ()
    anchors: tuple[str, ...] = ()
    links: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    said: Page | None = None
    twin: str = ""
    made: Made | None = None


def _nothing(address: str, sha256: str) -> bool:
    return False


def _nowhere(address: str, target: str) -> None:
    """Where nothing is reused nothing is put anywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """The last site. `basis` is a digest of what every page is made from (code, templates, settings), empty where no page
    is to be reused; `pages` by path; `holds` tells whether the site has a page (address, sha256 of its HTML), `put` puts
    it at a path."""

    basis: str = ""
    pages: Mapping[str, Kept] = field(default_factory=dict)
    holds: Callable[[str, str], bool] = _nothing
    put: Callable[[str, str], None] = _nowhere

    def find(self, path: str, address: str, key: str) -> Kept | None:
        """The page as it was, if it was made from the same and its HTML is there to the byte."""
        found = self.pages.get(path)
        if found is None or found.key != key or not self.holds(address, found.sha256):
            return None
        return found if not found.twin or self.holds(twin_at(address), found.twin) else None


NO_EARLIER = Earlier()


def _no_view(path: str) -> View:
    raise KeyError(path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """The derived pages that are made with others: by path what each group was made from (a digest) with the page's place
    in it and their number; of the pages that stand as outlines how they were made; and what makes such a page after all."""

    groups: Mapping[str, tuple[str, int, int]] = field(default_factory=dict)
    standing: Mapping[str, Made] = field(default_factory=dict)
    whole: Callable[[str], View] = _no_view


ALONE = Together()


def digest_of(parts: Iterable[object]) -> str:
    """A digest of values by what they print as; of texts by their length and themselves."""
    found = hashlib.sha256()
    for part in parts:
        text = (part if isinstance(part, str) else repr(part)).encode("utf-8", "surrogatepass")
        found.update(b"%d:" % len(text) + text)
    return found.hexdigest()


def may_link(markdown: str) -> bool:
    """Whether Markdown may lead to another page, so that it depends on which pages there are."""
    return any(sign in markdown for sign in _LINKS)


def earlier_of(earlier: Earlier, config: MkDocsConfig) -> Earlier:
    """The last site as far as a configuration lets pages be taken from it: none where an extension, a hook or a template
    of somebody else's, who may read whatever they like, has a part in the pages."""
    plugins = all(name.endswith(_HOOK) for name in config.plugins)
    if not (earlier.basis and plugins and config.theme.custom_dir is None):
        return NO_EARLIER
    if not set(config.markdown_extensions) <= _EXTENSIONS:
        return NO_EARLIER
    # As loaded, whatever files it was put together from; of a function the name alone is the same in every run.
    values = {key: value for key, value in config.items() if key not in _APART}
    theme = {key: sorted(value) if isinstance(value, set) else value for key, value in config.theme.items()}
    said = _place.sub("", repr((values, theme)))
    return replace(earlier, basis=digest_of((earlier.basis, said)))
