"""Three versions of a run of sentences to one, and where both sides changed the same sentence.

A token is a sentence, or a HEAD and the name of the block that begins there: blocks that were
joined or parted are merged as one run. Where changes of both sides meet, a rewritten run is told
sentence by sentence first, as neighbours do not disturb each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace

from annals.merge.copied import is_copied
from annals.merge.regions import Change, Kind, Region, changes, regions_of
from annals.model import Side
from annals.text.sentences import TELLING, bigrams, dice

HEAD = "\x00"
_ALIKE = 0.4
"""Sentences at least so alike are versions of one sentence."""
_GROUP = 4
"""As many sentences of one side may be one sentence of the other: torn and mended ones."""
_LONGEST = 2_000
"""Beyond so many characters a clash is not looked into."""
_LARGEST = 4_000
"""Beyond so many pairs of sentences a rewritten run is taken as one change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A run of sentences that both sides changed differently; `at` is where it begins in the base. Or one that they have in
    different forms (`of_form`), whatever its words."""

    at: int
    base: tuple[str, ...]
    mine: tuple[str, ...]
    theirs: tuple[str, ...]
    of_form: bool = False


_MARKS = "，、；：。！？,;:!?"

Settle = Callable[[Clash], Side]
"""What becomes of a clash; undecided, mine stands in."""


def merged_tokens(
    base: Sequence[str],
    mine: Sequence[str],
    theirs: Sequence[str],
    settle: Settle,
    stood: Sequence[str] = (),
    titles: Iterable[tuple[str, str]] = (),
    headed: Container[str] = (),
) -> tuple[str, ...]:
    """The merged tokens. `settle` is asked about each clash; undecided, mine stands in. Where one of the sentences that `stood` on
    the page until now has what both sides did, nobody is asked again about what was made one. `titles` are the sentences of which an
    editor made headings over the rest of their paragraphs, with these: nobody takes one out unasked. `headed` are the blocks of which
    the machine made headings over the rest of them: what an editor put in there stands in the rest."""
    base, mine, theirs, heads = tuple(base), tuple(mine), tuple(theirs), dict(titles)
    own, other = changes(base, mine), changes(base, theirs)
    own, other = _finer(base, mine, own, other), _finer(base, theirs, other, own)
    merged: list[str] = []
    put_off: dict[str, list[str]] = {}
    for region in regions_of(base, mine, theirs, own, other):
        one, two = mine[region.mine], theirs[region.theirs]
        if region.base.start == region.base.stop and _within(theirs, region.theirs.start, headed) and _goes_on(one):
            rest = next(token for token in theirs[region.theirs.start :] if token.startswith(HEAD))
            put_off.setdefault(rest, []).extend(one)
            merged += two
            continue
        if region.kind in (Kind.UNCHANGED, Kind.SAME, Kind.MINE):
            merged += one
            continue
        asked = not two and not heads.keys().isdisjoint(one)
        found = two if region.kind is Kind.THEIRS else _made_one(base, mine, theirs, region, stood)
        if asked or found is None:
            told = tuple(heads.get(token, token) if asked else token for token in one)
            clash = Clash(at=region.base.start, base=base[region.base], mine=told, theirs=two, of_form=asked)
            found = two if settle(clash) is Side.THEIRS else one
        merged += found
    return tuple(part for token in merged for part in (token, *put_off.get(token, ())))


def _within(tokens: tuple[str, ...], at: int, names: Container[str]) -> bool:
    return next((token for token in reversed(tokens[:at]) if token.startswith(HEAD)), "") in names


def _goes_on(tokens: tuple[str, ...]) -> bool:
    """Whether text goes on with the block before it."""
    return bool(tokens) and not tokens[0].startswith(HEAD)


def _made_one(
    base: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...], region: Region, stood: Sequence[str]
) -> Sequence[str] | None:
    """What two sides that met become where both can stand, or one of them says nothing of its own; else None."""
    low, high = region.base.start, region.base.stop
    was, one, two = base[region.base], mine[region.mine], theirs[region.theirs]
    if not one and _whole_blocks(base, low, high):
        # What the machine joined to what an editor took out is no part of that.
        return _brought(base, mine, theirs, low, high, two)
    if low == high and not _alike(one, two):
        return _both(one, two)
    if _only_joined(was, one):
        # A join is no wording: what the machine changed comes in, into the block that was joined.
        return [token for token in two if not token.startswith(HEAD) or token in one]
    if (both := _remarked(was, one, two)) is not None:
        return both
    if not two and (_only_marks(was, one) or _is_less(was, one)):
        # A mark that an editor put round it, or a sentence struck, is no reason to keep what a person dropped.
        return two
    if not is_copied(_text(one), _text(two)) and _contained(was, two, one):
        return one
    return two if _contained(was, one, two) else _with_both(was, one, two, stood)


def _brought(
    base: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...], low: int, high: int, two: tuple[str, ...]
) -> list[str]:
    """The sentences of an editor's that stood elsewhere in the base and stand on the machine's side only in what it has in place of
    base[low:high] (`two`): they may be one sentence with what stood there."""
    text = _text(two)
    rest = (token for token in (*base[:low], *base[high:]) if token in mine and not token.startswith(HEAD))
    found = {token: text.find(token) for token in rest if len(token) >= TELLING and _text(theirs).count(token) == 1}
    return sorted((token for token, at in found.items() if at >= 0), key=lambda token: found[token])


def _only_joined(base: tuple[str, ...], side: tuple[str, ...]) -> bool:
    """Whether a side changed nothing but that fewer blocks begin here."""
    heads, left = ([token for token in tokens if token.startswith(HEAD)] for tokens in (base, side))
    return set(left) <= set(heads) and _text(base) == _text(side) != ""


def _remarked(base: tuple[str, ...], one: tuple[str, ...], two: tuple[str, ...]) -> tuple[str, ...] | None:
    """Text of which one side changed the words and the other the mark at its end, and may have joined to it what comes next:
    with both. None for any other clash."""
    sides = base, one, two
    heads = [tuple(token for token in side if token.startswith(HEAD)) for side in sides]
    if any(
        side[: len(side) - len(head)] != tuple(t for t in side if t not in head)
        for side, head in zip(sides, heads, strict=True)
    ):
        return None
    if not all(map(_text, sides)) or any(head not in ((), heads[0]) for head in heads):
        return None
    rest = heads[0] if heads[0] == heads[1] == heads[2] else ()
    (was, old), (own, end), (new, other) = (_marked(_text(side)) for side in sides)
    if own == was != new and other == old != end and new:
        return (new + end, *rest)
    if new == was != own and end == old != other and own:
        return (own + other, *rest)
    return None


def _is_less(base: tuple[str, ...], side: tuple[str, ...]) -> bool:
    """Whether a side did nothing but take sentences out."""
    left = iter(base)
    return all(token in left for token in side)


def _only_marks(base: tuple[str, ...], side: tuple[str, ...]) -> bool:
    """Whether a side changed no more of some text than the marks before and behind it, or joined it to what stands before."""
    texts = [_text(tokens).strip(_MARKS) for tokens in (base, side)]
    return texts[0] == texts[1] != "" and all(token in base for token in side if token.startswith(HEAD))


def _marked(sentence: str) -> tuple[str, str]:
    """The words of a sentence and the marks behind them."""
    words = sentence.rstrip(_MARKS)
    return words, sentence[len(words) :]


def _contained(base: tuple[str, ...], small: tuple[str, ...], large: tuple[str, ...]) -> bool:
    """Whether one side did all that the other did, and more: character by character nothing clashes
    and nothing is left of the other."""
    texts = [
        [part for token in side for part in ([token] if token.startswith(HEAD) else token)]
        for side in (base, small, large)
    ]
    if max(map(len, texts)) > _LONGEST or not (base and small and large):
        return False
    whole, some, all_of = texts
    regions = regions_of(whole, some, all_of, changes(whole, some), changes(whole, all_of))
    return all(region.kind not in (Kind.CONFLICT, Kind.MINE) for region in regions)


def _with_both(
    base: tuple[str, ...], one: tuple[str, ...], two: tuple[str, ...], stood: Sequence[str]
) -> tuple[str, ...] | None:
    """A sentence in which all stands that two sides did to one."""
    if not (len(base) == len(one) == len(two) == 1) or base[0].startswith(HEAD):
        return None
    near = ((text,) for text in stood if _alike(one, (text,)))
    return next((text for text in near if _contained(base, one, text) and _contained(base, two, text)), None)


def _alike(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Whether two insertions at one place are versions of the same text."""
    return dice(bigrams(_text(one)), bigrams(_text(two))) >= _ALIKE and bool(_text(one)) and bool(_text(two))


def _both(mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    """Two insertions at one place: what goes on with the block before comes before a new block;
    where both begin a block, it is one, with the machine's name."""
    if mine[0].startswith(HEAD) and theirs[0].startswith(HEAD):
        return (*theirs, *mine[1:]) if len(mine) == 1 or len(theirs) == 1 else (*theirs, *mine)
    return (*mine, *theirs) if theirs[0].startswith(HEAD) else (*theirs, *mine)


def _whole_blocks(base: tuple[str, ...], low: int, high: int) -> bool:
    return low < high and base[low].startswith(HEAD) and (high == len(base) or base[high].startswith(HEAD))


def _text(tokens: Sequence[str]) -> str:
    return "".join(token for token in tokens if not token.startswith(HEAD))


# --- one side's changes, as small as they can be told -----------------------------------------


def _finer(base: tuple[str, ...], side: tuple[str, ...], own: list[Change], other: list[Change]) -> list[Change]:
    """One side's changes; a rewritten run that meets a change of the other side is told sentence by sentence."""
    found: list[Change] = []
    at = 0
    for change in own:
        while at < len(other) and other[at].high < change.low:
            at += 1
        met = at < len(other) and other[at].low <= change.high
        if met and change.low < change.high and change.first < change.last:
            found += paired(base, side, change)
        else:
            found.append(change)
    return found


def paired(base: tuple[str, ...], side: tuple[str, ...], change: Change) -> list[Change]:
    """A rewritten run as changes of single sentences, by the pairing that keeps most text
    together; several sentences may have become one, or one several."""
    rows, columns = change.high - change.low, change.last - change.first
    if rows * columns > _LARGEST:
        return [change]
    grams, side_grams = (
        [_grams(token) for token in base[change.low : change.high]],
        [_grams(token) for token in side[change.first : change.last]],
    )
    best: list[list[tuple[float, int, int]]] = [[(0.0, 0, 0)] * (columns + 1) for _ in range(rows + 1)]
    steps = [(1, 1), *((1, n) for n in range(2, _GROUP + 1)), *((n, 1) for n in range(2, _GROUP + 1))]
    for row in range(rows + 1):
        for column in range(columns + 1):
            options = [(0.0, 0, 0)] if not row and not column else []
            if row:
                options.append((best[row - 1][column][0], 1, 0))
            if column:
                options.append((best[row][column - 1][0], 0, 1))
            for down, across in steps:
                if down <= row and across <= column:
                    gain = _gain(grams[row - down : row], side_grams[column - across : column])
                    if gain:
                        options.append((best[row - down][column - across][0] + gain, down, across))
            best[row][column] = max(options)
    path: list[tuple[int, int, int, int]] = []
    row, column = rows, columns
    while row or column:
        _, down, across = best[row][column]
        path.append((row - down, row, column - across, column))
        row, column = row - down, column - across
    return _joined(list(reversed(path)), base, side, change)


def _joined(
    path: list[tuple[int, int, int, int]], base: tuple[str, ...], side: tuple[str, ...], change: Change
) -> list[Change]:
    """The steps of a pairing as changes: what was put in and taken out without a partner at one
    place is one change."""
    found: list[Change] = []
    loose = False
    for rows, down, columns, across in path:
        low, high = change.low + rows, change.low + down
        first, last = change.first + columns, change.first + across
        paired = low < high and first < last
        if found and not paired and loose:
            found[-1] = replace(found[-1], high=high, last=last)
        elif base[low:high] != side[first:last]:
            found.append(Change(low=low, high=high, first=first, last=last))
        loose = not paired
    return found


def _grams(token: str) -> Counter[str]:
    return Counter() if token.startswith(HEAD) else bigrams(token)


def _gain(base: list[Counter[str]], side: list[Counter[str]]) -> float:
    """What pairing these sentences is worth: the text they share, if they are alike at all. A
    group must begin and end with a sentence, not with the head of a block."""
    if not (base[0] and base[-1] and side[0] and side[-1]):
        return 0.0
    one, other = sum(base, Counter()), sum(side, Counter())
    alike = dice(one, other)
    return alike * alike * (one.total() + other.total()) if alike >= _ALIKE else 0.0
