"""What readers do, in a real Chromium, on the real site under a sub-path and from a disk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page, expect

KINDS = [
    "index.html",
    "2012/index.html",
    "2012/international-cooperation.html",
    "2012/forums-and-expos.html",
    "2017/yangtze-delta.html",
    "2022/overview.html",
    "2022/districts.html",
    "2012/full.html",
    "2012/raw.html",
    "topics/index.html",
    "topics/forums-and-expos.html",
    "entities/index.html",
    "entities/pujiang-innovation-forum.html",
    "guide/index.html",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Someone who goes from page to page, with what the last one requested and what went wrong there. One for all tests:
    each new window asks for, reads and compiles the same styles and scripts again."""

    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, url: str) -> Page:
        self.page.goto("about:blank")
        self.requests.clear()
        self.errors.clear()
        self.page.goto(url, wait_until="networkidle")
        return self.page


def visitor(browser: Browser, **options: object) -> Iterator[Visitor]:
    page = browser.new_page(**options)  # type: ignore[arg-type]
    found = Visitor(page=page)
    page.on("request", lambda request: found.requests.append(request.url))
    page.on("pageerror", lambda error: found.errors.append(str(error)))
    # A policy that refuses something says so here, and nowhere else.
    page.on("console", lambda said: found.errors.append(said.text) if "Content Security Policy" in said.text else None)
    page.on(
        "response",
        lambda response: found.errors.append(f"{response.status} {response.url}") if response.status >= 400 else None,
    )
    yield found
    page.close()


@pytest.fixture(scope="module")
def desk(browser: Browser) -> Iterator[Visitor]:
    yield from visitor(browser)


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Visitor]:
    yield from visitor(browser, viewport={"width": 360, "height": 760}, color_scheme="dark", has_touch=True)


@pytest.mark.parametrize("path", KINDS)
def test_phone_in_the_dark_asks_nobody_else_and_does_not_scroll_sideways(
    phone: Visitor, served: str, path: str
) -> None:
    page = phone.open(served + path)
    assert phone.errors == []
    assert served + path in phone.requests
    assert [url for url in phone.requests if not url.startswith((served, "data:", "blob:"))] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate("document.documentElement.lang") == "zh-Hans"
    assert page.evaluate("document.body.getAttribute('data-md-color-scheme')") == "slate"


# What has more text than room and hides it, and figures and names of files of which a part stands on the next line, where no
# hyphen parts them.
_CUT = """() => {
  const main = document.querySelector(".annals-page");
  const cut = [...main.querySelectorAll("summary")].filter(one => one.offsetParent && one.scrollWidth > one.clientWidth);
  const broken = [...main.querySelectorAll("td .annals-value, td:first-child > code:only-child")].filter(one => one.getClientRects().length > 1 && !one.textContent.includes("-"));
  return [...cut, ...broken].map(one => one.textContent);
}"""


@pytest.mark.parametrize("width", [360, 740])
@pytest.mark.parametrize(
    "path", ["topics/forums-and-expos.html", "indicators/technology-contracts.html", "guide/data.html"]
)
def test_nothing_is_cut_off_and_no_figure_is_broken_in_two(desk: Visitor, served: str, path: str, width: int) -> None:
    page = desk.open(served + path)
    before = page.viewport_size
    page.set_viewport_size({"width": width, "height": 900})
    # As long as an editor may write them.
    page.evaluate(
        "document.querySelectorAll('.annals-points td .annals-editor').forEach(one => one.append('口径'.repeat(60)))"
    )
    found = page.evaluate(_CUT)
    page.set_viewport_size(before or {"width": 1280, "height": 720})
    assert found == []


def test_the_words_of_a_report_look_alike_where_a_topic_tells_them(desk: Visitor, served: str) -> None:
    color = "one => getComputedStyle(one).color"
    own = desk.open(f"{served}2023/forums-and-expos.html").locator("p.annals-source").first.evaluate(color)
    assert desk.open(f"{served}topics/forums-and-expos.html").locator("p.annals-source").first.evaluate(color) == own


def test_many_references_behind_a_sentence_stay_on_a_phone_s_page(phone: Visitor, served: str) -> None:
    page = phone.open(served + "entities/kashgar.html")
    # As many as an editor may give: each stays whole, the row of them parts.
    page.evaluate(
        "document.querySelectorAll('.annals-ref').forEach(ref => ref.innerHTML = Array(9).fill(ref.innerHTML).join('、'))"
    )
    assert page.locator(".annals-ref a").count() >= 18
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate("[...document.querySelectorAll('.annals-ref a')].every(a => a.getClientRects().length === 1)")


def test_every_link_of_every_page_leads_somewhere(site: Path) -> None:
    """All pages, read from disk: relative links and their anchors, whatever made them."""
    ids = {path: set(re.findall(r'\sid="([^"]+)"', path.read_text("utf-8"))) for path in site.rglob("*.html")}
    broken = []
    for path in ids:
        if path.name == "404.html":
            continue
        for href in re.findall(r'<a\s[^>]*href="([^"]+)"', path.read_text("utf-8")):
            if re.match(r"[a-z]+:", href):
                continue
            target, _, anchor = href.partition("#")
            found = (path.parent / target.partition("?")[0]).resolve() if target else path
            found = found / "index.html" if found.is_dir() else found
            if not found.is_file() or (
                anchor and found.suffix == ".html" and anchor not in ids[found] and anchor != "__skip"
            ):
                broken.append((path.relative_to(site).as_posix(), href))
    assert broken == []


def test_from_a_paragraph_to_its_raw_line_and_back(desk: Visitor, served: str) -> None:
    page = desk.open(served + "2012/domestic-cooperation.html")
    paragraph = page.locator("#l33")
    assert paragraph.locator("#l35").count() == 1, "the second raw line keeps its anchor"
    assert "与中西部地区学员分享" in (paragraph.text_content() or "")
    paragraph.locator(".annals-origin").click()
    page.locator(".annals-panel a[href='raw.html#n33']").click()
    page.wait_for_url("**/2012/raw.html#n33")
    line = page.locator("#n33")
    assert "把在上海实施多年的星火培训计划的成熟经验与中西部" in (line.text_content() or "")
    assert "J103" in (line.text_content() or "")
    line.locator(".annals-raw-target").first.click()
    page.wait_for_url("**/2012/full.html#l33")
    assert "与中西部地区学员分享" in (page.locator("#l33").text_content() or "")
    assert desk.errors == []


def test_a_correction_is_in_sight_and_one_step_from_its_reason(desk: Visitor, served: str) -> None:
    page = desk.open(served + "2012/international-cooperation.html")
    mark = page.locator("#l11 .annals-mark")
    assert "「科技政策预环境」改为「科技政策与环境」" in (mark.get_attribute("title") or "")
    assert (page.locator("#l11 .annals-corrected").text_content() or "") == "科技政策与环境"
    mark.click()
    expect(page.locator(".annals-panel del").first).to_contain_text("预")
    page.wait_for_url("**/2012/international-cooperation.html")


def test_a_moved_block_says_so_where_it_is_read(desk: Visitor, served: str) -> None:
    page = desk.open(served + "2011/sci-tech-finance.html")
    for name in ("l154", "l156"):
        assert "此段由别处移来" in (page.locator(f"#{name} .annals-mark").last.get_attribute("title") or "")
    page.locator("#l156 .annals-mark").last.click()
    expect(page.locator(".annals-panel-why")).to_contain_text("此段由别处移来")
    page.locator(".annals-panel a[href='raw.html#n156']").click()
    page.wait_for_url("**/2011/raw.html#n156")
    assert "移到前文" in (page.locator("#n156").text_content() or "")


def test_the_box_ends_where_it_ends(desk: Visitor, served: str) -> None:
    page = desk.open(served + "2012/full.html")
    assert page.locator("div.box #l19").count() == 1
    assert page.locator("#l23").count() == 1 and page.locator("div.box #l23").count() == 0
    for name in ("l3", "l5", "l7", "l17", "l25", "l39"):
        assert page.locator(f"#{name}").count() == 1


@pytest.mark.parametrize("report", ["2011", "2012", "2017", "2022", "2023"])
def test_every_block_stands_on_three_pages(site: Path, report: str) -> None:
    full = (site / report / "full.html").read_text("utf-8")
    raw = (site / report / "raw.html").read_text("utf-8")
    pages = "".join(
        path.read_text("utf-8") for path in (site / report).glob("*.html") if path.stem not in ("full", "raw", "index")
    )
    names = set(
        re.findall(r'"id": "((?:l|h-)\d[^"]*)"', (site / "data" / "reports" / f"{report}.json").read_text("utf-8"))
    )
    assert names
    for name in names:
        assert f'id="{name}"' in full and f'id="{name}"' in pages and f'id="{name}"' in raw, name


def test_from_a_disk_without_scripts(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 760})
    page = context.new_page()
    try:
        page.goto((site / "index.html").as_uri())
        page.locator("#annals-main").get_by_role("link", name=re.compile("2012")).first.click()
        page.get_by_role("link", name="第一节 国际科技合作交流").click()
        page.wait_for_url("**/2012/international-cooperation.html#l5")
        assert "着眼热点工作" in (page.locator("#l23").text_content() or "")
        assert page.locator("#l23").is_visible()
    finally:
        context.close()


def test_voices_are_told_apart(site: Path) -> None:
    html = (site / "2022" / "districts.html").read_text("utf-8")
    assert re.search(r'<h\d class="annals-editor[^"]*" id="h-273">黄浦区', html), "an inserted heading is an editor's"
    assert re.search(r'<h\d class="annals-source[^"]*" id="l311">嘉定区', html)
    assert 'class="annals-derived' in html


@pytest.mark.parametrize("path", [p for p in KINDS if p.startswith("20")])
def test_every_report_page_names_its_report_and_status(site: Path, path: str) -> None:
    html = (site / path).read_text("utf-8")
    assert path[:4] in html and "非官方" in html


def test_navigation_holds_hubs_only(site: Path) -> None:
    """Every year is in the drawer, and below the one in which a page stands the pages of its report alone."""
    html = (site / "2012" / "international-cooperation.html").read_text("utf-8")
    drawer = html[html.index("md-nav--primary") : html.index("md-sidebar--secondary")]
    links = [urljoin("2012/x.html", to) for to in re.findall(r'href="([^"]+)" class="md-nav__link', drawer)]
    years = [f"{year}/index.html" for year in (2023, 2022, 2017, 2012)]
    own = [f"2012/{name}.html" for name in ("international-cooperation", "forums-and-expos", "domestic-cooperation")]
    hubs = [f"{name}/index.html" for name in ("topics", "indicators", "entities", "chronicle", "about", "guide")]
    assert links == ["index.html", "index.html#reports", *years, *own, "2011/index.html", *hubs]


def test_titles_from_elsewhere_stand_only_where_they_are_missing(site: Path) -> None:
    """第八章 stands on another page than 第二节; a timeline hangs below the chapter on its page."""
    assert "annals-eyebrow" in (site / "2012" / "domestic-cooperation.html").read_text("utf-8")
    for name in ("overview", "full"):
        assert "annals-eyebrow" not in (site / "2022" / f"{name}.html").read_text("utf-8")


def test_home_s_box_opens_the_search_and_a_table_s_cell_its_page(browser: Browser, site: Path) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 760})
    page = context.new_page()
    try:
        page.goto((site / "index.html").as_uri())
        page.get_by_role("button", name="搜一个名称").click()
        page.wait_for_function("document.activeElement.name === 'query'")
        page.keyboard.press("Escape")
        page.get_by_role("link", name=re.compile("^2017 长三角科技合作：")).click()
        page.wait_for_url("**/2017/yangtze-delta.html")
        page.locator(".annals-ways").get_by_role("link", name="2022").click()
        page.wait_for_url("**/2022/yangtze-delta.html")
        page.locator(".annals-ways").get_by_role("link", name="长三角科技合作").click()
        page.wait_for_url("**/topics/yangtze-delta.html")
        folds = page.locator("#annals-main details")
        assert [fold.get_attribute("open") is not None for fold in folds.all()] == [True, False, False, False]
    finally:
        context.close()
