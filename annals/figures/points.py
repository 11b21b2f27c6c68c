"""The points of an indicator held against their reports: the number is read from the printed words, never typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from annals.model import (
    Amount,
    Comparable,
    FigureKind,
    Indicator,
    Measure,
    Phrase,
    Placed,
    Point,
    ReadPoint,
    Report,
    Spot,
)
from annals.text.amounts import amounts_in
from annals.text.measures import base_of_scaled
from annals.text.periods import times_in

_WORST = (Comparable.YES, Comparable.PARTLY, Comparable.NO)


def points_of(indicator: Indicator, reports: Mapping[str, Report]) -> dict[str, tuple[ReadPoint, ...]]:
    """The points of each measure (by id) that stand in their reports, in the order of time; what does not stand is left
    out, and a break that it declared holds for the next one."""
    return {measure.id: tuple(_standing(measure, indicator, reports)) for measure in indicator.measures}


def in_time(points: Sequence[Point], reports: Mapping[str, Report]) -> list[Point]:
    """Points in the order of the ends of their periods, those of one period by the year of their reports."""
    years = {report.id: report.year or 0 for report in reports.values()}
    return sorted(points, key=lambda point: (point.order, years.get(point.report, 0), point.number))


def _standing(measure: Measure, indicator: Indicator, reports: Mapping[str, Report]) -> Iterator[ReadPoint]:
    comparable, reason = Comparable.FIRST, ""
    for point in in_time([point for point in indicator.points if point.measure == measure.id], reports):
        if comparable is not Comparable.FIRST and _WORST.index(point.comparable) >= _WORST.index(comparable):
            comparable, reason = point.comparable, point.reason or reason
        found = read_point(point, measure, reports)
        if found is not None:
            amount, spots = found
            yield ReadPoint(point=point, amount=amount, spots=spots, comparable=comparable, reason=reason)
            comparable, reason = Comparable.YES, ""


def read_point(point: Point, measure: Measure, reports: Mapping[str, Report]) -> tuple[Amount, tuple[Spot, ...]] | None:
    """The amount of a point, and where its quotations stand, that with the digits first; None where they do not stand,
    or are not one amount of the measure's unit."""
    placed = [placed_at(point, number, reports) for number in range(len(point.quotes))]
    spots = []
    for block, quote in zip(placed, point.quotes, strict=True):
        start = block.text.find(quote) if block is not None else -1
        if block is None or start < 0:
            return None
        spots.append(Spot(report=point.report, block=block.id, start=start, end=start + len(quote)))
    if unsaid_year(point, reports) is not None:
        return None
    texts = [block.text for block in placed if block is not None]
    for number, (text, spot) in enumerate(zip(texts, spots, strict=True)):
        if point.printed in text[spot.start : spot.end]:
            amount = amount_at(text, spot.start, spot.end, point.printed, measure.unit)
            return None if isinstance(amount, Phrase) else (amount, (spot, *spots[:number], *spots[number + 1 :]))
    return None


def unsaid_year(point: Point, reports: Mapping[str, Report]) -> int | None:
    """The year of the report of a point whose period ends in another one that neither the paragraphs quoted nor the
    titles above them name; else None."""
    report = reports.get(point.report)
    if report is None or report.year is None or point.year == report.year:
        return None
    placed = [block for number in range(len(point.quotes)) if (block := placed_at(point, number, reports)) is not None]
    texts = [text for block in placed for text in (block.text, *report.index.titles(block.section))]
    ends = (end for text in texts for told in times_in(text, report.year) for end in (told.begin, told.finish) if end)
    return None if any(end[:4] == str(point.year) for end in ends) else report.year


def placed_at(point: Point, number: int, reports: Mapping[str, Report]) -> Placed | None:
    """The block that a point's quotation of that number (from 0) names; None where it is not there or is another report's."""
    owner, _, name = point.blocks[number].partition("#")
    report = reports.get(owner)
    return None if report is None or owner != point.report else report.index.find(name, point.quotes[number])


def amount_at(text: str, start: int, end: int, printed: str, unit: str) -> Amount | Phrase:
    """The one amount that `printed` is within [start:end] of a text, in the unit `unit`; or what is wrong with it.

    >>> amount_at("签订合同25540项，成交额近550亿元", 0, 20, "25540项", "项").value
    Decimal('25540')
    >>> amount_at("签订合同25540项，成交额近550亿元", 0, 20, "550亿元", "亿元").key
    'printed-more'
    """
    places = list(_places(text, start, end, printed))
    if not places:
        return Phrase.of("printed-not-there")
    amounts = amounts_in(text)
    exact = next((one for one in amounts if (one.start, one.end) in places), None)
    if exact is None:
        return _no_amount(text, places, amounts)
    if exact.kind is FigureKind.RATIO or exact.value_to is not None:
        return Phrase.of("printed-range")
    base = base_of_scaled(unit)
    if not exact.base_unit and exact.unit:
        # 总人次突破6.38亿: only the scale is printed, and the unit stands elsewhere.
        return replace(exact, unit=exact.unit + base, base_unit=base)
    if exact.base_unit != base:
        return Phrase.of("printed-unit", found=exact.unit or "—", unit=unit)
    return exact


def _no_amount(text: str, places: Sequence[tuple[int, int]], amounts: Sequence[Amount]) -> Phrase:
    """What the printed words are where they are no amount as they stand."""
    start, end = places[0]
    near = [one for one in amounts if one.start < end and one.end > start]
    if len(near) == 1:
        return Phrase.of("printed-more", better=text[near[0].start : near[0].end])
    return Phrase.of("printed-several") if near else Phrase.of("printed-none")


def _places(text: str, start: int, end: int, printed: str) -> Iterator[tuple[int, int]]:
    at = text.find(printed, start, end)
    while at >= 0:
        yield at, at + len(printed)
        at = text.find(printed, at + 1, end)
