"""A box that the machine makes stays one: what an editor put out of it stands in no second one, what an editor put into it in it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from annals.merge.parts import is_own_heading
from annals.model import BlockKind, Box, Pages, Passage, SectionKind


def whole_boxes(
    pages: dict[str, tuple[Passage, ...]], mine: Pages, theirs: Pages, placed: Container[str], shifted: Container[str]
) -> dict[str, tuple[Passage, ...]]:
    """The merged pages; of each box of the machine's (`theirs`) only one run of blocks stands in it. `placed` are the blocks that
    an editor put elsewhere. Where an editor ended it elsewhere (`mine`), it ends there for what the machine makes anew or moves
    (`shifted`), too."""
    titles: dict[str, str] = {}
    made: dict[str, Box] = {}
    for passages in theirs.values():
        for passage in passages:
            for box in passage.boxes:
                titles.setdefault(box.id, passage.id)
                made.setdefault(box.id, box)
    found = dict(pages)
    had = [passage for passages in mine.values() for passage in passages if passage.id and passage.id not in shifted]
    for name, box in made.items():
        sides = _Sides.of(had, box)
        found = {path: _with_one(passages, box, titles[name], placed, sides) for path, passages in found.items()}
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sides:
    """What an editor has inside a box, and what outside."""

    within: frozenset[str]
    out: frozenset[str]

    @staticmethod
    def of(passages: Iterable[Passage], box: Box) -> _Sides:
        inside = {passage.id: any(own.id == box.id for own in passage.boxes) for passage in passages}
        return _Sides(
            within=frozenset(name for name, within in inside.items() if within),
            out=frozenset(name for name, within in inside.items() if not within),
        )


def boxes_of(pages: Pages) -> set[str]:
    """The boxes that one side has."""
    return {box.id for passages in pages.values() for passage in passages for box in passage.boxes}


def ends_of_new(base: Pages, theirs: Pages, left: Container[str]) -> Iterator[str]:
    """The last of the blocks `left` in each box that the machine makes now and did not before."""
    known, last = boxes_of(base), dict[str, str]()
    for passage in (passage for passages in theirs.values() for passage in passages if passage.key in left):
        last |= {box.id: passage.key for box in passage.boxes if box.id not in known}
    yield from last.values()


def without(pages: Pages, boxes: Container[str]) -> Pages:
    """Pages on which nobody makes some boxes."""
    return {
        path: tuple(
            replace(p, boxes=tuple(box for box in p.boxes if box.id not in boxes)) if p.boxes else p for p in passages
        )
        for path, passages in pages.items()
    }


def recast(base: Pages, mine: Pages, theirs: Pages) -> dict[str, Box]:
    """The boxes of the machine's of which an editor made one of another kind, around the same blocks, by name: what the machine makes in
    one of them stands in that."""
    known = boxes_of(base)
    left = (known & boxes_of(theirs)) - boxes_of(mine)
    if not left:
        return {}
    there = {name for found in mine.values() for one in found for name in _ids(one)}
    boxes = {box.id: box for found in mine.values() for one in found for box in one.boxes}
    made, own = _own(base, known - left), _own(mine, known)
    return {
        name: boxes[other]
        for name, inside in made.items()
        for other, names in own.items()
        if names and names == inside & there
    }


def as_recast(pages: Pages, boxes: Mapping[str, Box]) -> Pages:
    """Pages with other boxes in place of some."""
    return {
        path: tuple(
            replace(p, boxes=tuple(boxes.get(box.id, box) for box in p.boxes)) if p.boxes else p for p in passages
        )
        for path, passages in pages.items()
    }


def drawn_elsewhere(base: Pages, mine: Pages, theirs: Pages, placed: Container[str]) -> set[str]:
    """The boxes that the machine makes no longer (`theirs`) and of which an editor put the beginning or the end elsewhere: they are
    the editor's. What is `placed` elsewhere went into one, or out of it, by itself."""
    gone = boxes_of(base) - boxes_of(theirs)
    there = {name for found in mine.values() for one in found for name in _ids(one) if name not in placed}
    made, own = _own(base, ()), _own(mine, ())
    return {name for name in gone if own.get(name) and own[name] & there != made[name] & there}


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
    own = tuple(_own(mine, known).values())
    return {box for box, names in inside.items() if any(names & one and names & there - one for one in own)}


def _own(mine: Pages, known: Container[str]) -> dict[str, set[str]]:
    """What stands in each box of an editor's own."""
    found: dict[str, set[str]] = {}
    for passages in mine.values():
        for passage in passages:
            for box in passage.boxes:
                if box.id not in known:
                    found.setdefault(box.id, set()).update(_ids(passage))
    return found


def _ids(passage: Passage) -> set[str]:
    return {block.id for block in passage.stem.whole()}


def in_own_boxes(
    passages: Iterable[Passage], made: Container[str], homes: Mapping[str, str], shifted: Container[str]
) -> list[tuple[str, str, bool]]:
    """What an editor wrote into a box of their own, which is none of the machine's (`made`), by key: beside which block of it it
    stands wherever that is put, and whether ahead of that. What opens the box, such as its heading, is ahead of the first one that
    stays; the rest goes along where the machine moves (`shifted`) all that is in it. `homes` say in which block each text is now."""
    boxes: dict[str, list[Passage]] = {}
    for passage in passages:
        if passage.boxes and passage.boxes[-1].id not in made:
            boxes.setdefault(passage.boxes[-1].id, []).append(passage)
    found: list[tuple[str, str, bool]] = []
    for inside in boxes.values():
        known = [homes.get(passage.key, passage.key) for passage in inside if passage.id]
        left = [key for key in known if key not in shifted]
        goes, first, beside = not left, next(iter(left or known), ""), ""
        for passage in inside if known else ():
            if passage.id:
                beside = homes.get(passage.key, passage.key)
            elif not beside or goes:
                found.append((passage.key, beside or first, not beside))
    return found


def over_what_moves(
    passages: Sequence[Passage], made: Container[str], homes: Mapping[str, str], shifted: Container[str]
) -> list[tuple[str, str, bool]]:
    """The headings of an editor's own right over a block that the machine moves (`shifted`), or over a list that it moves whole, with
    the notes between, outside of boxes of the editor's own: over another one they would be wrong. Each by key, with that block, ahead
    of which it stands."""
    found: list[tuple[str, str, bool]] = []
    below, kind, notes = "", BlockKind.OPAQUE, list[str]()
    for passage in reversed(passages):
        if passage.content.kind is BlockKind.NOTE:
            notes.append(passage.key)
        elif is_own_heading(passage):
            if below and not (passage.boxes and passage.boxes[-1].id not in made):
                found += [(key, below, True) for key in (*notes, passage.key)]
            notes = []
        else:
            goes = any(name in shifted for name in _ids(passage))
            of_list = kind is passage.content.kind and kind in (BlockKind.ITEM, BlockKind.ROW)
            below = homes.get(passage.key, passage.key) if goes and (below or not of_list) else ""
            kind, notes = passage.content.kind, []
    return found[::-1]


def whole_own_boxes(
    pages: dict[str, tuple[Passage, ...]], mine: Pages, made: Container[str], theirs: Pages, shifted: Container[str]
) -> dict[str, tuple[Passage, ...]]:
    """The merged pages; each box of an editor's own, which is none of the machine's (`made`), is one. What the machine puts between
    blocks of it, into no other form than they have there, stands in it; what the machine moves (`shifted`) out of their midst, or
    to another page without them, does not."""
    had = {p.id for passages in mine.values() for p in passages if p.id and p.id not in shifted}
    forms = {passage.id: passage.boxes for passages in theirs.values() for passage in passages}
    found = {path: _filled(passages, made, had, forms) for path, passages in pages.items()}
    stay = {box.id for passages in found.values() for p in passages if p.id and p.id not in shifted for box in p.boxes}
    return {path: _out_of_what_stays(passages, made, stay, shifted) for path, passages in found.items()}


def _filled(
    passages: tuple[Passage, ...], made: Container[str], had: Container[str], forms: Mapping[str, tuple[Box, ...]]
) -> tuple[Passage, ...]:
    changed = list(passages)
    for _, runs in _runs_of_own(passages, made):
        for one, two in pairwise(runs):
            between = range(one[-1] + 1, two[0])
            form = next((forms[passages[at].id] for at in reversed(one) if passages[at].id in forms), ())
            if all(p.id and p.id not in had and forms.get(p.id, ()) == form for p in (passages[at] for at in between)):
                for at in between:
                    changed[at] = replace(changed[at], boxes=passages[one[-1]].boxes)
    return tuple(changed)


def _out_of_what_stays(
    passages: tuple[Passage, ...], made: Container[str], stay: Container[str], shifted: Container[str]
) -> tuple[Passage, ...]:
    changed = list(passages)
    for box, runs in _runs_of_own(passages, made):
        moved = [run for run in runs if all(passages[at].id in shifted for at in run)]
        for run in moved if len(moved) < len(runs) or box.id in stay else moved[1:]:
            for at in run:
                changed[at] = _out_of(changed[at], box)
    return tuple(changed)


def _runs_of_own(passages: tuple[Passage, ...], made: Container[str]) -> Iterator[tuple[Box, list[list[int]]]]:
    """Each box of an editor's own, and the runs of blocks that stand in it."""
    boxes = {box.id: box for passage in passages for box in passage.boxes if box.id not in made}
    for name, box in boxes.items():
        inside = [any(own.id == name for own in passage.boxes) for passage in passages]
        runs = [[at for at, _ in run] for within, run in groupby(enumerate(inside), key=lambda one: one[1]) if within]
        yield box, runs


def _with_one(
    passages: tuple[Passage, ...], box: Box, title: str, placed: Container[str], sides: _Sides
) -> tuple[Passage, ...]:
    inside = [any(own.id == box.id for own in passage.boxes) for passage in passages]
    runs = [[at for at, _ in run] for within, run in groupby(enumerate(inside), key=lambda one: one[1]) if within]
    if len(runs) < 2 and not (runs and _is_away(passages, runs[0], title, placed)):
        return passages
    main = next((run for run in runs if any(passages[at].id == title for at in run)), max(runs, key=len))
    changed = list(passages)
    low, high = main[0], main[-1]
    for run in runs:
        gap = range(main[-1] + 1, run[0]) if main[-1] < run[0] else range(run[-1] + 1, main[0])
        new = not any(passages[at].id in sides.within for at in run)
        is_beyond = new and any(passages[at].id in sides.out and passages[at].id not in placed for at in gap)
        if run is not main and (_is_away(passages, run, title, placed) or is_beyond):
            for at in run:
                changed[at] = _out_of(passages[at], box)
        elif run is not main:
            low, high = min(low, run[0]), max(high, run[-1])
    between = [at for at in range(low, high + 1) if not any(own.id == box.id for own in changed[at].boxes)]
    if all(
        not passages[at].boxes and (passages[at].id not in sides.out or passages[at].id in placed) for at in between
    ):
        for at in between:
            changed[at] = replace(passages[at], boxes=(box,))
    return tuple(changed)


def _is_away(passages: tuple[Passage, ...], run: list[int], title: str, placed: Container[str]) -> bool:
    """Whether an editor put all of a run elsewhere, and not the title of the box with it."""
    return all(passages[at].id in placed and passages[at].id != title for at in run)


def _out_of(passage: Passage, box: Box) -> Passage:
    return replace(passage, boxes=tuple(own for own in passage.boxes if own.id != box.id))
