"""What is read from the text and listed by year and topic, and the ways there from the pages of years and topics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jinja2 import Environment

from annals.model import Edition, View
from annals.pages.chronicle import FOLDER as CHRONICLE
from annals.pages.chronicle import Chronicle
from annals.pages.contradictions import Contradictions
from annals.pages.coverage import Coverage
from annals.pages.links import link
from annals.pages.passage import Passages
from annals.pages.policies import FOLDER as DOCUMENTS
from annals.pages.policies import Policies

Way = tuple[str, str, int]
"""The title of a list, the link to it, how much it has of the subject."""
FOLDERS = {CHRONICLE: "大事记", DOCUMENTS: "政策文件"}
"""The folders of the lists, each with the title of its first page, `index.md`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLists:
    """The lists of an edition."""

    chronicle: Chronicle
    policies: Policies
    contradictions: Contradictions

    @staticmethod
    def of(edition: Edition, coverage: Coverage) -> ToldLists:
        return ToldLists(
            chronicle=Chronicle.of(edition, coverage),
            policies=Policies.of(edition, coverage),
            contradictions=Contradictions.of(edition),
        )

    def paths(self) -> tuple[str, ...]:
        """All pages below docs/."""
        return (*self.chronicle.listed.paths(), *self.policies.listed.paths(), *self.contradictions.paths())

    def quoted(self) -> Iterator[tuple[str, Iterable[tuple[str, str]]]]:
        """Each page below docs/ with the blocks (report, address) whose words it shows or that stand on pages below it."""
        for path, events in self.chronicle.listed.held():
            yield path, ((event.report, event.block) for event in events)
        for path, policies in self.policies.listed.held():
            yield path, ((one.report, one.block) for policy in policies for one in policy.tellings)
        for path, pairs in self.contradictions.held():
            yield path, ((report.id, placed.id) for pair in pairs for report, placed, _ in pair.places)

    def views(self, passages: Passages, templates: Environment) -> Iterator[View]:
        """All pages but those of the chronicle."""
        yield from self.policies.views(passages, templates)
        yield from self.contradictions.views(passages, templates)

    def all(self, here: str) -> tuple[Way, ...]:
        """The ways to the lists that have anything."""
        found = (self.chronicle.listed, self.policies.listed)
        ways = [(one.title, link(here, one.home), one.whole.count) for one in found if one.home]
        return tuple(way for way in (*ways, self.contradictions.all(here)) if way)

    def of_report(self, report: str, here: str) -> tuple[Way, ...]:
        """The ways to what a report has."""
        found = (
            self.chronicle.listed.of_report(report, here),
            self.policies.listed.of_report(report, here),
            self.contradictions.of_report(report, here),
        )
        return tuple(way for way in found if way)

    def of_topic(self, slug: str, here: str) -> tuple[Way, ...]:
        """The ways to what a topic has."""
        found = (self.chronicle.listed.of_topic(slug, here), self.policies.listed.of_topic(slug, here))
        return tuple(way for way in found if way)
