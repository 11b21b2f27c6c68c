"""What the panels of the frozen edition say, held to its raw texts and its open data."""

from __future__ import annotations

import csv
import gzip
import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.places import REPORTS, raw_lines

_tag = re.compile(r"<[^>]+>")
_raw = re.compile(
    r'<p><a href="(raw[^"]*)#n(\d+)"[^>]*>\d+</a> <span class="annals-raw-line-text">(.*?)</span></p>', re.DOTALL
)


def handed(path: Path) -> Any:
    """What a file hands over."""
    said = path.read_text("utf-8")
    assert said.startswith("annalsPanel(") and said.endswith(")\n")
    return json.loads(said.removeprefix("annalsPanel(").removesuffix(")\n"))


@pytest.fixture(scope="module")
def panels(site: Path) -> dict[tuple[str, str], tuple[str, str, int, str]]:
    """HTML, printed page and part of each block by report and address, and the file it is in."""
    found = {}
    for path in sorted((site / "assets" / "panels").rglob("*.js")):
        name, blocks, topics, forms = handed(path)
        assert name == path.relative_to(site / "assets" / "panels").with_suffix("").as_posix()
        for block, (told, topic, page, part) in blocks.items():
            assert page in forms
            found[name.partition("/")[0], block] = (told + topics.get(topic, ""), page, part, name)
    return found


def blocks_of(site: Path, report: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((site / "data" / "reports" / f"{report}.json").read_text("utf-8"))[
        "blocks"
    ]
    return found


def table(site: Path, name: str) -> list[dict[str, str]]:
    with (site / "data" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("report", REPORTS)
def test_every_paragraph_tells_its_raw_lines_as_they_are(
    site: Path, panels: dict[tuple[str, str], tuple[str, str, int, str]], report: str
) -> None:
    lines = raw_lines(report)
    blocks = [block for block in blocks_of(site, report) if block["lines"]]
    assert len(blocks) > 10
    for block in blocks:
        told, _, _, name = panels[report, block["id"]]
        first = int(re.sub(r"^l(\d+).*", r"\1", block["id"]))
        assert name == f"{report}/{(first - 1) - (first - 1) % 50 + 1}", "where the script looks for it"
        shown = {int(number): html.unescape(text) for _, number, text in _raw.findall(told)}
        wanted = {n: lines[n - 1] for low, high in block["lines"] for n in range(low, high + 1) if lines[n - 1].strip()}
        assert shown == wanted


def test_each_change_is_told_and_a_persons_with_its_reason(
    site: Path, panels: dict[tuple[str, str], tuple[str, str, int, str]]
) -> None:
    assert sum(_reasons_told(site, panels, report) for report in REPORTS) > 20


def _reasons_told(site: Path, panels: dict[tuple[str, str], tuple[str, str, int, str]], report: str) -> int:
    entries = [
        json.loads(line) for line in (site / "data" / "ledger" / f"{report}.jsonl").read_text("utf-8").splitlines()
    ]
    by_line = {
        line: told
        for block in blocks_of(site, report)
        for low, high in block["lines"]
        for line in range(low, high + 1)
        for told in [html.unescape(_tag.sub("", panels[report, block["id"]][0]))]
    }
    reasons = [(entry["lines"][0], entry["reason"]) for entry in entries if entry["code"].startswith("C")]
    found = [(line, reason) for line, reason in reasons if line in by_line]
    for line, reason in found:
        assert reason in by_line[line]
    for entry in entries:
        line = entry["lines"][0]
        if line in by_line and entry["old"].strip() and entry["op"] == "replace":
            assert entry["code"] in by_line[line]
    return len(found)


def test_who_names_or_quotes_a_paragraph_is_told(
    site: Path, panels: dict[tuple[str, str], tuple[str, str, int, str]]
) -> None:
    named: dict[tuple[str, str], set[str]] = {}
    for row in table(site, "mentions"):
        if (row["report"], row["block"]) in panels and not row["block"].startswith("h-"):
            named.setdefault((row["report"], row["block"]), set()).add(row["entity"])
    texts = {(report, block["id"]) for report in REPORTS for block in blocks_of(site, report)}
    few = {where: slugs for where, slugs in named.items() if where in texts and len(slugs) <= 12}
    assert len(few) > 100
    for where, slugs in few.items():
        assert slugs == set(re.findall(r'href="\.\./entities/([\w-]+)\.html"', panels[where][0]))
    rows = {
        (row["report"], block, row["entity"]) for row in table(site, "editions") for block in row["block"].split(" | ")
    }
    rows = {row for row in rows if row[:2] in texts}
    assert rows
    for report, block, entity in rows:
        assert f'href="../entities/{entity}.html#editions"' in panels[report, block][0]
    points = {
        (row["report"], block, row["indicator"], row["measure"])
        for row in table(site, "indicators")
        for block in row["block"].split(" | ")
    }
    assert points
    for report, block, indicator, measure in points:
        assert f'href="../indicators/{indicator}.html#m-{measure}"' in panels[report, block][0]
    topics = json.loads((site / "data" / "topics.json").read_text("utf-8"))
    quoted = [(topic["id"], *reference.split("#")) for topic in topics for reference in topic["blocks"]]
    assert quoted
    for topic, report, block in quoted:
        assert f'href="../topics/{topic}.html#y-{report}"' in panels[report, block][0]


def test_every_link_leads_somewhere(site: Path, panels: dict[tuple[str, str], tuple[str, str, int, str]]) -> None:
    pages: dict[Path, str] = {}
    for (report, _), (told, _, part, _) in panels.items():
        assert (site / report / ("full.html" if part == 1 else f"full-{part}.html")).is_file()
        for href in set(re.findall(r'href="([^"]+)"', told)):
            path, _, anchor = href.partition("#")
            page = site / report / path
            if page not in pages:
                pages[page] = page.read_text("utf-8")
            assert not anchor or f'id="{anchor}"' in pages[page], href


def test_a_file_is_small(site: Path) -> None:
    files = sorted((site / "assets" / "panels").rglob("*.js"))
    assert max(len(gzip.compress(path.read_bytes())) for path in files) < 15_000
