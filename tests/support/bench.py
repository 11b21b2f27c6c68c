"""Timings, printed as a table: `make bench`. Nothing here asserts; tests do not measure time."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser

from annals.clean.cleaning import clean_source
from annals.clean.read import read_source
from annals.edition.building import build, derive, ingest
from annals.edition.search import index_files
from annals.model import Settings
from annals.names.linking import link, report_texts
from annals.site.engine import render_site
from annals.structure.document import document_of
from tests.support.browsing import chromium, serving
from tests.support.large_site import SlowLine, large_homes, write_large_site
from tests.support.searching import reader
from tests.support.words import LEXICON

REPO = Path(__file__).resolve().parents[2]
RUNS = 5


def timed(name: str, work: Callable[[], object]) -> None:
    """Print the median and the range of a few runs after one that does not count."""
    work()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    print(f"{name:42} {statistics.median(times):8.3f} s   ({min(times):.3f}–{max(times):.3f})")


def clean_and_structure(raw: bytes) -> None:
    document_of(clean_source(read_source("bench", raw), LEXICON)[0], LEXICON)


def build_fresh() -> None:
    with tempfile.TemporaryDirectory() as folder:
        build(REPO, Settings(), render_site, frozen=True, site=Path(folder) / "site")


def main() -> None:
    """Stages on the real reports, then on one report repeated: work should grow linearly."""
    seeds = sorted((REPO / "seeds").glob("*.txt"))
    for path in seeds:
        raw = path.read_bytes()
        timed(f"clean and structure {path.stem} ({len(raw)} bytes)", lambda raw=raw: clean_and_structure(raw))
    whole = b"\n\n".join(path.read_bytes() for path in seeds)
    for times in (5, 10, 20):
        raw = b"\n\n".join([whole] * times)
        timed(f"clean and structure, {len(raw):,} bytes", lambda raw=raw: clean_and_structure(raw))
    timed("ingest, nothing to write", lambda: ingest(REPO))
    edition = ingest(REPO).edition
    timed(
        "find all mentions",
        lambda: link(report_texts(edition.reports, edition.facts), edition.registry.entities, LEXICON),
    )
    timed("derive all pages", lambda: derive(ingest(REPO).edition))
    timed("whole build from nothing", build_fresh)
    bench_search()


# --- search ---------------------------------------------------------------------------------

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


def index_share() -> None:
    """What of the build's CPU time goes to the search index."""
    edition = ingest(REPO).edition
    views, _ = derive(edition)
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        start = time.process_time()
        build(REPO, Settings(), render_site, frozen=True, site=site)
        whole = time.process_time() - start
        start = time.process_time()
        index_files(site, edition, views)
        part = time.process_time() - start
    print(f"{'search index, share of the build':42} {100 * part / whole:8.1f} %   ({part:.3f} of {whole:.3f} CPU s)")


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


def bench_search() -> None:
    """The index in the build, answers in a browser: when warm, and first ones on 1.6 Mbit/s with 150 ms."""
    index_share()
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        site, large = Path(folder) / "site", Path(folder) / "large"
        build(REPO, Settings(), render_site, frozen=True, site=site)
        warm_answers(browser, site)
        first_answers(browser, site, "search, first result on a slow line")
        write_large_site(site, large_homes(site), large)
        first_answers(browser, large, "the same on 10,000 pages")


if __name__ == "__main__":
    main()
