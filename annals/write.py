"""Draft pages to Markdown text through templates, proven by reading it back."""

from __future__ import annotations

import json
from dataclasses import dataclass

import yaml
from jinja2 import Environment, StrictUndefined

from annals.markdown import BOX_CLASSES, read_blocks, split_front_matter
from annals.model import DraftPage, Generated

_SHALLOWEST = 2
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Part:
    """One step of a page template: `form` is open, close, heading, item, row or text."""

    form: str
    text: str = ""
    depth: int = 0
    follows: bool = False
    header: bool = False


class NotReadBack(ValueError):
    """A page did not read back as the blocks it was written from."""


def environment(loader: object) -> Environment:
    """The Jinja environment for generated Markdown; no HTML escaping, Markdown has its own."""
    found = Environment(
        loader=loader, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    found.filters["scalar"] = _scalar
    found.filters["quoted"] = lambda value: json.dumps(value, ensure_ascii=False)
    return found


def _scalar(value: str) -> str:
    return yaml.safe_dump(value, allow_unicode=True, width=10**9).removesuffix("...\n").strip()


def write_page(page: DraftPage, templates: Environment) -> str:
    """The Markdown of a page. Raises NotReadBack when reading it back gives other blocks."""
    text = templates.get_template("report.md.j2").render(page=page, parts=parts(page.parts))
    _prove(page, text)
    return text


def parts(generated: tuple[Generated, ...], top: int | None = None) -> tuple[Part, ...]:
    """The steps of a page: headings relative to the shallowest, closed forms opened and closed.

    `top` is the structural level that becomes `##`; by default the shallowest section's."""
    levels = [part.level for part in generated if part.role == "section"]
    top = top if top is not None else min(levels, default=1)
    above = {part.id: part.above for part in generated if part.role == "section"}
    nameless = {part.id for part in generated if part.role == "section" and not part.markdown}
    found: list[Part] = []
    opened: list[str] = []
    for part in generated:
        while opened and not _inside(part, opened[-1], above):
            opened.pop()
            found.append(Part("close"))
        if part.role == "section":
            if part.kind in BOX_CLASSES:
                opened.append(part.id)
                found.append(Part("open", part.kind))
            if part.markdown:
                # A nameless form has no heading, so what hangs below it must not skip a level.
                depth = min(part.level - top + _SHALLOWEST - (part.above in nameless), _DEEPEST)
                found.append(Part("heading", part.markdown, depth))
        else:
            found.append(_block(part, found[-1] if found else None))
    found.extend(Part("close") for _ in opened)
    return tuple(found)


def _inside(part: Generated, box: str, above: dict[str, str | None]) -> bool:
    name = part.above
    while name is not None:
        if name == box:
            return True
        name = above.get(name)
    return False


def _block(part: Generated, last: Part | None) -> Part:
    if part.kind == "item":
        return Part("item", part.markdown, part.depth, follows=last is not None and last.form == "item")
    if part.kind == "row":
        follows = last is not None and last.form == "row" and not part.header
        return Part("row", part.markdown, part.markdown.count(" | ") + 1, follows, part.header)
    return Part("note" if part.kind == "note" else "text", part.markdown)


def _prove(page: DraftPage, text: str) -> None:
    _, body, before = split_front_matter(text)
    read = [(block.kind, block.markdown) for block in read_blocks(body, before)]
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
