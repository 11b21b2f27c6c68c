"""The drawer of narrow screens: all hubs and years, and the pages of the report in which one is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annals.model import PageKind, View
from annals.pages.links import url, within
from annals.site.frame import MANY, tab_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """An entry of the drawer, with what stands below it; `current` and `anchor` as those of a tab."""

    title: str
    address: str
    current: str = ""
    anchor: str = ""
    below: tuple[Stop, ...] = ()


Pages = Mapping[str, Sequence[tuple[str, str]]]
"""The pages of each report by the folder it opens, in their order, as (title, address below the site's root)."""


def pages_of(views: Iterable[View]) -> Pages:
    """The pages of the reports' text, as the drawer lists them."""
    found: dict[str, list[tuple[str, str]]] = {}
    for view in views:
        if view.kind is PageKind.REPORT:
            label = view.crumbs[0][0] if view.crumbs else ""
            found.setdefault(f"{view.report}/", []).append((within(view.title, label), url(view.path)))
    return found


def drawer(nav: Any, page: Any, pages: Pages) -> tuple[Stop, ...]:
    """The drawer: every hub, every year among them, and below the year in which the page stands its report's pages. Of
    more years than fit, those are left out in which it does not stand: the home page has them all."""
    found = []
    for item in nav.items:
        if not item.children:
            found.append(_stop(item, page, {}))
            continue
        years = [_stop(child, page, pages) for child in item.children]
        if len(years) > MANY:
            years = [year for year in years if year.current]
        found.append(Stop(title=item.title, address=nav.homepage.url, anchor="reports", below=tuple(years)))
    return tuple(found)


def _stop(item: Any, page: Any, pages: Pages) -> Stop:
    tab = tab_of(item, page, year=False)
    below = pages.get(item.url.removesuffix("index.html"), ()) if tab.current else ()
    return Stop(
        title=tab.title,
        address=tab.address,
        current=tab.current,
        below=tuple(
            Stop(title=title, address=address, current="page" if address == page.url else "")
            for title, address in below
        ),
    )


def named_in(nav: Any) -> dict[str, str]:
    """The titles that a navigation as MkDocs is given it (lists of pages and of sections by title) gives to pages."""
    found: dict[str, str] = {}
    for item in nav:
        for title, below in item.items() if isinstance(item, dict) else ():
            found |= {below: title} if isinstance(below, str) else named_in(below)
    return found
