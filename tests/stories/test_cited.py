"""How pages are cited: what a person recorded of the print, and nothing that nobody knows."""

from __future__ import annotations

import html
import re
from pathlib import Path

from annals.edition.shipped import DEFAULTS
from annals.model import Settings
from tests.support.stories import codes, run, seed, take_in

RAW = "甲省科技年报2031\n\n第一章 河道清淤\n\n全年清淤河道5条，比上年多一条，其中城区占七成。\n"
BASE = f"INHERIT: {DEFAULTS}\nsite_name: 甲省科技年报（整理版）\n"
FACTS = BASE + "extra: {annals: {series: [{id: jia, name: 甲省科技年报, issuer: 甲省科学技术厅}]}}\n"
SITE = Settings(site_url="https://jia.example/annals/")


def page(site: Path) -> str:
    return (site / "x/other.html").read_text("utf-8")


def forms(site: Path) -> list[str]:
    return [html.unescape(form) for form in re.findall(r"<pre[^>]*>(.*?)</pre>", page(site), re.DOTALL)]


def metas(site: Path) -> dict[str, str]:
    return dict(re.findall(r'<meta name="(citation_\w+)" content="([^"]*)">', page(site)))


def test_issuer_and_year_make_it_a_report(root: Path) -> None:
    (root / "mkdocs.yml").write_text(FACTS, "utf-8")
    seed(root, text=RAW, yml="published: 2032\n")
    built = run(root, SITE)
    assert forms(built.site)[:2] == [
        "甲省科学技术厅. 甲省科技年报：2031：其他（整理版）[R/OL]. 2032. https://jia.example/annals/x/other.html.",
        "甲省科学技术厅. 甲省科技年报：2031：其他（整理版）[R/OL]. (2032)[引用日期]. https://jia.example/annals/x/other.html.",
    ]
    assert metas(built.site) == {
        "citation_title": "甲省科技年报：2031：其他（整理版）",
        "citation_author": "甲省科学技术厅",
        "citation_publication_date": "2032",
        "citation_public_url": "https://jia.example/annals/x/other.html",
        "citation_language": "zh",
    }


def test_what_is_not_known_is_not_invented(root: Path) -> None:
    (root / "mkdocs.yml").write_text(BASE, "utf-8")
    seed(root, text=RAW)
    built = run(root, SITE)
    assert forms(built.site)[0] == (
        "甲省科技年报：2031：其他（整理版）[EB/OL]. [引用日期]. https://jia.example/annals/x/other.html."
    )
    assert "citation_author" not in metas(built.site)
    assert "编印单位没有查明" in page(built.site)


def test_a_date_that_is_none_is_told(root: Path) -> None:
    seed(root, text=RAW, yml="published: 去年\n")
    assert "E106" in codes(run(root, SITE))
    seed(root, text=RAW, yml="published: 2032-13\n")
    assert "E106" in codes(run(root, SITE))
    seed(root, text=RAW, yml="published: 2032-05-20\n")
    assert "E106" not in codes(run(root, SITE))


def test_a_report_ten_times_longer_keeps_what_was_cited(root: Path) -> None:
    """More text behind it moves no paragraph: each has its name, its words and its part of the whole text."""
    seed(root, text=RAW)
    before = take_in(root).edition.reports[0]
    more = "".join(
        f"\n第{numeral}章 第{numeral}件事\n\n" + f"全年办理{number}件，比上年多{number}件，都已办结。" * 60 + "\n"
        for number, numeral in enumerate("二三四五六七八九", start=2)
        for _ in range(4)
    )
    seed(root, text=RAW + more)
    after = take_in(root).edition.reports[0]
    assert len(more) > 10 * len(RAW) and len(after.cuts) > 1, "so long that the whole text has parts"
    now = {block.id: (block.text, after.part_of(int(block.id[1:].split("-")[0]))) for block in after.order}
    told = {block.id: (block.text, 1) for block in before.order}
    assert len(told) >= 2 and {name: now.get(name) for name in told} == told
