"""All derived pages of one report, as they go to the site: with the links, the old anchors and the ways that they need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jinja2 import Environment

from annals.model import Edition, Quantity, Report, View
from annals.pages.chapter import chapter_pages
from annals.pages.coverage import Coverage
from annals.pages.entity_links import linked_views
from annals.pages.links import url
from annals.pages.passage import Passages
from annals.pages.raw import raw_pages
from annals.pages.register import mended
from annals.pages.report import report_pages
from annals.pages.report_figures import report_figure_page
from annals.pages.shelves import Shelves
from annals.pages.told import ToldLists
from annals.pages.year import year_page


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPages:
    """What the pages of all reports are made with; `wanted` are the anchors published on each page, by its address, `figures`
    the numbers of each report, `pages` and `derived` the templates of Markdown and of HTML. Whatever else of other reports
    is used here belongs into the key of a report's pages, `page_keys`."""

    edition: Edition
    coverage: Coverage
    passages: Passages
    shelves: Shelves
    told: ToldLists
    wanted: Mapping[str, Sequence[str]]
    figures: Mapping[str, list[Quantity]]
    pages: Environment
    derived: Environment

    def views(self, report: Report) -> tuple[View, ...]:
        """The pages of a report."""
        edition, derived = self.edition, self.derived
        views = (
            year_page(report, edition, edition.docs.get(report.home, ""), self.told, derived),
            *report_pages(report, edition, self.coverage, self.passages, derived),
            *chapter_pages(report, edition, self.pages, derived),
            *raw_pages(report, edition.labels[report.id], derived),
            report_figure_page(report, self.figures.get(report.id, []), edition, self.passages, derived),
        )
        with_anchors = tuple(
            mended(view, self.wanted.get(url(view.path), ()), report, edition.withdrawn, derived) for view in views
        )
        return self.shelves.placed(linked_views(with_anchors, edition), edition)
