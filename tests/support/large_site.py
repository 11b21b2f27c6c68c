"""A site of ten thousand pages in the words of the real one, and a slow line to reach it by."""

from __future__ import annotations

import random
import re
import shutil
import threading
import time
from pathlib import Path

from annals.site.search.files import search_files
from annals.site.search.index import Home
from annals.site.search.page import Block, read_page
from tests.support.browsing import Quiet

PAGES = 10_000
BLOCKS = 6
PHRASES = 14


def large_homes(site: Path) -> list[Home]:
    """Pages whose blocks are phrases of the real ones in another order, some 1,000 characters each."""
    dice = random.Random(10_000)
    phrases = []
    for path in sorted(site.glob("20*/*.html")):
        page = read_page(path.read_text("utf-8"))
        for block in page.blocks if page else ():
            phrases += [phrase for phrase in re.split(r"(?<=[，。；、])", block.text) if phrase]
    homes = []
    for number in range(PAGES):
        blocks = [Block(anchor=f"h{number}", heading="", text="".join(dice.choices(phrases, k=2)), level=2)]
        blocks += [
            Block(anchor=f"b{i}", heading=blocks[0].text, text="".join(dice.choices(phrases, k=PHRASES)))
            for i in range(BLOCKS)
        ]
        year = str(1900 + number % 120)
        title = f"{''.join(dice.choices(phrases, k=1)).strip('，。；、')}（{number}）"
        homes.append(
            Home(
                url=f"{year}/p{number}.html",
                title=title,
                blocks=tuple(blocks),
                kind="report",
                year=year,
                topic=f"t{number % 14}",
            )
        )
    return sorted(homes, key=lambda home: home.url)


def write_large_site(site: Path, homes: list[Home], target: Path) -> None:
    """The real site's pages and scripts with the index of many more."""
    shutil.copytree(site, target, ignore=shutil.ignore_patterns("search_index*", "raw.html"))
    for path in (target / "search").glob("*"):
        path.unlink()
    topics = [(f"t{number}", f"专题{number}") for number in range(14)]
    for name, text in search_files(homes, topics, [("report", "报告")]).items():
        (target / name).write_text(text, "utf-8")


class SlowLine(Quiet):
    """A server at the end of a phone line: 150 ms to ask, 1.6 Mbit/s for all answers together."""

    DELAY = 0.15
    BYTES_A_SECOND = 200_000
    _free = 0.0
    _lock = threading.Lock()

    def copyfile(self, source: object, outputfile: object) -> None:
        time.sleep(self.DELAY)
        data = source.read()  # type: ignore[attr-defined]
        with SlowLine._lock:
            start = max(SlowLine._free, time.monotonic())
            SlowLine._free = start + len(data) / self.BYTES_A_SECOND
            until = SlowLine._free
        time.sleep(max(0.0, until - time.monotonic()))
        outputfile.write(data)  # type: ignore[attr-defined]
