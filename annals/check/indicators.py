"""What is wrong with indicators, held against the reports they speak of."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from annals.check.blocks import lost_reference, misquoted, missing_report
from annals.figures.points import amount_at, in_time, placed_at, unsaid_year
from annals.markdown.front import Front
from annals.model import Comparable, Facts, Index, Indicator, Measure, Phrase, Point, Problem, Report, Topic, few
from annals.text.likeness import most_like
from annals.text.nearness import perhaps

_ALIKE = 0.6
"""Of `1200方元` and `1200万元` 0.8 is alike."""
_figure = re.compile(r"(?<![\d.])\d[\d,.，]{0,15}(?![\d.])")
_SHOWN = 12
"""Known names that are told where one is not known."""


def indicator_problems(
    indicators: Iterable[Indicator],
    reports: Iterable[Report],
    topics: Iterable[Topic],
    facts: Facts,
    fronts: Mapping[str, Front],
) -> Iterator[Problem]:
    """Problems of indicator pages; `fronts` are the pages by path under docs/."""
    known = {report.id: report for report in reports}
    named = [(topic.title, topic.slug) for topic in topics]
    titles, slugs = dict(named), tuple(slug for _, slug in named)
    for indicator in indicators:
        page = _Page(indicator=indicator, front=fronts[indicator.path], reports=known, facts=facts)
        if indicator.topic and indicator.topic not in slugs:
            yield page.unknown(indicator.topic, slugs, "topic", titles=titles)
        if indicator.series and facts.series_of(indicator.series) is None:
            names = {series.name: series.id for series in facts.series}
            yield page.unknown(indicator.series, tuple(names.values()), "series", titles=names)
        yield from page.twice("measures", [measure.id for measure in indicator.measures])
        yield from page.points()
        yield from page.alike()
        for measure in indicator.measures:
            yield from page.scopes(measure)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """An indicator and where its values stand."""

    indicator: Indicator
    front: Front
    reports: Mapping[str, Report]
    facts: Facts

    @property
    def path(self) -> str:
        return f"docs/{self.indicator.path}"

    @property
    def indexes(self) -> dict[str, Index]:
        return {name: report.index for name, report in self.reports.items()}

    def unknown(self, value: str, known: tuple[str, ...], *at: str | int, titles: Mapping[str, str] = {}) -> Problem:
        """`titles`: what known ones are called, each with its name; people write that."""
        line, shown = self.front.place(*at)
        near = difflib.get_close_matches(value, known, 1, 0)
        said = few((*near, *(name for name in known if name not in near)), _SHOWN)
        nearest = perhaps(value, (*known, *titles), titles)
        return Problem.of(
            "E235", self.path, line, excerpt=shown, key=str(at[-1]), value=value, nearest=nearest, known=said
        )

    def twice(self, key: str, names: list[str]) -> Iterator[Problem]:
        for number, name in enumerate(names):
            if name in names[:number]:
                line, shown = self.front.place(key, number)
                yield Problem.of(
                    "E237", self.path, line, excerpt=shown, other=self.front.place(key, names.index(name))[0]
                )

    def points(self) -> Iterator[Problem]:
        """What is wrong with the points. A unit that none of a measure's points bears is the slip, not each of them."""
        found = [(point, problem) for point in self.indicator.points for problem in self.point(point)]
        for number, measure in enumerate(self.indicator.measures):
            count = sum(point.measure == measure.id for point in self.indicator.points)
            own = [problem for point, problem in found if point.measure == measure.id and _printed_unit(problem)]
            units = {_printed_unit(problem) for problem in own}
            if count == len(own) and len(units) == 1:
                found = [(point, problem) for point, problem in found if problem not in own]
                line, shown = self.front.place("measures", number, "unit")
                slip = Problem.of("E247", self.path, line, excerpt=shown, unit=measure.unit, printed=units.pop())
                yield replace(slip, followers=tuple(own))
        yield from (problem for _, problem in found)

    def point(self, point: Point) -> Iterator[Problem]:
        """What is wrong with one point; the first fault takes it out, and no other is told."""
        at = ("points", point.number)
        measures = {measure.id: measure for measure in self.indicator.measures}
        if point.measure not in measures:
            yield self.unknown(point.measure, tuple(measures), *at, "measure")
        elif point.report not in self.reports:
            yield missing_report(self.path, *self.front.place(*at, "report"), point.report)
        elif (own := self._series(self.reports[point.report].series)) != self._series(self.indicator.series):
            mine = self._series(self.indicator.series)
            known = [one.id for one in self.reports.values() if self._series(one.series) == mine]
            yield self.unknown(f"{point.report}（{own}）", tuple(known), *at, "report")
        else:
            found = (
                next(self._quotations(point), None)
                or self._printed(point, measures[point.measure])
                or self._period(point)
            )
            if found is not None:
                yield found

    def _series(self, given: str) -> str:
        return self.facts.shelf_of(given).id

    def _quotations(self, point: Point) -> Iterator[Problem]:
        at = ("points", point.number)
        for number, (quote, reference) in enumerate(zip(point.quotes, point.blocks, strict=True)):
            placed = placed_at(point, number, self.reports)
            if placed is None:
                line, shown = self.front.place(*at, "block")
                yield lost_reference(self.path, line, shown, reference, self.indexes, quote)
            elif quote not in placed.text:
                line, shown = self.front.place(*at, "quote")
                yield misquoted(self.path, line, shown, quote, reference, self.indexes)

    def _printed(self, point: Point, measure: Measure) -> Problem | None:
        """What is wrong with the printed words, once all quotations stand."""
        wrong = _not_there(point)
        for number, quote in enumerate(point.quotes):
            placed = placed_at(point, number, self.reports)
            if placed is not None and point.printed in quote:
                start = placed.text.index(quote)
                found = amount_at(placed.text, start, start + len(quote), point.printed, measure.unit)
                if not isinstance(found, Phrase):
                    return None
                wrong = found
                break
        line, shown = self.front.place("points", point.number, "printed")
        return Problem.of("E236", self.path, line, excerpt=shown, printed=point.printed, wrong=wrong)

    def _period(self, point: Point) -> Problem | None:
        year = unsaid_year(point, self.reports)
        if year is None:
            return None
        line, shown = self.front.place("points", point.number, "period")
        return Problem.of("E244", self.path, line, excerpt=shown, period=point.period, year=str(year))

    def alike(self) -> Iterator[Problem]:
        """Points that say the same of the same time: of one measure, report, period and scope."""
        points = self.indicator.points
        keys = [(point.measure, point.report, point.period, point.scope) for point in points]
        for index, (point, key) in enumerate(zip(points, keys, strict=True)):
            if key in keys[:index]:
                line, shown = self.front.place("points", point.number)
                other = self.front.place("points", points[keys.index(key)].number)[0]
                yield Problem.of("E237", self.path, line, excerpt=shown, other=other)

    def scopes(self, measure: Measure) -> Iterator[Problem]:
        """Points that count something else in words than the one before them and do not say whether they compare."""
        own = in_time([point for point in self.indicator.points if point.measure == measure.id], self.reports)
        told: set[int] = set()
        for before, point in pairwise(own):
            if point.comparable is Comparable.YES and point.scope != before.scope:
                # The one without a scope is the one to mend, be it the earlier.
                here, other = (point, before) if before.scope else (before, point)
                if here.number in told:
                    continue
                told |= {here.number} if not here.scope else set()
                line, shown = self.front.place("points", here.number)
                scope = here.scope or Phrase.of("yaml-empty")
                yield Problem.of("N115", self.path, line, excerpt=shown, scope=scope, before=other.scope)


def _not_there(point: Point) -> Phrase:
    nearest = _same_unit(point) or most_like(point.printed, point.quotes)
    if difflib.SequenceMatcher(None, point.printed, nearest, autojunk=False).ratio() < _ALIKE:
        return Phrase.of("printed-not-there")
    return Phrase.of("printed-nearest", better=nearest)


def _same_unit(point: Point) -> str:
    """Of the figures of the quotations with the words and unit that are printed the one most like it: whoever typed 83 for 38 has
    all its digits. Empty without one."""
    number = _figure.search(point.printed)
    if number is None:
        return ""
    lead, rest = point.printed[: number.start()], point.printed[number.end() :]
    found = [
        f"{lead}{one[0]}{rest}"
        for quote in point.quotes
        for one in _figure.finditer(quote)
        if quote[: one.start()].endswith(lead) and quote.startswith(rest, one.end())
    ]

    def likeness(one: str) -> tuple[bool, float]:
        ratio = difflib.SequenceMatcher(None, point.printed, one, autojunk=False).ratio()
        return sorted(one) == sorted(point.printed), ratio

    return max(found, key=likeness, default="")


def _printed_unit(problem: Problem) -> str:
    """The unit that is printed where a measure has another; empty for all other problems."""
    wrong = dict(problem.details).get("wrong")
    is_unit = problem.code == "E236" and isinstance(wrong, Phrase) and wrong.key == "printed-unit"
    return str(dict(wrong.details)["found"]) if is_unit and isinstance(wrong, Phrase) else ""
