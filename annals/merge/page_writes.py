"""Which page files are to be written when the sides are merged, and their texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from annals.merge.edited import front_of
from annals.merge.heads import goes, head_again, put_on
from annals.merge.record import digest
from annals.merge.sides import Sides, matter_of, old_name
from annals.model import BlockKind, KeptHead, Merged, Passage

Compose = Callable[[str, str, Mapping[str, str], tuple[Passage, ...]], str]
"""Path, edited text, changed keys of its front matter, passages: the text of a merged page."""


def writes_of(
    sides: Sides, merged: Merged, waiting: frozenset[str], compose: Compose
) -> tuple[tuple[str, str | None], ...]:
    """The files by path with their new texts, those that go (None) last; none of the waiting pages, nor what stands as it should."""
    found: list[tuple[str, str | None]] = []
    gone: list[tuple[str, str | None]] = []
    heads = put_on(sides, merged)
    for path, content in merged.pages:
        name = old_name(path, merged)
        if name in waiting:
            continue
        edited = sides.edited.get(path)
        if goes(sides, path, name, content):
            gone.append((path, None))
            continue
        if edited is None and not content:
            continue
        if path in heads:
            found.append((heads[path].path, _under(sides, heads[path], content, compose)))
            continue
        text = _text(sides, path, name, content, compose)
        if edited is None or text != edited.text:
            found.append((path, text))
    return (*found, *gone)


def _text(sides: Sides, path: str, name: str, content: tuple[Passage, ...], compose: Compose) -> str:
    edited, draft = sides.edited.get(path), sides.after.get(name)
    as_made = draft is not None and _content(content) == _content(sides.theirs[name])
    if edited is None:
        pattern = sides.texts.get(name, "")
        return pattern if as_made else compose(path, pattern, {}, content)
    changes, _ = matter_of(sides, path, name)
    front = edited.given | changes
    as_made = as_made and draft is not None and front == front_of(draft.matter)
    if as_made and path in sides.texts and (changes or digest(edited.text) == sides.written.get(path)):
        return sides.texts[path]
    if not changes and _content(content) == _content(sides.mine[path]):
        return edited.text
    if as_made and path in sides.texts:
        return sides.texts[path]
    return compose(path, edited.text, changes, content)


def _under(sides: Sides, head: KeptHead, content: tuple[Passage, ...], compose: Compose) -> str:
    """A page that is made again, under the head that an editor had given it."""
    changes, _ = head_again(head, sides.after[head.page].matter, sides.choices)
    return compose(head.page, head.text, changes, content)


def _content(passages: tuple[Passage, ...]) -> list[tuple[object, ...]]:
    """What is written on a page, whoever wrote it in whatever layout; forms by the order in which they come."""
    numbers: dict[str, int] = {}
    return [
        (
            p.content,
            p.level,
            p.written.source if p.written and p.content.kind is BlockKind.OPAQUE else "",
            tuple((numbers.setdefault(box.id, len(numbers)), box.kind) for box in p.boxes),
        )
        for p in passages
    ]
