"""What search tells before its results: of each indicator and recurring event, what it counts or states through the years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from annals.figures.points import points_of
from annals.model import Comparable, Edition, Entity, Indicator, ReadPoint, Report, Series, Statement
from annals.names.entity_page import FIELDS
from annals.pages.indicators import measure_id
from annals.pages.links import url
from annals.pages.occasion_table import FIELD_NAMES
from annals.pages.occasions import Row as Occasion
from annals.pages.occasions import rows as occasions_of
from annals.pages.occasions import told
from annals.pages.quoting import References
from annals.text.period_words import told_period

EDITIONS = "editions"
"""The place of an event's editions on its page."""
_YEARS = 12
"""Years of one row, the newest; the page that it leads to has the others."""
_VALUES = 4
"""Values of one year that a row shows."""
_ROWS = 40
"""Rows of one page: an event may have any number of figures."""
_FORMS = 24
"""Wordings by which a row is known."""
_clause = re.compile(r"[，；。：、！？（）,;:!?()]")


class Silence(IntEnum):
    """Why a year of a row has no value: it has one; the report of that year does not write it; nobody has recorded whether
    it does; its quotation does not stand."""

    NONE = 0
    UNWRITTEN = 1
    UNRECORDED = 2
    WITHHELD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class YearValue:
    """One value as readers see it: `href` (below the site's root) leads to the block that it was read from, `found` are
    words of that block, the value itself where it stands there; `when` it holds, where that is not the whole year, `scope`
    what is counted, `report` the one that says it, where that is not the year's own; `comparable` with the value before."""

    value: str
    href: str
    found: str
    comparable: Comparable = Comparable.YES
    when: str = ""
    scope: str = ""
    report: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearCell:
    """A year of a row; `more` values are not shown."""

    year: int
    values: tuple[YearValue, ...]
    silence: Silence = Silence.NONE
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRow:
    """One thing through the years, the newest first: `label` says what it is, `series` whose reports say it (an id, its name
    where the edition has several), `anchor` is its place on the page, `forms` are wordings by which readers may ask
    for it: what it is called, what readers call it instead, what its sentences say; `older` says that the page has earlier
    years."""

    label: str
    series: str
    name: str
    anchor: str
    forms: tuple[tuple[str, ...], ...]
    cells: tuple[YearCell, ...]
    older: bool


def year_rows(edition: Edition) -> dict[str, tuple[YearRow, ...]]:
    """The rows of each page that has any, by its address below the site's root."""
    maker = _Maker.of(edition)
    found = {url(one.path): tuple(maker.of_indicator(one)) for one in edition.indicators}
    for entity in edition.registry.entities:
        if entity.occasions:
            found[url(entity.path)] = tuple(maker.of_entity(entity))
    return {address: rows for address, rows in found.items() if rows}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Maker:
    """What all rows share: the reports by id, those of each year of a series, and the reports that name an entity."""

    edition: Edition
    references: References
    shelves: Mapping[str, tuple[Series, Mapping[int, tuple[Report, ...]]]]
    naming: frozenset[tuple[str, str]]

    @staticmethod
    def of(edition: Edition) -> _Maker:
        shelves = {series.id: (series, _by_years(reports)) for series, reports in edition.shelves()}
        naming = frozenset((mention.entity, mention.report) for mention in edition.registry.mentions)
        return _Maker(edition=edition, references=References.of(edition), shelves=shelves, naming=naming)

    def of_indicator(self, indicator: Indicator) -> Iterator[YearRow]:
        """A row for each measure that has points."""
        shelf = self.shelves.get(self.edition.facts.shelf_of(indicator.series).id)
        if shelf is None:
            return
        series, reports = shelf
        points = points_of(indicator, self.references.reports)
        for measure in indicator.measures:
            standing = points[measure.id]
            if not standing:
                continue
            scoped = any(found.comparable in (Comparable.NO, Comparable.PARTLY) for found in standing)
            values: dict[int, list[YearValue]] = {}
            for found in reversed(standing):
                values.setdefault(found.point.year, []).append(self._point(found, scoped=scoped))
            stated = {point.year for point in indicator.points if point.measure == measure.id}
            silent = {
                year: Silence.WITHHELD if year in stated else Silence.UNWRITTEN
                for year in reports
                if year not in values
            }
            yield self._row(
                label=f"{measure.title}（{measure.unit}）",
                series=series,
                anchor=measure_id(measure.id),
                forms=_forms_of(standing),
                values=values,
                silent=silent,
            )

    def of_entity(self, entity: Entity) -> Iterator[YearRow]:
        """A row for each thing that its editions state, and for each series whose reports state it."""
        found = occasions_of(entity, self.references)
        rows = []
        for series, reports in self.shelves.values():
            own = [one for one in found if self.edition.series_of(self.references.reports[one.report]) == series]
            for field, what in _stated(own):
                values: dict[int, list[YearValue]] = {}
                for occasion in own:
                    for statement in occasion.values(field):
                        if statement.what == what:
                            values.setdefault(occasion.year, []).extend(self._statement(statement, occasion))
                rows.append(
                    self._row(
                        label=what or FIELD_NAMES[field],
                        series=series,
                        anchor=EDITIONS,
                        # What else a sentence says beside a figure may be of another: the label alone says what is counted.
                        forms=(),
                        values=values,
                        silent={
                            year: self._silence(entity, field, what, year, reports[year], own)
                            for year in reports
                            if year not in values
                        },
                    )
                )
        # What is told of the most years comes before the figures of a single one.
        yield from sorted(rows, key=lambda row: -sum(bool(cell.values) for cell in row.cells))[:_ROWS]

    def _silence(
        self, entity: Entity, field: str, what: str, year: int, reports: Sequence[Report], own: Sequence[Occasion]
    ) -> Silence:
        """Why nothing is told for a year: of a field all that is written is recorded, figures are a choice."""
        if any(
            (statement.field, statement.what) == (field, what)
            for occasion in entity.occasions
            if occasion.year == year
            for statement in occasion.statements
        ):
            return Silence.WITHHELD
        if not any((entity.slug, report.id) in self.naming for report in reports):
            return Silence.UNWRITTEN
        ids = {report.id for report in reports}
        recorded = not what and any(one.year == year and one.report in ids for one in own)
        return Silence.UNWRITTEN if recorded else Silence.UNRECORDED

    def _row(
        self,
        *,
        label: str,
        series: Series,
        anchor: str,
        forms: Iterable[str],
        values: Mapping[int, Sequence[YearValue]],
        silent: Mapping[int, Silence],
    ) -> YearRow:
        years = sorted(values.keys() | silent.keys(), reverse=True)
        return YearRow(
            label=label,
            series=series.id,
            name=(series.short or series.name) if len(self.shelves) > 1 else "",
            anchor=anchor,
            forms=self._forms(label, [form for form in dict.fromkeys(forms) if form][:_FORMS]),
            cells=tuple(
                YearCell(
                    year=year,
                    values=tuple(values.get(year, ())[:_VALUES]),
                    silence=silent.get(year, Silence.NONE),
                    more=len(values.get(year, ())[_VALUES:]),
                )
                for year in years[:_YEARS]
            ),
            older=len(years) > _YEARS,
        )

    def _forms(self, label: str, said: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """A label, what readers say instead of a word in it, and wordings with what readers say instead of words in these."""
        return ((label,), self._instead([label]), (*said, *self._instead(said)))

    def _instead(self, forms: Sequence[str]) -> tuple[str, ...]:
        return tuple(
            word
            for word, meant in self.edition.asked
            if any(one and one in form for one in meant.split("、") for form in forms)
        )

    def _point(self, found: ReadPoint, *, scoped: bool) -> YearValue:
        point, spot = found.point, found.spots[0]
        when = told_period(point.period)
        return YearValue(
            value=point.printed,
            href=self._href(spot.report, spot.block),
            found=point.printed,
            comparable=found.comparable,
            when="" if when == f"{point.year}年" else when.removeprefix(f"{point.year}年"),
            scope=point.scope if scoped else "",
            report=self._report(point.report, point.year),
        )

    def _statement(self, statement: Statement, occasion: Occasion) -> Iterator[YearValue]:
        found = self.references.find(statement.block, statement.quote)
        if found is None:
            return
        report, placed = found
        value = told(statement, occasion)
        yield YearValue(
            value=value,
            href=self._href(report.id, placed.id),
            found=value if value in statement.quote else statement.quote,
            report=self._report(report.id, occasion.year),
        )

    def _href(self, report: str, block: str) -> str:
        placed = self.references.reports[report].index.placed[block]
        return f"{url(placed.page)}#{placed.id}"

    def _report(self, report: str, year: int) -> str:
        """The label of a report, empty for the year's own."""
        told_by = self.references.reports[report]
        own = self.shelves[self.edition.series_of(told_by).id][1].get(year, ())
        return "" if [told_by.id] == [one.id for one in own] else self.edition.labels[report]


def _by_years(reports: Iterable[Report]) -> dict[int, tuple[Report, ...]]:
    found: dict[int, tuple[Report, ...]] = {}
    for report in reports:
        if report.year is not None:
            found[report.year] = (*found.get(report.year, ()), report)
    return found


def _stated(rows: Sequence[Occasion]) -> list[tuple[str, str]]:
    """The fields that some editions state, an end with its beginning, and of figures each thing that is counted."""
    pairs = [(statement.field, statement.what) for row in rows for statement in row.statements]
    return sorted(
        {pair for pair in pairs if pair[0] != "end"}, key=lambda pair: (FIELDS.index(pair[0]), pairs.index(pair))
    )


def _forms_of(points: Sequence[ReadPoint]) -> list[str]:
    """What editors say that points count, and what reports do, the newest first."""
    newest = [found.point for found in reversed(points)]
    said = (_said(quote, point.printed) for point in newest for quote in point.quotes if point.printed in quote)
    return [*(point.scope for point in newest), *said]


def _said(quote: str, value: str) -> str:
    """What a sentence says right before and behind a value, up to the next mark.

    >>> _said("展览有二，参展企业958家（特装比例82.7%）", "958家"), _said("总额突破6.38亿，比上届增长", "6.38亿")
    ('参展企业', '总额突破')
    """
    before, found, behind = quote.partition(value)
    return _clause.split(before)[-1] + _clause.split(behind)[0] if found else ""
