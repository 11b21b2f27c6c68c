"""Blocks that belong together on the three sides: one block as a rule, more where one side
joined or parted some; and the merge of each such cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from annals.markdown.read import escape_start
from annals.merge.three_way import HEAD, Clash, merged_tokens
from annals.model import OPAQUE, Pages, Passage
from annals.text.sentences import TELLING, held, sentences_of

_T = TypeVar("_T")

_SHARED = 0.6
"""The share of a block's text that must stand in another one from the same raw lines."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A passage with its place: page and position on it."""

    key: str
    page: str
    at: int
    passage: Passage


@dataclass(slots=True)
class Cluster:
    """The spots of each side, in that side's order."""

    base: list[Spot] = field(default_factory=list)
    mine: list[Spot] = field(default_factory=list)
    theirs: list[Spot] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a cluster became: blocks by key in their order."""

    blocks: tuple[tuple[str, Passage], ...]


SettleBlock = Callable[[str, Clash], str]
"""Asked with the base block that a clash lies in: `mine`, `theirs`, or nothing yet."""


def spots(pages: Pages) -> list[Spot]:
    """The passages of one side with their places; one without an id gets its place as key."""
    return [
        Spot(passage.id or f"{path}\n{at}", path, at, passage)
        for path, passages in pages.items()
        for at, passage in enumerate(passages)
    ]


def clusters(base: list[Spot], mine: list[Spot], theirs: list[Spot]) -> list[Cluster]:
    """All text of the three sides but notes and what is no block."""
    text = [spot for spot in mine if spot.passage.kind not in ("note", OPAQUE)]
    heads = {spot.key: spot.key for spot in (*base, *theirs, *text)}

    def head(key: str) -> str:
        while heads[key] != key:
            heads[key] = heads[heads[key]]
            key = heads[key]
        return key

    for one, other in (*_held_in(text, heads), *_regrouped(base, theirs)):
        heads[head(one)] = head(other)
    found: dict[str, Cluster] = {}
    for spot in base:
        found.setdefault(head(spot.key), Cluster()).base.append(spot)
    for spot in text:
        found.setdefault(head(spot.key), Cluster()).mine.append(spot)
    for spot in theirs:
        found.setdefault(head(spot.key), Cluster()).theirs.append(spot)
    return list(found.values())


def _held_in(mine: list[Spot], known: dict[str, str]) -> Iterable[tuple[str, str]]:
    return ((spot.key, other) for spot in mine for other in spot.passage.others if other in known)


def _regrouped(base: list[Spot], theirs: list[Spot]) -> Iterable[tuple[str, str]]:
    """Blocks that the machine joined, parted or put into others: from the same raw lines, and
    most of the text, or a sentence that its own block no longer has, stands in the other."""
    for some, others in ((base, theirs), (theirs, base)):
        own = {spot.key: spot.passage.markdown for spot in others}
        by_line: dict[int, list[Spot]] = {}
        for spot in others:
            for line in _lines(spot):
                by_line.setdefault(line, []).append(spot)
        for spot in some:
            kept = own.get(spot.key, "")
            if kept == spot.passage.markdown:
                continue
            near = {
                other.key: other for line in _lines(spot) for other in by_line.get(line, ()) if other.key != spot.key
            }
            for other in near.values():
                if _goes_on_in(spot.passage, other.passage.markdown, kept):
                    yield spot.key, other.key


def _goes_on_in(passage: Passage, other: str, kept: str) -> bool:
    gone = (s for s in sentences_of(passage.markdown, passage.kind) if len(s) >= TELLING and s not in kept)
    if any(sentence in other for sentence in gone):
        return True
    small, large = sorted((passage.markdown, other), key=len)
    return not kept and held(small, large) >= _SHARED


def _lines(spot: Spot) -> Iterable[int]:
    return (line for low, high in spot.passage.lines for line in range(low, high + 1))


def same(one: list[Spot], other: list[Spot]) -> bool:
    """Whether two sides have the same blocks in the same form on the same pages."""
    return [(s.key, s.page, form(s.passage), s.passage.markdown) for s in one] == [
        (s.key, s.page, form(s.passage), s.passage.markdown) for s in other
    ]


def form(passage: Passage) -> tuple[object, ...]:
    """How a passage is written, its words apart."""
    return passage.kind, passage.level, passage.depth, passage.header, passage.boxes


def merge_cluster(cluster: Cluster, torn: bool, settle: SettleBlock) -> Outcome:
    """The blocks that a cluster becomes. Whole blocks that an editor deleted stay deleted. `torn`
    says that an editor put apart what the machine joins: that is a conflict of the whole."""
    base, mine, theirs = (
        {spot.key: spot.passage for spot in side} for side in (cluster.base, cluster.mine, cluster.theirs)
    )
    if not mine and base:
        return Outcome(())
    if not base and not theirs:
        return Outcome(tuple(mine.items()))
    tokens, other = _tokens(cluster.base), _tokens(_in_order(cluster.base, cluster.theirs))
    if torn:
        clash = Clash(0, tokens, _tokens(cluster.mine), other)
        if settle(cluster.base[0].key, clash) != "theirs":
            return Outcome(tuple(mine.items()))

    def decide(clash: Clash) -> str:
        # Who took the machine's side for the whole is not asked again about its sentences.
        return "theirs" if torn else settle(_block_at(tokens, clash.at), clash)

    merged = merged_tokens(tokens, _tokens(_in_order(cluster.base, cluster.mine)), other, decide)
    blocks: dict[str, Passage] = {}
    for key, markdown in _blocks(merged, [*theirs, *mine, *base]):
        own = mine.get(key) or theirs.get(key) or base[key]
        root = key if key in base else _parted_from(own, base)
        blocks[key] = _formed(
            replace(own, markdown=markdown),
            base.get(root),
            mine.get(key) or mine.get(root),
            theirs.get(key) or theirs.get(root),
        )
    return Outcome(tuple(blocks.items()))


def _in_order(base: list[Spot], side: list[Spot]) -> list[Spot]:
    """One side's blocks in the order in which the base has their text: where they stand is not
    decided here, so a move must not look like a change of words."""
    ranks = {spot.key: rank for rank, spot in enumerate(base)}
    found: list[tuple[tuple[int, int, int], Spot]] = []
    last = -1
    for number, spot in enumerate(side):
        known = [ranks[name] for name in (spot.key, *spot.passage.others) if name in ranks]
        last = rank = min(known) if known else last
        first = sentences_of(spot.passage.markdown, spot.passage.kind)[:1]
        at = base[rank].passage.markdown.find(first[0]) if first and rank >= 0 else 0
        found.append(((rank, at if at >= 0 or not known else 0, number), spot))
    return [spot for _, spot in sorted(found, key=lambda entry: entry[0])]


def _tokens(side: list[Spot]) -> tuple[str, ...]:
    return tuple(
        token for spot in side for token in (HEAD + spot.key, *sentences_of(spot.passage.markdown, spot.passage.kind))
    )


def _block_at(tokens: tuple[str, ...], at: int) -> str:
    """The block in which a position of the base lies; the head of a block belongs to it, a gap to the block before."""
    before = [token for token in tokens[: at + 1] if token.startswith(HEAD)]
    return before[-1].removeprefix(HEAD) if before else ""


def _blocks(tokens: tuple[str, ...], keys: list[str]) -> list[tuple[str, str]]:
    """Tokens as blocks; sentences whose head was taken out go on with the block before them, or
    get a name that is free."""
    found: list[tuple[str, list[str]]] = []
    for token in tokens:
        name = token.removeprefix(HEAD)
        if token.startswith(HEAD) and name in [key for key, _ in found]:
            continue
        if token.startswith(HEAD):
            found.append((name, []))
        elif found:
            found[-1][1].append(token)
        else:
            used = {t.removeprefix(HEAD) for t in tokens if t.startswith(HEAD)}
            found.append((next((key for key in keys if key not in used), keys[0]), [token]))
    return [(key, "".join(parts)) for key, parts in found if "".join(parts).strip()]


def _parted_from(passage: Passage, base: dict[str, Passage]) -> str:
    """The block of the base that one new to it was parted from; empty if none."""
    first = sentences_of(passage.markdown, passage.kind)[:1]
    holding = (key for key, old in base.items() if first and first[0] in old.markdown)
    return next((key for key in passage.others if key in base), next(holding, ""))


def _formed(own: Passage, base: Passage | None, mine: Passage | None, theirs: Passage | None) -> Passage:
    """A merged block in its form: each feature that one side changed as that side has it; where
    both did, as the editor has it. What one side parted from a block goes along with what the other
    made of that block. Untouched lines of an editor stand as they were written."""
    found = own
    if base is not None and mine is not None and theirs is not None:
        found = replace(own, boxes=_pick(base.boxes, mine.boxes, theirs.boxes))
        # What the machine found to be another thing, a heading say, is no part of the editor's list.
        if own.source is not None or theirs.kind == base.kind:
            found = replace(
                found,
                kind=_pick(base.kind, mine.kind, theirs.kind),
                level=_pick(base.level, mine.level, theirs.level),
                depth=_pick(base.depth, mine.depth, theirs.depth),
                header=_pick(base.header, mine.header, theirs.header),
            )
    if mine is not None and found.markdown == mine.markdown and form(found)[:4] == form(mine)[:4]:
        return found
    # What now comes first may have stood in the midst of a paragraph before.
    markdown = found.markdown if found.kind == "heading" else escape_start(found.markdown)
    return replace(found, markdown=markdown, source=None, tight=False)


def _pick(base: _T, mine: _T, theirs: _T) -> _T:
    return theirs if mine == base else mine
