"""The pages of a report as they are published, written down beside its record: the blocks that were generated stand there
and are told by their ids alone. Neither reading Markdown nor aligning it is needed to have them again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annals.model import Block, Change, Matter, Mend, PageBlock, Placed, PublishedPage, SectionKind, Stem, Trust


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptBlock:
    """A block on a published page, see `Placed`; `origin`, `others` and `lenders` are those of its stem, by id."""

    block: PageBlock
    origin: str | None
    others: tuple[str, ...]
    lenders: tuple[str, ...]
    id: str
    section: str | None
    edited: bool
    mends: tuple[Mend, ...]
    opens: SectionKind | None
    overruled: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPage:
    """A published page."""

    path: str
    matter: Matter
    trust: Trust
    blocks: tuple[KeptBlock, ...]


def to_keep(page: PublishedPage) -> KeptPage:
    """What to write down of a page."""
    return KeptPage(path=page.path, matter=page.matter, trust=page.trust, blocks=tuple(map(_to_keep, page.placed)))


def published_again(pages: Iterable[KeptPage], generated: Iterable[Block]) -> tuple[PublishedPage, ...]:
    """The pages that were written down, of the blocks that the record has. Raises KeyError for a block that it has not."""
    known = {block.id: block for block in generated}
    return tuple(
        PublishedPage(
            path=page.path,
            matter=page.matter,
            placed=tuple(_placed(page.path, kept, known) for kept in page.blocks),
            trust=page.trust,
        )
        for page in pages
    )


def _to_keep(placed: Placed) -> KeptBlock:
    stem = placed.stem
    return KeptBlock(
        block=placed.block,
        origin=None if stem.origin is None else stem.origin.id,
        others=tuple(block.id for block in stem.others),
        lenders=tuple(block.id for block in stem.lenders),
        id=placed.id,
        section=placed.section,
        edited=placed.edited,
        mends=placed.mends,
        opens=placed.opens,
        overruled=placed.overruled,
    )


def _placed(page: str, kept: KeptBlock, known: dict[str, Block]) -> Placed:
    return Placed(
        page=page,
        block=kept.block,
        stem=Stem(
            origin=None if kept.origin is None else known[kept.origin],
            others=tuple(known[name] for name in kept.others),
            lenders=tuple(known[name] for name in kept.lenders),
        ),
        id=kept.id,
        section=kept.section,
        edited=kept.edited,
        mends=kept.mends,
        opens=kept.opens,
        overruled=kept.overruled,
    )
