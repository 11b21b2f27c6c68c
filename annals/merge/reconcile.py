"""What editors have and what the machine would write, made one: which files to write, what waits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from annals.markdown.read import Reader
from annals.markdown.write import NotReadBackError, compose_page, passages_of
from annals.merge.agreed import agreed_before, as_put_now, put_alike, still_alike
from annals.merge.align import stems_of
from annals.merge.arranged import Recalled, recalled, still_arranged
from annals.merge.edited import EditedPage, edited_passages, front_of
from annals.merge.former import as_before, joined, out_still, with_taken_out
from annals.merge.kept import as_taken_out, due, put_back, still_away
from annals.merge.matter import merge_matter
from annals.merge.record import Record, digest
from annals.merge.whole import merge_pages
from annals.model import (
    Arranged,
    Block,
    BlockKind,
    Choice,
    Conflict,
    DraftPage,
    Former,
    Kept,
    Merged,
    Pages,
    Passage,
    Problem,
)

_Compose = Callable[[str, str, Mapping[str, str], tuple[Passage, ...]], str]
"""Path, edited text, changed keys of its front matter, passages: the text of a merged page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """The page files to write (None: remove) and the record behind them; the conflicts that are
    left; the pages that wait for their decision, by their names in the base; other problems."""

    writes: tuple[tuple[str, str | None], ...]
    record: Record
    conflicts: tuple[Conflict, ...]
    waiting: frozenset[str]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sides:
    """Everything that is merged, by path: drafts as generated last and now, texts as written last (their
    digests) and now, pages as edited, and each side as passages; what was decided about conflicts; and what is known of blocks
    that the machine leaves as they are. `alike` were put in the same place by both. `stood` are the edited pages as passages without what is put back into `mine`."""

    before: Mapping[str, DraftPage]
    after: Mapping[str, DraftPage]
    written: Mapping[str, str]
    texts: Mapping[str, str]
    edited: Mapping[str, EditedPage]
    base: Pages
    mine: Pages
    theirs: Pages
    choices: tuple[Choice, ...]
    stood: Pages
    recalled: Recalled
    formers: tuple[Former, ...] = ()
    alike: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()

    def merged(self) -> Merged:
        return merge_pages(self.base, self.mine, self.theirs, self.choices, self.given)


def reconciled(
    old: Record,
    new: Record,
    texts: Mapping[str, str],
    edited: Mapping[str, EditedPage],
    reader: Reader,
    choices: tuple[Choice, ...] = (),
    given: frozenset[str] = frozenset(),
) -> Reconciled:
    """Merge a report made anew into its edited pages; `texts` are its pages as they are written
    where no editor was, `given` the headings whose level a person gave. A page with an undecided conflict waits as it is, with all pages that
    one of its changes ties to it; the others are merged."""
    if _is_untouched(old, new, texts, edited):
        missing = tuple((path, text) for path, text in texts.items() if path not in edited)
        return Reconciled(writes=missing, record=new, conflicts=(), waiting=frozenset(), problems=())
    if not old.matters:
        # Pages without a record of what they were made from: all that differs is the editors'.
        matters = {path: matter for path, matter in new.matters.items() if path in edited}
        blocks = tuple(block for block in new.blocks if new.paths[block.id] in matters)
        old = replace(old, matters=matters, blocks=blocks, paths=new.paths)
    sides = replace(_sides(old, new, texts, edited, choices), given=given)
    compose = partial(compose_page, reader=reader)
    merged = sides.merged()
    conflicts = (*merged.conflicts, *_matters(sides, merged))
    stuck = frozenset(page for conflict in conflicts if not conflict.side for page in _pages(conflict, merged))
    problems: list[Problem] = []
    while True:
        waiting = _closure(stuck, merged.ties)
        held = _held(sides, waiting)
        settled = held.merged() if waiting else merged
        try:
            writes = _writes(held, settled, waiting, compose)
        except NotReadBackError as error:
            stuck |= {_old_name(error.path, settled)}
            problems.append(Problem.of("E115", f"docs/{error.path}", detail=str(error)))
            continue
        break
    return Reconciled(
        writes=writes,
        record=_record(old, new, held, waiting, conflicts, merged, settled),
        conflicts=tuple(conflict for conflict in conflicts if not conflict.side),
        waiting=waiting,
        problems=tuple(problems),
    )


def _is_untouched(old: Record, new: Record, texts: Mapping[str, str], edited: Mapping[str, EditedPage]) -> bool:
    """Whether there is nothing to merge: a report is new, or no editor was on any of its pages and the machine makes what it
    made last."""
    if edited.keys() != old.matters.keys() or old.formers or old.kept or old.arranged:
        return False
    if not edited:
        return True
    as_made = edited.keys() == texts.keys() and all(page.text == texts[path] for path, page in edited.items())
    return as_made and (old.matters, old.paths, old.blocks) == (new.matters, new.paths, new.blocks)


def _sides(
    old: Record,
    new: Record,
    texts: Mapping[str, str],
    edited: Mapping[str, EditedPage],
    choices: tuple[Choice, ...],
) -> _Sides:
    before, after = old.pages(), new.pages()
    base = {path: passages_of(path, page.blocks) for path, page in before.items()}
    theirs = {path: passages_of(path, page.blocks) for path, page in after.items()}
    stems = stems_of(old.blocks, old.paths, {path: page.blocks() for path, page in edited.items()})
    mine = {path: edited_passages(page, stems[path], base) for path, page in edited.items()}
    made = {block.id: block for block in new.blocks}
    back = due(old.kept, made, old.paths)
    stood, mine = mine, put_back(mine, back, made, still_away(old.kept, made))
    again = recalled(before, mine, old.arranged, made, (base, theirs))
    mine = again.mine
    was = with_taken_out(again.pages, (*old.formers, *as_taken_out(back, made)), made, new.paths)
    used = {name for one in again.used for name in one.names}
    known = (former for former in old.formers if former.names and not used & set(former.names))
    was, formers = as_before(was, known, made, mine, base)
    alike = agreed_before(old.kept, stood, base) & made.keys()
    if was != before:
        base = again.boxed_as(base, {path: passages_of(path, page.blocks) for path, page in was.items()})
    base = as_put_now(base, alike, theirs)
    return _Sides(
        before=before,
        after=after,
        written=old.written,
        texts=texts,
        edited=edited,
        base=base,
        mine=mine,
        theirs=theirs,
        choices=(*choices, *(choice for one in again.used for choice in one.choices)),
        stood=stood,
        recalled=again,
        formers=formers,
        alike=alike,
    )


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


def _matters(sides: _Sides, merged: Merged) -> tuple[Conflict, ...]:
    return tuple(conflict for path in sides.edited for conflict in _matter(sides, path, _old_name(path, merged))[1])


def _old_name(path: str, merged: Merged) -> str:
    return next((old for old, new in merged.renamed if new == path), path)


def _matter(sides: _Sides, path: str, name: str) -> tuple[dict[str, str], tuple[Conflict, ...]]:
    before, after = sides.before.get(name), sides.after.get(name)
    if before is None or after is None:
        return {}, ()
    return merge_matter(path, front_of(before.matter), sides.edited[path].given, front_of(after.matter), sides.choices)


# --- files ------------------------------------------------------------------------------------


def _writes(
    sides: _Sides, merged: Merged, waiting: frozenset[str], compose: _Compose
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
        text = _text(sides, path, name, content, compose)
        if edited is None or text != edited.text:
            found.append((path, text))
    return (*found, *gone)


def _text(sides: _Sides, path: str, name: str, content: tuple[Passage, ...], compose: _Compose) -> str:
    edited, draft = sides.edited.get(path), sides.after.get(name)
    as_made = draft is not None and _content(content) == _content(sides.theirs[name])
    if edited is None:
        pattern = sides.texts.get(name, "")
        return pattern if as_made else compose(path, pattern, {}, content)
    changes, _ = _matter(sides, path, name)
    front = edited.given | changes
    as_made = as_made and draft is not None and front == front_of(draft.matter)
    if as_made and path in sides.texts and (changes or digest(edited.text) == sides.written.get(path)):
        return sides.texts[path]
    if not changes and _content(content) == _content(sides.stood[path]):
        return edited.text
    if as_made and path in sides.texts:
        return sides.texts[path]
    return compose(path, edited.text, changes, content)


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


# --- the record -------------------------------------------------------------------------------


def _record(
    old: Record,
    new: Record,
    held: _Sides,
    waiting: frozenset[str],
    conflicts: tuple[Conflict, ...],
    merged: Merged,
    settled: Merged,
) -> Record:
    """What the merged pages were made from: what was generated now, on waiting pages what was
    generated before, with the conflicts there and what is known of them."""
    blocks = {block.id: block for page in held.after.values() for block in page.blocks}
    order = _order(
        [block.id for block in old.blocks],
        [block.id for block in new.blocks if block.id in blocks],
        {block.id for path in waiting & held.after.keys() for block in held.after[path].blocks},
    )
    return Record(
        year=new.year,
        title=new.title,
        matters={path: page.matter for path, page in held.after.items()},
        written={path: old.written.get(path, "") if path in waiting else new.written[path] for path in held.after},
        blocks=tuple(blocks[name] for name in order),
        paths={block.id: path for path, page in held.after.items() for block in page.blocks},
        choices=tuple(conflict.decided(conflict.side) for conflict in conflicts if _pages(conflict, merged) & waiting),
        formers=_formers(old, held, waiting, settled),
        kept=_kept(old, held, waiting, settled, blocks),
        arranged=_arranged(old, held, waiting, settled),
    )


def _kept(
    old: Record, held: _Sides, waiting: frozenset[str], settled: Merged, blocks: Mapping[str, Block]
) -> tuple[Kept, ...]:
    """Where editors had put what the machine takes out, and what it puts there, too; on waiting pages as known before."""
    away = still_away((*old.kept, *settled.kept), blocks)
    alike = {one.block: one for one in old.kept if old.paths.get(one.block) in waiting and one.block in blocks}
    now = (*still_alike(held.alike, dict(settled.pages), held.theirs), *put_alike(held.base, held.mine, held.theirs))
    for one in now:
        if one.page not in waiting:
            alike.setdefault(one.block, one)
    return tuple(sorted((*away, *alike.values()), key=lambda one: one.block))


def _formers(old: Record, held: _Sides, waiting: frozenset[str], settled: Merged) -> tuple[Former, ...]:
    """What blocks were: on waiting pages as known before, elsewhere as it is now."""
    there = {block.id for path in waiting & held.before.keys() for block in held.before[path].blocks}
    kept = [former for former in old.formers if there & set(former.names)]
    blocks = {block.id: block for page in held.after.values() for block in page.blocks}
    known = {former.names[0]: former for former in held.formers}
    for made in (former for former in settled.formers if former.names):
        one = next((old for old in known.values() if set(old.names) & set(made.names)), None)
        known[made.names[0] if one is None else one.names[0]] = made if one is None else joined(one, made, blocks)
    now = [former for former in known.values() if not there & set(former.names)]
    out = sorted(out_still((*old.formers, *settled.formers), blocks), key=lambda former: former.blocks[0].id)
    return (*sorted((*kept, *now), key=lambda former: former.names), *out)


def _arranged(old: Record, held: _Sides, waiting: frozenset[str], settled: Merged) -> tuple[Arranged, ...]:
    """What is known of editors' arrangements: where pages wait as before, elsewhere as it is now."""
    there = {name for name, path in old.paths.items() if path in waiting}
    stuck = [one for one in old.arranged if there & set(one.names) or waiting & {piece.page for piece in one.pieces}]
    return still_arranged(stuck, (*held.recalled.left, *settled.arranged))


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
