"""What the search tells before its results in an edition made for it: three reports with page numbers, a forum with a year
whose guest is not told, an indicator that skips a year and breaks. What is expected was written with the reports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsing import serving
from tests.support.searching import Reader
from tests.support.stories import codes, run, seed

FILLING = "沿岸的居民和船家都说，水比往年清，船比往年多，渡口的灯一直亮到半夜，来往的人不必再等第二天的头班船。"
REPORTS = {
    2031: (
        "全省清淤河道317条，动用船只40艘，沿岸居民的出行比上年方便得多。",
        "第3届甲河治理论坛于5月6日在乙城召开，以“水清岸绿”为主题，丙国担任主宾国，到会的比上年多。",
    ),
    2032: (
        "各地另修堤坝，加固旧堤，汛期以前全部完工，经受住了七月的两次洪水，没有一处决口。",
        "第4届甲河治理论坛于6月7日在丁城召开，以“船行水上”为主题，会期两天，各省都有人来，会后有展览。",
    ),
    2033: (
        "全省疏浚和清淤河道402条，含支流，动用船只五十艘，清出的淤泥都用来加固堤岸。",
        "第5届甲河治理论坛于4月8日在乙城召开，戊国担任主宾国，到会的有官员12人、船工30人、学者8人。",
    ),
}
FORUM = """---
title: 甲河治理论坛
title_source: report
type: 论坛
editions:
  - year: 2031
    theme: {value: 水清岸绿, quote: 以“水清岸绿”为主题, block: 2031#l11}
    host_country: {value: 丙国, quote: 丙国担任主宾国, block: 2031#l11}
  - year: 2032
    theme: {value: 船行水上, quote: 以“船行水上”为主题, block: 2032#l11}
  - year: 2033
    host_country: {value: 戊国, quote: 戊国担任主宾国, block: 2033#l11}
    figures:
      - {what: 官员人数, value: 12人, quote: 官员12人, block: 2033#l11}
      - {what: 船工人数, value: 30人, quote: 船工30人, block: 2033#l11}
      - {what: 学者人数, value: 8人, quote: 学者8人, block: 2033#l11}
---

一年一次的论坛。
"""
INDICATOR = """---
title: 河道清淤
topic: planning
measures:
  - {id: rivers, title: 清淤的河道, unit: 条}
points:
  - {measure: rivers, report: 2031, period: 2031, printed: 317条, scope: 清淤的河道, quote: 全省清淤河道317条, block: 2031#l3}
  - {measure: rivers, report: 2033, period: 2033, printed: 402条, scope: 疏浚和清淤的河道和支流, quote: 疏浚和清淤河道402条, block: 2033#l3, break: {no: 2033年含支流和疏浚}}
---

全省一年清淤多少条河道。
"""


def text(year: int) -> str:
    first, second = REPORTS[year]
    parts = (first, FILLING, second, FILLING.replace("半夜", "天明"))
    heading = f"{year}年河道治理报告\n\n"
    return heading + "".join(f"{part}\n\n— {number} —\n\n" for number, part in enumerate(parts, 58))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("asked")
    (root / "seeds").mkdir()
    for year in REPORTS:
        seed(root, f"{year}.txt", text(year), f"year: {year}\n")
    for path, page in (("entities/forum.md", FORUM), ("indicators/rivers.md", INDICATOR)):
        (root / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / path).write_text(page, "utf-8")
    built = run(root)
    assert not codes(built)
    return built.site


def told(page: Page) -> list[list[tuple[str, str]]]:
    """The rows before the results: of each cell its year, and all else that it says."""
    found: list[list[tuple[str, str]]] = page.evaluate(
        "() => [...document.querySelectorAll('.annals-search__rows:not([hidden]) ol')].map(row => [...row.children].map(cell => {"
        " const [year, ...others] = cell.innerText.split(/\\s+/).filter(Boolean); return [year, others.join(' ')]; }))"
    )
    return [[(year, words) for year, words in row] for row in found]


GUESTS = [("2033", "戊国"), ("2032", "未写"), ("2031", "丙国")]
THEMES = [("2033", "未写"), ("2032", "船行水上"), ("2031", "水清岸绿")]
# The forum is named in 2032 and 2031, where nobody has recorded how many boatmen came.
BOATMEN = [("2033", "30人"), ("2032", "未登记"), ("2031", "未登记")]
RIVERS = [("2033", "402条 口径不同 疏浚和清淤的河道和支流"), ("2032", "未写"), ("2031", "317条 清淤的河道")]
ASKED = {
    "甲河治理论坛 主宾国": [GUESTS],
    "甲河治理論壇主賓國": [GUESTS],
    "甲河治理论坛嘉宾国是哪国": [GUESTS],
    "甲河论坛2032主题": [THEMES],
    "第5届甲河治理论坛 题目": [THEMES],
    "甲河治理论坛历届主题": [THEMES],
    "甲河治理论坛 主题 主宾国": [THEMES, GUESTS],
    "甲河治理论坛 船工": [BOATMEN],
    "河道清淤": [RIVERS],
    "清淤河道多少条": [RIVERS],
    # Three would answer alike: a link to where they all are.
    "甲河治理论坛 人数": [],
    "甲河治理论坛": [],
    "甲河治理论坛 丙国": [],
    "论坛 主题": [],
    "堤坝": [],
    "清淤": [],
}
PRINTED = {
    "第59页": ["2033#l7", "2032#l7", "2031#l7"],
    "2032 第59页": ["2032#l7"],
    "2031年第５８頁": ["2031#l3"],
    "p. 60": ["2033#l11", "2032#l11", "2031#l11"],
    "第60页 丁城": ["2032#l11"],
    "第99页": [],
    "1999 第58页": [],
}


@pytest.fixture(scope="module", params=["server", "disk"])
def asking(request: pytest.FixtureRequest, browser: Browser, made: Path) -> Iterator[Reader]:
    """Someone at the search box on a phone."""
    with serving(made) as address:
        base = address if request.param == "server" else f"{made.as_uri()}/"
        page = browser.new_page(viewport={"width": 360, "height": 740})
        page.goto(f"{base}index.html", wait_until="load")
        page.get_by_role("button", name="搜索", exact=True).click()
        yield Reader(page, base)
        page.close()


def test_what_is_asked_stands_through_the_years_before_the_results(asking: Reader) -> None:
    found = {}
    for query in ASKED:
        asking.ask(query)
        found[query] = told(asking.page)
    assert found == ASKED
    asking.ask("甲河治理论坛 人数")
    expect(asking.page.get_by_role("region", name="所问的各年").get_by_role("link")).to_have_text("甲河治理论坛")
    assert asking.page.evaluate("document.documentElement.scrollWidth") == 360


def test_a_printed_page_is_found_by_its_number(asking: Reader) -> None:
    for query, places in PRINTED.items():
        asking.ask(query)
        items = asking.page.locator(".md-search-result__item")
        expect(items).to_have_count(len(places))
        for number, place in enumerate(places):
            items.nth(number).scroll_into_view_if_needed()
            report, _, block = place.partition("#")
            expect(items.nth(number).locator(f'a[href*="/{report}/"][href$="#{block}"]')).to_have_count(1)


def test_keys_lead_to_a_cell_and_from_it_to_its_words(browser: Browser, made: Path) -> None:
    """Tab and Enter alone; the year that is asked for is marked, and what a screen reader hears has the year."""
    with serving(made) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 700})
        page.goto(f"{address}index.html", wait_until="load")
        page.keyboard.press("/")
        page.keyboard.insert_text("2031 甲河治理论坛 主题")
        Reader(page, address).answer("2031 甲河治理论坛 主题")
        region = page.get_by_role("region", name="所问的各年")
        expect(region.get_by_role("list", name="甲河治理论坛 · 主题").get_by_role("listitem")).to_have_count(3)
        expect(region.locator(".annals-search__asked")).to_contain_text("2031")
        cell = region.get_by_role("link", name="2031 水清岸绿")
        for _ in range(12):
            page.keyboard.press("Tab")
            if cell.evaluate("one => one === document.activeElement"):
                break
        expect(cell).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url("**/2031/*.html?h=*#l11")
        expect(page.locator("#l11 mark").first).to_have_text("水清岸绿")
        page.go_back()
        expect(region.get_by_role("link", name="整张表")).to_be_visible()
        region.get_by_role("link", name="整张表").click()
        page.wait_for_url("**/entities/forum.html#editions")
        page.close()
