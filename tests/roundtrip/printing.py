"""HTML to PDF by a browser."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Browser

from tests.roundtrip.settings import Setting
from tests.roundtrip.texts import Text
from tests.roundtrip.typeset import html_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A PDF and what stands above and below the text of its pages, page by page, empty strings where nothing does."""

    pdf: bytes
    running: tuple[str, ...]
    folios: tuple[str, ...]


def printed(browser: Browser, text: Text, setting: Setting) -> Printed:
    """One text as the browser prints it."""
    page = browser.new_page()
    try:
        page.emulate_media(media="print")
        page.set_content(html_of(text, setting))
        running, folios = (
            page.eval_on_selector_all(f".{name}", "all => all.map(one => one.textContent)")
            for name in ("running", "folio")
        )
        pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    finally:
        page.close()
    return Printed(pdf=pdf, running=tuple(running), folios=tuple(folios))
