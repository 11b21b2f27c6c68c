"""What an edition says of itself in `mkdocs.yml`: its name, its series of reports, its terms."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A series of reports. `place` is the province, city or county it reports on, `short` what
    stands before a year where an edition has several series; each empty where not given."""

    id: str
    name: str
    short: str = ""
    place: str = ""
    issuer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """Under which terms the editors' words and the reports' text stand; empty: the tool's own words."""

    editors: str = ""
    reports: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What the home page shows first: slugs of topics and of entities; `line` (1-based) is where the facts say so, 0
    where they do not."""

    topics: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The facts of an edition; `series` holds at least one, the first is the default; `colour` is `#rrggbb`, empty: that of
    the tool."""

    site_name: str = ""
    site_description: str = ""
    site_author: str = ""
    copyright: str = ""
    series: tuple[Series, ...] = (Series(id="main", name=""),)
    official: bool = False
    notice: str = ""
    contact: str = ""
    colour: str = ""
    licence: Licence = Licence()
    home: Home = Home()

    def series_of(self, given: str) -> Series | None:
        """The series that a report's `series:` names by id or name, the default one for an empty
        string, None for one that is not listed."""
        if not given:
            return self.series[0]
        return next((series for series in self.series if given in (series.id, series.name)), None)

    def shelf_of(self, given: str) -> Series:
        """The same; one that is not listed is a series of its own, for it is none of the others."""
        return self.series_of(given) or Series(id=given, name=given)
