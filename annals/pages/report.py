"""Report pages: the text as merged, with origin, neighbours and provenance behind it."""

from __future__ import annotations

from functools import partial

from jinja2 import Environment

from annals.model import BlockKind, Edition, PageKind, PublishedPage, Report, Trust, View, further_name
from annals.pages.coverage import Coverage
from annals.pages.edits import differences
from annals.pages.filling import filled
from annals.pages.links import lines_label, link, origin_lines, part_path, raw_link, within
from annals.pages.marking import marking_of, months
from annals.pages.marks import kinds_of
from annals.pages.passage import Passages
from annals.pages.record import Record
from annals.pages.ways import Ways, ways_of
from annals.text.characters import ranges
from annals.text.excerpts import beginning

_NEIGHBOURS = 12
"""More pages of the report than these are listed in its contents alone."""
_DESCRIBED = 120
"""Characters of a page's first paragraph that describe it to search engines."""


def report_pages(
    report: Report, edition: Edition, coverage: Coverage, passages: Passages, templates: Environment
) -> tuple[View, ...]:
    """One view for each page of a report."""
    return tuple(
        _view(report, page, edition, ways_of(report, page, edition, coverage, passages), passages, templates)
        for page in report.pages
    )


def _view(
    report: Report, page: PublishedPage, edition: Edition, ways: Ways, passages: Passages, templates: Environment
) -> View:
    lines = [line for block in page.placed for low, high in origin_lines(block.stem) for line in range(low, high + 1)]
    label = edition.labels[report.id]
    marking = marking_of(report, page.path, page.placed)
    html = templates.get_template("report_page.html.j2").render(
        report=report,
        page=page,
        edition=label,
        lines=lines_label(_spans(report, ranges(lines))),
        raw=raw_link(page.path, report, min(lines, default=1)),
        full=link(page.path, part_path(report.id, "full", report.part_of(min(lines, default=1)))),
        kinds=kinds_of(marking),
        record=Record.of(report, page.path).only(_places(page).get),
        edits=[
            (block, lines_label(origin_lines(block.stem)), differences(block)) for block in page.placed if block.edited
        ],
        added=[block for block in page.placed if block.origin is None and not block.stem.others],
        neighbours=[(other, within(other.matter.title, label)) for other in report.pages[: _NEIGHBOURS + 1]],
        most=_NEIGHBOURS,
        ways=ways,
        link=partial(link, page.path),
    )
    lead = filled(
        templates,
        "report_lead.html.j2",
        page=page,
        is_compared=page.trust is Trust.COMPARED,
        is_read=page.trust is Trust.READ,
        was_read=page.matter.status in (Trust.READ, Trust.COMPARED),
        ways=ways,
        begun=_begun(page, passages),
    )
    first = next((block.text for block in page.placed if block.kind is BlockKind.PARAGRAPH), page.matter.title)
    return View(
        path=page.path,
        title=page.matter.title,
        kind=PageKind.REPORT,
        markdown=edition.docs[page.path],
        made=html,
        crumbs=((label, report.home),),
        marking=marking,
        untold=months(page.placed),
        forms=report.nameless(page.path),
        edit=f"docs/{page.path}",
        description=beginning(first, _DESCRIBED),
        report=report.id,
        banner=lead.banner,
        lead=lead.html,
    )


def _begun(page: PublishedPage, passages: Passages) -> str:
    """The titles of the section with which a page goes on, if it begins inside one; a heading tells them itself."""
    _, name = further_name(page.path)
    if not name or not page.placed or page.placed[0].is_heading:
        return ""
    return " › ".join(passages.marks[page.matter.report].titles(page.placed[0].section))


def _places(page: PublishedPage) -> dict[int, str]:
    """Where on the page each raw line (1-based) that it publishes is."""
    found: dict[int, str] = {}
    for block in page.placed:
        for low, high in origin_lines(block.stem):
            for line in range(low, high + 1):
                found.setdefault(line, f"#{block.id}")
    return found


def _spans(report: Report, found: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Ranges joined over blank raw lines, so that a page names few ranges."""
    if report.source is None:
        return found
    joined: list[tuple[int, int]] = []
    for low, high in found:
        if joined and not any(report.source.line_text(line).strip() for line in range(joined[-1][1] + 1, low)):
            joined[-1] = (joined[-1][0], high)
        else:
            joined.append((low, high))
    return tuple(joined)
