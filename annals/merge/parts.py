"""Which part is which where blocks were parted: names go with the text, whichever side parted it.

A block that a side parted goes on under its name where it begins. A part that begins with the same
text on both sides has one name, so that what both sides did alike is the same change; and a sentence
that one side parts in its midst is two on all sides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile

from annals.model import VEIL, BlockKind, Passage, Stem
from annals.text.characters import letters
from annals.text.sentences import bigrams, dice, held, sentences_of

_ALIKE = 0.5
"""The beginnings of two parts at least so alike are one beginning."""
_HELD = 0.6
"""The share of a part that must stand in the block that it was parted from."""
_CONTEXT = 6
"""So many letters on either side tell where a sentence was parted."""
_UNIQUE = 4
"""So many on one side will do if they stand there once."""
_unveiled = re.compile(f"(?<={VEIL})(?!{VEIL})")
_OPENING = "“‘（《「『【〈〔([*_\\"


@dataclass(slots=True)
class Cluster:
    """The passages of each side that belong together, in that side's order."""

    base: list[Passage] = field(default_factory=list)
    mine: list[Passage] = field(default_factory=list)
    theirs: list[Passage] = field(default_factory=list)


def beginning_of(markdown: str, text: str) -> int:
    """Where in the letters of a text the words of another one begin, -1 where they do not: of several places that begin as it does
    the one from which most goes on so. `截至11月底，…` begins many a paragraph of one page."""
    words = letters(markdown)
    if not words:
        return 0
    begun, best, longest = words[:_CONTEXT], -1, 0
    at = text.find(begun)
    while at >= 0 and longest < len(words):
        length = sum(1 for _ in takewhile(lambda two: two[0] == two[1], zip(words, text[at:], strict=False)))
        best, longest = (at, length) if length > longest else (best, longest)
        at = text.find(begun, at + 1)
    return best


def ends_with(passage: Passage, whole: Passage) -> bool:
    """Whether a block holds the end of another one."""
    return letters(whole.content.markdown)[-_CONTEXT:] in letters(passage.content.markdown)


def is_heading(passage: Passage) -> bool:
    return passage.content.kind is BlockKind.HEADING


def is_own_heading(passage: Passage) -> bool:
    """Whether an editor wrote a heading, and made it of no text of the report's."""
    return is_heading(passage) and not passage.stem.blocks()


def root_of(passage: Passage, base: Mapping[str, Passage]) -> str:
    """The block of the base that a passage is or was parted from; empty if none."""
    if passage.key in base:
        return passage.key
    known = next((other.id for other in passage.stem.others if other.id in base), "")
    if known:
        return known
    text = letters(passage.content.markdown)
    begun = text[: 2 * _CONTEXT]
    holding = (key for key, old in base.items() if begun and begun in letters(old.content.markdown))
    mostly = (key for key, old in base.items() if text and held(text, letters(old.content.markdown)) >= _HELD)
    return next(holding, next(mostly, ""))


def known_headings(base: Iterable[Passage], mine: list[Passage], theirs: Iterable[Passage]) -> list[Passage]:
    """An editor's passages; a heading of the editor's own that the machine now makes, too, is that one."""
    old = {passage.key for passage in base}
    new: dict[str, list[Passage]] = {}
    for passage in theirs:
        if is_heading(passage) and passage.key not in old:
            new.setdefault(letters(passage.content.markdown), []).append(passage)
    found = []
    for passage in mine:
        same = new.get(letters(passage.content.markdown), []) if is_heading(passage) and not passage.id else []
        if same:
            twin = next((other for other in same if other.page == passage.page), same[0])
            same.remove(twin)
            found.append(replace(passage, stem=replace(passage.stem, origin=twin.stem.origin)))
        else:
            found.append(passage)
    return found


def named(cluster: Cluster) -> list[Passage]:
    """An editor's passages of a cluster, each part under the name that the machine gives to the
    part that begins there; the first under the name of the whole."""
    base = {passage.key: passage for passage in cluster.base}
    own, others = _parts(cluster.mine, base), _parts(cluster.theirs, base)
    origins: dict[str, Stem] = {}
    for key, parts in own.items():
        if len(parts) < 2:
            continue
        there = others.get(key, [])
        twins = _twins(parts, there)
        taken = {twin.key for twin in twins if twin is not None}
        if twins[0] is None and key not in taken:
            twins[0] = base[key]
        block = base[key].stem.origin
        for passage, twin in zip(parts, twins, strict=True):
            further = tuple(
                dict.fromkeys(
                    other for other in (passage.stem.origin, *passage.stem.others, block) if other is not None
                )
            )
            origin = twin.stem.origin if twin is not None else None
            origins[passage.key] = Stem(origin=origin, others=tuple(other for other in further if other != origin))
    return [replace(passage, stem=origins.get(passage.key, passage.stem)) for passage in cluster.mine]


def parted_anew(cluster: Cluster) -> Iterable[tuple[str, str]]:
    """The machine's new parts in their order, each with the block that it was parted from."""
    base = {passage.key: passage for passage in cluster.base}
    for passage in cluster.theirs:
        root = root_of(passage, base)
        if root and passage.key not in base:
            yield passage.key, root


def _parts(side: Iterable[Passage], base: Mapping[str, Passage]) -> dict[str, list[Passage]]:
    """One side's passages by the block of the base that they are or were parted from, in the order
    in which they stand in it."""
    found: dict[str, list[tuple[int, int, Passage]]] = {}
    for number, passage in enumerate(side):
        root = root_of(passage, base)
        if root:
            parts = found.setdefault(root, [])
            at = beginning_of(passage.content.markdown, letters(base[root].content.markdown))
            parts.append((at if at >= 0 else max((place for place, _, _ in parts), default=0), number, passage))
    return {root: [part for _, _, part in sorted(parts, key=lambda one: one[:2])] for root, parts in found.items()}


def _twins(mine: Sequence[Passage], theirs: Sequence[Passage]) -> list[Passage | None]:
    """For each part on one side the part on the other that begins with the same text, in order."""
    found: list[Passage | None] = []
    at = 0
    for number, passage in enumerate(mine):
        first = not number and bool(theirs)
        twin = 0 if first else next((n for n in range(at, len(theirs)) if _begin_alike(passage, theirs[n])), None)
        found.append(None if twin is None else theirs[twin])
        at = at if twin is None else twin + 1
    return found


def _begin_alike(one: Passage, other: Passage) -> bool:
    texts = [letters(first) for first in (_first(one), _first(other))]
    size = min(map(len, texts))
    return size > 0 and dice(*(bigrams(text[: max(2 * _CONTEXT, size)]) for text in texts)) >= _ALIKE


def _first(passage: Passage) -> str:
    return next(iter(sentences_of(passage.content.markdown, passage.content.kind)), "")


# --- sentences that a side parts --------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Seam:
    """The letters before and behind a place where a side has one block end and the next begin; where that is the base, `end`
    are the marks with which the first one ends there. `start` are those with which the next one begins, `rest` all its letters."""

    left: str
    right: str
    rest: str
    start: str
    end: str | None


def seams(base: list[Passage], *sides: list[Passage]) -> tuple[Seam, ...]:
    """The places where a side has one block end and the next begin; each side in the order in which the base has its text."""
    found: dict[tuple[str, str], Seam] = {}
    for side in (base, *sides):
        for one, following in pairwise(side):
            left, rest = letters(one.content.markdown)[-_CONTEXT:], letters(following.content.markdown)
            right = rest[:_CONTEXT]
            if left and right:
                end = marks_behind(one.content.markdown) if side is base else None
                start = _marks_ahead(following.content.markdown)
                found.setdefault((left, right), Seam(left=left, right=right, rest=rest, start=start, end=end))
    return tuple(found.values())


def marks_behind(markdown: str) -> str:
    """The marks with which a text ends."""
    text = markdown.rstrip()
    return text[max((at + 1 for at, char in enumerate(text) if char.isalnum()), default=0) :]


def _marks_ahead(markdown: str) -> str:
    """The marks with which a text begins."""
    return markdown[: next((at for at, char in enumerate(markdown) if char.isalnum()), 0)]


def pieces(passage: Passage, places: Sequence[Seam]) -> tuple[str, ...]:
    """The sentences of a block, parted at the seams that lie within them and behind words that were taken down, which may
    have ended one; joined they are the text again."""
    whole = sentences_of(passage.content.markdown, passage.content.kind)
    if passage.content.kind is BlockKind.ROW:
        return whole
    whole = tuple(piece for sentence in whole for piece in _unveiled.split(sentence) if piece)
    if not places:
        return whole
    return tuple(piece for sentence in whole for piece in _cut(sentence, places))


def _cut(sentence: str, places: Sequence[Seam]) -> Iterable[str]:
    told = [at for at, char in enumerate(sentence) if char.isalnum()]
    text = "".join(sentence[at] for at in told)
    cuts = {0, len(sentence)}
    for place in places:
        at, led = _seam(text, place), _ends_at(text, place.left)
        if 0 < led < len(told) and sentence.startswith(place.start.lstrip(_OPENING) or "\n", told[led - 1] + 1):
            # What was put in behind the mark with which a part begins is of that part.
            at = led
        if 0 < at < len(told):
            spot = told[at]
            before = told[at - 1] + 1
            while spot > before and sentence[spot - 1] in _OPENING:
                spot -= 1
            if sentence.endswith(place.start, before, told[at]):
                spot = min(spot, told[at] - len(place.start))
            cuts.add(spot)
            if place.end is not None and sentence.startswith(place.end, before, spot):
                # A mark between two blocks that were joined is neither's: what changes in the first leaves it.
                cuts.add(before + len(place.end))
    ordered = sorted(cuts)
    return (sentence[low:high] for low, high in pairwise(ordered))


def _seam(text: str, place: Seam) -> int:
    """Where in a text of letters the seam lies, -1 if nowhere: where all behind it is new, the first block may have become longer;
    where a later part of the second one stands behind it, its beginning was taken out."""
    for size in (_CONTEXT, _UNIQUE):
        # The fewer letters, the less it matters that a word beside the seam was mended.
        before, behind = place.left[-size:], place.right[:size]
        if text.count(before + behind) == 1:
            return text.find(before + behind) + len(before)
        if len(behind) >= _UNIQUE and text.count(behind) == 1:
            return text.find(behind)
        at = _ends_at(text, before)
        if at >= 0 and (
            bigrams(text[at : at + 2 * size]) & bigrams(place.right)
            or (text[at:] and text[at : at + size] in place.rest)
        ):
            return at
    return -1


def _ends_at(text: str, left: str) -> int:
    """Where in a text the letters end that stand before a seam, -1 if nowhere, or if they tell nothing."""
    return text.find(left) + len(left) if len(left) >= _UNIQUE and text.count(left) == 1 else -1
