"""The three sides of a merge as one kind of value, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass

from annals.model.document import Ranges

OPAQUE = "opaque"
"""The kind of what stands on a page but is no block: kept as it is."""


@dataclass(frozen=True, slots=True)
class Box:
    """A closed form: which one, and its class."""

    id: str
    kind: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One block as it is written on a page of one side.

    `kind` is heading, paragraph, item, row, note or OPAQUE. `id` is that of the generated block,
    empty for an editor's own; `others` are the ids of further generated blocks whose text it
    holds. `source` is how an editor wrote it, `tight` that no blank line stands before it,
    `line` its 1-based line on the editor's page."""

    id: str
    kind: str
    markdown: str
    level: int = 0
    depth: int = 0
    header: bool = False
    boxes: tuple[Box, ...] = ()
    lines: Ranges = ()
    above: str | None = None
    others: tuple[str, ...] = ()
    source: str | None = None
    tight: bool = False
    line: int = 0


Pages = dict[str, tuple[Passage, ...]]
"""One side of a merge: the pieces of each page by path."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is known of a conflict that was told before: the texts as they were then, and what an
    editor decided: `mine`, `theirs`, or nothing yet."""

    block: str
    base: str
    mine: str
    theirs: str
    side: str = ""

    def decided(self, mine: str) -> str:
        """The decision, now that the editor's text is `mine`: who changed it after the conflict
        was told has chosen; a decision for the other side holds for the text as it was."""
        return "mine" if mine != self.mine else self.side


@dataclass(frozen=True, slots=True)
class Conflict:
    """A sentence that both sides changed, or a front matter key. `block` is the id of the
    generated block, or the key; `pages` are all pages that the change concerns, by their names
    in the base; `side` is what was decided: `mine`, `theirs`, or nothing yet."""

    page: str
    line: int
    block: str
    base: str
    mine: str
    theirs: str
    lines: Ranges = ()
    pages: frozenset[str] = frozenset()
    side: str = ""

    def decided(self, side: str) -> Choice:
        """The conflict with a decision, for the record."""
        return Choice(self.block, self.base, self.mine, self.theirs, side)


@dataclass(frozen=True, slots=True)
class Merged:
    """The pages after a merge, the conflicts, decided or not, and which pages a change of the
    machine ties together, so that they are written together or not at all. `renamed` are the
    pages that an editor gave another name: old path, new path."""

    pages: tuple[tuple[str, tuple[Passage, ...]], ...]
    conflicts: tuple[Conflict, ...]
    ties: tuple[frozenset[str], ...]
    renamed: tuple[tuple[str, str], ...]
