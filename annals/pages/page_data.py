"""The Markdown of docs/ as open data: whoever has the data alone can write every page again, to the byte."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from annals.model import Edition
from annals.pages.data_parts import MOST_BYTES
from annals.pages.spans import address_word
from annals.pages.terms import editors_terms, reports_terms

PAGES = "pages.jsonl"


def page_files(edition: Edition) -> Iterator[tuple[str, str]]:
    """The files that hold the Markdown pages of docs/, each with its path below data/: a line a page, in the order of paths. Where
    those of the reports would be too long together they have files of their own, a series or a report each, and the
    first lines of `pages.jsonl` list these."""
    own = _owners(edition)
    parts = _parts(edition)
    listed = ""
    for path, (series, report, pages) in parts.items():
        text = "".join(_lines(edition, pages, own))
        yield path, text
        listed += _json({"file": path, "series": series, "report": report or None, "bytes": len(text.encode())})
    told = {path for _, _, pages in parts.values() for path in pages}
    rest = (path for path in sorted(_published(edition)) if path not in told)
    yield PAGES, listed + "".join(_lines(edition, rest, own))


def page_names(edition: Edition) -> tuple[str, ...]:
    """The paths of these files below data/."""
    return (PAGES, *_parts(edition))


def _parts(edition: Edition) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    """The further files by path: the series and the report (or empty) of which each has the pages, and these."""
    own = _owners(edition)
    pages: dict[str, list[str]] = {}
    for path in sorted(_published(edition)):
        if path in own:
            pages.setdefault(own[path], []).append(path)
    sizes = {report: sum(len(edition.docs[path].encode()) for path in paths) for report, paths in pages.items()}
    found: dict[str, tuple[str, str, tuple[str, ...]]] = {}
    if sum(sizes.values()) <= MOST_BYTES:
        return found
    for series, reports in edition.shelves():
        ids = [report.id for report in reports if report.id in pages]
        if sum(sizes[report] for report in ids) <= MOST_BYTES:
            every = tuple(path for report in ids for path in pages[report])
            found[f"pages-{address_word(series.id)}.jsonl"] = (series.id, "", every)
        else:
            found |= {f"pages/{report}.jsonl": (series.id, report, tuple(pages[report])) for report in ids}
    return found


def _published(edition: Edition) -> Iterator[str]:
    """The pages of docs/ of which anything is published."""
    return (path for path in edition.docs if path.partition("/")[0] not in edition.withheld)


def _owners(edition: Edition) -> dict[str, str]:
    """The report of each page that holds a report's words, by its path."""
    reports = {report.id for report in edition.reports}
    return {path: folder for path in edition.docs if (folder := path.partition("/")[0]) in reports and "/" in path}


def _lines(edition: Edition, paths: Iterable[str], own: dict[str, str]) -> Iterator[str]:
    licence = edition.facts.licence
    closed, editors = reports_terms(licence).name, editors_terms(licence).name
    for path in paths:
        text = edition.docs[path]
        digest = hashlib.sha256(text.encode()).hexdigest()
        yield _json({"path": path, "sha256": digest, "licence": closed if path in own else editors, "markdown": text})


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"
