"""What editors have and what the machine would write, made one: which files to write, what waits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from jinja2 import Environment

from annals.markdown.merged import compose_page
from annals.markdown.write import NotReadBack, passages
from annals.merge.align import stems_of
from annals.merge.edited import EditedPage, front_of, passages_of
from annals.merge.matter import merge_matter
from annals.merge.record import Base, digest
from annals.merge.whole import merge_pages
from annals.model import OPAQUE, Choice, Conflict, DraftPage, Merged, Pages, Passage, Problem


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The page files to write (None: remove) and the base behind them; the conflicts that are
    left; the pages that wait for their decision, by their names in the base; other problems."""

    writes: tuple[tuple[str, str | None], ...]
    base: Base
    conflicts: tuple[Conflict, ...]
    waiting: frozenset[str]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Sides:
    """Everything that is merged, by path: drafts as generated last and now, texts as written
    now, pages as edited, and the editors' side as passages."""

    before: dict[str, DraftPage]
    after: dict[str, DraftPage]
    texts: dict[str, str]
    edited: dict[str, EditedPage]
    base: Pages
    mine: Pages
    theirs: Pages


def reconciled(
    old: Base,
    new: Base,
    texts: dict[str, str],
    edited: dict[str, EditedPage],
    templates: Environment,
    choices: tuple[Choice, ...] = (),
) -> Reconciled:
    """Merge a report made anew into its edited pages; `texts` are its pages as they are written
    where no editor was. A page with an undecided conflict waits as it is, with all pages that
    one of its changes ties to it; the others are merged."""
    if not old.matters:
        # Pages without a record of what they were made from: all that differs is the editors'.
        matters = {path: matter for path, matter in new.matters.items() if path in edited}
        old = replace(old, matters=matters, parts=tuple(part for part in new.parts if part.page in matters))
    sides = _sides(old, new, texts, edited)
    merged = merge_pages(sides.base, sides.mine, sides.theirs, choices)
    conflicts = (*merged.conflicts, *_matters(sides, merged, choices))
    stuck = frozenset(page for conflict in conflicts if not conflict.side for page in _pages(conflict, merged))
    problems: list[Problem] = []
    while True:
        waiting = _closure(stuck, merged.ties)
        held = _held(sides, waiting)
        settled = merge_pages(held.base, held.mine, held.theirs, choices) if waiting else merged
        try:
            writes = _writes(held, settled, waiting, old.written, choices, templates)
        except NotReadBack as error:
            path = str(error).partition(":")[0]
            stuck |= {dict((new, before) for before, new in settled.renamed).get(path, path)}
            problems.append(Problem.of("E115", f"docs/{path}", detail=str(error)))
            continue
        break
    base = _base(old, new, held, waiting, conflicts, merged)
    undecided = tuple(conflict for conflict in conflicts if not conflict.side)
    return Reconciled(writes, base, undecided, waiting, tuple(problems))


def _sides(old: Base, new: Base, texts: dict[str, str], edited: dict[str, EditedPage]) -> _Sides:
    before, after = old.pages(), new.pages()
    base = {path: passages(page.parts) for path, page in before.items()}
    theirs = {path: passages(page.parts) for path, page in after.items()}
    stems = stems_of(old.parts, {path: page.blocks() for path, page in edited.items()})
    mine = {path: passages_of(page, stems[path], base) for path, page in edited.items()}
    return _Sides(before, after, texts, edited, base, mine, theirs)


def _closure(pages: frozenset[str], ties: Iterable[frozenset[str]]) -> frozenset[str]:
    """The pages with all that are tied to them, directly or through others."""
    found, left = set(pages), list(ties)
    while True:
        touching = [tie for tie in left if tie & found and not tie <= found]
        if not touching:
            return frozenset(found)
        for tie in touching:
            found |= tie


def _pages(conflict: Conflict, merged: Merged) -> frozenset[str]:
    old_names = {new: old for old, new in merged.renamed}
    return conflict.pages or frozenset({old_names.get(conflict.page, conflict.page)})


def _held(sides: _Sides, waiting: frozenset[str]) -> _Sides:
    """The sides as if the machine had changed nothing on the waiting pages."""
    after = {path: page for path, page in sides.after.items() if path not in waiting}
    after |= {path: page for path, page in sides.before.items() if path in waiting}
    theirs = {path: sides.base[path] if path in waiting else sides.theirs[path] for path in after}
    return replace(sides, after=after, theirs=theirs)


def _matters(sides: _Sides, merged: Merged, choices: tuple[Choice, ...]) -> tuple[Conflict, ...]:
    return tuple(
        conflict for path in sides.edited for conflict in _matter(sides, path, _old_name(path, merged), choices)[1]
    )


def _old_name(path: str, merged: Merged) -> str:
    return next((old for old, new in merged.renamed if new == path), path)


def _matter(
    sides: _Sides, path: str, name: str, choices: tuple[Choice, ...]
) -> tuple[dict[str, str], tuple[Conflict, ...]]:
    before, after = sides.before.get(name), sides.after.get(name)
    if before is None or after is None:
        return {}, ()
    return merge_matter(path, front_of(before.matter), sides.edited[path].given, front_of(after.matter), choices)


# --- files ------------------------------------------------------------------------------------


def _writes(
    sides: _Sides,
    merged: Merged,
    waiting: frozenset[str],
    written: dict[str, str],
    choices: tuple[Choice, ...],
    templates: Environment,
) -> tuple[tuple[str, str | None], ...]:
    found: list[tuple[str, str | None]] = []
    gone: list[tuple[str, str | None]] = []
    for path, content in merged.pages:
        name = _old_name(path, merged)
        if name in waiting:
            continue
        edited = sides.edited.get(path)
        if not content and name not in sides.after and edited is not None and name in sides.before:
            gone.append((path, None))
            continue
        if edited is None and not content:
            continue
        text = _text(sides, path, name, content, written, choices, templates)
        if edited is None or text != edited.text:
            found.append((path, text))
    return (*found, *gone)


def _text(
    sides: _Sides,
    path: str,
    name: str,
    content: tuple[Passage, ...],
    written: dict[str, str],
    choices: tuple[Choice, ...],
    templates: Environment,
) -> str:
    edited, draft = sides.edited.get(path), sides.after.get(name)
    as_made = draft is not None and _content(content) == _content(sides.theirs[name])
    if edited is None:
        pattern = sides.texts.get(name, "")
        return pattern if as_made else compose_page(path, pattern, {}, content, templates)
    changes, _ = _matter(sides, path, name, choices)
    front = edited.given | changes
    as_made = as_made and draft is not None and front == front_of(draft.matter)
    if as_made and path in sides.texts and (changes or digest(edited.text) == written.get(path)):
        return sides.texts[path]
    if not changes and _content(content) == _content(sides.mine[path]):
        return edited.text
    if as_made and path in sides.texts:
        return sides.texts[path]
    return compose_page(path, edited.text, changes, content, templates)


def _content(content: tuple[Passage, ...]) -> list[tuple[object, ...]]:
    """What is written on a page, whoever wrote it in whatever layout; forms by the order in which they come."""
    numbers: dict[str, int] = {}
    return [
        (
            p.kind,
            p.source if p.kind == OPAQUE else p.markdown,
            p.level,
            p.depth,
            p.header,
            tuple((numbers.setdefault(box.id, len(numbers)), box.kind) for box in p.boxes),
        )
        for p in content
    ]


# --- the record -------------------------------------------------------------------------------


def _base(
    old: Base, new: Base, held: _Sides, waiting: frozenset[str], conflicts: tuple[Conflict, ...], merged: Merged
) -> Base:
    """What the merged pages were made from: what was generated now, on waiting pages what was
    generated before, with the conflicts there and what is known of them."""
    parts = {part.id: part for page in held.after.values() for part in page.parts}
    order = _order(
        [part.id for part in old.parts],
        [part.id for part in new.parts if part.id in parts],
        {part.id for path in waiting & held.after.keys() for part in held.after[path].parts},
    )
    written = {path: old.written.get(path, "") if path in waiting else new.written[path] for path in held.after}
    choices = tuple(conflict.decided(conflict.side) for conflict in conflicts if _pages(conflict, merged) & waiting)
    matters = {path: page.matter for path, page in held.after.items()}
    return Base(new.year, new.title, matters, written, tuple(parts[name] for name in order), choices)


def _order(old: list[str], new: list[str], waiting: set[str]) -> list[str]:
    """The names in the source's order: on waiting pages as it was, elsewhere as it is, each
    waiting block before those that it stood before."""
    ranks = {name: rank for rank, name in enumerate(old)}
    left = [name for name in old if name in waiting]
    found: list[str] = []
    for name in new:
        if name in waiting:
            continue
        while left and name in ranks and ranks[left[0]] < ranks[name]:
            found.append(left.pop(0))
        found.append(name)
    return found + left
