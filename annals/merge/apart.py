"""Blocks that an editor made one and that a person's correction says are two: a level for the heading among them, or a heading
that is to stand between them. Both cannot be; the editor is asked."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import replace

from annals.merge.form import levels_clash, shown, with_form
from annals.merge.parts import Cluster, begun, is_heading, plain
from annals.merge.three_way import Clash
from annals.model import Passage, Side, Status, Stem

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
        if _is_put_in(passage):
            waiting += [passage] if passage.key not in known else []
            continue
        cluster = joined.get(passage.key)
        if waiting and cluster is not None and last is not None and _are_one(cluster, last.key, passage.key):
            at = next(n for n, other in enumerate(cluster.theirs) if other.key == passage.key)
            cluster.theirs[at:at] = waiting
            gone |= {heading.key for heading in waiting}
        waiting, last = [], passage
    return [cluster for cluster in found if cluster.base or cluster.mine or not gone & {p.key for p in cluster.theirs}]


def _is_put_in(passage: Passage) -> bool:
    origin = passage.stem.origin
    return is_heading(passage) and origin is not None and origin.status is Status.INSERTED


def _held(cluster: Cluster) -> Iterator[tuple[str, ...]]:
    """The blocks of the base that each of an editor's passages holds."""
    base = {passage.key for passage in cluster.base}
    for passage in cluster.mine:
        yield tuple(block.id for block in passage.stem.whole() if block.id in base)


def _are_one(cluster: Cluster, one: str, two: str) -> bool:
    return any(one in held and two in held for held in _held(cluster))


def settled(cluster: Cluster, settle: Callable[[str, Clash], Side], given: Container[str]) -> Cluster:
    """A cluster in which no correction says any more that what an editor made one is two, or the editor's blocks are two again.
    `given` are the headings whose level a person gave."""
    base = {passage.key: passage for passage in cluster.base}
    theirs = {passage.key: passage for passage in cluster.theirs}
    for own in cluster.mine:
        names = [block.id for block in own.stem.whole() if block.id in base]
        heads = [theirs[name] for name in names if name in theirs and _clashes(base[name], own, theirs[name], given)]
        between = [one for one in cluster.theirs if _is_put_in(one) and one.key not in base] if len(names) > 1 else []
        if is_heading(own) or len(names) < 2 or not (heads or between):
            continue
        clash = Clash(
            at=0,
            base=(_read(base[name] for name in names),),
            mine=(own.content.markdown,),
            theirs=(_read(one for one in cluster.theirs if one.key in names or one in between),),
        )
        if settle(names[0], clash) is Side.THEIRS:
            mine = [part for one in cluster.mine for part in (_parts(one, names, base) if one is own else [one])]
            return Cluster(base=cluster.base, mine=mine, theirs=cluster.theirs)
        kept = (with_form(one, base[one.key]) if one in heads else one for one in cluster.theirs if one not in between)
        return Cluster(base=cluster.base, mine=cluster.mine, theirs=[*kept])
    return cluster


def _clashes(base: Passage, own: Passage, theirs: Passage, given: Container[str]) -> bool:
    """Whether a heading that an editor ran in was given a level."""
    return is_heading(base) and is_heading(theirs) and base.key in given and levels_clash(base, own, theirs, given=True)


def _read(passages: Iterable[Passage]) -> str:
    return "\n\n".join(shown(passage) for passage in passages)


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
    """Where the words of a block begin in a text; -1 where they do not."""
    letters = [at for at, char in enumerate(text) if char.isalnum()]
    at = plain(text).find(begun(block))
    return letters[at] if at >= 0 else -1
