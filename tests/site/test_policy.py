"""The content security policy of the pages: every page has it and keeps to it, what readers do works under it, and what it
is there for is stopped. The server sends it as a header, too, as a mirror may: only then are workers held to it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.support.browsing import Quiet, serving
from tests.support.policy import POLICY, directives, inline

QUOTED = "截至年底，上海有21家国家级创新型企业，7家国家级创新型试点企业，200家市级创新型企业。"
# Kinds of pages that tests/site/test_browser.py does not visit; it listens for what is refused, too.
OTHERS = ["404.html", "changes/index.html", "guide/data.html"]


class Strict(Quiet):
    """Sends the policy with everything."""

    def end_headers(self) -> None:
        said = "; ".join(f"{name} {' '.join(sorted(sources))}" for name, sources in POLICY.items())
        self.send_header("Content-Security-Policy", f"{said}; frame-ancestors 'none'")
        super().end_headers()


def test_every_page_has_it_and_keeps_to_it(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 200
    assert {str(page.relative_to(site)): found for page in pages if (found := inline(page.read_text("utf-8")))} == {}


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<html><head><meta charset=utf-8>", "the head begins with <meta>"),
        ("<html><head><script>", "the head begins with <script>"),
        ("<p onclick=x>", "<p onclick>"),
        ("<p style=x>", "<p style>"),
    ],
)
def test_a_page_that_does_not_is_found(html: str, fault: str) -> None:
    assert fault in inline(html)


@pytest.fixture(params=["server", "disk"])
def root(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    if request.param == "disk":
        yield f"{site.as_uri()}/"
        return
    with serving(site, Strict) as address:
        yield address


@pytest.fixture
def refused() -> list[str]:
    """What the browser says that a policy refused."""
    return []


@pytest.fixture
def page(browser: Browser, refused: list[str]) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, permissions=["clipboard-read"])
    found = context.new_page()

    def hear(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Content-Security-Policy" in message.text:
            refused.append(message.text[:200])

    found.on("console", hear)
    found.on("pageerror", lambda error: refused.append(str(error)[:200]))
    yield found
    context.close()


def test_readers_find_check_and_cite_under_it(page: Page, refused: list[str], root: str) -> None:
    page.goto(root + "2012/forums-and-expos.html")
    # The colours that a reader chooses stay: what reads them on the next page is a file.
    page.locator("label[for=__palette_1]").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.locator(".annals-cite summary").click()
    page.locator(".annals-cite button", has_text="复制").first.click()
    page.locator(".annals-cite button", has_text="已复制").wait_for()
    page.locator("a[data-entity]").first.hover()
    page.locator(".annals-card:visible").wait_for()

    page.locator("[data-annals-opens=search]:visible, [data-md-component=search-query]:visible").first.click()
    page.locator("[data-md-component=search-query]").fill("浦江创新论坛")
    result = page.locator(".md-search-result__item a").first
    result.wait_for()
    result.click()
    page.wait_for_url("**h=*")
    page.locator("mark").first.wait_for()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")

    page.goto(root + "tool/quotations.html")
    page.fill("textarea", QUOTED)
    page.click("button[type=submit]")
    page.locator(".annals-verdict").wait_for()
    for path in OTHERS:
        page.goto(root + path)
    # A column is aligned by the style sheet, as no element may say how it looks.
    page.goto(root + "guide/design-notes.html")
    expect(page.locator("td.annals-to-right").first).to_have_css("text-align", "right")
    assert refused == []


# What a stranger would put into a page, if the gate let it; each marks the page or asks somebody else.
_LIVE = """
<script>document.title = "ran"</script><img src="x" onerror="document.title = 'ran'">
<iframe srcdoc="<script>parent.document.title = 'ran'</script>"></iframe><style>body { display: none }</style>
<svg onload="document.title = 'ran'"></svg><details ontoggle="document.title = 'ran'" open></details>
<input autofocus onfocus="document.title = 'ran'"><object data="data:text/html,x"></object>
<base href="https://evil.invalid/"><link rel="stylesheet" href="https://evil.invalid/a.css">
<script src="https://evil.invalid/a.js"></script><script src="data:text/javascript,document.title='ran'"></script>
<img src="https://evil.invalid/x.png"><p style="position: fixed">x</p>
"""


@pytest.mark.parametrize("held", [True, False])
def test_what_is_live_in_a_page_does_nothing(
    page: Page, refused: list[str], site: Path, tmp_path: Path, held: bool
) -> None:
    """`held` is false for the same page without its policy: there it does what it is made for."""
    html = (site / "guide/index.html").read_text("utf-8")
    start = html.index("<meta http-equiv=")
    meta = html[start : html.index(">", start) + 1]
    assert directives(meta.partition('content="')[2].rstrip('">')) == POLICY
    (tmp_path / "site").mkdir()
    shutil.copytree(site / "assets", tmp_path / "site/assets", ignore=shutil.ignore_patterns("cards"))
    text = html.replace("</h1>", f"</h1>{_LIVE}", 1)
    (tmp_path / "site/guide").mkdir()
    (tmp_path / "site/guide/x.html").write_text(text if held else text.replace(meta, ""), "utf-8")
    asked: list[str] = []
    page.route("https://evil.invalid/**", lambda route: (asked.append(route.request.url), route.abort())[1])
    with serving(tmp_path / "site") as address:
        page.goto(f"{address}guide/x.html", wait_until="load")
        if held:
            assert page.title() != "ran" and asked == []
            assert len([said for said in refused if "Content Security Policy" in said]) >= 10
            expect(page.locator("body")).to_be_visible()
        else:
            assert page.title() == "ran" and asked
