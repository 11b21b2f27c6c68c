"""One paragraph on its way: as the machine made it, as it stands on a page, as it is published.

`Content` is what a block says; it is the same value wherever the block goes. What is known besides is
told by the stage that knows it: `Block` where it comes from, `PageBlock` where it stands in a file of
Markdown, `Stem` what it stems from, `Placed` under which address it is published."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Ranges = tuple[tuple[int, int], ...]
"""Closed ranges of raw lines."""


class BlockKind(StrEnum):
    """What a block is; OPAQUE stands on a page but is no block (a comment, code, a rule) and is kept as it is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    CAPTION = "caption"
    NOTE = "note"
    OPAQUE = "opaque"


ON_PAGE = {BlockKind.CAPTION: BlockKind.PARAGRAPH}
"""Markdown knows no captions."""


class SectionKind(StrEnum):
    SECTION = "section"
    BOX = "box"
    INFOGRAPHIC = "infographic"
    LABEL = "label"
    HIGHLIGHTS = "highlights"
    TIMELINE = "timeline"


TITLED = (SectionKind.BOX, SectionKind.INFOGRAPHIC)
"""Closed forms that begin with a heading of their own; the others have no name."""
FORMS = (SectionKind.BOX, SectionKind.INFOGRAPHIC, SectionKind.HIGHLIGHTS, SectionKind.TIMELINE)
"""Sections that are closed forms: what follows them belongs to the section around them."""


class Status(StrEnum):
    """What happened to a block or section between the raw text and the page."""

    VERBATIM = "verbatim"
    CLEANED = "cleaned"
    SOURCE = "source"
    CORRECTED = "corrected"
    INSERTED = "inserted"
    EDITED = "edited"
    ADDED = "added"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a block says: inline Markdown (cells of a row parted by ` | `); `depth` is how deep an item is
    nested, `header` says that a row heads its table."""

    kind: BlockKind
    markdown: str
    depth: int = 0
    header: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block or heading as the machine made it, and what is recorded of it.

    `section` is the kind of section that a heading opens, None for text; the Markdown of a nameless
    section is empty. `level` is structural: 1 chapter …, 0 for text; `numbered` says that the heading bears
    its number. `above` is the section it hangs below, `lines` the raw lines it comes from, `anchors`
    further addresses that lead to it."""

    id: str
    content: Content
    section: SectionKind | None
    level: int
    numbered: bool
    above: str | None
    lines: Ranges
    status: Status
    anchors: tuple[str, ...]

    @property
    def nameless(self) -> bool:
        """A section that shows by its form alone: it has no line on any page."""
        return self.section is not None and not self.content.markdown

    @property
    def names(self) -> tuple[str, ...]:
        """The addresses that mean its text: its own and those of further lines it has text of. A line that was taken out
        leads to it, but whoever cited that line cited other words."""
        own = {f"l{line}" for low, high in self.lines for line in range(low, high + 1)}
        return (self.id, *(name for name in self.anchors if name in own))

    @property
    def first_line(self) -> int:
        """The raw line it comes from or, if a person put it in, stands before."""
        return self.lines[0][0] if self.lines else int(self.id.split("-")[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A closed form around a block: which one, and its kind. On a page as read the id is its number there."""

    id: str
    kind: SectionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBlock:
    """One block as it stands on a Markdown page. `text` is what a reader sees of it, `level` the number of
    # marks of a heading (0 otherwise), `boxes` the closed forms around it, `line` its first line (1-based),
    `end` the line behind it, `source` these lines as they were written, `tight` that no blank line stands
    before them, or none that parts them from an item above."""

    content: Content
    text: str
    level: int
    boxes: tuple[Box, ...]
    line: int
    end: int
    source: str
    tight: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stem:
    """What a block of a page stems from: the generated block that it is, if any, and others whose text it
    took in or, without `origin`, the one that an editor parted it from. `lenders` are others that stand on a page
    themselves, or in several blocks, and of which it has a sentence."""

    origin: Block | None
    others: tuple[Block, ...] = ()
    lenders: tuple[Block, ...] = ()

    def blocks(self) -> tuple[Block, ...]:
        """All generated blocks whose text stands in it, whole or in part."""
        return (*self.whole(), *self.lenders)

    def whole(self) -> tuple[Block, ...]:
        """The same without those of which it has a sentence."""
        return self.others if self.origin is None else (self.origin, *self.others)

    def names(self) -> tuple[str, ...]:
        """All addresses of the generated blocks whose text stands in it."""
        return tuple(name for block in self.blocks() for name in block.names)

    def anchors(self) -> tuple[str, ...]:
        """The addresses besides its own that lead to it."""
        if self.origin is None:
            return ()
        return (*self.origin.anchors, *(name for block in self.others for name in (block.id, *block.anchors)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """A word that an editor mended in a block: [start:end] of its text stands for `old`, which stood at `was` of
    the text as generated, without the corrections that the editor overruled; neither side is empty."""

    start: int
    end: int
    was: int
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A block on a published page: its address on the path `page` and the section it belongs to; `edited`
    says that an editor changed it by more than the words mended in it, `mends`; `opens` is the kind of the closed form
    with a heading that begins with it on its page, if one does. `overruled` are the corrections of the `.yml` against
    which the editor's wording stands, placed in the text as generated."""

    page: str
    block: PageBlock
    stem: Stem
    id: str
    section: str | None
    edited: bool
    mends: tuple[Mend, ...]
    opens: SectionKind | None = None
    overruled: tuple[Change, ...] = ()

    @property
    def kind(self) -> BlockKind:
        return self.block.content.kind

    @property
    def text(self) -> str:
        return self.block.text

    @property
    def is_heading(self) -> bool:
        return self.kind is BlockKind.HEADING

    @property
    def section_kind(self) -> SectionKind:
        """What kind of section a heading opens: a closed form where one begins with it on its page, whoever made or undid
        it there, else the kind that it was generated as."""
        made = self.origin.section if self.origin is not None else None
        return self.opens or (made if made is not None and made not in TITLED else SectionKind.SECTION)

    @property
    def is_report_text(self) -> bool:
        """Whether it is the report's text: generated, or parted by an editor from what was; no editor's own words."""
        return bool(self.stem.blocks()) and self.kind is not BlockKind.NOTE

    @property
    def origin(self) -> Block | None:
        """The generated block that it is; None for editors' own and for what an editor parted from one."""
        return self.stem.origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A person's correction or doubt in sight of the reader: block text [start:end] stands for
    `old`; `line` is the raw line to open, `number` the place of the correction among those applied."""

    start: int
    end: int
    old: str
    new: str
    code: str
    reason: str
    certainty: str
    line: int
    number: int
