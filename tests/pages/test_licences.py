"""What the data package promises about each file: a report's words are nobody's to pass on."""

from __future__ import annotations

import json
import re
from pathlib import Path

from annals.edition.ingesting import ingest
from annals.edition.writing import carry_out
from annals.pages.data import data_files
from tests.support.small_folder import RAW, correct, folder

CLOSED, OPEN = "other-closed", "CC-BY-4.0"


def test_a_file_with_a_reports_sentence_is_closed_and_every_other_open(tmp_path: Path) -> None:
    root = (tmp_path / "root").resolve()
    folder(root)
    # The ledger quotes what was changed, so that a correction puts the report's words into it.
    correct("drop: 2031年，市科委组织企业参加甲乙论坛。")(root)
    carry_out(root, ingest(root).writes)
    files = dict(data_files(ingest(root).edition))
    package = json.loads(files.pop("data/datapackage.json"))
    licences = {f"data/{entry['path']}": entry["licenses"] for entry in package["resources"]}
    assert set(licences) == set(files)
    words = [part for part in re.split(r"[，。“”、\s]", RAW) if len(part) >= 6]
    quoting = {path for path, text in files.items() if any(part in text for part in words)}
    # Titles, names and counts are facts, whoever stated them; `mentions.csv` quotes sentences.
    assert {"data/reports/2031.json", "data/ledger/2031.jsonl"} <= quoting
    for path, (licence,) in licences.items():
        text_of_report = path.startswith(("data/reports/", "data/ledger/", "data/pages")) or path.endswith(".csv")
        assert licence["name"] == (CLOSED if text_of_report else OPEN), path
        assert text_of_report or path not in quoting, path
        assert ("path" in licence) == (licence["name"] == OPEN), "an open licence says where it stands"
    assert [licence["name"] for licence in package["licenses"]] == [OPEN]
