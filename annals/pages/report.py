"""Report pages: the text as merged, with origin, neighbours and provenance behind it."""

from __future__ import annotations

from collections import Counter

from jinja2 import Environment

from annals.model import COMPARED, READ, Dress, Mark, PublishedPage, Report, View
from annals.pages.edits import differences
from annals.pages.links import Index, edition_name, lines_label, link, origin_lines
from annals.pages.marking import dress_page, months
from annals.text.characters import ranges


def report_pages(report: Report, texts: dict[str, str], templates: Environment) -> tuple[View, ...]:
    """One view for each page of a report; `texts` is the merged Markdown by path."""
    index = Index.of(report)
    return tuple(_view(report, page, texts[page.path], index, templates) for page in report.pages)


def _view(report: Report, page: PublishedPage, text: str, index: Index, templates: Environment) -> View:
    lines = [line for block in page.placed for low, high in origin_lines(block) for line in range(low, high + 1)]
    dress = dress_page(report, page.path, page.placed, index)
    html = templates.get_template("report_page.html.j2").render(
        report=report,
        page=page,
        edition=edition_name(report),
        lines=lines_label(_spans(report, ranges(lines))),
        marks=_distinct(dress),
        edits=[(block, lines_label(origin_lines(block)), differences(block)) for block in page.placed if block.edited],
        added=[block for block in page.placed if block.base is None and not block.others],
        neighbours=report.pages,
        link=lambda there, anchor="": link(page.path, there, anchor),
    )
    first = next((block.block.text for block in page.placed if block.block.kind == "paragraph"), page.matter.title)
    return View(
        page.path,
        page.matter.title,
        "report",
        text,
        html,
        ((edition_name(report), f"{report.id}/index.md"),),
        dress=dress,
        untold=months(page.placed),
        forms=nameless_forms(report, page.path),
        edit=f"docs/{page.path}",
        description=first[:120],
        report=report.id,
        banner=banner(page),
    )


def banner(page: PublishedPage) -> str:
    """How far the page can be trusted, in a sentence."""
    by = f"（{page.matter.reviewed_by}）" if page.matter.reviewed_by else ""
    if page.trust == COMPARED:
        return f"已核对{by}：有人逐字对过原文。"
    if page.trust == READ:
        return f"已校对{by}：有人通读过。"
    if page.matter.status in (READ, COMPARED):
        return f"{page.matter.status}之后文字重新生成过，请按未校对看待。"
    return "未校对：由程序整理，尚未有人通读。"


def _distinct(dress: tuple[Dress, ...]) -> tuple[tuple[Dress, Mark, int], ...]:
    """Each mark of a page once, at its first block, with how often it occurs."""
    first: dict[str, tuple[Dress, Mark]] = {}
    counts: Counter[str] = Counter()
    for block in dress:
        for mark in block.marks:
            first.setdefault(mark.title, (block, mark))
            counts[mark.title] += 1
    return tuple((block, mark, counts[title]) for title, (block, mark) in first.items())


def nameless_forms(report: Report, path: str) -> tuple[str, ...]:
    """The ids of the highlights and timelines of a page, in order."""
    return tuple(
        part.id for part in report.base if part.role == "section" and not part.markdown and part.page == path
    )


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
