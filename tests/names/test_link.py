"""Names in texts: the automaton against a slow reference, contexts, forms of editions, cases."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annals.markdown.front import Front
from annals.names.linking import Finder, Hit, leftmost_longest
from annals.names.registry import load_entities
from tests.support.places import FROZEN, REPORTS, raw_text
from tests.support.words import LEXICON


def slow(names: list[str], text: str) -> list[tuple[int, str]]:
    """At each place the longest name that stands there, from the left; by trying everything."""
    found, at = [], 0
    while at < len(text):
        here = [name for name in names if name and text.startswith(name, at)]
        if here:
            best = max(here, key=len)
            found.append((at, best))
            at += len(best)
        else:
            at += 1
    return found


def fast(names: list[str], text: str) -> list[tuple[int, str]]:
    return [(hit.start, hit.name) for hit in leftmost_longest(Finder(names).find(text), lambda hit: True)]


@given(st.lists(st.text("甲乙丙A1", min_size=1, max_size=5), max_size=12), st.text("甲乙丙A1。", max_size=60))
def test_nested_names_are_found_as_the_slow_reference_finds_them(names: list[str], text: str) -> None:
    assert fast(names, text) == slow(names, text)


def _registered() -> list[str]:
    found = []
    for path in (FROZEN / "docs/entities").glob("*.md"):
        front = Front.of(path.read_text("utf-8")).values
        found += [str(front["title"]), *map(str, front.get("aliases", [])), *map(str, front.get("not", []))]
    return found


@pytest.mark.parametrize("report", REPORTS)
def test_the_registry_is_found_in_the_seeds_as_the_slow_reference_finds_it(report: str) -> None:
    names, text = _registered(), raw_text(report)
    found = fast(names, text)
    assert found == slow(names, text)
    assert len(found) > 20


def test_an_invalid_longer_name_does_not_hide_a_valid_shorter_one() -> None:
    hits = Finder(["甲乙丙", "乙"]).find("甲乙丙")
    assert leftmost_longest(hits, lambda hit: hit.name != "甲乙丙") == (Hit(start=1, end=2, name="乙"),)


# --- data ------------------------------------------------------------------------------------


def test_counts_are_those_of_an_independent_scan(site: Path) -> None:
    """Names that hold no other name and stand in none, on texts without quotation marks around:
    there a plain count is the truth."""
    entities = json.loads((site / "data/entities.json").read_text("utf-8"))
    forms = [name for entity in entities for name in (entity["name"], *entity["aliases"])]
    texts: dict[str, list[str]] = {}
    for path in sorted((site / "data/reports").glob("*.json")):
        data = json.loads(path.read_text("utf-8"))
        texts[path.stem] = [b["text"] for b in data["blocks"]] + [s["title"] for s in data["sections"]]
    checked = 0
    for entity in entities:
        own = [entity["name"], *entity["aliases"]]
        if entity["type"] in ("地方", "国家") or any(a != b and (a in b or b in a) for a in own for b in forms):
            continue
        for report, lines in texts.items():
            counted = sum(line.count(name) for line in lines for name in own)
            said = entity["years"].get(report, 0)
            # Ambiguous forms (论坛) and titles in 《》 go beyond what a count can tell.
            if not _has_ambiguous(entity["id"]) and not any(
                f"《{line}" for line in lines if any(f"《{n}" in line for n in own)
            ):
                assert said == counted, (entity["name"], report)
                checked += 1
    assert checked > 100


def _has_ambiguous(slug: str) -> bool:
    front = Front.of((FROZEN / f"docs/entities/{slug}.md").read_text("utf-8")).values
    return "ambiguous" in front or "not" in front


def test_every_mention_stands_where_it_says(site: Path) -> None:
    texts = {}
    for path in (site / "data/reports").glob("*.json"):
        data = json.loads(path.read_text("utf-8"))
        texts |= {(path.stem, b["id"]): b["text"] for b in data["blocks"]}
        texts |= {(path.stem, s["id"]): s["title"] for s in data["sections"]}
    ids = {entity["id"]: entity for entity in json.loads((site / "data/entities.json").read_text("utf-8"))}
    counts: dict[str, int] = {}
    with (site / "data/mentions.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            start = int(row["start"])
            assert texts[row["report"], row["block"]][start : start + len(row["surface"])] == row["surface"]
            counts[row["entity"]] = counts.get(row["entity"], 0) + 1
            page, _, anchor = row["url"].partition("#")
            assert anchor == row["block"] and (site / page).is_file()
    assert counts == {name: entity["mentions"] for name, entity in ids.items() if entity["mentions"]}


def test_every_cell_of_an_edition_stands_in_its_quotation(site: Path) -> None:
    texts = {}
    for path in (site / "data/reports").glob("*.json"):
        data = json.loads(path.read_text("utf-8"))
        texts |= {(path.stem, b["id"]): b["text"] for b in data["blocks"]}
        texts |= {(path.stem, s["id"]): s["title"] for s in data["sections"]}
    with (site / "data/editions.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    pujiang = [row for row in rows if row["entity"] == "pujiang-innovation-forum"]
    assert [row["year"] for row in pujiang] == ["2011", "2012", "2017", "2022", "2023"]
    assert [row["ordinal"] for row in pujiang] == ["4", "5", "10", "15", "16"]
    assert [row["host_country"] for row in pujiang] == ["", "", "丹麦", "荷兰", "巴西"]
    assert [row["host_province"] for row in pujiang] == ["", "", "", "海南省", "湖北省"]
    for row in rows:
        blocks = [texts[row["report"], block] for block in row["block"].split(" | ")]
        quotes = row["quote"].split(" | ")
        for quote in quotes:
            assert any(quote in text for text in blocks), row
        said = "".join(quotes)
        for field in ("ordinal", "theme", "host_country", "host_province"):
            for value in filter(None, row[field].split(" | ")):
                assert value in said or (field == "ordinal" and _chinese(int(value)) in said), (
                    row["entity"],
                    field,
                    value,
                )
        for field in ("start", "end"):
            if row[field]:
                _, month, day = (str(int(part)) for part in row[field].split("-"))
                assert f"{month}月" in said and day in said, row


def _chinese(number: int) -> str:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if number == 1 and tens == 0:
        return "首届"
    return (digits[tens] if tens > 1 else "") + ("十" if tens else "") + (digits[ones] if ones else "")


# --- the registry's pages -----------------------------------------------------------------------

PAGE = "---\ntitle: 甲乙论坛\ntype: 论坛\n{extra}---\n\n一个论坛。\n"


@pytest.mark.parametrize(
    ("extra", "code", "detail"),
    [
        ("alias: [甲]\n", "E207", ("key", "alias")),
        ("aliases: 3\n", "E206", ("key", "aliases")),
        ("title_source: raw\n", "E206", ("key", "title_source")),
        ("ambiguous: [{form: 论坛}]\n", "E206", ("key", "ambiguous")),
        ("editions: [{year: 2012, ordinal: 5}]\n", "E206", ("key", "editions")),
        ("editions: [{year: 2012, start: {value: 3月, quote: a, block: 2012#l1}}]\n", "E206", ("key", "editions")),
        ("editions: [{year: 2012, host: {value: 丹麦, quote: a, block: 2012#l1}}]\n", "E207", ("key", "host")),
    ],
)
def test_a_fault_in_front_matter_is_named_and_the_rest_goes_on(extra: str, code: str, detail: tuple[str, str]) -> None:
    good = "---\ntitle: 丙\ntype: 企业\n---\n"
    entities, problems = load_entities(
        {"entities/a.md": Front.of(PAGE.format(extra=extra)), "entities/b.md": Front.of(good)}, LEXICON
    )
    assert [entity.slug for entity in entities] == ["b"]
    assert [problem.code for problem in problems] == [code]
    assert detail in problems[0].details


@pytest.mark.parametrize(
    ("front", "name", "line"),
    [
        ("title: 台湾\ntype: 国家", "台湾", 2),
        ("title: 香港特别行政区\ntype: 国家", "香港特别行政区", 2),
        ("title: 丹麦\ntype: 国家\naliases: [丹麦王国, 中国澳门]", "中国澳门", 4),
        ("title: 江苏\ntype: 国家", "江苏", 2),
        (
            "title: 甲\ntype: 论坛\neditions:\n- year: 2012\n  host_country: {value: 中国香港, quote: a, block: 2012#l1}",
            "中国香港",
            6,
        ),
    ],
)
def test_what_is_no_country_is_not_listed_as_one(front: str, name: str, line: int) -> None:
    entities, problems = load_entities({"entities/a.md": Front.of(f"---\n{front}\n---\n")}, LEXICON)
    assert (entities, [problem.code for problem in problems]) == ((), ["E223"])
    assert ("name", name) in problems[0].details and problems[0].line == line


@pytest.mark.parametrize(
    "front",
    [
        "title: 香港\ntype: 地方",
        "title: 蒙古\ntype: 国家",
        "title: 台湾事务论坛\ntype: 论坛",
        "title: 甲\ntype: 论坛\neditions: [{year: 2012, host_province: {value: 香港, quote: a, block: 2012#l1}}]",
        "title: 甲\ntype: 论坛\neditions: [{year: 2012, host_country: {value: 丹麦, quote: a, block: 2012#l1}}]",
    ],
)
def test_what_may_be_listed(front: str) -> None:
    entities, problems = load_entities({"entities/a.md": Front.of(f"---\n{front}\n---\n")}, LEXICON)
    assert (len(entities), problems) == (1, ())


def test_a_name_in_two_entries_is_an_error() -> None:
    pages = {
        f"entities/{name}.md": Front.of(f"---\ntitle: {name}\ntype: 机构\naliases: [甲乙]\n---\n")
        for name in ("one", "two")
    }
    _, problems = load_entities(pages, LEXICON)
    assert [problem.code for problem in problems] == ["E209"]
