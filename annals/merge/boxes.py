"""A box that the machine makes stays one: what an editor put out of it stands in no second one, what an editor put into it in it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from annals.model import Box, Pages, Passage, SectionKind


def whole_boxes(
    pages: dict[str, tuple[Passage, ...]], theirs: Pages, placed: Container[str]
) -> dict[str, tuple[Passage, ...]]:
    """The merged pages; of each box of the machine's (`theirs`) only one run of blocks stands in it. `placed` are the blocks that
    an editor put elsewhere."""
    titles: dict[str, str] = {}
    made: dict[str, Box] = {}
    for passages in theirs.values():
        for passage in passages:
            for box in passage.boxes:
                titles.setdefault(box.id, passage.id)
                made.setdefault(box.id, box)
    found = dict(pages)
    for name, box in made.items():
        found = {path: _with_one(passages, box, titles[name], placed) for path, passages in found.items()}
    return found


def boxes_of(pages: Pages) -> set[str]:
    """The boxes that one side has."""
    return {box.id for passages in pages.values() for passage in passages for box in passage.boxes}


def without(pages: Pages, boxes: Container[str]) -> Pages:
    """Pages on which nobody makes some boxes."""
    return {
        path: tuple(
            replace(p, boxes=tuple(box for box in p.boxes if box.id not in boxes)) if p.boxes else p for p in passages
        )
        for path, passages in pages.items()
    }


def own_box(passage: Passage, made: Container[str]) -> SectionKind | None:
    """The kind of the innermost box of an editor's own around a passage, which is none of the machine's (`made`)."""
    own = [box.kind for box in passage.boxes if box.id not in made]
    return own[-1] if own else None


def boxes_again(
    kind: SectionKind | None, beside: Passage | None, near: Iterable[Passage], name: str
) -> tuple[Box, ...]:
    """The boxes of a block that is put back and stood in those of the one `beside` it, or in one of an editor's own of a `kind`: it
    may have been the only block in that. What an editor wrote there beside it, such as a note (`near`), is there still; else the box
    is made anew under the `name`."""
    if beside is not None and beside.boxes:
        return beside.boxes
    if kind is None:
        return ()
    left = (one.boxes for one in near if not one.id and one.boxes and one.boxes[-1].kind is kind)
    return next(left, (Box(id=f"{name}\nagain", kind=kind),))


def crossed(base: Pages, mine: Pages, theirs: Pages) -> set[str]:
    """The boxes that the machine now makes and that cannot stand whole, as an editor has some of their blocks in another box: of
    two that cross the editor's stands."""
    known = {box.id for passages in base.values() for passage in passages for box in passage.boxes}
    inside: dict[str, set[str]] = {}
    for passages in theirs.values():
        for passage in passages:
            for box in passage.boxes:
                if box.kind is SectionKind.BOX and box.id not in known:
                    inside.setdefault(box.id, set()).add(passage.id)
    if not inside:
        return set()
    there = {name for passages in mine.values() for passage in passages for name in _ids(passage)}
    own = tuple(_own(mine, known))
    return {box for box, names in inside.items() if any(names & one and names & there - one for one in own)}


def _own(mine: Pages, known: Container[str]) -> Iterator[set[str]]:
    """What stands in each box of an editor's own."""
    for passages in mine.values():
        found: dict[str, set[str]] = {}
        for passage in passages:
            for box in passage.boxes:
                if box.id not in known:
                    found.setdefault(box.id, set()).update(_ids(passage))
        yield from found.values()


def _ids(passage: Passage) -> set[str]:
    return {block.id for block in passage.stem.whole()}


def _with_one(passages: tuple[Passage, ...], box: Box, title: str, placed: Container[str]) -> tuple[Passage, ...]:
    inside = [any(own.id == box.id for own in passage.boxes) for passage in passages]
    runs = [[at for at, _ in run] for within, run in groupby(enumerate(inside), key=lambda one: one[1]) if within]
    if len(runs) < 2 and not (runs and _is_away(passages, runs[0], title, placed)):
        return passages
    main = next((run for run in runs if any(passages[at].id == title for at in run)), max(runs, key=len))
    changed = list(passages)
    low, high = main[0], main[-1]
    for run in runs:
        if run is not main and _is_away(passages, run, title, placed):
            for at in run:
                changed[at] = _out_of(passages[at], box)
        elif run is not main:
            low, high = min(low, run[0]), max(high, run[-1])
    between = [at for at in range(low, high + 1) if not any(own.id == box.id for own in changed[at].boxes)]
    if all(not passages[at].boxes and (not passages[at].id or passages[at].id in placed) for at in between):
        for at in between:
            changed[at] = replace(passages[at], boxes=(box,))
    return tuple(changed)


def _is_away(passages: tuple[Passage, ...], run: list[int], title: str, placed: Container[str]) -> bool:
    """Whether an editor put all of a run elsewhere, and not the title of the box with it."""
    return all(passages[at].id in placed and passages[at].id != title for at in run)


def _out_of(passage: Passage, box: Box) -> Passage:
    return replace(passage, boxes=tuple(own for own in passage.boxes if own.id != box.id))
