"""The panel below a paragraph and 引用 at selected words, as tests use them: a window, the clipboard, what a citation looks like."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

PAGE = "2012/international-cooperation.html"
PANEL = ".annals-panel"
COPY = "复制引文和出处"
CITED = re.compile(
    r"——上海科技进步报告：(\d{4})：全文（整理版）\[EB/OL\]\. (?:（[\d-]{10}）)?\[\d{4}-\d\d-\d\d\]\. (http://\S+/full\.html\S*#(\S+))\."
)


def window(browser: Browser, **options: object) -> Iterator[Page]:
    context = browser.new_context(**options)  # type: ignore[arg-type]
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


def at(page: Page, address: str) -> Page:
    """A page, in front of all others: the clipboard answers nobody else."""
    page.bring_to_front()
    page.goto(address, wait_until="load")
    return page


def clipboard(page: Page) -> str:
    found: str = page.evaluate("navigator.clipboard.readText()")
    return found


def said(site: Path, report: str, block: str) -> str:
    """The words of a paragraph, from the open data."""
    blocks = json.loads((site / f"data/reports/{report}.json").read_text("utf-8"))["blocks"]
    (text,) = (one["text"] for one in blocks if one["id"] == block)
    return str(text)


def quoted(page: Page) -> str:
    """What 引用 puts into the clipboard."""
    page.get_by_role("button", name="引用", exact=True).click()
    expect(page.locator(".annals-quoting")).to_have_text("已复制引文和出处")
    return clipboard(page)
