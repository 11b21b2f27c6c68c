"""What an editor and the machine both put in the same place: should the machine take its move back, the editor's is none of its doing."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from annals.merge.kept import neighbours
from annals.merge.moves import moved
from annals.merge.parts import is_heading
from annals.model import Kept, Pages, Passage


def put_alike(base: Pages, mine: Pages, theirs: Pages) -> Iterator[Kept]:
    """The blocks that both sides now put elsewhere, between the same blocks."""
    shifted = moved(base, theirs, {}, {})
    names = shifted and shifted & moved(base, mine, {}, {}, shifted)
    yield from _alike(names, mine, theirs) if names else ()


def agreed_before(kept: Iterable[Kept], mine: Pages, base: Pages) -> frozenset[str]:
    """The blocks of those that were put alike before and that stand so on an editor's pages and as generated last."""
    known = {one.block: one for one in kept}
    found = _alike(known.keys(), mine, base) if known else ()
    return frozenset(one.block for one in found if one == known[one.block])


def still_alike(names: Container[str], pages: Pages, theirs: Pages) -> Iterator[Kept]:
    """Of the blocks that were put alike those that still are."""
    return _alike(names, pages, theirs)


def _alike(names: Container[str], mine: Pages, theirs: Pages) -> Iterator[Kept]:
    made = {p.id: p for passages in theirs.values() for p in passages if p.id in names}
    if not made:
        return
    for path, passages in mine.items():
        for passage in passages:
            other = made.get(passage.id)
            if other is None or other.page != path or is_heading(other):
                continue
            behind, before = neighbours([*passages], passage)
            if (behind, before) == neighbours([*theirs[path]], other):
                content = passage.content
                yield Kept(
                    block=passage.id, page=path, behind=behind, before=before, kind=content.kind, depth=content.depth
                )


def as_put_now(base: Pages, names: Container[str], theirs: Pages) -> Pages:
    """The machine's pages as generated last, with those blocks where it puts them now."""
    if not any(p.id in names for passages in base.values() for p in passages):
        return base
    old = {p.id: p for passages in base.values() for p in passages if p.id in names}
    found: dict[str, list[Passage]] = {path: [p for p in some if p.id not in old] for path, some in base.items()}
    for path, passages in theirs.items():
        behind: set[str] = set()
        for passage in passages:
            if passage.id in old and path in found:
                at = next((n + 1 for n in reversed(range(len(found[path]))) if found[path][n].id in behind), 0)
                found[path].insert(at, replace(old.pop(passage.id), page=path))
            behind.add(passage.id)
    # What the machine does not make now stands where it stood.
    return base if old else {path: tuple(some) for path, some in found.items()}
