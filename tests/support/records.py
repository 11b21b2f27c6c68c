"""Records of what was generated last, as tests need them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from annals.merge.record import dump_record, load_record


def forget(root: Path, report: str) -> None:
    """The record of a report as if its raw text had always been the one that is there now."""
    record = root / f"seeds/.base/{report}.jsonl"
    if record.exists():
        record.write_text(dump_record(replace(load_record(record.read_text("utf-8")), raw=None)), "utf-8")
