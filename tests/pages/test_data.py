"""The open data of the real site, held against its schemas, its pages and the raw files.

Nothing here imports the program: what an outside reader can compute must come out the same."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.support.places import REPORTS, raw_file, raw_lines, raw_text
from tests.support.published import Record, bare, ledger

SCHEMAS = {
    path.stem: json.loads(path.read_text("utf-8"))
    for path in sorted((Path(__file__).parent / "schemas").glob("*.json"))
}
DOCUMENTED = {
    "reports": "reports.json",
    "report": "reports/<id>.json",
    "topics": "topics.json",
    "ledger": "ledger/<id>.jsonl",
    "entities": "entities.json",
    "datapackage": "datapackage.json",
}
"""Each schema, and the file that its section of the guide names."""

# --- reading ------------------------------------------------------------------------------

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_ADDED = {"annals-derived", "annals-anchor", "headerlink"}


class Page(HTMLParser):
    """The text of each element with an id, in document order: without nested lists and without
    what the site adds. A class such as `annals-corrected` only wraps text, so it adds nothing."""

    def __init__(self, path: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.forms: dict[str, str] = {}
        self._texts: dict[str, list[str]] = {}
        self._open: list[tuple[str, str, bool]] = []
        self.feed(path.read_text("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, classes = given.get("id") or "", (given.get("class") or "").split()
        if name:
            self.ids.append(name)
            self._texts[name] = []
            if tag == "div":
                self.forms[name] = " ".join(classes)
        if tag not in _VOID:
            self._open.append((tag, name, tag in ("ul", "ol") or not _ADDED.isdisjoint(classes)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        at = next((i for i in range(len(self._open) - 1, -1, -1) if self._open[i][0] == tag), None)
        if at is not None:
            del self._open[at:]

    def handle_data(self, data: str) -> None:
        for _, name, apart in reversed(self._open):
            if name:
                self._texts[name].append(data)
            if apart:
                return

    def text(self, name: str) -> str:
        return "".join(self._texts[name])


class Data:
    """Everything under data/, and the pages it leads to."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.folder = site / "data"
        self.reports: list[Record] = self.load("reports.json")
        self.topics: list[Record] = self.load("topics.json")
        self.package: Record = self.load("datapackage.json")
        self.report: dict[str, Record] = {name: self.load(f"reports/{name}.json") for name in REPORTS}
        self._pages: dict[str, Page] = {}

    def load(self, path: str) -> Any:
        return json.loads((self.folder / path).read_text("utf-8"))

    def ledger(self, report: str) -> list[Record]:
        return ledger(self.site, report)

    def page(self, url: str) -> Page:
        path = url.partition("#")[0]
        if path not in self._pages:
            assert (self.site / path).is_file(), f"{url} leads to no file"
            self._pages[path] = Page(self.site / path)
        return self._pages[path]

    def chapter(self, report: str) -> list[Page]:
        """The pages of the whole chapter, in order."""
        more = sorted(self.site.glob(f"{report}/full-*.html"), key=lambda path: int(path.stem.split("-")[1]))
        return [self.page(f"{report}/{name}") for name in ("full.html", *(path.name for path in more))]


@pytest.fixture(scope="session")
def data(site: Path) -> Data:
    return Data(site)


def items(report: Record) -> list[Record]:
    return [*report["sections"], *report["blocks"]]


def title_or_text(item: Record) -> str:
    return item["title"] if "title" in item else item["text"]


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


def objects(schema: Any) -> Iterator[Record]:
    """All parts of a schema that describe an object with its fields."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for value in schema.values():
            yield from objects(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from objects(value)


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
            assert raw.endswith(b"\n") and b"\r" not in raw and not raw.startswith(b"\xef\xbb\xbf"), path


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


# --- ledger -------------------------------------------------------------------------------


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
