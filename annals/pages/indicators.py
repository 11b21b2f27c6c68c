"""Indicator pages: the points of each measure as a table and a picture, every number with its sentence; and their hub."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from jinja2 import Environment

from annals.figures.points import points_of
from annals.markdown.front import fenced
from annals.model import (
    INDICATORS,
    Comparable,
    Edition,
    Indicator,
    Measure,
    PageKind,
    ReadPoint,
    Report,
    View,
    by_year,
    missing_years,
    topic_path,
)
from annals.pages.filling import filled
from annals.pages.indicator_chart import Chart, Plotted, chart_of
from annals.pages.indicator_data import table_path
from annals.pages.links import beside, link
from annals.pages.passage import Passage, Passages
from annals.pages.quoting import sentence
from annals.text.excerpts import beginning
from annals.text.period_words import told_period

HUB = f"{INDICATORS}index.md"
HUB_TITLE = "数字"
STYLE = "assets/annals-figures.css"
"""How tables of figures and pictures look: linked from the pages that have some."""
_DESCRIBED = 120
"""Characters of an indicator's prose that describe it to search engines."""
_ROWS = 60
"""Points of one measure that its table shows, the newest; the CSV has the others."""
_NAMED = 24
"""Reports, or runs of years, that are named one by one; of more it is said how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sentence and where it stands."""

    passage: Passage
    href: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One point of a measure: `when` it holds, `name` the report that says it, empty where that is the year's own, `href` where its digits stand; `comparable`
    is a member of Comparable."""

    id: str
    when: str
    name: str
    printed: str
    href: str
    scope: str
    comparable: Comparable
    reason: str
    sentences: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureTable:
    """A measure on its page, the newest row first: `more` older points are in its CSV alone; `silent` are the reports that do not say it,
    `withheld` those whose quotation no longer stands, each counted where they are too many to name."""

    measure: Measure
    rows: tuple[Row, ...]
    more: int
    chart: Chart | None
    silent: tuple[str, ...]
    withheld: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An indicator as the hub lists it: the years of its first and last point, how many points and breaks it has."""

    title: str
    href: str
    measures: tuple[str, ...]
    first: int
    last: int
    points: int
    breaks: int


def measure_id(measure: str) -> str:
    """The place of a measure on its indicator's page."""
    return f"m-{measure}"


def indicator_paths(edition: Edition) -> tuple[str, ...]:
    """The pages of all indicators below docs/, and their hub; without indicators there is none."""
    own = [indicator.path for indicator in edition.indicators]
    return (HUB, *own) if own else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorPages:
    """What all pages with indicators share: their points that stand, by indicator and measure; made once."""

    edition: Edition
    passages: Passages
    reports: Mapping[str, Report]
    points: Mapping[str, Mapping[str, tuple[ReadPoint, ...]]]

    @staticmethod
    def of(edition: Edition, passages: Passages) -> IndicatorPages:
        reports = {report.id: report for report in edition.reports}
        points = {indicator.slug: points_of(indicator, reports) for indicator in edition.indicators}
        return IndicatorPages(edition=edition, passages=passages, reports=reports, points=points)

    def in_series(self, indicator: Indicator) -> tuple[Report, ...]:
        """The reports of an indicator's series by year."""
        shelf = self.edition.facts.shelf_of(indicator.series)
        return by_year(report for report in self.edition.reports if self.edition.series_of(report).id == shelf.id)

    def href(self, found: ReadPoint, here: str) -> str:
        """From a page to the block in which the digits of a point stand."""
        spot = found.spots[0]
        return link(here, self.reports[spot.report].index.placed[spot.block].page, spot.block)

    def page(self, indicator: Indicator, templates: Environment) -> View:
        """The page of an indicator."""
        here = indicator.path
        tables = tuple(self._table(measure, indicator, here) for measure in indicator.measures)
        topics = {topic.slug: topic.title for topic in self.edition.topics}
        reports = self.in_series(indicator)
        gaps = missing_years(report.year for report in reports if report.year is not None)
        title = self._series_name(indicator) + indicator.title
        made = filled(
            templates,
            "indicator_page.html.j2",
            title=title,
            said=beginning(indicator.body.strip(), _DESCRIBED),
            tables=tables,
            topic=(topics[indicator.topic], link(here, topic_path(indicator.topic)))
            if indicator.topic in topics
            else None,
            gaps=_few(gaps),
            style=beside(here, STYLE),
            csv=beside(here, table_path(indicator.slug)),
            data=beside(here, "data/indicators.csv"),
        )
        return View(
            path=here,
            title=title,
            kind=PageKind.INDICATOR,
            markdown=f"{fenced({'title': title})}\n{indicator.body}\n",
            made=made.html,
            crumbs=((HUB_TITLE, HUB),),
            edit=f"docs/{here}",
            description=made.description,
        )

    def _series_name(self, indicator: Indicator) -> str:
        """What stands before a title where the edition has several series."""
        series = self.edition.facts.shelf_of(indicator.series)
        return f"{series.short or series.name} " if len(self.edition.shelves()) > 1 else ""

    def _table(self, measure: Measure, indicator: Indicator, here: str) -> MeasureTable:
        points, labels = self.points[indicator.slug][measure.id], self.edition.labels
        stated = {point.report for point in indicator.points if point.measure == measure.id}
        stand = {found.point.report for found in points}
        reports = self.in_series(indicator)
        rows: list[Row] = []
        for found in points:
            rows.append(self._row(found, here, {row.id for row in rows}))
        plotted = [
            Plotted(
                found=found,
                title=f"{row.when}：{row.printed}" + (f"（{row.scope}）" if row.scope else ""),
                href=row.href,
            )
            for found, row in zip(points, rows, strict=True)
        ]
        return MeasureTable(
            measure=measure,
            rows=tuple(reversed(rows[-_ROWS:])),
            more=len(rows[:-_ROWS]),
            chart=chart_of(plotted, [report.year for report in reports if report.year is not None]),
            silent=_few([labels[report.id] for report in reports if report.id not in stated]),
            withheld=_few([labels[report.id] for report in reports if report.id in stated - stand]),
        )

    def _row(self, found: ReadPoint, here: str, taken: set[str]) -> Row:
        point = found.point
        names = (f"{point.measure}-{point.report}{suffix}" for suffix in ("", *(f"-{n}" for n in range(2, 10**4))))
        return Row(
            id=next(name for name in (f"p-{name}" for name in names) if name not in taken),
            when=told_period(point.period),
            name="" if (name := self.edition.labels[point.report]) == str(point.year) else name,
            printed=point.printed,
            href=self.href(found, here),
            scope=point.scope,
            comparable=found.comparable,
            reason=found.reason,
            sentences=tuple(self._told(found, number, here) for number in range(len(found.spots))),
        )

    def _told(self, found: ReadPoint, number: int, here: str) -> Told:
        """The sentence around a quotation, in the first of them with the digits marked."""
        spot = found.spots[number]
        placed = self.reports[spot.report].index.placed[spot.block]
        start, end = sentence(placed.text, spot.start, spot.end)
        named = [(found.amount.start, found.amount.end)] if number == 0 else []
        passage = self.passages.passage(spot.report, placed, here, start=start, end=end, named=named)
        return Told(
            passage=replace(passage, before=False, after=False),
            href=link(here, placed.page, placed.id),
            label=f"{self.edition.labels[spot.report]} 第 {passage.label} 行" if passage.label else "",
        )

    def hub(self, templates: Environment) -> View:
        """The page that leads to those of all."""
        order = {topic.slug: place for place, topic in enumerate(self.edition.topics)}
        titles = {topic.slug: topic.title for topic in self.edition.topics}

        def place(indicator: Indicator) -> int:
            return order.get(indicator.topic, len(order))

        groups = [
            (
                titles.get(own[0].topic, "其他"),
                link(HUB, topic_path(own[0].topic)) if own[0].topic in titles else "",
                [self._listed(indicator) for indicator in own],
            )
            for _, found in groupby(sorted(self.edition.indicators, key=place), place)
            for own in [list(found)]
        ]
        made = filled(
            templates,
            "indicators_index.html.j2",
            groups=groups,
            data=beside(HUB, "data/indicators.csv"),
            guide=link(HUB, "guide/data.md"),
        )
        return View(
            path=HUB,
            title=HUB_TITLE,
            kind=PageKind.INDICATORS,
            markdown=self.edition.docs.get(HUB, ""),
            made=made.html,
            description=made.description,
        )

    def _listed(self, indicator: Indicator) -> Listed:
        points = [found for measure in indicator.measures for found in self.points[indicator.slug][measure.id]]
        years = [found.point.year for found in points]
        return Listed(
            title=self._series_name(indicator) + indicator.title,
            href=link(HUB, indicator.path),
            measures=tuple(f"{measure.title}（{measure.unit}）" for measure in indicator.measures),
            first=min(years, default=0),
            last=max(years, default=0),
            points=len(points),
            breaks=sum(found.comparable in (Comparable.NO, Comparable.PARTLY) for found in points),
        )


def _few(names: Sequence[str]) -> tuple[str, ...]:
    """Names, or where there are too many the first and how many more there are."""
    return (*names[:_NAMED], f"另 {len(names) - _NAMED} 项") if len(names) > _NAMED else tuple(names)
