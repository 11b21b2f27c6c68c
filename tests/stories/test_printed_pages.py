"""Page numbers that cleaning takes out tell where each paragraph stood in print; the data say so."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.support.stories import codes, run, seed

PARTS = [
    "全省清淤河道三百一十七条，动用船只四十艘，清出淤泥二百万方，沿岸居民的出行比上年方便得多。",
    "各地另修堤坝一万二千处，加固旧堤八百里，汛期以前全部完工，经受住了七月的两次洪水。",
    "水文站增加到九十二座，每座都有专人看守，雨量和水位按时上报，误报比上年减少一半，",
    "漏报没有。年底评出先进水文站十座，其中山区六座，平原四座，各发奖金二千元。",
]
RAW = (
    f"第一章 河道清淤\n\n{PARTS[0]}\n\n— 58 —\n\n{PARTS[1]}\n\n— 59 —\n\n{PARTS[2]}\n\n— 60 —\n\n{PARTS[3]}\n\n— 61 —\n"
)


def pages(root: Path, yml: str = "") -> list[list[str]]:
    seed(root, text=RAW, yml=yml)
    built = run(root)
    assert not {"W110", "N109"} & set(codes(built))
    report = json.loads((built.site / "data/reports/x.json").read_text("utf-8"))
    return [block["pages"] for block in report["blocks"]]


def test_a_sentence_over_two_pages_names_both(root: Path) -> None:
    assert pages(root) == [["58"], ["59"], ["60", "61"]]


def test_what_an_editor_says_holds(root: Path) -> None:
    assert pages(root, "pages: {158: 1, 159: 7}\n") == [["158"], ["159"], ["60", "61"]]


def test_readers_see_where_a_page_begins(root: Path) -> None:
    """Once at the block with which it begins, on the report's page and in the whole text, and in no copy."""
    seed(root, text=RAW)
    built = run(root)
    for page in ("x/other.html", "x/full.html"):
        html = (built.site / page).read_text("utf-8")
        assert re.findall(r'class="annals-folio annals-derived"[^>]* data-sign="([^"]+)"', html) == [
            "58 页",
            "59 页",
            "60–61 页",
        ]
        assert "58 页" not in re.sub(r"<[^>]*>", "", html)
