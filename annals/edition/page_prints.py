"""What other pages may show of a page of a report, as a digest: an edit of one page leaves those of all others as they were.

To print a value takes as long as to make it: the digests of a report whose text is the same are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from annals.edition.kept_values import KeptValues
from annals.edition.values import reader
from annals.model import Edition, Placed, Report
from annals.pages.passage import Passages
from annals.site.reuse import digest_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePrints:
    """The digests of pages, each found when it is first asked for; `text` gives that of a report's text with all that is
    shown of it, empty where it is not known, `kept` is asked for what is known of the same text, and told."""

    reports: Mapping[str, Report]
    passages: Passages
    text: Callable[[Report], str]
    kept: KeptValues | None
    _known: dict[str, Mapping[str, str]] = field(default_factory=dict)

    @staticmethod
    def of(edition: Edition, passages: Passages, text: Callable[[Report], str], kept: KeptValues | None) -> PagePrints:
        reports = {report.id: report for report in edition.reports}
        return PagePrints(reports=reports, passages=passages, text=text, kept=kept)

    def of_blocks(self, report: str, blocks: Iterable[Placed]) -> tuple[tuple[str, str], ...]:
        """The pages on which some blocks of a report stand, by path, each with its digest."""
        known = self._known.get(report)
        if known is None:
            known = self._known[report] = self._found(self.reports[report])
        return tuple((path, known[path]) for path in dict.fromkeys(block.page for block in blocks))

    def _found(self, report: Report) -> Mapping[str, str]:
        key = self.text(report)
        if self.kept is None or not key:
            return self._pages(report)
        found: Mapping[str, str] = self.kept.find(report.id, key, reader(Mapping[str, str])) or {}
        if found.keys() != {page.path for page in report.pages}:
            found = self._pages(report)
            self.kept.keep(report.id, key, found)
        return found

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
