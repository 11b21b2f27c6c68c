"""Open data: the formats are a contract with outside programs; the guide (data.md) tells them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from annals.markdown.read import text_of
from annals.model import (
    MEND_CODE,
    AppliedCorrection,
    Block,
    BlockKind,
    Edition,
    Entry,
    Mending,
    Op,
    Operation,
    Placed,
    Ranges,
    Report,
    Status,
    Topic,
    by_year,
)
from annals.pages.entity_data import EDITION_COLUMNS, MENTION_COLUMNS, editions_csv, entity_records, mentions_csv
from annals.pages.links import origin_lines, url

PREFIX = "data/"


def data_files(edition: Edition) -> dict[str, str]:
    """All data files by path below the site's root."""
    reports = by_year(edition.reports)
    files = {PREFIX + "reports.json": _json([_report_entry(report) for report in reports])}
    for report in reports:
        files[f"{PREFIX}reports/{report.id}.json"] = _json(_report(report))
        if report.ledger is not None:
            files[f"{PREFIX}ledger/{report.id}.jsonl"] = ledger_lines(report.ledger)
    files[PREFIX + "topics.json"] = _json([_topic(topic, reports) for topic in edition.topics])
    files[PREFIX + "entities.json"] = _json(entity_records(edition))
    files[PREFIX + "mentions.csv"] = mentions_csv(edition)
    files[PREFIX + "editions.csv"] = editions_csv(edition)
    files[PREFIX + "datapackage.json"] = _json(_package(files, edition.facts.site_name, edition.history.version))
    return files


def data_paths(edition: Edition) -> tuple[str, ...]:
    """The paths of all data files, without making them."""
    reports = by_year(edition.reports)
    names = ["reports.json", *(f"reports/{report.id}.json" for report in reports)]
    names += [f"ledger/{report.id}.jsonl" for report in reports if report.ledger is not None]
    names += ["topics.json", "entities.json", "mentions.csv", "editions.csv", "datapackage.json"]
    return tuple(PREFIX + name for name in names)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _report_entry(report: Report) -> dict[str, Any]:
    return {
        "id": report.id,
        "year": report.year,
        "series": report.series or None,
        "title": report.title,
        "url": url(f"{report.id}/index.md"),
        "source": {"file": report.original, "sha256": report.sha256},
    }


def _report(report: Report) -> dict[str, Any]:
    entry = _report_entry(report)
    nameless = {block.id: block for block in report.blocks if block.nameless}
    topics = {page.path: page.matter.topic for page in report.pages}
    sections: list[dict[str, Any]] = []
    shown: set[str] = set()
    blocks = []
    levels: dict[str | None, int] = {}
    for placed in report.order:
        # A nameless section stands before the first thing that hangs below it.
        for name in report.index.chain(placed.section):
            if name in nameless and name not in shown:
                shown.add(name)
                sections.append(_nameless(nameless[name], placed, topics))
                levels[name] = nameless[name].level
        if placed.is_heading:
            sections.append(_section(placed, topics, levels))
            levels[placed.id] = sections[-1]["level"]
        else:
            blocks.append(_block(placed))
    return {
        "id": entry["id"],
        "year": entry["year"],
        "series": entry["series"],
        "title": entry["title"],
        "source": entry["source"],
        "sections": sections,
        "blocks": blocks,
        "dropped": _dropped(report),
        "flags": [
            {"lines": [list(flag.lines)], "text": flag.text, "code": flag.code, "reason": flag.reason}
            for flag in report.flags
        ],
        "corrections": [
            *(_correction(applied) for applied in report.corrections),
            *(_mending(mending) for mending in report.mendings),
        ],
    }


def _url(placed: Placed) -> str:
    return f"{url(placed.page)}#{placed.id}"


def _section(placed: Placed, topics: dict[str, str], levels: dict[str | None, int]) -> dict[str, Any]:
    origin = placed.origin
    level = origin.level if origin else levels.get(placed.section, 1) + 1
    return {
        "id": placed.id,
        "title": placed.text,
        "level": level,
        "kind": placed.section_kind,
        "parent": placed.section,
        "topic": topics[placed.page],
        "url": _url(placed),
        "line": None if origin is None or origin.status is Status.INSERTED else origin.lines[0][0],
        "status": Status.EDITED if origin is None or placed.edited else _mended(origin.status, placed),
    }


def _nameless(block: Block, first: Placed, topics: dict[str, str]) -> dict[str, Any]:
    return {
        "id": block.id,
        "title": "",
        "level": block.level,
        "kind": block.section,
        "parent": block.above,
        "topic": topics[first.page],
        "url": f"{url(first.page)}#{block.id}",
        "line": None,
        "status": Status.SOURCE,
    }


def _block(placed: Placed) -> dict[str, Any]:
    origin = placed.origin
    is_caption = origin is not None and origin.content.kind is BlockKind.CAPTION
    kind = BlockKind.CAPTION if is_caption and placed.kind is BlockKind.PARAGRAPH else placed.kind
    status = Status.EDITED if placed.edited else Status.ADDED if origin is None else _mended(origin.status, placed)
    block: dict[str, Any] = {"id": placed.id, "section": placed.section, "kind": kind, "text": placed.text}
    if kind is BlockKind.ITEM:
        block["depth"] = placed.block.content.depth
    if kind is BlockKind.ROW:
        block["header"] = placed.block.content.header
    return block | {"lines": _lines(origin_lines(placed.stem)), "status": status, "url": _url(placed)}


def _mended(status: Status, placed: Placed) -> Status:
    """The status of a block with words mended on the page: that of one corrected in the `.yml`."""
    return _CORRECTED.get(status, status) if placed.mends else status


_CORRECTED = {Status.VERBATIM: Status.CLEANED, Status.SOURCE: Status.CORRECTED}


def _lines(lines: Ranges) -> list[list[int]]:
    return [[first, last] for first, last in lines]


def _dropped(report: Report) -> list[dict[str, Any]]:
    by_rules = [
        {"lines": [list(entry.lines)], "text": entry.old.strip(), "code": entry.code}
        for entry in report.ledger or ()
        if entry.drops
    ]
    by_editors = [
        {"lines": _lines(block.lines), "text": text_of(block.content), "code": "EDIT"} for block in report.deleted
    ]
    return by_rules + by_editors


def _correction(applied: AppliedCorrection) -> dict[str, Any]:
    correction = applied.correction
    given = {
        "with": correction.with_,
        "through": correction.through,
        "before": correction.before,
        "after": correction.after,
        "level": correction.level,
        "to": correction.to,
    }
    return {
        "op": correction.op,
        "text": correction.target,
        **{key: value for key, value in given.items() if value is not None},
        "code": applied.code,
        "lines": _lines(applied.lines),
        "cause": correction.cause,
        "certainty": correction.certainty,
        "reason": correction.reason,
        "where": "yml",
    }


def _mending(mending: Mending) -> dict[str, Any]:
    """A correction made on a page, which gives no reason; the author only where history tells one."""
    return {
        "op": Operation.REPLACE,
        "text": mending.old,
        "with": mending.new,
        "code": MEND_CODE,
        "lines": _lines((mending.lines,)),
        "cause": "unstated",
        "certainty": "unstated",
        "reason": "",
        "where": "page",
        "block": mending.block,
        "start": mending.start,
        **({"by": mending.by} if mending.by else {}),
    }


def ledger_lines(entries: Iterable[Entry]) -> str:
    """A ledger in its published form: one line of JSON an entry."""
    return "".join(json.dumps(ledger_record(entry), ensure_ascii=False) + "\n" for entry in entries)


def ledger_record(entry: Entry) -> dict[str, Any]:
    """One ledger entry in its published form."""
    record: dict[str, Any] = {
        "seq": entry.seq,
        "code": entry.code,
        "op": str(entry.op),
        "start": entry.start,
        "end": entry.end,
    }
    if entry.op is Op.MOVE:
        record["to"] = entry.to
    record |= {"old": entry.old, "new": entry.new, "lines": list(entry.lines), "safety": str(entry.safety)}
    if entry.certainty is not None:
        record["certainty"] = str(entry.certainty)
    return record | {"reason": entry.reason}


def _topic(topic: Topic, reports: Sequence[Report]) -> dict[str, Any]:
    sections, blocks = [], []
    known = {report.id: report.index.parts for report in reports}
    for report in reports:
        for page in report.pages:
            if page.matter.topic == topic.slug:
                sections += [f"{report.id}#{name}" for name in report.nameless(page.path)]
                sections += [f"{report.id}#{block.id}" for block in page.placed if block.is_heading]
    for reference in topic.blocks:
        owner, _, name = reference.partition("#")
        blocks += [f"{owner}#{placed.id}" for placed in known.get(owner, {}).get(name, ())]
    return {
        "id": topic.slug,
        "title": topic.title,
        "url": url(f"topics/{topic.slug}.md"),
        "sections": sections,
        "blocks": list(dict.fromkeys(blocks)),
    }


_OPEN = [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "CC BY 4.0"}]
_CLOSED = [{"name": "other-closed", "title": "报告原文归其发布者，未授权再使用；编者的文字 CC BY 4.0"}]


def _package(files: dict[str, str], site_name: str, version: str) -> dict[str, Any]:
    return {
        "name": "annals",
        "title": f"{site_name}开放数据",
        **({"version": version} if version else {}),
        "profile": "data-package",
        "licenses": _OPEN,
        "resources": [_resource(path, text) for path, text in sorted(files.items())],
    }


_MEDIA = {"json": "application/json", "jsonl": "application/x-ndjson", "csv": "text/csv"}
_COLUMNS = {"mentions.csv": MENTION_COLUMNS, "editions.csv": EDITION_COLUMNS}
_TYPES = {"start": "date", "end": "date", "year": "integer", "ordinal": "integer", "url": "string"}


def _resource(path: str, text: str) -> dict[str, Any]:
    path = path.removeprefix(PREFIX)
    raw = text.encode()
    stem, _, suffix = path.rpartition(".")
    # Quotations are the reports' own words, in these files too.
    closed = path.startswith(("reports/", "ledger/")) or path in _COLUMNS
    resource = {
        "name": stem.replace("/", "-").lower(),
        "path": path,
        "format": suffix,
        "mediatype": _MEDIA[suffix],
        "encoding": "utf-8",
        "bytes": len(raw),
        "hash": "sha256:" + hashlib.sha256(raw).hexdigest(),
        "licenses": _CLOSED if closed else _OPEN,
    }
    return resource | ({"schema": {"fields": _fields(path)}} if path in _COLUMNS else {})


def _fields(path: str) -> list[dict[str, str]]:
    """Names and types of a CSV file's columns; `start` of a mention is an offset."""
    types = _TYPES if path == "editions.csv" else {"start": "integer"}
    return [{"name": name, "type": types.get(name, "string")} for name in _COLUMNS[path]]
