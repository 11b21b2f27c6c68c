"""The drawer of narrow screens, and tables of contents that are none."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from annals.model import PageKind, View
from annals.site.menu import Stop, drawer, pages_of


def hub(title: str, url: str, children: tuple[Any, ...] = ()) -> Any:
    return SimpleNamespace(title=title, url=url, children=children, active=False)


def menu(years: int, at: str) -> tuple[Stop, ...]:
    """The drawer of an edition of so many years, each with two pages, on the page `at`."""
    found = [hub(str(2000 + n), f"{2000 + n}/index.html") for n in range(years, 0, -1)]
    home = hub("首页", "index.html")
    nav = SimpleNamespace(
        items=[home, hub("各年报告", "", tuple(found)), hub("专题", "topics/index.html")], homepage=home
    )
    views = [
        View(path=f"{year.title}/{name}.md", title=f"{title}（{year.title}）", kind=PageKind.REPORT, report=year.title,
             crumbs=((year.title, ""),))
        for year in found
        for name, title in (("a", "甲"), ("b", "乙"))
    ]  # fmt: skip
    return drawer(nav, SimpleNamespace(url=at), pages_of(views))


def told(stop: Stop) -> Any:
    return [stop.title, *([told(other) for other in stop.below])] if stop.below else stop.title


@pytest.mark.parametrize(
    ("years", "at", "expected"),
    [
        (3, "index.html", ["2003", "2002", "2001"]),
        (3, "2002/b.html", ["2003", ["2002", "甲", "乙"], "2001"]),
        (12, "topics/index.html", [str(2000 + n) for n in range(12, 0, -1)]),
        # More than fit: home has them all.
        (13, "topics/index.html", []),
        (400, "2002/b.html", [["2002", "甲", "乙"]]),
    ],
)
def test_the_drawer_has_every_year_as_long_as_they_fit(years: int, at: str, expected: list[Any]) -> None:
    first, reports, topics = menu(years, at)
    assert (first.title, reports.title, topics.title) == ("首页", "各年报告", "专题")
    assert (reports.address, reports.anchor) == ("index.html", "reports")
    assert [told(year) for year in reports.below] == expected


def test_the_page_one_is_on_is_the_current_one() -> None:
    _, reports, _ = menu(3, "2002/b.html")
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
