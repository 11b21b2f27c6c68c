"""A report as structure found it, and what is known about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from annals.model.blocks import Block, Change
from annals.model.cleaning import Correction, Origins


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A report's headings and blocks in reading order; `changes` are a person's corrections by block, `origins` where
    each character of a block's text comes from, `own_above` the section that a block would hang below if nobody had put
    in a heading, of those for which it is another."""

    report: str
    blocks: tuple[Block, ...]
    changes: Mapping[str, tuple[Change, ...]]
    origins: Mapping[str, Origins]
    own_above: Mapping[str, str | None]

    def own_parent(self, block: Block) -> str | None:
        """The section that a block hangs below, or would if nobody had put in a heading."""
        return self.own_above.get(block.id, block.above)

    def sections(self) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.section is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What `seeds/<id>.yml` states; None where it leaves the text to speak. `published` is the year of publication, or its
    ISO month or day; `scan` is where the pictures of its pages are, `{page}` standing for the number; `pages` are
    numbers of printed pages, each with the raw line (1-based) at which it begins, `running` running titles seen in the
    raw text; `originals` the files that the raw text was taken from, each with its digest, where it is not itself what
    was handed over."""

    report: str
    year: int | None = None
    title: str | None = None
    series: str | None = None
    issuer: str | None = None
    published: str | None = None
    scan: str | None = None
    running: tuple[str, ...] = ()
    pages: tuple[tuple[str, int], ...] = ()
    original: str | None = None
    sha256: str | None = None
    originals: tuple[tuple[str, str], ...] = ()
    withheld: str | None = None
    corrections: tuple[Correction, ...] = field(default=())
