"""The figures, dated events and documents marked by hand (tests/figures/truth/README.md): does the marking itself hold?

The truth was typed before there was a reader of quantities; nothing here reads quantities from text."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pytest

TRUTH = Path(__file__).parent / "truth"
REPORTS = sorted(path.stem.removeprefix("quantities-") for path in TRUTH.glob("quantities-*.tsv"))

KINDS = {"amount", "percent", "points", "ratio", "multiple"}
SCALES = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
# fmt: off
SAME = {
    "元", "年", "%", "平方米", "亩", "亩次", "人", "人次",
    "个", "项", "家", "份", "种", "次", "场", "届", "期", "批", "户", "套", "条", "单",
}
# fmt: on
"""Units that are their own base unit."""
BASES = {unit: unit for unit in SAME} | {"名": "人", "位": "人", "大": "个", "m": "米", "t": "吨"}
APPROXIMATE = {
    "余": "over",
    "多": "over",
    "超": "over",
    "突破": "over",
    "近": "nearly",
    "约": "about",
    "以上": "at_least",
}
"""The words of these two reports that make a number approximate; they are all marked with the number."""
SPELT = {"半": "0.5", "两": "2", "三": "3", "四": "4", "五": "5", "十": "10", "百": "100", "两千": "2000"}
"""The Chinese numerals of these two reports."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A row of quantities-….tsv, every cell as typed."""

    block: str
    printed: str
    nth: str
    kind: str
    value: str
    value_to: str
    unit: str
    base_value: str
    base_value_to: str
    base_unit: str
    approx: str
    of: str
    period: str
    period_from: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A row of events-….tsv; where `date_from` is `label`, `printed` stands in the heading above the block."""

    block: str
    printed: str
    nth: str
    text: str
    start: str
    end: str
    precision: str
    date_from: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A row of documents-….tsv."""

    block: str
    number: str
    issuer: str
    date: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A report as its readers have it: block texts in reading order, and the label above each block that has one."""

    texts: dict[str, str]
    labels: dict[str, str]

    def place(self, block: str) -> int:
        return list(self.texts).index(block)


Row = TypeVar("Row", Quantity, Event, Document)


def rows_of(kind: type[Row], name: str) -> list[Row]:
    path = TRUTH / f"{name}.tsv"
    # A quotation mark in a cell is a character of the report.
    header, *rows = csv.reader(path.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    assert header == [field.name for field in fields(kind)]
    assert all(row == [cell.strip() for cell in row] for row in rows)
    return [kind(**dict(zip(header, row, strict=True))) for row in rows]


QUANTITIES = {report: rows_of(Quantity, f"quantities-{report}") for report in REPORTS}
EVENTS = {report: rows_of(Event, f"events-{report}") for report in REPORTS}
DOCUMENTS = {report: rows_of(Document, f"documents-{report}") for report in REPORTS}


def each_of(files: dict[str, list[Row]]) -> pytest.MarkDecorator:
    """Every row by itself, named by its line in the file."""
    rows = [(report, line, row) for report, rows in files.items() for line, row in enumerate(rows, 2)]
    named = [pytest.param(report, row, id=f"{report}-line-{line}") for report, line, row in rows]
    return pytest.mark.parametrize(("report", "row"), named)


@pytest.fixture(scope="module")
def published(site: Path) -> dict[str, Published]:
    found = {}
    for report in REPORTS:
        data = json.loads((site / f"data/reports/{report}.json").read_text("utf-8"))
        labels = {section["id"]: section["title"] for section in data["sections"] if section["kind"] == "label"}
        found[report] = Published(
            texts={block["id"]: block["text"] for block in data["blocks"]},
            labels={b["id"]: labels[b["section"]] for b in data["blocks"] if b["section"] in labels},
        )
    return found


def start_of(row: Quantity | Event, text: str) -> int:
    """Where the printed words stand; the first of their places is 1, as a person counts."""
    at = -1
    for _ in range(int(row.nth)):
        at = text.find(row.printed, at + 1)
        assert at >= 0, f"{row.printed} does not stand {row.nth} times in {row.block}"
    return at


def sentence_at(text: str, at: int) -> str:
    begins = max(text.rfind(mark, 0, at) for mark in "。！？") + 1
    ends = re.search("[。！？]|$", text[at:])
    assert ends
    return text[begins : at + ends.end()]


def first_day(written: str) -> date:
    """Of a year, a month or a day; an error where there is no such day."""
    assert re.fullmatch(r"\d{4}(-\d\d){0,2}", written), written
    return date.fromisoformat(written + "-01" * (2 - written.count("-")))


@pytest.mark.parametrize("report", REPORTS)
def test_quantities_stand_in_reading_order_and_none_overlaps(published: dict[str, Published], report: str) -> None:
    ended = (-1, 0)
    for row in QUANTITIES[report]:
        start = start_of(row, published[report].texts[row.block])
        place = published[report].place(row.block)
        assert ended <= (place, start), row
        ended = (place, start + len(row.printed))


@each_of(QUANTITIES)
def test_a_value_is_what_is_printed(report: str, row: Quantity) -> None:
    assert row.kind in KINDS
    # Digits are compared as they are printed, so that no zero is lost or added.
    numbers = re.findall(r"\d+(?:\.\d+)?", row.printed)
    if not numbers:
        numbers = [SPELT[max((word for word in SPELT if word in row.printed), key=len)]]
    assert [row.value, *filter(None, [row.value_to])] == numbers
    found = {meant for word, meant in APPROXIMATE.items() if word in row.printed}
    # 近20余项 says both a little less and a little more.
    assert row.approx == ("about" if len(found) > 1 else "".join(found))


@each_of(QUANTITIES)
def test_a_base_value_is_the_value_times_its_scale(published: dict[str, Published], report: str, row: Quantity) -> None:
    if row.kind == "ratio":
        assert row.value_to and (row.base_value, row.base_value_to) == (row.value, row.value_to)
        assert row.unit == row.base_unit == ""
        return
    scale = row.unit[0] if row.unit[0] in SCALES else ""
    counted = row.unit.removeprefix(scale)
    assert row.base_unit == BASES[counted]
    assert (row.kind == "percent") == (counted == "%")
    text = published[report].texts[row.block]
    assert scale in row.printed
    assert counted in row.printed or counted in sentence_at(text, start_of(row, text))
    for value, base in ((row.value, row.base_value), (row.value_to, row.base_value_to)):
        assert bool(value) == bool(base)
        if value:
            assert re.fullmatch(r"\d+(\.\d+)?", base)
            assert Decimal(base) == Decimal(value) * SCALES[scale]


@each_of(QUANTITIES)
def test_what_is_counted_stands_in_the_sentence(published: dict[str, Published], report: str, row: Quantity) -> None:
    text = published[report].texts[row.block]
    assert row.of and row.of in sentence_at(text, start_of(row, text))
    assert not set(row.of) & set("，。；：\t")


@each_of(QUANTITIES)
def test_a_period_stands_where_it_was_read_from(published: dict[str, Published], report: str, row: Quantity) -> None:
    text = published[report].texts[row.block]
    at = start_of(row, text)
    sentence = sentence_at(text, at)
    begins, parted, ends = row.period.rpartition("/")
    last = first_day(ends)
    assert not parted or begins == ".." or first_day(begins) < last
    if row.period_from == "report":
        assert row.period in (report, f"../{report}")
        return
    # The year of a month or a day may be the report's.
    if begins:
        words = [f"{first_day(begins).month}月{first_day(begins).day}—{last.day}日"]
    else:
        words = [f"{last.year}年", f"{last.month}月", f"{last.day}日"][ends.count("-") and 1 : ends.count("-") + 1]
    if row.period_from == "sentence":
        assert all(word in sentence for word in words)
    else:
        assert row.period_from == "paragraph"
        assert all(word in text[:at] and word not in sentence for word in words)


@pytest.mark.parametrize("report", REPORTS)
def test_events_stand_in_reading_order_in_whole_clauses(published: dict[str, Published], report: str) -> None:
    of = published[report]
    places = []
    for row in EVENTS[report]:
        text = of.texts[row.block]
        begins, ends = text.index(row.text), text.index(row.text) + len(row.text)
        assert text.count(row.text) == 1, row
        if row.date_from == "label":
            start_of(row, of.labels[row.block])
        else:
            assert begins <= start_of(row, text) <= ends - len(row.printed), row
        # So that nobody has to guess where the words of an event begin and end.
        assert text[:begins][-1:] in set("，。；") | {""} and text[ends:][:1] in set("，。；") | {""}, row
        places.append((of.place(row.block), begins))
    assert places == sorted(set(places))


@each_of(EVENTS)
def test_the_date_of_an_event_is_what_is_printed(report: str, row: Event) -> None:
    assert row.date_from in {"sentence", "label", "report"}
    assert not row.end or first_day(row.start) < first_day(row.end)
    begins, ends = row.start.split("-"), row.end.split("-") if row.end else []
    assert row.precision == ("year", "month", "day")[len(begins) - 1]
    numbers = [int(number) for number in re.findall(r"\d+", row.printed)]
    # 年初 names no number: its year is the report's. 11月3—4日 names the month once.
    assert (row.date_from == "report") == (not numbers)
    told = begins if numbers and "年" in row.printed else begins[1:]
    assert numbers == [int(part) for part in [*told, *ends[-1:]]]
    assert ends[:-1] == (begins[:-1] if ends else [])
    assert told == begins or begins[0] == report


@pytest.mark.parametrize("report", REPORTS)
def test_documents_are_titles_in_reading_order(published: dict[str, Published], report: str) -> None:
    places = []
    for row in DOCUMENTS[report]:
        text = published[report].texts[row.block]
        assert row.number in text and row.issuer in text
        assert not row.date or first_day(row.date)
        places.append((published[report].place(row.block), text.index(f"《{row.title}》")))
    assert places == sorted(set(places))
