"""The page of changes, and the same as a feed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, groupby
from urllib.parse import urlsplit

from jinja2 import Environment

from annals.model import Edition, PageKind, View
from annals.pages.changes import Change, latest_changes
from annals.pages.filling import filled
from annals.pages.guide import about_crumbs
from annals.pages.links import link, url
from annals.pages.standing import CHANGES

FEED = "feed.xml"
_IN_FULL = 30
"""Changes that the page tells in full, and the feed at all."""
_ITEMS = 240
"""Pages and corrections that the changes told in full name in all; a change of many reports leaves room for fewer others."""
_OF_A_YEAR, _LINES = 60, 240
"""Older changes of a year that are told in a line each, and in all; of still older years their number."""
_EVER = 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The changes of a day (ISO date, UTC), the newest first."""

    day: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PastYear:
    """The older changes of a year: how many there were, and the newest of them."""

    year: str
    count: int
    changes: tuple[Change, ...]


def changes_page(edition: Edition, templates: Environment) -> View:
    """The page of changes: the latest by day, the older ones folded by year; `edition.docs` may hold what editors wrote
    above them."""
    found = latest_changes(edition, _EVER)
    full = _in_full(found)
    made = filled(
        templates,
        "changes_page.html.j2",
        site=edition.facts.site_name,
        days=_days(found[:full]),
        years=_years(found[full:]),
        known=bool(edition.history.at),
        link=partial(link, CHANGES),
    )
    return View(
        path=CHANGES,
        title=made.title,
        kind=PageKind.CHANGES,
        markdown=edition.docs.get(CHANGES, ""),
        made=made.html,
        crumbs=about_crumbs(edition),
        edit=f"docs/{CHANGES}" if CHANGES in edition.docs else "",
        description=made.description,
    )


def feed_files(edition: Edition, address: str, templates: Environment) -> dict[str, str]:
    """The Atom feed (RFC 4287) by its path below the site's root; `address` is that of the site, with its slash at the end.
    None without an address, or where no history tells when the edition changed: the format asks for both."""
    if not address or not edition.history.at:
        return {}
    found = latest_changes(edition, _IN_FULL)
    entry = templates.get_template("feed_entry.html.j2")
    text = templates.get_template("feed.xml.j2").render(
        facts=edition.facts,
        version=edition.history.version,
        updated=found[0].at if found else edition.history.at,
        # Plain strings: what is HTML there is text in the feed.
        entries=[(change, entry.render(change=change, link=lambda path: address + url(path))) for change in found],
        feed=address + FEED,
        page=address + url(CHANGES),
        host=urlsplit(address).hostname or "",
    )
    return {FEED: text + "\n"}


def _days(found: Iterable[Change]) -> tuple[Day, ...]:
    return tuple(Day(day=day, changes=tuple(of_day)) for day, of_day in groupby(found, lambda change: change.day))


def _in_full(found: Sequence[Change]) -> int:
    """How many of the newest changes the page has room to tell in full: at least one."""
    items = accumulate(_items(change) for change in found[:_IN_FULL])
    return max(1, sum(1 for count in items if count <= _ITEMS))


def _items(change: Change) -> int:
    """What a change names; a correction takes as much room as three pages."""
    reports = sum(1 + len(item.pages.shown) + 3 * len(item.corrections) for item in change.reports)
    rest = (change.topics, change.entities, change.indicators, change.others)
    return 1 + reports + sum(len(some.shown) for some in rest)


def _years(found: Iterable[Change]) -> tuple[PastYear, ...]:
    room, years = _LINES, []
    for year, of_year in groupby(found, lambda change: change.day[:4]):
        told = tuple(of_year)
        shown = told[: min(_OF_A_YEAR, room)]
        room -= len(shown)
        years.append(PastYear(year=year, count=len(told), changes=shown))
    return tuple(years)
