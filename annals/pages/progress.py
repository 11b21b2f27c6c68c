"""How far each page of each report can be trusted."""

from __future__ import annotations

from dataclasses import dataclass

from jinja2 import Environment

from annals.model import Edition, PageKind, Trust, View
from annals.pages.guide import about_crumbs
from annals.pages.links import link

PATH = "about/progress.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageProgress:
    title: str
    href: str
    trust: str
    by: str
    fallen: str
    edited: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportProgress:
    """A report's pages, and how many of them stand at each status."""

    id: str
    name: str
    pages: tuple[PageProgress, ...]
    counts: tuple[tuple[str, int], ...]


def progress_page(edition: Edition, text: str, templates: Environment) -> View:
    """The derived part of the page on progress; `text` is what editors wrote above it."""
    reports = []
    for report in edition.ordered():
        pages = tuple(
            PageProgress(
                title=page.matter.title,
                href=link(PATH, page.path),
                trust=page.trust,
                by=page.matter.reviewed_by,
                fallen=page.matter.status if page.matter.status != page.trust else "",
                edited=sum(1 for placed in page.placed if placed.edited or placed.origin is None),
            )
            for page in report.pages
        )
        counts = tuple((status, sum(1 for page in pages if page.trust == status)) for status in Trust)
        reports.append(ReportProgress(id=report.id, name=edition.labels[report.id], pages=pages, counts=counts))
    totals = tuple((status, sum(dict(report.counts)[status] for report in reports)) for status in Trust)
    html = templates.get_template("progress_page.html.j2").render(reports=reports, totals=totals)
    toc = tuple((2, f"p-{report.id}", report.name) for report in reports)
    return View(
        path=PATH,
        title="校对进度",
        kind=PageKind.PROGRESS,
        markdown=text,
        html=html,
        crumbs=about_crumbs(edition),
        toc=toc,
        edit=f"docs/{PATH}",
    )
