"""Draft pages to Markdown text through templates, proven by reading it back."""

from __future__ import annotations

from dataclasses import dataclass

from jinja2 import BaseLoader, Environment, StrictUndefined

from annals.markdown.front import Front, fenced
from annals.markdown.read import BOX_CLASSES, read_blocks
from annals.model import Box, DraftPage, Generated, Passage

_SHALLOWEST = 2
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Part:
    """One step of a page template: `form` is open, close, heading, item, row, note, text, or
    source for lines that stand as an editor wrote them. `kind` is that of the block."""

    form: str
    text: str = ""
    depth: int = 0
    follows: bool = False
    header: bool = False
    kind: str = ""


class NotReadBack(ValueError):
    """A page did not read back as the blocks it was written from."""


def environment(loader: BaseLoader) -> Environment:
    """The Jinja environment for generated Markdown; no HTML escaping, Markdown has its own."""
    found = Environment(
        loader=loader, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    found.filters["front"] = fenced
    return found


def write_page(page: DraftPage, templates: Environment) -> str:
    """The Markdown of a page. Raises NotReadBack when reading it back gives other blocks."""
    text = templates.get_template("report.md.j2").render(page=page, parts=parts(page.parts))
    _prove(page, text)
    return text


def parts(generated: tuple[Generated, ...], top: int | None = None) -> tuple[Part, ...]:
    """The steps of a page: headings relative to the shallowest, closed forms opened and closed.

    `top` is the structural level that becomes `##`; by default the shallowest section's."""
    top = top if top is not None else _top(generated)
    above = {part.id: part.above for part in generated if part.role == "section"}
    nameless = _nameless(generated)
    found: list[Part] = []
    opened: list[str] = []
    for part in generated:
        while opened and opened[-1] not in _chain(part, above):
            opened.pop()
            found.append(Part("close"))
        if part.role == "section":
            if part.kind in BOX_CLASSES:
                opened.append(part.id)
                found.append(Part("open", part.kind))
            if part.markdown:
                found.append(Part("heading", part.markdown, _depth(part, top, nameless)))
        else:
            found.append(_block(part, found[-1] if found else None))
    found.extend(Part("close") for _ in opened)
    return tuple(found)


def _top(generated: tuple[Generated, ...]) -> int:
    return min((part.level for part in generated if part.role == "section"), default=1)


def _nameless(generated: tuple[Generated, ...]) -> set[str]:
    return {part.id for part in generated if part.role == "section" and not part.markdown}


def _depth(part: Generated, top: int, nameless: set[str]) -> int:
    """The number of # marks of a heading. A nameless form has no heading, so what hangs below it
    must not skip a level."""
    return min(part.level - top + _SHALLOWEST - (part.above in nameless), _DEEPEST)


def passages(generated: tuple[Generated, ...]) -> tuple[Passage, ...]:
    """The blocks of a page as they are written there, for merging."""
    above = {part.id: part.above for part in generated if part.role == "section"}
    kinds = {part.id: part.kind for part in generated if part.role == "section" and part.kind in BOX_CLASSES}
    top, nameless = _top(generated), _nameless(generated)
    found = []
    for part in generated:
        if part.role == "section" and not part.markdown:
            continue
        around = [part.id, *_chain(part, above)] if part.role == "section" else _chain(part, above)
        boxes = tuple(Box(name, kinds[name]) for name in reversed(around) if name in kinds)
        heading = part.role == "section"
        found.append(
            Passage(
                part.id,
                "heading" if heading else _form(part.kind),
                part.markdown,
                _depth(part, top, nameless) if heading else 0,
                part.depth,
                part.header,
                boxes,
                part.lines,
                part.above,
            )
        )
    return tuple(found)


def _chain(part: Generated, above: dict[str, str | None]) -> list[str]:
    """The ids of the sections that a block hangs below, the nearest first. Raises ValueError for
    sections that hang below each other in a circle."""
    found: list[str] = []
    name = part.above
    while name is not None:
        if name in found:
            raise ValueError(f"{name} hangs below itself")
        found.append(name)
        name = above.get(name)
    return found


def _block(part: Generated, last: Part | None) -> Part:
    if part.kind == "item":
        return Part("item", part.markdown, part.depth, follows=last is not None and last.form == "item")
    if part.kind == "row":
        follows = last is not None and last.form == "row" and not part.header
        return Part("row", part.markdown, part.markdown.count(" | ") + 1, follows, part.header)
    return Part("note" if part.kind == "note" else "text", part.markdown)


def _prove(page: DraftPage, text: str) -> None:
    read = [(block.kind, block.markdown) for block in read_blocks(Front.of(text).body)]
    meant = [
        ("heading" if part.role == "section" else _form(part.kind), part.markdown)
        for part in page.parts
        if part.role == "block" or part.markdown
    ]
    for index, (one, other) in enumerate(zip(read, meant, strict=False)):
        if one != other:
            raise NotReadBack(f"{page.path}: block {index + 1} {other!r} reads back as {one!r}")
    if len(read) != len(meant):
        raise NotReadBack(f"{page.path}: {len(meant)} blocks read back as {len(read)}")


def _form(kind: str) -> str:
    return kind if kind in ("item", "row") else "paragraph"
