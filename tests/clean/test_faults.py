"""The fault lists, written by people from the raw text, hold: each row's quotation stands in its
raw line, its decision in the result, and the ledger does nothing that no row accounts for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support.places import REPORTS, raw_lines
from tests.support.published import bare, ledger, report_data

LISTS = Path(__file__).parent / "faults"
_row = re.compile(r"\| (\d+) \| (.+?) \| (.+?) \| (rule|correction|flag|left alone)：(.+?) \| (.+?) \|$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    line: int
    quotation: str
    decision: str
    why: str
    codes: tuple[str, ...]


def faults(report: str) -> tuple[set[str], list[Row]]:
    """The mechanical codes and the rows of a list; a line that is neither is an error."""
    text = (LISTS / f"{report}.md").read_text("utf-8")
    mechanical = re.search(r"^机械规则（以下各族不逐处列行）：(.*)$", text, re.MULTILINE)
    assert mechanical, "the mechanical rules are named at the top"
    rows = []
    for line in text.splitlines():
        if not line.startswith("| ") or line.startswith("| line"):
            continue
        match = _row.fullmatch(line)
        assert match, f"malformed row: {line}"
        codes = tuple(code for code in match.group(6).split() if code != "-")
        rows.append(
            Row(
                line=int(match.group(1)),
                quotation=match.group(2),
                decision=match.group(4),
                why=match.group(5),
                codes=codes,
            )
        )
    return set(re.findall(r"[A-Z]\d{3}", mechanical.group(1))), rows


def covers(ranges: list[list[int]], line: int) -> bool:
    return any(first <= line <= last for first, last in ranges)


def published(found: dict[str, Any], line: int) -> str:
    """All text that stems from a raw line, white space out."""
    titles = [section["title"] for section in found["sections"] if section["line"] == line]
    blocks = [block["text"] for block in found["blocks"] if covers(block["lines"], line)]
    return bare("".join([*titles, *blocks]))


@pytest.mark.parametrize("report", REPORTS)
def test_quotations_stand_in_their_lines(report: str) -> None:
    lines = raw_lines(report)
    assert [row for row in faults(report)[1] if row.quotation not in lines[row.line - 1]] == []


@pytest.mark.parametrize("report", REPORTS)
def test_what_is_left_alone_or_flagged_stands_unchanged(site: Path, report: str) -> None:
    found = report_data(site, report)
    for row in faults(report)[1]:
        if row.decision in ("left alone", "flag"):
            quotation = re.sub(r"[\s*]|^[#\-]+", "", row.quotation)
            assert quotation in published(found, row.line), row


@pytest.mark.parametrize("report", REPORTS)
def test_flags_are_raised_and_no_others(site: Path, report: str) -> None:
    flags = report_data(site, report)["flags"]
    rows = [row for row in faults(report)[1] if row.decision == "flag"]
    for row in rows:
        assert any(covers(flag["lines"], row.line) for flag in flags), row
    for flag in flags:
        assert any(covers(flag["lines"], row.line) for row in rows), flag


@pytest.mark.parametrize("report", REPORTS)
def test_corrections_are_made_and_no_others(site: Path, report: str) -> None:
    corrections = [c for c in report_data(site, report)["corrections"] if c["op"] != "flag"]
    rows = [row for row in faults(report)[1] if row.decision == "correction"]
    for row in rows:
        assert any(covers(c["lines"], row.line) and c["code"] in row.codes for c in corrections), row
    for correction in corrections:
        assert any(covers(correction["lines"], row.line) and correction["code"] in row.codes for row in rows), (
            correction
        )


@pytest.mark.parametrize("report", REPORTS)
def test_rules_named_in_rows_were_at_work_there(site: Path, report: str) -> None:
    entries = ledger(site, report)
    for row in faults(report)[1]:
        for code in row.codes if row.decision == "rule" else ():
            near = [e for e in entries if e["code"] == code and e["lines"][0] - 1 <= row.line <= e["lines"][1] + 2]
            assert near, (row, code)


@pytest.mark.parametrize("report", REPORTS)
def test_levels_named_in_rows_are_those_of_the_sections(site: Path, report: str) -> None:
    sections = {
        section["line"]: section["level"] for section in report_data(site, report)["sections"] if section["line"]
    }
    checked = 0
    for row in faults(report)[1]:
        match = re.search(r"^[^；]*第 (\d) 级", row.why)
        if row.decision == "rule" and match and row.line in sections and "无题" not in row.why:
            assert sections[row.line] == int(match.group(1)), row
            checked += 1
    assert checked >= 2


@pytest.mark.parametrize("report", REPORTS)
def test_every_entry_is_in_a_row_or_mechanical(site: Path, report: str) -> None:
    mechanical, rows = faults(report)
    for entry in ledger(site, report):
        first, last = entry["lines"]
        told = any(entry["code"] in row.codes and first - 1 <= row.line <= last + 2 for row in rows)
        assert entry["code"] in mechanical or told, entry


@pytest.mark.parametrize("report", REPORTS)
def test_mechanical_rules_are_those_that_ran(site: Path, report: str) -> None:
    ran = {entry["code"] for entry in ledger(site, report)}
    assert faults(report)[0] <= ran


@pytest.mark.parametrize("report", REPORTS)
def test_counts_at_the_top_are_those_of_the_ledger(site: Path, report: str) -> None:
    """People counted half-width marks and joins by hand; the ledger must agree."""
    text = (LISTS / f"{report}.md").read_text("utf-8")
    entries = ledger(site, report)
    marks = re.search(r"半角标点→全角：.*?共 (\d+) 处", text)
    if marks:
        assert sum(1 for e in entries if e["code"] == "P101") == int(marks.group(1))
    wraps = re.search(r"硬换行合并：(\d+) 处", text)
    assert wraps and sum(1 for e in entries if e["code"] == "J102") == int(wraps.group(1))
    torn = re.search(r"断句跨段合并：(\d+) 处", text)
    if torn:
        assert sum(1 for e in entries if e["code"] == "J103") == int(torn.group(1))
