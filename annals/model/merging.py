"""The three sides of a merge as one kind of value, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from annals.model.blocks import Block, Box, Content, PageBlock, Ranges, Stem
from annals.model.pages import Matter


class Side(StrEnum):
    """Whose text stands: the editor's, the machine's, or nobody has decided yet."""

    MINE = "mine"
    THEIRS = "theirs"
    OPEN = ""


class Beside(StrEnum):
    """What the `.yml` beside a raw file said when the report was taken in last, should it be gone one day."""

    GIVEN = "given"
    """Facts or corrections."""
    WITHHELD = "withheld"
    """That nothing of the report may be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawMark:
    """By which a raw text is known again: a `digest` of all of it, and of each line two characters, in one text."""

    digest: str
    lines: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One block on a page of one side: its place (`page`, and `at` among the passages there), what it stems
    from and what it says; `level` is the number of # marks. `written` are an editor's lines, which stand
    as they are until something changes them."""

    page: str
    at: int
    stem: Stem
    content: Content
    level: int
    boxes: tuple[Box, ...]
    written: PageBlock | None = None

    @property
    def id(self) -> str:
        """The address of the generated block that it is, empty for an editor's own."""
        return self.stem.origin.id if self.stem.origin else ""

    @property
    def key(self) -> str:
        """What names it among all passages of its side; no address has a line end."""
        return self.id or f"{self.page}\n{self.at}"

    @property
    def lines(self) -> Ranges:
        return self.stem.origin.lines if self.stem.origin else ()

    @property
    def line(self) -> int:
        """Its 1-based line on the editor's page, 0 where it stands on none."""
        return self.written.line if self.written else 0


Pages = dict[str, tuple[Passage, ...]]
"""One side of a merge: the passages of each page by path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is known of a conflict that was told before: the texts as they were then, and what an
    editor decided."""

    block: str
    base: str
    mine: str
    theirs: str
    side: Side = Side.OPEN

    @property
    def key(self) -> tuple[str, str, str]:
        """Which conflict it is, whatever the editor has."""
        return self.block, self.base, self.theirs

    def decided(self, mine: str) -> Side:
        """The decision, now that the editor's text is `mine`: who changed it after the conflict
        was told has chosen; a decision for the other side holds for the text as it was."""
        return Side.MINE if mine != self.mine else self.side


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """The blocks (`names`) that a person's correction moves, in their order, and the one (`beside`) right behind which they are to
    stand or, if not `behind`, right before which."""

    names: tuple[str, ...]
    beside: str
    behind: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptHead:
    """The head that an editor had given the page generated as `page` when the machine made it no more: its `text` with both lines
    of ---, as it stood in the file `path`, and the front matter that was generated then (`made`)."""

    page: str
    path: str
    text: str
    made: Matter


Hunk = tuple[int, int, tuple[str, ...]]
"""Lines [low:high] of a text (from 0), and the lines that stand in their place in another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierPage:
    """A page as it was before the machine changed it under an editor's hands: the front matter that was generated (`made`, None: no
    such page) and the digest of the whole text (`written`), the file as the editor had it (`text`, None: no such file) and what is
    written since in its stead: its digest (`left`, empty: no file), and its lines that are others (`hunks`)."""

    path: str
    made: Matter | None
    written: str
    text: str | None
    left: str
    hunks: tuple[Hunk, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """All of a few pages before the machine changed what an editor had edited: merged from there, whatever the machine makes next,
    nothing of the editor's is lost in between. `blocks` are those generated, each with its page and the block that it stood behind
    in the source's order (empty: the first one); with what was known then, and what is decided of conflicts. `given` are the
    headings whose level a person gave, `goals` where corrections move blocks, in what is made of that now."""

    pages: tuple[EarlierPage, ...]
    blocks: tuple[tuple[str, str, Block], ...]
    given: tuple[str, ...] = ()
    goals: tuple[Goal, ...] = ()
    choices: tuple[Choice, ...] = ()
    heads: tuple[KeptHead, ...] = ()

    @property
    def paths(self) -> frozenset[str]:
        return frozenset(page.path for page in self.pages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A sentence that both sides changed, or a front matter key. `block` is the id of the
    generated block, or the key; `pages` are all pages that the change concerns, by their names
    in the base; `side` is what was decided."""

    page: str
    line: int
    block: str
    base: str
    mine: str
    theirs: str
    lines: Ranges = ()
    pages: frozenset[str] = frozenset()
    side: Side = Side.OPEN

    def decided(self, side: Side) -> Choice:
        """The conflict with a decision, for the record."""
        return Choice(block=self.block, base=self.base, mine=self.mine, theirs=self.theirs, side=side)


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The pages after a merge, the conflicts, decided or not, and which pages a change of the
    machine ties together, so that they are written together or not at all. `renamed` are the
    pages that an editor gave another name: old path, new path."""

    pages: tuple[tuple[str, tuple[Passage, ...]], ...]
    conflicts: tuple[Conflict, ...]
    ties: tuple[frozenset[str], ...]
    renamed: tuple[tuple[str, str], ...]
