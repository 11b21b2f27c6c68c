"""Blocks of pages as they stand, aligned to what was generated, to blocks as they are published."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from annals.markdown.read import text_of
from annals.markdown.write import on_page
from annals.merge.carrying import overruled
from annals.merge.mending import mends_of
from annals.model import TITLED, Block, BlockKind, Box, Change, Mend, PageBlock, Placed, Status, Stem


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heading:
    """A heading that stands above what comes next on a page: its level there, in how many boxes, the section around it, and
    the closed form that it opens, if any."""

    level: int
    id: str
    depth: int
    section: str | None
    form: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """What is known of a report while its pages are placed one after the other: its `sections` as generated, by id; those of their
    headings that are on some page as such (`standing`), the corrections of the `.yml` in generated blocks (`changes`), by id, and the
    ids that its blocks have been given so far (`seen`)."""

    sections: Mapping[str, Block]
    standing: Collection[str]
    changes: Mapping[str, tuple[Change, ...]]
    seen: set[str]

    @staticmethod
    def of(base: Iterable[Block], standing: Collection[str], changes: Mapping[str, tuple[Change, ...]]) -> Placing:
        sections = {block.id: block for block in base if block.section is not None}
        return Placing(sections=sections, standing=standing, changes=changes, seen=set())

    def placed(self, path: str, blocks: Iterable[PageBlock], stems: Iterable[Stem]) -> tuple[Placed, ...]:
        """The blocks of one page with the id and section of each. What stems from a generated block keeps its id
        through any edit; an editor's own block gets `e-` and a hash of its text."""
        page = _Page(report=self, headings=[], entered=set())
        return tuple(self._placed(path, block, stem, page) for block, stem in zip(blocks, stems, strict=True))

    def _placed(self, path: str, block: PageBlock, stem: Stem, page: _Page) -> Placed:
        origin = stem.origin
        name = origin.id if origin else _own_id(block, self.seen)
        self.seen.add(name)
        page.leave(len(block.boxes))
        heading = block.content.kind is BlockKind.HEADING
        section = page.open(name, block, origin) if heading else page.section_of(block, origin)
        edited, mends, against = _edit_of(block, stem, self.changes.get(name, ()))
        begun = [box for box in reversed(block.boxes) if box.id not in page.entered]
        page.entered.update(box.id for box in block.boxes if block.content.kind is not BlockKind.NOTE)
        return Placed(
            page=path,
            block=block,
            stem=stem,
            id=name,
            section=section,
            edited=edited,
            mends=mends,
            opens=next((box.kind for box in begun if box.kind in TITLED), None),
            overruled=against,
        )

    def home_of(self, origin: Block, boxes: Iterable[Box]) -> str | None:
        """The nameless section that a block came from, where it still stands in such a form."""
        home = self.sections.get(origin.above) if origin.above is not None else None
        return (
            home.id if home is not None and home.nameless and any(box.kind is home.section for box in boxes) else None
        )

    def above(self, origin: Block, here: str | None) -> str | None:
        """The section that a block was generated below; if an editor took its heading out, the one above it on its page (`here`),
        else the nearest further up that is left."""
        above = origin.above
        while above is not None and above not in self.standing:
            home = self.sections.get(above)
            if home is not None and home.nameless:
                return above
            if here is not None or home is None:
                return here
            above = home.above
        return above


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A page on the way down: the headings above the block that comes next, and the boxes that have begun."""

    report: Placing
    headings: list[_Heading]
    entered: set[str]

    def leave(self, depth: int) -> None:
        """Go on in so many boxes: a closed form that has ended takes its headings with it, and what follows returns to the
        section around it."""
        while self.headings and self.headings[-1].depth > depth:
            self.headings.pop()

    def open(self, name: str, block: PageBlock, origin: Block | None) -> str | None:
        """Go on below a heading; the section that it stands in. Levels and parents come from structure alone; only an editor's
        own heading is placed by the page."""
        headings, depth, forms = self.headings, len(block.boxes), {box.id for box in block.boxes}
        section = _around(headings, block.level, forms)
        while (
            headings
            and not (origin is None and headings[-1].form in forms)
            and headings[-1].level >= block.level
            and (origin or headings[-1].depth >= depth)
        ):
            headings.pop()
        if origin is not None:
            section = self.report.above(origin, headings[-1].id if headings else None)
        form = next((box.id for box in reversed(block.boxes) if box.id not in self.entered), "")
        headings.append(_Heading(level=block.level, id=name, depth=depth, section=section, form=form))
        return section

    def section_of(self, block: PageBlock, origin: Block | None) -> str | None:
        """The section that a text hangs below: a nameless one if it came from one, else the heading above it on the page."""
        home = self.report.home_of(origin, block.boxes) if origin is not None else None
        if home is not None or self.headings:
            return home or self.headings[-1].id
        return self.report.above(origin, None) if origin else None


def _edit_of(
    block: PageBlock, stem: Stem, changes: tuple[Change, ...]
) -> tuple[bool, tuple[Mend, ...], tuple[Change, ...]]:
    """Whether an editor changed a block by more than the words mended in it; these words; the corrections that the editor overruled."""
    origin = stem.origin
    touched = bool(stem.others) or (origin is not None and block.content != on_page(origin.content))
    # Of what a person put in nothing is in the raw text to be mended.
    if not touched or origin is None or stem.others or origin.status is Status.INSERTED:
        return touched, (), ()
    against = overruled(changes, text_of(origin.content), block.text)
    mends = mends_of(on_page(origin.content), block.content, against)
    return not mends, mends, against


def _around(headings: Sequence[_Heading], level: int, forms: Collection[str]) -> str | None:
    """The section of a page into which an editor's own heading is put: the nearest heading above it of a higher rank, else what
    the one of its own rank stands in, which may be on another page. What opens one of the closed `forms` that it is in holds
    all in it, whatever its rank."""
    beside = None
    for heading in reversed(headings):
        if heading.level < level or heading.form in forms:
            return heading.id
        if heading.level == level and beside is None:
            beside = heading
    return beside.section if beside is not None else None


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
