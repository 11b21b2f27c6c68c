"""Pages as they stand, aligned to what was generated, to the report as published."""

from __future__ import annotations

import hashlib

from annals.model import Generated, Matter, PageBlock, Placed, PublishedPage, Stem

_BOX_KINDS = ("box", "infographic", "highlights", "timeline")


def publish_page(
    path: str,
    matter: Matter,
    blocks: tuple[PageBlock, ...],
    stems: tuple[Stem, ...],
    base: tuple[Generated, ...],
    seen: set[str],
) -> PublishedPage:
    """One page with the id and section of every block. What stems from the base keeps its id
    through any edit; an editor's own block gets `e-` and a hash of its text. `seen` are the ids
    given on the report's other pages; this page's are added."""
    levels = {part.id: part for part in base if part.role == "section"}
    headings: list[tuple[int, str | None, int]] = []
    placed: list[Placed] = []
    for block, stem in zip(blocks, stems, strict=True):
        origin = stem.origin
        name = origin.id if origin else _own_id(block, seen)
        seen.add(name)
        depth = len(block.boxes)
        # A closed form that has ended takes its headings with it: what follows returns to the
        # section around it.
        while headings and headings[-1][2] > depth:
            headings.pop()
        if block.kind == "heading":
            while headings and headings[-1][0] >= block.level:
                headings.pop()
            # Levels and parents come from structure alone; only an editor's own heading is placed
            # by the page.
            section = origin.above if origin else (headings[-1][1] if headings else None)
            headings.append((block.level, name, depth))
        else:
            section = _section_of(block, origin, headings, levels)
        edited = bool(stem.others) or (origin is not None and _edited(block, origin))
        placed.append(Placed(path, block, origin, name, section, edited, stem.others))
    return PublishedPage(path, matter, tuple(placed))


def _section_of(
    block: PageBlock,
    origin: Generated | None,
    headings: list[tuple[int, str | None, int]],
    sections: dict[str, Generated],
) -> str | None:
    """The section a block hangs below: a nameless one if it came from one and still stands in
    such a form, else the heading above it on the page."""
    if origin is not None and origin.above is not None:
        home = sections.get(origin.above)
        if home is not None and not home.markdown and home.kind in block.boxes:
            return home.id
    if headings:
        return headings[-1][1]
    return origin.above if origin else None


def _own_id(block: PageBlock, seen: set[str]) -> str:
    digest = hashlib.sha256(block.text.encode()).hexdigest()[:8]
    name, count = f"e-{digest}", 1
    while name in seen:
        count += 1
        name = f"e-{digest}-{count}"
    return name


def _edited(block: PageBlock, origin: Generated) -> bool:
    if origin.role == "section":
        return block.markdown != origin.markdown
    kind = origin.kind if origin.kind in ("item", "row") else "paragraph"
    return block.markdown != origin.markdown or block.kind != kind


def reading_order(base: tuple[Generated, ...], pages: tuple[PublishedPage, ...]) -> tuple[Placed, ...]:
    """All placed blocks of a report in the source's order; an editor's own block follows the
    block it stands behind on its page."""
    rank = {part.id: index for index, part in enumerate(base)}
    keyed = []
    for page_index, page in enumerate(pages):
        last = -1
        for index, block in enumerate(page.placed):
            if block.base is not None:
                last = rank[block.base.id]
            elif last < 0:
                last = min((rank[b.base.id] for b in page.placed if b.base is not None), default=len(rank)) - 1
            keyed.append(((last, block.base is None, page_index, index), block))
    return tuple(block for _, block in sorted(keyed, key=lambda pair: pair[0]))


def deleted(base: tuple[Generated, ...], pages: tuple[PublishedPage, ...]) -> tuple[Generated, ...]:
    """Generated blocks that an editor took out of every page."""
    placed = [block for page in pages for block in page.placed]
    kept = {block.base.id for block in placed if block.base is not None} | {
        part.id for block in placed for part in block.others
    }
    nameless = {part.id for part in base if part.role == "section" and not part.markdown}
    return tuple(part for part in base if part.id not in kept and part.id not in nameless)
