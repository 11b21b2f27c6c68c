"""Open data: the formats are a contract with outside programs; the guide (data.md) tells them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from typing import Any

from annals.markdown.read import text_of
from annals.model import (
    MEND_CODE,
    AppliedCorrection,
    Block,
    BlockKind,
    Edition,
    Mending,
    Operation,
    Placed,
    Ranges,
    Report,
    Status,
    Topic,
    by_year,
)
from annals.pages.data_package import Described, package_names, packages
from annals.pages.data_parts import Whole, json_text, parted
from annals.pages.entity_data import editions_csv, entity_records, mentions_csv
from annals.pages.figure_data import FIGURE_TABLES
from annals.pages.indicator_data import indicators_csv
from annals.pages.ledger_file import as_printed, ledger_lines
from annals.pages.links import origin_lines, url
from annals.pages.page_data import PAGES, page_files, page_names
from annals.pages.sparing import Files, Spare, made_anew

PREFIX = "data/"


def data_files(edition: Edition, spare: Spare = made_anew) -> Iterator[tuple[str, str]]:
    """All data files, each with its path below the site's root, one after the other: whoever writes them need not hold all
    at once. The descriptions come last."""
    described: dict[str, Described] = {}
    for path, text in _described_files(edition, spare):
        described[path.removeprefix(PREFIX)] = Described.of(text)
        yield path, text
    for path, text in packages(described, edition).items():
        yield PREFIX + path, text


def _described_files(edition: Edition, spare: Spare) -> Iterator[tuple[str, str]]:
    for report in by_year(edition.reports):
        yield from spare("data", report.id, None, partial(_files_of, report)).items()
    for name, whole in _wholes(edition).items():
        for path, text in parted(name, whole, edition).items():
            yield PREFIX + path, text
    for path, text in page_files(edition):
        yield PREFIX + path, text


def _files_of(report: Report) -> Files:
    """The files of one report by path below the site's root."""
    files = {f"{PREFIX}reports/{report.id}.json": json_text(_report(report))}
    if report.ledger is not None:
        files[f"{PREFIX}ledger/{report.id}.jsonl"] = ledger_lines(report.ledger)
    return files


def data_paths(edition: Edition) -> tuple[str, ...]:
    """The paths of all data files. Those of an edition that cannot have a long one are known without making them."""
    reports = by_year(edition.reports)
    names = [f"reports/{report.id}.json" for report in reports]
    names += [f"ledger/{report.id}.jsonl" for report in reports if report.ledger is not None]
    short = (
        len(edition.registry.mentions) <= _FEW_MENTIONS and sum(len(report.order) for report in reports) <= _FEW_BLOCKS
    )
    if short:
        names += [*_WHOLE, *FIGURE_TABLES]
    else:
        names += [path for name, whole in _wholes(edition).items() for path in parted(name, whole, edition)]
    names += page_names(edition)
    return tuple(PREFIX + name for name in (*names, *package_names(len(names), edition)))


def whole_names() -> tuple[str, ...]:
    """The files below data/ that say something of all reports and their descriptions, which are there in every edition."""
    return (*_WHOLE, *FIGURE_TABLES, PAGES, "datapackage.json")


_FEW_MENTIONS, _FEW_BLOCKS = 10_000, 50_000
"""With so many mentions and blocks no list of them comes near the size at which a file is parted."""


def _reports_json(edition: Edition, reports: Collection[str]) -> str:
    return json_text([_report_entry(report) for report in _some(edition, reports)])


def _topics_json(edition: Edition, reports: Collection[str]) -> str:
    some = _some(edition, reports)
    return json_text([_topic(topic, some) for topic in edition.topics])


def _entities_json(edition: Edition, reports: Collection[str]) -> str:
    return json_text(entity_records(edition, reports))


def _some(edition: Edition, reports: Collection[str]) -> tuple[Report, ...]:
    wanted = set(reports)
    return by_year(report for report in edition.reports if report.id in wanted)


_WHOLE: dict[str, Callable[[Edition, Collection[str]], str]] = {
    "reports.json": _reports_json,
    "topics.json": _topics_json,
    "entities.json": _entities_json,
    "mentions.csv": mentions_csv,
    "editions.csv": editions_csv,
    "indicators.csv": indicators_csv,
}
"""The files about all reports: what each says of some of them."""


def _wholes(edition: Edition) -> dict[str, Whole]:
    """What each file about all reports says of some, by its name."""
    found: dict[str, Whole] = {name: partial(whole, edition) for name, whole in _WHOLE.items()}
    return found | {name: table(edition, edition.figures) for name, table in FIGURE_TABLES.items()}


def _report_entry(report: Report) -> dict[str, Any]:
    return {
        "id": report.id,
        "year": report.year,
        "series": report.series or None,
        "title": report.title,
        "url": url(report.home),
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
                shape = _nameless(nameless[name], placed, topics)
                sections.append(shape | {"pages": [], "page": placed.page, "markdown": ""})
                levels[name] = nameless[name].level
        if placed.is_heading:
            sections.append(_section(placed, topics, levels) | _where(report, placed))
            levels[placed.id] = sections[-1]["level"]
        else:
            blocks.append(_block(placed) | _where(report, placed))
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


def _where(report: Report, placed: Placed) -> dict[str, Any]:
    """Its printed pages, the page of docs/ on which it stands, and how it is written there."""
    pages = list(report.printed.labels(origin_lines(placed.stem)))
    return {"pages": pages, "page": placed.page, "markdown": placed.block.source.rstrip("\n")}


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
        {"lines": [list(entry.lines)], "text": as_printed(report.source, entry), "code": entry.code}
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
        "url": url(topic.path),
        "sections": sections,
        "blocks": list(dict.fromkeys(blocks)),
    }
