"""What the derived pages of each report are made from, as a digest: the report itself, and what others tell of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from annals.edition.page_prints import PagePrints
from annals.model import Edition, Report
from annals.pages.coverage import Coverage
from annals.pages.passage import Passages
from annals.pages.register import register_of
from annals.pages.shelves import Shelves
from annals.pages.told import ToldLists
from annals.pages.ways import is_thin
from annals.site.reuse import digest_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PageKeys:
    """`plans` are the digests of what each report was taken in from, by its id; those of which none is known have no key, nor
    has any where `basis`, the digest of the tool and the settings, is empty. `common` is a digest of what every report's
    pages are told of the others; `mentions`, `addresses` and `docs` are those of each report by its id."""

    plans: Mapping[str, str]
    common: str
    often: str
    edition: Edition
    coverage: Coverage
    told: ToldLists
    mentions: Mapping[str, list[object]]
    addresses: Mapping[str, list[str]]
    docs: Mapping[str, list[tuple[str, str]]]

    @staticmethod
    def of(
        edition: Edition, coverage: Coverage, passages: Passages, told: ToldLists, basis: str, plans: Mapping[str, str]
    ) -> PageKeys:
        mentions: dict[str, list[object]] = {}
        for one in edition.registry.mentions:
            mentions.setdefault(one.report, []).append(
                (one.entity, one.block, one.start, one.surface, one.ordinal, one.year)
            )
        addresses: dict[str, list[str]] = {}
        for address in edition.register:
            addresses.setdefault(register_of(address), []).append(address)
        docs: dict[str, list[tuple[str, str]]] = {}
        for path, text in edition.docs.items():
            docs.setdefault(path.partition("/")[0], []).append((path, text))
        return PageKeys(
            plans=plans if basis else {},
            common=digest_of((basis, *_common(edition, coverage))) if basis else "",
            often=digest_of(sorted(passages.commonness.items())),
            edition=edition,
            coverage=coverage,
            told=told,
            mentions=mentions,
            addresses=addresses,
            docs=docs,
        )

    def of_report(self, report: Report, prints: PagePrints) -> str:
        """The digest of all that a report's pages are made from; empty where it is not known."""
        text = self.of_text(report)
        if not text:
            return ""
        beside = [*self._beside(report, prints)]
        return digest_of(
            (
                self.common,
                text,
                self.told.of_report(report.id, report.home),
                self.addresses.get(report.id, []),
                self.docs.get(report.id, []),
                beside,
                self.often if beside else "",
            )
        )

    def of_text(self, report: Report) -> str:
        """The digest of a report's own text, with its marks and what is named in it; empty where it is not known."""
        plan = self.plans.get(report.id, "")
        named = self.mentions.get(report.id, [])
        return plan and digest_of((plan, report.id, report.series, report.mendings, named))

    def _beside(self, report: Report, prints: PagePrints) -> Iterator[object]:
        """What its pages of few words quote from other reports, which they choose among."""
        for page in report.pages:
            for place in self.coverage.nearest(page.matter.topic, report) if is_thin(page) else ():
                if place is not None:
                    name = place.report.id
                    yield name, place.label, prints.of_pages(name, place.own), prints.of_blocks(name, place.quoted)


def _common(edition: Edition, coverage: Coverage) -> Iterator[object]:
    yield sorted(edition.labels.items())
    yield edition.facts
    yield [(topic.slug, topic.title) for topic in edition.topics]
    yield [(entity.slug, entity.title) for entity in edition.registry.entities]
    yield edition.withdrawn
    yield edition.withheld
    shelves = Shelves.of(edition)
    yield shelves.hub
    yield [(one.series, one.path, [(report.id, report.year) for report in one.reports]) for one in shelves.shelves]
    for slug, places in coverage.places.items():
        yield slug
        yield [(place.report.id, place.label, place.target, place.anchor) for place in places]
