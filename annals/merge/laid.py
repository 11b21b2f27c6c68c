"""Merged blocks where each hangs on another one or begins a page, and the pages that they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from annals.model import BlockKind, Box, Goal, Pages, Passage, SectionKind

_SHALLOWEST, _DEEPEST = 2, 6


@dataclass(slots=True)
class Layout:
    """Blocks by key; what begins each page, stands behind or ahead of a block; the block
    whose boxes an editor's own block, or one that an editor put there, shares; which blocks are led beside another one, and where
    a block ends that is in several now."""

    blocks: dict[str, Passage]
    roots: dict[str, list[str]] = field(default_factory=dict)
    behind: dict[str, list[str]] = field(default_factory=dict)
    ahead: dict[str, list[str]] = field(default_factory=dict)
    companion: dict[str, str] = field(default_factory=dict)
    led: dict[str, Goal] = field(default_factory=dict)
    ends: dict[str, str] = field(default_factory=dict)

    def put_behind(self, spot: str, key: str, *, own: bool) -> None:
        """Put a block behind another one; what an editor wrote there, or parted from it (`own`), before what is led there."""
        found = self.behind.setdefault(spot, [])
        found.insert(next((at for at, one in enumerate(found) if own and one in self.led), len(found)), key)

    def put_ahead(self, spot: str, key: str) -> None:
        """Put what an editor wrote over a block ahead of it, and of what is led there."""
        found = self.ahead.setdefault(spot, [])
        found.insert(next((at for at, one in enumerate(found) if one in self.led), len(found)), key)


def shifts(base: Pages, theirs: Pages) -> dict[str, int]:
    """By how much the machine changed the level of each heading."""
    before = {
        passage.id: passage.level
        for passages in base.values()
        for passage in passages
        if passage.content.kind is BlockKind.HEADING
    }
    return {
        passage.id: passage.level - before[passage.id]
        for passages in theirs.values()
        for passage in passages
        if passage.content.kind is BlockKind.HEADING and passage.id in before
    }


def written_out(layout: Layout, by_page: Pages, shifts: dict[str, int]) -> dict[str, tuple[Passage, ...]]:
    """The pages, with an editor's own blocks in the boxes and below the levels around them."""
    seen: set[str] = set()
    boxes: dict[str, tuple[Box, ...]] = {}
    pages: dict[str, list[Passage]] = {path: [] for path in layout.roots}
    # Two blocks that an editor put behind each other in a circle hang on nothing; they stay on
    # their pages all the same.
    rest = {path: [passage.key for passage in found if passage.key in layout.blocks] for path, found in by_page.items()}
    shift, here = 0, ""
    for path, key in [(path, key) for starts in (layout.roots, rest) for path, keys in starts.items() for key in keys]:
        shift, here = shift if path == here else 0, path
        for name in _run(key, layout, seen):
            passage = layout.blocks[name]
            beside = layout.companion.get(name, "")
            around = boxes.get(beside, layout.blocks[beside].boxes if beside else None)
            if around is not None and (not passage.id or not passage.boxes or _kinds(passage.boxes) == _kinds(around)):
                passage = replace(passage, boxes=around)
            shift = shifts.get(name, shift)
            if passage.content.kind is BlockKind.HEADING and not passage.id and shift:
                level = max(_SHALLOWEST, min(_DEEPEST, passage.level + shift))
                passage = replace(passage, level=level, written=None)
            boxes[name] = passage.boxes
            pages[path].append(passage)
    return {path: tuple(_nested(found)) for path, found in pages.items()}


def _nested(passages: list[Passage]) -> Iterator[Passage]:
    """Passages with no item deeper than below the one under which it now stands: written further in it would be no item."""
    above: list[int] = []
    around: tuple[Box, ...] = ()
    for passage in passages:
        content = passage.content
        if content.kind is not BlockKind.ITEM:
            # A note may be one of the item before it, which goes on behind it.
            above = above if content.kind in (BlockKind.NOTE, BlockKind.OPAQUE) else []
            yield passage
            continue
        above = [depth for depth in above if depth < content.depth] if passage.boxes == around else []
        depth, around = len(above), passage.boxes
        above.append(content.depth)
        stays = depth >= content.depth
        yield passage if stays else replace(passage, content=replace(content, depth=depth), written=None)


def _kinds(boxes: tuple[Box, ...]) -> list[SectionKind]:
    return [box.kind for box in boxes]


def _run(key: str, layout: Layout, seen: set[str]) -> Iterator[str]:
    """A block with all that stands ahead of it and behind it, in order, each once."""
    waiting = [(key, False)]
    while waiting:
        name, ready = waiting.pop()
        if ready:
            yield name
        elif name not in seen:
            seen.add(name)
            waiting += [(other, False) for other in reversed(layout.behind.get(name, ()))]
            waiting.append((name, True))
            waiting += [(other, False) for other in reversed(layout.ahead.get(name, ()))]
