"""Where all reports are to be found, by series and decades: as long as they fit, in every page's menu, else on pages of
their own, so that no other page grows with them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from annals.markdown.front import Front, FrontError
from annals.model import Edition, PageKind, Report, Series, View, missing_years
from annals.pages.links import labelled, url

HUB = "series/index.md"
TITLE = "各年报告"
MANY = 12
"""More reports than this, or those of several series, are in no page's menu, but on the hub."""
LINES = 300
"""So many reports one page lists; where a series has more, each of its decades has a page."""
_AROUND = 2
"""How many reports before and behind its own a page's menu has."""
_plain = re.compile(r"[a-z0-9][a-z0-9-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decade:
    """The reports of one series in ten years, the newest first; `first` is None for those without a year. `paths` are
    the pages that list them where that of the series has no room."""

    first: int | None
    reports: tuple[Report, ...]
    paths: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return "年份未定" if self.first is None else f"{self.first}–{self.first + 9}"

    @property
    def anchor(self) -> str:
        return "undated" if self.first is None else str(self.first)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """One series: `slug` is its name in addresses, `path` the page that lists its reports."""

    series: Series
    slug: str
    path: str
    reports: tuple[Report, ...]
    decades: tuple[Decade, ...]

    @property
    def span(self) -> str:
        """Its years, from the first to the last."""
        years = [report.year for report in self.reports if report.year is not None]
        return "" if not years else str(years[0]) if years[0] == years[-1] else f"{years[-1]}–{years[0]}"

    @property
    def gaps(self) -> tuple[str, ...]:
        """The years that it lacks."""
        return missing_years(report.year for report in self.reports if report.year is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelves:
    """All reports by series, in the order of the facts; `hub` says that there are pages that list them."""

    shelves: tuple[Shelf, ...]
    hub: bool

    @staticmethod
    def of(edition: Edition) -> Shelves:
        found = edition.shelves()
        several = len(found) > 1
        published = frozenset(address for address in edition.register if address.startswith("series/"))
        return Shelves(
            shelves=tuple(_shelf(series, reports, published, several=several) for series, reports in found),
            hub=several or len(edition.reports) > MANY or url(HUB) in published,
        )

    @property
    def several(self) -> bool:
        return len(self.shelves) > 1

    @property
    def whole(self) -> bool:
        """Whether the hub lists every report."""
        return sum(len(shelf.reports) for shelf in self.shelves) <= LINES

    def paths(self) -> Iterator[str]:
        """The pages that list reports."""
        if self.hub:
            yield HUB
            yield from (shelf.path for shelf in self.shelves if self.several)
            yield from (path for shelf in self.shelves for decade in shelf.decades for path in decade.paths)

    def placed(self, views: Sequence[View], edition: Edition) -> tuple[View, ...]:
        """The views of reports with their labels, the way up to the pages that list them, and the reports around them."""
        known = {report.id: (report, shelf) for shelf in self.shelves for report in shelf.reports}
        return tuple(
            self._placed(view, *known[view.report], edition) if view.report in known else view for view in views
        )

    def _placed(self, view: View, report: Report, shelf: Shelf, edition: Edition) -> View:
        label = edition.labels[report.id]
        if label != str(report.year) and view.kind in (PageKind.REPORT, PageKind.YEAR):
            title = labelled(view.title, report.year, label) if view.kind is PageKind.REPORT else view.title
            view = replace(view, title=title, markdown=_retitled(view.markdown, report.year, label))
        if not self.hub:
            return view
        up = ((TITLE, HUB), *(((shelf.series.name, shelf.path),) if self.several else ()))
        around = tuple((edition.labels[other.id], other.home) for other in _around(report, shelf.reports))
        return replace(view, crumbs=(*up, *view.crumbs), around=(*up[1:], *around))


def _retitled(markdown: str, year: int | None, label: str) -> str:
    """A page of docs/ with the label of its report in its title."""
    try:
        front = Front.of(markdown)
    except FrontError:
        return markdown
    title = front.values.get("title")
    if not isinstance(title, str) or labelled(title, year, label) == title:
        return markdown
    return front.changed(title=labelled(title, year, label)) + front.body


def _around(report: Report, reports: Sequence[Report]) -> Sequence[Report]:
    """A report with those next to it in time, in the order of `reports`."""
    at = next(place for place, other in enumerate(reports) if other.id == report.id)
    return reports[max(0, at - _AROUND) : at + _AROUND + 1]


def _shelf(series: Series, reports: tuple[Report, ...], published: frozenset[str], *, several: bool) -> Shelf:
    # The name in addresses must outlast a second series: the pages of decades bear it in an edition of one, too.
    slug = series.id if _plain.fullmatch(series.id) and series.id != "index" else _hashed(series.id)
    decades = [
        Decade(first=first, reports=tuple(of_decade))
        for first, of_decade in groupby(reports, lambda report: None if report.year is None else report.year // 10 * 10)
    ]
    paths = [_decade_paths(slug, decade) for decade in decades]
    if len(reports) > LINES or any(url(path) in published for found in paths for path in found):
        decades = [replace(decade, paths=found) for decade, found in zip(decades, paths, strict=True)]
    path = f"series/{slug}.md" if several else HUB
    return Shelf(series=series, slug=slug, path=path, reports=reports, decades=tuple(decades))


def _decade_paths(slug: str, decade: Decade) -> tuple[str, ...]:
    pages = -(-len(decade.reports) // LINES)
    return tuple(
        f"series/{slug}-{decade.anchor}{'' if number == 1 else f'-{number}'}.md" for number in range(1, pages + 1)
    )


def _hashed(name: str) -> str:
    return f"s-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
