"""Several series in one edition: every report under its own name, no row of years across two; and pages of all reports
that stay small, however many there are."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from annals.edition.deriving import derive, navigation
from annals.edition.ingesting import ingest
from annals.edition.shipped import derived_templates
from annals.model import Edition, Report, Series, View
from annals.pages.coverage import Coverage
from annals.pages.entity import EntityPages
from annals.pages.home import home_page
from annals.pages.links import labels_of, url
from annals.pages.register import published
from annals.pages.shelf_pages import report_lists
from annals.pages.shelves import Shelves
from annals.pages.threads import Threads
from annals.pages.told import ToldLists
from tests.support.stories import RAW, seed

FACTS = """site_name: 年报集
extra:
  annals:
    series:
      - {id: jia, name: 甲省科技年报, short: 甲省, place: 甲省, issuer: 甲省科技厅}
      - {id: 乙市, name: 乙市科技统计公报}
"""
LABELS = {
    "a": "甲省 2018",
    "b": "甲省 2019",
    "c": "乙市科技统计公报 2018（c）",
    "d": "乙市科技统计公报 2018（d）",
    "e": "乙市科技统计公报 2019",
    "f": "f",
}
TITLE = "创新人才"


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """Reports a, b of the first series, without and with its id; c, d and e of the second by its id or name, two of them
    of one year; f of the first, in which no year is found."""
    root = tmp_path_factory.mktemp("series")
    (root / "seeds").mkdir()
    (root / "mkdocs.yml").write_text(FACTS, "utf-8")
    seed(root, "a.txt", RAW.replace("2019", "2018"))
    seed(root, "b.txt", RAW, "series: jia\n")
    seed(root, "c.txt", RAW.replace("2019", "2018"), "series: 乙市\n")
    seed(root, "d.txt", RAW.replace("2019年", "2018年"), "series: 乙市科技统计公报\n")
    seed(root, "e.txt", RAW, "series: 乙市科技统计公报\n")
    seed(root, "f.txt", RAW.replace("2019年", ""))
    return ingest(root).edition


@pytest.fixture(scope="module")
def views(edition: Edition) -> dict[str, View]:
    return {view.path: view for view in derive(edition)[0]}


def test_a_report_is_named_by_its_series_and_year(edition: Edition) -> None:
    assert edition.labels == LABELS
    assert [report.id for report in edition.ordered()] == ["b", "a", "f", "e", "c", "d"]
    assert {report.id: report.series for report in edition.reports}["c"] == "乙市科技统计公报", "its name, not its id"


def test_one_series_has_years_alone(edition: Edition) -> None:
    facts = replace(edition.facts, series=edition.facts.series[:1])
    own = tuple(report for report in edition.reports if report.id in "ab")
    one = replace(edition, facts=facts, reports=own, labels=labels_of(own, facts), register=())
    assert one.labels == {"a": "2018", "b": "2019"}
    assert Shelves.of(one).hub is False
    assert {"各年报告": [{"2019": "b/index.md"}, {"2018": "a/index.md"}]} in navigation(one)


def test_own_pages_are_titled_and_described_by_the_label(views: dict[str, View]) -> None:
    for report, label in LABELS.items():
        assert views[f"{report}/index.md"].title == f"{label} {TITLE}"
        assert views[f"{report}/full.md"].crumbs[-1] == (label, f"{report}/index.md")
    for report in "ace":
        inner = LABELS[report].replace("（", "，").rstrip("）")
        assert views[f"{report}/other.md"].title == f"其他（{inner}）"
        assert f"title: 其他（{inner}）\n" in views[f"{report}/other.md"].markdown
        assert f"title: {LABELS[report]} {TITLE}\n" in views[f"{report}/index.md"].markdown


def test_the_way_up_leads_to_its_series_alone(edition: Edition, views: dict[str, View]) -> None:
    path = next(shelf.path for shelf in Shelves.of(edition).shelves if shelf.series.id == "乙市")
    for report in "cde":
        up = views[f"{report}/other.md"].crumbs
        assert up[:2] == (("各年报告", "series/index.md"), ("乙市科技统计公报", path))
        around = [there for _, there in views[f"{report}/other.md"].around]
        assert around == [path, "e/index.md", "c/index.md", "d/index.md"]
    assert re.fullmatch(r"series/s-[0-9a-f]{8}\.md", path), "an address in plain letters"
    assert "series/jia.md" in views


def test_no_row_of_years_has_reports_of_two_series(views: dict[str, View]) -> None:
    own = ({"a", "b", "f"}, {"c", "d", "e"})
    html = views["index.md"].html
    tables = re.findall(r'<table class="annals-covered">.*?</table>', html, re.S)
    lists = re.findall(r'<ul class="annals-shelf">.*?</ul>', views["series/index.md"].html, re.S)
    assert len(lists) == 2
    for row in (*tables, *lists):
        linked = set(re.findall(r'href="(?:\.\./)?([a-f])/', row))
        assert linked and any(linked <= ids for ids in own)
    # In their own list, all of them, the newest first.
    assert [re.findall(r'href="\.\./([a-f])/', row) for row in lists] == [["b", "a", "f"], ["e", "c", "d"]]


def test_menus_hold_no_report(edition: Edition) -> None:
    assert {"各年报告": "series/index.md"} in navigation(edition)


def test_every_page_of_reports_is_in_the_register(edition: Edition, views: dict[str, View]) -> None:
    made = {url(path) for path in views if path.startswith("series/")}
    assert made == {address for address in published(edition) if address.startswith("series/")}
    assert len(made) == 3


# --- many reports -----------------------------------------------------------------------------


def many(edition: Edition, years: list[int]) -> Edition:
    """An edition of one series with a report for each of the years."""
    one = edition.reports[0]
    reports = tuple(replace(one, id=f"r{number}", year=year, pages=()) for number, year in enumerate(years))
    facts = replace(edition.facts, series=edition.facts.series[:1])
    return replace(
        edition, reports=reports, facts=facts, labels={r.id: f"{r.year}（{r.id}）" for r in reports}, register=()
    )


def listing(edition: Edition) -> dict[str, View]:
    return {view.path: view for view in report_lists(edition, Shelves.of(edition), derived_templates())}


def bytes_of(pages: dict[str, View]) -> int:
    return max(len(view.html.encode()) for view in pages.values())


@pytest.mark.parametrize(
    ("years", "names"),
    [
        (list(range(1990, 2015)), {"series/index.md"}),
        (
            [year for year in range(1990, 2015) for _ in range(16)],
            {"series/index.md", *(f"series/jia-{decade}.md" for decade in (1990, 2000, 2010))},
        ),
        (
            [year for year in range(1998, 2002) for _ in range(500)],
            {"series/index.md", *(f"series/jia-{d}{n}.md" for d in (1990, 2000) for n in ("", "-2", "-3", "-4"))},
        ),
    ],
)
def test_the_pages_of_all_reports_lead_to_each_and_stay_small(
    edition: Edition, years: list[int], names: set[str]
) -> None:
    large = many(edition, years)
    pages = listing(large)
    assert pages.keys() == names
    assert bytes_of(pages) <= 120_000
    linked = Counter(found for view in pages.values() for found in re.findall(r'href="\.\./(r\d+)/index', view.html))
    assert linked == {report.id: 1 for report in large.reports}
    assert {f"r{n}" for n in range(len(years))} == linked.keys()
    reached = {found for view in pages.values() for found in re.findall(r'href="([\w-]+)\.html', view.html)}
    assert reached >= {name.removeprefix("series/").removesuffix(".md") for name in names} - {"index"}


def test_of_forty_series_the_hub_names_each_and_the_home_page_stays_small(edition: Edition) -> None:
    one = edition.reports[0]
    facts = replace(
        edition.facts,
        series=tuple(Series(id=f"s{n}", name=f"第{n}号地方的科技进步报告", short=f"地方{n}") for n in range(40)),
    )
    reports = tuple(
        replace(one, id=f"r{n}-{year}", year=year, series=f"s{n}", pages=())
        for n in range(40)
        for year in range(1990, 2015)
    )
    large = replace(edition, reports=reports, facts=facts, labels=labels_of(reports, facts), register=())
    pages = listing(large)
    assert pages.keys() == {"series/index.md", *(f"series/s{n}.md" for n in range(40))}
    linked = Counter(
        found for view in pages.values() for found in re.findall(r'href="\.\./(r\d+-\d+)/index', view.html)
    )
    assert linked == {report.id: 1 for report in reports}
    hub = pages["series/index.md"]
    assert set(re.findall(r'href="(s\d+)\.html"', hub.html)) == {f"s{n}" for n in range(40)}
    # Each decade is one tap away.
    assert {"s7.html#s7-1990", "s7.html#s7-2010"} <= set(re.findall(r'href="([^"]*)"', hub.html))
    assert 'id="s7-1990"' in pages["series/s7.md"].html
    coverage = Coverage.of(large)
    told = ToldLists.of(large, coverage)
    home = home_page(
        large, "", coverage, EntityPages.of(large, Threads.of(large)), Shelves.of(large), told, derived_templates()
    )
    assert max(bytes_of(pages), len(home.html.encode())) <= 60_000
    assert len(re.findall(r'href="r\d+-\d+/index', home.html)) == 12
    assert all(year == "2014" for year in re.findall(r"annals-card-year\">[^<]* (\d+)", home.html))


def test_their_addresses_stay_when_reports_go(edition: Edition) -> None:
    large = many(edition, [year for year in range(1990, 2015) for _ in range(16)])
    was = tuple(map(url, listing(large)))
    fewer = replace(large, reports=large.reports[:20], register=was)
    assert {url(path) for path in listing(fewer)} == {"series/index.html", "series/jia-1990.html"}
    assert listing(replace(fewer, reports=large.reports[:3])).keys() == {"series/index.md", "series/jia-1990.md"}


def test_a_report_that_is_added_changes_its_neighbours_alone(edition: Edition) -> None:
    """Of the report pages; nothing that stands on all pages tells of it."""

    def derived(years: list[int]) -> dict[str, Any]:
        ids = [f"r{year}" for year in years]
        docs = dict(edition.docs)
        reports: list[Report] = []
        for name, year in zip(ids, years, strict=True):
            docs |= {
                path.replace("a/", f"{name}/", 1): text for path, text in edition.docs.items() if path.startswith("a/")
            }
            one = next(report for report in edition.reports if report.id == "a")
            pages = tuple(replace(page, path=f"{name}/{page.path.removeprefix('a/')}") for page in one.pages)
            reports.append(replace(one, id=name, year=year, pages=pages))
        labels = {report.id: str(report.year) for report in reports}
        facts = replace(edition.facts, series=edition.facts.series[:1])
        large = replace(edition, reports=tuple(reports), labels=labels, docs=docs, facts=facts)
        return {view.path: view for view in derive(large)[0]} | {"menu": navigation(large)}

    before, after = derived(list(range(1980, 2000))), derived(list(range(1980, 2001)))
    changed = {path for path, view in before.items() if after[path] != view}
    assert {path.partition("/")[0] for path in changed if path.startswith("r")} == {"r1998", "r1999"}
    assert "menu" not in changed and {"series/index.md", "index.md"} <= changed
