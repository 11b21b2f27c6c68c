"""Places that may tell one thing in two ways, for an editor to judge: found in what was read, never repaired."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from annals.model import DatedEvent, Figures, Mention, PolicyDocument, Proposal, Quantity, Saying, Unlike

_DIGITS = 3
"""So many figures of a number, zeros at its end apart, and it is hardly the same twice by chance."""
_GROUP = 12
"""So many places that say the same are held against each other."""
_ALIKE = frozenset(("人", "人次"))
"""Units that reports take for each other: 1775人 and 1775人次."""

Named = Mapping[tuple[str, str], Sequence[Mention]]
"""The mentions by report and block."""


def unlike_places(
    figures: Figures, named: Named, things: Collection[str], occasions: Collection[str]
) -> tuple[Proposal, ...]:
    """What to judge, each pair of blocks once a kind, in the order of the reports. `things` are the slugs of entries that are
    one thing, not a body or a place that does many; `occasions` those of forums and the like, which have one date a year."""
    found: dict[tuple[Unlike, str, str], Proposal] = {}
    for proposal in (
        *_twice(figures.quantities),
        *_values(figures.quantities, named, things),
        *_dates(figures.events, occasions),
        *_documents(figures.documents),
    ):
        found.setdefault((proposal.kind, proposal.a.reference, proposal.b.reference), proposal)
    return tuple(found.values())


def _pairs(groups: Iterable[Sequence[Quantity]]) -> Iterator[tuple[Quantity, Quantity]]:
    """Two quantities of a group in two blocks, of one and the same time."""
    for group in groups:
        for one, other in combinations(group[:_GROUP], 2):
            if (one.report, one.block) != (other.report, other.block) and _meet(one.period, other.period):
                yield one, other


def _twice(quantities: Iterable[Quantity]) -> Iterator[Proposal]:
    groups: dict[tuple[str, str, str], list[Quantity]] = {}
    for one in quantities:
        amount = one.amount
        value = f"{amount.base_value.normalize():f}"
        if amount.base_value_to is None and len(value.replace(".", "").strip("0")) >= _DIGITS:
            unit = "人" if amount.base_unit in _ALIKE else amount.base_unit
            groups.setdefault((amount.kind, unit, value), []).append(one)
    for one, other in _pairs(groups.values()):
        yield _proposal(Unlike.TWICE, one.of or other.of, one, other)


def _values(quantities: Iterable[Quantity], named: Named, things: Collection[str]) -> Iterator[Proposal]:
    groups: dict[tuple[str, str, str], list[Quantity]] = {}
    for one in quantities:
        if one.of:
            groups.setdefault((one.amount.kind, one.amount.base_unit, one.of), []).append(one)
    for one, other in _pairs(groups.values()):
        if _differ(one, other) and _subjects(one, named, things) & _subjects(other, named, things):
            yield _proposal(Unlike.VALUES, one.of, one, other)


def _differ(one: Quantity, other: Quantity) -> bool:
    """Whether the numbers cannot both be right; with 近 or 余 they may."""
    if one.amount.approx or other.amount.approx or one.amount.value_to or other.amount.value_to:
        return False
    return one.amount.base_value != other.amount.base_value


def _subjects(one: Quantity, named: Named, things: Collection[str]) -> set[str]:
    """The things that its sentence names."""
    mentions = named.get((one.report, one.block), ())
    return {found.entity for found in mentions if found.entity in things and found.surface in one.sentence}


def _meet(one: str, other: str) -> bool:
    """Whether two periods have a year in common, open ones their last.

    >>> _meet("2031", "../2031-11"), _meet("2031-09/2032", "2032-01-05"), _meet("2030", "2031"), _meet("", "2031")
    (True, True, False, False)
    """
    first, second = _years(one), _years(other)
    return bool(one and other) and max(first[0], second[0]) <= min(first[1], second[1])


def _years(period: str) -> tuple[str, str]:
    """The first and the last year of a period."""
    begin, _, end = period.rpartition("/")
    year = len("2031")
    return end[:year] if begin in ("", "..") else begin[:year], end[:year]


def _proposal(kind: Unlike, subject: str, one: Quantity, other: Quantity) -> Proposal:
    return Proposal(
        kind=kind,
        subject=subject,
        a=Saying(report=one.report, block=one.block, printed=one.printed),
        b=Saying(report=other.report, block=other.block, printed=other.printed),
    )


def _dates(events: Iterable[DatedEvent], occasions: Collection[str]) -> Iterator[Proposal]:
    """Occasions that are on two dates in a year."""
    groups: dict[tuple[str, str], list[DatedEvent]] = {}
    for event in events:
        for slug in event.entities:
            if slug in occasions and len(event.start) > len("2031"):
                groups.setdefault((slug, event.start[: len("2031")]), []).append(event)
    for (slug, _), group in groups.items():
        for one, other in combinations(group[:_GROUP], 2):
            if one.block != other.block and _apart(one, other):
                yield Proposal(kind=Unlike.DATES, subject=slug, a=_saying(one), b=_saying(other))


def _apart(one: DatedEvent, other: DatedEvent) -> bool:
    """Whether two times have no day in common, as exactly as both are told."""
    length = min(len(one.start), len(other.start))
    first, second = one.start[:length], other.start[:length]
    return first > (other.end or other.start)[:length] or second > (one.end or one.start)[:length]


def _saying(event: DatedEvent) -> Saying:
    return Saying(report=event.report, block=event.block, printed=event.text)


def _documents(documents: Iterable[PolicyDocument]) -> Iterator[Proposal]:
    groups: dict[str, list[PolicyDocument]] = {}
    for one in documents:
        groups.setdefault(one.title, []).append(one)
    for title, group in groups.items():
        for one, other in combinations(group[:_GROUP], 2):
            length = min(len(one.date), len(other.date))
            dated = length and one.date[:length] != other.date[:length]
            if dated or (one.number and other.number and one.number != other.number):
                told = (Saying(report=d.report, block=d.block, printed=f"《{d.title}》") for d in (one, other))
                yield Proposal(kind=Unlike.DOCUMENTS, subject=title, a=next(told), b=next(told))
