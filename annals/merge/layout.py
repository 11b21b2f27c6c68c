"""Where merged blocks stand: in the machine's order, but what an editor put somewhere stays behind
the block that it was put behind, and goes along when that one goes to another page."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annals.merge.apart import is_put_in, put_before
from annals.merge.boxes import boxes_of, ends_of_new, in_own_boxes, over_what_moves, whole_boxes, whole_own_boxes
from annals.merge.cluster import Outcome
from annals.merge.goals import ends_of, targets
from annals.merge.laid import Layout, shifts, written_out
from annals.merge.moves import moved
from annals.merge.parts import is_heading, is_own_heading
from annals.model import Box, Goal, Pages, Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """What was merged and has no place yet: the pages as they were (`base`) and as the machine makes them (`theirs`), the editor's passages (`mine`),
    what came of each cluster. `homes` says in which block each passage of an editor's page is now, `names` how an editor renamed
    pages, `parted` which block each new part of the machine's is from, `goals` where corrections move blocks, `shifted` what the
    machine puts elsewhere."""

    base: Pages
    mine: list[Passage]
    theirs: Pages
    outcomes: list[Outcome]
    homes: dict[str, str]
    names: dict[str, str]
    parted: dict[str, str]
    goals: tuple[Goal, ...]
    shifted: set[str]

    def by_page(self) -> dict[str, tuple[Passage, ...]]:
        """The editor's passages by page."""
        found: dict[str, list[Passage]] = {}
        for passage in self.mine:
            found.setdefault(passage.page, []).append(passage)
        return {path: tuple(passages) for path, passages in found.items()}

    def family(self) -> dict[str, int]:
        """Which blocks came of one cluster."""
        return {key: number for number, outcome in enumerate(self.outcomes) for key, _ in outcome}


def lay_out(merged: Unplaced) -> dict[str, tuple[Passage, ...]]:
    """The merged pages."""
    base, theirs, shifted, own = merged.base, merged.theirs, merged.shifted, merged.by_page()
    placed = moved(base, own, merged.names, merged.parted, shifted)
    placed |= _under_another_name(base, own, merged.outcomes, merged.homes, placed)
    pages, led = _laid_out(merged, own, placed)
    pages = whole_own_boxes(pages, own, boxes_of(base) | boxes_of(theirs), theirs, {*shifted, *led})
    return whole_boxes(pages, own, theirs, placed | led, shifted)


def _under_another_name(
    base: Pages, own: Pages, outcomes: list[Outcome], homes: dict[str, str], placed: Container[str]
) -> set[str]:
    """The names under which goes on what an editor put elsewhere (`placed`), or into a block that is made no more: it stands there
    all the same."""
    made = {key for outcome in outcomes for key, _ in outcome}
    there = {passage.id for passages in own.values() for passage in passages}
    borrowed = {passage.id for passages in base.values() for passage in passages} - there
    return {name for key, name in homes.items() if name and key not in made and (key in placed or name in borrowed)}


def _laid_out(merged: Unplaced, own: Pages, placed: set[str]) -> tuple[dict[str, tuple[Passage, ...]], frozenset[str]]:
    """The merged pages, and what is led on them, when an editor put those blocks elsewhere and the machine these."""
    homes, outcomes = merged.homes, merged.outcomes
    blocks = {key: passage for outcome in outcomes for key, passage in outcome}
    blocks |= {p.key: p for found in own.values() for p in found if p.key not in homes}
    ends = ends_of(merged.base, outcomes)
    layout = Layout(blocks=blocks, led=targets(merged.goals, homes, blocks, placed), ends=ends)
    placed = placed - layout.led.keys()
    apart = {passage.id for found in own.values() for passage in found}
    tails = _put_machine_order(layout, merged, placed, apart)
    family = merged.family()
    starts = (*layout.roots.values(), *layout.ahead.values(), *layout.behind.values())
    put = {key for keys in starts for key in keys}
    prior = {two: one for outcome in outcomes for (one, _), (two, _) in pairwise(outcome)}
    rows = (pairwise(passages) for passages in merged.theirs.values())
    fresh = {one.key: two for row in rows for one, two in row if two.key not in apart}
    forms = boxes_of(merged.base) | boxes_of(merged.theirs)
    for path, found in own.items():
        away = {*merged.shifted, *layout.led} - placed
        over = over_what_moves(found, forms, homes, away)
        openings = _put_with_their_box(layout, [*in_own_boxes(found, forms, homes, away), *over], put)
        away |= {key for key, _, _ in over}
        layout.companion |= {key: beside for key, beside, _ in over if key in openings}
        spots = _Behind(
            tails=tails,
            prior=prior,
            fresh=fresh,
            put=put,
            placed=placed,
            shifted=away,
            openings=openings,
            ended=frozenset(ends_of_new(merged.base, merged.theirs, blocks.keys() - placed)),
        )
        _EditorsPage.of(layout, found, homes, family, spots).put_on(path)
    return written_out(layout, own, shifts(merged.base, merged.theirs)), frozenset(layout.led)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Behind:
    """Behind which block one comes: the last part of each block (`tails`), the one before each in what
    its text was merged with (`prior`), the one behind each that no editor has (`fresh`), which have their place, which an editor put elsewhere (`placed`), which
    the machine moves away (`shifted`), before which one stands what opens an editor's own box (`openings`), and with which one a box
    ends that the machine makes anew (`ended`)."""

    tails: dict[str, str]
    prior: dict[str, str]
    fresh: dict[str, Passage]
    put: set[str]
    placed: set[str]
    shifted: set[str]
    openings: dict[str, str]
    ended: frozenset[str]

    def hangs(self, key: str) -> bool:
        """Whether a block stands before one that has no place yet."""
        return key in self.openings and self.openings[key] not in self.put

    def out_of(self, spot: str, around: tuple[Box, ...], own: tuple[Box, ...]) -> str:
        """For what an editor has behind the end of a box: the last block that the machine has put there since."""
        left = {box.id for box in around} - {box.id for box in own}
        while spot in self.fresh and left & {box.id for box in self.fresh[spot].boxes}:
            spot = self.fresh[spot].key
        return spot

    def within(self, key: str, before: str, keys: list[str]) -> str:
        """For a part of a block: the part before it that the machine put, else the editor's one before it."""
        found = self.prior.get(key, before)
        while found not in self.put and found in self.prior:
            found = self.prior[found]
        return found if found in self.put and found not in keys else before


def _put_machine_order(layout: Layout, merged: Unplaced, placed: set[str], apart: Container[str]) -> dict[str, str]:
    """Put what the machine places; returns for a block the last of those newly parted from it. What
    was parted from a block that an editor put elsewhere goes along with it, unless it stands `apart` on the editor's pages."""
    theirs, names, parted, family = merged.theirs, merged.names, merged.parted, merged.family()
    known = {passage.id for passages in merged.base.values() for passage in passages}
    tails: dict[str, str] = {}
    for path, passages in theirs.items():
        roots = layout.roots.setdefault(names.get(path, path), [])
        below: dict[str | None, list[str]] = {}
        for passage in passages:
            if passage.id in layout.blocks:
                below.setdefault(_above(passage), []).append(passage.id)
        for passage in passages:
            if passage.id not in layout.blocks or passage.id in placed:
                continue
            if passage.id in layout.led:
                _lead(layout, passage, theirs)
                continue
            root = parted.get(passage.id, "")
            if root in placed and root in layout.blocks and passage.id not in apart:
                layout.behind.setdefault(tails.get(root, root), []).append(passage.id)
                tails[root] = passage.id
                continue
            heir = None if passage.id in known else _heir_of(passage, passages, below.get(passage.id, []), placed)
            if heir is None:
                roots.append(passage.id)
            else:
                layout.ahead.setdefault(heir, []).append(passage.id)
        for one, following in reversed(list(pairwise(roots))):
            if following not in known and family[following] == family[one]:
                tails[one] = tails.get(following, following)
    return tails


def _lead(layout: Layout, passage: Passage, theirs: Pages) -> None:
    """Put a block where a correction moves it: beside another one wherever that stands, and in the boxes in which an editor has it."""
    goal = layout.led[passage.id]
    spot = layout.ends.get(goal.beside, goal.beside) if goal.behind else goal.beside
    beside = layout.blocks[spot]
    made = next((p.boxes for passages in theirs.values() for p in passages if p.id == goal.beside), beside.boxes)
    (layout.behind if goal.behind else layout.ahead).setdefault(spot, []).append(passage.id)
    if made != beside.boxes:
        layout.companion[passage.id] = spot


def _above(passage: Passage) -> str | None:
    return passage.stem.origin.above if passage.stem.origin else None


def _heir_of(passage: Passage, passages: tuple[Passage, ...], below: list[str], placed: set[str]) -> str | None:
    """The block that a new heading goes along with: the one before which a person puts it in, if an editor put that elsewhere,
    else the first one below it, if an editor put all that is below it elsewhere."""
    if is_put_in(passage):
        first = put_before(passage, passages)
        return first.id if first is not None and first.id in placed else None
    return below[0] if below and all(other in placed for other in below) else None


def _put_with_their_box(layout: Layout, own: list[tuple[str, str, bool]], put: set[str]) -> dict[str, str]:
    """Put what an editor wrote in a box of their own beside a block that is in it, too; returns what stands before which one."""
    openings: dict[str, str] = {}
    for key, beside, ahead in own:
        if beside in layout.blocks and key in layout.blocks:
            put.add(key)
            if ahead:
                layout.put_ahead(beside, key)
                openings[key] = beside
            else:
                layout.put_behind(beside, key, own=True)
    return openings


@dataclass(slots=True, kw_only=True)
class _EditorsPage:
    """The blocks of an editor's page in its order (`keys`), on the way down it: the one behind which the next one is put (`before`), the last of
    those that stay where they are (`staying`), the first that the machine has put, the heading that its blocks stand below, whether a box has ended that the
    machine makes anew, and what stands before all others (`early`)."""

    layout: Layout
    keys: list[str]
    boxes: dict[str, tuple[Box, ...]]
    family: dict[str, int]
    spots: _Behind
    early: list[str]
    first: str | None = None
    before: str | None = None
    staying: str | None = None
    title: str | None = None
    is_end: bool = False

    @staticmethod
    def of(
        layout: Layout, found: Sequence[Passage], homes: dict[str, str], family: dict[str, int], spots: _Behind
    ) -> _EditorsPage:
        homed = [key for key in (homes.get(passage.key, passage.key) for passage in found) if key in layout.blocks]
        return _EditorsPage(
            layout=layout,
            # Of two parts of a block one may be left, where both stood.
            keys=[key for at, key in enumerate(homed) if not at or homed[at - 1] != key],
            boxes={homes.get(passage.key, passage.key): passage.boxes for passage in found},
            family=family,
            spots=spots,
            early=[],
        )

    def put_on(self, path: str) -> None:
        """Put each block that only the editor places: behind the one before it on that page. What was parted from the block
        after it, and what stands before all others when the machine has nothing left on that page, goes along with that one."""
        for at, key in enumerate(self.keys):
            if self.spots.hangs(key):
                continue
            if is_heading(self.layout.blocks[key]) and key not in self.spots.placed:
                self.title = key
            if key in self.spots.put:
                self._pass(key)
            else:
                self.spots.put.add(key)
                self._put(key, heir=self.keys[at + 1] if at + 1 < len(self.keys) else "")
        roots = self.layout.roots.setdefault(path, [])
        if roots or self.first is None:
            roots[:0] = self.early
        else:
            self.layout.ahead[self.first] = [*self.early, *self.layout.ahead.get(self.first, [])]

    def _pass(self, key: str) -> None:
        """Go on behind a block that has its place."""
        self.first, self.is_end = self.first or key, key in self.spots.ended
        # A block that the machine takes away without its heading takes along nothing that an editor put behind it.
        goes = key in self.spots.shifted and self.title not in self.spots.shifted
        self.before, self.staying = key, self.staying if goes else key

    def _put(self, key: str, *, heir: str) -> None:
        # Nor does it take along an editor's heading, which is of what stands below it.
        if self._is_editors(key):
            self.before = self.staying
        stays = self.before == self.staying
        if self._goes_with(heir, key):
            self.layout.ahead.setdefault(heir, []).append(key)
            self.before = key
        elif self.before is None:
            self.early.append(key)
        else:
            self._put_behind(self.before, key)
            self.before = key
        if stays:
            self.staying = self.before

    def _is_editors(self, key: str) -> bool:
        return key in self.spots.placed or is_own_heading(self.layout.blocks[key])

    def _goes_with(self, heir: str, key: str) -> bool:
        """Whether a block was parted from the one after it, and not from the one before."""
        known = heir in self.spots.put and heir in self.family and self.family[heir] == self.family.get(key)
        return known and (self.before is None or self.family.get(self.before) != self.family[heir])

    def _put_behind(self, before: str, key: str) -> None:
        layout, spots, own = self.layout, self.spots, not self.layout.blocks[key].id
        inner = self.family.get(before) == self.family.get(key, -1)
        spot = spots.within(key, before, self.keys) if inner else spots.tails.get(before, before)
        spot = spots.out_of(spot, self.boxes[before], self.boxes[key])
        layout.put_behind(spot, key, own=inner or own)
        # What an editor put somewhere stands in the timeline of that place, though the machine put it out of it; but a box that
        # it makes now ends with its last block, though a note may be of that.
        is_out = self.is_end and self._is_editors(key)
        self.is_end = self.is_end and not is_out
        if (own or key in spots.placed) and self.boxes[before] == self.boxes[key] and not is_out:
            layout.companion[key] = before
