"""`llms.txt`: where a program that reads finds what is here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jinja2 import Environment

from annals.model import Edition
from annals.pages.hubs import ABOUT
from annals.pages.plain.runs import text_run
from annals.pages.shelves import Shelves
from annals.pages.standing import notice_of

LLMS = "llms.txt"
_REPORTS = 200
"""Reports that have a line each; where there are more, each series has one."""
_MOST_BYTES = 100_000
_DATA, _FORMATS = "data/datapackage.json", "guide/data.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A link, and how many of what there are where it leads; 0 where nothing is counted."""

    title: str
    address: str
    count: int = 0
    unit: str = ""


def llms_files(edition: Edition, address: str, templates: Environment) -> dict[str, str]:
    """The file by its path below the site's root; `address` is that of the site, empty where it is not known. Where it
    would be too long it names as many reports and topics as there is room for."""
    reports = _series(edition, address) if len(edition.reports) > _REPORTS else _reports(edition, address)
    topics = [_line(topic.title, topic.path, address) for topic in edition.topics]
    while True:
        text = templates.get_template("llms.txt.j2").render(
            name=text_run(edition.facts.site_name),
            description=text_run(edition.facts.site_description),
            notice=text_run(notice_of(edition.facts)),
            reports=reports,
            topics=topics,
            data=_whole(_DATA, address),
            formats=_whole(_FORMATS, address),
            about=_whole(ABOUT.path, address) if ABOUT.path in edition.docs else "",
        )
        if len(text.encode()) <= _MOST_BYTES or not (reports or topics):
            return {LLMS: text}
        reports, topics = _half(reports), _half(topics)


def _half(lines: Sequence[Line]) -> list[Line]:
    return list(lines[: len(lines) // 2])


def _reports(edition: Edition, address: str) -> list[Line]:
    return [
        _line(f"{edition.labels[report.id]} {report.title}", report.home, address, len(report.pages), "页")
        for report in edition.ordered()
    ]


def _series(edition: Edition, address: str) -> list[Line]:
    shelves = Shelves.of(edition).shelves
    return [_line(shelf.series.name, shelf.path, address, len(shelf.reports), "份") for shelf in shelves]


def _line(title: str, path: str, address: str, count: int = 0, unit: str = "") -> Line:
    return Line(title=text_run(title), address=_whole(path, address), count=count, unit=unit)


def _whole(below: str, address: str) -> str:
    return f"{address.rstrip('/')}/{below}" if address else below
