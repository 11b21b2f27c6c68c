"""The values that every stage hands to the next; imports nothing of ours.

Offsets are code points, line numbers count from 1, ranges of offsets are half open.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to tell a person. Its words live in `check/catalogue.py` under `code`;
    `details` fills them in. `path` is relative to the root folder, `line` 1-based or None."""

    code: str
    path: str
    line: int | None = None
    details: tuple[tuple[str, str], ...] = ()
    excerpt: str = ""


# --- raw text -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """A raw report as decoded, its byte order mark taken off.

    `line_starts[i]` is the offset at which raw line i+1 starts."""

    report: str
    text: str
    encoding: str
    sha256: str
    line_starts: tuple[int, ...]

    def line_of(self, offset: int) -> int:
        """The raw line that holds the offset."""
        return max(1, bisect_right(self.line_starts, offset))

    def column_of(self, offset: int) -> int:
        """The 1-based column of the offset in its raw line."""
        return offset - self.line_starts[self.line_of(offset) - 1] + 1

    def line_text(self, line: int) -> str:
        """One raw line with its line end."""
        end = self.line_starts[line] if line < len(self.line_starts) else len(self.text)
        return self.text[self.line_starts[line - 1] : end]


FLAG_CODE = "C107"
"""The code of a person's doubt; it changes no text."""


# --- cleaning -----------------------------------------------------------------------------


class Safety(StrEnum):
    """SAFE is applied, REVIEW applied and listed for an editor, SUGGEST only reported."""

    SAFE = "safe"
    REVIEW = "review"
    SUGGEST = "suggest"


class Certainty(StrEnum):
    CERTAIN = "certain"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


class Op(StrEnum):
    REPLACE = "replace"
    MOVE = "move"
    INSERT = "insert"


@dataclass(frozen=True, slots=True)
class Hint:
    """Evidence for structure that is no longer in the text: a glyph that was taken off, a
    level or a box that a person gave. `start` and `end` are offsets in the text it comes with."""

    kind: str
    start: int
    end: int
    value: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """What a rule yields: text[start:end] becomes `new`. A hint keeps the evidence."""

    start: int
    end: int
    new: str
    reason: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One ledger entry; positions are those of the text after all entries before `seq`."""

    seq: int
    code: str
    op: Op
    start: int
    end: int
    old: str
    new: str
    lines: tuple[int, int]
    safety: Safety
    reason: str
    certainty: Certainty | None = None
    to: int | None = None
    drops: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """text[start:start+length] came from raw[raw:raw+raw_length].

    Equal lengths with `exact` map character by character; otherwise the piece stands for the
    whole raw range (a replacement) or for a place between characters (an insertion). `edits` are the ledger entries that made it."""

    start: int
    length: int
    raw: int
    raw_length: int
    exact: bool
    inserted: bool = False
    edits: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Origins:
    """Where each character of a text comes from; pieces in order, without gaps."""

    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]

    @staticmethod
    def of(pieces: tuple[Piece, ...]) -> Origins:
        return Origins(pieces, tuple(piece.start for piece in pieces))

    def within(self, start: int, end: int) -> tuple[Piece, ...]:
        """The parts of the pieces that lie in text[start:end], cut to size where exact."""
        found = []
        index = max(0, bisect_right(self.starts, start) - 1)
        for index in range(index, len(self.pieces)):
            piece = self.pieces[index]
            if piece.start >= end:
                break
            low, high = max(piece.start, start), min(piece.start + piece.length, end)
            if low >= high:
                continue
            if piece.exact:
                raw = piece.raw + low - piece.start
                found.append(Piece(low, high - low, raw, high - low, True, edits=piece.edits))
            else:
                found.append(
                    Piece(low, high - low, piece.raw, piece.raw_length, False, piece.inserted, piece.edits)
                )
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's recorded correction, as the `.yml` gives it. `op` is its first key."""

    op: str
    target: str
    reason: str
    cause: str
    certainty: Certainty
    line_in_yml: int
    with_: str | None = None
    through: str | None = None
    before: str | None = None
    after: str | None = None
    level: int | None = None
    to: str | None = None
    line: int | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class AppliedCorrection:
    """A correction with the raw lines it touched and its code."""

    correction: Correction
    code: str
    lines: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Flag:
    """A doubt; the text is unchanged."""

    lines: tuple[int, int]
    text: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    source: Source
    text: str
    origins: Origins
    ledger: tuple[Entry, ...]
    hints: tuple[Hint, ...]
    corrections: tuple[AppliedCorrection, ...] = ()
    flags: tuple[Flag, ...] = ()


# --- structure ----------------------------------------------------------------------------


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
    """A visible correction inside a block: block text [start:end] stands for `old`.

    `line` is the raw line to open, `seq` the ledger entry."""

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
    table: int = 0
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


# --- topics and pages ---------------------------------------------------------------------

OVERVIEW, OTHER = "overview", "other"
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
    """One block as read from a Markdown page. `line` is 1-based, `boxes` the classes of the
    closed forms around it, `level` the number of # marks of a heading (0 otherwise)."""

    kind: str
    text: str
    markdown: str
    line: int
    level: int = 0
    depth: int = 0
    header: bool = False
    boxes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A block on a published page with what is known of it; `base` is None for editors' own."""

    page: str
    block: PageBlock
    base: Generated | None
    id: str
    section: str | None
    edited: bool


@dataclass(frozen=True, slots=True)
class PublishedPage:
    path: str
    matter: Matter
    placed: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A report as published: metadata, pages, and all placed blocks in reading order.

    `cleaned` is None when the raw file could not be used; its committed pages stand."""

    id: str
    year: int | None
    title: str
    series: str
    original: str
    sha256: str
    cleaned: Cleaned | None
    base: tuple[Generated, ...]
    pages: tuple[PublishedPage, ...]
    order: tuple[Placed, ...]
    deleted: tuple[Generated, ...]
    flags: tuple[Flag, ...] = ()
    changes: tuple[tuple[str, tuple[Change, ...]], ...] = ()


# --- the site -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to show inside a block's text [start:end]: `corrected` or `flagged`."""

    start: int
    end: int
    kind: str
    title: str
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


@dataclass(frozen=True, slots=True)
class View:
    """A page of the site: Markdown to render, then derived HTML behind it.

    `path` is relative to docs/, `crumbs` are (title, path or empty), `toc` (level, id, title)
    for headings inside the derived HTML, `forms` the ids of nameless boxes in their order."""

    path: str
    title: str
    kind: str
    markdown: str = ""
    html: str = ""
    crumbs: tuple[tuple[str, str], ...] = ()
    toc: tuple[tuple[int, str, str], ...] = ()
    dress: tuple[Dress, ...] = ()
    forms: tuple[str, ...] = ()
    edit: str = ""
    description: str = ""
    report: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything that is published, before it becomes pages."""

    reports: tuple[Report, ...]
    topics: tuple[Topic, ...]
    docs: tuple[tuple[str, str], ...]
    register: tuple[str, ...]


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
