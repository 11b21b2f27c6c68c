"""The one writer: blocks to Markdown, proven by reading it back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    # Only whole pages have a template, for their heads: what writes a body alone has no need of jinja.
    from jinja2 import BaseLoader, Environment

_SHALLOWEST = 2
_DEEPEST = 6


class NotReadBackError(ValueError):
    """A page did not read back as the blocks it was written from; `block` is the first that did not, where it is known."""

    def __init__(self, path: str, detail: str, block: Block | None = None) -> None:
        super().__init__(f"{path}: {detail}")
        self.path, self.block = path, block


def environment(loader: BaseLoader) -> Environment:
    """The Jinja environment for generated Markdown; no HTML escaping, Markdown has its own."""
    from jinja2 import Environment, StrictUndefined

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


def write_body(passages: Sequence[Passage]) -> str:
    """The body of a page: an editor's untouched lines as they were written, the rest as pages are written."""
    return "".join(f"{line}\n" for line in _lines(passages))


def _lines(passages: Sequence[Passage]) -> Iterable[str]:
    """The lines in order, with the blank ones between; an editor's own may be several in one."""
    opened: list[Box] = []
    last: Passage | None = None
    for passage in passages:
        kept = 0
        while kept < min(len(opened), len(passage.boxes)) and opened[kept].id == passage.boxes[kept].id:
            kept += 1
        for _ in opened[kept:]:
            yield from ("", "</div>")
            last = None
        for box in passage.boxes[kept:]:
            yield from ("", f'<div class="{box.kind}" markdown="1">')
            last = None
        opened[kept:] = passage.boxes[kept:]
        if last is None or not _follows(last, passage):
            yield ""
        yield from _written(passage)
        last = passage
    for _ in opened:
        yield from ("", "</div>")


def _written(passage: Passage) -> Iterable[str]:
    """The lines of one passage."""
    content = passage.content
    if passage.written is not None:
        yield passage.written.source
    elif content.kind is BlockKind.HEADING:
        yield f"{'#' * passage.level} {content.markdown}"
    elif content.kind is BlockKind.ITEM:
        yield f"{'    ' * content.depth}- {content.markdown}"
    elif content.kind is BlockKind.ROW:
        yield f"| {content.markdown} |"
        if content.header:
            yield f"|{' --- |' * (content.markdown.count(' | ') + 1)}"
    else:
        yield f"> {content.markdown}" if content.kind is BlockKind.NOTE else content.markdown


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
    return _proven(page.path, head + write_body(passages), passages, reader)


def write_document(name: str, document: Document, reader: Reader) -> str:
    """A whole document as one file of Markdown without front matter, its shallowest headings with one mark. Raises
    NotReadBackError when reading it back gives other blocks."""
    passages = passages_of(name, document.blocks, shallowest(document.blocks) + 1)
    return _proven(name, write_body(passages).lstrip("\n"), passages, reader)


def written_again(page: Sequence[PageBlock]) -> str:
    """A file without front matter as it would be written from what was read of it."""
    passages = [
        Passage(page="", at=at, stem=Stem(origin=None), content=block.content, level=block.level, boxes=block.boxes)
        for at, block in enumerate(page)
    ]
    return write_body(passages).lstrip("\n")


def compose_page(
    path: str,
    edited: str,
    changes: Mapping[str, str],
    passages: tuple[Passage, ...],
    reader: Reader,
) -> str:
    """The text of a merged page: the front matter of the edited text with `changes` in it, then
    the passages. Raises NotReadBackError when reading it back gives other blocks."""
    return _proven(path, reader.front(edited).changed(**changes) + write_body(passages), passages, reader)


def _proven(path: str, text: str, passages: Sequence[Passage], reader: Reader) -> str:
    read = [(block.content.kind, block.content.markdown) for block in blocks_of(reader.page(text))]
    meant: list[tuple[Passage, tuple[BlockKind, str]]] = []
    for passage in passages:
        if passage.content.kind is not BlockKind.OPAQUE:
            meant.append((passage, (passage.content.kind, passage.content.markdown)))
        elif len(meant) < len(read) and _stands_in(read[len(meant)][1], passage):
            # Lines of an editor's that were no text where they stood, such as an indented item below a paragraph, are text here.
            meant.append((passage, read[len(meant)]))
    for index, (one, (passage, other)) in enumerate(zip(read, meant, strict=False)):
        if one != other:
            raise NotReadBackError(path, f"block {index + 1} {other!r} reads back as {one!r}", passage.stem.origin)
    if len(read) != len(meant):
        block = meant[len(read)][0].stem.origin if len(read) < len(meant) else None
        raise NotReadBackError(path, f"{len(meant)} blocks read back as {len(read)}", block)
    return text


def _stands_in(markdown: str, opaque: Passage) -> bool:
    """Whether a text is all that some lines say which were none, what makes them an item apart."""
    source = opaque.written.source if opaque.written else ""
    return bool(markdown) and source.strip().lstrip(_BULLET) == markdown


_BULLET = "-*+ "
