"""Places that may tell one thing in two ways: what is proposed of the five reports, and of pairs made for it."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from annals.check.judgements import unjudged
from annals.edition.ingesting import ingest
from annals.figures import told_exactly, unlike_places
from annals.model import (
    Amount,
    Approximation,
    DatedEvent,
    Edition,
    FigureKind,
    Figures,
    Mention,
    PolicyDocument,
    Precision,
    Quantity,
    ToldBy,
    Unlike,
)

TRUTH = Path(__file__).parent / "truth" / "unlike.tsv"


@pytest.fixture(scope="module")
def read(edition: Path) -> Edition:
    return ingest(edition).edition


def quantity(
    block: str, value: str, *, of: str = "", period: str = "2031", unit: str = "人", approx: str = ""
) -> Quantity:
    amount = Amount(
        start=0,
        end=1,
        kind=FigureKind.AMOUNT,
        value=Decimal(value),
        value_to=None,
        unit=unit,
        factor=Decimal(1),
        base_unit=unit,
        approx=Approximation(approx),
    )
    sentence = f"甲工程{of}{value}{unit}"
    return Quantity(
        report="2031",
        block=block,
        amount=amount,
        printed=value + unit,
        of=of,
        period=period,
        told_by=ToldBy.SENTENCE,
        sentence=sentence,
    )


def event(block: str, start: str, end: str = "", *, label: bool = False, slug: str = "hui") -> DatedEvent:
    precision = Precision.DAY if start.count("-") == 2 else Precision.MONTH
    told_by = ToldBy.LABEL if label else ToldBy.SENTENCE
    return DatedEvent(
        report="2031",
        block=block,
        start_char=0,
        text="甲会举行",
        start=start,
        end=end,
        precision=precision,
        told_by=told_by,
        entities=(slug,),
    )


def document(block: str, number: str = "", date: str = "") -> PolicyDocument:
    return PolicyDocument(report="2031", block=block, start_char=0, title="某办法", number=number, issuer="", date=date)


def named(*blocks: str) -> dict[tuple[str, str], list[Mention]]:
    found = {}
    for block in blocks:
        one = Mention(entity="jia", report="2031", block=block, section="", start=0, surface="甲工程")
        found["2031", block] = [one]
    return found


def kinds(figures: Figures, *blocks: str) -> list[Unlike]:
    return [one.kind for one in unlike_places(figures, named(*blocks), {"jia"}, {"hui"})]


def test_of_the_five_reports_those_are_proposed_that_a_person_found(read: Edition) -> None:
    """Typed by a person who had read all five, for the numbers of three figures and more; the frozen edition has judged
    them all, so that nothing is left to ask."""
    with TRUTH.open(encoding="utf-8") as file:
        typed = {(row["a"], row["b"], row["kind"]): row["said"] for row in csv.DictReader(file, delimiter="\t")}
    types = {entity.slug: entity.type for entity in read.registry.entities}
    things = {slug for slug, kind in types.items() if kind in ("计划", "项目", "平台", "基金", "论坛", "展会")}
    occasions = {slug for slug, kind in types.items() if kind in ("论坛", "会议", "展会", "奖项")}
    found = unlike_places(read.figures, read.registry.by_block, things, occasions)
    assert {(one.a.reference, one.b.reference, one.kind) for one in found} == typed.keys()
    for one in found:
        said = typed[one.a.reference, one.b.reference, one.kind]
        assert one.a.printed.startswith(said) and one.b.printed.startswith(said)
    assert unjudged(read) == ()


@pytest.mark.parametrize(
    ("value", "period", "asked"),
    [
        ("1775", "2031", True),
        ("1775", "../2031-11", True),
        ("1775", "2030-09/2031-02", True),
        ("1775", "2030", False),
        ("1775", "", False),
        ("1700", "2031", False),
        ("17", "2031", False),
    ],
)
def test_one_long_number_in_two_paragraphs(value: str, period: str, *, asked: bool) -> None:
    two = Figures(quantities=(quantity("l1", value), quantity("l2", value, period=period, unit="人次")))
    assert kinds(two) == [Unlike.TWICE] * asked
    assert kinds(Figures(quantities=(quantity("l1", value), quantity("l1", value, unit="人次")))) == []


def test_two_values_of_one_thing_need_a_name_in_both_sentences() -> None:
    two = Figures(quantities=(quantity("l1", "37", of="企业"), quantity("l2", "14", of="企业")))
    assert kinds(two, "l1", "l2") == [Unlike.VALUES]
    assert kinds(two, "l1") == []
    about = Figures(quantities=(quantity("l1", "37", of="企业"), quantity("l2", "30", of="企业", approx="over")))
    assert kinds(about, "l1", "l2") == [], "37 may be what more than 30 are"
    other = Figures(quantities=(quantity("l1", "37", of="企业"), quantity("l2", "14", of="企业", period="2030")))
    assert kinds(other, "l1", "l2") == []


@pytest.mark.parametrize(
    ("first", "second", "asked"),
    [
        (("2031-09-01", "2031-09-03"), ("2031-09-05", ""), True),
        (("2031-09-01", "2031-09-03"), ("2031-09-03", ""), False),
        (("2031-09", ""), ("2031-09-05", ""), False),
        (("2031-08", ""), ("2031-09-05", ""), True),
        (("2030-08-01", ""), ("2031-09-05", ""), False),
    ],
)
def test_an_occasion_has_one_date_a_year(first: tuple[str, str], second: tuple[str, str], *, asked: bool) -> None:
    assert kinds(Figures(events=(event("l1", *first), event("l2", *second)))) == [Unlike.DATES] * asked


def test_a_document_has_one_number_and_one_date() -> None:
    assert kinds(Figures(documents=(document("l1", "甲〔2031〕1号"), document("l2")))) == []
    assert kinds(Figures(documents=(document("l1", "甲〔2031〕1号"), document("l2", "甲〔2031〕7号")))) == [
        Unlike.DOCUMENTS
    ]
    assert kinds(Figures(documents=(document("l1", date="2031-07"), document("l2", date="2031-07-11")))) == []
    assert kinds(Figures(documents=(document("l1", date="2031-08"), document("l2", date="2031-07-11")))) == [
        Unlike.DOCUMENTS
    ]


def test_a_month_in_a_timeline_is_the_day_that_the_text_tells() -> None:
    month, day = event("l1", "2031-08", label=True), event("l9", "2031-08-27", "2031-08-30")
    assert told_exactly([month, day], {"hui"}) == {month: day}
    assert told_exactly([month, day], set()) == {}, "a body does many things in a month"
    assert told_exactly([month, event("l9", "2031-09-01")], {"hui"}) == {}
    assert told_exactly([event("l1", "2031-08"), day], {"hui"}) == {}, "running text may mean another thing"
