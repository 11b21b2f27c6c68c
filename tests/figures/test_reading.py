"""The open data on figures against what people marked in the reports, and against the text that they quote."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from tests.figures.draw import HELD_OUT, drawn

TRUTH = Path(__file__).parent / "truth"
MARKED = ("2012", "2022")
Row = Mapping[str, str]
Span = tuple[str, str, int, int]

SCALES = {"万亿": 10**12, "亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4, "千": 10**3, "百": 10**2}
FIELDS = ("kind", "unit", "base_unit", "approx", "period", "period_from")
NUMBERS = ("value", "value_to", "base_value", "base_value_to")


@pytest.fixture(scope="module")
def texts(site: Path) -> dict[tuple[str, str], str]:
    found = {}
    for path in (site / "data/reports").glob("*.json"):
        data = json.loads(path.read_text("utf-8"))
        found |= {(path.stem, block["id"]): block["text"] for block in data["blocks"]}
    return found


def rows(site: Path, name: str) -> list[Row]:
    with (site / f"data/{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def typed(name: str) -> list[Row]:
    with (TRUTH / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def quantities(site: Path) -> list[Row]:
    return rows(site, "quantities")


def span_of(report: str, row: Row, texts: Mapping[tuple[str, str], str]) -> Span:
    """Where a marked row stands."""
    at = -1
    for _ in range(int(row["nth"])):
        at = texts[report, row["block"]].index(row["printed"], at + 1)
    return report, row["block"], at, at + len(row["printed"])


def wrong_fields(found: Row, truth: Row) -> list[str]:
    told = [f"{name} {found[name]!r} for {truth[name]!r}" for name in FIELDS if found[name] != truth[name]]
    for name in NUMBERS:
        if not (found[name] or truth[name]):
            continue
        if not (found[name] and truth[name]) or Decimal(found[name]) != Decimal(truth[name]):
            told.append(f"{name} {found[name]!r} for {truth[name]!r}")
    return told


def judge(found: Mapping[Span, Row], truth: Mapping[Span, Row], least: float, right: float, counted: float) -> None:
    """Recall and precision of the spans are at least `least`, the share of those found whose fields are all right at least
    `right`, and what is counted, where anything is said, at least `counted`. Every fault is in the message."""
    hits = truth.keys() & found.keys()
    faults = [f"not found: {span} {truth[span]['printed']}" for span in sorted(truth.keys() - hits)]
    faults += [f"none: {span} {found[span]['printed']}" for span in sorted(found.keys() - hits)]
    wrong = {span: told for span in sorted(hits) if (told := wrong_fields(found[span], truth[span]))}
    faults += [f"wrong: {span} {found[span]['printed']}: {told}" for span, told in wrong.items()]
    said = [span for span in sorted(hits) if found[span]["of"]]
    other = [span for span in said if found[span]["of"] != truth[span]["of"]]
    faults += [f"counts: {found[s]['printed']} {found[s]['of']!r} for {truth[s]['of']!r}" for s in other]
    told = "\n".join(faults)
    assert len(hits) >= least * len(truth) and len(hits) >= least * len(found), told
    assert len(hits) - len(wrong) >= right * len(hits), told
    assert len(said) - len(other) >= counted * len(said) and len(said) >= counted * len(hits), told


def by_span(rows: Iterable[Row]) -> dict[Span, Row]:
    return {(row["report"], row["block"], int(row["start"]), int(row["end"])): row for row in rows}


@pytest.mark.parametrize("report", MARKED)
def test_quantities_of_the_marked_reports(
    quantities: list[Row], texts: dict[tuple[str, str], str], report: str
) -> None:
    truth = {span_of(report, row, texts): row for row in typed(f"quantities-{report}")}
    judge(by_span(row for row in quantities if row["report"] == report), truth, 0.98, 0.995, 0.96)


def test_quantities_of_the_drawn_sentences(
    site: Path, quantities: list[Row], texts: dict[tuple[str, str], str]
) -> None:
    truth = {span_of(row["report"], row, texts): row for row in typed("drawn-quantities")}
    places = [
        (row["report"], row["block"], int(row["start"]), int(row["start"]) + len(row["sentence"]))
        for row in typed("drawn-sentences")
    ]
    found = {
        span: row
        for span, row in by_span(quantities).items()
        if any(span[:2] == place[:2] and place[2] <= span[2] < place[3] for place in places)
    }
    judge(found, truth, 0.98, 0.99, 0.96)


def test_the_drawn_sentences_are_those_of_the_seed(site: Path) -> None:
    told = [(row["report"], row["block"], int(row["start"]), row["sentence"]) for row in typed("drawn-sentences")]
    assert told == drawn(site) and {one[0] for one in told} == set(HELD_OUT)


@pytest.mark.parametrize("report", MARKED)
def test_dated_events_of_the_marked_reports(site: Path, texts: dict[tuple[str, str], str], report: str) -> None:
    names = ("block", "start", "end", "precision", "date_from", "text")
    truth = [tuple(row[name] for name in names) for row in typed(f"events-{report}")]
    found = [row for row in rows(site, "events") if row["report"] == report]
    assert [tuple(row[name] for name in names) for row in found] == truth
    for row in found:
        at = int(row["start_char"])
        assert texts[report, row["block"]][at : at + len(row["text"])] == row["text"]


@pytest.mark.parametrize("report", MARKED)
def test_documents_of_policy_of_the_marked_reports(site: Path, report: str) -> None:
    names = ("block", "number", "issuer", "date", "title")
    truth = [tuple(row[name] for name in names) for row in typed(f"documents-{report}")]
    found = [row for row in rows(site, "documents") if row["report"] == report]
    assert [tuple(row[name] for name in names) for row in found] == truth


def test_a_document_has_its_number_where_that_stands_with_it(site: Path, texts: dict[tuple[str, str], str]) -> None:
    found = rows(site, "documents")
    for row in found:
        text, at = texts[row["report"], row["block"]], int(row["start_char"])
        assert text[at:].startswith(f"《{row['title']}》")
        behind = re.match(r"[（(](\S+?〔\d{4}〕\d+号)[）)]", text[at + len(row["title"]) + 2 :])
        assert row["number"] == (behind[1] if behind else "")
    assert any(row["number"] for row in found)


def test_every_quantity_stands_where_it_says(
    site: Path, quantities: list[Row], texts: dict[tuple[str, str], str]
) -> None:
    order = {place: number for number, place in enumerate(texts)}
    for row in quantities:
        text, start, end = texts[row["report"], row["block"]], int(row["start"]), int(row["end"])
        assert row["printed"] == text[start:end]
        assert row["sentence"] in text and row["printed"] in row["sentence"] and row["of"] in row["sentence"]
        page, _, anchor = row["url"].partition("#")
        assert anchor == row["block"] and (site / page).is_file()
    for one, other in pairwise(quantities):
        same = (one["report"], one["block"]) == (other["report"], other["block"])
        assert not same or int(one["end"]) <= int(other["start"]), (one, other)
        assert (
            one["report"] != other["report"]
            or order[one["report"], one["block"]] <= order[other["report"], other["block"]]
        )


def test_a_base_value_is_the_printed_one_times_its_scale(quantities: list[Row]) -> None:
    for row in quantities:
        scale = next((word for word in SCALES if row["unit"].startswith(word)), "")
        factor = SCALES.get(scale, 1)
        for value, base in (("value", "base_value"), ("value_to", "base_value_to")):
            assert bool(row[value]) == bool(row[base])
            assert not row[value] or Decimal(row[base]) == Decimal(row[value]) * factor, row
            assert all(re.fullmatch(r"(\d+(\.\d+)?)?", row[name]) for name in (value, base)), row
