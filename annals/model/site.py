"""What the site is made of, before and after MkDocs."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from annals.model.contradictions import Judgement
from annals.model.entities import Registry
from annals.model.facts import Facts, Series
from annals.model.figures import Figures
from annals.model.history import History
from annals.model.indicators import Indicator
from annals.model.pages import Topic
from annals.model.report import Report, newest_first

_LARGE = 4_000
"""Characters of HTML above which it pays to compress it."""
_BYTES = "latin-1"
"""Bytes as a text: one is a character."""


class PageKind(StrEnum):
    """What a page of the site is; also a class of its root, and what search filters by."""

    HOME = "home"
    SERIES = "series"
    YEAR = "year"
    REPORT = "report"
    CHAPTER = "chapter"
    RAW = "raw"
    FIGURES = "figures"
    TOPIC = "topic"
    TOPICS = "topics"
    ENTITY = "entity"
    ENTITIES = "entities"
    INDICATOR = "indicator"
    INDICATORS = "indicators"
    METHOD = "method"
    PROGRESS = "progress"
    CHRONICLE = "chronicle"
    DOCUMENTS = "documents"
    CONTRADICTIONS = "contradictions"
    CHANGES = "changes"
    TOOL = "tool"
    SPAN = "span"
    STUB = "stub"
    GUIDE = "guide"


CAPTION = "图注"
"""What stands before the words that stood below a picture: the picture is not here."""


class Voice(StrEnum):
    """Who speaks: the report's text, the editors, the machine."""

    SOURCE = "source"
    EDITOR = "editor"
    DERIVED = "derived"


class MarkKind(StrEnum):
    CORRECTED = "corrected"
    FLAGGED = "flagged"
    MOVED = "moved"
    WITHHELD = "withheld"
    SUPPLIED = "supplied"


_HEARD = {
    MarkKind.CORRECTED: "校正",
    MarkKind.FLAGGED: "存疑",
    MarkKind.MOVED: "移来",
    MarkKind.WITHHELD: "撤下",
    MarkKind.SUPPLIED: "编者补",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something to show inside a block's text [start:end], or behind it where start is end; `sign` is what is shown there."""

    start: int
    end: int
    kind: MarkKind
    sign: str
    title: str
    href: str

    @property
    def name(self) -> str:
        """What is heard in place of the sign: the title, read out in the middle of a sentence, would drown it."""
        return f"{_HEARD[self.kind]}{self.sign[1:]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityLink:
    """A mention of an entity at [start:end] of a block's text; `href` leads to its page."""

    start: int
    end: int
    slug: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """What the site adds to the nth block of a page; `text` is what it must render as, `kind` the class that
    says what it is, `eyebrow` the titles above that stand elsewhere, `leaf` the printed page that begins with it or inside
    it. A row that is not `headed` is no head of its table,
    though it may be the first that stands there."""

    id: str
    text: str
    voice: Voice
    kind: str
    label: str = ""
    href: str = ""
    anchors: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    note: str = ""
    eyebrow: str = ""
    links: tuple[EntityLink, ...] = ()
    headed: bool = True
    leaf: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A page of the site: Markdown to render, then derived HTML behind it (`made`; `is_packed`: compressed, a byte a character).

    `path` is relative to docs/, `crumbs` are (title, path or empty), `forms` the ids of nameless boxes in their order,
    `untold` headings that the table of contents leaves out, `aliases` further names of what the
    page is about, which search leads here, `banner` what a
    reader should know before the first word, `lead` derived HTML before it, `around` its series and the
    reports next to its own in time, that among them, as (label, path), where its menu does not have all."""

    path: str
    title: str
    kind: PageKind
    markdown: str = ""
    made: str = ""
    is_packed: bool = False
    crumbs: tuple[tuple[str, str], ...] = ()
    marking: tuple[Marking, ...] = ()
    forms: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    edit: str = ""
    description: str = ""
    report: str = ""
    aliases: tuple[str, ...] = ()
    banner: str = ""
    lead: str = ""
    around: tuple[tuple[str, str], ...] = ()

    def outline(self) -> View:
        """The page without what it says: what is left of it once it is written."""
        return replace(self, markdown="", made="", is_packed=False, lead="", marking=())

    @property
    def html(self) -> str:
        """The derived HTML."""
        return zlib.decompress(self.made.encode(_BYTES)).decode() if self.is_packed else self.made

    def packed(self) -> View:
        """The page with its HTML compressed while it waits to be rendered: all pages of an edition wait at once, and plain
        they are a fifth of all memory."""
        if self.is_packed or len(self.made) < _LARGE:
            return self
        return replace(self, made=zlib.compress(self.made.encode(), 1).decode(_BYTES), is_packed=True)

    def told(self) -> tuple[object, ...]:
        """All that the page is: its outline, and by itself each thing that is not in there."""
        return self.outline(), self.markdown, self.html, self.lead, self.marking


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """An address that an edition takes back: a page, an anchor on one, or with its slash a folder; `date` is an ISO
    date, empty where it is not known, `to` where it leads, `line` (1-based) where this is said."""

    address: str
    reason: str
    date: str = ""
    to: str = ""
    line: int = 0

    def covers(self, address: str) -> bool:
        """Whether it speaks of an address."""
        if self.address.endswith("/"):
            return address.startswith(self.address)
        return self.address in (address, address.partition("#")[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Everything that is published, before it becomes pages: reports, how each is labelled, topics, the Markdown
    of docs/ as merged and of the guide that ships with the tool, both by path below the site's root, all
    addresses ever published, those taken back and the reports that are withheld whole, the registry of names with
    their mentions, the site's facts, the words of questions that search leaves out, those that readers use for others (each with them) and those that make another thing of a
    sentence, the indicators that editors follow, the figures that were read with them, what editors judged of places that differ, the other files of docs/ that are
    published, by path below docs/; what the history of the files tells."""

    reports: tuple[Report, ...]
    labels: Mapping[str, str]
    topics: tuple[Topic, ...]
    docs: Mapping[str, str]
    register: tuple[str, ...]
    registry: Registry
    facts: Facts
    guide: Mapping[str, str]
    questions: tuple[str, ...] = ()
    asked: tuple[tuple[str, str], ...] = ()
    weighty: tuple[str, ...] = ()
    saying: tuple[str, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    figures: Figures = field(default_factory=Figures)
    judgements: tuple[Judgement, ...] = ()
    files: frozenset[str] = frozenset()
    withdrawn: tuple[Withdrawal, ...] = ()
    withheld: tuple[str, ...] = ()
    history: History = field(default_factory=History)

    def ordered(self) -> tuple[Report, ...]:
        """The reports in the one order in which readers see them: by series, in each the newest year first, undecided
        ones last."""
        return tuple(report for _, reports in self.shelves() for report in reports)

    def series_of(self, report: Report) -> Series:
        """The series that a report belongs to."""
        return self.facts.shelf_of(report.series)

    def shelves(self) -> tuple[tuple[Series, tuple[Report, ...]], ...]:
        """The series that have reports, in the order of the facts, those that these do not list last, with their
        reports, the newest first."""
        found: dict[Series, list[Report]] = {series: [] for series in self.facts.series}
        for report in self.reports:
            found.setdefault(self.series_of(report), []).append(report)
        return tuple((series, newest_first(reports)) for series, reports in found.items() if reports)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the environment says of this publication; empty where it says nothing."""

    site_url: str = ""
    repo: str = ""
    branch: str = ""
    archive: str = ""
    """Where the whole site can be had as one file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """A block that renders as other text than its Markdown says; `index` counts from 1."""

    path: str
    index: int
    found: str
    expected: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """What was about to leave a page live and was taken out: a tag, its attribute, or what looked like HTML."""

    path: str
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """What went wrong while the site was rendered."""

    warnings: tuple[str, ...]
    mismatches: tuple[Mismatch | Withheld, ...]
