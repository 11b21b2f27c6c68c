"""Mentions as published against mentions marked by hand (tests/names/truth/README.md).

The truth was typed before there was a matcher; nothing here uses the code under test."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

TRUTH = Path(__file__).parent / "truth" / "mentions"
_mark = re.compile(r"⟦(~?)([^⟧＝]+)(?:＝([^⟧]+))?⟧")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    block: str
    start: int
    surface: str
    name: str
    points_back: bool


def read_truth(path: Path) -> tuple[dict[str, str], list[Marked]]:
    """The text of each block without its marks, and the marks."""
    texts: dict[str, str] = {}
    found = []
    for line in path.read_text("utf-8").splitlines():
        block, tab, marked = line.removeprefix("## ").partition("\t")
        assert tab and block not in texts, f"{path.name}: {line[:30]}"
        text, at = "", 0
        for match in _mark.finditer(marked):
            text += marked[at : match.start()]
            found.append(
                Marked(
                    block=block,
                    start=len(text),
                    surface=match[2],
                    name=match[3] or match[2],
                    points_back=bool(match[1]),
                )
            )
            text += match[2]
            at = match.end()
        texts[block] = text + marked[at:]
        assert not set(texts[block]) & set("⟦⟧＝"), f"{path.name}: a mark in {block} is not closed"
    return texts, found


REPORTS = sorted(path.stem for path in TRUTH.glob("*.txt"))


@pytest.fixture(scope="module")
def names(site: Path) -> dict[str, str]:
    """Entity ids by every name the registry gives them."""
    found = {}
    for entity in json.loads((site / "data/entities.json").read_text("utf-8")):
        for name in (entity["name"], *entity["aliases"]):
            found[name] = entity["id"]
    return found


@pytest.fixture(scope="module")
def mentions(site: Path) -> dict[str, set[tuple[str, int, str, str]]]:
    found: dict[str, set[tuple[str, int, str, str]]] = {}
    with (site / "data/mentions.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["report"], set()).add((row["block"], int(row["start"]), row["surface"], row["entity"]))
    return found


@pytest.mark.parametrize("report", REPORTS)
def test_the_marked_text_is_the_published_text(site: Path, report: str) -> None:
    data = json.loads((site / f"data/reports/{report}.json").read_text("utf-8"))
    published = {block["id"]: block["text"] for block in data["blocks"]}
    published |= {section["id"]: section["title"] for section in data["sections"] if section["title"]}
    assert read_truth(TRUTH / f"{report}.txt")[0] == published


def test_nearly_every_mention_is_found_and_none_is_wrong(
    names: dict[str, str], mentions: dict[str, set[tuple[str, int, str, str]]]
) -> None:
    right, wrong, missed = 0, [], []
    for report in REPORTS:
        marked = read_truth(TRUTH / f"{report}.txt")[1]
        wanted = {(m.block, m.start, m.surface, names[m.name]) for m in marked if m.name in names and not m.points_back}
        # 本届论坛 is marked with its 本届, which no registered form holds.
        back = [
            (m.block, m.start, m.start + len(m.surface), names[m.name])
            for m in marked
            if m.name in names and m.points_back
        ]
        found = mentions[report]
        right += len(found & wanted)
        missed += [(report, *item) for item in wanted - found]
        for block, start, surface, entity in found - wanted:
            inside = any(
                b == block and low <= start and start + len(surface) <= high and e == entity for b, low, high, e in back
            )
            wrong += [] if inside else [(report, block, start, surface, entity)]
    assert right > 100
    assert right / (right + len(wrong)) >= 0.98, wrong
    assert right / (right + len(missed)) >= 0.97, missed
