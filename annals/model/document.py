"""Sections and blocks of a report, and what is known about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from annals.model.cleaning import Correction


class SectionKind(StrEnum):
    SECTION = "section"
    BOX = "box"
    INFOGRAPHIC = "infographic"
    LABEL = "label"
    HIGHLIGHTS = "highlights"
    TIMELINE = "timeline"


class BlockKind(StrEnum):
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    CAPTION = "caption"
    NOTE = "note"


class Status(StrEnum):
    """What happened to a block or section between the raw text and the page."""

    VERBATIM = "verbatim"
    CLEANED = "cleaned"
    SOURCE = "source"
    CORRECTED = "corrected"
    INSERTED = "inserted"
    EDITED = "edited"
    ADDED = "added"


Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A run of inline markup in a block's text: `strong`, `sup`, `sub`."""

    start: int
    end: int
    tag: str


@dataclass(frozen=True, slots=True)
class Change:
    """A person's correction or doubt in sight of the reader: block text [start:end] stands for
    `old`; `line` is the raw line to open."""

    start: int
    end: int
    old: str
    new: str
    code: str
    reason: str
    certainty: str
    line: int


@dataclass(frozen=True, slots=True)
class Block:
    id: str
    section: str | None
    kind: BlockKind
    text: str
    lines: Ranges
    status: Status
    spans: tuple[Span, ...] = ()
    depth: int = 0
    header: bool = False
    anchors: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    title: str
    level: int
    kind: SectionKind
    parent: str | None
    line: int | None
    status: Status
    lines: Ranges = ()
    anchors: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A report's sections and blocks, each in reading order; `order` interleaves their ids."""

    report: str
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What `seeds/<id>.yml` states; None where it leaves the text to speak."""

    report: str
    year: int | None = None
    title: str | None = None
    series: str | None = None
    original: str | None = None
    sha256: str | None = None
    corrections: tuple[Correction, ...] = field(default=())
