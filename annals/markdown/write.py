"""The one writer: blocks to Markdown through templates, proven by reading it back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from jinja2 import BaseLoader, Environment, StrictUndefined

from annals.markdown.front import fenced
from annals.markdown.read import Reader, blocks_of
from annals.model import (
    FORMS,
    ON_PAGE,
    Block,
    BlockKind,
    Box,
    Content,
    Document,
    DraftPage,
    PageBlock,
    Passage,
    Stem,
)

_SHALLOWEST = 2
_DEEPEST = 6


class NotReadBackError(ValueError):
    """A page did not read back as the blocks it was written from; `block` is the first that did not, where it is known."""

    def __init__(self, path: str, detail: str, block: Block | None = None) -> None:
        super().__init__(f"{path}: {detail}")
        self.path, self.block = path, block


def environment(loader: BaseLoader) -> Environment:
    """The Jinja environment for generated Markdown; no HTML escaping, Markdown has its own."""
    found = Environment(  # noqa: S701 (Markdown is escaped where it is written)
        loader=loader, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    found.filters["front"] = fenced
    return found


# --- from blocks to passages ------------------------------------------------------------------


def passages_of(page: str, blocks: Sequence[Block], top: int | None = None) -> tuple[Passage, ...]:
    """The blocks of a page as they are written there: headings relative to the shallowest, each block
    with the closed forms around it. `top` is the structural level that becomes `##`; by default the
    shallowest section's. A nameless section shows in the boxes of what hangs below it."""
    sections = {block.id: block for block in blocks if block.section is not None}
    top = top if top is not None else shallowest(blocks)
    found: list[Passage] = []
    for block in blocks:
        if block.nameless:
            continue
        around = [sections[name] for name in _chain(block, sections) if name in sections]
        boxes = tuple(Box(id=section.id, kind=section.section) for section in around if section.section in FORMS)
        found.append(
            Passage(
                page=page,
                at=len(found),
                stem=Stem(origin=block),
                content=on_page(block.content),
                level=_depth(block, top, sections) if block.section is not None else 0,
                boxes=boxes,
            )
        )
    return tuple(found)


def on_page(content: Content) -> Content:
    """The content of a generated block as a page can hold it."""
    kind = ON_PAGE.get(content.kind)
    return content if kind is None else Content(kind=kind, markdown=content.markdown)


def shallowest(blocks: Iterable[Block]) -> int:
    """The structural level of the shallowest section among some blocks."""
    return min((block.level for block in blocks if block.section is not None), default=1)


def _depth(block: Block, top: int, sections: Mapping[str, Block]) -> int:
    """The number of # marks of a heading. A nameless form has no heading, so what hangs below it
    must not skip a level."""
    above = sections.get(block.above) if block.above is not None else None
    return min(block.level - top + _SHALLOWEST - (above is not None and above.nameless), _DEEPEST)


def _chain(block: Block, sections: Mapping[str, Block]) -> list[str]:
    """The ids of the sections around a block, its own if it opens one, the outermost first. Raises
    ValueError for sections that hang below each other in a circle."""
    found = [block.id] if block.section is not None else []
    name = block.above
    while name is not None:
        if name in found:
            raise ValueError(f"{name} hangs below itself")
        found.append(name)
        name = sections[name].above if name in sections else None
    return found[::-1]


# --- from passages to text --------------------------------------------------------------------


def write_body(passages: Sequence[Passage], templates: Environment) -> str:
    """The body of a page: an editor's untouched lines as they were written, the rest as pages are written."""
    return templates.get_template("body.md.j2").render(steps=tuple(_steps(passages)))


def _steps(passages: Sequence[Passage]) -> Iterable[tuple[str, Passage | Box, bool, int]]:
    """What the template writes, in order: the beginning and end of a closed form, or a passage with whether
    it follows the one before without a blank line, and its columns if it is a row."""
    opened: list[Box] = []
    last: Passage | None = None
    for passage in passages:
        kept = 0
        while kept < min(len(opened), len(passage.boxes)) and opened[kept].id == passage.boxes[kept].id:
            kept += 1
        for box in reversed(opened[kept:]):
            yield "close", box, False, 0
            last = None
        for box in passage.boxes[kept:]:
            yield "open", box, False, 0
            last = None
        opened[kept:] = passage.boxes[kept:]
        form = "source" if passage.written is not None else str(passage.content.kind)
        yield form, passage, last is not None and _follows(last, passage), passage.content.markdown.count(" | ") + 1
        last = passage
    for box in reversed(opened):
        yield "close", box, False, 0


def _follows(last: Passage, passage: Passage) -> bool:
    """Whether a passage stands right below the one before: an item below an item, a row in its table, and
    an editor's line where the editor left no blank one, or had another one above it."""
    content = passage.content
    if last.content.kind is not content.kind:
        return False
    table_goes_on = content.kind is BlockKind.ROW and not content.header
    if passage.written is not None:
        met = content.kind is BlockKind.ITEM and (last.page, last.at + 1) != (passage.page, passage.at)
        return passage.written.tight or table_goes_on or met
    return content.kind is BlockKind.ITEM or table_goes_on


# --- whole pages ------------------------------------------------------------------------------


def write_page(page: DraftPage, templates: Environment, reader: Reader) -> str:
    """The Markdown of a generated page. Raises NotReadBackError when reading it back gives other blocks."""
    passages = passages_of(page.path, page.blocks)
    head = templates.get_template("report.md.j2").render(page=page)
    return _proven(page.path, head + write_body(passages, templates), passages, reader)


def write_document(name: str, document: Document, templates: Environment, reader: Reader) -> str:
    """A whole document as one file of Markdown without front matter, its shallowest headings with one mark. Raises
    NotReadBackError when reading it back gives other blocks."""
    passages = passages_of(name, document.blocks, shallowest(document.blocks) + 1)
    return _proven(name, write_body(passages, templates).lstrip("\n"), passages, reader)


def written_again(page: Sequence[PageBlock], templates: Environment) -> str:
    """A file without front matter as it would be written from what was read of it."""
    passages = [
        Passage(page="", at=at, stem=Stem(origin=None), content=block.content, level=block.level, boxes=block.boxes)
        for at, block in enumerate(page)
    ]
    return write_body(passages, templates).lstrip("\n")


def compose_page(
    path: str,
    edited: str,
    changes: Mapping[str, str],
    passages: tuple[Passage, ...],
    templates: Environment,
    reader: Reader,
) -> str:
    """The text of a merged page: the front matter of the edited text with `changes` in it, then
    the passages. Raises NotReadBackError when reading it back gives other blocks."""
    return _proven(path, reader.front(edited).changed(**changes) + write_body(passages, templates), passages, reader)


def _proven(path: str, text: str, passages: Sequence[Passage], reader: Reader) -> str:
    read = [(block.content.kind, block.content.markdown) for block in blocks_of(reader.page(text))]
    written = [passage for passage in passages if passage.content.kind is not BlockKind.OPAQUE]
    meant = [(passage.content.kind, passage.content.markdown) for passage in written]
    for index, (one, other) in enumerate(zip(read, meant, strict=False)):
        if one != other:
            block = written[index].stem.origin
            raise NotReadBackError(path, f"block {index + 1} {other!r} reads back as {one!r}", block)
    if len(read) != len(meant):
        block = written[len(read)].stem.origin if len(read) < len(written) else None
        raise NotReadBackError(path, f"{len(meant)} blocks read back as {len(read)}", block)
    return text
