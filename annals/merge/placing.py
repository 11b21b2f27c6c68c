"""Blocks of pages as they stand, aligned to what was generated, to blocks as they are published."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from annals.markdown.read import text_of
from annals.markdown.write import on_page
from annals.merge.carrying import overruled
from annals.merge.mending import mends_of
from annals.model import TITLED, Block, BlockKind, Change, Mend, PageBlock, Placed, Status, Stem


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heading:
    """A heading that stands above what comes next on a page: its level there, in how many boxes, the section around it, and
    the closed form that it opens, if any."""

    level: int
    id: str
    depth: int
    section: str | None
    form: str = ""


def place_blocks(
    path: str,
    blocks: Iterable[PageBlock],
    stems: Iterable[Stem],
    base: tuple[Block, ...],
    seen: set[str],
    standing: Collection[str],
    changes: Mapping[str, tuple[Change, ...]],
) -> tuple[Placed, ...]:
    """The blocks of one page with the id and section of each. What stems from the base keeps its id
    through any edit; an editor's own block gets `e-` and a hash of its text. `seen` are the ids
    given on the report's other pages; this page's are added. `standing` are the generated headings that are on some page as such,
    `changes` the corrections of the `.yml` in generated blocks, by id."""
    sections = {block.id: block for block in base if block.section is not None}
    headings: list[_Heading] = []
    placed: list[Placed] = []
    entered: set[str] = set()
    for block, stem in zip(blocks, stems, strict=True):
        origin = stem.origin
        name = origin.id if origin else _own_id(block, seen)
        seen.add(name)
        depth = len(block.boxes)
        # A closed form that has ended takes its headings with it: what follows returns to the
        # section around it.
        while headings and headings[-1].depth > depth:
            headings.pop()
        if block.content.kind is BlockKind.HEADING:
            # Levels and parents come from structure alone; only an editor's own heading is placed
            # by the page.
            forms = {box.id for box in block.boxes}
            here = _around(headings, block.level, forms)
            while (
                headings
                and not (origin is None and headings[-1].form in forms)
                and headings[-1].level >= block.level
                and (origin or headings[-1].depth >= depth)
            ):
                headings.pop()
            if origin is not None:
                here = _standing(origin, headings[-1].id if headings else None, sections, standing)
            section = here
            form = next((box.id for box in reversed(block.boxes) if box.id not in entered), "")
            headings.append(_Heading(level=block.level, id=name, depth=depth, section=section, form=form))
        else:
            section = _section_of(block, origin, headings, sections, standing)
        touched = bool(stem.others) or (origin is not None and block.content != on_page(origin.content))
        against: tuple[Change, ...] = ()
        mends: tuple[Mend, ...] = ()
        # Of what a person put in nothing is in the raw text to be mended.
        if touched and origin and not stem.others and origin.status is not Status.INSERTED:
            against = overruled(changes.get(name, ()), text_of(origin.content), block.text)
            mends = mends_of(on_page(origin.content), block.content, against)
        edited = touched and not mends
        begun = (box.kind for box in reversed(block.boxes) if box.id not in entered)
        opens = next((kind for kind in begun if kind in TITLED), None)
        entered.update(box.id for box in block.boxes if block.content.kind is not BlockKind.NOTE)
        placed.append(
            Placed(
                page=path,
                block=block,
                stem=stem,
                id=name,
                section=section,
                edited=edited,
                mends=mends,
                opens=opens,
                overruled=against,
            )
        )
    return tuple(placed)


def _around(headings: Iterable[_Heading], level: int, forms: Collection[str]) -> str | None:
    """The section of a page into which an editor's own heading is put: the nearest heading above it of a higher rank, else what
    the one of its own rank stands in, which may be on another page. What opens one of the closed `forms` that it is in holds
    all in it, whatever its rank."""
    beside = None
    for heading in reversed(tuple(headings)):
        if heading.level < level or heading.form in forms:
            return heading.id
        if heading.level == level and beside is None:
            beside = heading
    return beside.section if beside is not None else None


def _section_of(
    block: PageBlock,
    origin: Block | None,
    headings: list[_Heading],
    sections: Mapping[str, Block],
    standing: Collection[str],
) -> str | None:
    """The section a block hangs below: a nameless one if it came from one and still stands in
    such a form, else the heading above it on the page."""
    if origin is not None and origin.above is not None:
        home = sections.get(origin.above)
        if home is not None and home.nameless and any(box.kind is home.section for box in block.boxes):
            return home.id
    if headings:
        return headings[-1].id
    return _standing(origin, None, sections, standing) if origin else None


def _standing(origin: Block, here: str | None, sections: Mapping[str, Block], standing: Collection[str]) -> str | None:
    """The section that a block was generated below; if an editor took its heading out, the one above it on its page,
    else the nearest further up that is left."""
    above = origin.above
    while above is not None and above not in standing:
        home = sections.get(above)
        if home is not None and home.nameless:
            return above
        if here is not None or home is None:
            return here
        above = home.above
    return above


def _own_id(block: PageBlock, seen: set[str]) -> str:
    digest = hashlib.sha256(block.text.encode()).hexdigest()[:8]
    name, count = f"e-{digest}", 1
    while name in seen:
        count += 1
        name = f"e-{digest}-{count}"
    return name


@dataclass(frozen=True, slots=True, kw_only=True)
class _Homes:
    """The sections of a report: as generated, and the headings that are on its pages."""

    generated: Mapping[str, Block]
    headings: Mapping[str, Placed]

    def differ(self, placed: Placed, origin: Block) -> bool:
        """Whether a text stands in another section than it was generated in."""
        return not placed.is_heading and self._named(placed.section) != self._named(origin.above)

    def _named(self, name: str | None) -> str | None:
        """The generated heading that a section is of or, where it has none on a page, is in."""
        while name is not None and not (name in self.headings and name in self.generated):
            own, made = self.headings.get(name), self.generated.get(name)
            name = own.section if own is not None else made.above if made is not None else None
        return name


def reading_order(base: tuple[Block, ...], pages: Iterable[tuple[Placed, ...]]) -> tuple[Placed, ...]:
    """All placed blocks of a report in the source's order; an editor's own block, and text that an editor put into another
    section, follows the block it stands behind on its page."""
    pages = tuple(pages)
    rank = {block.id: index for index, block in enumerate(base)}
    homes = _Homes(
        generated={block.id: block for block in base},
        headings={placed.id: placed for page in pages for placed in page if placed.is_heading},
    )
    keyed = []
    for page_index, page in enumerate(pages):
        last = -1
        for index, placed in enumerate(page):
            follows = placed.origin is None or (last >= 0 and homes.differ(placed, placed.origin))
            if placed.origin is not None and not follows:
                last = rank[placed.origin.id]
            elif last < 0:
                last = min((rank[p.origin.id] for p in page if p.origin is not None), default=len(rank)) - 1
            keyed.append(((last, follows, page_index, index), placed))
    return tuple(placed for _, placed in sorted(keyed, key=lambda pair: pair[0]))


def deleted(base: tuple[Block, ...], order: Iterable[Placed]) -> tuple[Block, ...]:
    """Generated blocks that an editor took out of every page."""
    kept = {block.id for placed in order for block in placed.stem.blocks()}
    return tuple(block for block in base if block.id not in kept and not block.nameless)
