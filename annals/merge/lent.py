"""Sentences that an editor put whole into another paragraph, which goes on: what the machine makes of one is made where it now stands.

Merged where it was, a correction of it would meet a sentence that the editor took out; chosen, it would stand in both places."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from annals.merge.regions import changes, matches
from annals.merge.three_way import HEAD, paired
from annals.model import Passage
from annals.text.sentences import sentences_of


def lent_and_changed(
    mine: Iterable[Passage], theirs: Iterable[Passage], known: Container[str]
) -> Iterable[tuple[str, str]]:
    """The blocks in which a sentence of another one now stands that the machine changes, each with that one, if it is `known`; or
    which the machine makes no more: what is left there is that other one."""
    made = {passage.key: passage.content.markdown for passage in theirs}
    for passage in mine:
        gone = bool(passage.id) and passage.id not in made
        for lender in passage.stem.lenders:
            lent = _lent(passage, lender.id)
            if lender.id in known and (gone or any(s not in made.get(lender.id, "") for s in lent)):
                yield passage.key, lender.id


def _lent(passage: Passage, lender: str) -> list[str]:
    """The sentences of a block that are from another one."""
    was = next((sentences_of(b.content.markdown, b.content.kind) for b in passage.stem.lenders if b.id == lender), ())
    own = {s for b in passage.stem.whole() for s in sentences_of(b.content.markdown, b.content.kind)}
    return [s for s in sentences_of(passage.content.markdown, passage.content.kind) if s in was and s not in own]


def as_lent(
    base: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The tokens of the base and of the machine with each sentence that the machine changes where an editor has it, if that is
    elsewhere. One that the machine makes one with another, or that stands more than once, stays where it is."""
    kept = {base[at + n] for at, _, size in matches(base, mine) for n in range(size)}
    for sentence in mine:
        changed = not sentence.startswith(HEAD) and sentence not in kept and sentence not in theirs
        if changed and base.count(sentence) == mine.count(sentence) == 1:
            known = {token for token in kept if base.count(token) == 1}
            before = next((token for token in reversed(mine[: mine.index(sentence)]) if token in known), None)
            if before is not None:
                base, theirs = _with_lent(sentence, base.index(before) + 1, base, theirs) or (base, theirs)
                kept.add(sentence)
    return base, theirs


def _with_lent(
    sentence: str, gap: int, base: tuple[str, ...], theirs: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Both with a sentence in another place of the base; None where the machine makes it or what is there one with others."""
    at, spans = base.index(sentence), _spans(base, theirs)
    if at not in spans or gap - 1 not in spans:
        return None
    low, high = spans[at]
    into = spans[gap - 1][1]
    if low < into < high:
        return None
    return _moved(base, at, at + 1, gap), _moved(theirs, low, high, into)


def _spans(base: tuple[str, ...], side: tuple[str, ...]) -> Mapping[int, tuple[int, int]]:
    """What a side makes of each token of the base: which of its tokens, from and to; without those that it made one of several."""
    found: dict[int, tuple[int, int]] = {}
    at = there = 0
    for change in [part for whole in changes(base, side) for part in paired(base, side, whole)]:
        found |= {at + n: (there + n, there + n + 1) for n in range(change.low - at)}
        if change.high == change.low + 1:
            found[change.low] = change.first, change.last
        elif change.first == change.last:
            found |= dict.fromkeys(range(change.low, change.high), (change.first, change.first))
        at, there = change.high, change.last
    return found | {at + n: (there + n, there + n + 1) for n in range(len(base) - at)}


def _moved(tokens: tuple[str, ...], low: int, high: int, into: int) -> tuple[str, ...]:
    """Tokens with those of [low:high] put elsewhere."""
    if into <= low:
        return (*tokens[:into], *tokens[low:high], *tokens[into:low], *tokens[high:])
    return (*tokens[:low], *tokens[high:into], *tokens[low:high], *tokens[into:])
