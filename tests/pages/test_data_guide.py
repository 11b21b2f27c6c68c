"""The guide to the open data says what the files hold: every field, every value, examples that fit.

Nothing here imports the program: what an outside reader can compute must come out the same."""

from __future__ import annotations

import csv
import importlib.util
import json
import os
import re
import subprocess
import sys
from decimal import Decimal

import pytest
from jsonschema import Draft202012Validator

from tests.support.open_data import DOCUMENTED, SCHEMAS, objects
from tests.support.places import GUIDE, REPORTS

PAGE = GUIDE / "data.md"


def chapters() -> dict[str, str]:
    """The text of each section of the guide that names a data file, by schema."""
    parts = re.split(r"^## (.*)$", PAGE.read_text("utf-8"), flags=re.MULTILINE)
    texts = dict(zip(parts[1::2], parts[2::2], strict=True))
    found = {}
    for schema, file in DOCUMENTED.items():
        named = [text for heading, text in texts.items() if f"`{file}`" in heading]
        assert len(named) == 1, f"{PAGE.name} has {len(named)} sections on `{file}`"
        found[schema] = named[0]
    return found


def fields(schema: str) -> set[str]:
    return {name for part in objects(SCHEMAS[schema]) for name in part["properties"]}


@pytest.mark.parametrize("schema", DOCUMENTED)
def test_guide_explains_every_field_and_no_other(schema):
    rows = re.findall(r"^\| `([\w.]+)` \|", chapters()[schema], re.MULTILINE)
    assert {name for row in rows for name in row.split(".")} == fields(schema)


@pytest.mark.parametrize("schema", DOCUMENTED)
def test_guide_names_every_value(schema):
    text = chapters()[schema]
    values = {
        value
        for part in objects(SCHEMAS[schema])
        for one in part["properties"].values()
        for value in one.get("enum", [])
    }
    assert [value for value in sorted(values) if f"`{value}`" not in text] == []


@pytest.mark.parametrize("schema", DOCUMENTED)
def test_examples_of_the_guide_fit(schema):
    """Each example is a record of its file: one of the objects that the schema describes with an id or the like."""
    whole = SCHEMAS[schema]
    records = [
        Draft202012Validator({**part, "$defs": whole.get("$defs", {})})
        for part in objects(whole)
        if part is not whole or schema in ("ledger", "pages")
    ]
    examples = re.findall(r"^```json\n(.*?)^```$", chapters()[schema], re.MULTILINE | re.DOTALL)
    assert examples or schema == "datapackage", "its sizes and checksums change with every edit"
    for example in examples:
        assert any(validator.is_valid(json.loads(example)) for validator in records), example


@pytest.mark.parametrize(
    "file", ["mentions.csv", "editions.csv", "indicators.csv", "quantities.csv", "events.csv", "documents.csv"]
)
def test_guide_and_package_name_the_columns(data, file):
    named = [
        text
        for text in re.split(r"^## ", PAGE.read_text("utf-8"), flags=re.MULTILINE)
        if f"`{file}`" in text.split("\n")[0]
    ]
    header = (data.folder / file).read_text("utf-8-sig").split("\n")[0].split(",")
    assert re.findall(r"^\| `([\w.]+)` \|", named[0], re.MULTILINE) == header
    resource = next(resource for resource in data.package["resources"] if resource["path"] == file)
    assert [field["name"] for field in resource["schema"]["fields"]] == header


def snippets_of_the_guide() -> list[str]:
    return re.findall(r"^```python\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def test_five_lines_that_read_a_table_run_and_say_what_it_says(site, data, tmp_path):
    """The five largest sums of money of a year, found here by sorting whole numbers of 分; those that pandas would be given
    are held against the file's own columns where it is not installed."""
    plain, frame = (text for text in snippets_of_the_guide() if "quantities.csv" in text)
    assert plain.count("\n") == frame.count("\n") == 5
    os.symlink(site, tmp_path / "site", target_is_directory=True)
    lines = (data.folder / "quantities.csv").read_text("utf-8-sig").splitlines()
    rows = list(csv.DictReader(lines))
    money = [row for row in rows if row["report"] == "2012" and row["base_unit"] == "元"]
    largest = sorted(money, key=lambda row: -int(Decimal(row["base_value"]) * 100))[:5]
    said = [" ".join(row[name] for name in ("printed", "of", "period", "url")) for row in largest]
    assert len(said) == 5
    for code in (plain, frame) if importlib.util.find_spec("pandas") else (plain,):
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8"
        )
        assert done.stdout.splitlines() == said, done.stderr
    named = set(re.findall(r"row\.(\w+)|rows\[\"(\w+)\"\]|nlargest\(5, \"(\w+)\"\)", frame))
    assert {name for names in named for name in names if name} <= set(rows[0])


def test_snippet_of_the_guide_runs(site, edition, tmp_path):
    """Run as the guide says, in the repository's folder, with the site beside the raw files."""
    snippets = [text for text in snippets_of_the_guide() if "ledger" in text]
    assert len(snippets) == 1 and "assert" in snippets[0] and snippets[0].count("\n") <= 12
    os.symlink(edition / "seeds", tmp_path / "seeds", target_is_directory=True)
    os.symlink(site, tmp_path / "site", target_is_directory=True)
    for report in REPORTS:
        code = snippets[0].replace("2012", report)
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8"
        )
        assert done.returncode == 0, done.stderr
