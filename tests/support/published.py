"""What an outside reader has of a report: its published ledger and data. Nothing here imports the program."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Record = dict[str, Any]


def bare(text: str) -> str:
    """A text without white space."""
    return "".join(text.split())


def ledger(site: Path, report: str) -> list[Record]:
    """The entries of a published ledger, in order."""
    text = (site / "data" / "ledger" / f"{report}.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.split("\n")[:-1]]


def report_data(site: Path, report: str) -> Record:
    """The published data of a report."""
    found: Record = json.loads((site / "data" / "reports" / f"{report}.json").read_text("utf-8"))
    return found
