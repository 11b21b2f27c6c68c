"""From page numbers and page ends to the printed page of each raw line.

Where one page ends, furniture stood or a form feed does; the text between two such places is one page, unless numbers or
its length say that an end between was lost. A number stands at the foot of its page or at the head: the whole text tells,
by which of its ends has no number beside it. What neither was read nor follows from both neighbours is not known."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise
from statistics import median

from annals.clean.furniture.printed import FURNITURE, PageNumber, page_numbers
from annals.model import Entry, Known, Leaf, PageMap, Source
from annals.text.sequences import longest_rising

_LONGEST = 1.8
"""Pages: more text than this is more than one page whose end was lost."""
_SHORT = 0.25
"""Pages: less text than this before the first number or behind the last is no page of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paged:
    """The page map of a report; `misfits` are numbers that do not go on from those around them, `undecided` that numbers
    were read of which it is not clear whether they stand at the head or the foot of their pages."""

    pages: PageMap
    misfits: tuple[PageNumber, ...] = ()
    undecided: bool = False


class _Side(Enum):
    HEAD = auto()
    FOOT = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    """Raw lines between two page ends, with the number of characters kept on them; `above` and `below` are the numbers
    in the furniture before and behind it, `inside` those on a page that form feeds part from the others."""

    first: int
    last: int
    length: int
    above: tuple[PageNumber, ...] = ()
    below: tuple[PageNumber, ...] = ()
    inside: tuple[PageNumber, ...] = ()

    def number(self, side: _Side | None) -> PageNumber | None:
        """Its one number; None where there is none or more than one."""
        numbers = self.inside or (self.above if side is _Side.HEAD else self.below if side is _Side.FOOT else ())
        return numbers[0] if len(numbers) == 1 else None


def paged(source: Source, ledger: Iterable[Entry], given: Mapping[str, int]) -> Paged:
    """The printed pages of a raw text; `given` are raw lines at which pages begin, by their printed number, as an editor
    knows them."""
    ledger = tuple(ledger)
    numbers = page_numbers(ledger)
    chain = _in_order(numbers)
    taken = {
        line
        for entry in ledger
        if entry.code in FURNITURE and entry.drops
        for line in range(entry.lines[0], entry.lines[1] + 1)
    }
    fed = _pages_fed(source, chain, taken)
    stretches = fed or _stretches(source, chain, taken)
    side = None if fed else _side(stretches)
    leaves = _leaves(stretches, side, exact=bool(fed)) if fed or side else []
    return Paged(
        pages=PageMap(leaves=tuple(_with_given(leaves, given, len(source.line_starts)))),
        misfits=tuple(number for number in numbers if number not in chain),
        undecided=bool(chain) and not fed and side is None,
    )


def _in_order(numbers: Sequence[PageNumber]) -> list[PageNumber]:
    """The numbers that rise through the text: Roman ones before the first of the others."""
    plain = [number for number in numbers if not number.roman]
    plain = [plain[place] for place in longest_rising([number.value for number in plain])]
    roman = [number for number in numbers if number.roman and (not plain or number.line < plain[0].line)]
    return [*(roman[place] for place in longest_rising([number.value for number in roman])), *plain]


def _kept(source: Source, line: int, taken: Container[int]) -> int:
    """How many characters of a raw line belong to the text."""
    return 0 if line in taken else len(source.line_text(line).strip())


def _pages_fed(source: Source, chain: Sequence[PageNumber], taken: Container[int]) -> list[_Stretch]:
    """The pages between form feeds; none where there are none, or where one such page bears two numbers, so that these
    are the ends of chapters alone."""
    starts = [1]
    for line in range(1, len(source.line_starts) + 1):
        head, feed, _ = source.line_text(line).partition("\f")
        if feed:
            starts.append(line + 1 if head.strip() else line)
    starts = [line for line in dict.fromkeys(starts) if line <= len(source.line_starts)]
    found = []
    for first, after in zip(starts, [*starts[1:], len(source.line_starts) + 1], strict=True):
        inside = tuple(number for number in chain if first <= number.line < after)
        length = sum(_kept(source, line, taken) for line in range(first, after))
        found.append(_Stretch(first=first, last=after - 1, length=length, inside=inside))
    return found if len(found) > 1 and all(len(page.inside) <= 1 for page in found) else []


def _stretches(source: Source, chain: Sequence[PageNumber], taken: Container[int]) -> list[_Stretch]:
    """The text between furniture: what stands on one page where no page end was lost."""
    by_line = {number.line: number for number in chain}
    found: list[_Stretch] = []
    between: list[PageNumber] = []
    torn = True
    for line in range(1, len(source.line_starts) + 1):
        if line in taken:
            torn = True
            between += [by_line[line]] if line in by_line else []
        elif length := _kept(source, line, taken):
            if torn:
                numbers = tuple(between)
                found[-1:] = [replace(before, below=numbers) for before in found[-1:]]
                found.append(_Stretch(first=line, last=line, length=length, above=numbers))
                between, torn = [], False
            else:
                found[-1] = replace(found[-1], last=line, length=found[-1].length + length)
    found[-1:] = [replace(last, below=tuple(between)) for last in found[-1:]]
    return found


def _side(stretches: Sequence[_Stretch]) -> _Side | None:
    """Whether numbers stand at the head or the foot of their pages: which end of the text has none beside it; text before
    page 1 is that page. None where both ends have a number, or neither."""
    numbered = [at for at, stretch in enumerate(stretches) if stretch.above or stretch.below]
    if not numbered:
        return None
    usual = median(stretch.length for stretch in stretches)
    before = sum(stretch.length for stretch in stretches[: numbered[0] + 1]) if not stretches[numbered[0]].above else 0
    behind = sum(stretch.length for stretch in stretches[numbered[-1] :]) if not stretches[numbered[-1]].below else 0
    opens, closes = before >= usual * _SHORT, behind >= usual * _SHORT
    if opens and any(number.value == 1 and not number.roman for number in stretches[numbered[0]].below):
        return _Side.FOOT
    if opens == closes:
        return None
    return _Side.FOOT if opens else _Side.HEAD


def _leaves(stretches: Sequence[_Stretch], side: _Side | None, *, exact: bool) -> list[Leaf]:
    """The pages whose number was read or follows from both neighbours. Where page ends are read from furniture alone
    (not `exact`), numbers that go on faster than the stretches show that an end was lost between them."""
    usual = median(stretch.length for stretch in stretches)
    read = {at: number for at, stretch in enumerate(stretches) if (number := stretch.number(side)) is not None}
    labels = {at: (number.label, Known.READ) for at, number in read.items()}
    for (low, one), (high, other) in pairwise(read.items()):
        steps = high - low
        if one.roman or other.roman or steps == other.value - one.value:
            if not one.roman and not other.roman:
                labels |= {low + n: (str(one.value + n), Known.INFERRED) for n in range(1, steps)}
        elif not exact and other.value - one.value > steps:
            labels.pop(high if side is _Side.FOOT else low, None)
    return [
        Leaf(label=label, first=stretch.first, last=stretch.last, known=known)
        for at, stretch in enumerate(stretches)
        if at in labels and (exact or stretch.length <= usual * _LONGEST)
        for label, known in (labels[at],)
    ]


def _with_given(leaves: Sequence[Leaf], given: Mapping[str, int], lines: int) -> list[Leaf]:
    """The pages with those that an editor gave: each goes on to the end of the page found there, or to the next one
    given, if that is the next page; the last one to the end, unless it were far longer than the others; else where it
    ends is not known."""
    starts = sorted((line, label) for label, line in given.items() if line <= lines)
    lengths = [after - line for (line, _), (after, _) in pairwise(starts)]
    found = list(leaves)
    for at, (line, label) in enumerate(starts):
        after, following = starts[at + 1] if at + 1 < len(starts) else (lines + 1, "")
        follows = following.isdecimal() and label.isdecimal() and int(following) == int(label) + 1
        closed = after > lines and bool(lengths) and lines + 1 - line <= 2 * max(lengths)
        there = next((leaf.last for leaf in leaves if leaf.first <= line <= leaf.last), 0)
        last = min(there, after - 1) if there else after - 1 if follows or closed else line
        found = [part for leaf in found for part in _without(leaf, line, last)]
        found.append(Leaf(label=label, first=line, last=last, known=Known.GIVEN))
    return sorted(found, key=lambda leaf: leaf.first)


def _without(leaf: Leaf, first: int, last: int) -> list[Leaf]:
    """What is left of a page where raw lines `first` to `last` are another's."""
    parts = (replace(leaf, last=min(leaf.last, first - 1)), replace(leaf, first=max(leaf.first, last + 1)))
    return [part for part in parts if part.first <= part.last]
