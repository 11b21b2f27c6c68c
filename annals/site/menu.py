"""The drawer of narrow screens: all hubs, the years that fit, and the pages of the report in which one is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from annals.model import PageKind, View
from annals.pages.links import url, within
from annals.pages.shelves import HUB
from annals.site.frame import around, tab_of

_PAGES = 16
"""How many pages of a report the drawer has."""


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
            label = view.crumbs[-1][0] if view.crumbs else ""
            found.setdefault(f"{view.report}/", []).append((within(view.title, label), url(view.path)))
    return found


def drawer(nav: Any, page: Any, view: View | None, pages: Pages) -> tuple[Stop, ...]:
    """The drawer: every hub, among them the years as long as they fit, else those around the report in which the page
    stands; and below its year the pages of that report."""
    found = []
    for item in nav.items:
        if item.children:
            years = tuple(_stop(child, page, pages) for child in item.children)
            found.append(Stop(title=item.title, address=nav.homepage.url, anchor="reports", below=years))
        else:
            stop = _stop(item, page, {})
            near = around(view, page) if item.url == url(HUB) else ()
            below = tuple(_stop(other, page, pages) for other in near)
            found.append(replace(stop, current=stop.current or "true", below=below) if below else stop)
    return tuple(found)


def _stop(item: Any, page: Any, pages: Pages) -> Stop:
    tab = tab_of(item, page, year=False)
    below = pages.get(item.url.removesuffix("index.html"), ()) if tab.current else ()
    return Stop(title=tab.title, address=tab.address, current=tab.current, below=_shown(below, page, tab.address))


def _shown(pages: Sequence[tuple[str, str]], page: Any, contents: str) -> tuple[Stop, ...]:
    """The pages of a report; of more than fit those around the page one is on, and the way to all."""
    first, last = 0, len(pages)
    if last > _PAGES:
        at = next((number for number, (_, address) in enumerate(pages) if address == page.url), 0)
        first = max(0, min(at - _PAGES // 2, last - _PAGES))
        last = first + _PAGES
    found = [
        Stop(title=title, address=address, current="page" if address == page.url else "")
        for title, address in pages[first:last]
    ]
    more = (
        [Stop(title=f"全部 {len(pages)} 页", address=contents, anchor="contents")] if last - first < len(pages) else []
    )
    return (*found, *more)


def named_in(nav: Any) -> dict[str, str]:
    """The titles that a navigation as MkDocs is given it (lists of pages and of sections by title) gives to pages."""
    found: dict[str, str] = {}
    for item in nav:
        for title, below in item.items() if isinstance(item, dict) else ():
            found |= {below: title} if isinstance(below, str) else named_in(below)
    return found
