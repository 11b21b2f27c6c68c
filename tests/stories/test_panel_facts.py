"""What a person recorded of the print reaches the panel of a paragraph: its page in each form of citation, the picture of
that page; and what programs are told of the page."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, expect

from annals.edition.shipped import DEFAULTS, derived_templates
from annals.model import Settings
from annals.pages.citing import references
from annals.pages.coverage import Coverage
from annals.pages.panels import panel_files
from tests.stories.test_printed_pages import RAW
from tests.support.browsing import serving
from tests.support.stories import codes, run, seed, take_in

FACTS = (
    f"INHERIT: {DEFAULTS}\nsite_name: 甲省科技年报（整理版）\n"
    "extra: {annals: {contact: a@jia.example, series: [{id: jia, name: 甲省科技年报, issuer: 甲省科学技术厅}]}}\n"
)
ADDRESS = "https://jia.example/annals/"
PICTURE = b"\xff\xd8\xff\xe0" + bytes(16)


def panels(root: Path, address: str = ADDRESS) -> tuple[dict[str, Any], dict[str, dict[str, str]]]:
    """The blocks of the only file, and the forms of citation by page."""
    edition = take_in(root).edition
    (said,) = panel_files(edition, Coverage.of(edition), references(edition, {}), address, derived_templates()).values()
    _, blocks, _, forms = json.loads(said.removeprefix("annalsPanel(").removesuffix(")\n"))
    return blocks, forms


def test_the_page_stands_in_the_citation_of_a_paragraph(root: Path) -> None:
    (root / "mkdocs.yml").write_text(FACTS, "utf-8")
    seed(root, text=RAW, yml="year: 2031\npublished: 2032\n")
    blocks, forms = panels(root)
    assert [blocks[block][2] for block in ("l3", "l7", "l11")] == ["58", "59", "60–61"]
    assert blocks["l1"][2] == "58"
    of_one, of_two = forms["58"], forms["60–61"]
    assert list(of_one) == ["GB/T 7714—2025", "GB/T 7714—2015", "RIS", "BibTeX", "CSL-JSON"]
    begun = "甲省科学技术厅. 甲省科技年报：2031：全文（整理版）[R/OL]. 2032"
    assert of_one["GB/T 7714—2025"] == f"{begun}：58. {ADDRESS}x/annals-place."
    assert of_two["GB/T 7714—2025"] == f"{begun}：60-61. {ADDRESS}x/annals-place."
    assert {"SP  - 60", "EP  - 61", f"UR  - {ADDRESS}x/annals-place"} <= set(of_two["RIS"].splitlines())
    (item,) = json.loads(of_two["CSL-JSON"])
    assert (item["page"], item["id"], item["URL"]) == ("60-61", "x-full-annals-id", f"{ADDRESS}x/annals-place")
    assert json.loads(panels(root, "")[1]["58"]["CSL-JSON"])[0]["URL"] == "annals-address"


def test_a_scan_is_shown_where_there_is_one_and_a_foreign_one_is_a_link(root: Path) -> None:
    seed(root, text=RAW, yml="year: 2031\nscan: scans/2031/{page}.jpg\n")
    folder = root / "docs/scans/2031"
    folder.mkdir(parents=True)
    for page in (58, 61):
        (folder / f"{page}.jpg").write_bytes(PICTURE)
    blocks, _ = panels(root)
    scans = {
        block: re.findall(r'<a href="([^"]+\.jpg)"( data-annals-picture)?', told[0]) for block, told in blocks.items()
    }
    own = " data-annals-picture"
    assert scans == {
        "l1": [("../scans/2031/58.jpg", own)],  # other pages quote a heading, and open its panel
        "l3": [("../scans/2031/58.jpg", own)],
        "l7": [],
        "l11": [("../scans/2031/61.jpg", own)],
    }
    seed(root, text=RAW, yml="year: 2031\nscan: https://scans.example/{page}.png\n")
    blocks, _ = panels(root)
    assert re.findall(r'<a href="(https:[^"]+)" rel="external noopener">', blocks["l11"][0]) == [
        "https://scans.example/60.png",
        "https://scans.example/61.png",
    ]
    seed(root, text=RAW, yml="year: 2031\nscan: scans/58.jpg\n")
    assert "E106" in codes(take_in(root))


def test_what_a_page_says_to_programs_and_whom_its_panels_name(root: Path) -> None:
    (root / "mkdocs.yml").write_text(FACTS, "utf-8")
    seed(root, text=RAW, yml="year: 2031\npublished: 2032\n")
    site = run(root, Settings(site_url=ADDRESS, repo="https://code.example/jia", branch="main")).site

    def described(path: str) -> list[Any]:
        html = (site / path).read_text("utf-8")
        return [json.loads(said) for said in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)]

    (report,) = described("x/other.html")
    assert report == {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": "甲省科技年报：2031：其他（整理版）",
        "inLanguage": "zh-Hans",
        "publisher": [{"@type": "Organization", "name": "甲省科学技术厅"}],
        "datePublished": "2032",
        "url": f"{ADDRESS}x/other.html",
        "isPartOf": {"@type": "WebSite", "name": "甲省科技年报（整理版）", "url": ADDRESS},
    }
    (data,) = described("guide/data.html")
    assert data["@type"] == "Dataset"
    assert [part["contentUrl"] for part in data["distribution"]] == [f"{ADDRESS}data/datapackage.json"]
    assert described("index.html") == []
    script = r'<script src="\.\./assets/annals-panel\.js" data-annals-report="x" data-annals-issues="([^"]+)" data-annals-contact="([^"]+)" data-annals-reached="([^"]+)">'
    for path in ("x/other.html", "x/full.html"):
        (told,) = re.findall(script, (site / path).read_text("utf-8"))
        assert told == ("https://code.example/jia/issues/new", "a@jia.example", "mailto:a@jia.example")
    assert "annals-panel.js" not in (site / "x/raw.html").read_text("utf-8") + (site / "index.html").read_text("utf-8")


def test_an_editors_own_paragraph_has_a_panel(root: Path, browser: Browser) -> None:
    """No raw line: what is true of it instead, and how it is quoted as an editor's."""
    seed(root)
    take_in(root)
    page = root / "docs/x/other.md"
    told = "\n> **编者注** 此数含博士后。\n\n这一段是编者补充的背景。\n\n### 第二节"
    page.write_text(page.read_text("utf-8").replace("\n### 第二节", told), "utf-8")
    assert codes(run(root)) == []
    names = re.findall(r'annals-editor[^>]* id="(e-\w+)"', (root / "site/x/other.html").read_text("utf-8"))
    assert len(names) == 2
    with serving(root / "site") as address:
        reader = browser.new_page()
        for name in names:
            reader.goto(f"{address}x/other.html")
            reader.locator(f"#{name} .annals-badge").focus()
            reader.keyboard.press("Enter")
            panel = reader.get_by_role("region", name="编者的一段")
            expect(panel).to_contain_text("编者写的，不是报告的话")
            expect(reader.locator("blockquote .annals-panel")).to_have_count(0)
            expect(panel.get_by_text("识别原文第")).to_have_count(0)
            panel.get_by_role("button", name="报告错误").click()
            text = panel.get_by_role("textbox").input_value()
            assert f"/x/full.html#{name}\n" in text
            assert f'id="{name}"' in (root / "site/x/full.html").read_text("utf-8")
            assert ("此数含博士后" in text) is (name == names[0])
            reader.keyboard.press("Escape")
            expect(reader.locator(f"#{name} .annals-badge")).to_be_focused()
        reader.close()
