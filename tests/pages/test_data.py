"""The open data of the real site, held against its schemas, its pages and the raw files.

Nothing here imports the program: what an outside reader can compute must come out the same."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.support.open_data import DOCUMENTED, SCHEMAS, items, objects, title_or_text
from tests.support.places import REPORTS, raw_file, raw_lines
from tests.support.published import bare

# --- schemas ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_closed_and_valid(name):
    """A schema that lets unknown fields pass would not notice a new one."""
    Draft202012Validator.check_schema(SCHEMAS[name])
    for part in objects(SCHEMAS[name]):
        assert part.get("additionalProperties") is False, part
        assert set(part["required"]) <= set(part["properties"]), part


def test_every_schema_is_used():
    assert SCHEMAS.keys() == DOCUMENTED.keys()


def faults(schema: str, value: Any) -> list[str]:
    found = Draft202012Validator(SCHEMAS[schema]).iter_errors(value)
    return [f"{error.json_path}: {error.message[:200]}" for error in found]


@pytest.mark.parametrize("name", ["reports", "topics", "entities", "datapackage"])
def test_file_fits_its_schema(data, name):
    assert faults(name, data.load(f"{name}.json")) == []


@pytest.mark.parametrize("report", REPORTS)
def test_report_fits_its_schema(data, report):
    assert faults("report", data.report[report]) == []


@pytest.mark.parametrize("report", REPORTS)
def test_ledger_fits_its_schema(data, report):
    assert [fault for entry in data.ledger(report) for fault in faults("ledger", entry)] == []


def test_the_schemas_bite(data):
    """A field too many, one too few, a value out of its list: each must be noticed."""
    report = data.report[REPORTS[0]]
    block, section = report["blocks"][0], report["sections"][0]
    for wrong in (
        {**report, "colour": "red"},
        {key: value for key, value in report.items() if key != "flags"},
        {**report, "blocks": [{**block, "status": "guessed"}]},
        {**report, "blocks": [{**block, "id": "p1"}]},
        {**report, "blocks": [{**block, "lines": [[1]]}]},
        {**report, "blocks": [{**block, "lines": []}]},
        {**report, "sections": [{**section, "level": 0}]},
    ):
        assert faults("report", wrong)
    entry = next(entry for report in REPORTS for entry in data.ledger(report))
    assert faults("ledger", {**entry, "op": "delete"}) and faults("ledger", {**entry, "seq": "0"})


# --- files --------------------------------------------------------------------------------


def test_package_lists_every_file_with_its_size_and_checksum(data):
    found = {
        path.relative_to(data.folder).as_posix(): path.read_bytes() for path in data.folder.rglob("*") if path.is_file()
    }
    found.pop("datapackage.json")
    listed = {resource["path"]: resource for resource in data.package["resources"]}
    assert listed.keys() == found.keys() and len(listed) == len(data.package["resources"])
    assert len({resource["name"] for resource in listed.values()}) == len(listed)
    for path, raw in found.items():
        assert listed[path]["bytes"] == len(raw), path
        assert listed[path]["hash"] == "sha256:" + hashlib.sha256(raw).hexdigest(), path
        assert path.endswith("." + listed[path]["format"])


def test_files_are_plain_utf8_with_lf(data):
    for path in data.folder.rglob("*"):
        if path.is_file():
            raw = path.read_bytes()
            raw.decode("utf-8")
            assert raw.endswith(b"\n") and b"\r" not in raw, path
            # Excel reads Chinese in a CSV file only behind a mark; JSON must have none.
            assert raw.startswith(b"\xef\xbb\xbf") == (path.suffix == ".csv"), path


def test_reports_are_those_of_the_seeds(data):
    assert sorted(report["id"] for report in data.reports) == REPORTS
    years = [(report["year"] is None, report["year"] or 0, report["id"]) for report in data.reports]
    assert years == sorted(years)
    for entry in data.reports:
        whole = data.report[entry["id"]]
        assert {key: value for key, value in entry.items() if key != "url"} == {
            key: whole[key] for key in entry if key != "url"
        }
        assert entry["source"]["sha256"] == hashlib.sha256(raw_file(entry["id"]).read_bytes()).hexdigest()
        assert data.page(entry["url"])


# --- one report ---------------------------------------------------------------------------


@pytest.mark.parametrize("report", REPORTS)
def test_ids_are_unique(data, report):
    counts = Counter(item["id"] for item in items(data.report[report]))
    assert [name for name, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("report", REPORTS)
def test_sections_hang_together(data, report):
    """Every parent exists, comes first and has a lower level; every block's section exists."""
    levels: dict[str, int] = {}
    for section in data.report[report]["sections"]:
        if section["parent"] is not None:
            assert section["parent"] in levels, f"{section['id']}: parent {section['parent']} is missing or comes later"
            assert levels[section["parent"]] < section["level"], section["id"]
        levels[section["id"]] = section["level"]
    assert {block["section"] for block in data.report[report]["blocks"]} - {None} <= levels.keys()


@pytest.mark.parametrize("report", REPORTS)
def test_ids_name_raw_lines(data, report):
    """An id is the raw line at which its text starts, a column added for a further one."""
    last = len(raw_lines(report))
    for item in items(data.report[report]):
        lines = [line for low, high in item.get("lines", []) for line in range(low, high + 1)]
        assert lines == sorted(set(lines)) and all(line <= last for line in lines), item["id"]
        if match := re.match(r"l(\d+)", item["id"]):
            assert int(match.group(1)) == (lines[0] if "lines" in item else item["line"]), item["id"]


@pytest.mark.parametrize("report", REPORTS)
def test_every_url_leads_to_its_element_and_its_text(data, report):
    for item in items(data.report[report]):
        page = data.page(item["url"])
        name = item["url"].partition("#")[2]
        assert name == item["id"] and page.ids.count(name) == 1, item["url"]
        if title_or_text(item):
            assert bare(page.text(name)) == bare(title_or_text(item)), item["url"]


@pytest.mark.parametrize("report", REPORTS)
def test_no_published_element_is_missing_from_the_data(data, report):
    """The other way round: every id of the report's pages is a section, a block or an anchor of a raw line."""
    known = {item["id"] for item in items(data.report[report])}
    pages = {item["url"].partition("#")[0] for item in items(data.report[report])}
    for url in sorted(pages):
        page = data.page(url)
        nameless = {name for name, kind in page.forms.items() if kind in ("highlights", "timeline")}
        named = {name for name in page.ids if re.fullmatch(r"(l\d+-\d+|h-\d+(-\d+)?|s-\d+|e-[0-9a-f]{8}(-\d+)?)", name)}
        assert nameless | named <= known, f"{url}: {sorted((nameless | named) - known)}"


@pytest.mark.parametrize("report", REPORTS)
def test_every_id_stands_on_the_chapter_page_and_the_raw_page(data, report):
    chapter = [(name, page) for page in data.chapter(report) for name in page.ids]
    on_chapter = Counter(name for name, _ in chapter)
    raw = Counter(data.page(f"{report}/raw.html").ids)
    texts = {name: page.text(name) for name, page in chapter}
    for item in items(data.report[report]):
        assert on_chapter[item["id"]] == 1, f"{report}/full.html#{item['id']}"
        if title_or_text(item):
            assert bare(texts[item["id"]]) == bare(title_or_text(item)), f"{report}/full.html#{item['id']}"
        if not item["id"].startswith("e-"):
            assert raw[item["id"]] == 1, f"{report}/raw.html#{item['id']}"


@pytest.mark.parametrize("report", REPORTS)
def test_data_stand_in_the_order_of_the_chapter(data, report):
    order = {name: at for at, name in enumerate(name for page in data.chapter(report) for name in page.ids)}
    for part in ("sections", "blocks"):
        places = [order[item["id"]] for item in data.report[report][part]]
        assert places == sorted(places), part


# --- topics -------------------------------------------------------------------------------


def test_topic_references_exist(data):
    sections = {f"{name}#{section['id']}" for name in REPORTS for section in data.report[name]["sections"]}
    blocks = {f"{name}#{block['id']}" for name in REPORTS for block in data.report[name]["blocks"]}
    for topic in data.topics:
        assert set(topic["sections"]) <= sections, topic["id"]
        assert set(topic["blocks"]) <= sections | blocks, topic["id"]
        assert data.page(topic["url"])


def test_every_section_is_on_exactly_one_topic_page(data):
    """Overview and other are pages, no topics; everything else is claimed once, by the topic it names."""
    claims = Counter(reference for topic in data.topics for reference in topic["sections"])
    owners = {reference: topic["id"] for topic in data.topics for reference in topic["sections"]}
    assert [reference for reference, count in claims.items() if count > 1] == []
    topics = {topic["id"] for topic in data.topics}
    assert len(topics) == len(data.topics)
    for name in REPORTS:
        for section in data.report[name]["sections"]:
            reference = f"{name}#{section['id']}"
            assert section["url"] == f"{name}/{section['topic']}.html#{section['id']}"
            if section["topic"] in ("overview", "other"):
                assert reference not in owners, reference
            else:
                assert section["topic"] in topics and owners.get(reference) == section["topic"], reference
