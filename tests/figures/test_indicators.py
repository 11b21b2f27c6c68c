"""Indicators: what editors write, held against the reports, on small folders made for each."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
import yaml

from annals.edition.ingesting import Ingested, ingest
from annals.figures.points import amount_at, points_of
from annals.figures.proposing import next_points
from annals.model import Comparable, Phrase
from annals.pages.indicator_data import indicator_tables, indicators_csv

YEARS = {
    2031: "2031年，支持合作项目12项，经费近3.5亿元，培训人员1200人次，其中外地的占60%。",
    2032: "2032年，支持合作项目20项，经费4.2亿元，培训人员突破1500人次，其中外地的占55.5%。",
    2034: "1—11月，支持合作项目30余项，经费5亿元，培训人员900人次，比上年增长5个百分点。",
    2035: "2035年，支持合作项目8项、9项和10项，经费500万—1000万元。",
}
TOPIC = "---\ntitle: 合作\nwords: [合作]\norder: 1\n---\n"


def page(*points: str, measures: str = "{id: projects, title: 项目数, unit: 项}") -> str:
    listed = "".join(f"  - {{{point}}}\n" for point in points)
    return f"---\ntitle: 合作项目\ntopic: cooperation\nmeasures: [{measures}]\npoints:\n{listed}---\n\n编者的话。\n"


def projects(year: int, printed: str, *, more: str = "") -> str:
    quote = {
        2031: "支持合作项目12项",
        2032: "支持合作项目20项",
        2034: "支持合作项目30余项",
        2035: "支持合作项目8项、9项和10项",
    }[year]
    tail = f", {more}" if more else ""
    return f"measure: projects, report: {year}, period: {year}, printed: {printed}, scope: 全年, quote: {quote}, block: {year}#l3{tail}"


FAULTS = [
    ("report: 2031", "report: 2030", "W104", 0),
    ("block: 2031#l3", "block: 2031#l4", "E203", 0),
    ("block: 2031#l3", "block: 2032#l3", "E203", 0),
    ("quote: 支持合作项目12项", "quote: 支持合作项目13项", "E210", 0),
    ("printed: 12项", "printed: 13项", "E236", 0),
    ("printed: 12项", "printed: 12", "E236", 0),
    ("period: 2031", "period: 2031-13", "E206", 0),
    ("period: 2031", "period: 2013", "E244", 0),
    ("measure: projects", "measure: project", "E235", 0),
    ("topic: cooperation", "topic: co-operation", "E235", 1),
    ("scope: 全年", "kou: 全年", "E207", 0),
    (", block: 2031#l3", "", "E208", 0),
    ("block: 2031#l3", "block: 2031#l3, break: 不同", "E206", 0),
    ("quote: 支持合作项目12项", "quote: 支持合作项目12项 | 经费", "E206", 0),
    ("unit: 项", "unit: 家", "E247", 0),
    ("id: projects, ", "id: projects, Id: 1, ", "E207", 1),
]
"""What is changed in a page without fault, what is told, how many of its points are left."""
MONEY = (
    "measure: money, report: 2031, period: 2031, printed: 近3.5亿元, scope: 全部, "
    "quote: 合作项目12项 | 经费近3.5亿元, block: 2031#l3 | 2031#l3"
)
TWO = "{id: projects, title: 项目数, unit: 项}, {id: money, title: 经费, unit: 亿元}"
BROKEN = projects(2032, "20项", more="break: {no: 范围不同}").replace("quote: 支持", "quote: 资助")
PAGES = {
    "in-time": page(
        projects(2034, "30余项", more="break: {no: 只到11月}"), projects(2031, "12项"), projects(2032, "20项")
    ),
    "withheld": page(projects(2031, "12项"), BROKEN, projects(2034, "30余项")),
    "alike": page(projects(2031, "12项"), projects(2031, "12项")),
    "scopes": page(projects(2031, "12项"), projects(2032, "20项").replace("全年", "全市")),
    "behind": page(projects(2031, "12项"), projects(2032, "20项")),
    "two": page(projects(2031, "12项"), MONEY, measures=TWO).replace(
        "topic:", "redirect_from: [indicators/of-old.html]\ntopic:"
    ),
} | {f"fault-{number}": page(projects(2031, "12项")).replace(old, new) for number, (old, new, *_) in enumerate(FAULTS)}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Each text as the page of an indicator, all in one folder: its problems and its edition."""
    root = tmp_path_factory.mktemp("indicators")
    for path in ("seeds", "docs/topics", "docs/indicators"):
        (root / path).mkdir(parents=True)
    for year, text in YEARS.items():
        (root / f"seeds/{year}.txt").write_text(f"第一节 合作\n\n{text}\n", "utf-8")
        (root / f"seeds/{year}.yml").write_text(f"year: {year}\n", "utf-8")
    (root / "docs/topics/cooperation.md").write_text(TOPIC, "utf-8")
    for name, text in PAGES.items():
        (root / f"docs/indicators/{name}.md").write_text(text, "utf-8")
    return Made(ingest(root.resolve()))


class Made:
    """An edition of indicators, and what is said of each."""

    def __init__(self, found: Ingested) -> None:
        self.edition, self.problems = found.edition, found.problems

    def told(self, name: str) -> list[tuple[str, int | None]]:
        """What is said of an indicator, with its lines."""
        return [(one.code, one.line) for one in self.problems if one.path == f"docs/indicators/{name}.md"]

    def chain(self, name: str) -> list[tuple[str, Comparable]]:
        """The points of its projects that stand."""
        (indicator,) = (one for one in self.edition.indicators if one.slug == name)
        reports = {report.id: report for report in self.edition.reports}
        return [(one.point.report, one.comparable) for one in points_of(indicator, reports).get("projects", ())]


@pytest.mark.parametrize(
    ("text", "printed", "unit", "value", "base", "base_unit"),
    [
        ("经费近3.325亿元。", "近3.325亿元", "亿元", "3.325", "332500000", "元"),
        ("经费近3.325亿元。", "近3.325亿元", "万元", "3.325", "332500000", "元"),
        ("25273项合同，600名人员", "600名", "人", "600", "600", "人"),
        ("占比60％", "60％", "%", "60", "60", "%"),
        ("提高5个百分点", "5个百分点", "百分点", "5", "5", "个百分点"),
        ("甲、乙、丙分别为3、5、8项", "5", "项", "5", "5", "项"),
        ("共60（14+46）家", "14", "家", "14", "14", "家"),
        ("总人次突破6.38亿", "突破6.38亿", "人次", "6.38", "638000000", "人次"),
        ("二十三项", "二十三项", "项", "23", "23", "项"),
    ],
)
def test_the_number_is_read_from_the_words(
    text: str, printed: str, unit: str, value: str, base: str, base_unit: str
) -> None:
    amount = amount_at(text, 0, len(text), printed, unit)
    assert not isinstance(amount, Phrase)
    assert (amount.value, amount.base_value, amount.base_unit) == (Decimal(value), Decimal(base), base_unit)


@pytest.mark.parametrize(
    ("text", "printed", "unit", "key"),
    [
        ("经费近3.325亿元", "3.325亿元", "亿元", "printed-more"),
        ("技术合同165项", "65项", "项", "printed-more"),
        ("经费近3.325亿元", "3.325亿美元", "亿元", "printed-not-there"),
        ("培训900人次", "900人次", "人", "printed-unit"),
        ("经费500万—1000万元", "500万—1000万元", "万元", "printed-range"),
        ("三分之二", "三分之二", "项", "printed-range"),
        ("12项、13项", "12项、13项", "项", "printed-several"),
        ("数十家企业", "数十家", "家", "printed-none"),
    ],
)
def test_what_is_no_number_is_refused(text: str, printed: str, unit: str, key: str) -> None:
    found = amount_at(text, 0, len(text), printed, unit)
    assert isinstance(found, Phrase) and found.key == key


def test_points_stand_in_time_and_break_where_it_is_said(made: Made) -> None:
    assert made.told("in-time") == []
    assert made.chain("in-time") == [("2031", Comparable.FIRST), ("2032", Comparable.YES), ("2034", Comparable.NO)]


def test_a_withheld_point_leaves_its_break_to_the_next(made: Made) -> None:
    """Else a line would lead from before the break to behind it."""
    assert made.told("withheld") == [("E210", 7)]
    assert made.chain("withheld") == [("2031", Comparable.FIRST), ("2034", Comparable.NO)]


@pytest.mark.parametrize("number", range(len(FAULTS)))
def test_a_fault_is_told_and_withholds_the_point(made: Made, number: int) -> None:
    old, _, code, stands = FAULTS[number]
    assert [name for name, _ in made.told(f"fault-{number}")] == [code], old
    assert len(made.chain(f"fault-{number}")) == stands


def test_points_alike_and_scopes_that_differ_are_told(made: Made) -> None:
    assert made.told("alike") == [("E237", 7)]
    assert made.told("scopes") == [("N115", 7)]


def test_numbers_of_other_reports_are_proposed_as_they_would_be_written(made: Made) -> None:
    (indicator,) = (one for one in made.edition.indicators if one.slug == "behind")
    reports = {report.id: report for report in made.edition.reports}
    found = next_points([indicator], reports, made.edition.figures)
    assert [one.quantity.report for one in found] == ["2034", "2035", "2035", "2035"]
    assert [one.quantity.printed for one in found] == ["30余项", "8项", "9项", "10项"]
    assert yaml.safe_load("points:\n" + "\n".join(found[0].lines))["points"] == [
        {
            "measure": "projects",
            "report": "2034",
            "period": "2034-01/2034-11",
            "printed": "30余项",
            "scope": "？",
            "quote": "支持合作项目30余项",
            "block": "2034#l3",
        }
    ]
    # Of a report with a point, however few of its measures, an editor has decided.
    (two,) = (one for one in made.edition.indicators if one.slug == "two")
    assert "2031" not in {one.quantity.report for one in next_points([two], reports, made.edition.figures)}


def test_the_table_says_what_the_page_says(made: Made) -> None:
    whole = indicators_csv(made.edition, [report.id for report in made.edition.reports])
    for text in (whole, indicator_tables(made.edition)["indicators/two.csv"]):
        found = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
        rows = [row for row in found if row["indicator"] == "two"]
        assert [(row["measure"], row["printed"], row["value"], row["unit"], row["base_value"]) for row in rows] == [
            ("projects", "12项", "12", "项", "12"),
            ("money", "近3.5亿元", "3.5", "亿元", "350000000"),
        ]
        assert rows[1]["quote"] == "经费近3.5亿元 | 合作项目12项", "the quotation with the digits is first"
        assert rows[1]["url"] == "2031/cooperation.html#l3" and rows[0]["comparable"] == "first"
    tables = indicator_tables(made.edition)
    assert tables["indicators/of-old.csv"] == tables["indicators/two.csv"], "a page that was renamed keeps its table"
    other = indicators_csv(made.edition, ["2032"])
    assert {row["report"] for row in csv.DictReader(io.StringIO(other))} == {"2032"}
