"""Timings, printed as a table: `make bench`. Nothing here asserts; tests do not measure time."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from annals.build import build, derive, ingest
from annals.clean import clean
from annals.link.linking import link, report_texts
from annals.model import Settings
from annals.plugin import render_site
from annals.read import read
from annals.structure import structure

REPO = Path(__file__).resolve().parent.parent
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
    structure(clean(read("bench", raw))[0])


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
    timed("find all mentions", lambda: link(report_texts(edition.reports), edition.registry.entities))
    timed("derive all pages", lambda: derive(ingest(REPO).edition))
    timed("whole build from nothing", build_fresh)


if __name__ == "__main__":
    main()
