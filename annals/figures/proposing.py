"""Quantities that may be the next points of an indicator, for an editor to judge; nothing is written by itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from annals.figures.points import points_of
from annals.markdown.front import dumped
from annals.model import Figures, Indicator, Measure, Quantity, ReadPoint, Report
from annals.text.measures import base_of_scaled
from annals.text.sentences import bigrams, dice

_BEFORE, _AFTER = 24, 10
"""Characters in front of a number and behind it that say what it counts, in its sentence."""
_LEAST = 0.25
"""So near to a measure's points a number is that may be another."""
_BESIDE, _TITLE, _TOPIC = 0.5, 0.35, 0.15
"""What counts how much: the words beside the number, the measure's own words in its sentence, a page on its topic."""
_MOST = 3
"""Numbers of one report that are proposed for a measure."""
_clause = re.compile(r"[^，。；！？\t]+")
_figures = re.compile(r"[\d.,%％]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class NextPoint:
    """A quantity that may be a point of a measure; `quote` is the clause it stands in, `likeness` from 0 to 1."""

    indicator: Indicator
    measure: Measure
    quantity: Quantity
    quote: str
    likeness: float

    @property
    def lines(self) -> tuple[str, ...]:
        """The point as it would be written in the front matter, its scope left to the editor."""
        found = self.quantity
        point = {
            "measure": self.measure.id,
            "report": found.report,
            "period": found.period,
            "printed": found.printed,
            "scope": "？",
            "quote": self.quote,
            "block": f"{found.report}#{found.block}",
        }
        first, *rest = dumped(point).splitlines()
        return (f"  - {first}", *(f"    {line}" for line in rest))


def next_points(
    indicators: Sequence[Indicator], reports: Mapping[str, Report], figures: Figures
) -> tuple[NextPoint, ...]:
    """For each measure the quantities of reports of which the indicator has no point at all, in the same unit and in words
    like those of its points, the likest first; none that is a point of another one. `reports` by id are those that the
    figures were read from."""
    known = {indicator.slug: points_of(indicator, reports) for indicator in indicators}
    points = (found for own in known.values() for listed in own.values() for found in listed)
    taken = {(found.spots[0].report, found.spots[0].block, found.amount.start) for found in points}
    by_report: dict[str, list[Quantity]] = {}
    for quantity in figures.quantities:
        if (quantity.report, quantity.block, quantity.amount.start) not in taken:
            by_report.setdefault(quantity.report, []).append(quantity)
    return tuple(
        point
        for indicator in indicators
        for measure in indicator.measures
        for point in _for_measure(indicator, measure, known[indicator.slug][measure.id], reports, by_report)
    )


def _for_measure(
    indicator: Indicator,
    measure: Measure,
    points: Sequence[ReadPoint],
    reports: Mapping[str, Report],
    by_report: Mapping[str, list[Quantity]],
) -> Iterator[NextPoint]:
    told = {point.report for point in indicator.points}
    series = {reports[report].series for report in told if report in reports}
    wanted = _Wanted(
        known=tuple(_words(found, reports) for found in points),
        title=bigrams(f"{indicator.title} {measure.title}"),
        topic=indicator.topic,
        unit=measure.unit,
    )
    for report in reports.values():
        if report.id in told or report.series not in series:
            continue
        rated = [(wanted.nearness(report, one), one) for one in by_report.get(report.id, ()) if wanted.fits(one)]
        best = sorted((one for one in rated if one[0] >= _LEAST), key=lambda one: -one[0])
        for nearness, quantity in best[:_MOST]:
            text = report.index.placed[quantity.block].text
            yield NextPoint(
                indicator=indicator,
                measure=measure,
                quantity=quantity,
                quote=_clause_of(text, quantity.amount.start, quantity.amount.end),
                likeness=round(nearness, 2),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """What is known of a measure: the words beside its numbers, its own, its topic and unit."""

    known: tuple[Counter[str], ...]
    title: Counter[str]
    topic: str
    unit: str

    def fits(self, quantity: Quantity) -> bool:
        return quantity.amount.base_unit == base_of_scaled(self.unit) and quantity.amount.value_to is None

    def nearness(self, report: Report, quantity: Quantity) -> float:
        """How likely a quantity is one more point, 0 to 1."""
        placed = report.index.placed[quantity.block]
        here = _around(placed.text, quantity.amount.start, quantity.amount.end)
        beside = max((dice(here, other) for other in self.known), default=0.0)
        said = bigrams(" ".join((*report.index.titles(placed.section), quantity.sentence)))
        titled = (self.title & said).total() / max(1, self.title.total())
        on_topic = next((page.matter.topic for page in report.pages if page.path == placed.page), "") == self.topic
        return _BESIDE * beside + _TITLE * titled + _TOPIC * on_topic


def _words(found: ReadPoint, reports: Mapping[str, Report]) -> Counter[str]:
    spot = found.spots[0]
    text = reports[spot.report].index.placed[spot.block].text
    return _around(text, found.amount.start, found.amount.end)


def _around(text: str, start: int, end: int) -> Counter[str]:
    """What stands around a number in its sentence, numbers apart, as pairs of characters."""
    before = re.split("[。；！？\t]", text[max(0, start - _BEFORE) : start])[-1]
    behind = re.split("[。；！？，\t]", text[end : end + _AFTER])[0]
    return bigrams(_figures.sub("", before)) + bigrams(_figures.sub("", behind))


def _clause_of(text: str, start: int, end: int) -> str:
    return next(
        (match.group() for match in _clause.finditer(text) if match.start() <= start and end <= match.end()),
        text[start:end],
    )
