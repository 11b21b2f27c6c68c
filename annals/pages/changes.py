"""What changed for readers, from the history of the files: which reports came, which of their pages, topics and entries
were changed, and what was said of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from annals.model import AppliedCorrection, Commit, Edition, Operation, yml_file
from annals.pages.guide import page_title
from annals.pages.hubs import HOME
from annals.pages.links import labelled, raw_path, url

_raw = re.compile(r"seeds/([^/]+)\.(txt|yml)")
_SHORT = 10
_SHOWN = 6
"""Pages of one kind that a change names; of the others it says how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page of the site: its title and its path under docs/."""

    title: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Some pages: the first of them, and how many `more` there are."""

    shown: tuple[Place, ...]
    more: int = 0

    @staticmethod
    def of(found: Sequence[Place]) -> Places:
        return Places(shown=tuple(found[:_SHOWN]), more=max(0, len(found) - _SHOWN))


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A correction or doubt that a change brought, and the path of the page with its raw lines."""

    applied: AppliedCorrection
    raw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportChange:
    """What a change did to a report: whether the report is `new` with it, which of its pages it touched, which corrections
    and doubts it brought, and how many `more`; `recorded` says that it touched what people recorded of the report."""

    report: Place
    pages: Places
    new: bool
    recorded: bool
    corrections: tuple[Brought, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A commit as readers see it: `said` is the first line of its message, `hash` its name, `at` its time in UTC
    (`2031-05-02T08:00:00Z`), `day` the ISO date; topics, entries, pages of figures and other pages of docs/ that it touched."""

    hash: str
    at: str
    day: str
    said: str
    reports: tuple[ReportChange, ...]
    more_reports: int
    topics: Places
    entities: Places
    indicators: Places
    others: Places

    @property
    def anchor(self) -> str:
        """Its place on the page of changes."""
        return f"c-{self.hash[:_SHORT]}"


def latest_changes(edition: Edition, most: int) -> tuple[Change, ...]:
    """The latest changes to what the edition has now, the newest first, at most so many; none without a history."""
    present = _Present.of(edition)
    found = (present.change(commit) for commit in edition.history.commits)
    return tuple(islice((change for change in found if change is not None), most))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Present:
    """The pages that there are, by path under docs/: those of reports with the report's id; the reports by id; and the
    corrections that a commit brought to a report, by their hash and id."""

    reports: dict[str, Place]
    pages: dict[str, tuple[str, Place]]
    topics: dict[str, Place]
    entities: dict[str, Place]
    indicators: dict[str, Place]
    others: dict[str, Place]
    brought: dict[tuple[str, str], list[Brought]]

    @staticmethod
    def of(edition: Edition) -> _Present:
        found = _Present(
            reports={}, pages={}, topics={}, entities={}, indicators={}, others={}, brought=_brought(edition)
        )
        published = frozenset(edition.register)
        for report in edition.ordered():
            contents = Place(title=edition.labels[report.id], path=report.home)
            found.reports[report.id] = contents
            found.pages[contents.path] = (report.id, contents)
            for page in report.pages:
                found.pages[page.path] = (
                    report.id,
                    Place(title=labelled(page.matter.title, report.year, contents.title), path=page.path),
                )
        for topic in edition.topics:
            path = topic.path
            found.topics[path] = Place(title=topic.title, path=path)
        for entity in edition.registry.entities:
            path = entity.path
            found.entities[path] = Place(title=entity.title, path=path)
        for indicator in edition.indicators:
            found.indicators[indicator.path] = Place(title=indicator.title, path=indicator.path)
        for path, text in edition.docs.items():
            known = (found.pages, found.topics, found.entities, found.indicators)
            if url(path) in published and not any(path in pages for pages in known):
                found.others[path] = Place(title=HOME.title if path == HOME.path else page_title(text), path=path)
        return found

    def change(self, commit: Commit) -> Change | None:
        """What a commit did to these pages; None where it touched nothing that is still there."""
        paths = [path.removeprefix("docs/") for path in commit.touched]
        reports = self._reports(commit)
        topics, entities, indicators, others = (
            [known[path] for path in paths if path in known]
            for known in (self.topics, self.entities, self.indicators, self.others)
        )
        if not (reports or topics or entities or indicators or others):
            return None
        return Change(
            hash=commit.hash,
            at=commit.at,
            day=commit.day,
            said="" if any(self._takes_down(commit, report) for report in self.reports) else commit.said,
            reports=tuple(reports[:_SHOWN]),
            more_reports=max(0, len(reports) - _SHOWN),
            topics=Places.of(topics),
            entities=Places.of(entities),
            indicators=Places.of(indicators),
            others=Places.of(others),
        )

    def _takes_down(self, commit: Commit, report: str) -> bool:
        """Whether it took words down: what is said of that may hold them."""
        brought = self.brought.get((commit.hash, report), ())
        return any(item.applied.correction.op is Operation.WITHHOLD for item in brought)

    def _reports(self, commit: Commit) -> list[ReportChange]:
        pages: dict[str, list[Place]] = {}
        new, recorded = set(), set()
        for path in commit.touched:
            report, place = self.pages.get(path.removeprefix("docs/"), ("", None))
            raw = _raw.fullmatch(path)
            if place is not None:
                pages.setdefault(report, []).append(place)
            elif raw is not None and raw[1] in self.reports:
                pages.setdefault(raw[1], [])
                new |= {raw[1]} if raw[2] == "txt" and path in commit.added else set()
                recorded |= {raw[1]} if raw[2] == "yml" else set()
        brought = {report: self.brought.get((commit.hash, report), []) for report in pages}
        return [
            ReportChange(
                report=place,
                pages=Places.of([page for page in pages[report] if page != place]),
                new=report in new,
                recorded=report in recorded,
                corrections=tuple(brought[report][:_SHOWN]),
                more=max(0, len(brought[report]) - _SHOWN),
            )
            for report, place in self.reports.items()
            if report in pages
        ]


def _brought(edition: Edition) -> dict[tuple[str, str], list[Brought]]:
    """The corrections and doubts that stand now by the commit that brought them and the report's id."""
    found: dict[tuple[str, str], list[Brought]] = {}
    for report in edition.reports:
        for applied in report.corrections:
            line = applied.correction.line_in_yml
            commit = edition.history.brought.get((yml_file(report.id), line), "")
            found.setdefault((commit, report.id), []).append(
                Brought(applied=applied, raw=raw_path(report, applied.lines[0][0]))
            )
    return found
