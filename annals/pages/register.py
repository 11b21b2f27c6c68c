"""The register of published addresses: every HTML page and every data file, with the anchors of report text; the
404 page is no address.

It only grows, and what is in it keeps working: a moved block leaves a pointer, a lost one passes its anchor on, a
vanished page leaves a stub, and what would leave nothing is an error."""

from __future__ import annotations

from dataclasses import replace

from jinja2 import Environment

from annals.model import DraftPage, Edition, PageKind, Problem, Report, View, Withdrawal, few
from annals.names.registry import INDEX_PAGES
from annals.pages.data import PREFIX, data_paths
from annals.pages.entity_index import has_registry
from annals.pages.links import link, url
from annals.pages.moved import moved_pages
from annals.pages.withdrawn import withdrawal_of, withdrawn_places, withdrawn_view

_SHOWN = 3
"""Addresses that are named where many would vanish."""


def published(edition: Edition) -> tuple[str, ...]:
    """The addresses of all pages and data files of an edition, below the site's root; derived from what it holds, so
    that nothing has to be rendered to know them."""
    made = ["index.md", "topics/index.md", *(f"topics/{topic.slug}.md" for topic in edition.topics)]
    made += [f"topics/{old}.md" for topic in edition.topics for old in topic.redirect_from]
    for entity in edition.registry.entities:
        made += [f"entities/{name}.md" for name in (entity.slug, *entity.redirect_from)]
    if has_registry(edition):
        made += [f"entities/{name}.md" for name in INDEX_PAGES]
    for report in edition.reports:
        made += [f"{report.id}/{name}.md" for name in ("index", "full", "raw")]
    made += [path for path in (*edition.guide, *edition.docs) if _is_page(path)]
    moved = (old for page in moved_pages(edition.docs) for old in page.addresses)
    return tuple(dict.fromkeys((*map(url, made), *moved, *data_paths(edition))))


def _is_page(path: str) -> bool:
    """MkDocs publishes nothing below a folder with a dot, and a README only as somebody's index."""
    return not any(part.startswith(".") or part.lower() == "readme.md" for part in path.split("/"))


def draft_addresses(pages: tuple[DraftPage, ...]) -> tuple[str, ...]:
    """The addresses of generated report pages: each page, and each anchor on it."""
    found = []
    for page in pages:
        address = url(page.path)
        found.append(address)
        for block in page.blocks:
            found.extend(f"{address}#{name}" for name in (block.id, *block.anchors))
    return tuple(found)


def extend_register(register: str, addresses: tuple[str, ...]) -> str:
    """The text of the register, one address a line, with those addresses at its end that are new; what is in it stays for ever."""
    known = set(register.split("\n"))
    new = [address for address in dict.fromkeys(addresses) if address not in known]
    return register + "".join(address + "\n" for address in new)


def keep_addresses(
    edition: Edition, views: tuple[View, ...], templates: Environment
) -> tuple[tuple[View, ...], tuple[Problem, ...]]:
    """The views with whatever the register of addresses asks for, and what it asks in vain."""
    by_url = {url(view.path): view for view in views}
    reports = {report.id: report for report in edition.reports}
    wanted: dict[str, list[str]] = {}
    for address in edition.register:
        page, _, anchor = address.partition("#")
        wanted.setdefault(page, [])
        if anchor:
            wanted[page].append(anchor)
    vanished: dict[str, list[str]] = {}
    # A page whose front matter cannot be read is shown as it is; the ledger of a report that stands as committed will
    # be back, and why it is away is told already.
    shown = {url(path) for path in edition.docs} | set(data_paths(edition))
    shown |= {f"{PREFIX}ledger/{report.id}.jsonl" for report in edition.reports}
    for page, anchors in wanted.items():
        report = reports.get(page.partition("/")[0])
        view = by_url.get(page)
        if view is not None and report is not None:
            by_url[page] = _mend(view, anchors, report, edition.withdrawn, templates)
        elif view is None and report is not None and any(name in report.index.pages for name in anchors):
            by_url[page] = _stub(page, anchors, report, edition.labels[report.id], templates)
        elif view is None and page not in shown and (gone := withdrawal_of(page, edition.withdrawn)) is not None:
            if page.endswith(".html"):
                by_url[page] = withdrawn_view(page, gone, by_url.keys() | shown, templates)
        elif view is None and page not in shown:
            vanished.setdefault(_folder(page), []).append(page)
    return tuple(by_url.values()), tuple(_vanished(pages) for pages in vanished.values())


def _folder(page: str) -> str:
    """The folder that an address goes under with: a report's data go with its pages."""
    parts = page.split("/")
    return parts[-1].partition(".")[0] if len(parts) > 2 and page.startswith(PREFIX) else parts[0]


def _vanished(pages: list[str]) -> Problem:
    """One problem for the addresses of a folder that would vanish together."""
    return Problem.of("E112", "seeds/.base/addresses.txt", count=len(pages), urls=few(pages, _SHOWN))


def _mend(
    view: View, anchors: list[str], report: Report, withdrawn: tuple[Withdrawal, ...], templates: Environment
) -> View:
    if view.kind is not PageKind.REPORT:
        return view
    present = {name for mark in view.marking for name in (mark.id, *mark.anchors)} | set(view.forms)
    missing = [name for name in anchors if name not in present]
    moved = [(name, page) for name in missing if (page := report.index.pages.get(name)) is not None]
    gone = {
        name: found
        for name in missing
        if name not in report.index.pages
        and (found := withdrawal_of(f"{url(view.path)}#{name}", withdrawn)) is not None
    }
    heirs: dict[str, list[str]] = {}
    for name in missing:
        if name not in report.index.pages and name not in gone:
            heirs.setdefault(_heir(report, name, view), []).append(name)
    marking = tuple(replace(d, anchors=(*d.anchors, *heirs.get(d.id, ()))) for d in view.marking)
    html = view.html
    if moved:
        html += templates.get_template("moved.html.j2").render(
            moved=[(name, link(view.path, page, name)) for name, page in moved]
        )
    if gone:
        html += withdrawn_places(view.path, gone, templates)
    return replace(view, marking=marking, html=html)


def _heir(report: Report, name: str, view: View) -> str:
    """The block on the page that takes over a lost block's anchor: the next one of its section,
    else its heading, else the first block."""
    on_page = {mark.id for mark in view.marking}
    at = next((i for i, block in enumerate(report.blocks) if name == block.id or name in block.anchors), None)
    if at is not None:
        lost = report.blocks[at]
        for block in report.blocks[at + 1 :]:
            if block.above == lost.above and block.id in on_page:
                return block.id
        if lost.above in on_page:
            return str(lost.above)
    return view.marking[0].id


def _stub(page: str, anchors: list[str], report: Report, label: str, templates: Environment) -> View:
    """A page in place of one that is gone: where each of its blocks stands now."""
    path = page.removesuffix(".html") + ".md"
    moved = [(name, found) for name in anchors if (found := report.index.pages.get(name)) is not None]
    html = templates.get_template("stub.html.j2").render(
        moved=[(name, link(path, there, name)) for name, there in moved],
        target=link(path, moved[0][1]),
    )
    crumbs = ((label, f"{report.id}/index.md"),)
    return View(
        path=path, title="此页已移", kind=PageKind.STUB, markdown="", html=html, crumbs=crumbs, report=report.id
    )
