"""The Frictionless description of the data files, with licences and checksums; the guide (data.md) tells it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from annals.model import Edition, Licence
from annals.pages.data_parts import PART_COLUMNS, json_text
from annals.pages.entity_data import EDITION_COLUMNS, MENTION_COLUMNS
from annals.pages.figure_data import FIGURE_COLUMNS, FIGURE_TYPES
from annals.pages.indicator_data import INDICATOR_COLUMNS, INDICATOR_TYPES
from annals.pages.spans import address_word
from annals.pages.spreadsheet import csv_of
from annals.pages.terms import Terms, editors_terms, reports_terms

_FILE = "datapackage.json"
_MOST = 8_000
"""Files that one package describes, in some 480 bytes each; of more those of each series have their own."""
_MEDIA = {"json": "application/json", "jsonl": "application/x-ndjson", "csv": "text/csv"}
_COLUMNS = {
    "mentions": MENTION_COLUMNS,
    "editions": EDITION_COLUMNS,
    "indicators": INDICATOR_COLUMNS,
} | FIGURE_COLUMNS
_TYPES: dict[str, dict[str, str]] = {
    "editions": {"start": "date", "end": "date", "year": "integer", "ordinal": "integer"},
    "mentions": {"start": "integer"},
    "indicators": INDICATOR_TYPES,
} | FIGURE_TYPES
# A table, or a part of one that would be too long.
_table = re.compile(r"(\w+)(?:[-/].+)?\.csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What a package says of a file without having it: its size in `bytes`, its checksum, and whether it lists parts of a
    table that would be too long (`parted`)."""

    bytes: int
    sha256: str
    parted: bool

    @staticmethod
    def of(text: str) -> Described:
        raw = text.encode()
        parted = text.startswith(csv_of(PART_COLUMNS, ()).rstrip())
        return Described(bytes=len(raw), sha256=hashlib.sha256(raw).hexdigest(), parted=parted)


def package_names(count: int, edition: Edition) -> tuple[str, ...]:
    """The packages below data/ that describe so many files."""
    if count <= _MOST:
        return (_FILE,)
    return (_FILE, *(_name(address_word(series.id)) for series, _ in edition.shelves()))


def packages(files: Mapping[str, Described], edition: Edition) -> dict[str, str]:
    """The packages that describe some files below data/: one, or with many files one for each series' reports and one for
    the rest, which lists these."""
    if len(files) <= _MOST:
        return {_FILE: _package(files, edition, "")}
    found: dict[str, str] = {}
    rest = dict(files)
    for series, reports in edition.shelves():
        ids = {report.id for report in reports}
        own = {path: told for path, told in files.items() if "/" in path and _stem(path) in ids}
        found[_name(address_word(series.id))] = _package(own, edition, series.name)
        for path in own:
            del rest[path]
    rest |= {path: Described.of(text) for path, text in found.items()}
    return {_FILE: _package(rest, edition, ""), **found}


def _name(series: str) -> str:
    return f"datapackage-{series}.json"


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


def _package(files: Mapping[str, Described], edition: Edition, series: str) -> str:
    site, version = edition.facts.site_name, edition.history.version
    licence = edition.facts.licence
    return json_text(
        {
            "name": "annals",
            "title": f"{site}开放数据" + (f"：{series}" if series else ""),
            **({"version": version} if version else {}),
            "profile": "data-package",
            "licenses": [_licence(editors_terms(licence))],
            "resources": [_resource(path, files[path], licence) for path in sorted(files)],
        }
    )


def _resource(path: str, told: Described, licence: Licence) -> dict[str, Any]:
    stem, _, suffix = path.rpartition(".")
    table = _table.fullmatch(path)
    kind = table[1] if table else ""
    # Quotations are the reports' own words, in these files too.
    closed = path.startswith(("reports/", "ledger/", "pages")) or kind in _COLUMNS
    resource = {
        "name": stem.replace("/", "-").lower(),
        "path": path,
        "format": suffix,
        "mediatype": _MEDIA[suffix],
        "encoding": "utf-8",
        "bytes": told.bytes,
        "hash": f"sha256:{told.sha256}",
        "licenses": [_licence(reports_terms(licence) if closed else editors_terms(licence))],
    }
    return resource | ({"schema": {"fields": _fields(kind, told)}} if kind in _COLUMNS else {})


def _licence(terms: Terms) -> dict[str, str]:
    path = {"path": terms.path} if terms.path else {}
    return {"name": terms.name, **path, "title": terms.title}


def _fields(kind: str, told: Described) -> list[dict[str, str]]:
    """Names and types of a table's columns."""
    if told.parted:
        return [{"name": name, "type": "integer" if name == "bytes" else "string"} for name in PART_COLUMNS]
    return [{"name": name, "type": _TYPES[kind].get(name, "string")} for name in _COLUMNS[kind]]
