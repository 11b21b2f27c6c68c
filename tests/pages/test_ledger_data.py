"""The ledger of the open data, replayed and undone as an outside reader would, held against the raw files.

Nothing here imports the program."""

from __future__ import annotations

import re

import pytest

from tests.support.open_data import items, title_or_text
from tests.support.places import REPORTS, raw_lines, raw_text
from tests.support.published import Record, bare


def replay(text: str, ledger: list[Record]) -> str:
    for entry in ledger:
        start, end = entry["start"], entry["end"]
        assert text[start:end] == entry["old"], f"entry {entry['seq']}"
        rest = text[:start] + text[end:]
        at = entry["to"] if entry["op"] == "move" else start
        text = rest[:at] + entry["new"] + rest[at:]
    return text


def undo(text: str, ledger: list[Record]) -> str:
    for entry in reversed(ledger):
        at = entry["to"] if entry["op"] == "move" else entry["start"]
        end = at + len(entry["new"])
        assert text[at:end] == entry["new"], f"entry {entry['seq']}"
        rest = text[:at] + text[end:]
        text = rest[: entry["start"]] + entry["old"] + rest[entry["start"] :]
    return text


@pytest.mark.parametrize("report", REPORTS)
def test_ledger_replays_and_undoes(data, report):
    raw, entries = raw_text(report), data.ledger(report)
    assert [entry["seq"] for entry in entries] == list(range(len(entries)))
    last = len(raw_lines(report))
    for entry in entries:
        assert entry["end"] - entry["start"] == len(entry["old"])
        assert (entry["start"] == entry["end"]) == (entry["op"] == "insert")
        assert entry["op"] != "move" or entry["old"] == entry["new"]
        assert 1 <= entry["lines"][0] <= entry["lines"][1] <= last
    assert undo(replay(raw, entries), entries) == raw


def unmarked(line: str) -> str:
    """A line without the marks that structure takes in."""
    return re.sub(r"^(#{1,6}\s+|[-*+•●·▪■◆◇▲]\s+)", "", line.strip()).replace("**", "")


@pytest.mark.parametrize("report", REPORTS)
def test_what_the_ledger_leaves_is_what_is_published(data, report):
    """The lines of the cleaned text, marks apart, are the titles and blocks one after the other: nothing lost,
    nothing made up. Where editors changed pages, what they left alone still stands in this order."""
    cleaned = [unmarked(line) for line in replay(raw_text(report), data.ledger(report)).split("\n") if line.strip()]
    found = {item["id"]: item for item in items(data.report[report]) if title_or_text(item)}
    published = [found[name] for page in data.chapter(report) for name in page.ids if name in found]
    kept = [title_or_text(item) for item in published if item["status"] not in ("edited", "added")]
    if len(kept) == len(published) and all(drop["code"] != "EDIT" for drop in data.report[report]["dropped"]):
        assert kept == cleaned
    following = iter(cleaned)
    assert [text for text in kept if text not in following] == []


@pytest.mark.parametrize("report", REPORTS)
def test_verbatim_means_verbatim(data, report):
    """A verbatim block is a run of one raw line, emphasis marks apart; a cleaned one is none."""
    lines = raw_lines(report)
    for block in data.report[report]["blocks"]:
        (first, last), *more = block["lines"] or [(1, 0)]
        line = lines[first - 1] if first == last and not more else ""
        if block["status"] == "verbatim":
            assert block["text"] in line.replace("**", ""), block["id"]
        elif block["status"] == "cleaned":
            assert block["text"] not in line, block["id"]


@pytest.mark.parametrize("report", REPORTS)
def test_dropped_and_flagged_text_stands_in_its_raw_lines(data, report):
    lines = raw_lines(report)
    told = [(entry["code"], tuple(entry["lines"]), bare(entry["old"])) for entry in data.ledger(report)]
    for drop in data.report[report]["dropped"]:
        if drop["code"] != "EDIT":
            assert (drop["code"], tuple(drop["lines"][0]), bare(drop["text"])) in told, drop
    for flag in data.report[report]["flags"]:
        source = "".join(bare(line) for low, high in flag["lines"] for line in lines[low - 1 : high]).replace("**", "")
        if flag["code"].startswith("C"):
            assert bare(flag["text"]).replace("**", "") in source, flag


@pytest.mark.parametrize("report", REPORTS)
def test_corrections_are_those_of_the_ledger(data, report):
    """Every entry a person is named for is one of the corrections, with the same reason."""
    given = {(one["code"], one["reason"], one["certainty"]) for one in data.report[report]["corrections"]}
    for entry in data.ledger(report):
        if entry["code"].startswith("C"):
            assert (entry["code"], entry["reason"], entry["certainty"]) in given, entry["seq"]
