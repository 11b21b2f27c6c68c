"""Blocks that an editor made one and that a person's correction says are two: a level for the heading among them, a heading that
is to stand between them, or another place for one of them. Both cannot be; the editor is asked."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import dropwhile, pairwise

from annals.merge.form import levels_clash, shown, with_form
from annals.merge.parts import Cluster, beginning_of, is_heading, root_of
from annals.merge.three_way import Clash
from annals.model import Pages, Passage, Side, Status, Stem
from annals.text.characters import letters

_ELSEWHERE = "……\n\n"
"""What is written before a block that does not stand behind the one before it."""
_MARKS = "，、；：。,;: "
"""What stands between the words of two blocks that were made one, and belongs to neither."""


def with_headings_between(found: list[Cluster], base: Iterable[Passage], theirs: Iterable[Passage]) -> list[Cluster]:
    """The clusters; a heading that a person now puts in between two blocks which an editor made one is of their cluster."""
    known = {passage.key for passage in base}
    joined = {id_: cluster for cluster in found for held in _held(cluster) for id_ in held if len(held) > 1}
    if not joined:
        return found
    gone: set[str] = set()
    waiting: list[Passage] = []
    last: Passage | None = None
    for passage in theirs:
        if is_put_in(passage):
            waiting += [passage] if passage.key not in known else []
            continue
        cluster = joined.get(passage.key)
        if waiting and cluster is not None and last is not None and _are_one(cluster, last.key, passage.key):
            at = next(n for n, other in enumerate(cluster.theirs) if other.key == passage.key)
            cluster.theirs[at:at] = waiting
            gone |= {heading.key for heading in waiting}
        waiting, last = [], passage
    return [cluster for cluster in found if cluster.base or cluster.mine or not gone & {p.key for p in cluster.theirs}]


def is_put_in(passage: Passage) -> bool:
    origin = passage.stem.origin
    return is_heading(passage) and origin is not None and origin.status is Status.INSERTED


def put_before(heading: Passage, passages: Iterable[Passage]) -> Passage | None:
    """The block of its page before which a person put a heading in, perhaps with others; None where that ends the page."""
    behind = dropwhile(lambda passage: passage is not heading, passages)
    return next((passage for passage in behind if not is_put_in(passage)), None)


def without_headings_of_nothing(
    found: list[Cluster], base: Pages, own: Iterable[Passage], theirs: Pages
) -> list[Cluster]:
    """The clusters without the headings that a person now puts in before a block which an editor took out: over the next one they
    would be wrong."""
    known = {passage.key for passages in base.values() for passage in passages}
    there = {block.id for passage in own for block in passage.stem.blocks()}
    gone: set[str] = set()
    for passages in theirs.values():
        for passage in passages:
            if is_put_in(passage) and passage.key not in known:
                below = put_before(passage, passages)
                gone |= {passage.key} if below is not None and below.key in known - there else set()
    return [cluster for cluster in found if cluster.base or cluster.mine or not gone >= {p.key for p in cluster.theirs}]


def _held(cluster: Cluster) -> Iterator[tuple[str, ...]]:
    """The blocks of the base that each of an editor's passages holds."""
    base = {passage.key for passage in cluster.base}
    for passage in cluster.mine:
        yield tuple(block.id for block in passage.stem.whole() if block.id in base)


def _are_one(cluster: Cluster, one: str, two: str) -> bool:
    return any(one in held and two in held for held in _held(cluster))


def put_apart(cluster: Cluster, before: Order, now: Order, shifted: Container[str]) -> frozenset[str]:
    """The blocks that an editor made one with the block before them, and that the machine puts elsewhere than that, or that one.
    `before` and `now` are the machine's blocks in their order, each with its page, as they were generated last and now,
    `shifted` those that it moves."""
    return frozenset(
        two
        for held in _held(cluster)
        for one, two in pairwise(held)
        if (one in shifted or two in shifted) and one in now.pages and two in now.pages
        if before.pages[one] == before.pages[two]
        if now.pages[one] != now.pages[two] or now.between(one, two) & before.pages.keys() > before.between(one, two)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One side's blocks in their order, and their pages."""

    names: tuple[str, ...]
    ranks: Mapping[str, int]
    pages: Mapping[str, str]

    @staticmethod
    def of(pages: Pages) -> Order:
        homes = {passage.id: path for path, passages in pages.items() for passage in passages}
        return Order(names=tuple(homes), ranks={name: rank for rank, name in enumerate(homes)}, pages=homes)

    def between(self, one: str, two: str) -> set[str]:
        """What stands between two blocks; the second, too, if it stands first."""
        low, high = self.ranks[one], self.ranks[two]
        return {*self.names[low + 1 : high]} if low < high else {two, *self.names[high + 1 : low]}


def together(theirs: Pages, clusters: Iterable[tuple[Cluster, frozenset[str]]], shifted: Container[str]) -> Pages:
    """The machine's pages; what an editor keeps as one block stands where that of its parts stands which the machine does not
    move (`shifted`)."""
    found = dict(theirs)
    for cluster, apart in clusters:
        known = {passage.key for passage in cluster.theirs}
        for held in _held(cluster):
            names = [name for name in held if name in known]
            stays = next((name for name in names if name not in shifted), "")
            if apart & {*names} and stays and names[0] != stays and names[0] in shifted:
                first = next(p for passages in found.values() for p in passages if p.id == names[0])
                left = {path: [p for p in passages if p.id != names[0]] for path, passages in found.items()}
                for path, passages in left.items():
                    at = next((at for at, p in enumerate(passages) if p.id == stays), None)
                    if at is not None:
                        passages.insert(at, replace(first, page=path))
                found = {path: tuple(passages) for path, passages in left.items()}
    return found


def settled(
    cluster: Cluster, settle: Callable[[str, Clash], Side], given: Container[str], apart: frozenset[str] = frozenset()
) -> Cluster:
    """A cluster in which no correction says any more that what an editor made one is two, or the editor's blocks are two again.
    `given` are the headings whose level a person gave, `apart` the blocks that are to stand elsewhere than those before them."""
    base = {passage.key: passage for passage in cluster.base}
    for own in cluster.mine:
        names = in_text(own, base)
        two = _Two.of(cluster, own, names, base, given) if len(names) > 1 and not is_heading(own) else None
        if two is None or not (two.heads or two.between or apart & {*names}):
            continue
        told = [one for one in cluster.theirs if one.key in names or one in two.between or one.key in two.further]
        clash = Clash(
            at=0,
            base=(_read(base[name] for name in names),),
            mine=(own.content.markdown,),
            theirs=(_read(told, apart),),
            of_form=True,
        )
        if settle(names[0], clash) is Side.THEIRS:
            mine = [part for one in cluster.mine for part in (_parts(one, names, base) if one is own else [one])]
            return Cluster(base=cluster.base, mine=mine, theirs=cluster.theirs)
        return Cluster(base=cluster.base, mine=cluster.mine, theirs=[*two.as_one(cluster.theirs, base)])
    return cluster


@dataclass(frozen=True, slots=True, kw_only=True)
class _Two:
    """Why what an editor made one is two for the machine: `heads` of it are now headings, others are put in `between`. `further` says
    from which of the heads other parts are: it made a heading of the first sentence of a paragraph."""

    heads: tuple[str, ...]
    between: tuple[Passage, ...]
    further: Mapping[str, str]

    @staticmethod
    def of(
        cluster: Cluster, own: Passage, names: list[str], base: Mapping[str, Passage], given: Container[str]
    ) -> _Two:
        theirs = {passage.key: passage for passage in cluster.theirs}
        there = [name for name in names if name in theirs]
        run_in = [name for name in there if _clashes(base[name], own, theirs[name], given)]
        # Where the editor's text begins with it, and bears its name, nothing hinders it from being a heading.
        inside = [name for name in there if not name == names[0] == own.id]
        titled = [name for name in inside if _is_titled(base[name], theirs[name], given)]
        roots = ((one.key, root_of(one, base)) for one in cluster.theirs if one.key not in base) if titled else ()
        return _Two(
            heads=(*run_in, *titled),
            between=tuple(one for one in cluster.theirs if is_put_in(one) and one.key not in base),
            further={key: root for key, root in roots if root in titled},
        )

    def as_one(self, theirs: Iterable[Passage], base: Mapping[str, Passage]) -> Iterator[Passage]:
        """The machine's blocks, of which an editor may go on making one."""
        words = {one.key: one.content.markdown for one in theirs}
        for one in theirs:
            if one in self.between or one.key in self.further:
                continue
            if one.key in self.heads:
                rest = "".join(words[key] for key, root in self.further.items() if root == one.key)
                whole = replace(one.content, markdown=one.content.markdown + rest)
                yield with_form(replace(one, content=whole), base[one.key])
            else:
                yield one


def in_text(own: Passage, base: Mapping[str, Passage]) -> list[str]:
    """The blocks of the base that a passage is made of in the order in which they stand in it; as they are told where that is not
    known."""
    names = list(dict.fromkeys(block.id for block in own.stem.whole() if block.id in base))
    places = {name: _found(own.content.markdown, base[name]) for name in names}
    return sorted(names, key=lambda name: places[name]) if all(at >= 0 for at in places.values()) else names


def _is_titled(base: Passage, theirs: Passage, given: Container[str]) -> bool:
    """Whether a person has a heading made of a paragraph, or of its first sentence."""
    return not is_heading(base) and is_heading(theirs) and theirs.key in given


def _clashes(base: Passage, own: Passage, theirs: Passage, given: Container[str]) -> bool:
    """Whether a heading that an editor ran in was given a level."""
    return is_heading(base) and is_heading(theirs) and base.key in given and levels_clash(base, own, theirs, given=True)


def _read(passages: Iterable[Passage], apart: Container[str] = ()) -> str:
    return "\n\n".join(_ELSEWHERE * (passage.key in apart) + shown(passage) for passage in passages)


def _parts(own: Passage, names: list[str], base: Mapping[str, Passage]) -> list[Passage]:
    """An editor's passage as the blocks of the base that it is made of, each with the editor's words as far as they can be told
    apart."""
    text = own.content.markdown
    parts: list[Passage] = []
    for name, following in zip(names, [*names[1:], ""], strict=True):
        old = base[name]
        at = _found(text, base[following]) if following else len(text)
        if at < 0:
            # Its beginning was rewritten: where it begins, only the machine knows.
            parts.append(old)
            continue
        words = text[:at].strip() if not is_heading(old) else text[:at].rstrip(_MARKS)
        text = text[at:]
        if words:
            content = replace(old.content, markdown=words)
            parts.append(replace(old, stem=Stem(origin=old.stem.origin), content=content, page=own.page, at=own.at))
    return parts


def _found(text: str, block: Passage) -> int:
    """Where the words of a block begin in a text; -1 where they do not. Those of one that was taken down are marks alone."""
    if not letters(block.content.markdown):
        return text.find(block.content.markdown)
    told = [at for at, char in enumerate(text) if char.isalnum()]
    at = beginning_of(block.content.markdown, letters(text))
    return told[at] if at >= 0 else -1
