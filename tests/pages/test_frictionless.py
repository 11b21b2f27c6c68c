"""The data package against the Frictionless specifications (Data Package, Data Resource, Table Schema), written out by hand
from their text: what a validator of theirs would look at."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

_name = re.compile(r"[a-z0-9][a-z0-9._-]*")
# https://specs.frictionlessdata.io/table-schema: how each type is written, unless a format says otherwise.
_integer = re.compile(r"[+-]?\d+")
_number = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_MEDIA = {"csv": "text/csv", "json": "application/json", "jsonl": "application/x-ndjson"}


def is_of(kind: str, value: str) -> bool:
    """Whether a cell holds a value of a type; an empty one is a missing value."""
    if value == "" or kind == "string":
        return True
    if kind == "date":
        try:
            return date.fromisoformat(value).isoformat() == value
        except ValueError:
            return False
    return (_integer if kind == "integer" else _number).fullmatch(value) is not None


def faults_of_table(schema: dict[str, Any], text: str) -> list[str]:
    """What is wrong with a table: its head, rows that are too long or short, cells that are none of their type."""
    rows = list(csv.reader(text.removeprefix("\ufeff").splitlines(keepends=True), strict=True))
    fields = schema["fields"]
    found = [] if rows[0] == [field["name"] for field in fields] else [f"head {rows[0]}"]
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(fields):
            found.append(f"row {number} has {len(row)} cells")
        for field, value in zip(fields, row, strict=False):
            if not is_of(field["type"], value):
                found.append(f"row {number} {field['name']}: {value}")
    return found


def faults(package: dict[str, Any], folder: Path) -> list[str]:
    """What is wrong with a package and its files."""
    names = [resource["name"] for resource in package["resources"]]
    found = [f"name {name}" for name in (package["name"], *names) if not _name.fullmatch(name)]
    found += [f"twice {name}" for name in set(names) if names.count(name) > 1]
    for resource in package["resources"]:
        path, where = folder / resource["path"], resource["name"]
        if resource["path"].startswith(("/", "..")) or "\\" in resource["path"]:
            found.append(f"{where}: unsafe path")
        raw = path.read_bytes()
        if (resource["bytes"], resource["hash"]) != (len(raw), "sha256:" + hashlib.sha256(raw).hexdigest()):
            found.append(f"{where}: size or hash")
        if resource["mediatype"] != _MEDIA[resource["format"]] or path.suffix != f".{resource['format']}":
            found.append(f"{where}: format")
        if not all("name" in one or "path" in one for one in resource["licenses"]):
            found.append(f"{where}: licence")
        text = raw.decode(resource["encoding"])
        if "schema" in resource:
            found += [f"{where}: {fault}" for fault in faults_of_table(resource["schema"], text)]
        elif resource["format"] == "csv":
            found.append(f"{where}: no schema")
    return found


@pytest.fixture(scope="module")
def package(site: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / "data/datapackage.json").read_text("utf-8"))
    return found


def test_the_package_and_every_cell_of_its_tables_are_valid(site: Path, package: dict[str, Any]) -> None:
    assert faults(package, site / "data") == []
    tables = {resource["path"] for resource in package["resources"] if "schema" in resource}
    assert tables == {path.name for path in (site / "data").glob("*.csv")} and len(tables) >= 5


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("\n", "\nx,", "row 3 has"),
        (",start,", ",beginn,", "head"),
        ("2012-11-03", "2012-11-33", "start"),
        (",5,", ",fünf,", "ordinal"),
    ],
)
def test_a_fault_of_a_table_is_found(site: Path, package: dict[str, Any], old: str, new: str, fault: str) -> None:
    schema = next(resource["schema"] for resource in package["resources"] if resource["path"] == "editions.csv")
    text = (site / "data/editions.csv").read_text("utf-8")
    head, rest = text.split("\n", 1)
    broken = text.replace(old, new, 1) if old in head else f"{head}\n{rest.replace(old, new, 1)}"
    assert broken != text and any(fault in one for one in faults_of_table(schema, broken))


def test_every_file_is_linked_from_the_page_on_data_or_from_its_reports_page(site: Path) -> None:
    page = (site / "guide/data.html").read_text("utf-8")
    linked = set(re.findall(r'href="\.\./(data/[^"#]+)"', page))
    assert linked == {path.relative_to(site).as_posix() for path in (site / "data").rglob("*") if path.is_file()}
    for path, wanted in (
        ("topics/index.html", "topics.json"),
        ("entities/index.html", "entities.json"),
        ("chronicle/index.html", "events.csv"),
        ("documents/index.html", "documents.csv"),
        ("2012/index.html", "quantities.csv"),
        ("entities/pujiang-innovation-forum.html", "editions.csv"),
    ):
        assert f'href="../data/{wanted}"' in (site / path).read_text("utf-8"), path
