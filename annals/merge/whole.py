"""A whole report, across all its pages, three ways."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from annals.merge.cluster import Cluster, Outcome, Spot, clusters, merge_cluster, same, spots
from annals.merge.layout import lay_out, renamed
from annals.merge.three_way import HEAD, Clash
from annals.model import Choice, Conflict, Merged, Pages
from annals.text.sentences import sentences_of


def merge_pages(base: Pages, mine: Pages, theirs: Pages, choices: Iterable[Choice] = ()) -> Merged:
    """What an editor's pages become when the machine turns `base` into `theirs`.

    Ids are those of generated blocks; `mine` carries them where a block stems from one. Whatever
    stands on an editor's page stands on a merged page, or in a conflict; `choices` are what is
    known of conflicts told before."""
    known = {(choice.block, choice.base, choice.theirs): choice for choice in choices}
    names = renamed(base, mine)
    old_names = {new: old for old, new in names.items()}
    gone = _boxes(base) - _boxes(theirs)
    own = [_unboxed(spot, gone) for spot in spots(mine)]
    found = clusters(spots(base), own, spots(theirs))
    ordinals = {spot.key: number for number, spot in enumerate(spot for spot in own if spot.passage.id)}
    outcomes: list[Outcome] = []
    conflicts: list[Conflict] = []
    ties: list[frozenset[str]] = []
    homes: dict[str, str] = {}
    for cluster in found:
        pages = frozenset(
            old_names.get(spot.page, spot.page)
            for side in (cluster.base, cluster.mine, cluster.theirs)
            for spot in side
        )
        unchanged = same(cluster.base, cluster.theirs)
        if unchanged:
            outcome = Outcome(tuple((spot.key, spot.passage) for spot in cluster.mine))
        else:

            def decide(block: str, clash: Clash, cluster: Cluster = cluster, pages: frozenset[str] = pages) -> str:
                side = _decision(known, block, clash)
                conflicts.append(_conflict(cluster, block, clash, pages, side))
                return side

            outcome = merge_cluster(cluster, _torn(cluster, ordinals), decide)
            ties.append(pages)
        outcomes.append(outcome)
        homes |= _homes(cluster, outcome)
    laid = lay_out(base, own, theirs, outcomes, homes, names)
    return Merged(tuple(laid.items()), tuple(conflicts), tuple(ties), tuple(names.items()))


def _torn(cluster: Cluster, ordinals: dict[str, int]) -> bool:
    """Whether an editor put apart blocks of the base that the machine joins."""
    left = [spot for spot in cluster.base if spot.key in ordinals]
    if {spot.key for spot in left} <= {spot.key for spot in cluster.theirs}:
        return False
    mine = {spot.key: spot for spot in cluster.mine}
    return any(
        mine[one.key].page != mine[two.key].page or ordinals[two.key] != ordinals[one.key] + 1
        for one, two in pairwise(left)
    )


def _decision(known: dict[tuple[str, str, str], Choice], block: str, clash: Clash) -> str:
    base, mine, theirs = (_text(tokens) for tokens in (clash.base, clash.mine, clash.theirs))
    choice = known.get((block, base, theirs))
    return choice.decided(mine) if choice else ""


def _text(tokens: tuple[str, ...]) -> str:
    """Tokens as people read them: a blank line where another block begins."""
    return "".join("\n\n" if token.startswith(HEAD) else token for token in tokens).strip("\n")


def _boxes(pages: Pages) -> set[str]:
    return {box.id for passages in pages.values() for passage in passages for box in passage.boxes}


def _unboxed(spot: Spot, gone: set[str]) -> Spot:
    """An editor's own block out of the boxes that the machine no longer makes."""
    if spot.passage.id or not any(box.id in gone for box in spot.passage.boxes):
        return spot
    return replace(
        spot, passage=replace(spot.passage, boxes=tuple(box for box in spot.passage.boxes if box.id not in gone))
    )


def _conflict(cluster: Cluster, block: str, clash: Clash, pages: frozenset[str], side: str) -> Conflict:
    base, mine, theirs = (_text(tokens) for tokens in (clash.base, clash.mine, clash.theirs))
    spot = _spot(cluster, block, mine)
    lines = next((spot.passage.lines for spot in (*cluster.base, *cluster.theirs) if spot.key == block), ())
    return Conflict(spot.page, spot.passage.line, block, base, mine, theirs, lines, pages, side)


def _spot(cluster: Cluster, block: str, mine: str) -> Spot:
    """The editor's passage that holds a conflict's text, else the one of that block, else any."""
    first = mine.split("\n\n", maxsplit=1)[0]
    holding = [spot for spot in cluster.mine if first and first in spot.passage.markdown]
    own = [spot for spot in cluster.mine if spot.key == block]
    both = [spot for spot in holding if spot in own]
    return (both or holding or own or cluster.mine or cluster.base)[0]


def _homes(cluster: Cluster, outcome: Outcome) -> dict[str, str]:
    """In which block the text of each of an editor's passages is now."""
    keys = dict(outcome.blocks)
    found: dict[str, str] = {}
    for spot in cluster.mine:
        if spot.key in keys:
            found[spot.key] = spot.key
            continue
        holding = (
            key
            for key, passage in keys.items()
            if any(s in passage.markdown for s in sentences_of(spot.passage.markdown, spot.passage.kind))
        )
        found[spot.key] = next(holding, next(reversed(keys), ""))
    return found
