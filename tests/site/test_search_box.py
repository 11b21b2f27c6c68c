"""The search box around its answers: where results lead, the address, keys, phone, disk, what is missing."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from annals.site.search.files import FEW_PAGES, search_files
from annals.site.search.index import Home
from annals.site.search.page import Block
from tests.support.browsing import serving
from tests.support.searching import Reader, Truth, bare, reader

# --- where a result leads, the address, keys ------------------------------------------------


def test_a_result_opens_at_its_paragraph_with_the_words_marked(browser: Browser, served: str) -> None:
    """The hit runs over a correction mark and is asked for in full width and traditional characters."""
    desk = reader(browser, served, viewport={"width": 1280, "height": 700})
    page = desk.page
    desk.type("科技政策與環境")
    page.keyboard.press("Enter")
    page.wait_for_url("**/2012/international-cooperation.html?h=*#l11")
    page.wait_for_selector("#l11 mark")
    assert bare("".join(page.locator("#l11 mark").all_inner_texts())) == "科技政策与环境"
    box = page.locator("#l11 mark").first.bounding_box()
    assert box and 0 < box["y"] < 700
    page.go_back()
    page.wait_for_function(
        "() => document.querySelector('[data-md-component=search-query]').value === '科技政策與環境'"
    )
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.close()


def test_filters_narrow_the_answer_and_live_in_the_address(browser: Browser, served: str, truth: Truth) -> None:
    desk = reader(browser, served)
    page = desk.page
    every = desk.type("浦江创新论坛")
    page.get_by_label("年份").select_option("2022")
    narrowed = desk.answer("浦江创新论坛", year="2022")
    assert set(narrowed.urls) == {url for url in every.urls if url.startswith("2022/")} != set()
    page.get_by_label("专题").select_option("forums-and-expos")
    assert desk.answer("浦江创新论坛", year="2022", topic="forums-and-expos").urls == ["2022/forums-and-expos.html"]
    asked = parse_qs(urlsplit(page.url).query)
    assert asked == {"q": ["浦江创新论坛"], "year": ["2022"], "topic": ["forums-and-expos"]}
    assert page.locator(".annals-search__share").get_attribute("data-clipboard-text") == page.url

    other = reader(browser, served, page.url.removeprefix(served))
    other.page.wait_for_selector(".md-search-result__item")
    assert other.page.locator(".md-search-result__item").count() == 1
    assert other.page.get_by_label("年份").input_value() == "2022"
    assert other.page.get_by_label("专题").input_value() == "forums-and-expos"
    other.page.close()
    strange = reader(browser, served, "index.html?q=主宾国&year=2011")
    expect(strange.page.locator(".md-search-result__meta")).to_contain_text("放宽筛选")
    strange.page.close()

    page.keyboard.press("Escape")
    page.wait_for_function("() => !document.getElementById('__search').checked")
    assert urlsplit(page.url).query == ""
    page.close()


def test_keys_alone_are_enough(browser: Browser, served: str) -> None:
    desk = reader(browser, served)
    page = desk.page
    page.keyboard.press("/")
    expect(desk.box).to_be_focused()
    page.keyboard.type("G60")
    desk.answer("G60")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_label("年份")).to_be_focused()
    page.keyboard.press("ArrowDown")
    assert desk.answer("G60", year="2022").urls
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(desk.box).to_be_focused()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.classList.contains('md-search-result__link')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/2022/yangtze-delta.html?h=g60*")
    page.close()


def test_a_text_put_in_without_keys_is_searched(browser: Browser, served: str) -> None:
    """Pasted, dictated or composed."""
    desk = reader(browser, served)
    desk.box.click()
    desk.page.keyboard.insert_text("主宾国")
    assert desk.answer("主宾国").urls
    desk.page.close()


def test_a_screen_reader_is_told(desk: Reader, truth: Truth) -> None:
    desk.type("主宾国")
    count = len(truth.pages("主宾国"))
    assert desk.page.locator("[role=status]", has_text=f"找到 {count} 页").count() == 1
    assert desk.page.get_by_role("dialog", name="搜索").count() == 1
    assert desk.page.locator("ol[role=list] > li").count() == min(count, 10)
    for name in ("年份", "专题", "种类"):
        assert desk.page.get_by_role("combobox", name=name).count() == 1


def test_on_a_phone(browser: Browser, served: str) -> None:
    desk = reader(browser, served, viewport={"width": 360, "height": 700}, has_touch=True, is_mobile=True)
    page = desk.page
    page.locator("header > nav > [data-annals-opens=search]").tap()
    page.keyboard.insert_text("长三角")
    assert len(desk.answer("长三角").urls) > 5
    page.wait_for_function("document.documentElement.scrollWidth <= 360")
    for control in (
        *page.locator(".annals-search__filters select:visible").all(),
        page.locator(".md-search-result__link").first,
    ):
        box = control.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 360 and box["height"] >= 24
    page.close()


# --- when something is missing --------------------------------------------------------------


def broken(site: Path, folder: Path, *names: str) -> Path:
    shutil.copytree(site, folder)
    for name in names:
        for path in list(folder.glob(name)):
            path.unlink()
    return folder


@pytest.mark.parametrize(
    "missing",
    [
        "search/*.js",
        pytest.param("search/s*.js", marks=pytest.mark.soak),
        "search/t*.js",
        pytest.param("assets/search/find.js", marks=pytest.mark.soak),
        pytest.param("assets/search/answer.js", marks=pytest.mark.soak),
        "assets/search/worker.js",
    ],
)
def test_without_its_index_the_box_says_so_and_offers_a_way(
    browser: Browser, site: Path, tmp_path: Path, missing: str
) -> None:
    with serving(broken(site, tmp_path / "site", missing)) as base:
        page = browser.new_page()
        page.goto(base + "2012/forums-and-expos.html", wait_until="load")
        box = page.locator("[data-md-component=search-query]")
        box.click()
        page.keyboard.type("浦江")
        said = page.locator(".md-search-result__meta")
        expect(said).to_contain_text("没有取到")
        topics = page.locator(".annals-search__aside a", has_text="专题")
        expect(topics).to_be_visible()
        topics.click()
        page.wait_for_url("**/topics/index.html")
        page.close()


def test_a_new_edition_under_an_open_page(browser: Browser, site: Path, tmp_path: Path) -> None:
    """The first file was read before the site changed; the others have other names now."""
    folder = broken(site, tmp_path / "site")
    with serving(folder) as base:
        desk = reader(browser, base)
        desk.type("上")
        homes = [
            Home(url="2012/forums-and-expos.html", title="新的一版", blocks=(), kind="guide", aliases=("浦江创新论坛",))
        ]
        for path in list((folder / "search").iterdir()):
            path.unlink()
        for name, text in search_files(homes, (), (("guide", "说明"),)).items():
            (folder / name).write_text(text, "utf-8")
        assert desk.type("浦江创新论坛").urls == ["2012/forums-and-expos.html"]
        desk.page.close()


def test_an_edition_of_several_series_is_narrowed_to_one(browser: Browser, site: Path, tmp_path: Path) -> None:
    """So large that titles come with the paragraphs: then a name that is all that was found is shown, too."""
    folder = broken(site, tmp_path / "site", "search/*.js")
    own = [("jia", "2019"), ("yi", "2019"), ("yi", "2020")]
    homes = [
        Home(
            url=f"{series}-{year}/a.html",
            title="甲乙概况",
            blocks=(Block(anchor="l1", heading="", text=f"全年新设{year}号工作站12个，遍布各地。"),),
            kind="report",
            year=year,
            series=series,
        )
        for series, year in own
    ]
    homes += [
        Home(url=f"entities/n{n}.html", title=f"丙丁实验室{n}", blocks=(), kind="report") for n in range(FEW_PAGES)
    ]
    series = (("jia", "甲省科技年报", "甲省"), ("yi", "乙市公报", "乙市"))
    for name, text in search_files(homes, (), (("report", "报告"),), series=series).items():
        (folder / name).write_text(text, "utf-8")
    with serving(folder) as base:
        desk = reader(browser, base)
        assert len(desk.type("工作站").urls) == 3
        choice = desk.page.get_by_role("combobox", name="系列")
        assert choice.locator("option").all_inner_texts() == ["全部系列", "甲省科技年报（1）", "乙市公报（2）"]
        choice.select_option("yi")
        assert set(desk.answer("工作站", series="yi").urls) == {"yi-2019/a.html", "yi-2020/a.html"}
        assert parse_qs(urlsplit(desk.page.url).query)["series"] == ["yi"]
        first = desk.page.locator(".md-search-result__item").first
        expect(first).to_contain_text("甲乙概况")
        expect(first).to_contain_text("乙市 2020")
        desk.page.close()
        # At once, not key by key: nothing of the pages is known yet.
        desk = reader(browser, base)
        desk.ask("丁实验")
        expect(desk.page.locator(".md-search-result__item h1").first).to_have_text(re.compile(r"丙丁实验室\d+"))
        desk.page.close()


def test_from_a_disk(browser: Browser, site: Path, truth: Truth) -> None:
    """No worker and no fetching there; the same answers all the same, and the same marks."""
    page = browser.new_page()
    page.goto((site / "2012" / "forums-and-expos.html").as_uri(), wait_until="load")
    desk = Reader(page, site.as_uri() + "/")
    assert set(desk.type("主賓國").urls) == truth.pages("主宾国")
    page.keyboard.press("Enter")
    page.wait_for_selector("#annals-main mark[data-md-highlight]")
    assert (
        page.url.startswith("file:")
        and page.locator("#annals-main mark[data-md-highlight]").first.inner_text() == "主宾国"
    )
    page.close()
