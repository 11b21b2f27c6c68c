"""How far each page of each report can be trusted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jinja2 import Environment

from annals.model import Edition, PageKind, Report, Trust, View
from annals.pages.guide import about_crumbs
from annals.pages.links import link
from annals.pages.spans import Room, Row, Share, Span, spans_of

PATH = "about/progress.md"
_FOLDER = "about/progress/"
_ROOM = Room(weight=250, reports=60)
"""Pages of reports that one table holds, of so many reports."""
_LISTED = 400
"""Pages of one report that are listed: a volume of more tells the rest itself."""


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
    """A report's pages, how many of them stand at each status, and how many are not listed."""

    id: str
    name: str
    pages: tuple[PageProgress, ...]
    counts: tuple[tuple[str, int], ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanProgress:
    """Some years of a series on a page of their own: the link, its words, how many reports, how many pages at each status."""

    href: str
    title: str
    reports: int
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesProgress:
    """The spans of one series; its `name` is empty where the edition has no other."""

    name: str
    spans: tuple[SpanProgress, ...]


def progress_pages(edition: Edition, text: str, templates: Environment) -> Iterator[View]:
    """The page on progress with what editors wrote above it, `text`, and the pages that it leads to where one table
    would be too long."""
    rows = _rows(edition)
    shown = () if rows else edition.ordered()
    yield View(
        path=PATH,
        title="校对进度",
        kind=PageKind.PROGRESS,
        markdown=text,
        made=_html(edition, rows, shown, PATH, templates),
        crumbs=about_crumbs(edition),
        edit=f"docs/{PATH}",
    )
    for row in rows:
        for span in row.every():
            yield _span_page(edition, row, span, templates)


def progress_paths(edition: Edition) -> tuple[str, ...]:
    """The pages that the page on progress leads to, below docs/; in most editions there are none."""
    if PATH not in edition.docs:
        return ()
    return tuple(_path(span) for row in _rows(edition) for span in row.every())


def _rows(edition: Edition) -> tuple[Row, ...]:
    shares = tuple(Share(report=report, weight=len(report.pages)) for report in edition.ordered())
    return () if _ROOM.holds(shares) else spans_of(shares, edition, _ROOM)


def _path(span: Span) -> str:
    return f"{_FOLDER}{span.name}.md"


def _span_page(edition: Edition, row: Row, span: Span, templates: Environment) -> View:
    here = _path(span)
    shown = () if span.parts else tuple(share.report for share in span.shares)
    parts = (Row(series=row.series, spans=span.parts),) if span.parts else ()
    return View(
        path=here,
        title=f"校对进度：{row.series.name if row.top not in (None, span) else ''}{span.title}",
        kind=PageKind.SPAN,
        made=_html(edition, parts, shown, here, templates),
        crumbs=(*about_crumbs(edition), ("校对进度", PATH)),
    )


def _html(edition: Edition, rows: Sequence[Row], shown: Sequence[Report], here: str, templates: Environment) -> str:
    several = len(edition.shelves()) > 1
    series = [
        SeriesProgress(
            name=row.series.name if several else "",
            spans=tuple(
                SpanProgress(
                    href=link(here, _path(span)),
                    title=span.title,
                    reports=len(span.shares),
                    counts=_counts([share.report for share in span.shares]),
                )
                for span in row.spans
            ),
        )
        for row in rows
    ]
    return templates.get_template("progress_page.html.j2").render(
        totals=_counts(edition.reports) if here == PATH else (),
        series=series,
        reports=[_report(report, edition, here) for report in shown],
    )


def _counts(reports: Sequence[Report]) -> tuple[tuple[str, int], ...]:
    found = Counter(page.trust for report in reports for page in report.pages)
    return tuple((status, found[status]) for status in Trust)


def _report(report: Report, edition: Edition, here: str) -> ReportProgress:
    pages = tuple(
        PageProgress(
            title=page.matter.title,
            href=link(here, page.path),
            trust=page.trust,
            by=page.matter.reviewed_by,
            fallen=page.matter.status if page.matter.status != page.trust else "",
            edited=sum(1 for placed in page.placed if placed.edited or placed.origin is None),
        )
        for page in report.pages[:_LISTED]
    )
    return ReportProgress(
        id=report.id,
        name=edition.labels[report.id],
        pages=pages,
        counts=_counts([report]),
        more=len(report.pages[_LISTED:]),
    )
