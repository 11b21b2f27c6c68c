"""Report pages: the text as merged, with origin, neighbours and provenance behind it."""

from __future__ import annotations

from collections import Counter
from functools import partial

from jinja2 import Environment

from annals.model import BlockKind, Edition, Mark, Marking, PageKind, PublishedPage, Report, Trust, View
from annals.pages.edits import differences
from annals.pages.links import lines_label, link, origin_lines
from annals.pages.marking import marking_of, months
from annals.text.characters import ranges
from annals.text.excerpts import beginning

_DESCRIBED = 120
"""Characters of a page's first paragraph that describe it to search engines."""


def report_pages(report: Report, edition: Edition, templates: Environment) -> tuple[View, ...]:
    """One view for each page of a report."""
    return tuple(_view(report, page, edition, templates) for page in report.pages)


def _view(report: Report, page: PublishedPage, edition: Edition, templates: Environment) -> View:
    lines = [line for block in page.placed for low, high in origin_lines(block.stem) for line in range(low, high + 1)]
    label = edition.labels[report.id]
    marking = marking_of(report, page.path, page.placed)
    html = templates.get_template("report_page.html.j2").render(
        report=report,
        page=page,
        edition=label,
        lines=lines_label(_spans(report, ranges(lines))),
        first_line=min(lines, default=0),
        marks=_distinct(marking),
        edits=[
            (block, lines_label(origin_lines(block.stem)), differences(block)) for block in page.placed if block.edited
        ],
        added=[block for block in page.placed if block.origin is None and not block.stem.others],
        neighbours=report.pages,
        link=partial(link, page.path),
    )
    first = next((block.text for block in page.placed if block.kind is BlockKind.PARAGRAPH), page.matter.title)
    return View(
        path=page.path,
        title=page.matter.title,
        kind=PageKind.REPORT,
        markdown=edition.docs[page.path],
        html=html,
        crumbs=((label, f"{report.id}/index.md"),),
        marking=marking,
        untold=months(page.placed),
        forms=report.nameless(page.path),
        edit=f"docs/{page.path}",
        description=beginning(first, _DESCRIBED),
        report=report.id,
        banner=banner(page),
    )


def banner(page: PublishedPage) -> str:
    """How far the page can be trusted, in a sentence."""
    by = f"（{page.matter.reviewed_by}）" if page.matter.reviewed_by else ""
    if page.trust is Trust.COMPARED:
        return f"已核对{by}：有人逐字对过原文。"
    if page.trust is Trust.READ:
        return f"已校对{by}：有人通读过。"
    if page.matter.status in (Trust.READ, Trust.COMPARED):
        return f"{page.matter.status}之后文字重新生成过，请按未校对看待。"
    return "未校对：由程序整理，尚未有人通读。"


def _distinct(marking: tuple[Marking, ...]) -> tuple[tuple[Marking, Mark, int], ...]:
    """Each mark of a page once, at its first block, with how often it occurs."""
    first: dict[str, tuple[Marking, Mark]] = {}
    counts: Counter[str] = Counter()
    for block in marking:
        for mark in block.marks:
            first.setdefault(mark.title, (block, mark))
            counts[mark.title] += 1
    return tuple((block, mark, counts[title]) for title, (block, mark) in first.items())


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
