"""What other pages may show of a report's pages and blocks, as digests: an edit leaves those of all others as they were.

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
class Prints:
    """The digests of a report: of its `pages` by path, of its `blocks` by id."""

    pages: Mapping[str, str]
    blocks: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePrints:
    """The digests of pages and blocks, those of a report found when one is first asked for; `text` gives that of a report's text with all that is
    shown of it, empty where it is not known, `kept` is asked for what is known of the same text, and told."""

    reports: Mapping[str, Report]
    passages: Passages
    text: Callable[[Report], str]
    kept: KeptValues | None
    _known: dict[str, Prints] = field(default_factory=dict)

    @staticmethod
    def of(edition: Edition, passages: Passages, text: Callable[[Report], str], kept: KeptValues | None) -> PagePrints:
        reports = {report.id: report for report in edition.reports}
        return PagePrints(reports=reports, passages=passages, text=text, kept=kept)

    def of_pages(self, report: str, blocks: Iterable[Placed]) -> tuple[tuple[str, str], ...]:
        """The pages on which some blocks of a report stand, by path, each with its digest."""
        known = self._of(report).pages
        return tuple((path, known[path]) for path in dict.fromkeys(block.page for block in blocks))

    def of_blocks(self, report: str, blocks: Iterable[Placed]) -> tuple[tuple[str, str], ...]:
        """Some blocks of a report by id, each with its digest."""
        known = self._of(report).blocks
        return tuple((name, known[name]) for name in dict.fromkeys(block.id for block in blocks))

    def _of(self, report: str) -> Prints:
        if report not in self._known:
            self._known[report] = self._found(self.reports[report])
        return self._known[report]

    def _found(self, report: Report) -> Prints:
        key = self.text(report)
        if self.kept is None or not key:
            return self._made(report)
        found: Prints | None = self.kept.find(report.id, key, reader(Prints))
        if found is None or found.pages.keys() != {page.path for page in report.pages}:
            found = self._made(report)
            self.kept.keep(report.id, key, found)
        return found

    def _made(self, report: Report) -> Prints:
        of_all = (report.id, report.year, report.title, report.series, report.cuts)
        blocks: dict[str, str] = {}
        pages = {}
        for page in report.pages:
            own = [(placed.id, digest_of((of_all, *self._shown(report.id, placed)))) for placed in page.placed]
            pages[page.path] = digest_of((of_all, *own))
            blocks |= own
        return Prints(pages=pages, blocks=blocks)

    def _shown(self, report: str, placed: Placed) -> tuple[object, ...]:
        """A block with its marks, the titles above it, and the names in it: all that a passage shows."""
        marks = self.passages.marks[report]
        named = self.passages.mentions.get((report, placed.id), ())
        return placed, marks.on(placed, placed.page), marks.titles(placed.section), named
