"""How long the search of this edition takes to answer, in a browser: `make bench ARGS=--answers`."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser

from annals.edition.building import build
from annals.model import Settings
from annals.site.engine import render_site
from tests.bench.edition import TOOL
from tests.support.browsing import chromium, serving
from tests.support.large_site import SlowLine, large_homes, write_large_site
from tests.support.searching import reader

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


def answers() -> None:
    """Answers when warm, and first ones on 1.6 Mbit/s with 150 ms, of this edition and of one of 10,000 pages."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        site, large = Path(folder) / "site", Path(folder) / "large"
        build(TOOL, Settings(), render_site, frozen=True, site=site)
        warm_answers(browser, site)
        first_answers(browser, site, "search, first result on a slow line")
        write_large_site(site, large_homes(site), large)
        first_answers(browser, large, "the same on 10,000 pages")
