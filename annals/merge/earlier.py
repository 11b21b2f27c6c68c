"""Pages as they were before the machine changed what an editor had edited, kept so that each merge begins there.

To take a correction back is to merge once more without it. Begun from the pages as they are now, that would have to tell which of
all that stands there came of the correction; begun from the pages as the editor had them, nothing of them can be taken for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from annals.merge.decided import still_decided
from annals.merge.edited import EditedPage
from annals.merge.rebased import hunks_of
from annals.merge.reconcile import Once
from annals.merge.record import Record, digest
from annals.model import Block, Choice, Earlier, EarlierPage, KeptHead


def rewound(old: Record, groups: Iterable[Earlier]) -> Record:
    """The record as it was before the machine changed the pages of these groups, and as it is of all others."""
    groups = tuple(groups)
    if not groups:
        return old
    pages = {page.path: page for group in groups for page in group.pages}
    known = {block.id: path for group in groups for path, _, block in group.blocks}
    names = known.keys() | {block.id for block in old.blocks if old.paths[block.id] in pages}
    made = {path: page.made for path, page in pages.items() if page.made is not None}
    blocks = _placed([block for block in old.blocks if block.id not in names], groups)
    return replace(
        old,
        matters={
            path: made.get(path, matter) for path, matter in old.matters.items() if path not in pages or path in made
        }
        | {path: matter for path, matter in made.items() if path not in old.matters},
        written={path: text for path, text in old.written.items() if path not in pages}
        | {path: pages[path].written for path in made},
        blocks=blocks,
        paths={block.id: known.get(block.id) or old.paths[block.id] for block in blocks},
        heads=(*_of_other_pages(old.heads, pages), *(head for group in groups for head in group.heads)),
        earlier=(),
    )


def texts_of_earlier(one: Earlier) -> Iterator[str]:
    """Every text in it."""
    for page in one.pages:
        yield from (
            page.text or "",
            page.made.title if page.made else "",
            *(line for _, _, put in page.hunks for line in put),
        )
    yield from (block.content.markdown for _, _, block in one.blocks)
    yield from (text for choice in one.choices for text in (choice.base, choice.mine, choice.theirs))
    yield from (head.text for head in one.heads)


def _placed(blocks: list[Block], groups: Iterable[Earlier]) -> tuple[Block, ...]:
    """The blocks in the source's order with those of the groups, each behind that behind which it stood."""
    found = list(blocks)
    waiting = [(behind, block) for group in groups for _, behind, block in group.blocks]
    while waiting:
        places = {block.id: at for at, block in enumerate(found)}
        at = next((n for n, (behind, _) in enumerate(waiting) if not behind or behind in places), 0)
        behind, block = waiting.pop(at)
        # What it stood behind is made no more: it goes on at the end, and only the order of pages is another one.
        found.insert(places.get(behind, len(found) - 1 if behind else -1) + 1, block)
    return tuple(found)


def _of_other_pages(heads: Iterable[KeptHead], pages: Collection[str]) -> tuple[KeptHead, ...]:
    return tuple(one for one in heads if one.page not in pages and one.path not in pages)


def changed(old: Record, new: Record, pages: Collection[str]) -> bool:
    """Whether the machine makes another thing of some pages than it made."""
    return any(old.matters.get(path) != new.matters.get(path) or _told(old, path) != _told(new, path) for path in pages)


def _told(record: Record, path: str) -> list[tuple[object, ...]]:
    return [
        (block.id, block.content, block.level, block.section, block.above)
        for block in record.blocks
        if record.paths[block.id] == path
    ]


def earlier_of(
    old: Record,
    edited: Mapping[str, EditedPage],
    new: Record,
    texts: Mapping[str, str | None],
    once: Once,
    decided: Iterable[Choice],
) -> Iterator[Earlier]:
    """What is to be kept of pages that an editor had edited and the machine changes: all pages together among which any block of
    theirs stands or stood, or to which one change belongs. `old` and `edited` are what was merged with `new`, `texts` the files
    now, `once` what came of it, `decided` what was decided before."""
    told, decided = once.told, tuple(decided)
    for pages in _linked({*old.matters, *new.matters, *edited, *texts}, once):
        if not (any(_is_edited(old, edited, path) for path in pages) and changed(old, new, pages)):
            continue
        choices = [(one, one.side) for one, there in told if there & pages or one.page in pages]
        names = {block.id for record in (old, new) for block in record.blocks if record.paths[block.id] in pages}
        yield Earlier(
            pages=tuple(_page(old, edited, path, texts.get(path)) for path in sorted(pages)),
            blocks=tuple(blocks_on(old, pages)),
            choices=still_decided(
                (one for one in decided if one.block in names), (one.decided(side) for one, side in choices if side)
            ),
            heads=tuple(one for one in old.heads if one.page in pages or one.path in pages),
        )


def _is_edited(old: Record, edited: Mapping[str, EditedPage], path: str) -> bool:
    if path not in edited or path not in old.matters:
        return path in edited or path in old.matters
    return digest(edited[path].text) != old.written.get(path)


def blocks_on(old: Record, pages: Collection[str]) -> Iterator[tuple[str, str, Block]]:
    """What was generated of some pages: path, the block behind which it stood in the source's order, and the block."""
    behind = ""
    for block in old.blocks:
        if old.paths[block.id] in pages:
            yield old.paths[block.id], behind, block
        behind = block.id


def _page(old: Record, edited: Mapping[str, EditedPage], path: str, now: str | None) -> EarlierPage:
    text = edited[path].text if path in edited else None
    return EarlierPage(
        path=path,
        made=old.matters.get(path),
        written=old.written.get(path, ""),
        text=text,
        left="" if now is None else digest(now),
        hunks=() if now is None else hunks_of(text, now),
    )


def _linked(paths: Iterable[str], once: Once) -> list[frozenset[str]]:
    """The pages, those together among which a block stands on one side or another, or its text goes on in another block."""
    heads = {path: path for path in paths}

    def head(path: str) -> str:
        while heads[path] != path:
            path = heads[path]
        return path

    homes: dict[str, str] = {}
    for tied in once.ties:
        first = next(iter(sorted(tied)), "")
        for path in tied:
            heads.setdefault(path, path)
            heads[head(path)] = head(heads.setdefault(first, first))
    for side in once.sides:
        for path, passages in side.items():
            heads.setdefault(path, path)
            for name in {name for passage in passages for name in (passage.id, *(b.id for b in passage.stem.blocks()))}:
                if name:
                    heads[head(path)] = head(homes.setdefault(name, path))
    found: dict[str, set[str]] = {}
    for path in heads:
        found.setdefault(head(path), set()).add(path)
    return [frozenset(pages) for pages in found.values()]
