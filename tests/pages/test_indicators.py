"""Indicators on the frozen site as readers have them: no number without its sentence, no line over a break.

What the pages should say is read from the editors' front matter and from the built report pages, not from the program."""

from __future__ import annotations

import csv
import posixpath
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser

from tests.support.elements import Element, parse
from tests.support.open_data import Data
from tests.support.places import REPORTS

SEPARATOR = " | "
BREAKS = {"no": "口径不同", "partly": "部分可比"}


def fronts(edition: Path) -> dict[str, dict[str, Any]]:
    pages = sorted((edition / "docs/indicators").glob("*.md"))
    found = {
        path.stem: yaml.safe_load(path.read_text("utf-8").split("---\n")[1]) for path in pages if path.stem != "index"
    }
    assert len(found) >= 3
    return found


def word(point: dict[str, Any]) -> str:
    said = point.get("break")
    key = next(iter(said)) if isinstance(said, dict) else str(said).partition(":")[0] if said else ""
    # YAML reads a bare `no` as false.
    return BREAKS.get("no" if key is False else key, "")


@pytest.fixture(scope="module")
def pages(site: Path, edition: Path) -> dict[str, Element]:
    return {slug: parse(site / f"indicators/{slug}.html") for slug in fronts(edition)}


def block_of(data: Data, page: str, href: str) -> str:
    """The text of the element that a link on a page leads to."""
    path, _, anchor = href.partition("#")
    return data.page(posixpath.normpath(posixpath.join(posixpath.dirname(page), path))).text(anchor)


def test_every_number_leads_to_the_words_it_was_read_from(
    data: Data, site: Path, edition: Path, pages: dict[str, Element]
) -> None:
    for slug, front in fronts(edition).items():
        here = f"indicators/{slug}.html"
        values = list(pages[slug].all("annals-value", tag="a"))
        assert len(values) == len(front["points"])
        said = list(pages[slug].all("annals-point-said"))
        for value, row in zip(values, said, strict=True):
            assert value.text() in block_of(data, here, value.attrs["href"])
            assert next(row.all(tag="mark")).text() == value.text()
        for picture in pages[slug].all("annals-chart"):
            for link in picture.all(tag="a"):
                printed = next(link.all(tag="title")).text().partition("：")[2].partition("（")[0]
                assert printed and printed in block_of(data, here, link.attrs["href"])
    topics = [path for path in (site / "topics").glob("*.html") if "annals-figures" in path.read_text("utf-8")]
    cells = 0
    for path in topics:
        for value in parse(path).all("annals-value"):
            cells += 1
            assert value.text() in block_of(data, f"topics/{path.name}", value.attrs["href"])
    assert cells == sum(len(front["points"]) for front in fronts(edition).values())


def test_each_report_s_numbers_stand_beside_their_sentences(data: Data, site: Path) -> None:
    with (site / "data/quantities.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["of"]]
    for report in REPORTS:
        here = f"{report}/figures.html"
        assert 'href="figures.html"' in (site / f"{report}/index.html").read_text("utf-8")
        listed = [
            (value, sentence)
            for item in parse(site / here).all("annals-numbered")
            for sentence in item.all(tag="li")
            for value in sentence.all("annals-value")
        ]
        assert sorted(value.text() for value, _ in listed) == sorted(
            row["printed"] for row in rows if row["report"] == report
        )
        for value, sentence in listed:
            assert value.text() in "".join(mark.text() for mark in sentence.all(tag="mark"))
            assert value.text() in block_of(data, here, value.attrs["href"])


def test_a_break_is_said_in_the_table_and_no_line_goes_over_it(edition: Path, pages: dict[str, Element]) -> None:
    drawn = 0
    for slug, front in fronts(edition).items():
        for measure in front["measures"]:
            points = [point for point in front["points"] if point["measure"] == measure["id"]]
            words = [word(point) for point in points]
            runs = "".join("b" if said else "." for said in words[1:]).split("b")
            name = f"t-{measure['id']}"
            figures = pages[slug].all("annals-figure")
            figure = next(
                (one for one in figures if any(title.attrs.get("id") == name for title in one.all(tag="title"))), None
            )
            assert (figure is not None) == (max(map(len, runs)) >= 2), "three points of one scope, else no picture"
            if figure is not None:
                drawn += 1
                assert len(list(figure.all("annals-chart-line"))) == words[1:].count("")
                assert len(list(figure.all("annals-chart-rule"))) == sum(map(bool, words[1:]))
                assert len(list(figure.all("annals-chart-dot"))) == len(points)
        rows = [row.text() for row in pages[slug].all(tag="tr") if row.attrs.get("id", "").startswith("p-")]
        told = sorted(said for text in rows for said in BREAKS.values() if said in text)
        expected = []
        for measure in front["measures"]:
            own = [word(point) for point in front["points"] if point["measure"] == measure["id"]]
            expected += [said for said in own[1:] if said]
        assert told == sorted(expected)
    assert drawn


def test_the_table_beside_the_page_is_its_part_of_the_whole(site: Path, edition: Path) -> None:
    def rows(path: str) -> list[dict[str, str]]:
        with (site / path).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    whole = rows("data/indicators.csv")
    for slug, front in fronts(edition).items():
        own = rows(f"indicators/{slug}.csv")
        assert own == [row for row in whole if row["indicator"] == slug]
        assert sorted(row["printed"] for row in own) == sorted(point["printed"] for point in front["points"])
        for row in own:
            assert any(row["printed"] in quote for quote in row["quote"].split(SEPARATOR)[:1])
    quantities = {(row["report"], row["block"], row["printed"]): row for row in rows("data/quantities.csv")}
    for row in whole:
        read = quantities[row["report"], row["block"].split(SEPARATOR)[0], row["printed"]]
        assert (row["value"], row["base_value"], row["base_unit"]) == (
            read["value"],
            read["base_value"],
            read["base_unit"],
        )


def test_two_years_stand_side_by_side(browser: Browser, served: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{served}topics/domestic-cooperation.html")
    text = {year: page.locator(f"#y-{year} ~ details.annals-leaf").first.text_content() for year in ("2012", "2022")}
    page.locator(".annals-pair-form [name=a]").select_option("2022")
    page.locator(".annals-pair-form [name=b]").select_option("2011")
    page.locator(".annals-pair-form button").click()
    page.wait_for_url("**?a=2022&b=2011")
    assert page.locator("#pair").inner_text() == "从 2011 到 2022", (
        "the earlier one is first, whichever is asked for first"
    )
    shown = page.locator(".annals-pair > section")
    left, right = (shown.nth(number).bounding_box() for number in (0, 1))
    assert left and right and left["y"] == right["y"] and left["x"] + left["width"] <= right["x"]
    assert [shown.nth(number).locator("h2").get_attribute("id") for number in (0, 1)] == ["y-2011", "y-2022"]
    assert text["2022"] and text["2022"] == shown.nth(1).locator("details.annals-leaf").first.text_content()
    assert not page.locator("#y-2017").is_visible()
    sets = {key: set(page.locator(f'[data-set="{key}"] a').all_inner_texts()) for key in ("new", "gone", "kept")}
    names = [
        set(
            shown.nth(number).evaluate(
                "side => [...side.querySelector('.annals-year-names').content.children].map(a => a.textContent)"
            )
        )
        for number in (0, 1)
    ]
    assert sets == {"new": names[1] - names[0], "gone": names[0] - names[1], "kept": names[0] & names[1]}
    figures = page.locator(".annals-pair-figures tbody tr").all_inner_texts()
    assert any("10项" in row and "44项" in row and "口径不同" in row for row in figures)
    page.set_viewport_size({"width": 360, "height": 780})
    upper, lower = (shown.nth(number).bounding_box() for number in (0, 1))
    assert upper and lower and upper["y"] + upper["height"] <= lower["y"]
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.locator(".annals-pair-end").click()
    page.wait_for_url("**/topics/domestic-cooperation.html")
    assert page.locator("#y-2017").is_visible()
    page.close()


def test_the_home_page_leads_to_the_figures(site: Path) -> None:
    """Besides the menu and the foot of the page, which nobody searches for a number."""
    (lead,) = parse(site / "index.html").all("annals-home-who")
    assert [link.attrs["href"] for link in lead.all(tag="a") if link.text() == "数字"] == ["indicators/index.html"]
