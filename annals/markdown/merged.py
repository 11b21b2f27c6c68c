"""Merged pages to Markdown: an editor's lines as they were written, the rest as pages are written."""

from __future__ import annotations

from jinja2 import Environment

from annals.markdown.front import Front
from annals.markdown.read import read_blocks
from annals.markdown.write import NotReadBack, Part
from annals.model import OPAQUE, Box, Passage


def compose_page(
    path: str, edited: str, changes: dict[str, str], passages: tuple[Passage, ...], templates: Environment
) -> str:
    """The text of a merged page: the front matter of the edited text with `changes` in it, then
    the passages. Raises NotReadBack when reading it back gives other blocks."""
    body = templates.get_template("merged.md.j2").render(parts=_parts(passages))
    text = Front.of(edited).changed(**changes) + body
    _prove(path, text, passages)
    return text


def _parts(passages: tuple[Passage, ...]) -> list[Part]:
    found: list[Part] = []
    opened: list[Box] = []
    for passage in passages:
        kept = 0
        while kept < min(len(opened), len(passage.boxes)) and opened[kept].id == passage.boxes[kept].id:
            kept += 1
        while len(opened) > kept:
            opened.pop()
            found.append(Part("close"))
        for box in passage.boxes[kept:]:
            opened.append(box)
            found.append(Part("open", box.kind))
        found.append(_part(passage, found[-1] if found else None))
    found.extend(Part("close") for _ in opened)
    return found


def _part(passage: Passage, last: Part | None) -> Part:
    form = {"heading": "heading", "item": "item", "row": "row", "note": "note"}.get(passage.kind, "text")
    behind = last is not None and last.kind == passage.kind
    if passage.source is not None:
        follows = behind and (passage.tight or (passage.kind == "row" and not passage.header))
        return Part("source", passage.source, follows=follows, kind=passage.kind)
    if passage.kind == "heading":
        return Part(form, passage.markdown, passage.level, kind=passage.kind)
    if passage.kind == "item":
        return Part(form, passage.markdown, passage.depth, follows=behind, kind=passage.kind)
    if passage.kind == "row":
        columns = passage.markdown.count(" | ") + 1
        return Part(form, passage.markdown, columns, behind and not passage.header, passage.header, passage.kind)
    return Part(form, passage.markdown, kind=passage.kind)


def _prove(path: str, text: str, passages: tuple[Passage, ...]) -> None:
    read = [(block.kind, block.markdown) for block in read_blocks(Front.of(text).body)]
    meant = [(passage.kind, passage.markdown) for passage in passages if passage.kind != OPAQUE]
    for index, (one, other) in enumerate(zip(read, meant, strict=False)):
        if one != other:
            raise NotReadBack(f"{path}: block {index + 1} {other!r} reads back as {one!r}")
    if len(read) != len(meant):
        raise NotReadBack(f"{path}: {len(meant)} blocks read back as {len(read)}")
