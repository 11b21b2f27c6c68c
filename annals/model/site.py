"""What the site is made of, before and after MkDocs."""

from __future__ import annotations

from dataclasses import dataclass, field

from annals.model.entities import Registry
from annals.model.facts import Facts
from annals.model.pages import Report, Topic


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to show inside a block's text [start:end]: `corrected` or `flagged`."""

    start: int
    end: int
    kind: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class EntityLink:
    """A mention of an entity at [start:end] of a block's text; `href` leads to its page."""

    start: int
    end: int
    slug: str
    href: str


@dataclass(frozen=True, slots=True)
class Dress:
    """What the site adds to the nth block of a page; `text` is what it must render as.

    `voice` is source, editor or derived, `eyebrow` the titles above that stand elsewhere."""

    id: str
    text: str
    voice: str
    kind: str
    label: str = ""
    href: str = ""
    anchors: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    note: str = ""
    eyebrow: str = ""
    links: tuple[EntityLink, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """A page of the site: Markdown to render, then derived HTML behind it.

    `path` is relative to docs/, `crumbs` are (title, path or empty), `toc` (level, id, title)
    for headings inside the derived HTML, `forms` the ids of nameless boxes in their order,
    `untold` headings that the table of contents leaves out, `aliases` further names of what the
    page is about, which search leads here, `banner` what a
    reader should know before the first word."""

    path: str
    title: str
    kind: str
    markdown: str = ""
    html: str = ""
    crumbs: tuple[tuple[str, str], ...] = ()
    toc: tuple[tuple[int, str, str], ...] = ()
    dress: tuple[Dress, ...] = ()
    forms: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    edit: str = ""
    description: str = ""
    report: str = ""
    aliases: tuple[str, ...] = ()
    banner: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything that is published, before it becomes pages. `docs` is the Markdown of docs/ as merged, `guide` the
    pages about the tool that ship with it, both by path below the site's root."""

    reports: tuple[Report, ...]
    topics: tuple[Topic, ...]
    docs: tuple[tuple[str, str], ...]
    register: tuple[str, ...]
    registry: Registry = field(default_factory=Registry)
    facts: Facts = field(default_factory=Facts)
    guide: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says of this publication; empty where it says nothing."""

    site_url: str = ""
    repo: str = ""
    branch: str = ""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A block that renders as other text than its Markdown says; `index` counts from 1."""

    path: str
    index: int
    found: str
    expected: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """What went wrong while the site was rendered."""

    warnings: tuple[str, ...]
    mismatches: tuple[Mismatch, ...]
