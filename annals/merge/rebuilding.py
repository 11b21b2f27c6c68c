"""A record made again where the one in place is not whole: what it still says, the pages, and the register together.

What is held for generated decides whose a text on a page is. Where nobody knows, it is the editor's: it stays."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from jinja2 import Environment

from annals.markdown.read import Reader
from annals.markdown.write import NotReadBackError, write_page
from annals.merge.align import stems_of
from annals.merge.edited import EditedPage
from annals.merge.record import Record, digest
from annals.model import Block, DraftPage


def proven(old: Record, new: Record, templates: Environment, reader: Reader) -> frozenset[str]:
    """The pages of a damaged record that come out, to the byte, as it says they were written: what it tells of their
    blocks is as it was. Their order may be lost; it is then that of what is generated now."""
    ranks = {block.id: rank for rank, block in enumerate(new.blocks)}
    found = set()
    for path, page in old.pages().items():
        ordered = sorted(page.blocks, key=lambda block: ranks.get(block.id, len(ranks)))
        ways = (page, replace(page, blocks=tuple(ordered)))
        if any(_digest_of(way, templates, reader) == old.written.get(path) for way in ways):
            found.add(path)
    return frozenset(found)


def _digest_of(page: DraftPage, templates: Environment, reader: Reader) -> str | None:
    """The digest of a page as it is written; None for blocks that make no page."""
    try:
        return digest(write_page(page, templates, reader))
    except (NotReadBackError, ValueError, KeyError):
        return None


def rebuilt(
    old: Record,
    new: Record,
    edited: Mapping[str, EditedPage],
    known: Collection[str] | None,
    sure: Collection[str],
) -> Record:
    """What the pages are to be held against in place of a damaged record. `old` is what can be read of it, `new` what is
    generated now, `known` the addresses of the report's pages and blocks that were ever published (None where there is no
    register), `sure` the pages whose blocks are known as they were generated last.

    A page is held against what is known for sure, and so is one that nobody edited: it is to the byte what the record
    says was written. On any other page all that differs from what is generated now is the editor's. A block that stands
    on no page was taken out by an editor if it was published once, and is new otherwise."""
    sure = {*sure, *(path for path, page in edited.items() if old.written.get(path) == digest(page.text))}
    before = {block.id: block for block in old.blocks if old.paths[block.id] in sure}
    once = {block.id for block in old.blocks} | _stand(new, edited)
    once |= {address.partition("#")[2] for address in known or ()}

    def was_made(path: str) -> bool:
        return path in edited or path in old.matters or f"{path.removesuffix('.md')}.html" in (known or ())

    def was_there(block: Block) -> bool:
        path = new.paths[block.id]
        return block.id in once if known is not None and not block.nameless else path in edited or block.id in once

    blocks: list[Block] = []
    paths: dict[str, str] = {}
    for block in new.blocks:
        path = old.paths[block.id] if block.id in before else new.paths[block.id]
        if block.id in before or (was_there(block) and was_made(path)):
            blocks.append(before.get(block.id, block))
            paths[block.id] = path
    # What is generated no more was generated once, where that is known.
    gone = [block for name, block in before.items() if name not in new.paths]
    paths |= {block.id: old.paths[block.id] for block in gone}
    matters = {path: matter for path, matter in new.matters.items() if was_made(path)}
    matters |= {path: old.matters[path] for path in sorted(sure) if path in old.matters}
    return replace(
        old,
        year=new.year,
        title=new.title,
        matters=matters,
        written={path: old.written.get(path, "") for path in matters},
        blocks=(*blocks, *gone),
        paths=paths,
        earlier=(),
    )


def _stand(new: Record, edited: Mapping[str, EditedPage]) -> set[str]:
    """The generated blocks whose text, or something like it, stands on a page."""
    stems = stems_of(new.blocks, new.paths, {path: page.blocks() for path, page in edited.items()})
    return {block.id for found in stems.values() for stem in found for block in stem.blocks()}
