"""axe-core finds nothing on any kind of page: on a desk, on a phone in the dark, in forced colours."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

import pytest
from playwright.sync_api import Browser

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
DESK = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 320, "height": 780}, "color_scheme": "dark", "has_touch": True}
FORCED = {**DESK, "forced_colors": "active"}
REPORT = "2012/international-cooperation.html"
KINDS = (
    *(REPORT, "entities/pujiang-innovation-forum.html"),
    *("index.html", "2012/index.html", "2022/districts.html", "2012/full.html", "2012/raw.html", "topics/index.html"),
    *("topics/forums-and-expos.html", "entities/index.html", "entities/pinyin.html", "guide/index.html"),
    *("guide/data.html", "about/index.html", "about/method.html", "about/progress.html"),
)


LOOKS = {"desk": DESK, "phone": PHONE, "forced": FORCED}


def _cases() -> Iterator[object]:
    """One page on a phone in every run, everything in the soak."""
    for path in KINDS:
        for look in LOOKS:
            each_run = look == "phone" and path == REPORT
            yield pytest.param(path, look, marks=() if each_run else pytest.mark.soak)


@pytest.mark.parametrize(("path", "look"), list(_cases()))
def test_axe_finds_nothing(browser: Browser, served: str, path: str, look: str) -> None:
    page = browser.new_page(**LOOKS[look])  # type: ignore[arg-type]
    try:
        page.goto(served + path)
        page.evaluate(AXE)
        found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
        told = [(rule["id"], node["html"][:200]) for rule in found["violations"] for node in rule["nodes"]]
        assert told == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "sideways"
    finally:
        page.close()
