"""What the keyboard reaches on a narrow screen, what stands there without scripts, what paper tells."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.places import REPORTS, raw_lines

_FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const box = element.getBoundingClientRect();
  const shown = element.matches(".md-option") ? element.nextElementSibling.getBoundingClientRect() : box;
  return { name: element.getAttribute("aria-label") || element.textContent.trim(), inside: shown.width > 0 &&
    shown.right > 0 && shown.left < innerWidth && element.checkVisibility({ visibilityProperty: true }) };
}"""


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 360, "height": 780})
    yield page
    page.close()


def test_nothing_out_of_sight_takes_the_focus(phone: Page, served: str) -> None:
    phone.goto(served + "2012/international-cooperation.html")
    names = []
    for _ in range(200):
        phone.keyboard.press("Tab")
        found = phone.evaluate(_FOCUSED)
        if found is None:
            break
        assert found["inside"], found
        names.append(found["name"])
    assert names[0] == "跳到正文" and {"菜单", "搜索"} <= set(names)
    assert "关闭搜索" not in names


def test_the_menu_and_the_search_are_buttons(phone: Page, served: str) -> None:
    phone.goto(served + "2012/index.html")
    menu = phone.get_by_role("button", name="菜单")
    expect(menu).to_have_attribute("aria-expanded", "false")
    menu.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(phone.locator("#annals-drawer :focus")).to_have_text("首页")
    assert phone.evaluate("document.querySelector('.md-content').inert"), "what lies behind is out of reach"
    phone.keyboard.press("Escape")
    expect(menu).to_be_focused()
    assert not phone.evaluate("document.querySelector('.md-content').inert")
    search = phone.get_by_role("button", name="搜索", exact=True)
    search.press("Enter")
    expect(phone.get_by_role("textbox", name="搜索")).to_be_focused()
    phone.get_by_role("button", name="关闭搜索").click()
    expect(search).to_be_focused()


@pytest.mark.parametrize("report", REPORTS)
def test_blank_raw_lines_are_no_stops(site: Path, report: str) -> None:
    stops = re.findall(
        r'<a class="annals-raw-number[^>]* href="#n(\d+)"', (site / report / "raw.html").read_text("utf-8")
    )
    assert [int(stop) for stop in stops] == [at for at, line in enumerate(raw_lines(report), 1) if line.strip()]


def test_without_scripts_the_names_stand_in_the_searchs_place(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 780})
    page = context.new_page()
    try:
        page.goto(served + "2012/index.html")
        expect(page.locator(".md-search")).to_be_hidden()
        expect(page.get_by_role("button", name="菜单")).to_be_hidden()
        expect(page.locator("label[for=__drawer][title=菜单]")).to_be_visible()
        page.locator(".annals-search-absent a").click()
        page.wait_for_url("**/entities/pinyin.html")
    finally:
        context.close()


def test_paper_names_what_it_is_and_where(phone: Page, served: str) -> None:
    """An entity's page had nine pages, for the sentences stood in columns of three characters."""
    phone.goto(served + "entities/pujiang-innovation-forum.html")
    # On a screen the sentences open in their cells; the row for paper would say them twice.
    assert phone.locator(".annals-paper").count() and not phone.locator(".annals-paper:visible").count()
    paper = pypdf.PdfReader(io.BytesIO(phone.pdf(format="A4")))
    # Printed glyphs come back as radicals of the same look.
    text = unicodedata.normalize("NFKC", "".join("".join(page.extract_text() for page in paper.pages).split()))
    assert len(paper.pages) <= 3
    assert served + "entities/pujiang-innovation-forum.html" in text and "非官方" in text
    for sentence in ("论坛以“创新驱动发展”为主题", "1场主论坛(开幕式及全体大会)"):
        assert sentence in text


def test_a_full_text_explains_its_signs_on_paper(phone: Page, served: str) -> None:
    phone.emulate_media(media="print")
    try:
        phone.goto(served + "2012/full.html")
        shown = phone.locator("#annals-main").inner_text()
        assert "未校对" in shown
        assert "校，画线的字经人更正；疑，画点线的字可疑" in shown and "移，" not in shown
        expect(
            phone.locator(".annals-changes li", has_text=re.compile("科技政策预环境.*→.*科技政策与环境"))
        ).to_be_visible()
    finally:
        phone.emulate_media(media="screen")
