"""A whole report, across all its pages, three ways."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from annals.merge.apart import Order, put_apart, together, with_headings_between, without_headings_of_nothing
from annals.merge.boxes import as_recast, boxes_of, crossed, drawn_elsewhere, recast, without
from annals.merge.cluster import Outcome, clusters, flat, merge_cluster, relevelled, same
from annals.merge.decided import Decided
from annals.merge.goals import active, pages_of_led, shifted_by, without_joined
from annals.merge.layout import Unplaced, lay_out
from annals.merge.moves import moved, renamed
from annals.merge.parts import Cluster, is_own_heading, known_headings, named, parted_anew
from annals.merge.three_way import HEAD, Clash
from annals.model import Choice, Conflict, Goal, Merged, Pages, Passage, Side
from annals.text.sentences import sentences_of


def merge_pages(
    base: Pages,
    mine: Pages,
    theirs: Pages,
    choices: Iterable[Choice],
    given: Container[str],
    stood: Sequence[str],
    goals: tuple[Goal, ...],
) -> Merged:
    """What an editor's pages become when the machine turns `base` into `theirs`.

    Ids are those of generated blocks; `mine` carries them where a block stems from one. Whatever
    stands on an editor's page stands on a merged page, or in a conflict; `choices` are what is
    known of conflicts told before, `given` the headings whose level a person gave, `stood` the sentences on the pages until now,
    where these are others than `mine`, `goals` where corrections move blocks."""
    given = _shown_at(given, base, theirs)
    names = renamed(base, mine)
    base, theirs = _boxed_as_on_pages(base, mine, theirs, names)
    own = known_headings(flat(base), _without_gone_boxes(base, mine, theirs), flat(theirs))
    found = with_headings_between(clusters(flat(base), own, flat(theirs)), flat(base), flat(theirs))
    found = without_headings_of_nothing(found, base, own, theirs)
    own, parted = _renamed_parts(own, found)
    shifted = shifted_by(goals, base, theirs)
    goals = active(goals, base, shifted)
    merging = _Merging(
        known=Decided(choices=tuple(choices)),
        given=given,
        stood=stood,
        old_names={new: old for old, new in names.items()},
        order=tuple(p.key for p in own if p.id or is_own_heading(p)),
        before=tuple(passage.key for passage in flat(base)),
        was_in=Order.of(base),
        now_in=Order.of(theirs),
        shifted=shifted,
    )
    done = [merging.merged(cluster) for cluster in found]
    one_still = [(one.cluster, one.apart) for one in done if one.is_one_still]
    theirs = together(theirs, one_still, shifted)
    goals = without_joined(goals, one_still)
    laid = lay_out(
        Unplaced(
            base=base,
            mine=own,
            theirs=theirs,
            outcomes=[one.outcome for one in done],
            homes={key: home for one in done for key, home in _homes(one.cluster, one.outcome).items()},
            names=names,
            parted=parted,
            goals=goals,
            shifted=shifted,
        )
    )
    led = (merging.in_base(tied) for tied in pages_of_led(goals, (base, mine, theirs)))
    return Merged(
        pages=tuple(laid.items()),
        conflicts=tuple(conflict for one in done for conflict in one.told),
        ties=(*(one.pages for one in done if one.changed), *led),
        renamed=tuple(names.items()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Done:
    """What came of a cluster, on the pages (by their names in the base) on which it stands; whether anything had to be merged, what was asked, and
    which of its blocks an editor made one though they are put `apart`."""

    cluster: Cluster
    outcome: Outcome
    pages: frozenset[str]
    apart: frozenset[str]
    changed: bool
    told: tuple[Conflict, ...]

    @property
    def is_one_still(self) -> bool:
        """Whether blocks that are put apart stay one, as the editor has them."""
        return bool(self.apart) and not any(conflict.side is Side.THEIRS for conflict in self.told)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Merging:
    """What is known of the whole report while its clusters are merged: what was decided before, the headings whose level a person gave, the
    sentences on the pages until now, the former names of pages, the blocks in their `order` on the editor's pages and `before` in the
    base, in what they stand there and now, and what the machine puts elsewhere."""

    known: Decided
    given: Container[str]
    stood: Sequence[str]
    old_names: dict[str, str]
    order: tuple[str, ...]
    before: tuple[str, ...]
    was_in: Order
    now_in: Order
    shifted: set[str]

    def merged(self, cluster: Cluster) -> _Done:
        """A cluster merged."""
        pages = self.in_base(p.page for side in (cluster.base, cluster.mine, cluster.theirs) for p in side)
        told: list[Conflict] = []
        apart = put_apart(cluster, self.was_in, self.now_in, self.shifted)
        changed = bool(apart) or not same(cluster.base, cluster.theirs) or relevelled(cluster, self.given)
        if changed:
            decide = partial(_decide, self.known, told, cluster, pages)
            torn = _torn(cluster, self.order, self.before)
            outcome = merge_cluster(cluster, torn, decide, self.given, apart, self.stood)
        else:
            outcome = tuple((passage.key, passage) for passage in cluster.mine)
        return _Done(cluster=cluster, outcome=outcome, pages=pages, apart=apart, changed=changed, told=tuple(told))

    def in_base(self, pages: Iterable[str]) -> frozenset[str]:
        """Pages by their names in the base."""
        return frozenset(self.old_names.get(page, page) for page in pages)


def _boxed_as_on_pages(base: Pages, mine: Pages, theirs: Pages, names: dict[str, str]) -> tuple[Pages, Pages]:
    """The pages as generated last and now, their boxes as an editor left them: those undone are in neither, others as the editor made them."""
    undone = _undone(base, mine) & boxes_of(theirs)
    base, theirs = _with_boxes_of(without(base, undone), mine, without(theirs, undone), names)
    return base, without(theirs, crossed(base, mine, theirs))


def _without_gone_boxes(base: Pages, mine: Pages, theirs: Pages) -> list[Passage]:
    """An editor's passages, those that only the editor had in boxes that the machine no longer makes out of these."""
    gone = boxes_of(base) - boxes_of(theirs)
    boxed = {passage.id for passage in flat(base) if gone & {box.id for box in passage.boxes}}
    return [_unboxed(passage, gone) if passage.id not in boxed else passage for passage in flat(mine)]


def _shown_at(given: Container[str], base: Pages, theirs: Pages) -> frozenset[str]:
    """The headings whose level a person gave and whose page shows it: it, or what stands beside it, stands on another level
    than before. The first heading of a page is the highest one whatever its level."""
    was = {passage.key: passage.level for passage in flat(base)}
    changed = {p.page for p in flat(theirs) if p.level != was.get(p.key, p.level)}
    return frozenset(p.key for p in flat(theirs) if p.key in given and (p.page in changed or p.key not in was))


def _renamed_parts(own: list[Passage], found: list[Cluster]) -> tuple[list[Passage], dict[str, str]]:
    """An editor's passages under the names by which they are merged, in the clusters as well; and
    the machine's new parts with the blocks that they were parted from."""
    places: dict[tuple[str, int], Passage] = {}
    parted: dict[str, str] = {}
    for cluster in found:
        if not same(cluster.base, cluster.theirs):
            cluster.mine = named(cluster)
            parted |= dict(parted_anew(cluster))
            places |= {(passage.page, passage.at): passage for passage in cluster.mine}
    return [places.get((passage.page, passage.at), passage) for passage in own], parted


def _torn(cluster: Cluster, now: tuple[str, ...], before: tuple[str, ...]) -> bool:
    """Whether an editor put apart blocks of the base that the machine joins; what stood between them before is no
    editor's work. `now` and `before` are the blocks in their order on an editor's pages and in the base."""
    mine = {passage.key: passage for passage in cluster.mine}
    left = [passage for passage in cluster.base if passage.key in mine]
    if {passage.key for passage in left} <= {passage.key for passage in cluster.theirs}:
        return False
    return any(
        (one.page == two.page and mine[one.key].page != mine[two.key].page)
        or not _between(now, one.key, two.key) <= _between(before, one.key, two.key)
        for one, two in pairwise(left)
    )


def _between(order: tuple[str, ...], one: str, two: str) -> set[str]:
    """What stands between two blocks; the second too if it stands first."""
    low, high = order.index(one), order.index(two)
    return set(order[low + 1 : high]) if low < high else {two, *order[high + 1 : low]}


def _decide(
    known: Decided, told: list[Conflict], cluster: Cluster, pages: frozenset[str], block: str, clash: Clash
) -> Side:
    """What was decided about a clash; it is told in any case."""
    base, mine, theirs = (_text(tokens) for tokens in (clash.base, clash.mine, clash.theirs))
    side = known.side(block, clash, (base, mine, theirs))
    place = _passage_of(cluster, block, mine)
    told.append(
        Conflict(
            page=place.page,
            line=place.line,
            block=block,
            base=base,
            mine=mine,
            theirs=theirs,
            lines=next((one.lines for one in (*cluster.base, *cluster.theirs) if one.key == block), ()),
            pages=pages,
            side=side,
        )
    )
    return side


def _text(tokens: tuple[str, ...]) -> str:
    """Tokens as people read them: a blank line where another block begins."""
    return "".join("\n\n" if token.startswith(HEAD) else token for token in tokens).strip("\n")


def _undone(base: Pages, mine: Pages) -> set[str]:
    """The boxes of the base that an editor undid, whole: of what stood in one, what is on a page is in none."""
    inside = {p.id: {box.id for box in p.boxes} for passages in base.values() for p in passages if p.boxes}
    found: dict[str, bool] = {}
    for passage in flat(mine):
        own = {box.id for box in passage.boxes}
        for name in inside.get(passage.id, ()):
            found[name] = found.get(name, True) and name not in own and not own
    return {name for name, out in found.items() if out}


def _with_boxes_of(base: Pages, mine: Pages, theirs: Pages, names: dict[str, str]) -> tuple[Pages, Pages]:
    """The pages as generated last and now, with the boxes of which an editor made others as those; those that the machine makes no
    longer and the editor made longer or shorter are the editor's, as if nobody had generated them."""
    kinds = recast(base, mine, theirs)
    base, theirs = (as_recast(side, kinds) if kinds else side for side in (base, theirs))
    if boxes_of(base) - boxes_of(theirs):
        base = without(base, drawn_elsewhere(base, mine, theirs, moved(base, mine, names, {})))
    return base, theirs


def _unboxed(passage: Passage, gone: set[str]) -> Passage:
    """A block that only an editor had in them out of the boxes that the machine no longer makes."""
    if not any(box.id in gone for box in passage.boxes):
        return passage
    return replace(passage, boxes=tuple(box for box in passage.boxes if box.id not in gone))


def _passage_of(cluster: Cluster, block: str, mine: str) -> Passage:
    """The editor's passage that holds a conflict's text, else the one of that block, else any."""
    first = mine.split("\n\n", maxsplit=1)[0].lstrip("#… ")
    holding = [passage for passage in cluster.mine if first and first in passage.content.markdown]
    own = [passage for passage in cluster.mine if passage.key == block]
    both = [passage for passage in holding if passage in own]
    return (both or holding or own or cluster.mine or cluster.base)[0]


def _homes(cluster: Cluster, outcome: Outcome) -> dict[str, str]:
    """In which block the text of each of an editor's passages is now."""
    keys = dict(outcome)
    own = {passage.key for passage in cluster.mine}
    found: dict[str, str] = {}
    for passage in cluster.mine:
        if passage.key in keys:
            found[passage.key] = passage.key
            continue
        sentences = sentences_of(passage.content.markdown, passage.content.kind)
        holding = (key for key, other in keys.items() if any(s in other.content.markdown for s in sentences))
        # Where an editor has a block of its own the rest stands, and what the machine took out of it does not.
        found[passage.key] = next(holding, next((key for key in reversed(keys) if key not in own), ""))
    return found
