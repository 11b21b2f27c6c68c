"""The pages that list all reports: one of all series, one of each, one of each decade where these are many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jinja2 import Environment

from annals.model import Edition, PageKind, Report, View
from annals.pages.filling import filled
from annals.pages.links import link
from annals.pages.shelves import HUB, LINES, TITLE, Decade, Shelf, Shelves
from annals.text.excerpts import beginning

_LONGEST_TITLE = 60
"""Characters of a report's title in a list of many."""
_FEW = 12
"""So many reports of a series are one list; more are folded by decades."""
_NUMBERS = 6
"""How many numbers of sections are told of a report."""
_LONGEST_NUMBER = 6
"""第十一章; what is longer, or has its 、 before the end, is a number with its title stuck to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A report in a list; `covers` is what of its original it holds."""

    name: str
    title: str
    covers: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """A decade in a list: its reports, or the page that has them."""

    name: str
    id: str
    count: int
    lines: tuple[Line, ...]
    href: str
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A series as a page lists it: `href` leads to its own page, empty there; `gaps` are the years that it lacks."""

    name: str
    id: str
    href: str
    issuer: str
    span: str
    gaps: tuple[str, ...]
    count: int
    lines: tuple[Line, ...]
    folds: tuple[Fold, ...]


def report_lists(edition: Edition, shelves: Shelves, templates: Environment) -> tuple[View, ...]:
    """Every page that lists reports; none where each page's menu has them all."""
    if not shelves.hub:
        return ()
    pages = [_hub(edition, shelves, templates)]
    for shelf in shelves.shelves:
        if shelves.several:
            pages.append(_series(edition, shelf, templates))
        for decade in shelf.decades:
            pages += _decade(edition, shelf, decade, templates, several=shelves.several)
    return tuple(pages)


def _hub(edition: Edition, shelves: Shelves, templates: Environment) -> View:
    listed = [
        _listed(edition, shelf, HUB, whole=shelves.whole or not shelves.several, opened=not shelves.several)
        for shelf in shelves.shelves
    ]
    count = len(edition.reports)
    return _view(edition, HUB, TITLE, (), templates, listed=listed, several=shelves.several, count=count)


def _series(edition: Edition, shelf: Shelf, templates: Environment) -> View:
    listed = [_listed(edition, shelf, shelf.path, whole=True, opened=True)]
    count = len(shelf.reports)
    return _view(
        edition, shelf.path, shelf.series.name, ((TITLE, HUB),), templates, listed=listed, several=False, count=count
    )


def _decade(edition: Edition, shelf: Shelf, decade: Decade, templates: Environment, *, several: bool) -> list[View]:
    """The pages of a decade, each with at most LINES of its reports."""
    views = []
    crumbs = ((TITLE, HUB), *(((shelf.series.name, shelf.path),) if several else ()))
    for number, path in enumerate(decade.paths):
        reports = decade.reports[number * LINES : (number + 1) * LINES]
        part = f"，第 {number + 1} 页" if len(decade.paths) > 1 else ""
        title = f"{shelf.series.name} {decade.name}{part}"
        beside = [
            (name, link(path, decade.paths[other]))
            for name, other in (("上一页", number - 1), ("下一页", number + 1))
            if 0 <= other < len(decade.paths)
        ]
        views.append(
            _view(
                edition,
                path,
                title,
                crumbs,
                templates,
                listed=[],
                several=False,
                lines=_lines(edition, reports, path),
                beside=beside,
                count=len(reports),
            )
        )
    return views


def _view(
    edition: Edition,
    path: str,
    title: str,
    crumbs: tuple[tuple[str, str], ...],
    templates: Environment,
    **shown: object,
) -> View:
    made = filled(templates, "shelves.html.j2", **{"title": title, "lines": (), "beside": (), **shown})
    own = edition.docs.get(path, "")
    return View(
        path=path,
        title=title,
        kind=PageKind.SERIES,
        markdown=own,
        made=made.html,
        crumbs=crumbs,
        edit=f"docs/{path}" if own else "",
        description=made.description,
    )


def _listed(edition: Edition, shelf: Shelf, here: str, *, whole: bool, opened: bool) -> Listed:
    few = whole and len(shelf.reports) <= _FEW and not any(decade.paths for decade in shelf.decades)
    return Listed(
        name=shelf.series.name,
        id=f"s-{shelf.slug}",
        href=link(here, shelf.path) if here != shelf.path else "",
        issuer=shelf.series.issuer,
        span=shelf.span,
        gaps=shelf.gaps,
        count=len(shelf.reports),
        lines=_lines(edition, shelf.reports, here) if few else (),
        folds=()
        if few
        else tuple(
            _fold(edition, shelf, decade, here, whole=whole, opened=opened and number == 0)
            for number, decade in enumerate(shelf.decades)
        ),
    )


def _fold(edition: Edition, shelf: Shelf, decade: Decade, here: str, *, whole: bool, opened: bool) -> Fold:
    name = f"{shelf.slug}-{decade.anchor}"
    there = "" if whole else link(here, shelf.path, name)
    href = link(here, decade.paths[0]) if decade.paths else there
    return Fold(
        name=decade.name,
        id=name,
        count=len(decade.reports),
        lines=() if href else _lines(edition, decade.reports, here),
        href=href,
        open=opened,
    )


def _lines(edition: Edition, reports: Sequence[Report], here: str) -> tuple[Line, ...]:
    return tuple(
        Line(
            name=edition.labels[report.id],
            title=beginning(report.title, _LONGEST_TITLE),
            covers=covers(report),
            href=link(here, report.home),
        )
        for report in reports
    )


def covers(report: Report) -> str:
    """What of its original a report holds: its chapters, or its one chapter and the numbers of its sections; of many the
    first and the last."""
    numbered = [(p.origin.level, p.text.split(maxsplit=1)[0]) for p in report.order if p.origin and p.origin.numbered]
    top = min((level for level, _ in numbered), default=1)
    chapters = {first for level, first in numbered if level == top}
    firsts = [first for level, first in numbered if level <= (top if len(chapters) > 1 else top + 1)]
    found = list(dict.fromkeys(first for first in firsts if len(first) <= _LONGEST_NUMBER and "、" not in first[:-1]))
    return "、".join(found) if len(found) <= _NUMBERS else f"{'、'.join(found[: _NUMBERS // 2])}……{found[-1]}"
