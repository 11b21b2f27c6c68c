"""The drawer of narrow screens, and tables of contents that are none."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from annals.model import PageKind, View
from annals.site.frame import tabs
from annals.site.menu import Stop, drawer, pages_of


def hub(title: str, url: str, children: tuple[Any, ...] = ()) -> Any:
    return SimpleNamespace(title=title, url=url, children=children, active=False)


def pages_of_years(*years: int, pages: int = 2) -> list[View]:
    """The pages of reports, as the derived pages have them."""
    return [
        View(path=f"{year}/p{number}.md", title=f"页{number}（{year}）", kind=PageKind.REPORT, report=str(year),
             crumbs=((str(year), ""),))
        for year in years
        for number in range(1, pages + 1)
    ]  # fmt: skip


def menu(at: str) -> tuple[Stop, ...]:
    """The drawer of an edition of three years, each with two pages, on the page `at`."""
    found = [hub(str(year), f"{year}/index.html") for year in (2003, 2002, 2001)]
    home = hub("首页", "index.html")
    nav = SimpleNamespace(
        items=[home, hub("各年报告", "", tuple(found)), hub("专题", "topics/index.html")], homepage=home
    )
    return drawer(nav, SimpleNamespace(url=at), None, pages_of(pages_of_years(2003, 2002, 2001)))


def large_menu(at: str, around: tuple[int, ...], pages: int = 2) -> tuple[Stop, ...]:
    """The drawer where a hub has all reports, and a page the years `around` it in its menu."""
    home = hub("首页", "index.html")
    nav = SimpleNamespace(items=[home, hub("各年报告", "series/index.html")], homepage=home)
    views = pages_of_years(*(around or (2002,)), pages=pages)
    view = replace(views[0], around=tuple((str(year), f"{year}/index.md") for year in around))
    return drawer(nav, SimpleNamespace(url=at), view, pages_of(views))


def told(stop: Stop) -> Any:
    return [stop.title, *([told(other) for other in stop.below])] if stop.below else stop.title


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("index.html", ["2003", "2002", "2001"]),
        ("2002/p2.html", ["2003", ["2002", "页1", "页2"], "2001"]),
    ],
)
def test_the_drawer_has_every_year_as_long_as_they_fit(at: str, expected: list[Any]) -> None:
    first, reports, topics = menu(at)
    assert (first.title, reports.title, topics.title) == ("首页", "各年报告", "专题")
    assert (reports.address, reports.anchor) == ("index.html", "reports")
    assert [told(year) for year in reports.below] == expected


def test_of_many_years_it_has_those_around_the_page() -> None:
    _, reports = large_menu("topics/index.html", ())
    assert (reports.address, reports.current, reports.below) == ("series/index.html", "", ())
    _, reports = large_menu("2002/p2.html", (2003, 2002, 2001))
    assert (reports.current, reports.below[1].current) == ("true", "true")
    assert [told(stop) for stop in reports.below] == ["2003", ["2002", "页1", "页2"], "2001"]


def test_at_the_top_they_stand_behind_the_tab_for_all() -> None:
    home = hub("首页", "index.html")
    nav = SimpleNamespace(items=[home, hub("各年报告", "series/index.html")], homepage=home)
    view = replace(
        pages_of_years(2002)[0],
        around=(("某系列", "series/a.md"), ("2003", "2003/index.md"), ("2002", "2002/index.md")),
    )
    found = tabs(nav, SimpleNamespace(url="2002/p1.html"), view)
    assert [(tab.title, tab.address, tab.current, tab.year) for tab in found] == [
        ("首页", "index.html", "", False),
        ("各年报告", "series/index.html", "", False),
        ("2003", "2003/index.html", "", True),
        ("2002", "2002/index.html", "true", True),
    ]
    assert [tab.title for tab in tabs(nav, None, None)] == ["首页", "各年报告"]


@pytest.mark.parametrize(("at", "first"), [("index", 1), ("p1", 1), ("p9", 1), ("p50", 42), ("p99", 85), ("p100", 85)])
def test_of_many_pages_it_has_those_around_the_one_and_the_way_to_all(at: str, first: int) -> None:
    _, reports = large_menu(f"2002/{at}.html", (2002,), pages=100)
    *shown, way = reports.below[0].below
    assert [stop.title for stop in shown] == [f"页{number}" for number in range(first, first + 16)]
    assert (way.title, way.address, way.anchor) == ("全部 100 页", "2002/index.html", "contents")
    assert [stop.title for stop in shown if stop.current] == [f"页{at[1:]}" for _ in [at] if at != "index"]


def test_the_page_one_is_on_is_the_current_one() -> None:
    _, reports, _ = menu("2002/p2.html")
    year = reports.below[1]
    assert year.current == "true", "not the page, but what it belongs to"
    assert [page.current for page in year.below] == ["", "page"]


def test_contents_of_a_single_line_are_not_shown(site: Path) -> None:
    def contents(path: str) -> list[str]:
        html = (site / path).read_text("utf-8")
        shown = html[html.index("md-sidebar--secondary") :].partition('<div class="md-content"')[0]
        return re.findall(r'href="(#[^"]*)" class="md-nav__link"', shown)

    assert "<h2" in (site / "2023/overview.html").read_text("utf-8").partition("annals-beside")[0]
    assert contents("2023/overview.html") == []
    assert '<details class="annals-toc' not in (site / "2023/overview.html").read_text("utf-8")
    assert len(contents("2023/domestic-cooperation.html")) > 1


def test_headings_lose_their_colon_in_lists_alone(site: Path) -> None:
    heading = "世界顶尖科学家协会奖："
    page = (site / "2022/forums-and-expos.html").read_text("utf-8")
    assert re.search(rf"<h\d[^>]*>{heading}", page)
    listed = re.sub(r"\s|<[^>]*>", "", (site / "2022/index.html").read_text("utf-8"))
    assert heading[:-1] in listed and heading not in listed
