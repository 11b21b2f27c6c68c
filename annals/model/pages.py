"""Topics, generated pages, and pages as they are published."""

from __future__ import annotations

from dataclasses import dataclass

from annals.model.cleaning import Cleaned, Flag
from annals.model.document import Change, Ranges
from annals.model.source import Source

OVERVIEW, OTHER = "overview", "other"
RESERVED_FOLDERS = frozenset(
    {
        *("about", "assets", "changes", "chronicle", "compare", "data", "documents", "entities", "export", "feed"),
        *("figures", "guide", "indicators", "llms", "raw", "search", "series", "site", "stylesheets", "tool", "topics"),
    }
)
"""Folders of the site that are no report's; some of them are kept for what is to come."""
RESERVED_PAGES = ("index", OVERVIEW, OTHER, "full", "raw")


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic page's front matter. `sections` and `blocks` are references such as `2011#l78`."""

    slug: str
    title: str
    order: int
    words: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    body: str = ""


UNREAD, READ, COMPARED = "未校对", "已校对", "已核对"
STATUSES = (UNREAD, READ, COMPARED)
"""How far a page can be trusted: nobody read it, one person did, a second one held it to the print."""


@dataclass(frozen=True, slots=True)
class Review:
    """What stood on a page when its status was set: `text` is a digest of what the machine had
    written there."""

    status: str
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Matter:
    """The front matter of a report page."""

    title: str
    report: str
    topic: str
    status: str = "未校对"
    reviewed_by: str = ""


@dataclass(frozen=True, slots=True)
class Generated:
    """One block or heading as the tool writes it: what the base keeps, one JSON line each.

    `kind` is that of the section or block; `level` is the structural level of a section (0 for
    blocks), `markdown` the inline Markdown, `above` the section it hangs below."""

    page: str
    id: str
    role: str
    kind: str
    markdown: str
    above: str | None
    lines: Ranges
    status: str
    level: int = 0
    depth: int = 0
    header: bool = False
    numbered: bool = False
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftPage:
    """A report page as generated: its path under docs/, front matter and blocks in order."""

    path: str
    matter: Matter
    parts: tuple[Generated, ...]


@dataclass(frozen=True, slots=True)
class PageBlock:
    """One block as read from a Markdown page. `line` is 1-based, `end` the line behind it, `boxes`
    the classes of the closed forms around it, `forms` which of the page's forms these are,
    `level` the number of # marks of a heading (0 otherwise)."""

    kind: str
    text: str
    markdown: str
    line: int
    level: int = 0
    depth: int = 0
    header: bool = False
    boxes: tuple[str, ...] = ()
    forms: tuple[int, ...] = ()
    end: int = 0


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of lines of a page as the editor wrote it: a block, or with None something else that
    is kept as it stands (a comment, code, a rule). `tight`: no blank line before it."""

    source: str
    block: PageBlock | None
    boxes: tuple[str, ...] = ()
    forms: tuple[int, ...] = ()
    tight: bool = False


@dataclass(frozen=True, slots=True)
class Stem:
    """What a block of an edited page stems from: the generated block that it is, if any, and
    others whose text it took in or was parted from."""

    origin: Generated | None
    others: tuple[Generated, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A block on a published page with what is known of it; `base` is None for editors' own.
    `others` are further generated blocks whose text stands in it: those that an editor joined to
    it, or, without `base`, the one that an editor parted it from."""

    page: str
    block: PageBlock
    base: Generated | None
    id: str
    section: str | None
    edited: bool
    others: tuple[Generated, ...] = ()

    def stems(self) -> tuple[Generated, ...]:
        """All generated blocks whose text stands in it."""
        return self.others if self.base is None else (self.base, *self.others)

    def anchors(self) -> tuple[str, ...]:
        """The addresses besides its own that lead to it."""
        if self.base is None:
            return ()
        return (*self.base.anchors, *(name for part in self.others for name in (part.id, *part.anchors)))


@dataclass(frozen=True, slots=True)
class PublishedPage:
    """`trust` is the status that holds: below that of the front matter where the machine wrote
    the text anew after the review, or a second name is missing."""

    path: str
    matter: Matter
    placed: tuple[Placed, ...]
    trust: str = UNREAD


@dataclass(frozen=True, slots=True)
class Report:
    """A report as published: metadata, pages, and all placed blocks in reading order.

    `label` is the year, with the id where two reports share it, or the id alone; `own_title` says that the title is this edition's and stands nowhere in the raw text;
    `cleaned` is None when the report could not be made anew and its committed pages stand,
    `source` when the raw file itself could not be used."""

    id: str
    label: str
    year: int | None
    title: str
    own_title: bool
    series: str
    original: str
    sha256: str
    source: Source | None
    cleaned: Cleaned | None
    base: tuple[Generated, ...]
    pages: tuple[PublishedPage, ...]
    order: tuple[Placed, ...]
    deleted: tuple[Generated, ...]
    flags: tuple[Flag, ...] = ()
    changes: tuple[tuple[str, tuple[Change, ...]], ...] = ()
