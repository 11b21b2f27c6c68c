"""References against an independent processor: `citations.json` holds items in CSL-JSON and what citeproc-js 2.4 made of
them with two styles that others keep, `GB-T-7714—2025（顺序编码，双语）` of zotero-chinese/styles and
`china-national-standard-gb-t-7714-2015-numeric` of the CSL repository. To add items, run them through these."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from annals.text.citation import Reference, Standard, bibtex, csl_json, gbt, ris

CASES = json.loads((Path(__file__).parent / "citations.json").read_text(encoding="utf-8"))


def written(date: dict[str, Any] | None) -> str:
    return "-".join(f"{part:02d}" for part in date["date-parts"][0]) if date else ""


def reference_of(item: dict[str, Any]) -> Reference:
    date = written(item.get("issued"))
    report = item["type"] == "report"
    return Reference(
        key=item["id"],
        title=item["title"],
        url=item["URL"],
        authors=tuple(author["literal"] for author in item.get("author", ())),
        published=date if report else "",
        page=item.get("page", ""),
        changed="" if report else date,
    )


def test_there_are_thirty_items_of_either_kind() -> None:
    kinds = [case["item"]["type"] for case in CASES]
    assert len(kinds) >= 30
    assert min(kinds.count("report"), kinds.count("webpage")) >= 5


@pytest.mark.parametrize("case", CASES, ids=[case["item"]["id"] for case in CASES])
def test_as_the_processor_writes_it(case: dict[str, Any]) -> None:
    reference, accessed = reference_of(case["item"]), written(case["item"]["accessed"])
    assert gbt(reference, Standard.CURRENT, accessed) == case["2025"]
    assert gbt(reference, Standard.FORMER, accessed) == case["2015"]


@pytest.mark.parametrize("case", CASES, ids=[case["item"]["id"] for case in CASES])
def test_csl_json_gives_the_item_back(case: dict[str, Any]) -> None:
    item = dict(case["item"])
    del item["accessed"]
    assert json.loads(csl_json(reference_of(item))) == [item]


def test_ris_has_a_tag_a_line() -> None:
    text = ris(
        Reference(
            key="a", title="某报告", url="https://x.example/a", authors=("某局",), published="2013-05", page="58-59"
        )
    )
    lines = text.splitlines()
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines)
    assert lines[0] == "TY  - RPRT"
    assert lines[-1] == "ER  - "
    assert {"AU  - 某局,", "PY  - 2013", "DA  - 2013/05", "SP  - 58", "EP  - 59"} <= set(lines)


def test_bibtex_escapes_what_tex_would_read() -> None:
    text = bibtex(Reference(key="a", title="R&D{经费}50%", url="https://x.example/a_b", changed="2026-11-28"))
    assert "title = {{R\\&D经费50\\%}}" in text
    assert text.startswith("@online{a,")
    assert text.count("{") == text.count("}")


def test_nothing_is_invented() -> None:
    text = gbt(Reference(key="a", title="某报告", url="https://x.example/a"))
    assert text == "某报告[EB/OL]. [引用日期]. https://x.example/a."
