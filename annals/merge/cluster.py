"""Blocks that belong together on the three sides: one block as a rule, more where one side
joined or parted some; and the merge of each such cluster."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from annals.merge.apart import in_text, settled
from annals.merge.form import Forms, form_of, levels_clash, shown, with_form, with_stop
from annals.merge.lent import as_lent, lent_and_changed
from annals.merge.parts import Cluster, Seam, beginning_of, ends_with, is_heading, pieces, root_of, seams
from annals.merge.three_way import HEAD, Clash, merged_tokens
from annals.model import BlockKind, Pages, Passage, Side
from annals.text.characters import letters
from annals.text.sentences import TELLING, held, sentences_of

BEHIND_ALL = 1_000_000
"""The place on its page (`Passage.at`) of what stands on no editor's page: one that no passage has."""
_SHARED = 0.6
"""The share of a block's text that must stand in another one from the same raw lines."""


Outcome = tuple[tuple[str, Passage], ...]
"""What a cluster became: blocks by key in their order."""
SettleBlock = Callable[[str, Clash], Side]
"""Asked with the base block that a clash lies in."""


def flat(pages: Pages) -> list[Passage]:
    """The passages of one side, page by page."""
    return [passage for passages in pages.values() for passage in passages]


def clusters(base: list[Passage], mine: list[Passage], theirs: list[Passage]) -> list[Cluster]:
    """All text of the three sides but notes and what is no block."""
    text = [passage for passage in mine if passage.content.kind not in (BlockKind.NOTE, BlockKind.OPAQUE)]
    heads = {passage.key: passage.key for passage in (*base, *theirs, *text)}

    def head(key: str) -> str:
        while heads[key] != key:
            heads[key] = heads[heads[key]]
            key = heads[key]
        return key

    for one, other in (*_held_in(text, heads), *lent_and_changed(text, theirs, heads), *_regrouped(base, theirs)):
        heads[head(one)] = head(other)
    found: dict[str, Cluster] = {}
    for passage in base:
        found.setdefault(head(passage.key), Cluster()).base.append(passage)
    for passage in text:
        found.setdefault(head(passage.key), Cluster()).mine.append(passage)
    for passage in theirs:
        found.setdefault(head(passage.key), Cluster()).theirs.append(passage)
    return list(found.values())


def _held_in(mine: list[Passage], known: dict[str, str]) -> Iterable[tuple[str, str]]:
    return ((passage.key, other.id) for passage in mine for other in passage.stem.others if other.id in known)


def _regrouped(base: list[Passage], theirs: list[Passage]) -> Iterable[tuple[str, str]]:
    """Blocks that the machine joined, parted or put into others: from the same raw lines, and
    most of the text, or a sentence that its own block no longer has, stands in the other."""
    for some, others in ((base, theirs), (theirs, base)):
        own = {passage.key: passage.content.markdown for passage in others}
        by_line: dict[int, list[Passage]] = {}
        for passage in others:
            for line in _lines(passage):
                by_line.setdefault(line, []).append(passage)
        for passage in some:
            kept = own.get(passage.key, "")
            if kept == passage.content.markdown:
                continue
            near = {
                other.key: other
                for line in _lines(passage)
                for other in by_line.get(line, ())
                if other.key != passage.key
            }
            for other in near.values():
                if _goes_on_in(passage, other.content.markdown, kept):
                    yield passage.key, other.key


def _goes_on_in(passage: Passage, other: str, kept: str) -> bool:
    gone = (
        s for s in sentences_of(passage.content.markdown, passage.content.kind) if len(s) >= TELLING and s not in kept
    )
    if any(sentence in other for sentence in gone):
        return True
    small, large = sorted((passage.content.markdown, other), key=len)
    return not kept and held(small, large) >= _SHARED


def _lines(passage: Passage) -> Iterable[int]:
    return (line for low, high in passage.lines for line in range(low, high + 1))


def same(one: list[Passage], other: list[Passage]) -> bool:
    """Whether two sides have the same blocks in the same form on the same pages."""
    return [(s.key, s.page, form_of(s), s.content.markdown) for s in one] == [
        (s.key, s.page, form_of(s), s.content.markdown) for s in other
    ]


def relevelled(cluster: Cluster, given: Container[str]) -> bool:
    """Whether a person gave a heading a level that does not show on its page."""
    was = {passage.id: passage.stem.origin.level for passage in cluster.base if passage.stem.origin}
    now = {passage.id: passage.stem.origin.level for passage in cluster.theirs if passage.stem.origin}
    return any(name in given and now[name] != was.get(name, now[name]) for name in now)


def merge_cluster(
    cluster: Cluster,
    torn: bool,
    settle: SettleBlock,
    given: Container[str],
    apart: frozenset[str],
    stood: Sequence[str],
) -> Outcome:
    """The blocks that a cluster becomes. Whole blocks that an editor deleted stay deleted. `torn`
    says that an editor put apart what the machine joins: that is a conflict of the whole. `given` are the headings whose
    level a person gave, `apart` the blocks that are to stand elsewhere than what an editor made them one with, `stood` the sentences of
    them that stand on the page until now, where the merge does not begin there."""
    cluster = settled(cluster, settle, given, apart)
    base, mine, theirs = (
        {passage.key: passage for passage in side} for side in (cluster.base, cluster.mine, cluster.theirs)
    )
    if not mine and base:
        return ()
    if not base and not theirs:
        return tuple(mine.items())
    made_one = _made_one(cluster.base, cluster.mine)
    in_order = [with_stop(one, base.get(one.key), theirs.get(one.key)) for one in _in_order(made_one, cluster.mine)]
    places = seams(made_one, in_order, _in_order(made_one, cluster.theirs))
    tokens, other = (
        _tokens(made_one, places),
        _tokens(_in_order(made_one, _agreed(base, mine, cluster)), places),
    )
    if torn:
        clash = Clash(at=0, base=tokens, mine=_tokens(cluster.mine, places), theirs=other)
        if settle(cluster.base[0].key, clash) is not Side.THEIRS:
            return tuple(mine.items())

    refused: set[str] = set()

    def decide(clash: Clash) -> Side:
        # Who took the machine's side for the whole is not asked again about its sentences.
        name = _block_at(tokens, clash.at)
        side = Side.THEIRS if torn else settle(name, clash)
        refused.update([name] if side is Side.THEIRS else [])
        return side

    chosen, mine, theirs = _of_one_form(base, mine, theirs, settle, given)
    if chosen and _letters(base) == _letters(theirs):
        # The machine changed no word: the text is parted where the editor parts it.
        return tuple(mine.items())
    first = {HEAD + key: HEAD + name for key, name in _begun_by(cluster.mine, base).items()}
    own = tuple(first.get(token, token) for token in _tokens(in_order, places))
    tokens, other = as_lent(tokens, own, other)
    merged = merged_tokens(
        tokens, own, other, decide, stood, _titles(in_order, base, places), frozenset(_headed(base, theirs))
    )
    names = {name: key for key, name in first.items() if key not in merged}
    merged = tuple(names.get(token, token) for token in merged)
    forms = Forms(base=base, mine=mine, theirs=theirs)
    blocks: dict[str, Passage] = {}
    for key, markdown in _blocks(merged, [*theirs, *mine, *base]):
        # What an editor does not have stands beside none of the editor's lines, whatever its number on the machine's page.
        passage = mine.get(key) or replace(theirs.get(key) or base[key], at=BEHIND_ALL)
        formed = forms.formed(replace(passage, content=replace(passage.content, markdown=markdown)))
        blocks[key] = forms.whole_again(formed, markdown) if key in refused else formed
    return tuple(blocks.items())


def _letters(side: Mapping[str, Passage]) -> str:
    return "".join(letters(passage.content.markdown) for passage in side.values())


def _of_one_form(
    base: dict[str, Passage],
    mine: dict[str, Passage],
    theirs: dict[str, Passage],
    settle: SettleBlock,
    given: Container[str],
) -> tuple[bool, dict[str, Passage], dict[str, Passage]]:
    """Whether of a text that both made a heading of the editor's was chosen; and the two sides. Where they gave one heading different levels, that is a conflict, and the side that was not chosen has
    the form of the base, or of the other where the base has none."""
    alone, chosen = len(base) == len(mine) == len(theirs) == 1, False
    mine, theirs = dict(mine), dict(theirs)
    for key in [key for key in mine if key in theirs]:
        old, own, new = base.get(key), mine[key], theirs[key]
        # What an editor made one of several was asked about before.
        if len(own.stem.whole()) > 1 and not is_heading(own):
            continue
        if not (key in given or (alone and old)) or not levels_clash(old, own, new, given=key in given):
            continue
        was = old if old is not None and is_heading(old) else None
        told = (shown(old),) if old else ()
        clash = Clash(at=0, base=told, mine=(shown(own),), theirs=(shown(new),), of_form=True)
        if settle(key, clash) is Side.THEIRS:
            mine[key] = with_form(own, was or new)
        else:
            theirs[key] = with_form(new, was or own)
            chosen = chosen or was is None
    return chosen, mine, theirs


def _agreed(base: Mapping[str, Passage], mine: Mapping[str, Passage], cluster: Cluster) -> list[Passage]:
    """The machine's passages; a heading that an editor wrote the same, punctuation and escapes aside,
    as the editor has it."""
    found = []
    for passage in cluster.theirs:
        own, old = mine.get(passage.key), base.get(passage.key)
        changed = own is not None and (old is None or old.content != own.content)
        if own is not None and changed and is_heading(own) and is_heading(passage):
            texts = own.content.markdown, passage.content.markdown
            if letters(texts[0]) == letters(texts[1]):
                found.append(replace(passage, content=own.content))
                continue
        found.append(passage)
    return found


def _made_one(base: list[Passage], mine: list[Passage]) -> list[Passage]:
    """The blocks of the base; what an editor made one in the order in which it stands there. Where each stands is not decided here."""
    found, known = base, {passage.key: passage for passage in base}
    for own in mine:
        names = in_text(own, known)
        if len(names) > 1:
            at = min(number for number, one in enumerate(found) if one.key in names)
            left = [one for one in found if one.key not in names]
            found = [*left[:at], *(known[name] for name in names), *left[at:]]
    return found


def _begun_by(mine: list[Passage], base: Mapping[str, Passage]) -> dict[str, str]:
    """Of what an editor made one, by its name, the block with which it begins, where it bears the name of another one of them: as long
    as it is merged it bears that of the first."""
    found = ((own.key, in_text(own, base)) for own in mine)
    return {key: names[0] for key, names in found if key in names and key != names[0]}


def _in_order(base: list[Passage], side: list[Passage]) -> list[Passage]:
    """One side's blocks in the order in which the base has their text: where they stand is not
    decided here, so a move must not look like a change of words. What was put out of the midst of a block comes last: what
    follows on the block goes on with its end."""
    ranks = {passage.key: rank for rank, passage in enumerate(base)}
    roots = {passage.key: passage for passage in base}
    texts = [letters(passage.content.markdown) for passage in base]
    found: list[tuple[tuple[int, int, int], Passage]] = []
    last = at = 0
    whole = {one.key for one in side if one.key in roots and ends_with(one, roots[one.key])}
    for number, passage in enumerate(side):
        names = (passage.key, *(other.id for other in passage.stem.others))
        known = [ranks[name] for name in names if name in ranks] or [ranks.get(root_of(passage, roots), last)]
        rank = min(known)
        place = 0 if passage.key in ranks else beginning_of(passage.content.markdown, texts[rank]) if texts else -1
        at = place if place >= 0 else at if rank == last else 0
        last = rank
        out = not passage.id and base[rank].key in whole if base else False
        found.append(((len(base) if out else rank, at, number), passage))
    return [passage for _, passage in sorted(found, key=lambda entry: entry[0])]


def _titles(mine: list[Passage], base: Mapping[str, Passage], places: Sequence[Seam]) -> Iterable[tuple[str, str]]:
    """The sentences of paragraphs of which an editor made headings over the rest of these, each with its heading."""
    texts = {root_of(own, base) for own in mine if not is_heading(own)}
    for own in mine:
        if is_heading(own) and root_of(own, base) in texts & base.keys():
            yield from ((piece, shown(own)) for piece in pieces(own, places))


def _headed(base: Mapping[str, Passage], theirs: Mapping[str, Passage]) -> Iterator[str]:
    """The heads of the paragraphs of which the machine made headings over their rest."""
    for one, rest in pairwise(theirs.values()):
        if one.key in base and is_heading(one) and not is_heading(base[one.key]) and root_of(rest, base) == one.key:
            yield HEAD + one.key


def _tokens(side: list[Passage], places: Sequence[Seam]) -> tuple[str, ...]:
    return tuple(token for passage in side for token in (HEAD + passage.key, *pieces(passage, places)))


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
