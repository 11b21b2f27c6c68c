"""What other pages may show of a page of a report, as a digest: an edit of one page leaves those of all others as they were."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from annals.model import Edition, Placed, Report
from annals.pages.passage import Passages
from annals.site.reuse import digest_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePrints:
    """The digests of pages, each found when it is first asked for."""

    reports: Mapping[str, Report]
    passages: Passages
    _known: dict[str, dict[str, str]] = field(default_factory=dict)

    @staticmethod
    def of(edition: Edition, passages: Passages) -> PagePrints:
        return PagePrints(reports={report.id: report for report in edition.reports}, passages=passages)

    def of_blocks(self, report: str, blocks: Iterable[Placed]) -> tuple[tuple[str, str], ...]:
        """The pages on which some blocks of a report stand, by path, each with its digest."""
        known = self._known.get(report)
        if known is None:
            known = self._known[report] = self._pages(self.reports[report])
        return tuple((path, known[path]) for path in dict.fromkeys(block.page for block in blocks))

    def _pages(self, report: Report) -> dict[str, str]:
        of_all = (report.id, report.year, report.title, report.series, report.cuts)
        return {
            page.path: digest_of((of_all, *(self._of_block(report.id, placed) for placed in page.placed)))
            for page in report.pages
        }

    def _of_block(self, report: str, placed: Placed) -> tuple[object, ...]:
        """A block with its marks, the titles above it, and the names in it: all that a passage shows."""
        marks = self.passages.marks[report]
        named = self.passages.mentions.get((report, placed.id), ())
        return placed, marks.on(placed, placed.page), marks.titles(placed.section), named
