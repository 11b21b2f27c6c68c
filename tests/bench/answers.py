"""How long the search of this edition takes to answer, in a browser: `make bench ARGS=--answers`."""

from __future__ import annotations

import random
import re
import statistics
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession

from annals.edition.building import build
from annals.model import Settings
from annals.site.engine import render_site
from annals.site.search.index import Home
from tests.bench.edition import TOOL
from tests.support.browsing import BASE_PATH, Quiet, chromium, serving
from tests.support.large_site import SlowLine, large_homes, write_large_site
from tests.support.searching import reader

QUOTATIONS = "tool/quotations.html"
ASKED = (
    "浦江创新论坛",
    "技术合同",
    "G60 基金",
    "主宾国",
    "科技小巨人",
    "上海",
    "长三角",
    "第15届浦江论坛",
    "創新",
    "人才培养",
)
# From a keystroke to the list with its excerpts, as the page's own clock has it.
WARM = """async query => {
  const box = document.querySelector("[data-md-component=search-query]");
  box.focus();
  const start = performance.now();
  const answered = new Promise(done => {
    const seen = component$.subscribe(found => {
      if (found.annals && found.annals.query === query) { done(); setTimeout(() => seen.unsubscribe()); }
    });
  });
  box.value = query;
  box.dispatchEvent(new Event("input"));
  await answered;
  await new Promise(done => requestAnimationFrame(done));
  const taken = performance.now() - start;
  box.value = "";
  box.dispatchEvent(new Event("input"));
  return taken;
}"""


def warm_answers(browser: Browser, site: Path) -> None:
    with serving(site) as base:
        page = reader(browser, base).page
        for query in ASKED:
            page.evaluate(WARM, query)
        times = sorted(page.evaluate(WARM, query) for _ in range(20) for query in ASKED)
        page.close()
    print(
        f"{'search, answer when warm':42} {statistics.median(times):8.0f} ms  (p95 {times[int(0.95 * len(times))]:.0f})"
    )


def first_answers(browser: Browser, site: Path, name: str) -> None:
    """From the first keystroke to the first result, nothing loaded before, on a slow line."""
    with serving(site, SlowLine) as base:
        times = []
        for query in ASKED[:7]:
            desk = reader(browser, base)
            desk.page.wait_for_load_state("networkidle")
            start = time.perf_counter()
            desk.type(query)
            desk.page.wait_for_selector(".md-search-result__item")
            times.append(time.perf_counter() - start)
            desk.page.close()
    print(f"{name:42} {statistics.median(times):8.2f} s   ({min(times):.2f}–{max(times):.2f})")


def draft_of(homes: list[Home], length: int = 3000) -> str:
    """So many characters as a writer pastes them: of three sentences one verbatim, one with a changed figure, one between
    the writer's own words."""
    dice = random.Random(length)
    found = ""
    while len(found) < length:
        words = dice.choice(homes).blocks[1].text[: dice.randint(30, 110)]
        slip = re.sub(r"\d", lambda digit: str((int(digit[0]) + 3) % 10), words, count=1)
        own = f"据一份旧的材料，{words[:60]}，这是写稿的人自己的话。"
        found += f"{dice.choice((words, slip, own)).rstrip('。')}。\n\n"
    return found[:length]


def quotations_checked(browser: Browser, site: Path, draft: str, name: str, server: type[Quiet]) -> None:
    """From the button to the last verdict, no key or passage loaded before; the time of the page's own thread beside it, which
    tells more where the machine is busy."""
    with serving(site, server) as base:
        page = browser.new_page()
        inside = page.context.new_cdp_session(page)
        inside.send("Performance.enable", {"timeDomain": "threadTicks"})
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(base + QUOTATIONS)
        page.fill("textarea", draft)
        page.wait_for_load_state("networkidle")
        asked.clear()
        before = _busy(inside)
        start = time.perf_counter()
        page.click("form button[type=submit]")
        page.locator(".annals-verdict").first.wait_for(timeout=600_000)
        taken = time.perf_counter() - start
        busy = _busy(inside) - before
        names = {urlsplit(url).path.removeprefix(BASE_PATH) for url in asked}
        size = sum((site / path).stat().st_size for path in names if (site / path).is_file())
        print(f"{name:42} {taken:8.2f} s   ({busy:.2f} s busy, {len(names)} files, {size / 1e6:.1f} MB)")
        page.close()


def _busy(inside: CDPSession) -> float:
    """Seconds of processor that the page's thread has taken."""
    metrics = {one["name"]: one["value"] for one in inside.send("Performance.getMetrics")["metrics"]}
    return float(metrics["TaskDuration"])


def answers() -> None:
    """Answers when warm, and first ones on 1.6 Mbit/s with 150 ms, of this edition and of one of 10,000 pages; and how long
    a draft of 3,000 characters takes to be held against the reports of the latter."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        site, large = Path(folder) / "site", Path(folder) / "large"
        build(TOOL, Settings(), render_site, frozen=True, site=site)
        warm_answers(browser, site)
        first_answers(browser, site, "search, first result on a slow line")
        homes = large_homes(site)
        write_large_site(site, homes, large)
        first_answers(browser, large, "the same on 10,000 pages")
        for _ in range(3):
            quotations_checked(browser, large, draft_of(homes), "3,000 characters checked there", Quiet)
        quotations_checked(browser, large, draft_of(homes), "the same on a slow line", SlowLine)
