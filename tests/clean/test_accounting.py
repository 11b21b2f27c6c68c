"""Every character of the raw files accounted for, both ways, by a computation of its own.

Nothing is imported from annals: the raw file, the published ledger and the published data are
all a reader would have."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.support.places import REPORTS, raw_lines, raw_text
from tests.support.published import bare, ledger, report_data

MARKS = "#-*"
"""Heading, list and emphasis marks of these raw files; structure takes them in."""


def redo(text: str, entry: dict[str, Any]) -> str:
    start, end = entry["start"], entry["end"]
    assert text[start:end] == entry["old"]
    if entry["op"] == "move":
        rest = text[:start] + text[end:]
        return rest[: entry["to"]] + entry["old"] + rest[entry["to"] :]
    return text[:start] + entry["new"] + text[end:]


def cleaned(site: Path, report: str) -> str:
    text = raw_text(report)
    for entry in ledger(site, report):
        text = redo(text, entry)
    return text


def reading_order(report: dict[str, Any]) -> list[dict[str, Any]]:
    """Sections and blocks as they follow each other: by section, a block behind its heading,
    child sections where their raw lines put them."""

    def place(item: dict[str, Any]) -> tuple[float, int]:
        name = item["id"]
        line = float(re.findall(r"\d+", name)[0])
        column = int(name.partition("-")[2]) if re.fullmatch(r"l\d+-\d+", name) else 0
        return (line - 0.5 if name[0] in "hs" else line, column)

    return sorted([*report["sections"], *report["blocks"]], key=place)


@pytest.mark.parametrize("report", REPORTS)
def test_published_text_is_the_cleaned_text(site: Path, report: str) -> None:
    """The other way round too: what is published and what is a mark make up the cleaned text."""
    found = report_data(site, report)
    shown = Counter("".join(bare(item.get("title", item.get("text", ""))) for item in reading_order(found)))
    whole = Counter(bare(cleaned(site, report)))
    assert not shown - whole, "invented"
    assert set(whole - shown) <= set(MARKS), "lost"


@pytest.mark.parametrize("report", [report for report in REPORTS if report != "2011"])
def test_in_the_same_order(site: Path, report: str) -> None:
    """2011 has a block moved by a correction, so raw order is not reading order there."""
    shown = "".join(bare(item.get("title", item.get("text", ""))) for item in reading_order(report_data(site, report)))
    whole = bare(cleaned(site, report))
    at = 0
    for char in shown:
        while whole[at] != char:
            assert whole[at] in MARKS
            at += 1
        at += 1
    assert set(whole[at:]) <= set(MARKS)


@pytest.mark.parametrize("report", REPORTS)
def test_raw_text_is_published_changed_or_dropped(site: Path, report: str) -> None:
    """From the raw side: each non-space character stays, or an entry of the ledger took it."""
    raw = Counter(bare(raw_text(report)))
    entries = [entry for entry in ledger(site, report) if entry["op"] != "move"]
    taken = Counter("".join(bare(entry["old"]) for entry in entries))
    given = Counter("".join(bare(entry["new"]) for entry in entries))
    found = report_data(site, report)
    shown = Counter(
        "".join(bare(item.get("title", item.get("text", ""))) for item in [*found["sections"], *found["blocks"]])
    )
    rest = raw - taken + given - shown
    assert set(rest) <= set(MARKS)
    assert not shown - (raw - taken + given)


@pytest.mark.parametrize("report", REPORTS)
def test_what_no_page_carries_is_listed_with_its_rule(site: Path, report: str) -> None:
    gone = [(e["code"], e["old"].strip()) for e in ledger(site, report) if e["old"].strip() and not e["new"].strip()]
    listed = Counter((d["code"], d["text"]) for d in report_data(site, report)["dropped"])
    # Bold of mere figures is a mark; a slip's surplus character is a correction, listed as such.
    expected = Counter(pair for pair in gone if pair[0].startswith("D101"))
    assert listed == expected
    assert {code for code, _ in gone} <= {"D101", "D102", "D103", "C101"}


@pytest.mark.parametrize("report", REPORTS)
def test_digits_stand_as_in_the_raw_file(site: Path, report: str) -> None:
    raw = re.findall(r"\d", raw_text(report))
    found = report_data(site, report)
    shown = "".join(item.get("title", item.get("text", "")) for item in reading_order(found))
    assert Counter(re.findall(r"\d", shown)) == Counter(raw)


@pytest.mark.parametrize("report", REPORTS)
def test_lines_of_a_block_hold_its_text(site: Path, report: str) -> None:
    """The raw lines a block names contain its text, but for what the ledger changed there."""
    lines = raw_lines(report)
    for block in report_data(site, report)["blocks"]:
        raw = bare("".join(lines[i - 1] for first, last in block["lines"] for i in range(first, last + 1))).replace(
            "*", ""
        )
        words = re.findall(r"\d+|[\u4e00-\u9fff]{2,}", bare(block["text"]))
        missing = [word for word in words if word not in raw]
        corrected = block["status"] != "verbatim"
        assert not missing or corrected, (block["id"], missing)
        assert len(missing) <= 4, (block["id"], missing)
