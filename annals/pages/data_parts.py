"""Data files that would be too long: one file a series, where that is too long as well one a report."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Collection
from typing import Any

from annals.model import Edition
from annals.pages.spans import address_word

MOST_BYTES = 5_000_000
PART_COLUMNS = ("file", "series", "report", "bytes")
"""What a table says in place of its rows where these are in files of their own: no program can take it for the rows."""

Whole = Callable[[Collection[str]], str]
"""The text of a data file about some reports, by their ids."""


def parted(name: str, whole: Whole, edition: Edition) -> dict[str, str]:
    """A data file by its name below data/ or, where it would be too long, its parts and in its own place the list of them.
    `mentions.csv` becomes `mentions-<series>.csv`, and of a series too long for that `mentions/<report>.csv`."""
    text = whole([report.id for report in edition.reports])
    if not _is_long(text):
        return {name: text}
    stem, _, suffix = name.rpartition(".")
    files: dict[str, str] = {}
    rows: list[tuple[str, str, str]] = []
    for series, reports in edition.shelves():
        own = {f"{stem}-{address_word(series.id)}.{suffix}": (whole([report.id for report in reports]), "")}
        if _is_long(next(iter(own.values()))[0]):
            own = {f"{stem}/{report.id}.{suffix}": (whole([report.id]), report.id) for report in reports}
        files |= {path: part for path, (part, _) in own.items()}
        rows += [(path, series.id, report) for path, (_, report) in own.items()]
    return files | {name: _listed(suffix, rows, files)}


def _is_long(text: str) -> bool:
    return len(text) * 4 > MOST_BYTES and len(text.encode()) > MOST_BYTES


def _listed(suffix: str, rows: list[tuple[str, str, str]], files: dict[str, str]) -> str:
    found = [(*row, str(len(files[row[0]].encode()))) for row in rows]
    if suffix == "csv":
        return csv_text(PART_COLUMNS, found)
    parts: list[dict[str, Any]] = [
        {"file": file, "series": series, "report": report or None, "bytes": int(size)}
        for file, series, report, size in found
    ]
    return json_text({"parts": parts})


def csv_text(columns: Collection[str], lines: Collection[Collection[str]]) -> str:
    """A table as its file has it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(lines)
    return text.getvalue()


def json_text(value: Any) -> str:
    """A value as its file has it."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
