"""Pages as an editor had them before the machine took something out of them, when the editor has written that back since."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace

from annals.markdown.read import Reader
from annals.merge.align import stems_of
from annals.merge.earlier import rewound
from annals.merge.edited import EditedPage, read_pages
from annals.merge.rebased import hunks_of, with_hunks
from annals.merge.record import Record
from annals.merge.written_back import stems_and_written_back
from annals.model import Block, Earlier, EarlierPage, PageBlock


def without_written_back(one: Earlier, old: Record, edited: Mapping[str, EditedPage], reader: Reader) -> Earlier | None:
    """Pages that were kept as if what an editor has written back since had neither been made nor stood on them: what stands there now is
    the editor's. None where it had been part of something else there."""
    was = rewound(old, (one,))
    now = {path: edited[path] for path in one.paths if path in edited}
    _, formers = stems_and_written_back(old, was, now)
    names = {block.id for former in formers for block in former.blocks}
    if not names:
        return one
    there, _ = read_pages({page.path: page.text for page in one.pages if page.text is not None}, reader)
    blocks = {path: page.blocks() for path, page in there.items()}
    stems = stems_of(was.blocks, was.paths, blocks)
    gone: dict[str, list[PageBlock]] = {}
    for path, found in stems.items():
        for block, stem in zip(blocks[path], found, strict=True):
            own = {other.id for other in stem.blocks()}
            if own & names and not own <= names:
                return None
            if own & names:
                gone.setdefault(path, []).append(block)
    return replace(
        one,
        pages=tuple(_without(page, gone[page.path]) if page.path in gone else page for page in one.pages),
        blocks=tuple(_unlinked(one.blocks, names)),
    )


def _without(page: EarlierPage, gone: list[PageBlock]) -> EarlierPage:
    """A page without some blocks, in front of the same that the machine left."""
    left = with_hunks(page.text, page.hunks)
    lines = (page.text or "").split("\n")
    for block in reversed(gone):
        low = block.line - 1
        del lines[low : block.end - 1]
        if lines[low - 1 : low + 1] == ["", ""]:
            del lines[low]
    text = "\n".join(lines)
    return replace(page, text=text, hunks=hunks_of(text, left) if page.left else page.hunks)


def _unlinked(blocks: Iterable[tuple[str, str, Block]], names: Container[str]) -> Iterator[tuple[str, str, Block]]:
    """The generated blocks but some, each behind the one behind which it stood without these."""
    before: dict[str, str] = {}
    for path, behind, block in blocks:
        if block.id in names:
            before[block.id] = before.get(behind, behind)
        else:
            yield path, before.get(behind, behind), block
