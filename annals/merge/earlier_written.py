"""Pages as an editor had them before the machine took something out of them, when the editor has written that back since."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import replace

from annals.markdown.read import Reader
from annals.merge.align import stems_of
from annals.merge.earlier import rewound
from annals.merge.edited import EditedPage, read_pages
from annals.merge.rebased import Files, hunks_of, with_hunks
from annals.merge.record import Record
from annals.merge.written_back import stems_and_written_back
from annals.model import Block, Earlier, EarlierPage, PageBlock


def without_written_back(one: Earlier, old: Record, edited: Mapping[str, EditedPage], reader: Reader) -> Earlier | None:
    """Pages that were kept as if what an editor has written back since had neither been made nor stood on them: what stands there now is
    the editor's. None where it had been part of something else there."""
    now = {path: edited[path] for path in one.paths if path in edited}
    _, again = stems_and_written_back(old, rewound(old, (one,)), now)
    return without_blocks(one, {block.id for block in again}, old, reader)


def without_blocks(one: Earlier, names: Collection[str], old: Record, reader: Reader) -> Earlier | None:
    """Pages that were kept as if some blocks had neither been made nor stood on them; None where one was part of something else."""
    if not names:
        return one
    texts = without_texts({page.path: page.text for page in one.pages}, names, rewound(old, (one,)), reader)
    if texts is None:
        return None
    return replace(
        one,
        pages=tuple(_with_text(page, texts[page.path]) for page in one.pages),
        blocks=tuple(_unlinked(one.blocks, names)),
    )


def without_texts(files: Files, names: Collection[str], made: Record, reader: Reader) -> dict[str, str | None] | None:
    """Files without what stems from some blocks; None where a part of what stands there does, and a part not."""
    there, _ = read_pages({path: text for path, text in files.items() if text is not None}, reader)
    blocks = {path: page.blocks() for path, page in there.items()}
    found = {**files}
    for path, stems in stems_of(made.blocks, made.paths, blocks).items():
        gone: list[PageBlock] = []
        for block, stem in zip(blocks[path], stems, strict=True):
            own = {other.id for other in stem.blocks()}
            if own & {*names} and not own <= {*names}:
                return None
            gone += [block] if own & {*names} else []
        found[path] = _without(files[path] or "", gone)
    return found


def _without(text: str, gone: list[PageBlock]) -> str:
    lines = text.split("\n")
    for block in reversed(gone):
        low = block.line - 1
        del lines[low : block.end - 1]
        if lines[low - 1 : low + 1] == ["", ""]:
            del lines[low]
    return "\n".join(lines)


def _with_text(page: EarlierPage, text: str | None) -> EarlierPage:
    """A page with another text, in front of the same that the machine left."""
    left = with_hunks(page.text, page.hunks)
    return (
        page if text == page.text else replace(page, text=text, hunks=hunks_of(text, left) if page.left else page.hunks)
    )


def _unlinked(blocks: Iterable[tuple[str, str, Block]], names: Container[str]) -> Iterator[tuple[str, str, Block]]:
    """The generated blocks but some, each behind the one behind which it stood without these."""
    before: dict[str, str] = {}
    for path, behind, block in blocks:
        if block.id in names:
            before[block.id] = before.get(behind, behind)
        else:
            yield path, before.get(behind, behind), block
