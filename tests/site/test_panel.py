"""The panel below a paragraph and 引用 at selected words, by touch, mouse and keyboard, in a real Chromium."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsing import BASE_PATH
from tests.support.panel import CITED, COPY, PAGE, PANEL, at, clipboard, said, window


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    yield from window(browser, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)


@pytest.fixture(scope="module")
def desk(browser: Browser) -> Iterator[Page]:
    yield from window(browser, viewport={"width": 1280, "height": 800})


def test_from_a_result_to_the_clipboard_in_three_taps(phone: Page, served: str, site: Path) -> None:
    """Quotation, citation, and an address that leads to the paragraph."""
    at(phone, served + "index.html?q=微创、凯利泰、力声特")
    result = phone.locator(".md-search-result__link").first
    result.tap()
    phone.wait_for_url(re.compile(r"\?h="))
    hit = phone.locator("mark[data-md-highlight]").first
    expect(hit).to_be_visible()
    number = phone.locator("p:has(mark[data-md-highlight]) > a.annals-origin").first
    number.tap()
    phone.get_by_role("button", name=COPY).tap()
    expect(phone.locator(".annals-panel-said")).to_have_text("已复制引文和出处")
    words, source = clipboard(phone).split("\n")
    cited = CITED.fullmatch(source)
    assert cited is not None, source
    assert words == said(site, cited[1], cited[3])
    assert "微创、凯利泰、力声特" in words
    address = urlsplit(cited[2])
    whole = (site / address.path.removeprefix(BASE_PATH)).read_text("utf-8")
    (block,) = re.findall(rf'<p [^>]*id="{address.fragment}">(.*?)</p>', whole, re.DOTALL)
    assert re.sub(r"<[^>]*>", "", block) == words


def test_a_sign_opens_the_panel_at_its_reason_and_nothing_is_covered(phone: Page, served: str) -> None:
    at(phone, served + PAGE)
    sign, block = phone.locator("#l11 a.annals-mark"), phone.locator("#l11")
    sign.tap()
    panel = phone.locator(PANEL)
    expect(panel.locator(".annals-panel-why")).to_contain_text("“与”音近误作“预”")
    expect(panel.locator(".annals-raw-changes")).to_contain_text("“与”音近误作“预”")
    expect(phone.locator("#annals-card")).to_be_hidden()
    assert urlsplit(phone.url).path.endswith(PAGE)
    above, below = block.bounding_box(), panel.bounding_box()
    assert above is not None and below is not None
    assert below["y"] >= above["y"] + above["height"]
    assert below["x"] >= 0 and below["x"] + below["width"] <= 360
    # Closed by a tap elsewhere, which moves nothing under the finger.
    later = phone.locator("#l13")
    # As in a browser that does not do so by itself.
    phone.evaluate("document.documentElement.style.overflowAnchor = 'none'")
    later.evaluate("e => scrollBy({ top: e.getBoundingClientRect().top - 300, behavior: 'instant' })")
    before = later.bounding_box()
    later.tap(position={"x": 4, "y": 4})
    expect(panel).to_have_count(0)
    after = later.bounding_box()
    assert (
        before is not None
        and after is not None
        and before["y"] == pytest.approx(after["y"], abs=1) == pytest.approx(300, abs=1)
    )
    assert sign.get_attribute("aria-expanded") == "false"


def test_the_keyboard_opens_it_and_comes_back(desk: Page, served: str) -> None:
    at(desk, served + PAGE)
    number = desk.locator("#l9 > a.annals-origin")
    assert number.get_attribute("href") == "raw.html#n9", "what it is without scripts"
    assert number.get_attribute("role") == "button"
    number.focus()
    panel = desk.locator(PANEL)
    for key in ("Enter", "Space"):
        desk.keyboard.press(key)
        expect(panel).to_be_focused()
        expect(panel.get_by_role("button", name=COPY)).to_be_visible()
        assert number.get_attribute("aria-expanded") == "true"
        assert number.get_attribute("aria-controls") == panel.get_attribute("id")
        desk.keyboard.press("Tab")
        expect(panel.get_by_role("button", name="关闭")).to_be_focused()
        desk.keyboard.press("Escape")
        expect(panel).to_have_count(0)
        expect(number).to_be_focused()
    desk.locator("#l11 a.annals-mark").focus()
    expect(desk.locator("#annals-card")).to_be_visible()
    desk.keyboard.press("Enter")
    expect(panel.locator(".annals-panel-why")).to_be_visible()
    expect(desk.locator("#annals-card")).to_be_hidden()
    panel.get_by_role("button", name="报告错误").click()
    desk.keyboard.type("改作此字")
    told = panel.get_by_role("textbox").input_value()
    assert "第 11 行" in told and "/2012/full.html#l11\n" in told and "科技政策与环境" in told
    assert told.endswith("\n应作：改作此字\n依据："), "whoever types fills in what is asked for"
    panel.get_by_label("著录的格式").select_option("CSL-JSON")
    panel.get_by_role("button", name="复制著录").click()
    expect(panel.locator(".annals-panel-said")).to_have_text("已复制著录")
    (item,) = json.loads(clipboard(desk))
    assert item["id"] == "2012-full-l11" and item["URL"].endswith("/annals/2012/full.html#l11")
    desk.keyboard.press("Escape")
    expect(desk.locator("#l11 a.annals-mark")).to_be_focused()
    expect(desk.locator("#annals-card")).to_be_hidden()


_SELECT = """([from, to]) => {
  const flagged = document.querySelector("#l29 .annals-flagged");
  flagged.scrollIntoView({ block: "center" });
  const node = document.createTreeWalker(flagged, NodeFilter.SHOW_TEXT).nextNode();
  getSelection().setBaseAndExtent(node, from, node, node.length - to);
}"""


@pytest.mark.parametrize("hand", ["phone", "desk"])
def test_selected_words_are_quoted_with_their_doubt(hand: str, served: str, request: pytest.FixtureRequest) -> None:
    page = at(request.getfixturevalue(hand), served + "2012/domestic-cooperation.html")
    page.evaluate(_SELECT, [2, 1])
    picked = page.evaluate("getSelection().toString()")
    assert picked == "代广播电视台"
    button = page.get_by_role("button", name="引用", exact=True)
    expect(button).to_be_visible()
    box, words = button.bounding_box(), page.locator("#l29 .annals-flagged").first.bounding_box()
    assert box is not None and words is not None
    assert box["y"] >= words["y"] + words["height"] - 1, "the system's own menu is above the words"
    if hand == "phone":
        assert box["y"] + box["height"] > 700, "at the foot of the screen"
        button.tap()
    else:
        button.click()
    expect(page.locator(".annals-quoting")).to_have_text("已复制引文和出处")
    assert page.evaluate("getSelection().toString()") == picked
    words_said, source, note = clipboard(page).split("\n")
    assert words_said == f"{picked}〔疑〕" and "疑" in note
    cited = CITED.fullmatch(source)
    assert cited is not None
    assert cited[3] == "l29" and unquote(cited[2]).endswith(f"full.html?h={picked}#l29")
    page.evaluate("getSelection().removeAllRanges()")
    expect(page.locator(".annals-quoting")).to_be_hidden()
    if hand == "desk":
        at(page, cited[2])
        expect(page.locator("#l29 mark[data-md-highlight]").first).to_have_text(picked)


@pytest.mark.parametrize(
    ("page", "place"),
    [
        ("topics/yangtze-delta.html", "p.annals-source"),
        ("topics/yangtze-delta.html", "blockquote.annals-source p"),
        ("entities/pujiang-innovation-forum.html", ".annals-mentions li ~ li"),
        ("2017/forums-and-expos.html", ".annals-source:not([id])"),
    ],
)
def test_what_other_pages_quote_is_quoted_from_there(
    phone: Page, served: str, site: Path, page: str, place: str
) -> None:
    """Its words, under the address of the paragraph in its own report; what the panel links to is there."""
    at(phone, served + page)
    phone.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    phone.locator(f":is({place}) a.annals-origin:visible").first.tap()
    panel = phone.locator(PANEL)
    panel.get_by_role("button", name=COPY).tap()
    expect(panel.locator(".annals-panel-said")).to_have_text("已复制引文和出处")
    words, source, *_ = clipboard(phone).split("\n")
    cited = CITED.fullmatch(source)
    assert cited is not None, source
    assert words.replace("〔疑〕", "") in said(site, cited[1], cited[3])
    assert urlsplit(cited[2]).path == f"{BASE_PATH}{cited[1]}/full.html"
    for href in panel.locator("a[href]").evaluate_all("links => links.map((link) => link.href)"):
        assert (site / urlsplit(href).path.removeprefix(BASE_PATH)).is_file(), href


@pytest.mark.parametrize("behind", [".", "。", "）。"])
def test_an_address_with_the_full_stop_of_its_reference_leads_there(desk: Page, served: str, behind: str) -> None:
    at(desk, "about:blank")
    at(desk, served + f"2012/full.html#l29{behind}")
    desk.wait_for_url(served + "2012/full.html#l29")
    expect(desk.locator("#l29:target")).to_be_in_viewport()


def test_from_a_disk(desk: Page, site: Path) -> None:
    at(desk, (site / "2023/forums-and-expos.html").as_uri())
    desk.locator("a.annals-origin").first.click()
    expect(desk.locator(PANEL).get_by_role("button", name=COPY)).to_be_visible()


@pytest.mark.soak
def test_in_few_bytes(browser: Browser, site: Path, served: str) -> None:
    """Nothing of it is asked for before it is opened; compressed as Pages sends them, a first visit takes 150 KB and a
    later page 30 KB at most."""
    asked: list[str] = []
    fresh = browser.new_context()
    fresh.on("request", lambda request: asked.append(urlsplit(request.url).path.removeprefix(BASE_PATH)))
    visitor = fresh.new_page()
    sizes: list[int] = []
    for path in ("2011/full.html", PAGE, "2023/forums-and-expos.html"):
        visitor.goto(served + path, wait_until="networkidle")
        sizes.append(sum(len(gzip.compress((site / one).read_bytes())) for one in dict.fromkeys(asked)) - sum(sizes))
    fresh.close()
    assert not [path for path in asked if "panels/" in path]
    assert sizes[0] <= 150_000 and max(sizes[1:]) <= 30_000, sizes
