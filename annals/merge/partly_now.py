"""Pages as an editor had them before the machine changed them, but for some blocks, which begin as they are made and stand now: the
editor has made something of the machine's own there, or has taken the machine's side."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping
from dataclasses import replace

from annals.markdown.front import Front
from annals.markdown.read import Reader
from annals.merge.align import stems_of
from annals.merge.beginning import Edited
from annals.merge.earlier import rewound
from annals.merge.earlier_written import without_blocks, without_texts
from annals.merge.edited import read_pages
from annals.merge.rebased import clashing_lines, hunks_of, with_both, with_hunks
from annals.merge.reconcile import Once
from annals.merge.record import Record
from annals.model import Block, Earlier, EarlierPage, Pages, Side


def touched(one: Earlier, old: Record, edited: Edited, reader: Reader) -> set[str]:
    """The blocks of which an editor and the machine made different things on pages that were kept, in the same lines."""
    now = {page.path: edited[page.path].text for page in one.pages if page.path in edited}
    there, _ = read_pages({page.path: page.text for page in one.pages if page.text is not None}, reader)
    lines: tuple[dict[str, frozenset[int]], dict[str, frozenset[int]]] = {}, {}
    for page in one.pages:
        if page.left and page.path in now:
            left = with_hunks(page.text, page.hunks)
            lines[0][page.path], lines[1][page.path] = clashing_lines(left, now[page.path], page.text or "")
    names = _on_lines(old, {path: edited[path] for path in now}, lines[0])
    return names | _on_lines(rewound(old, (one,)), there, lines[1])


def given_up(one: Earlier, once: Once) -> set[str]:
    """The blocks for which an editor took the machine's side, with all that stands together with them on one side or another."""
    names = {told.block for told, pages in once.told if told.side is Side.THEIRS and told.pages and pages & one.paths}
    while names:
        met = {name for side in once.sides for own in _stems(side) if own & names for name in own}
        if met <= names:
            break
        names |= met
    return names


def with_heads_given_up(one: Earlier, once: Once) -> Earlier:
    """Pages that were kept with the machine's front matter where an editor took it, as if it had always been there."""
    taken = [told for told, pages in once.told if told.side is Side.THEIRS and not told.pages and pages & one.paths]
    return replace(
        one,
        pages=tuple(_with_head(page, {c.block: c.theirs for c in taken if c.page == page.path}) for page in one.pages),
    )


def _with_head(page: EarlierPage, values: Mapping[str, str]) -> EarlierPage:
    if not values or page.text is None or page.made is None:
        return page
    left = with_hunks(page.text, page.hunks)
    front = Front.of(page.text)
    text = front.changed(**values) + front.body
    hunks = hunks_of(text, left) if page.left else page.hunks
    return replace(page, text=text, made=replace(page.made, **values), hunks=hunks)


def _stems(side: Pages) -> Iterator[set[str]]:
    for passages in side.values():
        yield from ({passage.id, *(block.id for block in passage.stem.blocks())} - {""} for passage in passages)


def beginning_partly_now(
    one: Earlier, names: Collection[str], made: Record, edited: Edited, reader: Reader
) -> Earlier | None:
    """Pages that were kept, but for some blocks, which are `made` and stand as they are now. None where these cannot be told apart from
    the rest."""
    now = {page.path: edited[page.path].text if page.path in edited else None for page in one.pages}
    left = {page.path: with_hunks(page.text, page.hunks) if page.left else None for page in one.pages}
    rest, around = without_blocks(one, names, made, reader), without_texts(left, names, made, reader)
    if rest is None or around is None:
        return None
    texts: dict[str, str | None] = {}
    for page in rest.pages:
        was, stands = around[page.path], now[page.path]
        if (was is None) != (stands is None) or (page.text is None and was is not None):
            return None
        both = page.text if was is None or stands is None else with_both(was, stands, page.text or "")
        if both is None and page.text is not None:
            return None
        texts[page.path] = both
    return replace(
        rest,
        pages=tuple(replace(page, text=texts[page.path]) for page in rest.pages),
        blocks=(*rest.blocks, *_made_now(made, rest, names)),
    )


def _on_lines(made: Record, pages: Edited, lines: Mapping[str, frozenset[int]]) -> set[str]:
    """The generated blocks of which a block stems that stands on some of these lines of its page."""
    blocks = {path: page.blocks() for path, page in pages.items()}
    stems = stems_of(made.blocks, made.paths, blocks)
    return {
        name.id
        for path, found in stems.items()
        for block, stem in zip(blocks[path], found, strict=True)
        if not lines.get(path, frozenset()).isdisjoint(range(block.line, block.end))
        for name in stem.blocks()
    }


def _made_now(made: Record, rest: Earlier, names: Container[str]) -> Iterator[tuple[str, str, Block]]:
    """The blocks of these names as they are made now, each behind the nearest one before it that is there."""
    there = {block.id for _, _, block in rest.blocks}
    outside = {block.id for block in made.blocks if made.paths[block.id] not in rest.paths}
    behind = ""
    for block in made.blocks:
        if block.id in names and made.paths[block.id] in rest.paths:
            yield made.paths[block.id], behind, block
        elif block.id not in there | outside:
            continue
        behind = block.id
